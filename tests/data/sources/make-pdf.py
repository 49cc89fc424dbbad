#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the PDFs of tests/data/sources/pdf from records of the corpus, as people make theirs.

Needs pdflatex (texlive-latex-recommended, texlive-lang-french, lmodern, texlive-fonts-recommended), LibreOffice Writer,
Chromium, pdftoppm (poppler-utils) and img2pdf:

    tests/data/sources/make-pdf.py [NAME…]

The files hold dates and identifiers, so that made again they differ in some bytes.
"""
import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
RECORDS = HERE.parent.parent.parent / "corpus" / "records"


def record(name):
    """The title, the summary and the body of a record."""
    _, head, body = (RECORDS / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    title = re.search(r"^title: (.*)$", head, re.M).group(1).strip("'\"").replace("''", "'")
    summary = re.search(r"^summary: >-\n((?:  .*\n)+)", head, re.M)
    return title, " ".join(summary.group(1).split()) if summary else "", body.strip()


def blocks(body):
    """(kind, text) of a body: h, li or p."""
    for line in re.sub(r"(?<=\S)\n(?=[^\s#-])", " ", body).split("\n"):
        if line.startswith("## "):
            yield "h", line[3:]
        elif line.startswith("- "):
            yield "li", line[2:]
        elif line.strip():
            yield "p", line


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


# ---- TeX ----

def tex(text):
    for sign, spelt in (("\\", r"\textbackslash "), ("&", r"\&"), ("%", r"\%"), ("$", r"\$"),
                        ("#", r"\#"), ("_", r"\_"), ("€", "euros"), ("’", "'"),
                        ("« ", r"\og "), (" »", r"\fg{}"), ("–", "--"), ("\u00a0", "~"),
                        ("\u202f", "~"), ("œ", r"\oe{}")):
        text = text.replace(sign, spelt)
    return text


def tex_body(body):
    out, open_list = [], False
    for kind, text in blocks(body):
        if (kind == "li") != open_list:
            out.append(r"\begin{itemize}" if kind == "li" else r"\end{itemize}")
            open_list = kind == "li"
        out.append({"h": r"\subsection*{%s}", "li": r"\item %s", "p": "%s\n"}[kind] % tex(text))
    return "\n".join(out + ([r"\end{itemize}"] if open_list else []))


def from_tex(target, source, folder):
    (folder / "a.tex").write_text(source, encoding="utf-8")
    for _ in range(2):
        run("pdflatex", "-interaction=batchmode", "-output-directory", folder, folder / "a.tex")
    target.write_bytes((folder / "a.pdf").read_bytes())


PREAMBLE = r"""\documentclass[%s]{article}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{textcomp}
\usepackage[%s]{babel}
\DeclareFontFamily{T1}{two}{}\DeclareFontShape{T1}{two}{m}{n}{<-> ec-lmr10}{}
\DeclareFontShape{T1}{two}{bx}{n}{<->ssub * two/m/n}{}\renewcommand{\rmdefault}{two}
\usepackage[a5paper,margin=14mm,headsep=5mm,footskip=9mm]{geometry}
%s
\begin{document}
"""


def rapport(target, folder):
    """Two columns, a running head, page numbers, footnotes, ligatures, words cut by TeX."""
    names = ("rennes-budget-millieme", "nancy-farafangana-eau", "brest-plymouth-aquariums-enfants",
             "strasbourg-culture-europeenne")
    out = [PREAMBLE % ("10pt,twocolumn", "french", r"""\usepackage{fancyhdr}\pagestyle{fancy}
\fancyhf{}\lhead{Action internationale}\rhead{Cahier n° 7}\cfoot{\thepage}\sloppy
\title{Quatre actions qui fleurissent hors des frontières}\author{}\date{}"""), r"\maketitle"]
    for name in names:
        title, summary, body = record(name + ".fr")
        out.append(r"\section*{%s}" % tex(title))
        out.append(tex(summary) + r"\footnote{Fiche officielle : " + tex(name) + ", 2021.}\n")
        out.append(tex_body(body))
    from_tex(target, "\n".join(out + [r"\end{document}"]), folder)


def compte_rendu(target, folder):
    """A note in the margin, a box, figures, and a form with lines of a table around it."""
    from_tex(target, PREAMBLE % ("10pt", "french", r"\addtolength{\textwidth}{-22mm}") + r"""
\section*{Compte rendu de la commission}
La ville de Rennes consacre un millième de son budget aux questions
internationales\marginpar{\raggedright\footnotesize Depuis 1985, sans la moindre interruption.}, ce
qui met à l'abri les moyens de cette politique publique pendant plusieurs mandats successifs et sans
discussion annuelle. La règle s'appliquait toujours lors de l'étude de 2021. Le montant en euros n'est
pas indiqué dans les documents qui ont été remis aux enquêteurs par les services de la ville.

\fbox{\parbox{0.9\textwidth}{À retenir. Le budget international médian des collectivités interrogées
est de 300 000 euros par an.}}

Une autre ville pourrait reprendre le principe par une simple délibération.

\begin{tabular}{lrr}Poste & 2019 & 2020\\ Bourses & 12 000 & 9 500\\ Missions & 3 400 & 150\\
\end{tabular}

\begin{tabular}{|l|p{58mm}|}\hline Intitulé & Un millième du budget réservé à l'international, voté en
conseil municipal\\\hline Pilote & Ville de Rennes\\\hline Année & 1985\\\hline\end{tabular}
\end{document}""", folder)


def formulaire(target, folder):
    """A form that was filled in on the screen."""
    fields = (("Intitulé du projet", "Un millième du budget municipal réservé à l'international"),
              ("Collectivité", "Ville de Rennes"), ("Année de début", "1985"),
              ("Budget annuel", "300 000 euros"))
    lines = [r"\TextField[name={%s},value={%s},width=70mm]{%s :}\\[3mm]"
             % (f"champ{i}", tex(value), tex(name)) for i, (name, value) in enumerate(fields)]
    source = PREAMBLE % ("10pt", "french", r"\usepackage{hyperref}")
    source += (r"\section*{Dossier de candidature 2021}" "\n" r"\begin{Form}" "\n"
               + "\n".join(lines) + r"\CheckBox[name={cofinance},checked=true]{Cofinancement de "
               r"l'État :}" + "\n" r"\end{Form}\end{document}")
    source = re.sub(r"name=\{champ(\d)\}", lambda m: "name={champ%s},altname={%s}" % (
        m.group(1), fields[int(m.group(1))][0]), source)
    from_tex(target, source, folder)


# ---- LibreOffice ----

ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>%(meta)s</dc:title></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-family="DejaVu Sans"
 fo:font-size="9pt" fo:language="%(lang)s" fo:country="%(country)s" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.2cm" fo:text-align="justify"/></style:style>
<style:style style:name="C" style:family="paragraph"/>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="17pt" fo:font-weight="bold"
 fo:hyphenate="false"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="0.3cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-weight="bold" fo:hyphenate="false"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="18cm"
 fo:page-height="22cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="1.5cm"
 fo:margin-right="1.5cm"/><style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="Two" style:family="section"><style:section-properties><style:columns
 fo:column-count="2" fo:column-gap="0.7cm"/></style:section-properties></style:style>
<style:style style:name="A" style:family="table-column"><style:table-column-properties
 style:column-width="4.2cm"/></style:style>
<style:style style:name="B" style:family="table-column"><style:table-column-properties
 style:column-width="10.8cm"/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.1cm" fo:border="0.05pt solid #000000"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="C">%(header)s</text:p></style:header>
<style:footer><text:p text:style-name="C">Page <text:page-number>1</text:page-number> /
 <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text>%(body)s</office:text></office:body></office:document>"""


def odt_body(body):
    out, open_list = [], False
    for kind, text in blocks(body):
        if (kind == "li") != open_list:
            out.append("<text:list>" if kind == "li" else "</text:list>")
            open_list = kind == "li"
        text = html.escape(text, quote=False)
        out.append({"h": '<text:h text:style-name="H" text:outline-level="2">%s</text:h>',
                    "li": '<text:list-item><text:p text:style-name="P">%s</text:p>'
                          "</text:list-item>",
                    "p": '<text:p text:style-name="P">%s</text:p>'}[kind] % text)
    return "".join(out + (["</text:list>"] if open_list else []))


def from_odt(target, folder, body, meta="", header="", lang="fr", country="FR", option=""):
    (folder / "a.fodt").write_text(
        ODT % {"meta": html.escape(meta), "header": html.escape(header), "body": body,
               "lang": lang, "country": country}, encoding="utf-8")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        "pdf:writer_pdf_Export" + option, "--outdir", folder, folder / "a.fodt")
    target.write_bytes((folder / "a.pdf").read_bytes())


def bulletin(target, folder):
    """A heading across two columns, lists, a running head; the program's own title is no title."""
    out = []
    for name in ("cherbourg-fonds-ecoles-associations.fr", "rennes-budget-millieme.fr",
                 "clermont-ferrand-trois-temps-international.fr",
                 "marseille-saint-etienne-implication-citoyens.fr"):
        title, summary, body = record(name)
        out.append(f'<text:p text:style-name="T">{html.escape(title)}</text:p>'
                   f'<text:section text:style-name="Two" text:name="{name}">'
                   f'<text:p text:style-name="P">{html.escape(summary)}</text:p>'
                   f'{odt_body(body)}</text:section>')
    from_odt(target, folder, "".join(out), "Microsoft Word - bulletin_v3.doc",
             "Bulletin des relations internationales – mars 2021")


def table(rows):
    cell = ('<table:table-cell table:style-name="Cell" office:value-type="string">'
            '<text:p text:style-name="C">%s</text:p></table:table-cell>')
    lines = "".join("<table:table-row>%s</table:table-row>" % "".join(
        cell % html.escape(text) for text in row) for row in rows)
    return ('<table:table table:name="F"><table:table-column table:style-name="A"/>'
            f'<table:table-column table:style-name="B"/>{lines}</table:table>')


FICHE = (("Intitulé du projet :", "Accord de coopération eau et assainissement entre le Grand "
          "Nancy et Farafangana (Madagascar)"),
         ("Collectivité pilote :", "Métropole du Grand Nancy"),
         ("Partenaires :", "Commune de Farafangana ; France urbaine"),
         ("Année de démarrage :", "2019"),
         ("Budget :", "1 250 000,50 €"),
         ("Objectifs et description du projet :",
          "La Métropole du Grand Nancy coopère avec Farafangana, commune du sud-est de Madagascar, "
          "dans deux domaines : l'eau et l'assainissement. Un accord de coopération décentralisée "
          "a été signé entre les deux collectivités. Le rapprochement est passé par une "
          "association d'élus."),
         ("Résultats :", "non documentés"))


def fiche(target, folder):
    """A form sheet: labels on the left, what was filled in on the right."""
    body = ('<text:p text:style-name="T">Fiche action</text:p>'
            '<text:p text:style-name="P">À retourner au service des relations internationales '
            "avant le 16 février 2021.</text:p>" + table(FICHE)
            + '<text:p text:style-name="H">Suites à donner</text:p>'
            '<text:p text:style-name="P">L\'étude ne décrit ni les travaux ou l\'appui prévus, ni '
            "la durée de l'accord. Il faut les demander à la métropole.</text:p>")
    from_odt(target, folder, body, "fiche_action_2021.odt", "Direction des affaires extérieures")


def locked(target, folder):
    """Protected by a password."""
    title, summary, _ = record("nancy-farafangana-eau.en")
    option = ':{"EncryptFile":{"type":"boolean","value":"true"},' \
             '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
    from_odt(target, folder, odt_body(f"## {title}\n{summary}"), title, lang="en", country="GB",
             option=option)


# ---- Chromium ----

def html_body(body):
    out, open_list = [], False
    for kind, text in blocks(body):
        if (kind == "li") != open_list:
            out.append("<ul>" if kind == "li" else "</ul>")
            open_list = kind == "li"
        out.append({"h": "<h3>%s</h3>", "li": "<li>%s</li>", "p": "<p>%s</p>"}[kind]
                   % html.escape(text))
    return "\n".join(out + (["</ul>"] if open_list else []))


def from_html(target, folder, title, style, body, lang="en"):
    (folder / "a.html").write_text(
        f'<!doctype html><html lang={lang}><meta charset=utf-8><title>{html.escape(title)}</title>'
        f'<style>body{{font:9.5pt/1.35 "DejaVu Serif"}}{style}</style>{body}</html>',
        encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu",
        f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", folder / "a.html")


def newsletter(target, folder):
    """Three columns, headings across all of them, what a browser prints around the page."""
    out = ["<h1>Cities abroad</h1><p>Three columns of news.</p>"]
    for name in ("brest-kiel-yokosuka-agents.en", "colombes-villes-resilientes-egalite.en",
                 "lille-mel-eau-dechets.en", "orleans-metropole-cop-climat.en",
                 "nantes-participation-citoyenne.en"):
        title, summary, body = record(name)
        out.append(f"<section><h2>{html.escape(title)}</h2><p>{html.escape(summary)}</p>"
                   f"{html_body(body)}</section>")
    from_html(target, folder, "Cities abroad: three columns of news",
              "@page{size:A4 landscape}section{column-count:3;column-gap:7mm;text-align:justify}"
              "h2{column-span:all;font-size:14pt}h3{font-size:10pt}", "\n".join(out))


def project_sheet(target, folder):
    """A form sheet with labels, and a table of figures whose columns are set to the right."""
    rows = (("Project title", "Peer exchange of council staff with Kiel and Yokosuka"),
            ("Lead authority", "City of Brest"),
            ("Partners", "City of Kiel (Germany)<br>City of Yokosuka (Japan)"),
            ("Start year", "2021"), ("Status", "Under way"),
            ("Description", html.escape(record("brest-kiel-yokosuka-agents.en")[2].split("\n")[0])))
    figures = (("", "2019", "2020", "2021"), ("Staff sent", "12", "0", "7"),
               ("Staff received", "9", "1", "11"), ("Cost in euros", "14 500", "800", "11 250"))
    body = ("<h1>Project sheet</h1><p>Filled in by the international office of the city.</p>"
            "<table class=form>" + "".join(f"<tr><th>{a}<td>{b}" for a, b in rows) + "</table>"
            "<h2>Exchanges by year</h2><table class=figures>"
            + "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in figures) + "</table>"
            "<h2>What comes next</h2><p>The trades involved and the working language are to be "
            "settled with both partners before the summer.</p>")
    from_html(target, folder, "sheet.html",
              ".form td,.form th{border:1px solid;padding:4px 8px;text-align:left;"
              "vertical-align:top}.form th{width:35mm}.figures td{padding:1px 0 1px 22mm;"
              "text-align:right}.figures td:first-child{text-align:left;padding:0}", body)


# ---- A scan ----

def scan(target, folder):
    """A picture of two pages, as a copier makes it."""
    with tempfile.TemporaryDirectory() as other:
        page = Path(other) / "page.pdf"
        fiche(page, Path(other))
        run("pdftoppm", "-r", "60", "-gray", "-jpeg", "-jpegopt", "quality=30", page,
            folder / "page")
    pictures = sorted(folder.glob("page*.jpg"))
    run("img2pdf", "-o", target, *pictures, *pictures[:1])


MAKERS = {"rapport": rapport, "formulaire": formulaire, "bulletin": bulletin,
          "compte-rendu": compte_rendu, "fiche": fiche,
          "newsletter": newsletter, "project-sheet": project_sheet, "locked": locked, "scan": scan}


def main():
    for name in sys.argv[1:] or MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            MAKERS[name](HERE / "pdf" / f"{name}.pdf", Path(folder))
        print(name, (HERE / "pdf" / f"{name}.pdf").stat().st_size)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the blank forms beside this folder, in French and English, and their maps, from one table.

The same table gives the same bytes. Nothing but Python's own library is needed: the office files
are written as the few parts that every program that opens them asks for.
"""
import json
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape

LANGUAGES = ("fr", "en")

# Field, label in French, label in English, what to write in French, in English.
FIELDS = [
    ("title", "Intitulé de l'action", "Title of the action",
     "une phrase : qui, quoi, avec qui", "one line: who, what, with whom"),
    ("ref", "Référence", "Reference", "votre numéro, s'il y en a un", "your own number, if any"),
    ("lead", "Collectivité porteuse", "Lead authority",
     "Nancy, Métropole du Grand Nancy …", "Nancy, Métropole du Grand Nancy …"),
    ("co_leads", "Autres collectivités porteuses", "Other lead authorities",
     "séparées par des points-virgules", "with semicolons between"),
    ("partners", "Partenaires à l'étranger", "Partners abroad",
     "Ville (Pays) ; Ville (Pays)", "City (Country); City (Country)"),
    ("themes", "Thèmes", "Themes",
     "le principal d'abord, séparés par des points-virgules",
     "the main one first, with semicolons between"),
    ("actions", "Formes d'action", "Forms of action",
     "jumelage, coopération décentralisée …", "twinning, decentralised cooperation …"),
    ("sdg", "ODD", "SDG", "numéros de 1 à 17", "numbers from 1 to 17"),
    ("year_start", "Année de début", "Start year", "2019, ou 2019-2021", "2019, or 2019-2021"),
    ("year_end", "Année de fin", "End year", "2021, ou en cours", "2021, or ongoing"),
    ("stage", "Stade", "Stage",
     "intention annoncée, en cours, achevée, arrêtée",
     "announced intention, under way, completed, stopped"),
    ("amount_eur", "Budget total", "Total budget", "45 000 €, 45 k€, 1,2 M€", "€45,000, €45k, €1.2m"),
    ("amounts", "Autres montants", "Other amounts",
     "Ville : 10 000 € ; AFD : 35 000 €", "City: €10,000; AFD: €35,000"),
    ("funders", "Financeurs", "Funders", "séparés par des points-virgules",
     "with semicolons between"),
    ("schemes", "Dispositifs de financement", "Funding schemes",
     "FICOL, 1 % eau …", "FICOL, 1% for water …"),
    ("networks", "Réseaux", "Networks", "CUF, CGLU …", "CUF, UCLG …"),
    ("actors", "Autres organismes", "Other bodies", "séparés par des points-virgules",
     "with semicolons between"),
    ("evidence", "Niveau de preuve", "Level of evidence",
     "0 annoncé, 1 rapporté, 2 chiffré, 3 évalué par la collectivité, 4 évalué par un tiers",
     "0 announced, 1 reported, 2 figures, 3 evaluated by the authority, 4 by a third party"),
    ("source.title", "Source", "Source", "le document d'où viennent les faits",
     "the document that the facts come from"),
    ("source.url", "Lien", "Link", "https://…", "https://…"),
    ("contact", "Service à contacter", "Service to contact",
     "le service et sa boîte aux lettres, pas de nom de personne",
     "the service and its mailbox, no names of persons"),
    ("summary", "Résumé", "Summary", "trois phrases", "three sentences"),
]

# Parts of the text: columns in a spreadsheet, headings in a document.
PARTS = [
    ("Contexte", "Context"),
    ("Actions menées", "What was done"),
    ("Résultats", "Results"),
    ("Difficultés rencontrées", "Difficulties met"),
    ("Conseils aux autres collectivités", "Advice to others"),
]

NAMES = {"fr": "fiche", "en": "sheet"}
TITLES = {"fr": "Fiche de pratique", "en": "Practice sheet"}
STAMP = (2021, 1, 1, 0, 0, 0)


def label(row, lang):
    return row[1 + LANGUAGES.index(lang)]


def hint(row, lang):
    return row[3 + LANGUAGES.index(lang)]


def parts(lang):
    return [part[LANGUAGES.index(lang)] for part in PARTS]


def make_map(lang):
    fields = {row[0]: label(row, lang) for row in FIELDS}
    fields["text"] = {"from": parts(lang), "headings": True}
    fields["kind"] = {"constant": "practice"}
    fields["lang"] = {"constant": lang}
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


# ---- Markdown: fields of ours, with what to write behind them ----

# A field of ours holds one year; a label of a form may hold a period.
YEARS = {"year_start": ("2019", "2019"),
         "year_end": ("2021 ; sinon ongoing: oui si l'action continue",
                      "2021; else ongoing: yes when it goes on")}


def make_markdown(lang):
    lines = ["---", "kind: practice", f"lang: {lang}"]
    lists = {"co_leads", "partners", "themes", "actions", "sdg", "amounts", "funders", "schemes",
             "networks", "actors"}
    examples = {"partners": "[{name: , country: }]",
                "amounts": "[{label: , value: , currency: EUR}]"}
    for row in FIELDS:
        if row[0].startswith("source."):
            continue
        if row[0] in YEARS:
            row = row[:3] + YEARS[row[0]]
        example = examples.get(row[0], "[]" if row[0] in lists else "")
        shown = f"# {example}  " if row[0] in examples else "# "
        blank = "" if row[0] in examples or not example else f" {example}"
        lines.append(f"{row[0]}:{blank}  {shown}{label(row, lang)} : {hint(row, lang)}"
                     if lang == "fr" else
                     f"{row[0]}:{blank}  {shown}{label(row, lang)}: {hint(row, lang)}")
        if row[0] == "year_end":
            lines.append("ongoing:")
    lines += ["source:", "  title:", "  url:", "---", ""]
    for part in parts(lang):
        lines += [f"## {part}", "", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


# ---- Spreadsheets ----

def columns(lang):
    """Label and hint of each column."""
    return [(label(row, lang), hint(row, lang)) for row in FIELDS] + \
        [(part, "") for part in parts(lang)]


def make_csv(lang):
    mark = ";" if lang == "fr" else ","
    return "\ufeff" + mark.join(f'"{name}"' for name, _ in columns(lang)) + "\r\n"


def column_name(number):
    name = ""
    while number >= 0:
        name = chr(ord("A") + number % 26) + name
        number = number // 26 - 1
    return name


def xlsx_parts(lang):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packaged = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = "".join(f'<c r="{column_name(i)}1" s="1" t="inlineStr"><is><t>{escape(name)}</t></is></c>'
                    for i, (name, _) in enumerate(columns(lang)))
    # A hint shows when a cell of the column is chosen: it is in no cell.
    hints = [(i, text) for i, (_, text) in enumerate(columns(lang)) if text]
    prompts = "".join(
        f'<dataValidation allowBlank="1" showInputMessage="1" promptTitle="{escape(columns(lang)[i][0])[:31]}" '
        f'prompt="{escape(text, {chr(34): "&quot;"})[:250]}" sqref="{column_name(i)}2:{column_name(i)}1000"/>'
        for i, text in hints)
    sheet = (f'<worksheet xmlns="{main}"><sheetViews><sheetView workbookViewId="0">'
             '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
             f'</sheetView></sheetViews><cols><col min="1" max="{len(columns(lang))}" width="26" '
             f'customWidth="1"/></cols><sheetData><row r="1">{cells}</row></sheetData>'
             f'<dataValidations count="{len(hints)}">{prompts}</dataValidations></worksheet>')
    styles = (f'<styleSheet xmlns="{main}"><fonts count="2"><font/><font><b/></font></fonts>'
              '<fills count="2"><fill><patternFill patternType="none"/></fill>'
              '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
              '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
              '<xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>')
    return {
        "[Content_Types].xml":
            f'<Types xmlns="{packaged}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{packaged}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{packaged}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml":
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet '
            f'name="{NAMES[lang]}s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
    }


# ---- Word ----

def docx_parts(lang):
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packaged = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    def paragraph(text, style=""):
        props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        return f"<w:p>{props}{run}</w:p>"

    def cell(text, width, style=""):
        return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{paragraph(text, style)}</w:tc>")

    def style(name, title, based, size, bold, level=None):
        outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
        return (f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{based}'
                f'<w:pPr><w:spacing w:before="200" w:after="80"/>{outline}</w:pPr>'
                f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr></w:style>')

    normal = '<w:basedOn w:val="Normal"/>'
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
                     for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    rows = "".join(f"<w:tr>{cell(label(row, lang), 3200, 'Label')}{cell('', 6400)}</w:tr>"
                   for row in FIELDS)
    table = (f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
             f'</w:tblPr><w:tblGrid><w:gridCol w:w="3200"/><w:gridCol w:w="6400"/></w:tblGrid>'
             f"{rows}</w:tbl>")
    body = paragraph(TITLES[lang], "Title") + table + "".join(
        paragraph(part, "Heading1") + paragraph("") for part in parts(lang))
    language = {"fr": "fr-FR", "en": "en-GB"}[lang]
    return {
        "[Content_Types].xml":
            f'<Types xmlns="{packaged}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{packaged}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{packaged}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml":
            f'<w:document xmlns:w="{main}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml":
            f'<w:styles xmlns:w="{main}"><w:docDefaults><w:rPrDefault><w:rPr>'
            f'<w:sz w:val="22"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/></w:style>'
            + style("Title", "Title", normal, 36, True)
            + style("Heading1", "heading 1", normal, 28, True, 0)
            + style("Label", "Label", normal, 22, True) + "</w:styles>",
    }


# ---- OpenDocument ----

def odt_parts(lang):
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}"' for name, urn in (
        ("office", "office:1.0"), ("text", "text:1.0"), ("table", "table:1.0"),
        ("style", "style:1.0"), ("fo", "xsl-fo-compatible:1.0")))
    language, country = {"fr": ("fr", "FR"), "en": ("en", "GB")}[lang]

    def cell(text, style):
        return (f'<table:table-cell table:style-name="Cell" office:value-type="string">'
                f'<text:p text:style-name="{style}">{escape(text)}</text:p></table:table-cell>')

    rows = "".join("<table:table-row>" + cell(label(row, lang), "Label") + cell("", "Standard")
                   + "</table:table-row>" for row in FIELDS)
    sections = "".join(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">'
                       f'{escape(part)}</text:h><text:p text:style-name="Standard"/>'
                       for part in parts(lang))
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:automatic-styles>'
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #808080" fo:padding="0.1cm"/></style:style>'
        '</office:automatic-styles><office:body><office:text>'
        f'<text:p text:style-name="Title">{escape(TITLES[lang])}</text:p>'
        f'<table:table table:name="Form"><table:table-column table:number-columns-repeated="2"/>'
        f'{rows}</table:table>{sections}</office:text></office:body></office:document-content>')

    def style(name, title, size, bold, level=""):
        return (f'<style:style style:name="{name}" style:display-name="{title}" '
                f'style:family="paragraph" style:parent-style-name="Standard" {level}>'
                f'<style:text-properties fo:font-size="{size}pt"'
                f'{" fo:font-weight=" + chr(34) + "bold" + chr(34) if bold else ""}/></style:style>')

    styles = (
        f'<office:document-styles {spaces} office:version="1.3"><office:styles>'
        f'<style:default-style style:family="paragraph"><style:text-properties fo:language="{language}" '
        f'fo:country="{country}" fo:font-size="11pt"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        + style("Title", "Title", 18, True)
        + style("Heading_20_1", "Heading 1", 14, True, 'style:default-outline-level="1"')
        + style("Label", "Label", 11, True) + "</office:styles></office:document-styles>")
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
                      for path, kind in (("/", kind), ("content.xml", "text/xml"),
                                         ("styles.xml", "text/xml")))
    return {
        "mimetype": kind,
        "META-INF/manifest.xml":
            f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.3">'
            f"{entries}</manifest:manifest>",
        "content.xml": content,
        "styles.xml": styles,
    }


def write_package(path, members):
    with zipfile.ZipFile(path, "w") as package:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.external_attr = 0o644 << 16
            plain = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            head = "" if plain else '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package.writestr(entry, head + text)


def main(folder):
    for lang in LANGUAGES:
        base = folder / f"{NAMES[lang]}.{lang}"
        base.with_suffix(f".{lang}.md").write_text(make_markdown(lang), encoding="utf-8")
        base.with_suffix(f".{lang}.map.json").write_text(make_map(lang), encoding="utf-8")
        base.with_suffix(f".{lang}.csv").write_text(make_csv(lang), encoding="utf-8", newline="")
        write_package(base.with_suffix(f".{lang}.docx"), docx_parts(lang))
        write_package(base.with_suffix(f".{lang}.odt"), odt_parts(lang))
        write_package(base.with_suffix(f".{lang}.xlsx"), xlsx_parts(lang))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else
         pathlib.Path(__file__).resolve().parent.parent)

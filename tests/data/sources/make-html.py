#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the pages of html/ and the books of epub/ out of records of the corpus, in the manner of
the sites of cities, with the menus, notices and footers that these have.

Tools: pandoc (2.17), LibreOffice (7.4), Python 3. Run it in the root of the tree."""

import html
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
RECORDS = ROOT / "corpus" / "records"
PAGES = pathlib.Path(__file__).resolve().parent / "html"
BOOKS = PAGES.parent / "epub"


def record(name):
    """Title, summary and body, the body as HTML."""
    text = (RECORDS / f"{name}.md").read_text("utf-8")
    front, body = text.split("\n---\n", 1)
    title = re.search(r"^title: (.*)$", front, re.M).group(1).strip("'\"").replace("''", "'")
    summary = re.search(r"^summary: >-\n((?:  .*\n)+)", front, re.M)
    summary = " ".join(summary.group(1).split()) if summary else ""
    page = subprocess.run(["pandoc", "-f", "markdown-smart", "-t", "html5", "--wrap=none"], input=body,
                          text=True, capture_output=True, check=True).stdout
    return html.escape(title, False), html.escape(summary, False), page


MENU_FR = """<ul class="menu"><li><a href="/">Accueil</a></li><li><a href="/mairie">Votre mairie</a>
<ul><li><a href="/elus">Les élus du conseil municipal</a></li><li><a href="/budget">Le budget de la
commune en détail</a></li><li><a href="/marches">Marchés publics et appels d'offres</a></li></ul></li>
<li><a href="/demarches">Démarches en ligne</a></li><li><a href="/agenda">Agenda des sorties</a></li></ul>"""
FOOTER_FR = """<p>Hôtel de ville, place de la République. Ouvert du lundi au vendredi de 8 h 30 à 17 h 30,
le samedi de 9 h à 12 h. Téléphone : 02 00 00 00 00</p><ul><li><a href="/plan">Plan du site</a></li>
<li><a href="/mentions">Mentions légales</a></li><li><a href="/rgpd">Données personnelles</a></li></ul>"""
COOKIES_FR = """<p>Ce site utilise des cookies pour mesurer son audience et vous proposer des vidéos. Vous
pouvez accepter ou refuser leur dépôt à tout moment.</p><button>Tout accepter</button>
<button>Tout refuser</button>"""


def wordpress(title, summary, body):
    return f"""<!DOCTYPE html>
<html lang="fr-FR" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8">
<title>{title} | Ville de Montclair</title>
<meta name="description" content="{summary}"><meta property="og:site_name" content="Ville de Montclair">
<meta property="og:title" content="{title} | Ville de Montclair">
<link rel="canonical" href="https://www.montclair.example/international/action">
<script>var menu = "<div>pas du texte</div>"; if (1 < 2) document.write("</div>");</script>
<style>.a > .b {{ color: red }}</style>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"BreadcrumbList",
"name":"Fil"}},{{"@type":"NewsArticle","headline":"Autre titre","inLanguage":"fr-FR"}}]}}</script></head>
<body class="page-template has-sidebar cookies-not-set menu-closed">
<a class="skip-link" href="#contenu">Aller au contenu principal</a>
<div id="tarteaucitronRoot">{COOKIES_FR}</div>
<header id="masthead"><p class="logo"><a href="/">Ville de Montclair</a></p><nav>{MENU_FR}</nav>
<form role="search"><label>Rechercher sur le site</label><input name="s"><button>OK</button></form></header>
<div class="fil-ariane">Vous êtes ici : <a href="/">Accueil</a> &gt; <a href="/i">International</a> &gt; {title}</div>
<main id="contenu"><article class="post"><h1>{title}</h1>
<p class="date">Publié le 12 mars 2024</p>
{body}
<table><tr><th>Budget :</th><td>12&nbsp;000&nbsp;€ par an</td></tr><tr><th>Partenaires</th><td><ul><li>Kiel</li>
<li>Yokosuka</li></ul></td></tr><tr><th>Calendrier</th><td>2018 – 2024</td></tr></table>
<div class="partage"><p>Partager cette page</p><ul><li><a href="https://fb.example">Facebook</a></li>
<li><a href="https://x.example">Twitter</a></li></ul></div></article>
<section class="related"><h2>À lire aussi</h2><ul><li><a href="/a">Le marché de Noël revient</a></li>
<li><a href="/b">Travaux rue de la Paix</a></li></ul></section>
<section id="comments"><h2>3 commentaires</h2><p>Bravo à la ville pour ce beau projet, il en faudrait
davantage dans tous les quartiers !</p></section></main>
<aside class="sidebar"><h2>Agenda</h2><p>Samedi, concert gratuit de l'harmonie municipale au kiosque du
jardin public, à partir de 15 heures.</p></aside>
<footer>{FOOTER_FR}</footer></body></html>
"""


def drupal(title, summary, body):
    """No <main>: everything by classes and ids, in windows-1252."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />
<title>{title} - Communauté d'agglomération du Val Fleuri</title>
<meta name="description" content="Site officiel : actualités, services, transports, piscines et sorties" />
</head><body class="html not-front with-sidebars page-node"><div id="page">
<div id="header" class="region-header"><div class="site-name">Communauté d'agglomération du Val Fleuri</div>
<div id="block-menu" class="block-menu"><h2>Menu principal</h2>{MENU_FR}</div></div>
<div id="breadcrumb"><a href="/">Accueil</a> » <a href="/i">International</a></div>
<div id="columns"><div id="sidebar-left" class="sidebar">{MENU_FR}<p>Abonnez-vous à notre lettre pour recevoir
chaque mois les nouvelles de l'agglomération.</p></div>
<div id="content"><h1 class="title">{title}</h1><div class="node"><div class="field-body">
{body}
<div class="field-name"><dl><dt>Public visé :</dt><dd>Agents municipaux</dd><dt>Durée</dt><dd>Deux semaines</dd></dl></div>
</div></div><p class="retour"><a href="#top">Haut de page</a></p></div></div>
<div id="footer" class="pied-de-page">{FOOTER_FR}</div>
<div id="popup-cookies" class="rgpd">{COOKIES_FR}</div>
</div></body></html>
""".encode("windows-1252", "xmlcharrefreplace")


def tables(title, _, body):
    """A page of 2003: columns in tables, no class, in latin-1 that it does not declare."""
    body = body.replace("</p>", "").replace("</li>", "")
    return f"""<HTML><HEAD><TITLE>Ville de Bourg-sur-Mer : {title}</TITLE></HEAD>
<BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><IMG SRC=logo.gif ALT="Logo"></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><A HREF=index.html>Accueil</A> | <A HREF=plan.html>Plan du site</A> | <A
HREF=contact.html>Nous contacter</A></TD></TR>
<TR><TD VALIGN=top WIDTH=150><FONT SIZE=2><A HREF=a.html>La mairie</A><BR><A HREF=b.html>Les écoles de la
commune et leurs horaires</A><BR><A HREF=c.html>Les associations sportives et culturelles</A><BR></FONT></TD>
<TD VALIGN=top><TABLE><TR><TD><CENTER><FONT SIZE=5><B>{title}</B></FONT></CENTER>
{body}
</TD></TR></TABLE></TD>
<TD VALIGN=top><FONT SIZE=1><A HREF=m.html>Météo de la semaine et marées du port</A><BR><A HREF=t.html>Les
marchés du canton</A></FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1><A HREF=mentions.html>Mentions légales</A> - <A
HREF=mailto:webmestre@bourg.example>Webmestre</A></FONT></TD></TR></TABLE></BODY></HTML>
""".encode("latin-1", "xmlcharrefreplace")


def council(title, summary, body):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Northport City Council</title>
<meta property="og:description" content="{summary}"><meta property="og:url" content="https://www.northport.example/world"></head>
<body><div id="global-cookie-message" class="cookie-banner" role="region"><h2>Cookies on this site</h2><p>We use some
essential cookies to make this website work, and would like to set others.</p><button>Accept</button></div>
<a href="#main" class="govuk-skip-link">Skip to main content</a>
<header role="banner"><a href="/">Northport City Council</a><nav aria-label="Main"><ul><li><a href="/bins">Bins and
recycling</a></li><li><a href="/tax">Council tax</a></li></ul></nav></header>
<div class="govuk-breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/w">Working with the world</a></li></ol></div>
<div role="main" id="main"><h1>{title}</h1><nav class="toc" aria-label="Contents"><h2>Contents</h2><ol><li><a
href="#one">What was done</a></li><li><a href="#two">Results</a></li></ol></nav>
<p class="lead">{summary}</p>
{body}
<details><summary>More about the method</summary><p>The partners met twice a year, once in each city.</p></details>
<div class="feedback"><form><p>Is this page useful?</p><button>Yes</button><button>No</button></form></div>
<p><a href="#top">Back to top</a></p></div>
<div class="related-links"><h2>Related content</h2><ul><li><a href="/x">Twinning</a></li><li><a href="/y">Grants</a></li></ul></div>
<footer role="contentinfo"><p>All content is available under the Open Government Licence, except where otherwise
stated.</p><a href="/privacy">Privacy</a></footer></body></html>
"""


def state(title, summary, body):
    """In the manner of the design system of the French State: accordions of buttons."""
    parts = body.split("</p>", 1)
    return f"""<!DOCTYPE html><html lang="fr" data-fr-scheme="light"><head><meta charset="utf-8"><title>{title} | Collectivités en action</title>
<meta name="description" content="{summary}"></head><body>
<div class="fr-consent-banner"><h2>À propos des cookies</h2>{COOKIES_FR}</div>
<div class="fr-skiplinks"><nav role="navigation"><ul><li><a href="#c">Contenu</a></li><li><a href="#m">Menu</a></li></ul></nav></div>
<header role="banner" class="fr-header"><p class="fr-logo">République<br>Française</p>{MENU_FR}</header>
<main role="main" id="c"><nav role="navigation" class="fr-breadcrumb" aria-label="vous êtes ici :"><ol><li><a href="/">Accueil</a></li><li><a>{title}</a></li></ol></nav>
<div class="fr-container"><h1>{title}</h1>{parts[0]}</p>
<section class="fr-accordion"><h3 class="fr-accordion__title"><button class="fr-accordion__btn" aria-expanded="false">Comment l'action se déroule</button></h3>
<div class="fr-collapse" id="a1">{parts[1]}</div></section>
<section class="fr-accordion"><h3><button>Qui contacter</button></h3><div class="fr-collapse"><p>Le service des relations
internationales répond aux communes qui veulent faire de même.</p></div></section>
<div class="fr-share"><p class="fr-share__title">Partager la page</p><ul><li><a href="f">Partager sur Facebook</a></li></ul></div>
<div style="display: none"><p>Cette fenêtre ne s'ouvre que lorsque la session de l'usager a expiré.</p></div>
<dialog class="fr-modal"><p>Choisissez la langue du site dans la liste des langues disponibles.</p></dialog></div></main>
<footer class="fr-footer" role="contentinfo">{FOOTER_FR}</footer></body></html>
"""


def soup(title, summary, body):
    """Names that say nothing: only the density of text tells."""
    menu = re.sub(r' class="[a-z]*"', "", MENU_FR).replace("<ul", '<ul class="css-9k1"')
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} · Rivebelle</title></head><body>
<div class="css-1a2"><div class="css-x1"><a href="/">Rivebelle</a></div><div class="css-7">{menu}</div></div>
<div class="css-3c"><div class="css-4d"><div class="css-5e">{menu}</div>
<div class="css-6f"><div class="css-7g"><h1>{title}</h1></div><div class="css-8h">
{body}
</div></div></div></div>
<div class="css-0z"><div><a href="/mentions">Mentions légales</a> <a href="/plan">Plan du site</a> <a
href="/acces">Accessibilité : non conforme</a></div></div>
<div class="css-zz">{COOKIES_FR}</div></body></html>
"""


def hero(title, summary, body):
    """The title and its lead stand in a banner outside of the article; the template says English."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} – Métropole du Levant</title></head><body>
<header class="site-header"><div class="logo">Métropole du Levant</div>{MENU_FR}</header>
<div class="hero"><h1>{title}</h1><p>{summary}</p></div>
<div class="layout"><article class="content-with-menu">{body}
<figure><img src="p.jpg" alt="Deux agents de Brest et de Kiel devant la station d'épuration de la ville"><figcaption>Une
visite en 2019</figcaption></figure></article></div>
<div class="newsletter"><p>Recevez notre lettre : inscrivez votre adresse et validez le message de confirmation.</p><input></div>
<div class="footer">{FOOTER_FR}</div></body></html>
"""


def sheet(folder):
    """A form sheet made in LibreOffice and saved as a page."""
    rows = [("Intitulé", "Échange d'agents entre Brest, Kiel et Yokosuka"), ("Collectivité", "Ville de Brest"),
            ("Partenaires *", "Kiel (Allemagne), Yokosuka (Japon)"), ("Budget :", "12 000 € par an"),
            ("Description", "Des agents de la ville passent deux semaines chez leurs homologues, métier par métier, et "
             "rapportent ce qu'ils ont vu dans une note d'étonnement.")]
    cells = "".join(f"<tr><td><p>{html.escape(a)}</p></td><td><p>{html.escape(b)}</p></td></tr>" for a, b in rows)
    source = pathlib.Path(folder) / "fiche.fodt.html"
    source.write_text(f"<html><head><meta charset='utf-8'><title>Fiche de bonne pratique</title></head><body>"
                      f"<h1>Fiche de bonne pratique</h1><table border='1'>{cells}</table>"
                      f"<p>Fiche remplie par le service des relations internationales.</p></body></html>", "utf-8")
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
    subprocess.run([*office, "odt:writer8", "--infilter=HTML (StarWriter)", "--outdir", folder, source], check=True)
    subprocess.run([*office, "html:HTML (StarWriter)", "--outdir", folder, f"{folder}/fiche.fodt.odt"], check=True)
    return (pathlib.Path(folder) / "fiche.fodt.html").read_text("utf-8").replace("\t", " ")


def pandoc(name, target, *options):
    subprocess.run(["pandoc", "-f", "markdown-smart", "-s", "--toc", *options, "-o", target, RECORDS / f"{name}.md"],
                   check=True)


def office_book(folder):
    """A guide of several chapters, as LibreOffice exports it."""
    chapters = "".join(f"<h1>{title}</h1><p><i>{summary}</i></p>{body}" for title, summary, body in
                       map(record, ("1-pct-dechets.fr", "afccre.fr", "1-pct-mobilite.fr")))
    (pathlib.Path(folder) / "guide.html").write_text(f"<html lang='fr'><head><meta charset='utf-8'><title>Guide des "
                                                     f"coopérations</title></head><body>{chapters}</body></html>", "utf-8")
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
    subprocess.run([*office, "odt:writer8", "--infilter=HTML (StarWriter)", "--outdir", folder, f"{folder}/guide.html"],
                   check=True)
    subprocess.run([*office, "epub", "--outdir", BOOKS, f"{folder}/guide.odt"], check=True)


def write(name, page):
    (PAGES / name).write_bytes(page if isinstance(page, bytes) else page.encode("utf-8"))


def main():
    write("montclair.html", wordpress(*record("brest-kiel-yokosuka-agents.fr")))
    write("val-fleuri.html", drupal(*record("brest-plymouth-aquariums-enfants.fr")))
    write("bourg-sur-mer.htm", tables(*record("1-pct-dechets.fr")))
    write("northport.html", council(*record("1-pct-eau.en")))
    write("collectivites.html", state(*record("1-pct-mobilite.fr")))
    write("rivebelle.html", soup(*record("afccre.fr")))
    write("levant.html", hero(*record("100-villes-resilientes.fr")))
    with tempfile.TemporaryDirectory() as folder:
        write("fiche-libreoffice.html", sheet(folder))
        office_book(folder)
    pandoc("1-pct-mobilite.en", PAGES / "pandoc.html", "-M", "lang=en")
    pandoc("afccre.en", PAGES / "pandoc4.htm", "-t", "html4", "-M", "lang=en")
    for name, lang in (("1-pct-eau.fr", "fr"), ("100-villes-resilientes.en", "en")):
        pandoc(name, BOOKS / f"{name}.epub", "-M", f"lang={lang}", "--epub-chapter-level=2")


if __name__ == "__main__":
    main()

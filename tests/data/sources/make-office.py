#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the samples of office documents: docx/, odt/, pptx/ and odp/ beside this file.

Needs pandoc and LibreOffice (Debian: pandoc, libreoffice-writer-nogui, libreoffice-impress-nogui).
The documents differ as those of real life do: a form written in Word with content controls and
tracked changes (put together here, part by part), forms and reports saved by LibreOffice, papers
made by pandoc. What they say is taken from corpus/records.
"""
import os
import shutil
import subprocess
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDS = os.path.join(HERE, '..', '..', '..', 'corpus', 'records')

FORM_FR = """<html lang="fr"><head><title>Fiche</title></head><body>
<p align="center"><b><font size="5">Fiche de bonne pratique</font></b></p>
<table border="1" width="100%">
<tr><td colspan="2" bgcolor="#cccccc"><b>1. Identité de l'action</b></td></tr>
<tr><td bgcolor="#eeeeee"><b>Intitulé *</b></td><td>Brest, Kiel et Yokosuka : des échanges entre agents
exerçant le même métier</td></tr>
<tr><td bgcolor="#eeeeee"><b>Collectivité porteuse</b></td><td>Ville de Brest</td></tr>
<tr><td bgcolor="#eeeeee"><b>Partenaires :</b></td><td><ul><li>Kiel (Allemagne)</li>
<li>Yokosuka (Japon)</li></ul></td></tr>
<tr><td bgcolor="#eeeeee"><b>Année de démarrage</b></td><td>2019</td></tr>
<tr><td bgcolor="#eeeeee"><b>Budget&nbsp;:</b></td><td>45&nbsp;000&nbsp;€</td></tr>
<tr><td bgcolor="#eeeeee"><b>Thématiques</b></td><td>☒ Gouvernance locale<br>☐ Eau et assainissement<br>
☒ Emploi et formation</td></tr>
<tr><td bgcolor="#eeeeee"><b>Contact</b></td><td>……………………</td></tr>
<tr><td colspan="2" bgcolor="#cccccc"><b>2. Description</b></td></tr>
<tr><td bgcolor="#eeeeee"><b>Résumé</b></td><td><p>La ville de Brest mène pour ses agents un programme
d'échange avec des agents de Kiel, en Allemagne, et de Yokosuka, au Japon.</p>
<p>Le principe est l'échange entre pairs, métier par métier, dans une ville jumelle.</p></td></tr>
</table></body></html>"""

FORM_EN = """<html lang="en"><head><title>Practice form</title></head><body>
<h1>Practice form</h1>
<p>Please fill in one form for each practice.</p>
<table border="1" width="100%">
<tr><td><b>Title</b></td><td colspan="3">Street food and city diplomacy: Strasbourg and Kagoshima</td></tr>
<tr><td><b>Lead city</b></td><td>Strasbourg</td><td><b>Country</b></td><td>France</td></tr>
<tr><td><b>Year</b></td><td>2018</td><td><b>Budget</b></td><td>12,500 euros</td></tr>
<tr><td rowspan="2"><b>Partners</b></td><td colspan="3">Kagoshima City Hall</td></tr>
<tr><td colspan="3">University of Strasbourg</td></tr>
<tr><td colspan="4"><b>Summary</b></td></tr>
<tr><td colspan="4"><p>Cooks and market traders of both cities spend a month in the other one.</p>
<p>Council staff learn how permits for street food are given.</p></td></tr>
</table>
<h2>Funding by year</h2>
<table border="1"><tr><th>Year</th><th>City</th><th>State</th></tr>
<tr><td>2018</td><td>5,000</td><td>2,500</td></tr><tr><td>2019</td><td>3,000</td><td>2,000</td></tr></table>
</body></html>"""

REPORT_FR = """---
title: "Le 1 % déchets, dix ans après"
lang: fr
---

# Le dispositif

Le « 1 % déchets » transpose à la collecte et au traitement des déchets des ménages la règle du
« 1 % eau »[^loi]. Une commune, une intercommunalité ou un syndicat compétent peut prélever sur ce
budget de quoi appuyer une collectivité partenaire.

[^loi]: Loi du 7 juillet 2014, article L. 1115-2 du CGCT.

## Ce qui peut être financé

- l'organisation de la collecte ;
- le tri, la décharge, le recyclage ;
- la propreté urbaine.

# Les ordres de grandeur

| Collectivité | Année | Montant |
|--------------|-------|---------|
| Lille        | 2019  | 120 000 |
| Nancy        | 2020  | 45 000  |

Le recours est volontaire et suppose une **délibération** de l'assemblée.
"""

SLIDES_EN = """---
title: Key figures on the external action of French local authorities
---

## The ministry's set

- 4,700 French local authorities involved
- 10,440 current partnerships

## The foreword's set

| What        | How many |
|-------------|----------|
| Partners    | 8,000    |
| Countries   | 134      |

::: notes
The speaker says something that is not on the slide.
:::
"""

SLIDES_FR = """---
title: "Réunion du réseau : coopération décentralisée"
---

## Pourquoi coopérer

- Apprendre de ses pairs
- Former les agents municipaux

## Antananarivo et Nancy

La coopération porte sur l'eau potable et l'assainissement des quartiers bas.
"""

SLIDES_FORM = """---
title: "Fiches du réseau"
---

## Brest et Kiel

|              |                               |
|--------------|-------------------------------|
| **Intitulé** | Des agents qui se rencontrent |
| **Budget**   | 45 000 €                      |
| **Année**    | 2019                          |

## La suite

1. Convaincre les élus
2. Écrire aux partenaires
"""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = W + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14"')


def run(text, properties=''):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content, style=None):
    if not content.startswith('<'):
        content = run(content)
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ''
    return f'<w:p>{style}{content}</w:p>'


def cell(content, properties=''):
    if not content.startswith('<w:p>'):
        content = paragraph(content)
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>'


def label(text, properties=''):
    return cell(run(text, '<w:b/>'), properties + '<w:shd w:val="clear" w:fill="D9E2F3"/>')


def row(*cells):
    return '<w:tr>' + ''.join(cells) + '</w:tr>'


def control(properties, content):
    return f'<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def box(checked, text):
    sign = '☒' if checked else '☐'
    state = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return control(state, run(sign)) + run(' ' + text + ' ')


def text_box(text):
    content = f'<w:txbxContent>{paragraph(text)}</w:txbxContent>'
    return ('<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            f'<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>'
            '</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>'
            f'<v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>'
            '</mc:AlternateContent></w:r></w:p>')


def word_styles():
    def style(ident, name, properties='', based='Normal', default=''):
        based = f'<w:basedOn w:val="{based}"/>' if based else ''
        return (f'<w:style w:type="paragraph" {default} w:styleId="{ident}"><w:name w:val="{name}"/>'
                f'{based}{properties}</w:style>')
    return (f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/>'
            '<w:lang w:val="fr-FR" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>'
            + style('Normal', 'Normal', based='', default='w:default="1"')
            + style('Titre', 'Title', '<w:rPr><w:sz w:val="56"/></w:rPr>')
            + style('Titre1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
            + style('Titre2', 'heading 2', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
            + style('TitreFiche', 'Titre de fiche', '', 'Titre1')
            + style('TM1', 'toc 1')
            + '</w:styles>')


def word_form():
    money = control('<w:text/>', run('1 250 000,50 €'))
    empty = control('<w:showingPlcHdr/>', run('Cliquez ou appuyez ici pour entrer du texte.'))
    changed = (run('Programme de ') + '<w:del w:id="1" w:author="A"><w:r><w:delText>gestion</w:delText></w:r>'
               '</w:del><w:ins w:id="2" w:author="A">' + run('coopération') + '</w:ins>'
               + run(' Nancy – Antananarivo pour l’eau'))
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d MMMM yyyy" '
             '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run('16 février 2021')
             + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    span = '<w:gridSpan w:val="4"/>'
    wide = '<w:gridSpan w:val="3"/>'
    rows = [
        row(cell(run('Identification', '<w:b/>'), span + '<w:shd w:val="clear" w:fill="4472C4"/>')),
        row(label('Intitulé du projet'), cell(f'<w:p>{changed}</w:p>', wide)),
        row(label('Budget'), cell(f'<w:p>{money}</w:p>'), label('Année'), cell('2021')),
        row(label('Mis à jour le'), cell(f'<w:p>{field}</w:p>'), label('Courriel'), cell(f'<w:p>{empty}</w:p>')),
        row(label('Partenaires', '<w:vMerge w:val="restart"/>'), cell('Ville d’Antananarivo', wide)),
        row(label('', '<w:vMerge/>'), cell('Agence de l’eau Rhin-Meuse', wide)),
        row(label('Thématiques'), cell('<w:p>' + box(True, 'Eau et assainissement') + box(False, 'Climat')
                                       + box(True, 'Santé') + '</w:p>', wide)),
        row(cell(run('Objectifs', '<w:b/>'), span + '<w:shd w:val="clear" w:fill="D9E2F3"/>')),
        row(cell(paragraph('Donner accès à l’eau potable à 12 quartiers bas de la ville haute.')
                 + paragraph('Former les agents de la régie municipale.'), span)),
    ]
    return (paragraph('Fiche projet')
            + control('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
                      paragraph('Sommaire') + paragraph('Contexte 3', 'TM1'))
            + paragraph('Nancy et Antananarivo : l’eau en partage', 'Titre')
            + '<w:tbl><w:tblPr/><w:tblGrid/>' + ''.join(rows) + '</w:tbl>'
            + paragraph('Contexte', 'TitreFiche')
            + paragraph(run('La métropole du Grand Nancy soutient la capitale malgache depuis 2006')
                        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
                        + run(' brouillon à effacer', '<w:vanish/>') + run('.'))
            + text_box('À retenir : la régie municipale exploite seule le réseau depuis 2019.')
            + paragraph('Résultats', 'Titre2')
            + paragraph('Quarante bornes-fontaines ont été posées.'))


def word_document(path, body, title):
    relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    package = 'http://schemas.openxmlformats.org/package/2006/'
    parts = {
        '[Content_Types].xml':
            f'<Types xmlns="{package}content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        '_rels/.rels':
            f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" Type='
            f'"{relation}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type='
            f'"{package}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        'word/_rels/document.xml.rels':
            f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" Type="{relation}styles" '
            f'Target="styles.xml"/><Relationship Id="rId2" Type="{relation}footnotes" '
            'Target="footnotes.xml"/></Relationships>',
        'docProps/core.xml':
            f'<cp:coreProperties xmlns:cp="{package}metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>',
        'word/styles.xml': word_styles(),
        'word/footnotes.xml':
            f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
            f'<w:footnote w:id="2">{paragraph("Convention signée le 3 mars 2006.")}</w:footnote></w:footnotes>',
        'word/document.xml': f'<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package_file:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2021, 2, 16, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package_file.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


def pandoc(text, path):
    subprocess.run(['pandoc', '-f', 'markdown', '-o', path], input=text.encode(), check=True)


def office(source, form, work):
    """Saves `source` as another format in `work`, and returns the path."""
    subprocess.run(['soffice', f'-env:UserInstallation=file://{work}/profile', '--headless', '--convert-to',
                    form, '--outdir', work, source], check=True, stdout=subprocess.DEVNULL)
    return os.path.join(work, os.path.splitext(os.path.basename(source))[0] + '.' + form.split(':')[0])


def written(work, name, text):
    path = os.path.join(work, name)
    with open(path, 'w', encoding='utf-8') as page:
        page.write(text)
    return path


def record(name):
    with open(os.path.join(RECORDS, name), encoding='utf-8') as given:
        return given.read()


def put(path, form, name):
    shutil.copyfile(path, os.path.join(HERE, form, name))


def main():
    for form in 'docx', 'odt', 'pptx', 'odp':
        os.makedirs(os.path.join(HERE, form), exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        word = os.path.join(HERE, 'docx', 'fiche-nancy.docx')
        word_document(word, word_form(), 'Modèle de fiche 2015')
        put(office(word, 'odt:writer8', work), 'odt', 'fiche-nancy.odt')
        page = written(work, 'fiche-brest.html', FORM_FR)
        saved = office(page, 'odt:writer8', work)
        put(saved, 'odt', 'fiche-brest.odt')
        put(office(saved, 'docx:MS Word 2007 XML', work), 'docx', 'fiche-brest.docx')
        page = written(work, 'form-strasbourg.html', FORM_EN)
        saved = office(page, 'odt:writer8', work)
        put(saved, 'odt', 'form-strasbourg.odt')
        put(office(saved, 'docx:MS Word 2007 XML', work), 'docx', 'form-strasbourg.docx')
        pandoc(REPORT_FR, os.path.join(HERE, 'docx', 'dechets.docx'))
        pandoc(REPORT_FR, os.path.join(HERE, 'odt', 'dechets.odt'))
        pandoc(record('1-pct-eau.en.md'), os.path.join(HERE, 'docx', 'water.docx'))
        pandoc(record('1-pct-eau.en.md'), os.path.join(HERE, 'odt', 'water.odt'))
        slides = ('figures', SLIDES_EN), ('reseau', SLIDES_FR), ('fiches', SLIDES_FORM)
        for name, text in slides:
            deck = os.path.join(work, name + '.pptx')
            pandoc(text, deck)
            if name != 'reseau':
                put(deck, 'pptx', name + '.pptx')
            saved = office(deck, 'odp:impress8', work)
            put(saved, 'odp', name + '.odp')
            if name == 'reseau':
                put(office(saved, 'pptx:Impress MS PowerPoint 2007 XML', work), 'pptx', name + '.pptx')


if __name__ == '__main__':
    main()

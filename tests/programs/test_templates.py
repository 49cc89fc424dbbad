#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped templates, filled and indexed: nothing is lost. A format without a reader is skipped."""
import csv
import importlib.util
import io
import json
import re
import subprocess
import sys
import unittest
import zipfile
from xml.sax.saxutils import escape

import program
from program import Case

TEMPLATES = program.ROOT / "corpus" / "templates"
TOOL = TEMPLATES / "tools" / "make-templates.py"


def tool():
    spec = importlib.util.spec_from_file_location("make_templates", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


MAKE = tool()

# What a person writes under each label, by field.
FILLED = {
    "fr": {
        "title": "Un forage & deux bornes à Farafangana", "ref": "EAU-12", "lead": "Ville de Nancy",
        "co_leads": "Métropole du Grand Nancy", "partners": "Farafangana (Madagascar) ; Kiel (Allemagne)",
        "themes": "Eau et assainissement ; Éducation", "actions": "Coopération décentralisée",
        "sdg": "ODD 6 et 17", "year_start": "16 février 2019", "year_end": "en cours",
        "stage": "En cours", "amount_eur": "1 250 000,50 €",
        "amounts": "Ville : 10 000 € ; AFD : 35 k€", "funders": "AFD ; MEAE",
        "schemes": "FICOL", "networks": "Cités Unies France", "actors": "Gescod",
        "evidence": "2", "source.title": "Rapport annuel 2021",
        "source.url": "https://nancy.example/rapport", "contact": "Direction de l'international",
        "summary": "Nancy aide Farafangana à creuser un forage.",
    },
    "en": {
        "title": "A borehole & two taps in Farafangana", "ref": "EAU-12", "lead": "City of Nancy",
        "co_leads": "Métropole du Grand Nancy", "partners": "Farafangana (Madagascar); Kiel (Germany)",
        "themes": "Water and sanitation; Education", "actions": "Decentralised cooperation",
        "sdg": "SDG 6, 17", "year_start": "February 16, 2019", "year_end": "ongoing",
        "stage": "Under way", "amount_eur": "€1,250,000.50",
        "amounts": "City: €10,000; AFD: €35k", "funders": "AFD; MEAE",
        "schemes": "FICOL", "networks": "Cités Unies France", "actors": "Gescod",
        "evidence": "2", "source.title": "Annual report 2021",
        "source.url": "https://nancy.example/rapport", "contact": "International office",
        "summary": "Nancy helps Farafangana to drill a borehole.",
    },
}
PARTS = {"fr": ["La nappe baisse.", "Un forage fut creusé.", "Deux cents foyers.", "La crue.",
                "Associer les habitants."],
         "en": ["The water table sinks.", "A borehole was drilled.", "Two hundred homes.",
                "The flood.", "Involve the people."]}

EXPECTED = {
    "ref": "EAU-12", "kind": "practice", "themes": ["eau-assainissement", "education"],
    "actions": ["cooperation-decentralisee"], "sdg": [6, 17], "schemes": ["ficol"],
    "networks": ["cites-unies-france"], "funders": ["afd", "meae"], "actors": ["gescod"],
    "partners": [{"name": "Farafangana", "country": "MG"}, {"name": "Kiel", "country": "DE"}],
    "countries": ["MG", "DE"], "year_start": 2019, "ongoing": True, "stage": "under-way",
    "amount_eur": 1250000.5, "evidence": 2,
}


def by_label(lang):
    """Label -> what is written there."""
    return {MAKE.label(row, lang): FILLED[lang][row[0]] for row in MAKE.FIELDS}


def parts(lang):
    return dict(zip(MAKE.parts(lang), PARTS[lang]))


def path_of(lang, ending):
    return TEMPLATES / f"{MAKE.NAMES[lang]}.{lang}.{ending}"


def replaced(text, pattern, value):
    """The text with the blank that the pattern finds filled; a template without it is wrong."""
    filled, count = re.subn(pattern, lambda found: found.group(1) + value, text, count=1, flags=re.S)
    assert count == 1, pattern
    return filled


def refilled(path, member, fill):
    """The package with one of its members rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, fill(data.decode()).encode() if entry.filename == member else data)
    return out.getvalue()


def contents(path):
    """The bytes of a file, or of the members of a package: compressors differ."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def fill_docx(path, lang):
    def fill(xml):
        for label, value in by_label(lang).items():
            xml = replaced(xml, r"(>" + re.escape(escape(label)) + r"</w:t></w:r></w:p></w:tc>"
                           r"<w:tc><w:tcPr><w:tcW [^>]*/></w:tcPr>)<w:p></w:p>",
                           f"<w:p><w:r><w:t>{escape(value)}</w:t></w:r></w:p>")
        for heading, value in parts(lang).items():
            xml = replaced(xml, r"(>" + re.escape(escape(heading)) + r"</w:t></w:r></w:p>)<w:p></w:p>",
                           f"<w:p><w:r><w:t>{escape(value)}</w:t></w:r></w:p>")
        return xml
    return refilled(path, "word/document.xml", fill)


def fill_odt(path, lang):
    def fill(xml):
        for label, value in by_label(lang).items():
            xml = replaced(xml, r"(>" + re.escape(escape(label)) + r"</text:p></table:table-cell>"
                           r"<table:table-cell [^>]*><text:p [^>]*>)(?=</text:p>)", escape(value))
        for heading, value in parts(lang).items():
            xml = replaced(xml, r"(>" + re.escape(escape(heading)) + r"</text:h>)<text:p [^>]*/>",
                           f"<text:p>{escape(value)}</text:p>")
        return xml
    return refilled(path, "content.xml", fill)


def fill_xlsx(path, lang):
    values = {**by_label(lang), **parts(lang)}

    def fill(xml):
        cells = ""
        for column, label in re.findall(r'<c r="([A-Z]+)1"[^>]*><is><t>([^<]*)</t>', xml):
            value = next(value for name, value in values.items() if escape(name) == label)
            cells += f'<c r="{column}2" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return xml.replace("</sheetData>", f'<row r="2">{cells}</row></sheetData>')
    return refilled(path, "xl/worksheets/sheet1.xml", fill)


def fill_csv(path, lang):
    text = path.read_text(encoding="utf-8-sig")
    mark = ";" if lang == "fr" else ","
    values = {**by_label(lang), **parts(lang)}
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerow(
        [values[name] for name in next(csv.reader(io.StringIO(text), delimiter=mark))])
    return ("\ufeff" + text + out.getvalue()).encode()


def fill_md(path, lang):
    text = path.read_text(encoding="utf-8")
    own = {"partners": EXPECTED["partners"], "themes": EXPECTED["themes"], "sdg": [6, 17],
           "actions": EXPECTED["actions"], "schemes": ["FICOL"], "networks": ["Cités Unies France"],
           "funders": EXPECTED["funders"], "actors": ["Gescod"],
           "co_leads": ["Métropole du Grand Nancy"], "lead": "Nancy", "year_end": None,
           "amounts": [{"label": {"fr": "Ville", "en": "City"}[lang],
                        "value": 10000, "currency": "EUR"},
                       {"label": "AFD", "value": 35000, "currency": "EUR"}]}
    for field, value in FILLED[lang].items():
        name = field.split(".")[-1]
        value = json.dumps(own.get(field, value), ensure_ascii=False)
        indent = "  " if "." in field else ""
        text = replaced(text, rf"(\n{indent}{name}: ?)[^\n]*(?=\n)", " " + value)
    text = replaced(text, r"(\nongoing:)", " oui" if lang == "fr" else " yes")
    for heading, value in parts(lang).items():
        text = replaced(text, rf"(\n## {re.escape(heading)}\n)", f"\n{value}\n")
    return text.encode()


class Templates(Case):
    def setUp(self):
        super().setUp()
        self.made = 0

    def test_they_are_what_the_tool_makes(self):
        subprocess.run([sys.executable, TOOL, self.folder], check=True)
        for made in sorted(self.folder.glob("*.*.*")):
            with self.subTest(name=made.name):
                self.assertEqual(contents(made), contents(TEMPLATES / made.name))

    def record(self, name, data, lang, with_map=True):
        """The one record that the index then holds, with the warnings that were said."""
        self.index = self.folder / f"index-{self.made}"
        self.made += 1
        path = self.write(name, data)
        words = ["--map", path_of(lang, "map.json")] if with_map else []
        ended = program.run([program.INDEXER, "-i", self.index, "-v", *words, path], self.folder)
        if "a type of file that is not read" in ended.err:
            self.skipTest(f"no reader for {name}: {ended.err.strip()}")
        self.assertEqual(ended.code, program.FOUND, ended.err)
        records = [json.loads(line) for line in
                   self.indexer("--list", "--format", "json").out.splitlines()]
        self.assertEqual(len(records), 1, records)
        return records[0], ended.err

    def check(self, name, data, lang, with_map=True):
        record, said = self.record(name, data, lang, with_map)
        version = record["versions"][lang]
        self.assertEqual({field: record.get(field) for field in EXPECTED}, EXPECTED)
        self.assertEqual(record["lead"]["code"], "com:54395")
        self.assertEqual([lead["code"] for lead in record["co_leads"]], ["epci:245400676"])
        self.assertEqual([(amount["label"], amount["value"]) for amount in record["amounts"]],
                         [({"fr": "Ville", "en": "City"}[lang], 10000), ("AFD", 35000)])
        self.assertEqual({part: record["source"].get(part) for part in ("title", "url")},
                         {"title": FILLED[lang]["source.title"], "url": FILLED[lang]["source.url"]})
        self.assertEqual(record["contact"], FILLED[lang]["contact"])
        self.assertEqual((version["title"], version["summary"]),
                         (FILLED[lang]["title"], FILLED[lang]["summary"]))
        shown = self.parangon("show", "-i", self.index, record["id"]).out
        for heading, value in parts(lang).items():
            self.assertRegex(shown, rf"(?m)^(## )?{re.escape(heading)}$")
            self.assertIn(value, shown)
        self.assertNotIn("left out", said)

    def test_a_row_of_their_labels_is_indexed_without_loss(self):
        for lang in MAKE.LANGUAGES:
            for with_map in (True, False):
                with self.subTest(lang=lang, with_map=with_map):
                    form = {**by_label(lang), **parts(lang)}
                    if not with_map:  # what only the map knows
                        form["Type de fiche" if lang == "fr" else "Kind"] = "Pratique"
                        form["Langue" if lang == "fr" else "Language"] = lang
                    self.check("row.json", json.dumps({"form": form}), lang, with_map)

    def test_a_document_with_their_labels_is_indexed_without_loss(self):
        for lang in MAKE.LANGUAGES:
            with self.subTest(lang=lang):
                text = "\n\n".join(f"## {heading}\n\n{value}" for heading, value in parts(lang).items())
                self.check("document.json", json.dumps(
                    {"title": MAKE.TITLES[lang], "text": text, "form": by_label(lang)}), lang)

    def test_a_blank_one_gives_no_values(self):
        for lang in MAKE.LANGUAGES:
            with self.subTest(lang=lang):
                form = {label: "" for label in by_label(lang)}
                record, _ = self.record("blank.json", json.dumps({"title": "Blank", "form": form}), lang)
                self.assertEqual(set(record) - {"id", "versions", "kind", "countries", "co_leads"}, set())

    def test_a_map_beside_the_sheets_is_no_sheet(self):
        self.write("a.md", program.sheet("Un puits"))
        self.write("a.map.json", path_of("fr", "map.json").read_bytes())
        self.assertEqual(self.summary(self.source)["added"], 1)


def of_format(ending, fill, with_map):
    def test(self):
        for lang in MAKE.LANGUAGES:
            with self.subTest(lang=lang):
                self.check(f"filled.{ending}", fill(path_of(lang, ending), lang), lang, with_map)
    return test


for format_name, filler in (("docx", fill_docx), ("odt", fill_odt), ("xlsx", fill_xlsx),
                            ("csv", fill_csv), ("md", fill_md)):
    setattr(Templates, f"test_a_filled_{format_name}_is_indexed_without_loss",
            of_format(format_name, filler, format_name != "md"))

if __name__ == "__main__":
    program.main()

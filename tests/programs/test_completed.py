#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Sheets to complete: what they are filled with comes back as the same record."""
import json
import shutil

try:
    import jsonschema
except ImportError:
    jsonschema = None

import program
from program import RECORDS, ROOT, Case, CorpusCase, NOTHING, sheet

TEMPLATES = ROOT / "corpus" / "templates"
NAMES = {"fr": "fiche", "en": "sheet"}
OF_A_VERSION = ("title", "summary")


def shared(record):
    """The fields of no one language; what is left blank is as what was never there."""
    record = {name: value for name, value in record.items() if name != "versions"}
    record["source"] = {name: value for name, value in record.get("source", {}).items() if value}
    return {name: value for name, value in record.items() if value not in ([], {}, None)}


class WithSheets(Case):
    def template(self, *words, index=None):
        answer = json.loads(self.parangon("template", "-i", index or self.index, "--format",
                                          "json", *words).out)
        if jsonschema:
            rules = json.loads((ROOT / "query/schema/template.json").read_text())
            jsonschema.Draft202012Validator(rules).validate(answer)
        return answer

    def record(self, name, index=None):
        return json.loads(self.parangon("show", "-i", index or self.index, "--format", "json",
                                        name).out)["record"]

    def listed_records(self, index):
        """All records without their texts."""
        lines = self.indexer("--list", "--format", "json", index=index).out.splitlines()
        return {record["id"]: record for record in map(json.loads, lines)}

    def assert_returns(self, before, after, lang):
        """The same fields, and the same title and summary in this language."""
        self.assertEqual(shared(after), shared(before))
        old, new = (record["versions"][lang] for record in (before, after))
        self.assertEqual([new.get(k) for k in OF_A_VERSION], [old.get(k) for k in OF_A_VERSION])

    def assert_text_returns(self, before, after, lang):
        """Behind the text there are the headings still to be filled, and nothing else."""
        old, new = (record["versions"][lang]["text"] for record in (before, after))
        self.assertEqual(new[:len(old)], old)
        self.assertRegex(new[len(old):], r"\A\s*(## [^\n]*\s*)*\Z")


class OfTheCorpus(CorpusCase, WithSheets):
    def back(self, lang, every):
        """Records of the corpus by their sheets in one language, indexed anew."""
        again = self.folder / f"again-{lang}"
        before = self.listed_records(self.index)
        names = sorted(before)[::every]
        for name in names:
            made = self.template("--ui", lang, name)
            self.assertEqual((made["id"], made["file"]), (name, f"{name}.{lang}.md"))
            self.write(f"{lang}/{made['file']}", made["text"])
        ended = self.indexer("--strict", self.source / lang, index=again)
        self.assertNotIn("left out", ended.err)
        after = self.listed_records(again)
        self.assertEqual(sorted(after), names)
        for name in names:
            with self.subTest(name=name, lang=lang):
                self.assert_returns(before[name], after[name], lang)
        for name in names[::10]:
            with self.subTest(name=name, lang=lang):
                self.assert_text_returns(self.record(name), self.record(name, again), lang)

    def test_every_record_comes_back_from_its_sheet_in_french(self):
        self.back("fr", 1)

    def test_records_come_back_from_their_sheets_in_english(self):
        self.back("en", 5)

    def test_a_blank_sheet_is_the_shipped_one(self):
        for lang, name in NAMES.items():
            made = self.template("--ui", lang)
            self.assertEqual(made["text"], (TEMPLATES / f"{name}.{lang}.md").read_text("utf-8"))
            self.assertEqual((made["id"], made["lang"], made["file"]),
                             (None, lang, f"{name}.{lang}.md"))
            for out in ("text", "markdown"):
                self.assertEqual(self.parangon("template", "--ui", lang, "--format", out).out,
                                 made["text"])

    def test_a_record_that_is_not_there_is_not_found(self):
        self.assertIn("no record", self.parangon("template", "-i", self.index, "nobody",
                                                 code=NOTHING).err)


class Completed(WithSheets):
    HARD = {
        "title": 'Un « puits » : "deux" bornes # trois \\ quatre', "lang": "fr",
        "summary": "Première ligne\n\nDeuxième : [oui] {non} & *peut-être* \u2028 fin.",
        "lead": "MG/Farafangana", "co_leads": ["com:54395", "Bureau : d'études"],
        "partners": [{"name": "Kiel", "country": "DE"}, {"country": "LB"}],
        "themes": ["education", "eau-assainissement"], "actions": ["jumelage"], "sdg": [6, 17],
        "schemes": ["ficol"], "networks": ["cites-unies-france"], "funders": ["AFD; MEAE", "AFD"],
        "actors": ["oui", "12"], "year_start": 2019, "ongoing": True, "year_reported": 2021,
        "stage": "under-way", "checked_on": "2021-02-16", "amount_eur": 1250000.5,
        "amounts": [{"label": "Ville : nord", "value": 10000, "currency": "EUR", "year": 2020}],
        "indicators": [{"name": "foyers", "value": 200.25, "unit": "foyers", "year": 2020}],
        "evidence": 0, "contact": "Direction, relations@ville.example",
        "source": {"title": "Rapport: 2021", "url": "https://a.example/x?y#z", "locator": "p. 3",
                   "quote": "« Deux »"}, "visibility": "members", "ref": "0012",
    }

    def index_one(self, name, text, **more):
        self.write(name, text)
        return self.indexer("-q", "--strict", self.source / name, **more)

    def again(self, made):
        index = self.folder / "again"
        shutil.rmtree(index, True)
        self.write("again/" + made["file"], made["text"])
        self.indexer("-q", "--strict", self.source / "again", index=index)
        return self.record(made["id"], index)

    def test_values_that_yaml_could_take_for_others_come_back(self):
        for kind in ({}, {"kind": "viewpoint"}):
            self.index_one("a.fr.md", sheet(text="Le texte.\n\n## Contexte\n\nSec.",
                                            **self.HARD, **kind))
            made = self.template("--ui", "fr", "a")
            self.assertEqual(made["text"].count("## Contexte\n"), 1)
            before, after = self.record("a"), self.again(made)
            self.assert_returns(before, after, "fr")
            self.assert_text_returns(before, after, "fr")

    def test_a_long_text_comes_back_with_its_headings_once(self):
        long = "\n\n".join(f"Le paragraphe {n} dit que la ville fit ceci." + " Et cela." * 40
                           for n in range(60))
        self.index_one("a.fr.md", sheet("Long", f"## Contexte\n\n{long}\n\n## Suite\n\nFin.",
                                        lang="fr"))
        made = self.template("--ui", "fr", "a")
        self.assertEqual(made["text"].count("\n## Contexte\n"), 1)
        text = self.again(made)["versions"]["fr"]["text"]
        self.assertTrue(text.startswith(f"## Contexte\n\n{long}\n\n## Suite\n\nFin."))

    def test_a_record_of_one_language_gives_a_sheet_to_translate_it_by(self):
        self.index_one("a.fr.md", sheet("Un puits", "Le texte.", lang="fr", summary="Résumé.",
                                        evidence=2))
        self.assertEqual(self.template("a")["lang"], "fr")
        made = self.template("--ui", "en", "a")
        self.assertEqual((made["lang"], made["file"]), ("en", "a.en.md"))
        self.assertIn("\ntitle:  # Un puits \u2014 Title of the action", made["text"])
        self.assertNotIn("Le texte.", made["text"])
        self.write("both/a.fr.md", self.template("--ui", "fr", "a")["text"])
        self.write("both/a.en.md", made["text"].replace("\ntitle:", '\ntitle: "A well"'))
        index = self.folder / "both"
        self.indexer("-q", "--strict", self.source / "both", index=index)
        record = self.record("a", index)
        self.assertEqual({lang: version["title"] for lang, version in record["versions"].items()},
                         {"fr": "Un puits", "en": "A well"})
        self.assertEqual(record["evidence"], 2)

    def test_sheets_come_back_among_forms_whose_map_has_other_names(self):
        self.index_one("a.fr.md", sheet("Un puits", "Le texte.", lang="fr", summary="Résumé.",
                                        evidence=2, themes=["education"]))
        before = self.record("a")
        shutil.rmtree(self.source)
        made = self.template("--ui", "fr", "a")
        self.write(made["file"], made["text"])
        self.write("b.jsonl", json.dumps({"Intitulé de l'action": "Une école", "Stade": "En cours",
                                          "title": "Ecole 12"}))
        index = self.folder / "mapped"
        self.indexer("--map", TEMPLATES / "fiche.fr.map.json", "--strict", self.source,
                     index=index)
        self.assert_returns(before, self.record("a", index), "fr")
        self.assertEqual(self.record("b", index)["versions"]["fr"]["title"], "Une école")


if __name__ == "__main__":
    program.main()

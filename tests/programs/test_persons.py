#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Persons are neither found nor shown, services are; records that are not public."""
import json

import program
from program import NOTHING, Case, sheet

PERSON = ("Martinaud", "zebulon", "06 12 34 56 78", "0612345678", "martinaud@")
CONTACT = ("Zébulon Martinaud, chargé de mission, Direction des relations internationales, "
           "zebulon.martinaud@ville.example, contact@ville.example, 06 12 34 56 78")


class Persons(Case):
    def assert_gone(self, record):
        for kind in ("text", "json", "markdown"):
            shown = self.parangon("show", "-i", self.index, "--format", kind, record).out
            for trace in PERSON:
                self.assertNotIn(trace.lower(), shown.lower(), kind)
        for words in ("Martinaud", "zebulon", '"06 12 34 56 78"', "0612345678",
                      '"zebulon.martinaud@ville.example"'):
            self.assertEqual(self.found("--", words), [], words)
        for folder in self.index.rglob("*.glass"):
            self.assertNotIn(b"artinaud", folder.read_bytes())

    def test_a_contact_keeps_functions_and_generic_mailboxes_only(self):
        self.write("a.fr.md", sheet("Un accord sur l'eau", contact=CONTACT))
        self.write("b.json", json.dumps({"id": "b", "title": "Un jumelage", "contact": CONTACT}))
        self.write("c.csv", f'title,text,contact\nUn échange,Un texte,"{CONTACT}"\n')
        self.indexer(self.source)
        self.assertEqual(len(self.listed()), 3)
        for record in self.listed():
            self.assert_gone(record)
            contact = json.loads(self.parangon("show", "-i", self.index, "--format", "json",
                                               record).out)["record"]["contact"]
            self.assertEqual(contact, "chargé de mission, Direction des relations internationales, "
                                      "contact@ville.example")

    def test_other_fields_lose_mailboxes_numbers_and_lines_of_contacts(self):
        self.write("a.fr.md", sheet(
            "Un accord sur l'eau",
            "Le bilan est bon. Écrire à zebulon.martinaud@ville.example.\n\n"
            "- Contact : Zébulon Martinaud, service Europe, contact@ville.example\n"
            "- Zébulon Martinaud, zebulon.martinaud@ville.example",
            summary="Un accord. Écrire à zebulon.martinaud@ville.example ou au 06 12 34 56 78.",
            governance="Zébulon Martinaud, 06 12 34 56 78",
            source={"title": "Bilan", "locator": "zebulon.martinaud@ville.example"},
            notes="Zébulon Martinaud"))
        self.indexer(self.source)
        self.assert_gone("a")
        self.assertEqual(self.found("bilan"), ["a"])
        shown = self.parangon("show", "-i", self.index, "a").out
        self.assertIn("service Europe, contact@ville.example", " ".join(shown.split()))

    def test_what_only_looks_like_a_person_stays(self):
        self.write("a.en.md", sheet("Save the date: Tech@State", "Held on 06 12 2019 in Rennes. "
                                    "Contact: Métropole du Grand Nancy, 03 83 85 30 00.",
                                    source={"title": "x", "url": "https://a.example/@team/x"}))
        self.indexer(self.source)
        shown = " ".join(self.parangon("show", "-i", self.index, "a").out.split())
        for words in ("Tech@State", "06 12 2019", "Métropole du Grand Nancy, 03 83 85 30 00",
                      "https://a.example/@team/x"):
            self.assertIn(words, shown)


class Visibility(Case):
    def test_the_command_line_shows_all_and_can_filter(self):
        for name, fields in (("open", {}), ("said", {"visibility": "public"}),
                             ("members", {"visibility": "members"}),
                             ("own", {"visibility": "internal"})):
            self.write(f"{name}.en.md", sheet("Water", **fields))
        self.indexer(self.source)
        self.assertEqual(sorted(self.found("water")), ["members", "open", "own", "said"])
        self.assertEqual(self.found("water", "--filter", "visibility=members"), ["members"])
        self.parangon("show", "-i", self.index, "nothing", code=NOTHING)


program.main()

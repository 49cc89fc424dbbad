#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Records that do not say their language, mix two, or are written in a third one."""
import json

import program
from program import NOTHING, Case, sheet

FRENCH = """La métropole rénove chaque année mille logements avec les habitants des quartiers.
Les travaux sont décidés lors de réunions publiques, où chacun peut proposer des priorités, et le
conseil les finance sur trois ans. Un comité suit les chantiers et rend compte de ce qui a été
fait."""
ENGLISH = """Every year the metropolitan authority renovates a thousand houses together with the
people who live in them. Works are decided at public meetings, where anyone may suggest what should
come first, and the council pays for them over three years. A committee follows the building
sites."""
THIRD = {
    "polski": ("Miasto Łódź i jego partnerzy",
               "Miasto współpracuje z partnerami zagranicznymi w zakresie dostępu do wody."),
    "espanol": ("El ayuntamiento de Málaga",
                "La ciudad coopera con sus socios de Perú para la gestión del agua potable."),
    "occitan": ("La vila de Tolosa e l'aiga",
                "La vila trabalha amb los sieus partenaris per l'accès a l'aiga dins los vilatges"),
    "cymraeg": ("Dinas Caerdydd a'i phartneriaid",
                "Mae'r ddinas yn gweithio gyda'i phartneriaid er mwyn sicrhau dŵr glân."),
}


class Languages(Case):
    def english(self, *words, **options):
        return self.search("--query-lang", "en", "--across", "no", *words, **options)

    def french(self, *words, **options):
        return self.search("--query-lang", "fr", "--across", "no", *words, **options)

    def test_each_passage_of_a_mixed_sheet_is_in_its_own_language(self):
        for name, text in (("after", f"{FRENCH}\n\n{FRENCH}\n\n## Abstract\n\n{ENGLISH}"),
                           ("before", f"{ENGLISH}\n\n{FRENCH}\n\n{FRENCH}")):
            self.write(f"{name}.md", sheet("La rénovation des logements", text, id=name))
        self.indexer(self.source)
        for answer in (self.english("house"), self.french("logement"), self.french("rénovations")):
            self.assertEqual({result["id"]: (result["lang"], result["langs"])
                              for result in answer["results"]},
                             {"after": ("fr", ["fr"]), "before": ("fr", ["fr"])})
        hits = [part["text"] for result in self.english("house")["results"]
                for part in result["snippet"] if part.get("hit")]
        self.assertEqual(hits, ["houses", "houses"])

    def test_a_sheet_that_says_its_language_is_taken_at_its_word(self):
        self.write("a.md", sheet("La rénovation", f"{FRENCH}\n\n{ENGLISH}", lang="fr"))
        self.write("b.fr.md", sheet("La rénovation", f"{FRENCH}\n\n{ENGLISH}", id="b"))
        self.indexer(self.source)
        self.assertEqual(self.french("logement")["total"], 2)
        self.english("house", code=NOTHING)

    def test_a_quotation_does_not_cut_a_passage(self):
        quotation = "“We decide together what should come first,” said one of the people."
        self.write("a.md", sheet("La rénovation", f"{FRENCH}\n\n{quotation}\n\n{FRENCH}"))
        self.indexer(self.source)
        self.assertEqual(self.french("decide")["total"], 1)
        self.english("decide", code=NOTHING)

    def test_how_the_language_came_to_be_known_is_not_shown(self):
        self.write("a.md", sheet("La rénovation", f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}"))
        self.indexer(self.source)
        shown = self.parangon("show", "-i", self.index, "a", "--format", "json").out
        self.assertNotIn("told", shown)
        text = json.loads(shown)["record"]["versions"]["fr"]["text"]
        self.assertIn("mille logements", text)
        self.assertIn("a thousand houses", text)

    def test_a_told_language_is_no_change(self):
        self.write("a.md", sheet("La rénovation", f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}"))
        self.indexer(self.source)
        self.assertEqual(self.summary(self.source)["unchanged"], 1)

    def test_the_mark_cannot_be_given(self):
        self.write("a.md", sheet("La rénovation", f"{FRENCH}\n\n{ENGLISH}", lang="fr",
                                 lang_told=True))
        self.indexer(self.source)
        self.english("house", code=NOTHING)

    def test_a_third_language_is_indexed_and_found_by_its_words(self):
        for name, (title, text) in THIRD.items():
            self.write(f"{name}.md", sheet(title, text))
        self.assertEqual(self.summary(self.source)["added"], len(THIRD))
        for question, name in (("współpracuje", "polski"), ("WSPOLPRACUJE", "polski"),
                               ("zagranicznymi", "polski"), ("Malaga gestion", "espanol"),
                               ("socios", "espanol"), ("ACCES aiga", "occitan"),
                               ("phartneriaid dwr", "cymraeg")):
            with self.subTest(question=question):
                result = self.search(question)["results"][0]
                self.assertEqual((result["id"], result["lang"]), (name, "other"))
        self.assertEqual(self.found("--lang", "other"), sorted(THIRD))


if __name__ == "__main__":
    program.main()

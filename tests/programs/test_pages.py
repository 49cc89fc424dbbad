#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages: a report is found on the page that the words stand on."""
import json
import shutil

import program
from program import REJECTED, Case

PDFS = program.ROOT / "tests" / "data" / "sources" / "pdf"


class Pages(Case):
    def setUp(self):
        super().setUp()
        for name in ("bulletin.pdf", "rapport.pdf", "scan.pdf"):
            shutil.copy(PDFS / name, self.source / name)
        self.ended = self.indexer(self.source, code=REJECTED)

    def first(self, question):
        return self.search(question)["results"][0]

    def test_a_snippet_tells_its_page(self):
        for question, path, page in (
                ("\"commune malgache de Farafangana\"", "rapport.pdf", 1),
                ("\"un aquarium, porte ouverte sur la mer\"", "rapport.pdf", 2),
                ("\"poids de la société civile\"", "bulletin.pdf", 1),
                ("\"comité de pilotage international\"", "bulletin.pdf", 2)):
            with self.subTest(question=question):
                result = self.first(question)
                self.assertEqual(result["source"]["path"], path)
                self.assertEqual(result["passage"]["page"], page)
                self.assertEqual(result["source"]["locator"], f"p.\u00a0{page}")

    def test_people_see_the_page(self):
        question = "\"comité de pilotage international\""
        for form, words in (("text", "p.\u00a02"), ("markdown", "bulletin.pdf, p.\u00a02"),
                            ("csv", "bulletin.pdf, p.\u00a02")):
            with self.subTest(form=form):
                self.assertIn(words, self.parangon("search", "-i", self.index, "--format", form, question).out)

    def test_no_output_holds_a_form_feed(self):
        for command, word in (("search", "ville"), ("show", "bulletin"), ("show", "rapport")):
            for form in ("text", "json", "markdown"):
                out = self.parangon(command, "-i", self.index, "--format", form, word).out
                with self.subTest(command=command, word=word, form=form):
                    self.assertNotIn("\f", out)
                    self.assertNotIn("\\f", out)
                    self.assertNotIn("\\u000c", out.lower())

    def test_what_is_shown_has_its_paragraphs(self):
        shown = json.loads(self.parangon("show", "-i", self.index, "--format", "json", "bulletin").out)
        text = shown["record"]["versions"]["fr"]["text"]
        self.assertIn("\n\n## ", text)
        self.assertIn("\n\nPour passer du souhait à l'action, l'étude met en regard", text)

    def test_a_scan_is_said_to_be_one(self):
        self.assertIn("scan.pdf: a scan without text (2 pages)", self.ended.err)
        self.assertEqual(self.listed(), ["bulletin", "rapport"])

    def test_texts_without_pages_have_none(self):
        self.write("a.md", program.sheet("Un puits à Mopti"))
        self.indexer(self.source, code=REJECTED)
        self.assertIsNone(self.first("puits Mopti")["passage"]["page"])
        self.assertIsNone(self.first("puits Mopti")["source"]["locator"])


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Suggestions for the beginning of a question, and corrections of words that an index does not know."""
import json

import program
import schema
from program import FOUND, NOTHING, USAGE, Case, CorpusCase, sheet

KINDS = {"theme", "place", "country", "actor", "title", "word"}
PREFIXES = ("l'ea", "eau", "mad", "coopération eau mad", "eau et assai", "nan", "co", "déch", "wat",
            "f", "ficol", "nancy fara", "égal", "coopération ", "gender eq", "  eau", "l’ea", "EAU",
            "reg", "1", "é", "Grand N", "accès à l'eau po")


class Suggestions(CorpusCase):
    def suggest(self, *words, code=FOUND):
        ended = self.parangon("suggest", "-i", self.index, "--format", "json", "--ui", "fr", *words,
                              code=code)
        return json.loads(ended.out)["suggestions"]

    def texts(self, *words):
        return [each["text"] for each in self.suggest(*words)]

    def find(self, text, *words):
        return next((each for each in self.suggest(*words) if each["text"] == text), None)

    def test_each_answer_has_the_form_of_its_schema(self):
        for prefix in PREFIXES:
            with self.subTest(prefix):
                ended = self.parangon("suggest", "-i", self.index, "--format", "json", "-n", "50",
                                      "--", prefix, code=None)
                answer = json.loads(ended.out)
                self.assertEqual(answer["format"], 1)
                self.assertEqual(answer["prefix"], prefix)
                self.assertEqual(ended.code == NOTHING, not answer["suggestions"])
                self.assertEqual(schema.faults_of(answer, "suggest"), [])
                for each in answer["suggestions"]:
                    self.assertIn(each["kind"], KINDS)
                    self.assertTrue(each["text"] and each["value"])
                    self.assertGreaterEqual(each["count"], 1)

    def test_accents_capitals_and_elisions_make_no_difference(self):
        self.assertEqual(self.texts("déch"), self.texts("dech"))
        self.assertEqual(self.texts("DECH"), self.texts("dech"))
        self.assertEqual(self.texts("l'ea"), self.texts("l’ea"))
        self.assertIn("eau", self.texts("l'ea"))
        self.assertIn("Eau et assainissement", self.texts("l'ea"))

    def test_words_are_shown_as_they_are_written(self):
        self.assertIn("coopération", self.texts("coop"))
        self.assertIn("Nancy", self.texts("nanc"))

    def test_words_are_completed_in_both_languages(self):
        self.assertIn("water", self.texts("wat"))
        self.assertIn("Water and sanitation", self.texts("wat"))

    def test_what_begins_so_comes_before_what_goes_on_so(self):
        texts = self.texts("eau")
        self.assertLess(texts.index("Eau et assainissement"), texts.index("1 % eau et assainissement"))

    def test_the_last_of_several_words_is_completed(self):
        self.assertEqual(self.texts("coopération eau mad")[0], "coopération eau madagascar")
        self.assertIn("accès à l'eau", self.texts("accès à l'ea"))
        self.assertEqual(self.texts("eau et assai")[0], "Eau et assainissement")

    def test_a_suggestion_finds_as_many_records_as_it_says(self):
        for prefix, text in (("mad", "Madagascar"), ("eau", "Eau et assainissement"),
                             ("ficol", "FICOL"), ("nante", "Nantes")):
            with self.subTest(text):
                each = self.find(text, prefix)
                (name, value), = each["filter"].items()
                answer = self.search("--filter", f"{name}={value}")
                self.assertEqual(answer["total"], each["count"])

    def test_a_title_gives_the_id_of_its_record(self):
        titles = [each for each in self.suggest("nancy fara") if each["kind"] == "title"]
        self.assertEqual(titles[0]["value"], "nancy-farafangana-eau")
        self.assertEqual(len(titles), 1, "a record comes in one language")

    def test_words_of_grammar_and_articles_are_not_suggested(self):
        words = {each["text"] for each in self.suggest("-n", "50", "le") if each["kind"] == "word"}
        self.assertFalse(words & {"le", "les", "leur", "leurs"})
        self.assertEqual(self.suggest("l'", code=NOTHING), [])

    def test_no_text_comes_twice(self):
        for prefix in PREFIXES:
            texts = [each["text"].lower() for each in
                     json.loads(self.parangon("suggest", "-i", self.index, "--format", "json", "-n",
                                              "50", "--", prefix, code=None).out)["suggestions"]]
            self.assertEqual(len(texts), len(set(texts)), prefix)

    def test_the_number_is_kept_and_limited(self):
        self.assertEqual(len(self.suggest("-n", "3", "co")), 3)
        for wrong in ("0", "51", "x"):
            self.parangon("suggest", "-i", self.index, "-n", wrong, "co", code=USAGE)
        self.parangon("suggest", "-i", self.index, code=USAGE)
        self.parangon("suggest", "-i", self.index, "a" * 500, code=USAGE)

    def test_any_bytes_are_answered(self):
        for prefix in ("\x01", "é" * 150, "'" * 50, '"', "-eau", "theme:", "* ", "水", "%", "\u00a0"):
            self.parangon("suggest", "-i", self.index, "--", prefix, code=None)
        self.parangon("suggest", "-i", self.index, "--", b"eau\xff", code=None)

    def test_people_read_it_in_their_language(self):
        french = self.parangon("suggest", "-i", self.index, "--ui", "fr", "mad").out
        english = self.parangon("suggest", "-i", self.index, "--ui", "en", "mad").out
        self.assertIn("Madagascar · pays · 2 fiches", french)
        self.assertIn("Madagascar · country · 2 records", english)
        table = self.parangon("suggest", "-i", self.index, "--ui", "en", "--format", "markdown",
                              "mad").out
        self.assertIn("| Madagascar | country | 2 |", table)


class Corrections(Case):
    def setUp(self):
        super().setUp()
        for number in range(6):
            self.write(f"m{number}.md", sheet(
                f"Mondialisation et assainissement, numéro {number}",
                "La mondialisation et l'assainissement de l'eau avancent avec les quartiers."))
        self.write("rare.md", sheet("La mondialité", "Un texte sur la mondialité des échanges."))
        self.write("en.md", sheet("Sanitation of the districts", "The sanitation of water is told.",
                                  lang="en"))
        self.indexer(self.source)

    def corrected(self, *words):
        query = self.search(*words)["query"]
        return query["corrected"], query["corrected_used"]

    def test_a_mistyped_word_is_answered_for_and_said(self):
        for typed, meant in (("l'assinissement", "l'assainissement"),
                             ("l’assinissement", "l’assainissement"),
                             ("assainissemnet", "assainissement"),
                             ("quartires", "quartiers"), ("sanittation", "sanitation"),
                             ("Assainisement", "Assainissement")):
            with self.subTest(typed):
                answer = self.search(typed)
                self.assertEqual(answer["query"]["text"], typed)
                self.assertEqual(answer["query"]["corrected"], meant)
                self.assertIs(answer["query"]["corrected_used"], True)
                self.assertGreater(answer["total"], 0)

    def test_it_is_printed_in_both_languages(self):
        for lang, said in (("fr", "réponse pour «\u00a0l'assainissement\u00a0»"),
                           ("en", "answer for “l'assainissement”")):
            out = self.parangon("search", "-i", self.index, "--ui", lang, "l'assinissement").out
            self.assertIn(said, out)
            table = self.parangon("search", "-i", self.index, "--ui", lang, "--format", "markdown",
                                  "l'assinissement").out
            self.assertIn(said, table)

    def test_a_name_is_only_proposed_beside_what_is_found(self):
        self.write("place.md", sheet("Le quartier de Farafangana", "Farafangana et son quartier."))
        self.indexer(self.source)
        self.assertEqual(self.corrected("assainissement Farafagana"),
                         ("assainissement Farafangana", False))
        out = self.parangon("search", "-i", self.index, "--ui", "fr",
                            "assainissement Farafagana").out
        self.assertIn("voulez-vous dire «\u00a0assainissement Farafangana\u00a0»", out)
        self.assertEqual(self.corrected("Farafagana"), ("Farafangana", True))

    def test_a_rare_word_that_is_right_stays(self):
        self.assertEqual(self.corrected("mondialité"), (None, False))
        self.assertEqual(self.corrected("mondialite"), (None, False))

    def test_what_is_no_plain_word_is_left_alone(self):
        for typed in ('"assinissement"', "=assinissement", "-assinissement eau", "assinisse*",
                      "«assinissement» eau", "theme:assinissement", "2019assinissement",
                      "ASSINISSEMENT eau", "qui@assinissement.fr", "1234567", "asx"):
            with self.subTest(typed):
                self.assertEqual(self.corrected("--", typed), (None, False))

    def test_a_word_typed_twice_is_corrected_twice(self):
        self.assertEqual(self.corrected("assinissement ou assinissement"),
                         ("assainissement ou assainissement", True))

    def test_it_can_be_switched_off(self):
        self.assertEqual(self.corrected("--correct", "no", "assinissement"), (None, False))
        self.assertEqual(self.search("--correct", "no", "assinissement")["total"], 0)
        self.parangon("search", "-i", self.index, "--correct", "maybe", "eau", code=USAGE)
        trec = self.parangon("search", "-i", self.index, "--format", "trec", "assinissement",
                             code=None)
        self.assertEqual(trec.out, "")

    def test_filters_in_the_words_stay(self):
        answer = self.search("lang:en sanittation")
        self.assertEqual(answer["query"]["corrected"], "lang:en sanitation")
        self.assertEqual(answer["total"], 1)
        self.assertEqual(answer["query"]["filters"], {"lang": ["en"]})

    def test_a_correction_without_results_is_not_spoken_of(self):
        self.assertEqual(self.corrected("--year", "1950", "assinissement"), (None, False))

    def test_words_of_records_that_are_filtered_out_are_not_proposed(self):
        self.write("inside.md", sheet("Une note interne", "Le quadricycle de la ville.",
                                      visibility="internal"))
        self.indexer(self.source)
        self.assertEqual(self.corrected("eau Quadricycel"), ("eau Quadricycle", False))
        self.assertEqual(self.corrected("--filter", "visibility=public", "eau Quadricycel"),
                         (None, False))

    def test_the_answer_has_the_form_of_its_schema(self):
        self.assertEqual(schema.faults_of(self.search("l'assinissement"), "search"), [])


if __name__ == "__main__":
    program.main()

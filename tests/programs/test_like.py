#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""parangon like: records that are like one."""
import json

import program
import schema
from program import FOUND, NOTHING, USAGE, Case, CorpusCase, sheet


class Asking:
    def like(self, *words):
        ended = self.parangon("like", "-i", self.index, "--format", "json", *words, code=None)
        self.assertIn(ended.code, (FOUND, NOTHING), ended.err)
        answer = json.loads(ended.out)
        self.assertEqual(schema.faults_of(answer, "search"), [])
        self.assertEqual(ended.code == NOTHING, answer["total"] == 0)
        return answer

    def ids(self, *words):
        return [result["id"] for result in self.like(*words)["results"]]


class Corpus(Asking, CorpusCase):
    def test_the_record_itself_is_never_among_them(self):
        for record in self.listed():
            with self.subTest(record=record):
                found = self.ids("-n", "1000", record)
                self.assertNotIn(record, found)
                self.assertEqual(len(found), len(set(found)))

    def test_scores_never_rise_and_are_the_sum_of_their_parts(self):
        answer = self.like("-n", "50", "--explain", "nancy-farafangana-eau")
        scores = [result["score"] for result in answer["results"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for result in answer["results"]:
            self.assertAlmostEqual(sum(part["value"] for part in result["explain"]),
                                   result["score"], places=6)

    def test_why_names_what_is_shared_in_both_languages(self):
        result = self.like("-n", "1", "--ui", "en", "1-pct-eau")["results"][0]
        first = self.like("nancy-farafangana-eau")["results"][0]
        self.assertIn("Eau et assainissement", first["why"]["fr"])
        self.assertIn("Water and sanitation", first["why"]["en"])
        self.assertTrue(result["why"]["fr"].startswith("thèmes\u00a0: "))

    def test_filters_and_pages(self):
        whole = self.ids("-n", "20", "rennes-budget-millieme")
        self.assertEqual(self.ids("-n", "5", "--offset", "5", "rennes-budget-millieme"),
                         whole[5:10])
        kinds = {result["kind"] for result in
                 self.like("--kind", "practice", "rennes-budget-millieme")["results"]}
        self.assertEqual(kinds, {"practice"})

    def test_every_format_of_a_search_prints_it(self):
        for kind in ("text", "jsonl", "csv", "markdown", "trec"):
            out = self.parangon("like", "-i", self.index, "--format", kind, "1-pct-eau").out
            self.assertIn("1-pct-dechets", out, kind)

    def test_wrong_use_and_unknown_ids(self):
        self.assertIn("nowhere", self.parangon("like", "-i", self.index, "nowhere",
                                               code=NOTHING).err)
        for words in ([], ["a", "b"], ["-n", "x", "a"], ["--across", "maybe", "a"]):
            self.assertTrue(self.parangon("like", "-i", self.index, *words, code=USAGE).err)


class Own(Asking, Case):
    def test_a_record_in_the_other_language_is_found_by_its_words(self):
        self.write("eau.fr.md", sheet("Réseau d'eau potable", "Assainissement et eau potable."))
        self.write("water.en.md", sheet("Drinking water network", "Sanitation, drinking water."))
        self.write("music.en.md", sheet("Music school", "An orchestra of young musicians."))
        self.indexer(self.source)
        result = self.like("eau")["results"][0]
        self.assertEqual(result["id"], "water")
        self.assertIn("mots", result["why"]["fr"])
        self.assertNotIn("mots", self.like("--across", "no", "eau")["results"][0]["why"]["fr"])

    def test_names_of_who_takes_part_are_not_what_it_is_about(self):
        self.write("a.en.md", sheet("Rennes and Cork: school exchange",
                                    "Pupils of Rennes visit schools.", lead="Rennes"))
        self.write("b.en.md", sheet("Rennes: waste sorting", "Waste in Rennes.", lead="Rennes"))
        self.write("c.en.md", sheet("School exchange of Lille", "Pupils visit schools."))
        self.indexer(self.source)
        self.assertEqual(self.ids("a")[0], "c")
        self.assertNotIn("rennes", [word.lower() for word in
                                    self.like("a")["query"]["words"]["en"]])

    def test_a_record_alone_or_without_words_is_like_nothing(self):
        self.write("a.en.md", sheet("The"))
        self.indexer(self.source)
        self.assertEqual(self.like("a")["total"], 0)

    def test_equals_stand_in_the_order_of_their_ids(self):
        for name in ("c", "a", "d", "b"):
            self.write(f"{name}.en.md", sheet("Waste sorting at school", ref=name))
        self.indexer(self.source, "-v")
        found = self.ids("c")
        self.assertEqual(found, sorted(found))


program.main()

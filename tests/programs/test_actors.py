#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""parangon actors: who finances, advises, trains, represents."""
import json

import program
import schema
from program import FOUND, NOTHING, USAGE, Case, CorpusCase, sheet

# By hand, from the fields of the sheets: every scheme, and the bodies whose functions hold finance.
FINANCE = {"1-pct-dechets", "1-pct-eau", "1-pct-mobilite", "autres-cofinancements",
           "daect-appels-a-projets", "europe-pour-les-citoyens", "faceco", "ficol",
           "fonds-conjoint-franco-marocain", "interreg", "ue-appels-cooperation-decentralisee",
           "afd", "cites-unies-france", "daect", "meae"}
REGIONAL = {"horizons-solidaires", "bretagne-solidaire", "centraider", "gescod", "karib-horizon",
            "lianes-cooperation", "occitanie-cooperation", "resacoop", "so-cooperation",
            "territoires-solidaires", "bourgogne-franche-comte-international"}


class Asking:
    def actors(self, *words, code=None):
        ended = self.parangon("actors", "-i", self.index, "--format", "json", *words, code=code)
        self.assertIn(ended.code, (FOUND, NOTHING), ended.err)
        answer = json.loads(ended.out)
        self.assertEqual(ended.code == NOTHING, answer["total"] == 0)
        self.assertEqual(schema.faults_of(answer, "actors"), [])
        self.assertEqual([row["id"] for row in answer["matrix"]],
                         [card["id"] for card in answer["actors"]])
        return answer

    def ids(self, *words):
        return [card["id"] for card in self.actors(*words)["actors"]]


class Corpus(Asking, CorpusCase):
    def test_who_finances(self):
        answer = self.actors("--function", "finance")
        self.assertEqual({card["id"] for card in answer["actors"]}, FINANCE)
        self.assertEqual([(group["value"], group["count"]) for group in answer["groups"]],
                         [("scheme", 11), ("network", 1), ("organisation", 3)])
        self.assertEqual(self.ids("--function", "financement"), self.ids("--function", "finance"))

    def test_a_region_comes_first_then_what_works_everywhere(self):
        answer = self.actors("--region", "reg:28")
        ids = [card["id"] for card in answer["actors"]]
        reaches = [card["reach"] for card in answer["actors"]]
        order = ["region", "national", "european", "international", "unknown"]
        self.assertEqual(ids[0], "horizons-solidaires")
        self.assertEqual(reaches, sorted(reaches, key=order.index))
        self.assertEqual(set(ids) & REGIONAL, {"horizons-solidaires"})
        self.assertNotIn("fnvt", ids)  # national, but of Tunisia
        self.assertLess({"afd", "cites-unies-france", "ficol", "meae"},
                        {card["id"] for card in answer["actors"] if card["reach"] == "national"})
        self.assertEqual(answer["groups"][0]["label"], {"fr": "Normandie", "en": "Normandie"})
        self.assertEqual(ids, self.ids("--region", "Normandie"))

    def test_each_region_has_its_own_network_first(self):
        for region, network in (("reg:44", "gescod"), ("reg:53", "bretagne-solidaire"),
                                ("reg:01", "karib-horizon"), ("reg:84", "resacoop")):
            with self.subTest(region=region):
                self.assertEqual(self.ids("--region", region)[0], network)

    def test_theme_and_country(self):
        self.assertEqual(self.ids("--theme", "eau-assainissement"),
                         ["1-pct-eau", "autres-cofinancements"])
        self.assertEqual(set(self.ids("--country", "MA")),
                         {"fonds-conjoint-franco-marocain", "france-urbaine-fonds-conjoint-maroc",
                          "france-urbaine-pays-prioritaires"})

    def test_words_and_kinds_restrict(self):
        self.assertEqual(self.ids("jumelages", "--kind", "scheme")[0], "europe-pour-les-citoyens")
        self.assertEqual(self.actors("--kind", "practice", code=NOTHING)["total"], 0)
        self.assertEqual(self.actors("eau", "--state", "open")["actors"][0]["id"], "1-pct-eau")

    def test_cards_are_in_the_language_of_the_reader(self):
        said = {lang: self.actors("--ui", lang, "FICOL")["actors"][0] for lang in ("fr", "en")}
        self.assertEqual(said["fr"]["duration"], "3 ans au plus")
        self.assertEqual(said["en"]["duration"], "3 years at most")
        self.assertEqual(said["en"]["amount_max"], 1500000)

    def test_text_and_markdown_have_cards_and_the_table(self):
        for lang, said in (("fr", ("Dans la région\u00a0: Normandie (1)", "Qui fait quoi",
                                   "non documenté dans la base", "✓ oui")),
                           ("en", ("In the region: Normandie (1)", "Who does what",
                                   "not documented in the base", "✓ yes"))):
            for kind in ("text", "markdown"):
                out = self.parangon("actors", "-i", self.index, "--ui", lang, "--format", kind,
                                    "--region", "reg:28").out
                for words in said:
                    self.assertIn(words, out.replace("\n", " "), (lang, kind))
        self.assertIn("| Horizons Solidaires (Normandy) |", out)

    def test_pages_follow_each_other(self):
        whole = self.ids("--region", "reg:28")
        self.assertEqual(self.ids("--region", "reg:28", "-n", "3", "--offset", "2"), whole[2:5])
        out = self.parangon("actors", "-i", self.index, "--ui", "en", "-n", "1", "--offset", "1",
                            "--region", "reg:28").out
        self.assertIn("Everywhere in France", out)
        self.assertNotIn("In the region", out)

    def test_wrong_use(self):
        for words in (["--function", "cooking"], ["--region", "reg:999"], ["--as-of", "tomorrow"],
                      ["--as-of", "2026-13-01"], ["--state", "maybe"], ["-n", "100000"],
                      ["--format", "trec"]):
            with self.subTest(words=words):
                self.assertTrue(self.parangon("actors", "-i", self.index, *words, code=USAGE).err)


class Own(Asking, Case):
    def make(self, **sheets):
        for name, fields in sheets.items():
            self.write(f"{name}.en.md", sheet(name, **fields))
        self.indexer(self.source)

    def test_a_scheme_finances_whether_it_says_so_or_not(self):
        self.make(fund={"kind": "scheme"}, body={"kind": "organisation"},
                  adviser={"kind": "network", "functions": ["advice"]})
        self.assertEqual(self.ids("--function", "finance"), ["fund"])
        self.assertEqual(self.ids("--function", "advice"), ["adviser"])

    def test_dates_tell_the_state_only_where_the_record_does_not(self):
        self.make(stated={"kind": "scheme", "state": "ended", "closes": "2030-01-01"},
                  dated={"kind": "scheme", "opens": "2026-03-01", "closes": "2026-06-30"},
                  body={"kind": "network", "closes": "2020-01-01"}, silent={"kind": "scheme"})
        for day, state in (("2026-02-28", "closed"), ("2026-03-01", "open"),
                           ("2026-06-30", "open"), ("2026-07-01", "closed")):
            cards = {card["id"]: card for card in self.actors("--as-of", day)["actors"]}
            self.assertEqual((cards["dated"]["state"], cards["dated"]["state_from"]),
                             (state, "dates"), day)
            self.assertEqual(cards["stated"]["state"], "ended")
            self.assertEqual((cards["silent"]["state"], cards["silent"]["state_from"]),
                             ("unknown", None))
        self.assertEqual(self.ids("--as-of", "2026-05-01", "--state", "open"), ["dated"])

    def test_a_body_led_by_an_authority_of_another_region_is_left_out(self):
        self.make(there={"kind": "organisation", "lead": "com:54395"},
                  here={"kind": "organisation", "lead": "com:14118"},
                  everywhere={"kind": "scheme", "scope": "national"}, silent={"kind": "scheme"})
        self.assertEqual(self.ids("--region", "reg:28"), ["here", "everywhere", "silent"])


program.main()

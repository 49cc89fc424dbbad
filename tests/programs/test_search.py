#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions and answers: filters, facets, order, pages, the query language, the formats."""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import pty
import re
import shutil
import tempfile
import unicodedata
import unittest

import program
from program import FOUND, NO_INDEX, NOTHING, REJECTED, USAGE, Case, CorpusCase, ids, sheet

ESCAPE = "\x1b"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")

QUESTIONS = ("eau", "water", "eau Madagascar", "coopération décentralisée", "jeunes Europe",
             "énergie climat", "mobility", "fonds européens pour les petites villes",
             "how do cities work with diasporas", "Rennes", "métropole")

MADAGASCAR = ("eau Madagascar", "water Madagascar", "coopération malgache assainissement")

TEXT, NUMBER, WHOLE, LIST, OBJECT = str, (int, float), int, list, dict
NONE = type(None)

ANSWER = {"format": WHOLE, "query": OBJECT, "total": WHOLE, "offset": WHOLE, "took_ms": NUMBER,
          "partial": bool, "results": LIST, "facets": OBJECT}
QUERY = {"text": TEXT, "read_as": TEXT, "match": TEXT, "lang": (str, NONE),
         "corrected": (str, NONE), "corrected_used": bool, "expansions": LIST, "filters": OBJECT}
RESULT = {"rank": WHOLE, "id": TEXT, "score": NUMBER, "kind": (str, NONE), "lang": TEXT,
          "langs": LIST, "title": (str, NONE), "summary": (str, NONE), "snippet": LIST,
          "passage": OBJECT, "lead": (dict, NONE), "co_leads": LIST, "partners": LIST,
          "themes": LIST, "actions": LIST, "sdg": LIST, "schemes": LIST,
          "year_start": (int, NONE), "year_end": (int, NONE), "year_reported": (int, NONE),
          "stage": (str, NONE), "evidence": (int, NONE), "source": OBJECT, "why": OBJECT}
LEAD = {"name": TEXT, "code": TEXT, "country": TEXT, "kind": TEXT, "population": WHOLE,
        "class": TEXT, "region": TEXT}
SOURCE = {"title": (str, NONE), "url": (str, NONE), "path": (str, NONE), "locator": (str, NONE)}
EXPANSION = {"words": TEXT, "also": LIST, "from": TEXT}
FACET = {"value": TEXT, "label": OBJECT, "count": WHOLE, "selected": bool}

# Filter in English | in French | a value that some sheets of the corpus have.
FILTERS = [
    ("theme", "thème", "eau-assainissement"), ("country", "pays", "MG"),
    ("lead", "porteur", "epci:245400676"), ("kind", "nature", "practice"),
    ("lang", "langue", "en"), ("sdg", "odd", "6"), ("scheme", "dispositif", "1-pct-eau"),
    ("network", "réseau", "france-urbaine"), ("action", "forme", "cooperation-decentralisee"),
    ("class", "classe", "epci-200-400"), ("region", "région", "reg:44"),
    ("year", "année", "2018..2021"), ("evidence", "preuve", "2"), ("stage", "stade", "under-way"),
    ("authority", "collectivité", "metropole"), ("department", "département", "dep:54"),
    ("partner", "partenaire", "farafangana"), ("scope", "échelle", "national"),
    ("function", "fonction", "finance"), ("state", "état", "open"),
    ("reported", "constaté", "2021"),
]
OPTIONS = ("theme", "country", "lead", "kind", "lang", "sdg", "scheme", "network", "action",
           "class", "region", "year", "evidence")

MALFORMED = [
    '"eau', 'eau"', '"', '""', '" "', "«eau", "eau»", "“eau", "«»", "eau AND", "AND", "OR", "OR OR",
    "OR eau", "eau OR", "(eau", "eau)", "()", ")(", "-", "--", "- -", "*", "**", "e*", "ea*", "=",
    "==eau", "=-eau", "-=eau", "-*", '-"', '-""', "field:", ":", "::", ":eau", "theme:", 'theme:"',
    'theme:"eau', "theme::eau", "theme:zzz", "year:", "year:..", "year:abc", "year:2021..2018",
    "year:99999", "evidence:9", "sdg:x", "lead:", "country:zz", "id:", "~eau", "eau~2", "eau^3",
    "+eau", "e+au", "eau && ville", "!eau", "eau?", "e?u", "[eau TO ville]", "eau\\", "\\", "%",
    "%s",
    "%n%n%n", "';--", "<b>eau</b>", "&amp;", "${eau}", "$(eau)", "`eau`", "eau\tville\nrue", "\x01",
    "eau\x1b[31m", "\x7f", "\u0080\u009b", "\u200b", "\ufeffeau", "\u202eeau", "e\u0301au",
    "\u0301", "\U0001f4a7", "水", "مياه", "İ", "ǆ", "ß", "ﬁ", "１％", "a" * 5000, "é" * 3000,
    "-eau", "-eau -ville", '-"eau potable"', "eau -eau", "eau " * 400, '"' + "eau " * 400 + '"',
    "-" * 3000, "(" * 3000, '"' * 3001, "«" * 2000, "theme:" * 500, "OR " * 700, "* " * 700,
    " ".join(f"mot{n}" for n in range(2000)), "1" * 400, "1e999", "0x10", "-1", "1..2", "..",
    "le la les", "the of and", "l'", "'", "’", "d'l'qu'", "aujourd", "%%%", "§", "\u00a0",
]
BYTES = [b"\xff\xfe", b"eau\xff", b"\xe9t\xe9", b"\xc3", b"eau \xc3", b"\xed\xa0\x80",
         b"\xf4\x90\x80\x80",
         b"\xc0\x80", b"\"\xff\"", b"theme:\xff", b"\xffeau*", b"=\xff", b"-\xff"]


class Shapes(unittest.TestCase):
    def assert_shape(self, value, shape, where):
        self.assertIsInstance(value, dict, where)
        for key, kind in shape.items():
            self.assertIn(key, value, where)
            self.assertIsInstance(value[key], kind, f"{where}.{key}")
            if kind in (NUMBER, WHOLE):
                self.assertNotIsInstance(value[key], bool, f"{where}.{key}")

    def assert_both_languages(self, value, where):
        self.assert_shape(value, {"fr": TEXT, "en": TEXT}, where)
        self.assertTrue(value["fr"] and value["en"], where)

    def assert_result(self, result, where):
        self.assert_shape(result, RESULT, where)
        self.assert_shape(result["source"], SOURCE, where + ".source")
        self.assert_shape(result["passage"], {"heading": (str, NONE), "page": (int, NONE)}, where)
        self.assert_both_languages(result["why"], where + ".why")
        self.assertIn(result["lang"], result["langs"], where)
        for key in ("themes", "actions", "schemes", "langs"):
            self.assertTrue(all(isinstance(each, str) for each in result[key]), where)
        self.assertTrue(all(isinstance(goal, int) for goal in result["sdg"]), where)
        for partner in result["partners"]:
            self.assertTrue(partner.get("name") or partner.get("country"), where + ".partners")
        for part in result["snippet"]:
            self.assert_shape(part, {"text": TEXT}, where + ".snippet")
            self.assertIn(part.get("hit", True), (True,), where)
        for lead in [result["lead"], *result["co_leads"]]:
            if lead:
                self.assert_shape(lead, {"name": TEXT}, where + ".lead")

    def assert_answer(self, answer):
        self.assert_shape(answer, ANSWER, "answer")
        self.assertEqual(answer["format"], 1)
        self.assert_shape(answer["query"], QUERY, "query")
        self.assertIn(answer["query"]["match"], ("all", "most", "any"))
        for expansion in answer["query"]["expansions"]:
            self.assert_shape(expansion, EXPANSION, "expansion")
        for number, result in enumerate(answer["results"]):
            self.assert_result(result, f"results[{number}]")
            self.assertEqual(result["rank"], answer["offset"] + number + 1)
        for name, values in answer["facets"].items():
            for value in values:
                self.assert_shape(value, FACET, f"facets.{name}")
                self.assert_both_languages(value["label"], f"facets.{name}")


class Answers(CorpusCase, Shapes):
    def test_an_answer_in_json_has_every_key_of_the_contract(self):
        for question in QUESTIONS:
            with self.subTest(question):
                self.assert_answer(self.search("--facets", "all", "-n", "50", question))
        self.assert_answer(self.search("--theme", "eau"))
        self.assert_answer(self.search("introuvablement"))
        lead = self.search("eau Madagascar")["results"][0]["lead"]
        self.assert_shape(lead, LEAD, "lead")

    def test_the_three_questions_on_madagascar_find_nancy_first(self):
        for question in MADAGASCAR:
            with self.subTest(question):
                self.assertEqual(ids(self.search(question))[0], "nancy-farafangana-eau")

    def test_the_exit_status_tells_found_nothing_wrong_usage_and_no_index(self):
        def status(*words):
            return self.parangon("search", "-i", self.index, *words, code=None).code

        self.assertEqual(status("eau"), FOUND)
        self.assertEqual(status("introuvablement"), NOTHING)
        for words in ([], ["--no-such-option"], ["--theme"], ["-n", "x", "eau"],
                      ["-n", "-1", "eau"],
                      ["--sort", "price", "eau"], ["--format", "xml", "eau"], ["--ui", "de", "eau"],
                      ["--across", "perhaps", "eau"], ["--query-lang", "de", "eau"],
                      ["--facets", "zzz", "eau"], ["--filter", "theme", "eau"],
                      ["--filter", "=x", "eau"], ["--filter", "zzz=x", "eau"],
                      ["--theme", "zzzzzz", "eau"], ["--country", "Atlantis", "eau"],
                      ["--evidence", "5", "eau"], ["--year", "hier", "eau"],
                      ["--year", "2021..2018", "eau"], ["--kind", "zzz", "eau"],
                      ["--region", "zzz", "eau"], ["--offset", "x", "eau"], ["--sdg", "18", "eau"],
                      ["--lang", "zz", "eau"], ["--queries", "/dev/null"]):
            with self.subTest(words=words):
                ended = self.parangon("search", "-i", self.index, *words, code=USAGE)
                self.assertEqual(ended.out, "")
                self.assertTrue(ended.err.startswith("parangon: "), ended.err)
        self.assertEqual(self.parangon("search", "-i", self.folder / "none", "eau",
                                       code=None).code, NO_INDEX)
        self.assertEqual(self.parangon("nonsense", code=None).code, USAGE)
        self.assertEqual(self.parangon(code=None).code, USAGE)

    def test_an_unknown_value_is_answered_with_a_near_one(self):
        err = self.parangon("search", "-i", self.index, "--theme", "aeu-assainissement",
                            code=USAGE).err
        self.assertIn("eau-assainissement", err)

    def test_what_is_printed_is_the_answer_and_nothing_else(self):
        ended = self.parangon("search", "-i", self.index, "eau")
        self.assertEqual(ended.err, "")

    def test_help_and_version_come_from_every_command(self):
        for command in ("search", "show", "themes", "stats"):
            with self.subTest(command):
                self.assertIn("Usage: parangon " + command, self.parangon(command, "--help").out)
                self.assertRegex(self.parangon(command, "--version").out, r"^parangon \S+\n$")


class Filters(CorpusCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ended = program.run([program.INDEXER, "-i", cls.shared / "index", "--list", "--format",
                             "json"], cls.shared)
        cls.records = [json.loads(line) for line in ended.out.splitlines()]

    def expected(self, passes):
        return sorted(record["id"] for record in self.records if passes(record))

    @staticmethod
    def leads(record):
        return [lead for lead in [record.get("lead"), *record.get("co_leads", [])] if lead]

    def test_every_filter_passes_exactly_the_records_that_have_the_value(self):
        def period(record, first, last):
            start = record.get("year_start", record.get("year_end"))
            end = 9999 if record.get("ongoing") else record.get("year_end", start)
            return start is not None and start <= last and end >= first

        def has(field, value):
            return lambda record: value in record.get(field, [])

        cases = [
            (["--country", "MG"], has("countries", "MG")),
            (["--lead", "epci:245400676"],
             lambda r: any(l.get("code") == "epci:245400676" for l in self.leads(r))),
            (["--kind", "network"], lambda r: r.get("kind") == "network"),
            (["--lang", "en"], lambda r: "en" in r["versions"]),
            (["--sdg", "6"], has("sdg", 6)),
            (["--scheme", "1-pct-eau"], has("schemes", "1-pct-eau")),
            (["--network", "france-urbaine"], has("networks", "france-urbaine")),
            (["--action", "cooperation-decentralisee"],
             has("actions", "cooperation-decentralisee")),
            (["--class", "epci-200-400"],
             lambda r: any(l.get("class") == "epci-200-400" for l in self.leads(r))),
            (["--region", "reg:44"],
             lambda r: any(l.get("region") == "reg:44" for l in [r, *self.leads(r)])),
            (["--year", "2018..2021"], lambda r: period(r, 2018, 2021)),
            (["--year", "2019"], lambda r: period(r, 2019, 2019)),
            (["--year", "..2005"], lambda r: period(r, 0, 2005)),
            (["--year", "2020.."], lambda r: period(r, 2020, 9999)),
            (["--evidence", "2"], lambda r: r.get("evidence", 0) >= 2),
            (["--filter", "stage=under-way"], lambda r: r.get("stage") == "under-way"),
            (["--filter", "ref=P01"], lambda r: r.get("ref") == "P01"),
            (["--filter", "id=afd"], lambda r: r["id"] == "afd"),
        ]
        for words, passes in cases:
            with self.subTest(words=words):
                expected = self.expected(passes)
                self.assertTrue(expected)
                self.assertEqual(sorted(self.found(*words)), expected)

    def test_a_theme_filter_passes_every_record_that_was_given_the_theme(self):
        themes = {theme for record in self.records for theme in record.get("themes", [])}
        for theme in sorted(themes):
            with self.subTest(theme):
                given = self.expected(lambda r, t=theme: t in r.get("themes", []))
                self.assertLessEqual(set(given), set(self.found("--theme", theme)))

    def test_options_filters_and_fields_of_both_languages_say_the_same(self):
        for english, french, value in FILTERS:
            with self.subTest(english):
                wanted = self.found("--filter", f"{english}={value}")
                self.assertTrue(wanted)
                ways = [["--filter", f"{french}={value}"], [f'{english}:"{value}"'],
                        [f"{french}:{value}"]]
                if english in OPTIONS:
                    ways.append([f"--{english}", value])
                for words in ways:
                    self.assertEqual(self.found(*words), wanted, words)

    def test_a_theme_is_found_by_its_id_its_label_and_its_words_in_either_language(self):
        wanted = self.found("--theme", "eau-assainissement")
        for name in ("Eau et assainissement", "eau et assainissement", "Water and sanitation",
                     "WATER AND SANITATION", "eau", "Eau", "water", "assainissement", "sanitation",
                     "eau potable", "drinking water", "acces a l'eau", "accès à l’eau"):
            with self.subTest(name):
                self.assertEqual(self.found("--theme", name), wanted)

    def test_places_and_countries_are_found_by_their_names(self):
        for one, two in ((["--country", "MG"], ["--country", "Madagascar"]),
                         (["--country", "MA"], ["--country", "maroc"]),
                         (["--country", "MA"], ["--country", "Morocco"]),
                         (["--lead", "epci:245400676"], ["--lead", "Métropole du Grand Nancy"]),
                         (["--lead", "epci:245400676"], ["--lead", "metropole du grand nancy"]),
                         (["--region", "reg:44"], ["--region", "Grand Est"]),
                         (["--region", "reg:44"], ["--region", "grand-est"])):
            with self.subTest(words=two):
                wanted = self.found(*one)
                self.assertTrue(wanted)
                self.assertEqual(self.found(*two), wanted)

    def test_values_of_one_field_are_alternatives_and_fields_are_all_asked_for(self):
        one, two = (set(self.found("--theme", name)) for name in ("eau", "mobilité"))
        both = self.found("--theme", "eau", "--theme", "mobilité")
        self.assertEqual(set(both), one | two)
        practices = set(self.found("--kind", "practice"))
        self.assertEqual(set(self.found("--theme", "eau", "--theme", "mobilité", "--kind",
                                        "practice")), (one | two) & practices)
        self.assertEqual(set(self.found("--country", "MG", "--country", "MA")),
                         set(self.found("--country", "MG")) | set(self.found("--country", "MA")))
        self.assertEqual(set(self.found("theme:eau", "theme:mobilité", "kind:practice")),
                         (one | two) & practices)

    def test_words_and_a_filter_are_both_asked_for(self):
        water = set(self.found("eau"))
        theme = set(self.found("--kind", "scheme"))
        self.assertEqual(set(self.found("--kind", "scheme", "eau")), water & theme)


class Facets(CorpusCase):
    # Words and how many values are tried: each, or one of so many.
    ASKED = ((["eau"], 2), (["coopération décentralisée"], 3), (["jeunes Europe"], 4),
             (["énergie", "--kind", "practice", "--kind", "network"], 4))

    def counts(self, *words):
        answer = self.search("-n", "0", "--facets", "all", *words)
        return {name: {value["value"]: value["count"] for value in values}
                for name, values in answer["facets"].items()}, answer["total"]

    def recount(self, name, values, words, step):
        """What a search with each value as a filter finds. A filter on evidence means "at least",
        a facet counts each level: the counts above are added."""
        def total(value):
            return self.search("-n", "0", "--filter", f"{name}={value}", *words)["total"]

        asked = sorted(values)[::step]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = dict(zip(asked, pool.map(total, asked)))
        counted = {value: sum(count for other, count in values.items() if other >= value)
                   if name == "evidence" else values[value] for value in asked}
        return counted, found

    def test_each_count_is_what_a_search_with_that_value_finds(self):
        for words, step in self.ASKED:
            facets, total = self.counts(*words)
            self.assertTrue(total)
            for name, values in facets.items():
                if f"--{name}" in words:
                    continue
                with self.subTest(words=words, facet=name):
                    counted, found = self.recount(name, values, words, step)
                    self.assertEqual(counted, found)

    def test_choosing_a_value_leaves_the_other_counts_of_its_facet(self):
        for words, name, value in ((["eau"], "theme", "eau-assainissement"),
                                   (["coopération"], "kind", "practice"),
                                   (["coopération"], "evidence", "1"),
                                   (["coopération"], "year", "2019"),
                                   (["coopération"], "country", "MA"),
                                   (["--kind", "practice"], "theme", "culture")):
            with self.subTest(words=words, facet=name):
                before, _ = self.counts(*words)
                after, _ = self.counts(*words, "--filter", f"{name}={value}")
                self.assertEqual(after[name], before[name])

    def test_a_chosen_value_is_marked_and_narrows_the_other_facets(self):
        answer = self.search("-n", "0", "--facets", "theme,kind", "--theme", "eau", "eau")
        chosen = [value["value"] for value in answer["facets"]["theme"] if value["selected"]]
        self.assertEqual(chosen, ["eau-assainissement"])
        self.assertEqual(sum(value["count"] for value in answer["facets"]["kind"]),
                         answer["total"])
        self.assertFalse(any(value["selected"] for value in answer["facets"]["kind"]))

    def test_only_the_facets_asked_for_are_counted(self):
        self.assertEqual(self.search("eau")["facets"], {})
        self.assertEqual(set(self.search("--facets", "theme,pays,year", "eau")["facets"]),
                         {"theme", "country", "year"})

    def test_counts_come_largest_first_years_latest_first_and_sizes_smallest_first(self):
        facets = self.search("-n", "0", "--facets", "all", "coopération")["facets"]
        for name in ("year", "decade"):
            years = [value["value"] for value in facets.pop(name)]
            self.assertEqual(years, sorted(years, reverse=True))
        for name in ("population", "amount"):
            bounds = [int(value["value"].split("..")[0]) for value in facets.pop(name)]
            self.assertEqual(bounds, sorted(bounds))
        for name, values in facets.items():
            counts = [value["count"] for value in values]
            self.assertEqual(counts, sorted(counts, reverse=True), name)

    def test_themes_and_stats_count_as_the_facets_do(self):
        stats = json.loads(self.parangon("stats", "-i", self.index, "--format", "json").out)
        themes = json.loads(self.parangon("themes", "-i", self.index, "--format", "json").out)
        self.assertEqual(stats["records"], len(self.listed()))
        counts = {value["value"]: value["count"] for value in stats["facets"]["theme"]}
        for theme in themes["themes"]:
            self.assertEqual(theme["count"], counts.get(theme["id"], 0), theme["id"])


class Order(CorpusCase):
    def test_pages_put_together_are_the_whole_list(self):
        for question in QUESTIONS[:6]:
            with self.subTest(question):
                whole = self.search("-n", "1000", question)
                pages, offset = [], 0
                while offset < whole["total"]:
                    page = self.search("-n", "11", "--offset", str(offset), question)
                    self.assertEqual(page["total"], whole["total"])
                    pages += page["results"]
                    offset += 11
                self.assertEqual([(r["rank"], r["id"], r["score"]) for r in pages],
                                 [(r["rank"], r["id"], r["score"]) for r in whole["results"]])
                self.assertEqual(len(set(ids(whole))), whole["total"])

    def test_a_page_beyond_the_end_is_empty_and_still_found(self):
        answer = self.search("--offset", "100000", "eau")
        self.assertEqual(answer["results"], [])
        self.assertGreater(answer["total"], 0)

    def test_no_results_asked_for_is_a_count(self):
        answer = self.search("-n", "0", "eau")
        self.assertEqual(answer["results"], [])
        self.assertGreater(answer["total"], 0)

    def test_scores_never_increase(self):
        for question in QUESTIONS:
            for words in ([question], ["--theme", "eau", question]):
                with self.subTest(words=words):
                    scores = [r["score"] for r in self.search("-n", "1000", *words)["results"]]
                    self.assertEqual(scores, sorted(scores, reverse=True))

    def test_at_most_two_of_one_lead_are_in_the_first_ten(self):
        for question in QUESTIONS:
            answer = self.search(question)
            if question in ("Rennes", "métropole") or answer["total"] < 30:
                continue
            with self.subTest(question):
                leads = [r["lead"]["name"] for r in answer["results"] if r["lead"]]
                self.assertLessEqual(max(map(leads.count, leads), default=0), 2)

    def test_the_match_says_how_many_words_were_asked_for(self):
        self.assertEqual(self.search("coopération")["query"]["match"], "all")
        self.assertEqual(self.search("eau Madagascar")["query"]["match"], "any")

    def test_the_other_orders_go_by_their_key(self):
        def period(result):
            dated = result["year_start"] or result["year_end"]
            return (9999 if dated and result.get("ongoing") else
                    result["year_end"] or dated or result["year_reported"] or 0)

        keys = {"date": period, "evidence": lambda r: r["evidence"] or 0,
                "population": lambda r: (r["lead"] or {}).get("population") or 0}
        for order, key in keys.items():
            for words in (["coopération"], ["--kind", "practice"]):
                with self.subTest(order=order, words=words):
                    answer = self.search("-n", "1000", "--sort", order, *words)
                    values = [key(result) for result in answer["results"]]
                    self.assertEqual(values, sorted(values, reverse=True))
                    self.assertEqual(sorted(ids(answer)), sorted(self.found(*words)))


class Alike(Case):
    """Sheets made alike, so that only the rule under test orders them."""

    def test_equal_scores_are_in_the_order_of_ids_whatever_the_order_of_indexing(self):
        for number in range(24, 0, -1):
            self.indexer("-", input=json.dumps({"id": f"t{number:02}", "lang": "fr",
                                                "title": "Un tramway", "evidence": 1,
                                                "text": "La ville a ouvert une ligne."}))
        wanted = [f"t{number:02}" for number in range(1, 25)]
        for words in (["tramway"], ["--sort", "date", "tramway"], ["--sort", "evidence", "tramway"],
                      ["--sort", "population", "tramway"], ["--evidence", "1"]):
            with self.subTest(words=words):
                self.assertEqual(self.found(*words), wanted)
                self.assertEqual(ids(self.search("-n", "5", "--offset", "10", *words)),
                                 wanted[10:15])

    def make_leads(self):
        sheets = [{"id": f"lyon-{n:02}", "lead": "Lyon"} for n in range(8, 0, -1)]
        sheets += [{"id": f"z-{n:02}", "lead": f"Ville imaginaire {n}"} for n in range(14, 0, -1)]
        lines = [json.dumps({"lang": "fr", "title": "Un tramway",
                             "text": "Une ligne. " + "Un mot de plus. " * (s["id"][0] == "z"), **s})
                 for s in sheets]
        self.indexer("-", input="\n".join(lines))

    def first_leads(self, *words):
        return [result["lead"]["name"] for result in self.search(*words)["results"]]

    def test_two_results_of_one_lead_are_in_the_first_ten_unless_it_is_named(self):
        self.make_leads()
        self.assertEqual(self.first_leads("tramway").count("Lyon"), 2)
        self.assertGreater(self.first_leads("tramway Lyon").count("Lyon"), 2)
        self.assertEqual(self.first_leads("--lead", "Lyon", "tramway").count("Lyon"), 8)
        self.assertGreater(self.first_leads("--sort", "evidence", "tramway").count("Lyon"), 2)

    def test_what_the_rule_puts_off_is_neither_lost_nor_out_of_order(self):
        self.make_leads()
        answer = self.search("-n", "100", "tramway")
        scores = [result["score"] for result in answer["results"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertEqual(len(set(ids(answer))), 22)
        after = answer["results"][10:]
        for one, two in zip(after, after[1:]):
            if one["score"] == two["score"]:
                self.assertLess(one["id"], two["id"])

    def test_the_rule_is_not_for_measuring(self):
        self.make_leads()
        out = self.parangon("search", "-i", self.index, "--format", "trec", "tramway").out
        first = [line.split()[2] for line in out.splitlines()[:10]]
        self.assertGreater(sum(name.startswith("lyon") for name in first), 2)


class Words(CorpusCase):
    def test_a_phrase_is_read_between_all_quotes(self):
        wanted = self.search('"eau potable"')
        self.assertTrue(0 < wanted["total"] < self.search("eau potable")["total"])
        for question in ("«eau potable»", "« eau potable »", "«\u00a0eau potable\u00a0»",
                         "«\u202feau potable\u202f»", "“eau potable”", "„eau potable“",
                         "\"l'eau potable\"", '"Eau Potable"', '"eau  potable"'):
            with self.subTest(question):
                self.assertEqual(ids(self.search(question)), ids(wanted))

    def test_a_word_with_a_hyphen_before_it_is_excluded(self):
        water, madagascar = set(self.found("eau")), set(self.found("=Madagascar"))
        self.assertTrue(water & madagascar)
        for words in (["eau -Madagascar"], ["eau", "-Madagascar"], ["--", "-Madagascar eau"]):
            with self.subTest(words=words):
                self.assertEqual(set(self.found(*words)), water - madagascar)

    def test_a_phrase_can_be_excluded(self):
        self.assertEqual(set(self.found('eau -"eau potable"')),
                         set(self.found("eau")) - set(self.found('"eau potable"')))

    def test_or_joins_two_words_into_one_demand(self):
        either = set(self.found("déchets OR tramway"))
        self.assertEqual(either, set(self.found("déchets")) | set(self.found("tramway")))
        self.assertEqual(self.search("déchets OR tramway")["query"]["match"], "all")

    def test_or_in_small_letters_is_a_word(self):
        self.assertNotIn(" OR ", self.search("eau or ville")["query"]["read_as"])

    def test_a_star_finds_every_ending(self):
        longer = set(self.found("assainis*"))
        self.assertLessEqual(set(self.found("=assainissement")), longer)
        self.assertTrue(longer)

    def test_an_equals_sign_asks_for_the_very_form(self):
        self.assertLessEqual(set(self.found("=eaux")), set(self.found("eaux")))
        self.assertLess(len(self.found("=eaux")), len(self.found("eaux")))
        self.assertEqual(self.found("=mobilite"), self.found("=mobilité"))

    def test_ranges_of_years_are_read_in_both_languages(self):
        wanted = self.found("--year", "2018..2021", "coopération")
        for question in ("year:2018..2021 coopération", "année:2018..2021 coopération",
                         "coopération annee:2018..2021"):
            with self.subTest(question):
                self.assertEqual(self.found(question), wanted)

    def test_after_the_first_word_only_long_options_are_options(self):
        self.assertEqual(self.found("eau", "--theme", "mobilité"),
                         self.found("--theme", "mobilité", "eau"))
        self.assertEqual(self.search("eau", "-n")["query"]["read_as"], "eau -n")
        self.parangon("search", "-i", self.index, "-eau", code=USAGE)

    def test_two_hyphens_end_the_options(self):
        self.assertEqual(self.search("--", "eau")["query"]["text"], "eau")
        self.assertEqual(self.search("--", "--help")["query"]["text"], "--help")
        self.assertEqual(self.search("eau", "--", "--theme")["query"]["text"], "eau --theme")

    def test_a_malformed_question_is_read_as_words_and_never_an_error(self):
        for question in MALFORMED:
            with self.subTest(question[:40]):
                ended = self.parangon("search", "-i", self.index, "-n", "3", "--format", "json",
                                      "--", question, code=None)
                self.assertIn(ended.code, (FOUND, NOTHING), ended.err)
                answer = json.loads(ended.out)
                self.assertEqual(answer["query"]["text"], question)
                self.assertEqual(ended.err, "")

    def test_bytes_that_are_no_utf8_are_answered_in_sound_utf8(self):
        for question in BYTES:
            for format_ in ("json", "text"):
                with self.subTest(question=question, format=format_):
                    ended = self.parangon("search", "-i", self.index, "-n", "3", "--format",
                                          format_, "--", question, code=None)
                    self.assertIn(ended.code, (FOUND, NOTHING), ended.err)
                    ended.out.encode()

    def test_what_is_typed_never_reaches_a_terminal_as_a_control_character(self):
        for question in ("eau\x1b[31m", "\x07eau", "eau\u009b31m", "=\x1b]0;x\x07",
                         "theme:\x1b[2J"):
            for format_ in ("text", "markdown"):
                with self.subTest(question=question, format=format_):
                    ended = self.parangon("search", "-i", self.index, "-n", "1", "--format",
                                          format_, "--", question, code=None)
                    self.assertNotRegex(ended.out + ended.err, CONTROL)
        err = self.parangon("search", "-i", self.index, "--theme", "\x1b[2J", code=USAGE).err
        self.assertNotRegex(err, CONTROL)

    def test_100_kilobytes_of_words_are_cut_and_said(self):
        for question in ("eau " * 25_000, " ".join(f"m{n}" for n in range(16_000)), "x" * 100_000,
                         '"' + "eau potable " * 8_000 + '"', "-mot " * 20_000, "mot* " * 20_000):
            with self.subTest(question[:20]):
                answer = self.search("-n", "3", "--", question[:100_000])
                self.assertTrue(answer["query"].get("cut"))

    def test_marks_that_other_engines_obey_are_nothing_here(self):
        plain = self.found("eau")
        for question in ("(eau", "eau)", "+eau", "eau?", "!eau", "eau;", "¿eau?", "eau -", "- eau",
                         "eau *", "[eau]", "{eau}", "<eau>"):
            with self.subTest(question):
                self.assertEqual(self.found("--", question), plain)


class Languages(CorpusCase):
    def test_lang_filters_the_language_of_the_sheets(self):
        for result in self.search("-n", "1000", "--lang", "en", "coopération")["results"]:
            self.assertIn("en", result["langs"])

    def test_query_lang_says_the_language_of_the_words(self):
        for lang in ("fr", "en"):
            self.assertEqual(self.search("--query-lang", lang, "Madagascar")["query"]["lang"], lang)
        self.assertEqual(self.search("--query-lang", "auto", "coopération décentralisée")
                         ["query"]["lang"], "fr")
        self.assertEqual(self.search("how do cities work with diasporas")["query"]["lang"], "en")

    def test_the_readers_language_is_chosen_by_ui_else_by_the_question(self):
        for words, lang in ((["--ui", "en", "eau"], "en"), (["--ui", "fr", "water"], "fr"),
                            (["water and sanitation"], "en"),
                            (["l'eau et l'assainissement"], "fr")):
            with self.subTest(words=words):
                result = self.search(*words)["results"][0]
                self.assertEqual(result["lang"], lang)
                self.assertTrue(result["source"]["path"].endswith(f".{lang}.md"))

    def test_the_locale_chooses_when_neither_ui_nor_the_question_does(self):
        self.assertIsNone(self.search("Farafangana")["query"]["lang"])
        for locale, lang in (("fr_FR.UTF-8", "fr"), ("en_GB.UTF-8", "en")):
            with self.subTest(locale):
                answer = self.search("Farafangana", env={"LC_ALL": locale})
                self.assertEqual(answer["results"][0]["lang"], lang)

    def test_the_words_around_the_results_are_in_the_language_of_ui(self):
        french = self.parangon("search", "-i", self.index, "--ui", "fr", "water").out
        english = self.parangon("search", "-i", self.index, "--ui", "en", "eau").out
        self.assertIn("fiches", french)
        self.assertNotIn("fiches", english)


class Formats(CorpusCase):
    def out(self, *words, **options):
        return self.parangon("search", "-i", self.index, *words, **options).out

    def test_csv_has_a_head_and_a_row_for_each_result(self):
        out = self.out("--format", "csv", "-n", "30", "coopération").lstrip("\ufeff")
        rows = list(csv.reader(io.StringIO(out), delimiter=";", strict=True))
        self.assertEqual(len(rows), 31)
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        column = rows[0].index("id")
        self.assertEqual([row[column] for row in rows[1:]],
                         ids(self.search("-n", "30", "coopération")))

    def test_jsonl_has_one_result_a_line(self):
        lines = self.out("--format", "jsonl", "-n", "30", "coopération").splitlines()
        results = [json.loads(line) for line in lines]
        for result in results:
            self.assertEqual(result.pop("export")["query"], "coopération")
        self.assertEqual(results, self.search("-n", "30", "coopération")["results"])

    def test_markdown_names_each_result_once(self):
        out = self.out("--format", "markdown", "-n", "5", "eau")
        for result in self.search("-n", "5", "eau")["results"]:
            self.assertEqual(out.count(f"`{result['id']}`"), 1)
        self.assertEqual(re.findall(r"^(\d+)\. ", out, re.M), list("12345"))

    def test_trec_has_six_columns_and_up_to_a_thousand_ranks(self):
        lines = self.out("--format", "trec", "coopération").splitlines()
        self.assertGreater(len(lines), 10)
        for number, line in enumerate(lines, 1):
            columns = line.split()
            self.assertEqual((columns[0], columns[1], columns[3], columns[5]),
                             ("1", "Q0", str(number), "parangon"))
        scores = [float(line.split()[4]) for line in lines]
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_a_file_of_queries_is_answered_in_its_order(self):
        path = self.write("queries.jsonl", '{"id": "b", "text": "eau"}\n\n'
                          '{"id": "none", "text": "introuvablement"}\n'
                          '{"id": "a", "text": "Madagascar"}\n')
        lines = self.out("--queries", path, "--format", "trec").splitlines()
        order = list(dict.fromkeys(line.split()[0] for line in lines))
        self.assertEqual(order, ["b", "a"])
        alone = self.out("--format", "trec", "eau").splitlines()
        self.assertEqual([line.split()[2:] for line in lines if line.startswith("b ")],
                         [line.split()[2:] for line in alone])

    def test_a_bad_file_of_queries_is_named_with_its_line(self):
        for text in ('{"id": "a"}', "{", "[]", '{"id": 3, "text": "eau"}'):
            with self.subTest(text):
                path = self.write("queries.jsonl", '{"id": "b", "text": "eau"}\n' + text + "\n")
                ended = self.parangon("search", "-i", self.index, "--queries", path, "--format",
                                      "trec", code=REJECTED)
                self.assertIn("queries.jsonl: line 2", ended.err)
        self.parangon("search", "-i", self.index, "--queries", self.folder / "none", "--format",
                      "trec", code=USAGE)

    def test_explain_says_what_each_part_adds(self):
        answer = self.search("--explain", "eau Madagascar")
        for result in answer["results"]:
            self.assertTrue(result["explain"])
            self.assertAlmostEqual(sum(part["value"] for part in result["explain"]),
                                   result["score"], places=3, msg=result["id"])

    def test_a_record_is_shown_whole(self):
        record = json.loads(self.parangon("show", "-i", self.index, "--format", "json",
                                          "nancy-farafangana-eau").out)["record"]
        text = (program.RECORDS / "nancy-farafangana-eau.fr.md").read_text().split("---\n", 2)[2]
        self.assertEqual(record["versions"]["fr"]["text"].split(), text.split())
        self.parangon("show", "-i", self.index, "no-such-record", code=NOTHING)
        self.parangon("show", "-i", self.index, code=USAGE)


class Terminals(CorpusCase):
    def on_terminal(self, **env):
        """What a search writes when its output is a terminal."""
        try:
            master, slave = pty.openpty()
        except OSError as why:
            self.skipTest(f"no terminal to be had here: {why}")
        try:
            program.run([program.PARANGON, "search", "-i", self.index, "-n", "2", "eau"],
                        self.folder, stdout=slave, env=env)
        finally:
            os.close(slave)
        written = b""
        try:
            while block := os.read(master, 65536):
                written += block
        except OSError:
            pass
        os.close(master)
        return written.decode()

    def test_a_terminal_gets_bold_letters(self):
        self.assertIn(ESCAPE + "[1m", self.on_terminal())

    def test_no_color_and_a_dumb_terminal_get_none(self):
        self.assertNotIn(ESCAPE, self.on_terminal(NO_COLOR="1"))
        self.assertNotIn(ESCAPE, self.on_terminal(TERM="dumb"))

    def test_an_empty_no_color_means_nothing(self):
        self.assertIn(ESCAPE, self.on_terminal(NO_COLOR=""))

    def test_what_is_no_terminal_gets_none(self):
        for words in (["search", "eau"], ["show", "afd"], ["themes"], ["stats"]):
            out = self.parangon(words[0], "-i", self.index, *words[1:]).out
            self.assertNotIn(ESCAPE, out)


class Marks(CorpusCase):
    def whole_words(self, question, **options):
        """Checks that hits begin and end where words do; gives them."""
        hits = []
        for result in self.search("-n", "50", question, **options)["results"]:
            parts = result["snippet"]
            for number, part in enumerate(parts):
                if not part.get("hit"):
                    continue
                sides = [parts[at] for at in (number - 1, number + 1) if 0 <= at < len(parts)]
                before = parts[number - 1]["text"][-1:] if number else ""
                after = parts[number + 1]["text"][:1] if number + 1 < len(parts) else ""
                if any(side.get("hit") for side in sides):
                    continue  # "1%" is two words
                for side in (before, after):
                    self.assertFalse(side.isalnum() or unicodedata.combining(side or " "),
                                     f"{result['id']}: {before}[{part['text']}]{after}")
                self.assertEqual(part["text"], part["text"].strip())
                hits.append(part["text"])
        return hits

    def test_hits_are_whole_words_to_their_last_letter(self):
        for question in QUESTIONS + ("egalite", "l'egalite", "coeur", "evenement", "europ*",
                                     '"eau potable"', "saint etienne", "déléguée", "d'eau"):
            with self.subTest(question):
                self.whole_words(question)

    def test_accents_that_were_not_typed_are_marked(self):
        self.assertIn("égalité", [hit.lower() for hit in self.whole_words("egalite")])

    def test_the_words_of_a_question_are_marked_in_the_first_result(self):
        hits = [hit.lower() for hit in self.whole_words("eau Madagascar")]
        self.assertIn("eau", hits)
        self.assertIn("madagascar", hits)


class Spellings(Case):
    """One sheet for each spelling; every spelling must find all sheets of its group alone."""

    GROUPS = {
        "eau": ["l'eau", "d'eau", "d’eau", "L’Eau", "EAU", "L'eau"],
        "egalite": ["égalité", "l'égalité", "egalite", "L’ÉGALITÉ", "e\u0301galite\u0301"],
        "electricite": ["électricité", "electricite", "Électricité", "l’électricité"],
        "coeur": ["cœur", "coeur", "Cœur", "CŒUR", "COEUR"],
        "evenement": ["évènement", "événement", "evenement", "ÉVÈNEMENT"],
        "denis": ["Saint-Denis", "saint denis", "SAINT-DENIS", "Saint\u2011Denis"],
        "gestion": ["gestion", "Gestion", "GESTION"],
        "francois": ["François", "francois", "FRANÇOIS", "Franc\u0327ois"],
        "pourcent": ["1% tram", "1 % tram", "1\u00a0% tram", "1\u202f% tram"],
        "jour": ["aujourd'hui", "aujourd’hui", "Aujourd'hui"],
        "oeuvre": ["œuvre", "oeuvre", "l'œuvre"],
    }
    PLURALS = {"eau": ["eaux", "les eaux"], "egalite": ["égalités", "egalites"],
               "evenement": ["événements", "evenements"], "coeur": ["cœurs", "coeurs"],
               "oeuvre": ["œuvres", "oeuvres"]}
    ENGLISH = {"even": "Even the mayor came, and all went well.",
               "heart": "The core of the town, and its core values.",
               "home": "People of the district met to talk about the market."}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="parangon-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, True)
        lines = [{"id": f"{group}-{number}", "lang": "fr", "title": "Une fiche",
                  "text": f"La mairie raconte ceci avec les habitants : {form}, puis autre chose."}
                 for group, forms in cls.GROUPS.items() for number, form in enumerate(forms)]
        lines += [{"id": name, "lang": "en", "title": "A sheet", "text": text}
                  for name, text in cls.ENGLISH.items()]
        program.run([program.INDEXER, "-i", cls.shared / "index", "-"], cls.shared,
                    input="\n".join(json.dumps(line) for line in lines))

    def setUp(self):
        super().setUp()
        self.index = self.shared / "index"

    def everyone(self, group):
        return {f"{group}-{number}" for number in range(len(self.GROUPS[group]))}

    def test_each_spelling_finds_every_spelling_in_one_order_and_nothing_else(self):
        for group, forms in self.GROUPS.items():
            first = self.found(forms[0])
            for form in forms:
                with self.subTest(form):
                    found = self.found(form)
                    self.assertEqual(set(found), self.everyone(group))
                    self.assertEqual(found, first)

    def test_plurals_find_the_same_sheets(self):
        for group, forms in self.PLURALS.items():
            for form in forms:
                with self.subTest(form):
                    self.assertEqual(set(self.found(form)), self.everyone(group))

    def test_phrases_prefixes_exact_words_and_exclusions_see_no_spelling_either(self):
        for group, forms in self.GROUPS.items():
            if group in ("pourcent", "denis", "jour"):
                continue
            everyone = self.everyone(group)
            for form in forms[1:4]:
                plain = re.split("['’]", form)[-1]
                with self.subTest(form):
                    self.assertEqual(set(self.found(f'"{form}"')), everyone)
                    self.assertEqual(set(self.found(f"={plain}")), everyone)
                    self.assertLessEqual(everyone, set(self.found(f"{plain}*")))
                    self.assertFalse(everyone & set(self.found("mairie", f"-{plain}")))

    def test_what_is_marked_is_the_whole_word_as_it_stands_in_the_sheet(self):
        for group, forms in self.GROUPS.items():
            if group == "pourcent":
                continue
            for result in self.search("-n", "50", forms[0])["results"]:
                if result["lang"] != "fr":
                    continue
                form = forms[int(result["id"].rsplit("-")[-1])]
                wanted = re.split("['’]", form)[-1] if group != "jour" else form
                hits = [part["text"] for part in result["snippet"] if part.get("hit")]
                with self.subTest(form):
                    self.assertEqual(hits, re.split("[-\u2011 ]", wanted))


class Distinctions(Case):
    SHEETS = {
        "chat": "Le chat dort.", "chatiment": "Le châtiment est aboli.",
        "tour": "La tour est haute.", "tours": "Les tours sont hautes.",
        "mer": "La mer monte.", "mere": "La mère parle.",
        "mobile": "Une scène mobile.", "mobilite": "La mobilité douce.",
    }

    def setUp(self):
        super().setUp()
        self.indexer("-", input="\n".join(
            json.dumps({"id": name, "lang": "fr", "title": "Fiche", "text": text})
            for name, text in self.SHEETS.items()))

    def test_exact_words_are_told_apart(self):
        for question, wanted in (("=chat", ["chat"]), ("=tour", ["tour"]), ("=tours", ["tours"]),
                                 ("=mer", ["mer"]), ("=mère", ["mere"]), ("=mobile", ["mobile"]),
                                 ("=mobilité", ["mobilite"])):
            with self.subTest(question):
                self.assertEqual(self.found(question), wanted)

    def test_the_exact_form_is_first(self):
        for question, wanted in (("chat", "chat"), ("châtiment", "chatiment"), ("tour", "tour"),
                                 ("tours", "tours"), ("mer", "mer"),
                                 ("mère", "mere"), ("mobile", "mobile"), ("mobilité", "mobilite")):
            with self.subTest(question):
                self.assertEqual(self.found(question)[0], wanted)


class AcrossLanguages(Case):
    SHEETS = [
        {"id": "fr1", "lang": "fr", "title": "L'accès à l'eau potable", "text": "Un réseau d'eau."},
        {"id": "fr2", "lang": "fr", "title": "Le tramway", "text": "Une ligne de tramway."},
        {"id": "fr3", "lang": "fr", "title": "Les jumelages", "text": "Deux villes jumelées."},
        {"id": "en1", "lang": "en", "title": "Access to drinking water", "text": "A water grid."},
        {"id": "en2", "lang": "en", "title": "The tram", "text": "A new tramway line in town."},
        {"id": "en3", "lang": "en", "title": "Twin towns", "text": "The towns are twinned."},
        {"id": "none", "title": "Mopti Kayes Gao", "text": "Mopti, Kayes, Gao."},
    ]

    def setUp(self):
        super().setUp()
        self.indexer("-", input="\n".join(map(json.dumps, self.SHEETS)))

    def test_water_lists_sheets_on_eau_below_english_ones_and_says_why(self):
        answer = self.search("water")
        self.assertEqual(ids(answer), ["en1", "fr1"])
        self.assertIn("water", answer["results"][1]["why"]["en"])
        self.assertEqual(answer["query"]["expansions"][0]["theme"], "eau-assainissement")
        self.assertEqual(self.found("eau"), ["fr1", "en1"])

    def test_an_apostrophe_loses_no_hit_of_the_other_language(self):
        for question in ("l'eau", "l’eau", "d'eau", "accès à l'eau"):
            with self.subTest(question):
                self.assertIn("en1", self.found(question))

    def test_across_no_keeps_to_the_language_of_the_words(self):
        self.assertEqual(self.found("--across", "no", "--query-lang", "fr", "eau"), ["fr1"])
        self.assertEqual(self.found("--across", "no", "--query-lang", "en", "water"), ["en1"])
        self.assertEqual(self.found("--across", "no", "--query-lang", "fr", "tramway"), ["fr2"])
        self.assertEqual(set(self.found("tramway")), {"fr2", "en2"})

    def test_lang_filters_what_is_found_across(self):
        self.assertEqual(self.found("--lang", "fr", "water"), ["fr1"])

    def test_a_sheet_whose_language_is_not_known_is_found(self):
        self.assertEqual(self.found("Mopti"), ["none"])
        self.assertIn("none", self.found("Mopti eau"))

    def test_an_expression_is_translated_as_a_whole_and_said(self):
        why = self.search("eau potable")["results"][1]["why"]["fr"]
        self.assertIn("eau potable → drinking water (EuroVoc, GEMET)", why)


class OneLanguage(Case):
    """An index in one language is asked in the other, and nobody says in which."""

    def index_only(self, lang):
        self.indexer("-", input="\n".join(json.dumps(sheet) for sheet in AcrossLanguages.SHEETS
                                          if sheet.get("lang") == lang))

    def test_english_questions_find_french_sheets(self):
        self.index_only("fr")
        for question, wanted in (("drinking water", "fr1"), ("twin towns", "fr3"),
                                 ("access to water", "fr1"), ("water supply", "fr1")):
            with self.subTest(question):
                answer = self.search(question)
                self.assertEqual(answer["query"]["lang"], "en")
                self.assertEqual(ids(answer)[0], wanted)

    def test_french_questions_find_english_sheets(self):
        self.index_only("en")
        for question, wanted in (("eau potable", "en1"), ("villes jumelées", "en3"),
                                 ("accès à l'eau", "en1")):
            with self.subTest(question):
                answer = self.search(question)
                self.assertEqual(answer["query"]["lang"], "fr")
                self.assertEqual(ids(answer)[0], wanted)

    def test_a_word_of_both_languages_is_one_of_the_index(self):
        self.index_only("fr")
        self.assertEqual(self.search("tramway")["query"]["lang"], "fr")


if __name__ == "__main__":
    program.main()

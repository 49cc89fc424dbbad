#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Narrowing down: ranges, broader themes, filters that leave nothing, groups, orders, pages.

That every count is right is shown by tests/facets/recount.py."""
import json
import random
import re
import unittest

import program
from program import NOTHING, USAGE, Case, CorpusCase, ids

try:
    import jsonschema
except ImportError:
    jsonschema = None

SORTS = ("relevance", "date", "population", "evidence")
THEMES = {"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [
    {"id": f"theme:{own}", "type": "skos:Concept", "prefLabel": {"fr": own, "en": own + "s"},
     "altLabel": {"fr": [], "en": []}, "weakLabel": {"fr": [], "en": []},
     "hiddenLabel": {"fr": [], "en": []}, "broader": [f"theme:{broader}"] if broader else [],
     "exactMatch": [], "sdg": [], "scopeNote": {}}
    for own, broader in (("oiseau", None), ("pigeon", "oiseau"), ("voyageur", "pigeon"),
                         ("ramier", "pigeon"))]}


def lines(records):
    return "\n".join(json.dumps({"lang": "fr", "text": "Une ligne.", **record})
                     for record in records)


def counts(answer, facet):
    return {value["value"]: value["count"] for value in answer["facets"][facet]}


class Ranges(Case):
    def setUp(self):
        super().setUp()
        self.indexer("-", input=lines([
            {"id": "nancy", "title": "Tramway", "lead": "epci:245400676", "amount_eur": 45000.75},
            {"id": "lyon", "title": "Tramway", "lead": "Lyon", "year_start": 2001, "year_end": 2003},
            {"id": "abroad", "title": "Tramway", "lead": "MG/Farafangana", "amounts": [
                {"label": "a", "value": 900}, {"label": "b", "value": 1000, "currency": "EUR"},
                {"label": "c", "value": 80000, "currency": "XOF"}]},
            {"id": "none", "title": "Tramway", "year_start": 2015, "ongoing": True, "amount_eur": 0},
        ]))

    def test_a_range_passes_what_is_within_and_nothing_unknown(self):
        for words, wanted in (
                (["--population", "200000..300000"], ["nancy"]),
                (["--population", "258208"], ["nancy"]), (["--population", "258209.."], ["lyon"]),
                (["--population", "..258207"], []), (["--population", "200k..1M"], ["lyon", "nancy"]),
                (["--amount", "45000"], ["nancy"]), (["--amount", "1000..1000"], ["abroad"]),
                (["--amount", "..999"], []), (["--amount", "1k.."], ["abroad", "nancy"]),
                (["--amount", "0.."], ["abroad", "nancy"]), (["--year", "2003"], ["lyon"]),
                (["--year", "2004..2014"], []), (["--year", "..2014"], ["lyon"]),
                (["--year", "2030.."], ["none"])):
            with self.subTest(words=words):
                self.assertEqual(sorted(self.found(*words)), wanted)

    def test_several_ranges_are_alternatives(self):
        self.assertEqual(sorted(self.found("--year", "2002", "--year", "2020")), ["lyon", "none"])
        self.assertEqual(sorted(self.found("--amount", "..1000", "--amount", "40k..")),
                         ["abroad", "nancy"])
        self.assertEqual(self.found("--amount", "40k..", "--year", "2020"), [])

    def test_ranges_are_asked_for_in_either_language_and_in_the_question(self):
        for words in (["--population", "200k..300k"], ["population:200k..300k"],
                      ["--filter", "habitants=200000..300000"], ["tramway population:200000..300000"],
                      ["montant:40k..50k"], ["amount:45000"], ["--filter", "montant=45000.."]):
            with self.subTest(words=words):
                self.assertEqual(self.found(*words), ["nancy"])
        self.assertEqual(self.found("décennie:2000..2009"), ["lyon"])

    def test_what_is_no_range_is_wrong_usage_and_said(self):
        for option in ("--population", "--amount", "--year"):
            for value in ("", "..", "abc", "5..", "1.5", "-3", "1..2..3", "3000..2000", "12e3",
                          "9" * 20, "k", "..k", "10 000"):
                if (option, value) in (("--population", "5.."), ("--amount", "5..")):
                    continue
                with self.subTest(option=option, value=value):
                    err = self.parangon("search", "-i", self.index, option, value, "x",
                                        code=USAGE).err
                    self.assertIn(option[2:], err)

    def test_facets_of_ranges_count_by_ranges_that_filter(self):
        answer = self.search("-n", "0", "--facets", "population,amount,year,decade", "tramway")
        self.assertEqual(counts(answer, "population"), {"200000..399999": 1, "500000..999999": 1})
        self.assertEqual(counts(answer, "amount"), {"1000..9999": 1, "10000..99999": 1})
        self.assertEqual(list(counts(answer, "decade"))[-2:], ["2010..2019", "2000..2009"])
        self.assertEqual(counts(answer, "year")["2003"], 1)
        for facet in answer["facets"]:
            for value in answer["facets"][facet]:
                with self.subTest(facet=facet, value=value["value"]):
                    self.assertEqual(len(self.found("--filter", f"{facet}={value['value']}")),
                                     value["count"])
                    self.assertTrue(value["label"]["fr"] and value["label"]["en"])

    def test_a_chosen_range_is_marked_and_leaves_the_counts_beside_it(self):
        answer = self.search("-n", "0", "--facets", "amount,decade", "--amount", "1000..9999",
                             "tramway")
        self.assertEqual(counts(answer, "amount"), {"1000..9999": 1, "10000..99999": 1})
        self.assertEqual([value["value"] for value in answer["facets"]["amount"]
                          if value["selected"]], ["1000..9999"])
        self.assertEqual(answer["facets"]["decade"], [])


class Hierarchy(Case):
    def setUp(self):
        super().setUp()
        path = self.folder / "themes.jsonld"
        path.write_text(json.dumps(THEMES))
        self.indexer("--vocabulary", path, "-", input=lines([
            {"id": "a", "title": "Un nid", "themes": ["voyageur"]},
            {"id": "b", "title": "Un nid", "themes": ["ramier", "voyageur"]},
            {"id": "c", "title": "Un nid", "themes": ["pigeon"]},
            {"id": "d", "title": "Un nid", "themes": ["oiseau"]},
            {"id": "e", "title": "Un nid", "themes": ["culture-patrimoine"]}]))

    def test_a_filter_on_a_broader_theme_finds_the_records_of_all_narrower_ones(self):
        for theme, wanted in (("oiseau", "abcd"), ("pigeon", "abc"), ("voyageur", "ab"),
                              ("ramier", "b")):
            with self.subTest(theme):
                self.assertEqual("".join(sorted(self.found("--theme", theme))), wanted)

    def test_a_broader_theme_counts_its_narrower_ones_once_a_record(self):
        answer = self.search("-n", "0", "--facets", "theme", "nid")
        self.assertEqual(counts(answer, "theme"),
                         {"oiseau": 4, "pigeon": 3, "voyageur": 2, "ramier": 1,
                          "culture-patrimoine": 1})


class Names(Case):
    def setUp(self):
        super().setUp()
        self.indexer("-", input=lines([
            {"id": "a", "title": "Un nid", "lead": "Amis du Pigeon", "co_leads": ["Lyon"],
             "partners": [{"name": "Đà Nẵng", "country": "VN"}], "funders": ["Fonds du Nid"]},
            {"id": "b", "title": "Un nid", "lead": "AMIS DU PIGEON", "co_leads": ["afd"],
             "partners": ["Kraków"], "funders": ["AFD", "afd"]},
            {"id": "c", "title": "Un nid", "lead": "Agence française de développement",
             "co_leads": ["MG/Farafangana"]}]))

    def test_leads_are_counted_once_by_code_or_name_and_labelled_as_written(self):
        answer = self.search("-n", "0", "--facets", "lead", "nid")
        self.assertEqual(counts(answer, "lead"), {"amis du pigeon": 2, "afd": 2, "com:69123": 1,
                                                  "MG/Farafangana": 1})
        labels = {value["value"]: value["label"] for value in answer["facets"]["lead"]}
        self.assertIn(labels["amis du pigeon"]["fr"], ("Amis du Pigeon", "AMIS DU PIGEON"))
        self.assertEqual(labels["com:69123"]["en"], "Lyon")
        self.assertEqual(labels["MG/Farafangana"], {"fr": "Farafangana (Madagascar)",
                                                    "en": "Farafangana (Madagascar)"})
        self.assertEqual(labels["afd"]["fr"], "Agence française de développement")

    def test_a_body_is_one_whether_it_goes_by_its_id_or_its_name(self):
        self.assertEqual(sorted(self.found("--lead", "afd")), ["b", "c"])
        self.assertEqual(self.found("--filter", "funder=AFD"), ["b"])
        answer = self.search("-n", "0", "--facets", "funder,partner", "nid")
        self.assertEqual(counts(answer, "funder"), {"afd": 1, "Fonds du Nid": 1})
        self.assertEqual({value["label"]["en"] for value in answer["facets"]["partner"]},
                         {"Đà Nẵng", "Kraków"})

    def test_a_value_too_long_for_a_term_is_counted_and_filtered_all_the_same(self):
        long = "Fonds " + "très " * 60
        self.indexer("-", input=lines([{"id": f"long-{end}", "title": "Un nid",
                                        "funders": [long + end]} for end in ("un", "deux")]))
        for value in self.search("-n", "0", "--facets", "funder", "nid")["facets"]["funder"]:
            self.assertEqual(len(self.found("--filter", f"funder={value['value']}")),
                             value["count"])
        self.assertEqual(self.found("--filter", f"funder={long}deux"), ["long-deux"])


class Emptied(CorpusCase):
    def assert_told(self, words, filters):
        """`filters`: (name, value) pairs, each dropped in turn by asking again."""
        def options(left):
            return [f"--filter={name}={value}" for name, value in left]

        answer = self.search("-n", "0", *options(filters), "--", words)
        self.assertEqual(answer["total"], 0)
        wanted = {}
        for dropped in filters:
            left = [each for each in filters if each != dropped]
            total = (self.search("-n", "0", *options(left), "--", words)["total"] if left or words
                     else len(self.listed()))
            if total:
                wanted[dropped[0]] = total
        told = answer["query"]["emptied_by"]
        self.assertEqual({each["filter"]: each["total_without"] for each in told}, wanted)
        totals = [each["total_without"] for each in told]
        self.assertEqual(totals, sorted(totals, reverse=True))
        if words:
            self.assertEqual(answer["query"]["total_without_filters"],
                             self.search("-n", "0", words)["total"])
        return told

    def test_an_empty_list_names_the_filters_that_emptied_it(self):
        for words, filters in (
                ("eau", [("country", "MG"), ("kind", "network")]),
                ("eau", [("country", "FJ")]),
                ("coopération", [("kind", "practice"), ("year", "1900..1910"), ("lang", "fr")]),
                ("coopération", [("population", "1..2"), ("evidence", "0")]),
                ("", [("country", "MG"), ("kind", "network"), ("lang", "fr")]),
                ("", [("country", "FJ")])):
            with self.subTest(words=words, filters=filters):
                self.assertTrue(self.assert_told(words, filters))

    def test_when_no_filter_alone_is_to_blame_that_is_said(self):
        self.assertEqual(self.assert_told("eau", [("country", "FJ"), ("amount", "1M..")]), [])
        for ui, said in (("fr", "Aucun filtre n'est seul en cause"), ("en", "No filter alone")):
            out = self.parangon("search", "-i", self.index, "--ui", ui, "--country", "FJ",
                                "--amount", "1M..", "eau", code=NOTHING).out
            self.assertIn(said, " ".join(out.split()))

    def test_nothing_is_blamed_where_something_is_found_or_no_filter_is_set(self):
        for words in (["eau"], ["eau", "--country", "MG"], ["introuvablement"]):
            self.assertNotIn("emptied_by", self.search(*words)["query"])
        answer = self.search("introuvablement", "--kind", "network")
        self.assertEqual((answer["query"]["emptied_by"], answer["query"]["total_without_filters"]),
                         ([], 0))

    def test_the_text_names_filter_value_and_count_in_both_languages(self):
        words = ("--country", "MG", "--kind", "network", "eau")
        for ui, said in (("fr", "Nature\u00a0: Réseau → 1 fiche"), ("en", "Kind: Network → 1 record")):
            for form in ("text", "markdown"):
                with self.subTest(ui=ui, form=form):
                    out = self.parangon("search", "-i", self.index, "--ui", ui, "--format", form,
                                        *words, code=NOTHING).out
                    self.assertIn(said, out)


class Groups(CorpusCase):
    QUESTIONS = (["coopération"], ["jeunes Europe"], ["--kind", "practice"], ["--sort", "date", "eau"])

    def groups(self, by, *words):
        answer = self.search("--group", by, "-n", "1000", "--per-group", "100", *words)
        self.assertEqual(answer["results"], [])
        self.assertEqual(answer["group_total"], len(answer["groups"]))
        self.assertEqual(answer["grouped_by"], by)
        return answer

    def test_groups_hold_the_whole_list_in_its_order(self):
        for by in ("lead", "country"):
            for words in self.QUESTIONS:
                with self.subTest(by=by, words=words):
                    answer = self.groups(by, *words)
                    ranks = {}
                    for group in answer["groups"]:
                        self.assertEqual(group["count"], len(group["results"]))
                        own = [result["rank"] for result in group["results"]]
                        self.assertEqual(own, sorted(own))
                        ranks.update({result["rank"]: result["id"] for result in group["results"]})
                    self.assertEqual(sorted(ranks), list(range(1, answer["total"] + 1)))
                    self.assertEqual(set(ranks.values()), set(self.found(*words)))
                    first = [group["results"][0]["rank"] for group in answer["groups"]
                             if group["value"]]
                    self.assertEqual(first, sorted(first))

    def test_a_group_counts_what_its_value_counts_and_filters(self):
        for by in ("lead", "country"):
            answer = self.groups(by, "--facets", by, "--facet-limit", "1000", "coopération")
            told = {group["value"]: group["count"] for group in answer["groups"]}
            told.pop(None, None)
            self.assertEqual(told, counts(answer, by))
            for group in answer["groups"][:5]:
                if group["value"]:
                    self.assertEqual(len(self.found("--filter", f"{by}={group['value']}",
                                                    "coopération")), group["count"])

    def test_records_without_a_value_are_the_last_group_and_it_says_so(self):
        last = self.groups("country", "coopération")["groups"][-1]
        self.assertIsNone(last["value"])
        self.assertEqual(last["label"], {"fr": "non documenté dans la base",
                                         "en": "not documented in the base"})

    def test_pages_of_groups_put_together_are_all_groups(self):
        whole = self.groups("lead", "coopération")["groups"]
        pages = []
        while len(pages) < len(whole):
            page = self.search("--group", "lead", "-n", "4", "--per-group", "1", "--offset",
                               str(len(pages)), "coopération")
            self.assertTrue(page["groups"])
            self.assertTrue(all(len(group["results"]) == 1 for group in page["groups"]))
            pages += page["groups"]
        self.assertEqual([group["value"] for group in pages], [group["value"] for group in whole])

    def test_text_and_markdown_show_groups_and_tables_refuse_them(self):
        for form, head in (("text", "Madagascar (2 fiches)"), ("markdown", "### Madagascar (2 fiches)")):
            out = self.parangon("search", "-i", self.index, "--group", "country", "--ui", "fr",
                                "--format", form, "coopération").out
            self.assertIn(head + "\n", out)
        for form in ("csv", "jsonl", "trec"):
            self.parangon("search", "-i", self.index, "--group", "lead", "--format", form, "eau",
                          code=USAGE)
        for words in (["--group", "theme"], ["--group", "lead", "--per-group", "0"],
                      ["--per-group", "101"]):
            self.parangon("search", "-i", self.index, *words, "eau", code=USAGE)


class Pages(CorpusCase):
    QUESTIONS = (["coopération"], ["jeunes Europe"], ["Rennes"], ["ville de 200 000 habitants"],
                 ["--kind", "practice"], ["--theme", "eau"], ["--year", "2000..", "ville"])

    def test_pages_of_any_size_are_disjoint_and_together_the_list_in_every_order(self):
        lot = random.Random(5)
        for words in self.QUESTIONS:
            for sort in SORTS:
                with self.subTest(words=words, sort=sort):
                    whole = self.search("-n", "1000", "--sort", sort, *words)
                    pages, size = [], lot.choice((1, 3, 7, 10, 11, 40))
                    while len(pages) < min(whole["total"], 4 * size + 12):
                        page = self.search("-n", str(size), "--offset", str(len(pages)), "--sort",
                                           sort, *words)
                        self.assertEqual(page["total"], whole["total"])
                        pages += page["results"]
                    offset = max(whole["total"] - size, 0)
                    last = self.search("-n", str(size), "--offset", str(offset), "--sort", sort,
                                       *words)
                    self.assertEqual(ids({"results": pages}), ids(whole)[:len(pages)])
                    self.assertEqual(ids(last), ids(whole)[offset:])
                    self.assertEqual(len(set(ids(whole))), whole["total"])

    def test_ties_go_by_score_and_then_by_id(self):
        keys = {"population": lambda r: (r["lead"] or {}).get("population"),
                "evidence": lambda r: r["evidence"]}
        for sort, key in keys.items():
            results = self.search("-n", "1000", "--sort", sort, "coopération")["results"]
            wanted = sorted(results, key=lambda r: (-1 if key(r) is None else key(r)), reverse=True)
            self.assertEqual([key(r) for r in results], [key(r) for r in wanted])
            for one, two in zip(results, results[1:]):
                if key(one) == key(two):
                    self.assertLessEqual((-one["score"], one["id"]), (-two["score"], two["id"]))


class Orders(Case):
    def test_records_without_a_value_come_last_and_are_counted(self):
        self.indexer("-", input=lines([
            {"id": "a", "title": "Un nid", "evidence": 0, "year_start": 1999, "lead": "Lyon"},
            {"id": "b", "title": "Un nid", "evidence": 3, "year_reported": 2010},
            {"id": "c", "title": "Un nid"}, {"id": "d", "title": "Un nid", "lead": "MG/Mopti"}]))
        for sort, wanted, unknown in (("evidence", "bacd", 2), ("date", "bacd", 2),
                                      ("population", "abcd", 3)):
            with self.subTest(sort):
                answer = self.search("--sort", sort, "nid")
                self.assertEqual("".join(ids(answer)), wanted)
                self.assertEqual(answer["query"]["sort"], sort)
                self.assertEqual(answer["query"]["without_sort_value"], unknown)
                for ui, said in (("fr", f"dans la base : {unknown}."),
                                 ("en", f"in the base: {unknown}.")):
                    out = self.parangon("search", "-i", self.index, "--ui", ui, "--sort", sort,
                                        "nid").out
                    self.assertIn(said, " ".join(out.split()))
        self.assertNotIn("without_sort_value", self.search("nid")["query"])


class Limits(CorpusCase):
    def test_a_facet_gives_the_most_frequent_values_and_how_many_others_there_are(self):
        whole = self.search("-n", "0", "--facets", "lead", "--facet-limit", "1000", "coopération")
        self.assertNotIn("facets_left_out", whole)
        some = self.search("-n", "0", "--facets", "lead", "--facet-limit", "3", "coopération")
        self.assertEqual(some["facets"]["lead"], whole["facets"]["lead"][:3])
        self.assertEqual(some["facets_left_out"], {"lead": len(whole["facets"]["lead"]) - 3})
        out = self.parangon("search", "-i", self.index, "--facets", "lead", "--facet-limit", "3",
                            "--ui", "fr", "coopération").out
        self.assertIn(f"({some['facets_left_out']['lead']} de plus)", " ".join(out.split()))

    def test_what_is_chosen_is_shown_beyond_the_limit_and_without_a_record(self):
        last = self.search("-n", "0", "--facets", "kind", "coopération")["facets"]["kind"][-1]
        some = self.search("-n", "0", "--facets", "kind", "--facet-limit", "1", "--kind",
                           last["value"], "coopération")
        self.assertEqual([value["value"] for value in some["facets"]["kind"] if value["selected"]],
                         [last["value"]])
        none = self.search("-n", "0", "--facets", "country", "--country", "FJ", "coopération")
        self.assertIn({"value": "FJ", "label": {"fr": "Fidji", "en": "Fiji"}, "count": 0,
                       "selected": True}, none["facets"]["country"])

    def test_limits_that_are_none_are_refused(self):
        for words in (["--facet-limit", "0"], ["--facet-limit", "10001"], ["--facet-limit", "x"],
                      ["--facets", "id"], ["--facets", "ref"]):
            self.parangon("search", "-i", self.index, *words, "eau", code=USAGE)

    def test_every_filter_but_those_of_one_record_is_a_facet(self):
        facets = self.search("-n", "0", "--facets", "all", "coopération")["facets"]
        filters = {name for name in ("kind", "lang", "theme", "action", "sdg", "scheme", "network",
                                     "funder", "actor", "lead", "partner", "country", "class",
                                     "authority", "region", "department", "parent", "reported",
                                     "stage", "evidence", "scope", "function", "state", "year",
                                     "decade", "population", "amount")}
        self.assertLessEqual(filters, set(facets))
        self.assertFalse({"id", "ref"} & set(facets))

    def test_a_facet_asked_for_twice_is_given_once(self):
        ended = self.parangon("search", "-i", self.index, "-n", "0", "--format", "json", "--facets",
                              "theme,thème,year,annee", "eau")
        self.assertEqual(len(re.findall(r'"theme":\s*\[', ended.out)), 1)

    def test_a_filter_takes_so_many_values_and_says_so(self):
        many = " ".join(f"ref:r{n}" for n in range(70)) + " eau"
        answer = self.search(many)
        self.assertEqual(len(answer["query"]["filters"]["ref"]), 64)
        self.assertIn("r69", answer["query"]["read_as"])


class Schema(CorpusCase):
    @unittest.skipUnless(jsonschema, "no jsonschema here")
    def test_answers_are_as_the_schema_says(self):
        schema = json.loads((program.ROOT / "query" / "schema" / "search.json").read_text())
        for words in (["--facets", "all", "coopération"], ["--group", "lead", "eau"],
                      ["--group", "country", "--facets", "all", "--facet-limit", "2", "eau"],
                      ["--country", "FJ", "eau"], ["--sort", "evidence", "eau"],
                      ["--country", "FJ", "--amount", "1M..", "eau"], ["introuvablement"]):
            with self.subTest(words=words):
                jsonschema.validate(self.search(*words), schema)


if __name__ == "__main__":
    program.main()

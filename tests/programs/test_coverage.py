#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the base holds and lacks: every figure counted again from the sheets themselves."""
import collections
import csv
import json
import re

try:
    import jsonschema
except ImportError:
    jsonschema = None

import program
from program import RECORDS, ROOT, Case, CorpusCase, NOTHING, USAGE, sheet

VOCABULARY = ROOT / "corpus" / "vocabulary"
LISTS = ("themes", "co_leads")
AS_OF = ("--as-of", "2026-06-30")


def front_matter(path):
    """The fields of a sheet, as far as they are one line, and the countries of its partners."""
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    fields = {}
    for name, value in re.findall(r"^([a-z_]+):[ \t]*(.+)$", head, re.M):
        value = value.strip().strip('"')
        if value[0] == "[":
            value = [word.strip().strip('"') for word in value[1:-1].split(",") if word.strip()]
        elif name in LISTS:
            value = [value]
        fields[name] = value
    if re.search(r"^summary: ", head, re.M):
        fields["summary"] = True
    countries = set(re.findall(r"country: ([A-Z]{2})|^lead: ([A-Z]{2})/", head, re.M))
    countries = {code for pair in countries for code in pair if code}
    return {**fields, "countries": countries} if countries else fields


def sheets():
    """id -> its fields, those of both languages put together, with the languages."""
    records = {}
    for path in sorted(RECORDS.glob("*.md")):
        name, lang, _ = path.name.rsplit(".", 2)
        record = records.setdefault(name, {"langs": []})
        record["langs"].append(lang)
        for field, value in front_matter(path).items():
            record.setdefault(field, value)
    return records


def places():
    """code -> (kind, population)"""
    found = {}
    lines = (VOCABULARY / "places.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.reader((line for line in lines if line[:1] != "#"), delimiter="\t"):
        numbers = [cell for cell in row[3:] if cell.isdigit()]
        found[row[0]] = (row[1], int(numbers[0]) if numbers else 0)
    return found


def size_class(kind, population):
    """The bands of the study of 2021: a bound belongs to the upper one."""
    bands = {"commune": ((100, "lt-100"), (200, "100-200"), (400, "200-400"), (None, "gt-400")),
             "epci": ((200, "lt-200"), (400, "200-400"), (500, "400-500"), (1000, "500-1000"),
                      (None, "gt-1000"))}
    group = "commune" if kind == "commune" else "epci"
    if kind in ("departement", "region") or not population:
        return None
    return next(f"{group}-{name}" for end, name in bands[group]
                if end is None or population < end * 1000)


def broader():
    graph = json.loads((VOCABULARY / "themes.jsonld").read_text(encoding="utf-8"))["@graph"]
    return {node["id"][6:]: [theme[6:] for theme in node.get("broader", [])] for node in graph}


class Recount(CorpusCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets, cls.broader, cls.places = sheets(), broader(), places()
        cls.practices = {name: record for name, record in cls.sheets.items()
                         if record.get("kind") == "practice"}

    def stats(self, *words):
        return json.loads(self.parangon("stats", "-i", self.index, "--format", "json", *AS_OF,
                                        *words).out)

    def with_broader(self, themes):
        found, left = set(), list(themes)
        while left:
            theme = left.pop()
            if theme not in found:
                found.add(theme)
                left += self.broader[theme]
        return found

    def leads(self, record):
        return [lead for lead in [record.get("lead")] + record.get("co_leads", []) if lead]

    def classes(self, record):
        return {size_class(*self.places[lead]) for lead in self.leads(record)
                if lead in self.places} - {None}

    def expect_facet(self, facets, name, counted):
        counted = collections.Counter(counted)
        self.assertTrue(counted)
        self.assertEqual({value["value"]: value["count"] for value in facets[name]}, counted)

    def test_every_facet_counts_what_the_sheets_say(self):
        stats, every = self.stats(), list(self.sheets.values())
        facets = stats["facets"]
        self.assertEqual(stats["records"], len(every))
        self.expect_facet(facets, "lang", (lang for record in every for lang in record["langs"]))
        self.expect_facet(facets, "country", (c for record in every for c in record.get("countries", ())))
        self.expect_facet(facets, "class", (c for r in every for c in self.classes(r)))
        for facet in ("kind", "stage", "evidence"):
            self.expect_facet(facets, facet, (r[facet] for r in every if facet in r))

    def test_themes_of_practices_count_with_what_is_broader(self):
        stats = self.stats("--kind", "practice")
        self.assertEqual(stats["records"], len(self.practices))
        self.expect_facet(stats["facets"], "theme",
                          (theme for record in self.practices.values()
                           for theme in self.with_broader(record.get("themes", []))))

    def test_every_cell_of_themes_by_classes(self):
        matrix = self.stats("--holes")["matrix"]
        columns = [column["value"] for column in matrix["classes"]]
        self.assertEqual(len(columns), 9)
        self.assertEqual({row["value"] for row in matrix["themes"]}, set(self.broader))
        cells = collections.Counter()
        for record in self.practices.values():
            for theme in self.with_broader(record.get("themes", [])):
                classes = self.classes(record)
                cells.update((theme, value) for value in classes or {None})
                cells[theme, "all"] += 1
        for row in matrix["themes"]:
            theme = row["value"]
            self.assertEqual(row["classes"], [cells[theme, c] for c in columns], theme)
            self.assertEqual(row["holes"], [c for c in columns if not cells[theme, c]], theme)
            self.assertEqual((row["count"], row["without_class"]),
                             (cells[theme, "all"], cells[theme, None]), theme)
        self.assertEqual(matrix["cells"], 9 * len(self.broader))
        self.assertEqual(matrix["holes"], sum(len(row["holes"]) for row in matrix["themes"]))
        self.assertEqual(matrix["practices"], len(self.practices))
        for column in matrix["classes"]:
            self.assertEqual(column["count"], sum(column["value"] in self.classes(record)
                                                  for record in self.practices.values()))

    def test_narrower_themes_stand_behind_what_they_are_under(self):
        seen = []
        for row in self.stats("--holes")["matrix"]["themes"]:
            self.assertIn(row["under"], self.broader[row["value"]] or [None])
            self.assertTrue(row["under"] is None or row["under"] in seen, row["value"])
            seen.append(row["value"])

    def test_the_leads_that_come_up_most(self):
        leads = self.stats()["leads"]
        counted = collections.Counter(lead for record in self.practices.values()
                                      for lead in set(self.leads(record)))
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:10]
        self.assertEqual([(lead["value"], lead["count"]) for lead in leads["top"]], ranked)
        led = [record for record in self.practices.values() if self.leads(record)]
        held = [record for record in led if set(self.leads(record)) & set(dict(ranked))]
        self.assertEqual((leads["records"], leads["with_lead"], leads["distinct"],
                          leads["top_records"]),
                         (len(self.practices), len(led), len(counted), len(held)))
        self.assertAlmostEqual(leads["top_share"], len(held) / len(led))
        self.assertEqual(leads["top"][0]["label"], {"fr": "Rennes", "en": "Rennes"})

    def reasons(self, record, before):
        practice = record.get("kind", "practice") == "practice"
        reported = record.get("year_reported")
        return {code for code, holds in {
            "old": record.get("checked_on", f"{reported}-12-31" if reported else "9") < before,
            "unchecked": "checked_on" not in record,
            "no-theme": not record.get("themes"),
            "no-summary": "summary" not in record,
            "one-language": len(record["langs"]) < 2,
            "no-lead": practice and not record.get("lead"),
            "no-year": practice and not (reported or record.get("year_start")),
            "no-stage": practice and record.get("stage", "unknown") == "unknown",
            "no-evidence": practice and "evidence" not in record,
            "announced": practice and record.get("evidence") == "0",
        }.items() if holds}

    def test_what_is_to_be_reviewed_and_why(self):
        for years, before in ((3, "2023-06-30"), (5, "2021-06-30")):
            answer = self.stats("--review", "-n", "1000", "--max-age", str(years))
            self.assertEqual(answer["old_before"], before)
            expected = {name: self.reasons(record, before)
                        for name, record in self.sheets.items()}
            expected = {name: reasons for name, reasons in expected.items() if reasons}
            self.assertEqual({item["id"]: set(item["reasons"]) for item in answer["review"]},
                             expected)
            counted = collections.Counter(code for codes in expected.values() for code in codes)
            self.assertEqual({reason["value"]: reason["count"]
                              for reason in answer["review_reasons"] if reason["count"]}, counted)
            self.assertEqual(bool(counted["old"]), years == 3)
            order = [(-len(item["reasons"]), item["id"]) for item in answer["review"]]
            self.assertEqual(order, sorted(order))

    def test_pages_of_the_review_put_together_are_the_whole(self):
        whole = self.stats("--review", "-n", "1000")
        pages = [item for offset in range(0, whole["review_total"], 40)
                 for item in self.stats("--review", "-n", "40", "--offset", str(offset))["review"]]
        self.assertEqual(pages, whole["review"])

    def test_one_reason_is_listed_alone(self):
        answer = self.stats("--reason", "announced", "--reason", "no-lead", "-n", "1000")
        self.assertTrue(answer["review"])
        for item in answer["review"]:
            self.assertTrue({"announced", "no-lead"} & set(item["reasons"]), item)
        self.assertEqual(answer["review_total"], len(answer["review"]))

    def test_filters_restrict_all_that_is_counted(self):
        stats = self.stats("--theme", "europe", "--year", "2019..2020")
        found = self.search("--theme", "europe", "--year", "2019..2020", "-n", "100")
        self.assertEqual(stats["records"], found["total"])
        themes = {value["value"]: value["count"] for value in stats["facets"]["theme"]}
        self.assertEqual(themes["europe"], found["total"])
        self.assertLess(len(themes), len(self.broader))
        self.assertLessEqual(stats["matrix"]["practices"], found["total"])
        self.assertLessEqual(stats["to_review"], found["total"])

    def test_years_of_each_theme_are_those_that_a_search_finds(self):
        answer = json.loads(self.parangon("themes", "-i", self.index, "--format", "json").out)
        years = 0
        for theme in answer["themes"]:
            self.assertEqual(theme["count_with_narrower"], theme["count"], theme["id"])
            self.assertEqual([year["value"] for year in theme["years"]],
                             sorted(year["value"] for year in theme["years"]))
            if theme["count"]:
                total = self.search("--theme", theme["id"], "--year", "1000..", "-n", "0")["total"]
                self.assertEqual(theme["undated"], theme["count"] - total, theme["id"])
            for year in theme["years"][-3:]:
                years += 1
                total = self.search("--theme", theme["id"], "--year", str(year["value"]), "-n",
                                    "0")["total"]
                self.assertEqual(year["count"], total, (theme["id"], year))
        self.assertGreater(years, 10)

    def test_answers_are_of_their_schemas(self):
        if not jsonschema:
            self.skipTest("no jsonschema here")
        for schema, answers in {
                "coverage": [self.stats(*words) for words in
                             ([], ["--holes"], ["--review"], ["--theme", "eau"])],
                "themes": [json.loads(self.parangon("themes", "-i", self.index, "--format",
                                                    "json").out)]}.items():
            rules = json.loads((ROOT / f"query/schema/{schema}.json").read_text())
            for answer in answers:
                jsonschema.Draft202012Validator(rules).validate(answer)

    def test_a_hole_is_said_in_words(self):
        table = self.parangon("stats", "-i", self.index, "--holes", "--ui", "fr", "--format",
                              "markdown").out
        rows = [line.strip("| \n").split(" | ") for line in table.splitlines() if line[:1] == "|"]
        self.assertEqual(len(rows), 2 + len(self.broader))
        sport = next(row for row in rows if row[0] == "Sport")
        self.assertEqual(sport[1:], ["0"] + ["aucune"] * 9 + ["0"])
        text = self.parangon("stats", "-i", self.index, "--holes", "--ui", "fr").out
        self.assertIn("- Sport\u00a0: aucune fiche dans la base\n", text)


class Dates(Case):
    def reasons(self, *words, **fields):
        self.write("a.md", sheet("Un puits", lang="fr", **fields))
        self.indexer("-q", self.source)
        answer = json.loads(self.parangon("stats", "-i", self.index, "--review", "--format",
                                          "json", *words).out)
        return set(answer["review"][0]["reasons"]) if answer["review"] else set()

    def test_old_is_told_from_the_day_that_is_given(self):
        for fields, as_of, old in (
                ({"checked_on": "2021-05-09"}, "2024-05-10", True),
                ({"checked_on": "2021-05-10"}, "2024-05-10", False),
                # A month and a year are over at their ends.
                ({"checked_on": "2021-05"}, "2024-05-10", False),
                ({"checked_on": "2021-04"}, "2024-05-10", True),
                ({"checked_on": "2021"}, "2024-12-31", False),
                ({"checked_on": "2021"}, "2025-01-01", True),
                ({"year_reported": 2021}, "2025-01-01", True),
                ({"year_reported": 2021}, "2024-12-31", False),
                # What was verified since is not old.
                ({"year_reported": 2010, "checked_on": "2024-01-01"}, "2025-01-01", False),
                ({}, "2025-01-01", False)):
            with self.subTest(fields=fields, as_of=as_of):
                self.assertEqual("old" in self.reasons("--as-of", as_of, **fields), old)

    def test_only_practices_are_asked_for_lead_stage_and_evidence(self):
        asked = {"no-lead", "no-stage", "no-evidence", "no-year"}
        self.assertLessEqual(asked, self.reasons())
        self.assertLessEqual(asked, self.reasons(kind="practice"))
        self.assertFalse(asked & self.reasons(kind="network"))
        self.assertIn("announced", self.reasons(evidence=0))

    def test_what_is_complete_is_not_to_be_reviewed(self):
        fields = {"lead": "com:54395", "stage": "completed", "year_start": 2020, "evidence": 2,
                  "themes": ["eau-assainissement"], "summary": "Un puits.",
                  "checked_on": "2024-01-01", "source": {"title": "Rapport"}}
        self.write("a.en.md", sheet("A well", lang="en"))
        self.write("a.fr.md", sheet("Un puits", lang="fr", **fields))
        self.indexer("-q", self.source)
        answer = json.loads(self.parangon("stats", "-i", self.index, "--review", "--as-of",
                                          "2024-06-01", "--format", "json").out)
        self.assertEqual((answer["to_review"], answer["review"]), (0, []))

    def test_leads_that_share_a_name_stay_apart(self):
        for number, lead in enumerate(["com:93066", "com:97411", "com:97411", "Bureau Untel",
                                       "bureau untel"]):
            self.write(f"{number}.md", sheet(f"Un puits {number}", f"Numéro {number}.", lang="fr",
                                             lead=lead))
        self.indexer("-q", self.source)
        leads = json.loads(self.parangon("stats", "-i", self.index, "--format", "json").out)["leads"]
        self.assertEqual([(lead["value"], lead["count"]) for lead in leads["top"]],
                         [("bureau untel", 2), ("com:97411", 2), ("com:93066", 1)])
        self.assertRegex(leads["top"][0]["label"]["fr"], "(?i)^Bureau Untel$")
        self.assertEqual((leads["top_records"], leads["top_share"]), (5, 1))


class Levels(Case):
    def test_a_theme_counts_what_is_any_number_of_levels_below_it_once(self):
        graph = [{"id": f"theme:{name}", "type": "skos:Concept",
                  "prefLabel": {"fr": name, "en": name},
                  "broader": [f"theme:{above}" for above in over]}
                 for name, over in (("ztop", []), ("zmiddle", ["ztop"]), ("zlow", ["zmiddle"]),
                                    ("zboth", ["zmiddle", "ztop"]))]
        vocabulary = self.write(self.folder / "own.jsonld", json.dumps({"@graph": graph}))
        for number, themes in enumerate((["zlow"], ["zmiddle"], ["zboth", "zlow"])):
            self.write(f"{number}.md", sheet(f"Un puits {number}", f"Numéro {number}.", lang="fr",
                                             lead="com:54395", themes=themes))
        self.indexer("-q", "--vocabulary", vocabulary, self.source)
        themes = json.loads(self.parangon("themes", "-i", self.index, "--format", "json").out)
        counted = {theme["id"]: theme["count_with_narrower"] for theme in themes["themes"]}
        rows = json.loads(self.parangon("stats", "-i", self.index, "--holes", "--format",
                                        "json").out)["matrix"]["themes"]
        column = {row["value"]: row["classes"] for row in rows}
        for name, count in (("ztop", 3), ("zmiddle", 3), ("zlow", 2), ("zboth", 1)):
            self.assertEqual((counted[name], sum(column[name])), (count, count), name)
        names = [row["value"] for row in rows if row["value"][0] == "z"]
        self.assertEqual(sorted(names), ["zboth", "zlow", "zmiddle", "ztop"])
        self.assertEqual(names[0], "ztop")


class Usage(CorpusCase):
    def test_bad_arguments_are_told(self):
        for words, said in ((["--as-of", "2024-13-01"], "no day"),
                            (["--as-of", "hier"], "no day"),
                            (["--max-age", "0"], "max-age"),
                            (["--reason", "ugly"], "none of old, unchecked"),
                            (["--holes", "--review"], "one of them"),
                            (["--review", "-n", "1000000"], "count"),
                            (["eau"], "one word too many")):
            with self.subTest(words=words):
                ended = self.parangon("stats", "-i", self.index, *words, code=USAGE)
                self.assertIn(said, ended.err)

    def test_a_filter_that_nothing_passes_finds_nothing(self):
        self.parangon("stats", "-i", self.index, "--year", "1200", code=NOTHING)

    def test_text_is_short_and_says_where_there_is_more(self):
        text = self.parangon("stats", "-i", self.index, "--ui", "en").out
        self.assertLess(len(text.splitlines()), 90)
        for more in ("--format json", "--holes", "--review", "parangon template"):
            self.assertIn(more, text)


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts every facet anew, record by record, and compares with what a search counts.

    recount.py [--count 60] [--seed 1] [--records 20000 TEXTS.jsonl.gz...]

Questions are words drawn from titles, with 0 to 4 filters of 1 to 3 values each. Only which records
hold the words comes from the program, asked without filters; filters and counts are worked out here,
from the records as they were given (source.py). Without --records the records are those of the
corpus; with it, so many made of the texts named (make_records.py).

PARANGON, PARANGON_INDEXER and PARANGON_SOURCE_ROOT as for the tests of the programs.
"""
import argparse
import collections
import datetime
import json
import pathlib
import random
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "programs"))

import make_records  # noqa: E402
import program  # noqa: E402
import source  # noqa: E402

PAGE = 10000
program.SECONDS_A_RUN = 1800  # many records take their time
THIS_YEAR = datetime.datetime.now(datetime.timezone.utc).year
QUANTITIES = ("year", "population", "amount")


class Searched:
    """An index of the records, and the records."""

    def __init__(self, folder, texts, count):
        self.folder, self.index = folder, folder / "index"
        if texts:
            path = folder / "made.jsonl"
            path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in
                                    make_records.make(texts, count, 1)), encoding="utf-8")
        else:
            path = program.RECORDS
        ended = program.run([program.INDEXER, "-q", "-i", self.index, path], folder)
        if ended.code != program.FOUND:
            raise SystemExit(f"cannot be indexed: {ended.err}")
        self.records = self.given(path) if texts else self.listed()
        self.tables = source.Tables()
        found = self.found_themes()
        self.facets = {id_: source.facets(record, self.tables, found.get(id_, ()))
                       for id_, record in self.records.items()}

    @staticmethod
    def given(path):
        records = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            records[record["id"]] = {**record, "langs": [record["lang"]],
                                     "titles": [record["title"]]}
        return records

    def listed(self):
        """The records of the corpus as they are listed, without what was joined to them."""
        ended = program.run([program.INDEXER, "-i", self.index, "--list", "--format", "json"],
                            self.folder)
        records = {}
        for line in ended.out.splitlines():
            record = json.loads(line)
            record["langs"] = list(record["versions"])
            record["titles"] = [version["title"] for version in record["versions"].values()]
            if record.get("lead"):
                record["lead"] = record["lead"].get("code") or record["lead"]["name"]
            record["co_leads"] = [lead.get("code") or lead["name"] for lead in record["co_leads"]]
            records[record["id"]] = record
        return records

    def ask(self, *words):
        ended = program.run([program.PARANGON, "search", "-i", self.index, "--format", "json",
                             *words], self.folder)
        if ended.code not in (program.FOUND, program.NOTHING):
            raise SystemExit(f"{words}: {ended.err}")
        return json.loads(ended.out)

    def matching(self, words, *filters):
        """The ids of all that is found."""
        ids = []
        while True:
            answer = self.ask("-n", str(PAGE), "--offset", str(len(ids)), *filters, "--", words)
            ids += [result["id"] for result in answer["results"]]
            if len(ids) >= answer["total"]:
                return ids

    def found_themes(self):
        """Themes that a record does not give itself, by asking for each theme."""
        bare = {id_ for id_, record in self.records.items() if not record.get("themes")}
        found = collections.defaultdict(set)
        for theme in self.tables.broader if bare else ():
            for id_ in bare.intersection(self.matching("", "--theme", theme)):
                found[id_].add(theme)
        return found


# ---- Counting ----

def passes(facets, name, values):
    if name in QUANTITIES:
        return any(source.within(name, facets["numbers"][name], value) for value in values)
    if name == "evidence":
        return any(level >= min(values) for level in facets["evidence"])
    return bool(set(values) & facets[name])


def years_shown(counted, step):
    shown = set()
    for facets in counted:
        years = facets["numbers"]["year"]
        if not years:
            continue
        first, last = years
        last = THIS_YEAR if last == source.FOREVER else last
        first, last = first // step, last // step
        shown |= {first, max(first, last)} if step == 1 else set(range(first, last + 1)) | {first}
    return shown


def spans_of(name, counted):
    """The ranges that a facet of a quantity may show."""
    if name == "year":
        return [str(year) for year in years_shown(counted, 1)]
    if name == "decade":
        return [f"{decade * 10}..{decade * 10 + 9}" for decade in years_shown(counted, 10)]
    return source.SPANS[name]


def count(name, counted):
    """{value: how many of the records have it}, those of none left out."""
    quantity = "year" if name == "decade" else name
    if quantity in QUANTITIES:
        counts = {span: sum(source.within(quantity, facets["numbers"][quantity], span)
                            for facets in counted) for span in spans_of(name, counted)}
        return {span: number for span, number in counts.items() if number}
    return dict(collections.Counter(value for facets in counted
                                    for value in facets.get(name, ())))


def recount(searched, ids, filters, name):
    own = "year" if name == "decade" else name
    others = {field: values for field, values in filters.items() if field != own}
    return count(name, [searched.facets[id_] for id_ in ids
                        if all(passes(searched.facets[id_], field, values)
                               for field, values in others.items())])


# ---- Questions ----

class Questions:
    def __init__(self, searched, seed):
        self.random, self.searched = random.Random(seed), searched
        self.ids = sorted(searched.records)

    def words(self):
        record = self.searched.records[self.random.choice(self.ids)]
        words = [word for word in self.random.choice(record["titles"]).split()
                 if word.isalpha() and len(word) > 2 and word != "OR"]
        return " ".join(self.random.sample(words, min(len(words), self.random.randint(1, 3))))

    def span(self, name):
        if name == "year":
            year = self.random.randint(1990, 2026)
            return self.random.choice([f"{year}", f"{year}..{year + self.random.randint(1, 15)}",
                                       f"{year}..", f"..{year}", f"{year // 10}0..{year // 10}9"])
        if self.random.random() < .5:
            return self.random.choice(source.SPANS[name])
        first = round(10 ** self.random.uniform(2, 6))
        return self.random.choice([f"{first}..", f"..{first}", f"{first}..{first * 8}"])

    def values(self, name, ids):
        """Mostly of records that match, so that something is left."""
        if name in QUANTITIES:
            return [self.span(name) for _ in range(self.random.randint(1, 2))]
        drawn = set()
        for _ in range(self.random.randint(1, 3)):
            some = self.random.choice(ids if ids and self.random.random() < .9 else self.ids)
            drawn |= set(self.random.sample(sorted(self.searched.facets[some].get(name, ())),
                                            min(1, len(self.searched.facets[some].get(name, ())))))
        return sorted(drawn)[-1:] if name == "evidence" else sorted(drawn)

    def filters(self, ids):
        names = ["theme", "action", "sdg", "scheme", "network", "funder", "actor", "kind", "lang",
                 "lead", "country", "partner", "class", "authority", "region", "department",
                 "stage", "evidence", "reported", *QUANTITIES, *QUANTITIES]
        drawn = {}
        for _ in range(self.random.randint(0, 4)):
            name = self.random.choice(names)
            values = self.values(name, ids)
            if values:
                drawn[name] = values
        return drawn


class Wrong(Exception):
    pass


def expect(what, wanted, got):
    if wanted != got:
        keys = [key for key in {**wanted, **got} if wanted.get(key) != got.get(key)] \
            if isinstance(wanted, dict) else []
        raise Wrong(f"{what}: {[(key, wanted.get(key), got.get(key)) for key in keys[:5]] or (wanted, got)}"
                    " (wanted, got)")


def check_emptied(searched, answer, ids, filters):
    if answer["total"] or not filters:
        expect("emptied_by", False, "emptied_by" in answer["query"])
        return 0
    wanted = {}
    for name in filters:
        rest = {field: values for field, values in filters.items() if field != name}
        left = sum(all(passes(searched.facets[id_], field, values)
                       for field, values in rest.items()) for id_ in ids)
        if left:
            wanted[name] = left
    got = {each["filter"]: each["total_without"] for each in answer["query"]["emptied_by"]}
    expect("emptied_by", wanted, got)
    expect("total_without_filters", len(ids), answer["query"]["total_without_filters"])
    return 1


def check(searched, words, ids, filters):
    options = [part for name, values in filters.items() for value in values
               for part in ("--filter", f"{name}={value}")]
    answer = searched.ask("-n", "0", "--facets", "all", "--facet-limit", "10000", *options, "--",
                          words)
    left = [id_ for id_ in ids if all(passes(searched.facets[id_], name, values)
                                      for name, values in filters.items())]
    expect("total", len(left), answer["total"])
    for name, values in answer["facets"].items():
        got = {each["value"]: each["count"] for each in values if each["count"]}
        wanted = recount(searched, ids, filters, name)
        expect(f"facet {name}", wanted, got)
        for each in values:
            if not each["label"]["fr"] or not each["label"]["en"]:
                raise Wrong(f"facet {name}: {each['value']} has no label")
    return answer, check_emptied(searched, answer, ids, filters)


def run(searched, asked):
    questions = Questions(searched, asked.seed)
    took, emptied, words, ids = [], 0, "", []
    counted = 0
    for number in range(asked.count):
        if number % 4 == 0:
            words, ids = "", []
            while not words or not ids:
                words = questions.words()
                ids = searched.matching(words) if words else []
        filters = questions.filters(ids)
        try:
            answer, empty = check(searched, words, ids, filters)
        except Wrong as wrong:
            print(f"{words!r} {filters}: {wrong}")
            return 1
        took.append(answer["took_ms"])
        emptied += empty
        counted += sum(len(values) for values in answer["facets"].values())
    print(f"{asked.count} questions of {len(searched.records)} records: {counted} counts and "
          f"{emptied} empty lists, all as counted anew; with all facets "
          f"{statistics.median(took):.1f} ms a request, {sorted(took)[len(took) * 95 // 100]:.1f} "
          f"at most for 95 %")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int)
    parser.add_argument("texts", nargs="*", type=pathlib.Path)
    asked = parser.parse_args()
    if asked.records and not (asked.texts and all(path.exists() for path in asked.texts)):
        print("skipped: the texts to make records of are not there", file=sys.stderr)
        return program.SKIPPED
    with tempfile.TemporaryDirectory(prefix="parangon-facets-") as folder:
        return run(Searched(pathlib.Path(folder), asked.texts if asked.records else None,
                            asked.records), asked)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheets of the corpus: complete, sourced, and none that the indexer would refuse."""
import collections
import json
import re
import shutil
import tempfile

import program
from program import RECORDS, REJECTED, Case

# Each stands in one sheet exactly: the practices, the schemes and the recommendations of the study.
REFS = ([f"P{n:02}" for n in range(1, 67)] + [f"F{n:02}" for n in range(1, 12)] +
        [f"R{n:02}" for n in range(1, 11)])
NETWORKS_AT_LEAST = 30
ENGLISH_AT_LEAST = 60
PRACTICE_WORDS = (40, 250)
QUOTE_WORDS_AT_MOST = 30

FIELD = re.compile(r"^([a-z_]+):[ \t]*(.*)$", re.M)


def words(text):
    """Words of a text: a part between spaces that has a letter or a figure, « » and : have none."""
    return [part for part in text.split() if any(letter.isalnum() for letter in part)]


def split(path):
    """The front matter of a sheet as text, and its body."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return head, body


class Corpus(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paths = sorted(RECORDS.glob("*.md"))
        with tempfile.TemporaryDirectory(prefix="parangon-test-") as folder:
            index = f"{folder}/index"
            program.run([program.INDEXER, "-q", "-i", index, RECORDS], folder)
            listed = program.run([program.INDEXER, "-i", index, "--list", "--format", "json"],
                                 folder)
        cls.records = {record["id"]: record for record in map(json.loads, listed.out.splitlines())}

    def every(self, passes):
        """The ids of the records that do not pass."""
        return sorted(name for name, record in self.records.items() if not passes(record))

    def test_no_sheet_is_refused_and_none_draws_a_warning(self):
        ended = self.indexer("--strict", "--dry-run", "-v", RECORDS)
        self.assertRegex(ended.err, r"\A[^\n]*\b0 rejected\n\Z")
        summary = json.loads(self.indexer("--strict", "--dry-run", "--format", "json",
                                          RECORDS).out)
        self.assertEqual((summary["files"], summary["problems"], summary["skipped"]),
                         (len(self.paths), [], 0))

    def test_every_sheet_is_one_file_a_language_named_by_its_id(self):
        for path in self.paths:
            self.assertRegex(path.name, r"^[a-z0-9]+(-[a-z0-9]+)*\.(fr|en)\.md$")
            self.assertIn(path.name.rsplit(".", 2)[0], self.records)
        self.assertEqual(len(list(RECORDS.iterdir())), len(self.paths))

    def test_the_language_of_a_sheet_is_that_of_its_name(self):
        for path in self.paths:
            head, _ = split(path)
            given = dict(FIELD.findall(head)).get("lang")
            self.assertEqual(given, path.name.rsplit(".", 2)[1], path.name)

    def test_every_record_says_where_it_comes_from(self):
        self.assertEqual(self.every(lambda r: (r.get("source") or {}).get("title")), [])
        self.assertEqual(self.every(lambda r: r["source"].get("locator") or
                                    r["source"].get("url")), [])

    def test_every_record_has_a_kind_and_an_evidence(self):
        self.assertEqual(self.every(lambda r: r.get("kind")), [])
        self.assertEqual(self.every(lambda r: r.get("evidence") is not None), [])

    def test_every_record_has_a_title_and_a_summary_in_each_of_its_languages(self):
        self.assertEqual(self.every(lambda r: all(v.get("title") and v.get("summary")
                                                  for v in r["versions"].values())), [])

    def test_every_reference_stands_in_exactly_one_record(self):
        counts = collections.Counter(record.get("ref") for record in self.records.values())
        self.assertEqual({ref: counts[ref] for ref in REFS if counts[ref] != 1}, {})
        twice = {ref for ref, count in counts.items() if ref and count > 1}
        self.assertEqual(twice, set())

    def test_there_are_enough_networks_and_organisations(self):
        found = [r for r in self.records.values() if r.get("kind") in ("network", "organisation")]
        self.assertGreaterEqual(len(found), NETWORKS_AT_LEAST)

    def test_there_are_enough_english_versions(self):
        found = [r for r in self.records.values() if "en" in r["versions"]]
        self.assertGreaterEqual(len(found), ENGLISH_AT_LEAST)

    def test_every_record_has_a_french_version(self):
        self.assertEqual(self.every(lambda r: "fr" in r["versions"]), [])

    def test_the_text_of_a_practice_is_neither_a_stub_nor_a_report(self):
        lengths = {}
        for path in self.paths:
            if self.records[path.name.rsplit(".", 2)[0]].get("kind") == "practice":
                lengths[path.name] = len(words(split(path)[1]))
        least, most = PRACTICE_WORDS
        self.assertTrue(lengths)
        self.assertEqual({name: count for name, count in lengths.items()
                          if not least <= count <= most}, {})

    def test_quotes_are_short(self):
        lengths = {name: len(words((record.get("source") or {}).get("quote") or ""))
                   for name, record in self.records.items()}
        self.assertEqual({name: count for name, count in lengths.items()
                          if count > QUOTE_WORDS_AT_MOST}, {})

    def test_no_text_holds_a_persons_mailbox_or_telephone(self):
        for path in self.paths:
            text = path.read_text(encoding="utf-8")
            self.assertNotRegex(text, r"[a-z]+\.[a-z]+@", path.name)
            self.assertNotRegex(text, r"\b0[1-9]([ .-]?\d{2}){4}\b", path.name)

    def test_text_is_sound_utf8_with_plain_line_ends(self):
        for path in self.paths:
            data = path.read_bytes()
            data.decode("utf-8")
            self.assertNotRegex(data, rb"[\x00-\x08\x0b-\x1f\x7f]", path.name)
            self.assertTrue(data.endswith(b"\n"), path.name)


class WhatWouldBeRefused(Case):
    """A sheet of the corpus, spoilt in one place."""

    SHEET = "nancy-farafangana-eau.fr.md"

    SPOILT = [
        ("an unknown theme", "themes: [eau-assainissement]", "themes: [eau-assainissment]",
         r"themes: .*eau-assainissment.*did you mean \"eau-assainissement\""),
        ("an unknown form of action", "actions: [cooperation-decentralisee]",
         "actions: [cooperation-xyz]", r"actions: .*cooperation-xyz"),
        ("an unknown place", "lead: epci:245400676", "lead: epci:999999999",
         r"lead: .*epci:999999999"),
        ("an unknown scheme", "networks: [france-urbaine]", "schemes: [dispositif-inconnu]",
         r"schemes: .*dispositif-inconnu"),
        ("an unknown country", "country: MG", "country: QQ", r"partners: .*QQ"),
        ("an unknown network", "networks: [france-urbaine]", "networks: [reseau-xyzzy]",
         r"networks: .*reseau-xyzzy"),
        ("an unknown kind", "kind: practice", "kind: pratike", r"kind: .*pratike"),
        ("an evidence out of range", "evidence: 1", "evidence: 5", r"evidence: .*0 to 4"),
        ("an unknown goal", "sdg: [6, 17]", "sdg: [6, 18]", r"sdg: .*1 to 17"),
        ("a year out of shape", "year_start: 2019", "year_start: 19",
         r"year_start: .*four figures"),
        ("an unknown status", "status: published", "status: publish", r"status: .*publish"),
    ]

    def setUp(self):
        super().setUp()
        self.text = (RECORDS / self.SHEET).read_text(encoding="utf-8")

    def refused(self, said):
        ended = self.indexer("--strict", self.source, code=REJECTED)
        self.assertRegex(ended.err, said)
        self.assertFalse((self.index / "current").exists())

    def test_a_wrong_value_in_one_field(self):
        for what, right, wrong, said in self.SPOILT:
            with self.subTest(what):
                self.assertIn(right, self.text)
                self.write(self.SHEET, self.text.replace(right, wrong, 1))
                self.refused(re.escape(self.SHEET) + ": " + said)

    def test_an_id_that_stands_twice(self):
        for name in ("one.fr.md", "two.fr.md"):
            self.write(name, self.text.replace("---\n", "---\nid: le-meme\n", 1))
        self.refused(r"two\.fr\.md: .*le-meme.*one\.fr\.md")

    def test_the_sheet_as_it_is_passes(self):
        shutil.copy(RECORDS / self.SHEET, self.source / self.SHEET)
        self.indexer("--strict", self.source)


if __name__ == "__main__":
    program.main()

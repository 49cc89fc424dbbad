#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Learning translations from records that stand in both languages."""
import program
from program import USAGE

# Words of no vocabulary, so that only what was learnt can lead from one language to the other.
SENTENCES = (("Le grumblon est réparé. La zirpette attend.",
              "The flimmer is repaired. The quaddle waits."),
             ("Chaque zirpette a son gardien, dit le maire.",
              "Every quaddle has its keeper, says the mayor."),
             ("Un grumblon coûte cher aux habitants.", "A flimmer costs the inhabitants a lot."))


class Learning(program.Case):
    def write_pairs(self):
        for number, (french, english) in enumerate(SENTENCES):
            self.write(f"pair-{number}.fr.md", program.sheet(f"Fiche {number}", french))
            self.write(f"pair-{number}.en.md", program.sheet(f"Sheet {number}", english))

    def write_alone(self):
        self.write("alone.en.md", program.sheet("A workshop", "They mend the quaddle by night."))

    def assert_learnt(self):
        self.assertIn("alone", self.found("zirpette", "--query-lang", "fr"))

    def assert_not_learnt(self):
        self.assertNotIn("alone", self.found("zirpette", "--query-lang", "fr"))

    def test_what_records_teach_finds_the_other_language(self):
        self.write_pairs()
        self.write_alone()
        ended = self.indexer("--learn", self.source)
        self.assertRegex(ended.err, r"learnt \d+ translations from 3 records")
        self.assert_learnt()
        self.assertIn("pair-0", self.found("grumblon", "--query-lang", "fr", "--lang", "en"))

    def test_nothing_is_learnt_unless_asked_for(self):
        self.write_pairs()
        self.write_alone()
        self.indexer(self.source)
        self.assert_not_learnt()

    def test_a_rebuild_and_later_updates_keep_learning(self):
        self.write_pairs()
        self.indexer("--learn", self.source)
        self.write_alone()
        self.indexer(self.source)
        self.assert_learnt()
        self.indexer("--rebuild")
        self.assert_learnt()

    def test_an_update_learns_from_what_is_new(self):
        self.write_alone()
        ended = self.indexer("--learn", self.source)
        self.assertIn("learnt 0 translations from 0 records", ended.err)
        self.assert_not_learnt()
        self.write_pairs()
        self.indexer(self.source)
        self.assert_learnt()

    def test_learning_again_from_the_same_records_writes_nothing(self):
        self.write_pairs()
        self.indexer("--learn", self.source)
        before = program.snapshot(self.index)
        self.indexer("--learn", self.source)
        self.assert_untouched(self.index, before)
        ended = self.indexer(self.source)
        self.assertNotIn("learnt", ended.err)
        self.assert_untouched(self.index, before)

    def test_the_order_of_indexing_does_not_matter(self):
        self.write_pairs()
        self.indexer("--learn", self.source)
        self.write("pair-0.fr.md", program.sheet("Fiche", "Autre chose."))
        self.indexer(self.source)
        self.write("pair-0.fr.md", program.sheet("Fiche 0", SENTENCES[0][0]))
        ended = self.indexer(self.source)
        steps = self.search("zirpette", "--query-lang", "fr", "--explain")
        rebuilt = self.indexer("--rebuild", self.source)
        self.assertEqual([line for line in ended.err.splitlines() if "learnt" in line],
                         [line for line in rebuilt.err.splitlines() if "learnt" in line])
        again = self.search("zirpette", "--query-lang", "fr", "--explain")
        self.assertEqual(steps["results"], again["results"])

    def test_excluded_records_teach_nothing(self):
        self.write_pairs()
        self.write_alone()
        left_out = self.folder / "left-out"
        left_out.write_text("pair-0\r\npair-1\n", encoding="utf-8")
        ended = self.indexer("--learn-exclude", left_out, self.source)
        self.assertIn("from 1 record", ended.err)
        self.assert_not_learnt()

    def test_a_missing_list_of_exclusions_is_wrong_usage(self):
        self.write_pairs()
        ended = self.indexer("--learn-exclude", self.folder / "none", self.source, code=USAGE)
        self.assertIn("--learn-exclude", ended.err)

    def test_a_dry_run_learns_nothing(self):
        self.write_pairs()
        ended = self.indexer("--learn", "--dry-run", self.source)
        self.assertNotIn("learnt", ended.err)
        self.assertFalse(self.index.exists() and any(self.index.glob("gen-*")))

    def test_quiet_says_nothing_of_it(self):
        self.write_pairs()
        ended = self.indexer("-q", "--learn", self.source)
        self.assertEqual(ended.err, "")


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs over sources that were read before: what is left unread, and that nobody can tell."""
import io
import json
import os
import pathlib
import random
import shutil
import subprocess
import time
import unittest
import zipfile

import program
from program import REJECTED, Case, sheet, snapshot

TEXT = "Un texte qui dit ce qui a été fait."


class Updates(Case):
    def update(self, *words, **options):
        """The summary of a run over the source; `read` are the files that it read."""
        return self.summary(*words, self.source, **options)

    def counts(self, *words, **options):
        done = self.update(*words, **options)
        return tuple(done[key] for key in ("files", "added", "changed", "unchanged", "removed"))

    def records(self):
        lines = self.indexer("--list", "--format", "json").out.splitlines()
        return {record["id"]: record for record in map(json.loads, lines)}

    def title(self, id, lang="fr"):
        return self.records()[id]["versions"][lang]["title"]

    def age(self):
        """Makes all files old enough for their time to be believed."""
        then = time.time_ns() - 60 * 10 ** 9
        for path in self.source.rglob("*"):
            os.utime(path, ns=(then, then))


class UnchangedFiles(Updates):
    def setUp(self):
        super().setUp()
        self.write("a.md", sheet("Un puits"))
        self.write("b/c.md", sheet("Une école"))
        self.write("d.txt", "Un marché\n\nDe producteurs.")
        self.age()

    def test_they_are_not_read_and_nothing_is_written(self):
        self.assertEqual(self.counts(), (3, 3, 0, 0, 0))
        before = snapshot(self.index)
        done = self.update()
        self.assertEqual((done["files"], done["unread"], done["unchanged"]), (0, 3, 3))
        self.assert_untouched(self.index, before)

    def test_files_too_young_to_be_believed_are_compared_by_their_bytes(self):
        self.write("a.md", sheet("Un puits"))
        self.update()
        before = snapshot(self.index)
        self.assertEqual(self.counts(), (0, 0, 0, 3, 0))
        self.assert_untouched(self.index, before)
        path = self.write("a.md", sheet("Un pont "))
        os.utime(path, ns=(path.stat().st_mtime_ns,) * 2)
        self.assertEqual(self.counts(), (1, 0, 1, 2, 0))

    def test_a_change_within_the_same_size_and_time_is_seen_of_a_young_file(self):
        path = self.write("a.md", sheet("Un puits"))
        then = path.stat().st_mtime_ns
        self.update()
        self.write("a.md", sheet("Un ponts"))
        os.utime(path, ns=(then, then))
        self.assertEqual(self.counts(), (1, 0, 1, 2, 0))

    def test_a_new_time_with_the_same_bytes_is_remembered(self):
        self.update()
        then = time.time_ns() - 30 * 10 ** 9
        os.utime(self.source / "a.md", ns=(then, then))
        before = snapshot(self.index)
        self.assertEqual(self.counts(), (0, 0, 0, 3, 0))
        self.assertNotEqual(snapshot(self.index), before)
        before = snapshot(self.index)
        self.assertEqual(self.counts(), (0, 0, 0, 3, 0))
        self.assert_untouched(self.index, before)

    def test_a_changed_file_is_read_and_no_other(self):
        self.update()
        self.write("a.md", sheet("Un pont"))
        self.assertEqual(self.counts(), (1, 0, 1, 2, 0))
        self.assertEqual(self.title("a"), "Un pont")

    def test_an_older_file_in_its_place_is_read(self):
        self.update()
        path = self.write("a.md", sheet("Un pont"))
        os.utime(path, (1, 1))
        self.assertEqual(self.counts(), (1, 0, 1, 2, 0))

    def test_a_new_file_is_read_and_no_other(self):
        self.update()
        self.write("e.md", sheet("Un pont"))
        self.assertEqual(self.counts(), (1, 1, 0, 3, 0))

    def test_a_rebuild_reads_all(self):
        self.update()
        self.assertEqual(self.counts("--rebuild"), (3, 3, 0, 0, 0))
        self.assertEqual(self.counts(), (0, 0, 0, 3, 0))

    def test_standard_input_is_always_read(self):
        line = json.dumps({"id": "x", "title": "Un puits", "text": TEXT}) + "\n"
        for added, unchanged in ((1, 0), (0, 1)):
            done = self.summary("-", input=line)
            self.assertEqual((done["files"], done["added"], done["unchanged"]),
                             (1, added, unchanged))

    def test_a_source_that_is_one_file(self):
        path = self.source / "a.md"
        self.summary(path)
        self.assertEqual(self.summary(path)["unread"], 1)
        self.write("a.md", sheet("Un pont"))
        self.assertEqual(self.summary(path)["changed"], 1)

    def test_sources_are_known_apart(self):
        other = self.write(self.folder / "other" / "z.md", sheet("Un pont")).parent
        self.summary(self.source, other)
        self.assertEqual(self.summary()["unread"], 4)
        self.write("a.md", sheet("Un mur"))
        done = self.summary()
        self.assertEqual((done["files"], done["unread"], done["changed"]), (1, 3, 1))
        self.assertEqual(self.summary(other)["unread"], 1)

    def test_without_a_source_a_dry_run_says_what_a_run_does(self):
        self.update()
        self.write("a.md", sheet("Un pont"))
        self.write("e.md", sheet("Un mur"))
        before = snapshot(self.index)
        said = self.summary("--dry-run")
        self.assert_untouched(self.index, before)
        done = self.summary()
        for key in ("files", "unread", "added", "changed", "unchanged", "removed"):
            self.assertEqual(said[key], done[key], key)

    def test_other_settings_have_all_read_again(self):
        self.update()
        path = self.write(self.folder / "map.json", json.dumps({"title": ["titre", "title"]}))
        self.assertEqual(self.counts("--map", path)[0], 3)
        self.assertEqual(self.counts("--map", path)[0], 0)
        path.write_text(json.dumps({"title": ["nom", "title"]}))
        self.assertEqual(self.counts("--map", path)[0], 3)
        self.assertEqual(self.counts("--lang", "fr")[0], 3)
        self.assertEqual(self.counts("--lang", "fr")[0], 0)
        self.assertEqual(self.counts("--id-prefix", "x:", "--lang", "fr")[0], 3)

    def test_another_vocabulary_has_all_read_again(self):
        self.update()
        graph = {"@context": {"@vocab": "http://www.w3.org/2004/02/skos/core#"}, "@graph": []}
        path = self.write(self.folder / "extra.jsonld", json.dumps(graph))
        self.assertEqual(self.counts("--vocabulary", path)[0], 3)
        self.assertEqual(self.counts()[0], 0)


class Problems(Updates):
    """Files of which something was left out are read again, and it is said again."""

    def test_a_rejected_file_is_said_each_time(self):
        self.write("a.md", sheet("Un puits"))
        self.write("b.md", sheet("Un pont", themes=["colombophilie"]))
        self.age()
        for unread in (0, 1):
            done = self.update(code=REJECTED)
            self.assertEqual((done["rejected"], done["unread"]), (1, unread))
            self.assertIn("colombophilie", done["problems"][0]["message"])

    def test_a_rejected_line_has_its_file_read_each_time(self):
        lines = [json.dumps({"id": str(i), "title": f"Fiche {i}"}) for i in range(5)]
        self.write("a.jsonl", "\n".join(lines + ["{"]))
        self.age()
        for counts in ((1, 5, 0, 0, 0), (1, 0, 0, 5, 0)):
            self.assertEqual(self.counts(code=REJECTED), counts)
        self.write("a.jsonl", "\n".join(lines))
        self.assertEqual(self.counts(), (1, 0, 0, 5, 0))
        self.assertEqual(self.counts(), (0, 0, 0, 5, 0))

    def test_strict_says_it_again_and_writes_nothing(self):
        self.write("a.md", sheet("Un puits"))
        self.update()
        self.write("b.md", sheet("Un pont"))
        self.write("c.md", sheet("Un mur", themes=["colombophilie"]))
        before = snapshot(self.index)
        for _ in range(2):
            self.indexer("--strict", self.source, code=REJECTED)
            self.assert_untouched(self.index, before)
        self.write("c.md", sheet("Un mur"))
        self.assertEqual(self.counts("--strict"), (2, 2, 0, 1, 0))

    def test_a_file_that_fails_now_keeps_its_record(self):
        self.write("a.md", sheet("Un puits"))
        self.write("b.md", sheet("Un pont"))
        self.update()
        self.write("a.md", b"\x00\x01 garbage")
        for _ in range(2):
            done = self.update("--prune", code=REJECTED)
            self.assertEqual((done["removed"], done["rejected"]), (0, 1))
        self.assertEqual(self.listed(), ["a", "b"])
        self.write("a.md", sheet("Un puits"))
        self.assertEqual(self.counts("--prune"), (1, 0, 0, 2, 0))

    def test_a_record_is_not_halved_by_a_file_that_fails_now(self):
        self.write("x.fr.md", sheet("Un puits"))
        self.write("x.en.md", sheet("A well", "A text that says what was done."))
        self.update()
        self.write("x.en.md", b"\x00\x01 garbage")
        self.write("x.fr.md", sheet("Un pont"))
        done = self.update(code=REJECTED)
        self.assertEqual((done["changed"], done["unchanged"], done["files"]), (0, 1, 2))
        self.assertEqual(self.title("x", "en"), "A well")
        self.write("x.en.md", sheet("A bridge", "A text that says what was done."))
        self.assertEqual(self.counts(), (2, 0, 1, 0, 0))
        self.assertEqual((self.title("x"), self.title("x", "en")), ("Un pont", "A bridge"))

    @unittest.skipIf(os.geteuid() == 0, "permissions mean nothing to root")
    def test_a_file_that_may_not_be_read_any_more_is_said(self):
        path = self.write("a.md", sheet("Un puits"))
        self.age()
        self.update()
        path.chmod(0)
        done = self.update("--prune", code=REJECTED)
        self.assertEqual((done["rejected"], done["removed"]), (1, 0))
        path.chmod(0o644)
        self.assertEqual(self.counts(), (1, 0, 0, 1, 0))

    def kill_after_a_batch(self):
        """Leaves files as they were that the index holds as they never were to a whole run."""
        for i in range(1200):
            self.write(f"{i}.md", sheet(f"Fiche {i}"))
        self.age()
        self.update()
        for i in range(1200):
            self.write(f"{i}.md", sheet(f"Page {i}"))
        with subprocess.Popen([program.INDEXER, "-i", self.index, self.source],
                              env=program.environment(self.folder),
                              stderr=subprocess.DEVNULL) as running:
            seal = next(iter(self.index.glob("gen-*/iamglass")))
            then = seal.stat().st_mtime_ns
            while running.poll() is None and seal.stat().st_mtime_ns == then:
                time.sleep(.002)
            running.kill()
        for i in range(1200):
            self.write(f"{i}.md", sheet(f"Fiche {i}"))
        self.age()
        self.assertIn("Page", self.first_words())

    def first_words(self):
        return {record["versions"]["fr"]["title"].split()[0]
                for record in self.records().values()}

    def test_a_killed_run_is_done_again(self):
        self.kill_after_a_batch()
        self.update()
        self.assertEqual(self.first_words(), {"Fiche"})
        self.assertEqual(self.counts()[0], 0)

    def test_a_killed_run_is_done_again_even_when_another_one_came_between(self):
        other = self.folder / "other"
        self.write(other / "x.md", sheet("Fiche"))
        for words in (["--remove", "none"], [other], ["--prune", other]):
            with self.subTest(words=words):
                shutil.rmtree(self.index, True)
                self.kill_after_a_batch()
                self.indexer(*words)
                self.parangon("check", "-i", self.index)
                self.update()
                self.assertEqual(self.first_words(), {"Fiche"})
                self.assertEqual(self.counts()[0], 0)


class Languages(Updates):
    """A record whose versions stand in several files."""

    def setUp(self):
        super().setUp()
        self.write("x.fr.md", sheet("Un puits"))
        self.write("x.en.md", sheet("A well", "A text that says what was done."))
        self.write("y.md", sheet("Une école"))
        self.age()
        self.update()

    def test_one_changed_version_has_the_other_read_too(self):
        self.write("x.en.md", sheet("A bridge", "A text that says what was done."))
        self.assertEqual(self.counts(), (2, 0, 1, 1, 0))
        self.assertEqual((self.title("x"), self.title("x", "en")), ("Un puits", "A bridge"))

    def test_a_version_that_appears_joins_the_one_that_was_read_before(self):
        self.write("y.en.md", sheet("A school", "A text that says what was done."))
        done = self.update()
        self.assertEqual((done["files"], done["changed"], done["unchanged"]), (2, 1, 1))
        self.assertEqual((self.title("y"), self.title("y", "en")), ("Une école", "A school"))
        self.assertEqual(self.counts(), (0, 0, 0, 2, 0))

    def test_a_translation_that_appears_joins_what_it_translates(self):
        self.write("school.md", sheet("A school", "A text that says what was done.", lang="en",
                                      translation_of="y"))
        self.assertEqual(self.counts(), (2, 0, 1, 1, 0))
        self.assertEqual(self.title("y", "en"), "A school")
        self.write("y.md", sheet("Un collège"))
        self.assertEqual(self.counts(), (2, 0, 1, 1, 0))
        self.assertEqual((self.title("y"), self.title("y", "en")), ("Un collège", "A school"))

    def test_a_version_that_goes_leaves_the_record(self):
        (self.source / "x.en.md").unlink()
        self.assertEqual(self.counts(), (1, 0, 1, 1, 0))
        self.assertEqual(list(self.records()["x"]["versions"]), ["fr"])
        self.assertEqual(self.counts(), (0, 0, 0, 2, 0))

    def test_a_second_file_for_the_same_version_is_refused_as_ever(self):
        for code, name in ((REJECTED, "w.md"), (REJECTED, "z.md")):
            self.write(name, sheet("Un autre", id="y", lang="fr"))
            done = self.update(code=code)
            self.assertEqual(done["rejected"], 1)
            stays, goes = sorted((name, "y.md"))
            self.assertRegex(done["problems"][0]["message"], f"{goes} stands already in .*{stays}")
            self.assertEqual(self.title("y"), "Un autre" if name < "y.md" else "Une école")
            again = self.update(code=code)
            self.assertEqual(again["problems"], done["problems"])
            self.assertEqual(again["changed"], 0)
            (self.source / name).unlink()
            self.update()
            self.assertEqual(self.title("y"), "Une école")

    def test_what_is_read_twice_is_said_once(self):
        self.write("a.md", sheet("Un mur", themes=["colombophilie"]))
        self.write("y.en.md", sheet("A school", "A text that says what was done."))
        ended = self.indexer(self.source, code=REJECTED)
        self.assertEqual(ended.err.count("colombophilie"), 1)
        self.assertIn("0 added, 1 changed, 1 unchanged, 0 removed, 1 rejected", ended.err)


class Pruning(Updates):
    def setUp(self):
        super().setUp()
        for name in "abc":
            self.write(f"{name}.md", sheet(f"Fiche {name}"))
        self.age()
        self.update()

    def test_records_of_unread_files_stay(self):
        (self.source / "b.md").unlink()
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 2, 1))
        self.assertEqual(self.listed(), ["a", "c"])

    def test_what_a_file_held_before_goes_even_when_it_is_not_new(self):
        self.write("b.md", sheet("Fiche b", id="other"))
        self.assertEqual(self.counts(), (1, 1, 0, 2, 0))
        self.assertEqual(self.listed(), ["a", "b", "c", "other"])
        self.assertEqual(self.counts("--prune"), (1, 0, 0, 3, 1))
        self.assertEqual(self.listed(), ["a", "c", "other"])
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 3, 0))

    def test_an_unmounted_source_comes_back_as_it_was(self):
        away = self.folder / "away"
        self.source.rename(away)
        self.source.mkdir()
        self.indexer("--prune", self.source, code=REJECTED)
        self.update()
        self.source.rmdir()
        away.rename(self.source)
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 3, 0))

    def test_nothing_of_a_folder_that_cannot_be_listed_is_pruned(self):
        inner = self.write("inner/d.md", sheet("Fiche d")).parent
        self.update()
        (inner / "d.md").unlink()
        inner.rmdir()
        inner.symlink_to(inner)
        done = self.update("--prune", code=REJECTED)
        self.assertEqual(done["rejected"], 1)

    def test_a_moved_file_keeps_its_record(self):
        (self.source / "b.md").rename(self.source / "z.md")
        self.assertEqual(self.counts("--prune"), (1, 0, 1, 2, 0))
        self.assertEqual(self.listed(), ["a", "b", "c"])
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 3, 0))
        self.write("z.md", sheet("Autre fiche"))
        self.assertEqual(self.counts("--prune"), (1, 0, 1, 2, 0))
        self.assertEqual(self.title("b"), "Autre fiche")

    def test_a_removed_record_stays_out_until_its_file_changes(self):
        self.indexer("--remove", "b")
        self.update("--prune")
        self.assertEqual(self.listed(), ["a", "c"])
        self.write("b.md", sheet("Fiche b", "Un texte nouveau."))
        self.assertEqual(self.counts(), (1, 1, 0, 2, 0))


class Containers(Updates):
    """Files that hold many records."""

    def zip(self, **members):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, text in members.items():
                archive.writestr(zipfile.ZipInfo(f"{name}.md"), text)
        return self.write("all.zip", data.getvalue())

    def test_an_archive_is_read_as_a_whole_or_not_at_all(self):
        members = {name: sheet(f"Fiche {name}") for name in "abcdefgh"}
        self.zip(**members)
        self.age()
        self.assertEqual(self.counts(), (1, 8, 0, 0, 0))
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 8, 0))
        del members["a"]
        self.zip(**members, i=sheet("Fiche i"))
        self.assertEqual(self.counts("--prune"), (1, 1, 0, 7, 1))
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 8, 0))

    def test_lines_are_read_as_a_whole_or_not_at_all(self):
        rows = [{"id": str(i), "title": f"Fiche {i}"} for i in range(300)]
        self.write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        self.write("b.md", sheet("Un puits"))
        self.age()
        self.assertEqual(self.counts()[:2], (2, 301))
        self.assertEqual(self.counts("--prune"), (0, 0, 0, 301, 0))
        rows[7]["title"] = "Autre"
        self.write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows[1:]))
        self.assertEqual(self.counts("--prune"), (1, 0, 1, 299, 1))

    def test_a_translation_in_another_file_has_the_lines_read(self):
        rows = [{"id": str(i), "title": f"Fiche {i}", "lang": "fr"} for i in range(9)]
        self.write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        self.age()
        self.update()
        self.write("b.md", sheet("A well", lang="en", translation_of="4"))
        self.assertEqual(self.counts(), (2, 0, 1, 8, 0))
        (self.source / "b.md").unlink()
        self.assertEqual(self.counts("--prune"), (1, 0, 1, 8, 0))


class Memory(Updates):
    def test_sizes_are_read_strictly(self):
        self.write("a.md", sheet("Un puits"))
        for size in ("48M", "64M", "1G", "1g", "1T"):
            self.indexer("--memory", size, self.source)
        for size in ("47M", "64", "64MB", "0G", "-1G", " 64M", "M", "",
                     "99999999999999999999999M"):
            ended = self.indexer("--memory", size, self.source, code=program.USAGE)
            self.assertIn("--memory", ended.err)

    @unittest.skipIf(program.is_sanitized(), "the sanitizer has a memory of its own")
    def test_a_list_larger_than_a_file_may_be_is_read_within_it(self):
        row = {"title": "Fiche", "text": "x" * (1 << 20), "status": "draft"}
        with open(self.source / "a.json", "w") as file:
            file.write("[\n")
            for i in range(66):
                file.write(json.dumps({**row, "id": str(i)}) + ",\n")
            file.write(json.dumps({"id": "last", "title": "Fiche", "lang": "fr"}) + "]\n")
        ended = program.run(["/bin/sh", "-c", "ulimit -v 1000000; exec \"$@\"", "sh",
                             program.INDEXER, "--memory", "64M", "-i", self.index, self.source],
                            self.folder)
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(self.listed(), ["last"])


class AsIfAllWasRead(Updates):
    """After any changes, an index that was updated holds what a new one holds."""

    NAMES = ("a", "b", "c", "d/a", "d/e")

    def step(self, chance):
        name, lang = chance.choice(self.NAMES), chance.choice(("fr", "en"))
        path = self.source / f"{name}.{lang}.md"
        what = chance.random()
        fields = {}
        if what < .25 and path.exists():
            path.unlink()
            return
        if what < .45:
            fields["id"] = chance.choice(self.NAMES)
        elif what < .55:
            fields["translation_of"] = chance.choice(self.NAMES)
        elif what < .62:
            fields["themes"] = ["colombophilie"]
        self.write(path, sheet(f"Fiche {chance.randrange(1000)}", **fields))

    def lines(self, index):
        done = program.run([program.INDEXER, "-i", index, "--list", "--format", "json"],
                           self.folder)
        return sorted(done.out.splitlines())

    def test_of_forty_random_changes(self):
        chance = random.Random(4)
        self.write("a.fr.md", sheet("Fiche"))
        for number in range(40):
            for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
                self.step(chance)
            if not any(self.source.rglob("*.md")):
                continue
            if chance.random() < .3:
                self.age()
            prune = chance.random() < .6
            updated = program.run([program.INDEXER, "-i", self.index, "--format", "json",
                                   *(["--prune"] if prune else []), self.source], self.folder)
            if not prune:
                continue
            fresh = self.folder / f"fresh-{number}"
            made = program.run([program.INDEXER, "-i", fresh, "--format", "json", self.source],
                               self.folder)
            if "garbage" in updated.err or not self.lines(fresh):
                continue
            said = json.loads(updated.out)["problems"]
            self.assertEqual(said, json.loads(made.out)["problems"], number)
            if not said:
                self.assertEqual(self.lines(self.index), self.lines(fresh), number)


if __name__ == "__main__":
    program.main()

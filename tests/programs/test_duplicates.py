#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The same sheet in several files, and the two languages of a sheet under people's own names."""
import io
import json
import os
import pathlib
import random
import shutil
import time
import zipfile

import program
from program import REJECTED, Case, sheet, snapshot

SAMPLES = program.ROOT / "tests" / "data" / "sources"

FRENCH = ("La ville de Nancy et la commune de Farafangana travaillent ensemble depuis dix ans à "
          "l'accès à l'eau potable dans les écoles. Des puits ont été creusés, des agents ont été "
          "formés et les comités d'usagers se réunissent chaque mois pour suivre les travaux.")
ENGLISH = ("The city of Nancy and the municipality of Farafangana have been working together for "
           "ten years on drinking water in schools. Wells were dug, staff was trained, and the "
           "users' committees meet every month in order to follow the works.")
OTHER = ("À Brest, les agents des espaces verts reçoivent depuis 2012 leurs collègues de Dakar, "
         "qui viennent apprendre la taille des arbres d'alignement. Les échanges durent deux "
         "semaines, et chacun des deux services écrit un carnet de ce qu'il a vu chez l'autre.")
INSTRUCTIONS = " ".join(f"Consigne {a}{b} du formulaire." for a in "abcdefghij" for b in "klmnopqr")


class Sheets(Case):
    def copy(self, sample, name):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / sample, path)
        return path

    def left_out(self, summary):
        return {pair["file"]: pair["kept"] for pair in summary["left_out"]}


class Duplicates(Sheets):
    def test_docx_odt_and_pdf_of_a_sheet_are_one_record(self):
        self.copy("docx/water.docx", "eau.docx")
        self.copy("odt/water.odt", "eau.odt")
        self.copy("duplicates/water.pdf", "eau.pdf")
        os.utime(self.source / "eau.docx", (2e9, 2e9))
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["rejected"], summary["duplicates"]), (1, 0, 2))
        self.assertEqual(self.left_out(summary), {"eau.odt": "eau.docx", "eau.pdf": "eau.docx"})
        self.assertEqual(self.listed(), ["eau"])

    def test_it_is_said_when_asked_and_counted_always(self):
        self.write("a.md", sheet("Des puits", FRENCH))
        self.write("b/a.md", sheet("Des puits", FRENCH))
        self.assertIn("; 1 duplicate left out (-v shows them)", self.indexer(self.source).err)
        self.assertIn("the same sheet as ", self.indexer("-v", self.source).err)
        self.assertEqual(self.indexer("-q", self.source).err, "")

    def test_a_dry_run_says_the_same(self):
        self.write("Fiche_VF.md", sheet("Des puits", FRENCH))
        self.indexer(self.source)
        self.write("Fiche_VF2.md", sheet("Des puits", FRENCH))
        dry = self.summary("--dry-run", self.source)
        self.assertEqual(self.listed(), ["Fiche_VF"])
        done = self.summary(self.source)
        self.assertEqual({**dry, "dry_run": False}, done)
        self.assertEqual((done["added"], done["removed"]), (1, 1))

    def test_the_later_version_is_kept(self):
        self.write("Fiche_VF.md", sheet("Des puits", FRENCH))
        self.write("Fiche_V1.md", sheet("Des puits", FRENCH + " Brouillon."))
        self.write("Fiche_VF2.md", sheet("Des puits", FRENCH + " Une école de plus en a un."))
        summary = self.summary(self.source)
        self.assertEqual(self.listed(), ["Fiche_VF2"])
        self.assertEqual(set(self.left_out(summary).values()), {"Fiche_VF2.md"})

    def test_more_fields_count_before_the_version(self):
        self.write("Fiche_V1.md", sheet("Des puits", FRENCH, evidence=2, year_start=2019))
        self.write("Fiche_V2.md", sheet("Des puits", FRENCH))
        self.indexer(self.source)
        self.assertEqual(self.listed(), ["Fiche_V1"])

    def test_copies_are_found_across_folders_and_under_other_names(self):
        self.write("eau/puits.md", sheet("Des puits", FRENCH))
        for name in ("eau/Copie de puits.md", "eau/puits (1).md", "archives/nancy 2019.md"):
            path = self.write(name, sheet("Des puits", FRENCH))
            os.utime(path, (1e9, 1e9))
        self.assertEqual(self.summary(self.source)["duplicates"], 3)
        self.assertEqual(self.listed(), ["eau/puits"])

    def test_two_sheets_from_one_template_are_two_records(self):
        for name, filled in (("nancy", "Nancy Kénitra 2019 eau"), ("brest", "Brest Dakar 2021 bois"),
                             ("nancy (1)", "Nancy Saïda 2022 école")):
            self.write(f"{name}.md", sheet("Fiche", f"{INSTRUCTIONS}\n\n{filled}"))
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["duplicates"]), (3, 0))

    def test_records_with_an_id_and_lines_repeat_texts_on_purpose(self):
        self.write("a.md", sheet("Des puits", FRENCH, id="premier"))
        self.write("b.md", sheet("Des puits", FRENCH, id="second"))
        self.write("c.jsonl", 2 * (json.dumps({"title": "Des puits", "text": FRENCH}) + "\n"))
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["duplicates"]), (4, 0))

    def test_another_sheet_under_the_same_name_is_refused(self):
        self.write("fiche.md", sheet("Des puits", FRENCH))
        self.write("fiche.txt", OTHER)
        summary = self.summary(self.source, code=REJECTED)
        self.assertEqual((summary["rejected"], summary["duplicates"]), (1, 0))
        self.assertIn("stands already", summary["problems"][0]["message"])
        self.assertEqual(self.indexer("--strict", "--rebuild", self.source, code=REJECTED).out, "")

    def test_what_was_left_out_comes_in_when_the_other_goes(self):
        kept = self.write("a.md", sheet("Des puits", FRENCH))
        self.write("z.md", sheet("Des puits", FRENCH))
        os.utime(self.source / "z.md", (1e9, 1e9))
        self.indexer(self.source)
        kept.unlink()
        self.indexer("--prune", self.source)
        self.assertEqual(self.search("=puits")["total"], 1)
        self.assertEqual(self.search("=puits")["results"][0]["source"]["path"], "z.md")

    def test_a_better_file_takes_the_place_of_one_that_is_indexed(self):
        self.copy("duplicates/water.pdf", "eau 2019.pdf")
        self.indexer(self.source)
        self.copy("docx/water.docx", "loi.docx")
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["removed"]), (1, 1))
        self.assertEqual(self.listed(), ["loi"])
        again = self.summary(self.source)
        self.assertEqual((again["unchanged"], again["removed"]), (1, 0))

    def test_a_worse_file_stays_out_of_an_index(self):
        self.copy("docx/water.docx", "loi.docx")
        self.indexer(self.source)
        self.copy("duplicates/water.pdf", "eau 2019.pdf")
        self.assertEqual(self.left_out(self.summary(self.source)), {"eau 2019.pdf": "loi.docx"})
        self.assertEqual(self.listed(), ["loi"])

    def test_a_new_file_has_only_those_read_that_it_may_be(self):
        """Each sheet shares most of its words with the next one."""
        words = [f"mot{number}" for number in range(400)]
        for number in range(14):
            self.write(f"fiche {number}.md",
                       sheet("Fiche", " ".join(words[number * 15:number * 15 + 120])))
        self.indexer(self.source)
        self.write("autre.md", sheet("Fiche", " ".join(words[:120]), evidence=2))
        done = self.summary(self.source)
        self.assertEqual(self.left_out(done), {"fiche 0.md": "autre.md"})
        self.assertLess(done["files"], 8)

    def test_sources_are_apart(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Des puits", FRENCH))
        self.write(other / "b.md", sheet("Des puits", FRENCH))
        self.assertEqual(self.summary(self.source, other)["duplicates"], 0)
        self.assertEqual(self.listed(), ["a", "b"])


class LeftUnread(Sheets):
    """Files that were left out are read again when they, or those kept instead, are not what they
    were, and are said every time."""

    def setUp(self):
        super().setUp()
        self.then = time.time_ns() - 3600 * 10 ** 9
        self.write("eau/puits.md", sheet("Des puits", FRENCH, evidence=2))
        self.write("eau/puits.txt", "Des puits\n\n" + FRENCH)
        self.write("nancy.md", sheet("Des puits", FRENCH))
        self.write("brest.md", sheet("Des arbres", OTHER))
        self.pairs = {"eau/puits.txt": "eau/puits.md", "nancy.md": "eau/puits.md"}

    def write(self, name, text):
        """Puts a file there, each a second younger than the last one, and older than the run."""
        path = super().write(name, text)
        self.then += 10 ** 9
        os.utime(path, ns=(self.then, self.then))
        return path

    def update(self, *words, read, **options):
        """The pairs that a run says, which must read so many files."""
        done = self.summary(*words, self.source, **options)
        files = sum(path.is_file() for path in self.source.rglob("*"))
        self.assertEqual((done["files"], done["unread"]), (read, files - read))
        self.assertEqual(done["duplicates"], len(done["left_out"]))
        return self.left_out(done)

    def paths(self):
        lines = self.indexer("--list", "--format", "json").out.splitlines()
        return sorted(version["path"] for record in map(json.loads, lines)
                      for version in record["versions"].values())

    def test_a_second_run_reads_no_file_and_writes_nothing(self):
        self.assertEqual(self.update(read=4), self.pairs)
        before = snapshot(self.index)
        for words in ((), ("--prune",), ("--dry-run",)):
            self.assertEqual(self.update(*words, read=0), self.pairs)
        self.assertIn("2 unchanged, 0 removed, 0 rejected; 2 duplicates left out",
                      self.indexer(self.source).err)
        self.assertIn("nancy.md: the same sheet as eau/puits.md, which is kept",
                      self.indexer("-v", self.source).err)
        self.assert_untouched(self.index, before)

    def test_a_report_names_them_every_time(self):
        path = self.folder / "report.json"
        said = []
        for _ in range(2):
            self.indexer("--report", path, self.source)
            said.append(json.loads(path.read_text())["left_out"])
        self.assertEqual(said[0], said[1])
        self.assertEqual(len(said[1]), 2)

    def test_a_new_time_alone_reads_none(self):
        self.update(read=4)
        for name in self.pairs:
            os.utime(self.source / name, ns=(self.then - 5, self.then - 5))
        self.assertEqual(self.update(read=0), self.pairs)
        self.assertEqual(self.update(read=0), self.pairs)

    def test_a_changed_kept_file_has_those_left_out_for_it_read(self):
        self.update(read=4)
        self.write("eau/puits.md", sheet("Un marché", ENGLISH, lang="en"))
        self.assertEqual(self.update(read=3), {"eau/puits.txt": "nancy.md"})
        self.assertEqual(self.paths(), ["brest.md", "eau/puits.md", "nancy.md"])
        self.assertEqual(self.update(read=0), {"eau/puits.txt": "nancy.md"})

    def test_a_kept_file_that_gets_worse_is_left_out_itself(self):
        self.update(read=4)
        self.write("nancy.md", sheet("Des puits", FRENCH, evidence=3, year_start=2019))
        pairs = {"eau/puits.txt": "nancy.md", "eau/puits.md": "nancy.md"}
        self.assertEqual(self.update(read=3), pairs)
        self.assertEqual(self.update(read=0), pairs)
        self.assertEqual(self.paths(), ["brest.md", "nancy.md"])

    def test_a_changed_file_that_was_left_out_is_read(self):
        self.update(read=4)
        self.write("nancy.md", sheet("Un marché", INSTRUCTIONS))
        del self.pairs["nancy.md"]
        self.assertEqual(self.update(read=3), self.pairs)
        self.assertEqual(self.paths(), ["brest.md", "eau/puits.md", "nancy.md"])
        self.assertEqual(self.update(read=0), self.pairs)

    def test_one_that_fails_is_read_again_and_the_others_are_said(self):
        self.update(read=4)
        self.write("nancy.md", b"\x00\x01 garbage")
        del self.pairs["nancy.md"]
        self.assertEqual(self.update(read=3, code=REJECTED), self.pairs)
        self.assertEqual(self.update(read=1, code=REJECTED), self.pairs)
        self.write("nancy.md", sheet("Des puits", FRENCH))
        self.pairs["nancy.md"] = "eau/puits.md"
        self.assertEqual(self.update(read=3), self.pairs)

    def test_when_the_kept_file_goes_another_is_kept(self):
        self.update(read=4)
        (self.source / "eau/puits.md").unlink()
        self.assertEqual(self.update("--prune", read=2), {"eau/puits.txt": "nancy.md"})
        self.assertEqual(self.paths(), ["brest.md", "nancy.md"])
        self.assertEqual(self.update("--prune", read=0), {"eau/puits.txt": "nancy.md"})
        (self.source / "nancy.md").unlink()
        self.assertEqual(self.update("--prune", read=1), {})
        self.assertEqual(self.paths(), ["brest.md", "eau/puits.txt"])

    def test_moved_files_are_said_by_their_new_names(self):
        self.update(read=4)
        (self.source / "nancy.md").rename(self.source / "archives.md")
        self.assertEqual(self.update(read=3), {"archives.md": "eau/puits.md",
                                               "eau/puits.txt": "eau/puits.md"})
        (self.source / "eau/puits.md").rename(self.source / "loi.md")
        pairs = {"archives.md": "loi.md", "eau/puits.txt": "loi.md"}
        self.assertEqual(self.update("--prune", read=3), pairs)
        self.assertEqual(self.update("--prune", read=0), pairs)
        self.assertEqual(self.paths(), ["brest.md", "loi.md"])

    def test_a_new_file_is_compared_with_those_left_out(self):
        texts = [FRENCH.split() for _ in range(3)]
        texts[1][5] = texts[2][5] = "douze"
        texts[2][40] = "treize"
        shutil.rmtree(self.source)
        for number, words in enumerate(texts[:2]):
            self.write(f"{'ab'[number]}.md", sheet("Fiche", " ".join(words), evidence=2 - number))
        self.index, fresh = self.folder / "fresh", self.index
        self.update(read=2)
        self.index, fresh = fresh, self.index
        self.update(read=2)
        self.write("c.md", sheet("Fiche", " ".join(texts[2])))
        self.assertEqual(self.update(read=3), self.left_out(
            self.summary("--rebuild", self.source, index=fresh)))

    def test_members_of_an_archive_are_said_every_time(self):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name in ("a.md", "b.md"):
                archive.writestr(zipfile.ZipInfo(name), sheet("Des puits", FRENCH))
        self.write("tout.zip", data.getvalue())
        self.pairs.update({"tout.zip/a.md": "eau/puits.md", "tout.zip/b.md": "eau/puits.md"})
        self.assertEqual(self.update(read=5), self.pairs)
        self.assertEqual(self.update(read=0), self.pairs)
        (self.source / "eau").rename(self.folder / "away")
        pairs = {name: "tout.zip/a.md" for name in ("nancy.md", "tout.zip/b.md")}
        self.assertEqual(self.update("--prune", read=2), pairs)

    def test_other_settings_and_a_rebuild_read_all(self):
        self.update(read=4)
        for words in (("--lang", "fr"), ("--lang", "fr", "--rebuild")):
            self.assertEqual(self.update(*words, read=4), self.pairs)
            self.assertEqual(self.update("--lang", "fr", read=0), self.pairs)

    def test_after_a_run_that_was_killed_all_is_read_and_said(self):
        self.update(read=4)
        program.open_checksums(self.index)
        self.assertEqual(self.update(read=4), self.pairs)
        self.assertEqual(self.update(read=0), self.pairs)

    def test_a_sheet_that_was_removed_does_not_come_back_by_another_file(self):
        self.update(read=4)
        self.indexer("--remove", "eau/puits")
        self.assertEqual(self.update("--prune", read=0), self.pairs)
        self.assertEqual(self.paths(), ["brest.md"])


class AsIfAllWasRead(Sheets):
    """After any changes, an index that was updated holds, and leaves out, what a new one does."""

    NAMES = [f"{folder}{name}{mark}{ending}" for folder in ("", "d/") for name in "abc"
             for mark in ("", "_V1", "_V2") for ending in (".md", ".txt")]

    def setUp(self):
        super().setUp()
        self.chance = random.Random(7)
        words = [f"mot{number}" for number in range(400)]
        self.texts = [[self.chance.choice(words) for _ in range(count)]
                      for count in (12, 60, 60, 120)]
        self.then = 10 ** 18

    def put(self, path):
        text = list(self.chance.choice(self.texts))
        for _ in range(self.chance.choice((0, 0, 1, 2, 4))):
            text[self.chance.randrange(len(text))] = "autre"
        text = " ".join(text)
        self.write(path, sheet("Fiche", text, lang="fr") if path.suffix == ".md"
                   else f"Fiche\n\n{text}\n")
        self.then += 10 ** 9
        os.utime(path, ns=(self.then, self.then))

    def step(self):
        path = self.source / self.chance.choice(self.NAMES)
        files = sorted(other for other in self.source.rglob("*") if other.is_file())
        what = self.chance.random()
        if what < .25 and len(files) > 1:
            self.chance.choice(files).unlink()
        elif what < .4 and files and path not in files and path.parent.exists():
            other = self.chance.choice(files)
            other.rename(path.with_suffix(other.suffix))
        else:
            self.put(path)

    def held(self, index):
        lines = self.indexer("--list", "--format", "json", index=index).out.splitlines()
        return sorted((version["path"], version["title"], version.get("text", ""))
                      for record in map(json.loads, lines)
                      for version in record["versions"].values())

    def run_over(self, index, *words):
        ended = program.run([program.INDEXER, "-i", index, "--format", "json", *words,
                             self.source], self.folder)
        return json.loads(ended.out)

    def test_of_thirty_random_changes(self):
        self.put(pathlib.Path(self.source / "a.md"))
        for number in range(30):
            for _ in range(self.chance.choice((1, 1, 2, 6))):
                self.step()
            dry = self.run_over(self.index, "--dry-run", "--prune") if number else None
            done = self.run_over(self.index, "--prune")
            if dry:
                self.assertEqual({**dry, "dry_run": False}, done, number)
            fresh = self.folder / f"fresh-{number}"
            made = self.run_over(fresh)
            for key in ("problems", "left_out"):
                self.assertEqual(done[key], made[key], number)
            if not done["problems"]:
                self.assertEqual(self.held(self.index), self.held(fresh), number)
                self.assertEqual(self.run_over(self.index, "--prune")["files"], 0, number)


class Pairs(Case):
    def versions(self):
        lines = self.indexer("--list", "--format", "json").out.splitlines()
        records = [json.loads(line) for line in lines]
        return {record["id"]: sorted(record["versions"]) for record in records}

    def pair(self, french, english):
        self.write(french, sheet("Des puits", FRENCH))
        self.write(english, sheet("Wells", ENGLISH))

    def test_pairs_are_joined_however_they_are_named(self):
        for french, english, name in (
                ("Fiche_Nancy_FR.md", "Fiche_Nancy_EN.md", "Fiche_Nancy"),
                ("eau/fiche-fr.md", "eau/fiche-en.md", "eau/fiche"),
                ("fiche (FR).md", "fiche (EN).md", "fiche"),
                ("Note VF.md", "Note VA.md", "Note"),
                ("Projet Français.md", "Projet English.md", "Projet"),
                ("docs/fr/x.md", "docs/en/x.md", "docs/x"),
                ("Plan.md", "Plan_EN.md", "Plan")):
            with self.subTest(french=french):
                shutil.rmtree(self.source)
                self.source.mkdir()
                self.pair(french, english)
                self.indexer("--rebuild", self.source)
                self.assertEqual(self.versions(), {name: ["en", "fr"]})

    def test_a_lone_file_keeps_its_whole_name(self):
        self.write("Projet_EN.md", sheet("Des puits", FRENCH))
        self.indexer(self.source)
        self.assertEqual(self.versions(), {"Projet_EN": ["fr"]})

    def test_a_pair_in_one_language_is_none(self):
        self.write("Projet_FR.md", sheet("Des puits", FRENCH))
        self.write("Projet_EN.md", sheet("Des arbres", OTHER))
        self.indexer(self.source)
        self.assertEqual(self.versions(), {"Projet_EN": ["fr"], "Projet_FR": ["fr"]})

    def test_vf_beside_a_version_is_no_language(self):
        self.write("Projet_VF.md", sheet("Des puits", FRENCH))
        self.write("Projet_VF2.md", sheet("Des arbres", OTHER))
        self.write("Projet_VA.md", sheet("Wells", ENGLISH))
        self.indexer(self.source)
        self.assertEqual(sorted(self.versions()), ["Projet_VA", "Projet_VF", "Projet_VF2"])

    def test_a_translation_that_comes_later_joins_and_one_that_goes_leaves(self):
        self.write("Projet_FR.md", sheet("Des puits", FRENCH))
        self.indexer(self.source)
        english = self.write("Projet_EN.md", sheet("Wells", ENGLISH))
        self.indexer(self.source)
        self.assertEqual(list(self.versions().values()), [["en", "fr"]])
        english.unlink()
        self.indexer("--prune", self.source)
        self.assertEqual(list(self.versions().values()), [["fr"]])

    def test_pairs_in_two_formats_are_joined_once(self):
        self.pair("Fiche_FR.md", "Fiche_EN.md")
        self.write("Fiche_FR.txt", "Des puits\n\n" + FRENCH)
        self.write("Fiche_EN.txt", "Wells\n\n" + ENGLISH)
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["duplicates"]), (1, 2))
        self.assertEqual(self.versions(), {"Fiche": ["en", "fr"]})


if __name__ == "__main__":
    program.main()

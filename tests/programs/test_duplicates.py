#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The same sheet in several files, and the two languages of a sheet under people's own names."""
import json
import os
import shutil

import program
from program import REJECTED, Case, sheet

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


class Duplicates(Case):
    def copy(self, sample, name):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / sample, path)
        return path

    def left_out(self, summary):
        return {pair["file"]: pair["kept"] for pair in summary["left_out"]}

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

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The index: made, updated, pruned, rebuilt, locked, damaged."""
import fcntl
import io
import json
import os
import pathlib
import random
import resource
import shutil
import unittest
import zipfile

import program
from program import DAMAGED, FOUND, LOCKED, NO_INDEX, NOTHING, REJECTED, SYSTEM, USAGE, Case, sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

THEMES = {
    "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "theme": "urn:parangon:theme:",
                 "id": "@id", "type": "@type"},
    "@graph": [{
        "id": "theme:colombophilie", "type": "skos:Concept",
        "prefLabel": {"fr": "Colombophilie", "en": "Pigeon keeping"},
        "altLabel": {"fr": ["pigeonnier", "pigeon voyageur"], "en": ["dovecote", "homing pigeon"]},
        "weakLabel": {"fr": [], "en": []}, "hiddenLabel": {"fr": [], "en": []},
        "broader": [], "exactMatch": [], "sdg": [15], "scopeNote": {},
    }],
}

QUESTIONS = ("eau", "water", "Madagascar", "jeunes Europe", "coopération décentralisée", "énergie")


def workbook(sheets, end="2019"):
    """A workbook of sheets of titles, each with the year of its end."""
    names, rels, parts = "", "", {}
    for number, (name, titles) in enumerate(sheets.items(), 1):
        names += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        rels += (f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" '
                 f'Target="worksheets/s{number}.xml"/>')
        rows = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>'
                                         for text in row) + "</row>"
                       for row in [("Titre", "Année de fin"), *((title, end) for title in titles)])
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
    parts["xl/workbook.xml"] = (f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}'
                                '</sheets></workbook>')
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'{rels}</Relationships>')
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            packed.writestr(name, text)
    return made.getvalue()


class MakingAndUpdating(Case):
    def test_a_first_run_indexes_every_sheet(self):
        self.write("a.md", sheet("Un puits à Mopti"))
        self.write("b.md", sheet("Une école à Jénine"))
        summary = self.summary(self.source)
        self.assertEqual((summary["added"], summary["changed"], summary["rejected"]), (2, 0, 0))
        self.assertEqual(self.found("puits"), ["a"])

    def test_a_second_run_without_changes_writes_nothing(self):
        self.write("a.md", sheet("Un puits à Mopti"))
        self.write("b.fr.md", sheet("Une école à Jénine"))
        self.write("b.en.md", sheet("A school in Jenin"))
        self.indexer(self.source)
        before = program.snapshot(self.index)
        for words in ([self.source], []):
            with self.subTest(words=words):
                self.assertEqual(self.summary(*words)["unchanged"], 2)
                self.assert_untouched(self.index, before)

    def test_a_changed_sheet_is_updated_and_the_others_are_not(self):
        self.write("a.md", sheet("Un puits à Mopti"))
        self.write("b.md", sheet("Une école à Jénine"))
        self.indexer(self.source)
        self.write("a.md", sheet("Un forage à Mopti"))
        summary = self.summary(self.source)
        self.assertEqual((summary["changed"], summary["unchanged"]), (1, 1))
        self.assertEqual(self.found("forage"), ["a"])
        self.assertEqual(self.search("=puits")["total"], 0)

    def test_a_changed_field_alone_is_an_update(self):
        self.write("a.md", sheet("Un puits", evidence=1))
        self.indexer(self.source)
        self.write("a.md", sheet("Un puits", evidence=3))
        self.assertEqual(self.summary(self.source)["changed"], 1)
        self.assertEqual(self.search("puits")["results"][0]["evidence"], 3)

    def test_an_index_updated_step_by_step_answers_as_a_rebuilt_one(self):
        names = sorted(path.name for path in program.RECORDS.glob("*.md"))
        random.Random(7).shuffle(names)
        for begin in range(0, len(names), 60):
            for name in names[begin:begin + 60]:
                shutil.copy(program.RECORDS / name, self.source / name)
            self.indexer(self.source)
        other = self.folder / "other"
        self.indexer(self.source, index=other)
        for question in QUESTIONS:
            with self.subTest(question=question):
                one, two = (self.search("-n", "1000", question, index=index)
                            for index in (self.index, other))
                one.pop("took_ms"), two.pop("took_ms")
                self.assertEqual(program.ids(one), program.ids(two))
                self.assertEqual(one, two)

    def test_the_summary_in_json_counts_everything(self):
        self.write("a.md", sheet("Un puits"))
        self.write("bad.md", sheet("Un autre", themes=["inconnu"]))
        self.write("image.png", b"\x89PNG")
        self.write(".hidden.md", sheet("Caché"))
        self.write("~$open.md", sheet("Ouvert"))
        summary = self.summary(self.source, code=REJECTED)
        self.assertEqual({key: summary[key] for key in
                          ("format", "dry_run", "files", "skipped", "added", "changed",
                           "unchanged", "removed", "rejected")},
                         {"format": 1, "dry_run": False, "files": 2, "skipped": 3, "added": 1,
                          "changed": 0, "unchanged": 0, "removed": 0, "rejected": 1})
        self.assertEqual([problem["file"] for problem in summary["problems"]], ["bad.md"])
        self.assertIn("inconnu", summary["problems"][0]["message"])

    def test_a_named_file_of_unknown_type_is_rejected(self):
        path = self.write("image.png", b"\x89PNG")
        self.assertIn("image.png", self.indexer(path, code=REJECTED).err)

    def test_quiet_says_nothing_when_all_is_well(self):
        self.write("a.md", sheet("Un puits"))
        ended = self.indexer("-q", self.source)
        self.assertEqual((ended.out, ended.err), ("", ""))

    def test_parangon_index_is_the_same_program(self):
        self.write("a.md", sheet("Un puits"))
        self.parangon("index", "-i", self.index, self.source)
        self.assertEqual(self.listed(), ["a"])

    def test_wrong_usage_is_said_and_makes_no_index(self):
        for words in (["--no-such-option"], ["--lang", "de", "x"], ["--format", "xml", "x"],
                      ["--map"], ["--map", self.folder / "none.json", self.source], []):
            with self.subTest(words=words):
                self.assertTrue(self.indexer(*words, code=USAGE).err)
        self.assertFalse((self.index / "current").exists())


class Names(Case):
    def test_ids_come_from_paths(self):
        self.write("eau/puits de mopti.fr.md", sheet("Un puits"))
        self.write("notes.json", json.dumps([{"title": "Un"}, {"title": "Deux"}]))
        self.write("lignes.jsonl", '{"title": "Trois"}\n\n{"title": "Quatre", "id": "mien"}\n')
        self.indexer(self.source)
        listed = self.listed()
        self.assertIn("eau/puits-de-mopti", listed)
        self.assertIn("mien", listed)
        self.assertEqual(len(listed), 5)

    def test_an_id_has_120_bytes_at_most_and_whole_characters(self):
        self.write("é" * 120 + ".md", sheet("Un"))
        self.write("é" * 119 + "è.md", sheet("Deux"))
        self.indexer(self.source)
        listed = self.listed()
        self.assertEqual(len(set(listed)), 2)
        for name in listed:
            self.assertLessEqual(len(name.encode()), 120)
            self.assertEqual(self.parangon("show", "-i", self.index, name).code, FOUND)

    def test_a_moved_sheet_with_the_same_content_keeps_its_id(self):
        self.write("a.md", sheet("Un puits à Mopti"))
        self.indexer(self.source)
        (self.source / "eau").mkdir()
        (self.source / "a.md").rename(self.source / "eau" / "moved.md")
        self.indexer("--prune", self.source)
        self.assertEqual(self.listed(), ["a"])

    def test_versions_in_two_languages_are_one_result_in_the_readers_language(self):
        self.write("puits.fr.md", sheet("Un puits à Mopti", evidence=2))
        self.write("puits.en.md", sheet("A well in Mopti", "What was done."))
        self.indexer(self.source)
        self.assertEqual(self.listed(), ["puits"])
        answer = self.search("Mopti")
        self.assertEqual(answer["total"], 1)
        self.assertEqual(set(answer["results"][0]["langs"]), {"fr", "en"})
        self.assertEqual(self.search("--ui", "fr", "well")["results"][0]["title"],
                         "Un puits à Mopti")
        result = self.search("--ui", "en", "puits")["results"][0]
        self.assertEqual((result["title"], result["lang"], result["evidence"]),
                         ("A well in Mopti", "en", 2))

    def test_a_version_that_goes_leaves_the_other(self):
        self.write("puits.fr.md", sheet("Un puits à Mopti"))
        english = self.write("puits.en.md", sheet("A well in Mopti", "What was done."))
        self.indexer(self.source)
        english.unlink()
        self.assertEqual(self.summary(self.source)["changed"], 1)
        self.assertEqual(self.search("Mopti")["results"][0]["langs"], ["fr"])

    def test_rows_of_further_sheets_are_named_by_their_sheet(self):
        self.write("x.xlsx", workbook({"Été": ["Un puits", "Un pont"],
                                       "Coopération (2024)": ["Une école"],
                                       "coopération 2024": ["Un marché"], "***": ["Un jardin"],
                                       "À l'étranger / ailleurs " * 4: ["Un musée"]}))
        self.indexer(self.source)
        self.assertEqual(self.listed(), ["x#a-etranger-ailleurs-a-etranger-ailleurs/row-2",
                                         "x#cooperation-2024-2/row-2", "x#cooperation-2024/row-2",
                                         "x#sheet-4/row-2", "x:2", "x:3"])
        shown = self.parangon("show", "-i", self.index, "x#sheet-4/row-2").out
        self.assertIn("Un jardin", shown)

    def test_what_is_wrong_with_a_row_of_a_further_sheet_is_said_with_its_name(self):
        self.write("x.xlsx", workbook({"Un": ["Un puits"], "Deux": ["Un pont"]}, end="hier"))
        said = self.indexer("-v", self.source).err
        self.assertIn("x.xlsx: line 2: ", said)
        self.assertIn("x.xlsx: deux/row-2: ", said)

    def test_an_id_prefix_sets_sources_apart(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Un puits"))
        self.write(other / "a.md", sheet("Une école"))
        self.indexer("--id-prefix", "un:", self.source)
        self.indexer("--id-prefix", "deux:", other)
        self.assertEqual(self.listed(), ["deux:a", "un:a"])

    def test_two_sources_of_one_run_with_the_same_id_are_both_named_and_the_first_stays(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Un puits"))
        self.write(other / "a.md", sheet("Une école"))
        ended = self.indexer(self.source, other, code=REJECTED)
        self.assertEqual(self.found("puits"), ["a"])
        self.assertEqual(self.search("=école")["total"], 0)
        self.assertIn("--id-prefix", ended.err)
        for folder in (self.source, other):
            self.assertIn(str(folder), ended.err)

    def test_two_sources_of_two_runs_with_the_same_id_are_both_named_and_the_first_stays(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Un puits"))
        self.write(other / "a.md", sheet("Une école"))
        self.indexer(self.source)
        ended = self.indexer(other, code=REJECTED)
        self.assertEqual(self.found("puits"), ["a"])
        self.assertEqual(self.search("=école")["total"], 0)
        self.assertIn("--id-prefix", ended.err)
        for folder in (self.source, other):
            self.assertIn(str(folder), ended.err)

    def test_two_files_with_the_same_id_are_both_named(self):
        self.write("a.md", sheet("Un puits", id="même"))
        self.write("b.md", sheet("Une école", id="même"))
        err = self.indexer(self.source, code=REJECTED).err
        self.assertIn("a.md", err)
        self.assertIn("b.md", err)
        self.assertEqual(self.found("puits"), ["même"])

    def test_the_path_is_kept_relative_to_the_source(self):
        self.write("eau/a.md", sheet("Un puits"))
        self.indexer(self.source)
        self.assertEqual(self.search("puits")["results"][0]["source"]["path"], "eau/a.md")


class Removing(Case):
    def setUp(self):
        super().setUp()
        for name, title in (("a", "Un puits"), ("b", "Une école"), ("c", "Un tramway")):
            self.write(f"{name}.md", sheet(title))
        self.indexer(self.source)

    def test_without_prune_a_sheet_that_is_gone_stays(self):
        (self.source / "a.md").unlink()
        self.indexer(self.source)
        self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_prune_removes_what_is_gone(self):
        (self.source / "a.md").unlink()
        self.assertEqual(self.summary("--prune", self.source)["removed"], 1)
        self.assertEqual(self.listed(), ["b", "c"])
        self.assertEqual(self.search("puits")["total"], 0)

    def test_prune_leaves_the_records_of_other_sources(self):
        other = self.folder / "other"
        self.write(other / "d.md", sheet("Un musée"))
        self.indexer(other)
        (self.source / "a.md").unlink()
        self.indexer("--prune", self.source)
        self.assertEqual(self.listed(), ["b", "c", "d"])

    def test_prune_keeps_a_sheet_that_has_become_unreadable(self):
        self.write("a.md", b"---\ntitle: Un puits\nnever closed\n")
        self.indexer("--prune", self.source, code=REJECTED)
        self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_prune_refuses_a_missing_source(self):
        self.source.rename(self.folder / "elsewhere")
        for words in ([self.source], []):
            with self.subTest(words=words):
                ended = self.indexer("--prune", *words, code=REJECTED)
                self.assertIn(str(self.source), ended.err)
                self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_prune_refuses_a_missing_source_named_by_a_relative_path(self):
        self.source.rename(self.folder / "elsewhere")
        self.indexer("--prune", "source", code=REJECTED, cwd=self.folder)
        self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_prune_refuses_an_empty_source(self):
        for path in self.source.iterdir():
            path.unlink()
        for words in ([self.source], []):
            with self.subTest(words=words):
                ended = self.indexer("--prune", *words, code=REJECTED)
                self.assertIn(str(self.source), ended.err)
                self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_prune_refuses_wholly_when_one_of_two_sources_is_missing(self):
        other = self.folder / "other"
        self.write(other / "d.md", sheet("Un musée"))
        self.indexer(other)
        (self.source / "a.md").unlink()
        shutil.rmtree(other)
        self.indexer("--prune", code=REJECTED)
        self.assertEqual(self.listed(), ["a", "b", "c", "d"])

    def test_remove_takes_single_records_out(self):
        self.indexer("--remove", "a", "--remove", "c", self.source, code=FOUND)
        self.assertIn("b", self.listed())

    def test_remove_without_a_source_only_removes(self):
        summary = self.summary("--remove", "a")
        self.assertEqual(summary["removed"], 1)
        self.assertEqual(self.listed(), ["b", "c"])

    def test_removing_what_is_not_there_is_said(self):
        ended = self.indexer("-v", "--remove", "zzz")
        self.assertIn("zzz", ended.err)
        self.assertEqual(self.listed(), ["a", "b", "c"])

    def test_a_removed_record_is_found_no_more(self):
        shutil.rmtree(self.source)
        self.source.mkdir()
        (self.source / "b.md").write_text(sheet("Une école"))
        self.indexer("--remove", "a")
        self.assertEqual(self.search("puits")["total"], 0)
        self.parangon("show", "-i", self.index, "a", code=NOTHING)

    def test_drafts_and_archived_sheets_are_not_found(self):
        self.write("d.md", sheet("Un musée", status="draft"))
        self.write("e.md", sheet("Un marché", status="archived"))
        self.write("a.md", sheet("Un puits", status="archived"))
        self.write("b.md", sheet("Une école", status="published"))
        self.indexer(self.source)
        self.assertEqual(self.listed(), ["b", "c"])
        self.assertEqual(self.search("musée marché puits")["total"], 0)


class Looking(Case):
    def test_list_gives_ids_paths_and_titles(self):
        self.write("eau/a.md", sheet("Un puits"))
        self.indexer(self.source)
        self.assertEqual(self.indexer("--list").out, "eau/a\teau/a.md\tUn puits\n")
        record = json.loads(self.indexer("--list", "--format", "json").out)
        self.assertEqual(record["id"], "eau/a")
        self.assertEqual(record["versions"]["fr"]["title"], "Un puits")

    def test_a_dry_run_leaves_no_trace(self):
        self.write("a.md", sheet("Un puits"))
        summary = self.summary("--dry-run", self.source)
        self.assertEqual((summary["dry_run"], summary["added"]), (True, 1))
        self.assertFalse(self.index.exists())

    def test_a_dry_run_on_an_index_changes_nothing_and_says_what_would_be(self):
        for name, title in (("a", "Un puits"), ("b", "Une école"), ("c", "Un tramway")):
            self.write(f"{name}.md", sheet(title))
        self.indexer(self.source)
        self.write("a.md", sheet("Un forage"))
        (self.source / "b.md").unlink()
        self.write("d.md", sheet("Un musée"))
        before = program.snapshot(self.index)
        for options in (["--dry-run"], ["--dry-run", "--rebuild"]):
            with self.subTest(options=options):
                self.indexer(*options, "--prune", self.source)
                self.assert_untouched(self.index, before)
        summary = self.summary("--dry-run", "--prune", self.source)
        self.assertEqual([summary[key] for key in ("added", "changed", "unchanged", "removed")],
                         [1, 1, 1, 1])
        self.assert_untouched(self.index, before)

    def test_a_dry_run_tells_what_a_removal_would_do(self):
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source)
        before = program.snapshot(self.index)
        self.assertEqual(self.summary("--dry-run", "--remove", "a")["removed"], 1)
        self.assert_untouched(self.index, before)


class Rebuilding(Case):
    def test_a_rebuild_with_a_source_holds_that_source_alone(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Un puits"))
        self.write(other / "b.md", sheet("Une école"))
        self.indexer(self.source)
        self.indexer("--rebuild", other)
        self.assertEqual(self.listed(), ["b"])

    def test_a_rebuild_without_a_source_reads_the_sources_of_last_time(self):
        other = self.folder / "other"
        self.write("a.md", sheet("Un puits"))
        self.write(other / "b.md", sheet("Une école"))
        self.indexer(self.source)
        self.indexer("--id-prefix", "x:", other)
        self.indexer("--rebuild")
        self.assertEqual(self.listed(), ["a", "x:b"])
        self.assertEqual((self.index / "current").read_text().split()[0], "gen-2")

    def test_the_previous_generation_stays_until_the_next(self):
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source)
        for number in (2, 3):
            self.indexer("--rebuild")
            generations = sorted(path.name for path in self.index.glob("gen-*"))
            self.assertEqual(generations, [f"gen-{number - 1}", f"gen-{number}"])

    def test_a_rebuild_refused_by_strict_leaves_the_old_index(self):
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source)
        before = program.snapshot(self.index)
        self.write("bad.md", sheet("Mauvais", evidence=9))
        self.indexer("--rebuild", "--strict", self.source, code=REJECTED)
        self.assert_untouched(self.index, before)

    def test_a_rebuild_is_refused_when_a_source_of_the_index_is_gone_or_empty(self):
        other = self.write(self.folder / "other" / "b.md", sheet("Une école")).parent
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source, other)
        before = program.snapshot(self.index)
        away = self.source.rename(self.folder / "away")
        for words in ([], [self.source, other], ["--dry-run"]):
            with self.subTest(words=words):
                self.assertIn("missing or empty", self.indexer("--rebuild", *words, code=REJECTED).err)
        self.source.mkdir()
        self.assertIn("mounted", self.indexer("--rebuild", code=REJECTED).err)
        self.assert_untouched(self.index, before)
        self.source.rmdir()
        away.rename(self.source)
        self.indexer("--rebuild")
        self.assertEqual(self.listed(), ["a", "b"])
        shutil.rmtree(self.source)
        self.indexer("--rebuild", other)
        self.assertEqual(self.listed(), ["b"])

    def test_a_rebuild_without_an_index_or_a_source_is_refused(self):
        self.indexer("--rebuild", code=NO_INDEX)
        self.assertFalse((self.index / "current").exists())


class Remembering(Case):
    MAP = {"title": "Intitulé", "text": ["Description", "Résultats"], "lead": "porteur.nom"}

    def setUp(self):
        super().setUp()
        self.map = self.write(self.folder / "map.json", json.dumps(self.MAP))
        self.foreign = {"id": "1", "Intitulé": "Un puits", "Description": "À Mopti.",
                        "Résultats": "Deux cents foyers.", "porteur": {"nom": "Lyon"}}

    def test_a_map_brings_foreign_keys_to_our_fields(self):
        self.write("a.json", json.dumps([self.foreign]))
        self.indexer("--map", self.map, self.source)
        self.assertEqual(self.found("foyers"), ["1"])
        self.assertEqual(self.found("--lead", "Lyon"), ["1"])

    def test_map_prefix_and_language_are_remembered_with_the_source(self):
        self.write("a.json", json.dumps([self.foreign]))
        self.indexer("--map", self.map, "--id-prefix", "x:", "--lang", "en", self.source)
        self.map.unlink()
        self.foreign["Intitulé"] = "Un forage"
        self.write("a.json", json.dumps([self.foreign]))
        for options in ([], ["--rebuild"]):
            with self.subTest(options=options):
                self.indexer(*options)
                result = self.search("forage")["results"][0]
                self.assertEqual((result["id"], result["lang"]), ("x:1", "en"))
                self.assertEqual(result["lead"]["name"], "Lyon")

    def test_a_source_named_again_has_its_new_settings(self):
        self.write("a.json", json.dumps([self.foreign | {"title": "Un puits"}]))
        self.indexer("--lang", "en", self.source)
        self.indexer("--lang", "fr", self.source)
        self.indexer()
        self.assertEqual(self.search("puits")["results"][0]["lang"], "fr")

    def test_standard_input_is_read_and_not_remembered(self):
        self.indexer("-", input='{"id": "a", "title": "Un puits"}\n')
        self.assertEqual(self.listed(), ["a"])
        self.indexer(code=USAGE)

    def test_a_missing_source_is_not_remembered(self):
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source)
        self.indexer("no-such-folder", code=REJECTED, cwd=self.folder)
        self.indexer()

    def test_a_map_to_no_field_of_ours_is_wrong_usage(self):
        for text in ('{"titel": "x"}', '{"title": 3}', "[]", "{", ""):
            with self.subTest(map=text):
                self.map.write_text(text)
                ended = self.indexer("--map", self.map, self.source, code=USAGE)
                self.assertIn("map.json", ended.err)

    def test_the_language_option_is_for_sheets_that_do_not_say_theirs(self):
        self.write("a.md", sheet("Mopti"))
        self.write("b.fr.md", sheet("Mopti"))
        self.write("c.md", sheet("Mopti", lang="fr"))
        self.indexer("--lang", "en", self.source)
        langs = {result["id"]: result["lang"] for result in self.search("Mopti")["results"]}
        self.assertEqual(langs, {"a": "en", "b": "fr", "c": "fr"})

    def test_the_language_is_told_from_the_words(self):
        self.write("a.md", sheet("Un puits", "La ville a creusé un puits avec les habitants."))
        self.write("b.md", sheet("A well", "The city dug a well with the people who live there."))
        self.indexer("--lang", "auto", self.source)
        self.assertEqual(self.search("puits")["results"][0]["lang"], "fr")
        self.assertEqual(self.search("well")["results"][0]["lang"], "en")


class Vocabularies(Case):
    def setUp(self):
        super().setUp()
        self.themes = self.write(self.folder / "themes.jsonld",
                                 json.dumps(THEMES, ensure_ascii=False))
        self.write("a.md", sheet("Des pigeonniers sur les toits", themes=["colombophilie"]))
        self.write("b.md", sheet("Homing pigeons in parks", "Dovecotes were set up.", lang="en"))
        self.write("c.md", sheet("Un puits", themes=["eau-assainissement"]))

    def test_without_it_the_theme_is_unknown(self):
        err = self.indexer(self.source, code=REJECTED).err
        self.assertIn("colombophilie", err)

    def test_a_theme_file_extends_the_themes_and_travels_in_the_index(self):
        self.indexer("--vocabulary", self.themes, self.source)
        self.themes.unlink()
        for name in ("colombophilie", "Pigeon keeping", "pigeonnier", "dovecote"):
            with self.subTest(name=name):
                self.assertIn("a", self.found("--theme", name))
        self.assertIn("c", self.found("--theme", "eau"))
        listed = json.loads(self.parangon("themes", "-i", self.index, "--format", "json").out)
        self.assertIn("colombophilie", [theme["id"] for theme in listed["themes"]])

    def test_its_words_find_the_sheets_of_the_other_language(self):
        self.indexer("--vocabulary", self.themes, self.source)
        self.assertIn("b", self.found("pigeonniers"))
        self.assertIn("a", self.found("pigeon keeping"))

    def test_it_stays_for_updates_that_do_not_name_it(self):
        self.indexer("--vocabulary", self.themes, self.source)
        self.write("a.md", sheet("Des pigeonniers dans les parcs", themes=["colombophilie"]))
        self.indexer()
        self.assertIn("a", self.found("--theme", "colombophilie"))

    def test_a_bad_theme_file_is_refused_with_its_name(self):
        for text in ("{", "[]", '{"@graph": [{"id": "theme:x", "broader": ["theme:none"]}]}'):
            with self.subTest(text=text):
                self.themes.write_text(text)
                ended = run_any(self, "--vocabulary", self.themes, self.source)
                self.assertIn(ended.code, (USAGE, REJECTED))
                self.assertIn("themes.jsonld", ended.err)
                self.assertFalse((self.index / "current").exists())


def run_any(case, *words, **options):
    return program.run([program.INDEXER, "-i", case.index, *words], case.folder, **options)


class OthersAtWork(Case):
    def setUp(self):
        super().setUp()
        self.write("a.md", sheet("Un puits"))
        self.indexer(self.source)

    def test_a_second_writer_is_refused_and_readers_are_not(self):
        before = program.snapshot(self.index)
        with program.locked(self.index):
            self.write("b.md", sheet("Une école"))
            ended = self.indexer(self.source, code=LOCKED)
            self.assertIn(str(self.index), ended.err)
            self.indexer("--rebuild", self.source, code=LOCKED)
            self.assertEqual(self.found("puits"), ["a"])
        self.assert_untouched(self.index, before)
        self.indexer(self.source)

    def test_no_index_is_not_the_same_as_nothing_found(self):
        none = self.folder / "none"
        empty = self.folder / "empty"
        empty.mkdir()
        for index in (none, empty):
            for words in (["search", "eau"], ["show", "a"], ["themes"], ["stats"]):
                with self.subTest(index=index.name, words=words):
                    ended = self.parangon(words[0], "-i", index, *words[1:], code=NO_INDEX)
                    self.assertIn("parangon-index", ended.err)
                    self.assertEqual(ended.out, "")
        self.indexer("--list", index=none, code=NO_INDEX)
        self.assertFalse(none.exists())
        self.parangon("search", "-i", self.index, "introuvable", code=NOTHING)

    def test_the_index_is_found_by_the_environment(self):
        ended = self.parangon("search", "puits", env={"PARANGON_INDEX": str(self.index)})
        self.assertIn("puits", ended.out)
        place = self.folder / "data" / "parangon"
        place.mkdir(parents=True)
        shutil.copytree(self.index, place / "index")
        self.parangon("search", "puits", env={"XDG_DATA_HOME": str(self.folder / "data")})

    def change_stamp(self, key):
        """Changes the stored text of a key by its last byte, where the table keeps it plainly."""
        table = self.index / "gen-1" / "postlist.glass"
        data = bytearray(table.read_bytes())
        at = data.find(key)
        if at < 0:
            self.skipTest("the table keeps its stamps in another way")
        end = at + len(key)
        while not 0x30 <= data[end] < 0x7B:
            end += 1
        data[end] ^= 1
        table.write_bytes(data)
        program.open_checksums(self.index)

    def test_an_index_of_another_version_is_refused_with_what_to_do(self):
        self.change_stamp(b"parangon.analysis")
        for words in (["search", "puits"], ["show", "a"]):
            with self.subTest(words=words):
                ended = self.parangon(words[0], "-i", self.index, *words[1:], code=NO_INDEX)
                self.assertIn("--rebuild", ended.err)
        self.indexer(self.source, code=NO_INDEX)
        self.indexer("--rebuild", self.source)
        self.assertEqual(self.found("puits"), ["a"])

    def test_an_index_of_another_version_is_rebuilt_from_the_sources_it_remembers(self):
        self.change_stamp(b"parangon.analysis")
        self.indexer("--rebuild")
        self.assertEqual(self.found("puits"), ["a"])


class Lasting(Case):
    """What the disk, other users and killed runs do to an index, and what check says of it."""

    def setUp(self):
        super().setUp()
        self.write("a.md", sheet("Un puits"))
        self.write("b.md", sheet("Une école"))

    def check(self, code=FOUND):
        return json.loads(self.parangon("check", "-i", self.index, "--format", "json",
                                        code=code).out)

    def test_a_whole_index_is_whole(self):
        self.indexer(self.source)
        before = program.snapshot(self.index)
        report = self.check()
        self.assertEqual((report["format"], report["state"], report["records"],
                          report["generation"], report["problems"], report["sources"]),
                         (1, "whole", 2, "gen-1", [], [str(self.source)]))
        self.assertEqual(program.snapshot(self.index), before)
        self.assertIn("intact", self.parangon("check", "-i", self.index, "--ui", "fr").out)

    def test_no_index_is_no_damage_for_check(self):
        self.assertIn("no index", self.parangon("check", "-i", self.index, code=NO_INDEX).err)
        self.parangon("check", "-i", self.index, "more", code=USAGE)
        self.parangon("check", "-i", self.index, "--format", "csv", code=USAGE)

    def test_damage_is_told_with_the_file_and_with_what_to_do(self):
        self.indexer(self.source)
        self.indexer("--rebuild")
        path = self.index / "gen-2" / "position.glass"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        report = self.check(code=DAMAGED)
        self.assertEqual(report["state"], "damaged")
        self.assertIn("gen-2/position.glass", report["problems"][0]["message"])
        commands = {advice["do"]: advice["command"] for advice in report["advice"]}
        self.assertEqual(set(commands), {"rebuild", "go-back"})
        self.parangon("search", "-i", self.index, "puits", code=DAMAGED)
        self.assertIn("gen-2/position.glass", self.indexer(self.source, code=DAMAGED).err)
        for what in ("go-back", "rebuild"):
            command = commands[what].replace("parangon-index", program.INDEXER)
            self.assertEqual(program.run(["sh", "-c", command], self.folder).code, 0)
            self.assertEqual(self.check()["state"], "whole")
            self.assertEqual(self.found("puits"), ["a"])

    def test_check_waits_for_no_writer_and_says_that_one_is_at_work(self):
        self.indexer(self.source)
        program.open_checksums(self.index)
        lock = self.index / "gen-1" / "flintlock"
        with open(lock, "r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX)
            self.parangon("check", "-i", self.index, code=LOCKED)
        report = self.check()
        self.assertEqual((report["state"], report["interrupted"]), ("whole", True))
        self.assertEqual([advice["do"] for advice in report["advice"]], ["complete"])
        self.indexer()
        self.assertFalse(self.check()["interrupted"])

    def test_a_run_that_was_refused_leaves_the_index_whole(self):
        self.indexer(self.source)
        for words in (["--prune", self.folder / "none"], ["--strict", self.folder / "none"]):
            with self.subTest(words=words):
                self.indexer(*words, code=REJECTED)
                self.assertEqual((self.check()["state"], self.check()["interrupted"]),
                                 ("whole", False))

    def test_a_leftover_is_told_and_goes_with_the_next_run(self):
        self.indexer(self.source)
        shutil.copytree(self.index / "gen-1", self.index / "gen-2")
        self.assertEqual(self.check()["left_over"], ["gen-2"])
        self.indexer()
        self.assertEqual(self.check()["left_over"], [])

    def test_a_rebuild_knows_its_sources_even_when_the_pointer_or_some_tables_are_damaged(self):
        for name in ("current", "gen-1/docdata.glass", "gen-1/position.glass",
                     "gen-1/termlist.glass", "gen-1/checksums"):
            with self.subTest(name=name):
                shutil.rmtree(self.index, True)
                self.indexer(self.source)
                data = (self.index / name).read_bytes()
                (self.index / name).write_bytes(data[:len(data) - 9] + b"rubbish" + data[-2:])
                self.assertEqual(self.check(code=DAMAGED)["advice"][0]["command"],
                                 f"parangon-index -i {self.index} --rebuild")
                self.indexer("--rebuild")
                self.assertEqual(self.found("puits"), ["a"])

    def test_a_rebuild_knows_the_sources_of_the_generation_before_at_least(self):
        self.indexer(self.source)
        self.indexer("--rebuild")
        (self.index / "gen-2" / "postlist.glass").write_bytes(b"rubbish")
        self.indexer("--rebuild")
        self.assertEqual(self.found("puits"), ["a"])

    def test_a_full_disk_is_said_with_what_was_not_kept(self):
        self.indexer(self.source)
        for name in range(100):
            self.write(f"{name}.md", sheet(f"Une fiche {name}"))
        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000)))
        ended = self.indexer("--format", "json", code=SYSTEM, preexec_fn=limit)
        summary = json.loads(ended.out)
        self.assertIn("too large", ended.err)
        self.assertIn("make room", ended.err)
        self.assertEqual((summary["added"], summary["changed"]), (0, 0))
        self.assertGreater(summary["lost"], 0)
        self.assertEqual(self.listed(), ["a", "b"])
        self.assertEqual(self.check()["state"], "whole")
        self.assertEqual(self.summary()["added"], 100)
        self.assertFalse(self.check()["interrupted"])

    @unittest.skipUnless(hasattr(os, "geteuid"), "no users here")
    def test_a_folder_that_may_not_be_written_is_said_and_stays_as_it_is(self):
        self.indexer(self.source)
        self.write("c.md", sheet("Un musée"))
        self.folder.chmod(0o755)
        for path in [self.index, *self.index.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        options = {}
        if os.geteuid() == 0:  # who may write everywhere
            options = {"user": 65534, "group": 65534, "extra_groups": []}
        before = program.snapshot(self.index)
        try:
            ended = self.indexer(code=SYSTEM, **options)
            self.assertIn("Permission denied", ended.err)
            self.indexer("--rebuild", code=SYSTEM, **options)
            self.parangon("search", "-i", self.index, "puits", **options)
            self.parangon("check", "-i", self.index, **options)
        finally:
            for path in [self.index, *self.index.rglob("*")]:
                path.chmod(0o755)
        self.assertEqual(program.snapshot(self.index), before)

    def test_folders_above_the_index_are_made_and_a_file_there_is_said(self):
        self.indexer(self.source, index=self.folder / "one" / "two" / "index")
        ended = self.indexer(self.source, index=self.source / "a.md" / "index", code=SYSTEM)
        self.assertIn("a.md", ended.err)


class Damage(program.CorpusCase):
    """Of tables that have no checksums to be compared with, which is after a killed update."""

    QUESTIONS = (["search", "eau Madagascar"], ["search", '"eau potable"'],
                 ["search", "--theme", "eau", "-n", "50"], ["show", "nancy-farafangana-eau"],
                 ["stats"])

    def setUp(self):
        super().setUp()
        self.whole = self.shared / "index"
        self.index = self.folder / "index"
        shutil.copytree(self.whole, self.index)
        program.open_checksums(self.index)
        self.tables = sorted((self.index / "gen-1").glob("*.glass"))

    def mend(self):
        for path in (self.whole / "gen-1").iterdir():
            shutil.copy(path, self.index / "gen-1" / path.name)
        program.open_checksums(self.index)

    def ask(self):
        """The exit statuses of the questions; that none is a crash is checked on the way."""
        codes = []
        for words in self.QUESTIONS:
            try:
                ended = self.parangon(words[0], "-i", self.index, *words[1:], code=None)
            except program.Crashed as crash:
                if not program.IN_XAPIAN.search(str(crash)):
                    raise
                codes.append(DAMAGED)
                continue
            codes.append(ended.code)
            if ended.code == DAMAGED:
                self.assertIn("--rebuild", ended.err)
        return codes

    def test_a_missing_or_empty_table_is_damage(self):
        for name in ("postlist.glass", "docdata.glass", "iamglass"):
            path = self.index / "gen-1" / name
            for damage in (pathlib.Path.unlink, lambda table: table.write_bytes(b"")):
                with self.subTest(table=name):
                    damage(path)
                    self.assertIn(DAMAGED, self.ask())
                    self.mend()

    def test_a_table_cut_short_is_damage_or_not_touched(self):
        for path in self.tables:
            size = path.stat().st_size
            for share in (0.1, 0.5, 0.9):
                with self.subTest(table=path.name, share=share):
                    os.truncate(path, int(size * share))
                    self.assertLessEqual(set(self.ask()), {FOUND, NOTHING, DAMAGED})
                    self.mend()

    def test_tables_overwritten_wholly_are_damage(self):
        noise = random.Random(1)
        for name in ("postlist.glass", "docdata.glass"):
            path = self.index / "gen-1" / name
            for make in (bytes, noise.randbytes):
                with self.subTest(table=name, make=make):
                    path.write_bytes(make(path.stat().st_size))
                    self.assertIn(DAMAGED, self.ask())
                    self.mend()

    def test_random_damage_never_crashes(self):
        chance = random.Random(20210216)
        for turn in range(16):
            path = chance.choice(self.tables + [self.index / "gen-1" / "iamglass"])
            data = bytearray(path.read_bytes())
            for _ in range(chance.choice((1, 4, 64))):
                at = chance.randrange(len(data))
                length = chance.choice((1, 8, 512))
                data[at:at + length] = chance.randbytes(len(data[at:at + length]))
            path.write_bytes(data)
            with self.subTest(turn=turn, table=path.name):
                self.assertLessEqual(set(self.ask()), {FOUND, NOTHING, NO_INDEX, DAMAGED})
            self.mend()

    def test_a_record_changed_on_disk_is_never_shown(self):
        path = self.index / "gen-1" / "docdata.glass"
        chance = random.Random(9)
        names = chance.sample(self.listed(), 25)
        before = {name: self.parangon("show", "-i", self.index, name).out for name in names}
        data = bytearray(path.read_bytes())
        for at in range(1024, len(data), 1500):
            data[at + chance.randrange(64)] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        codes = []
        for name in names:
            ended = self.parangon("show", "-i", self.index, name, code=None)
            codes.append(ended.code)
            if ended.out != before[name]:
                self.assertEqual((ended.code, ended.out), (DAMAGED, ""), f"{name}: {ended.err}")
        self.assertIn(DAMAGED, codes)

    def test_a_pointer_to_no_generation_is_damage(self):
        for text in ("", "gen-0\n", "gen-99\n", "../../etc\n", "gen--1\n", "\0"):
            with self.subTest(text=text):
                (self.index / "current").write_text(text)
                self.parangon("search", "-i", self.index, "eau", code=DAMAGED)

    def test_a_damaged_index_can_be_rebuilt(self):
        path = self.index / "gen-1" / "postlist.glass"
        os.truncate(path, 100)
        self.indexer("--rebuild", program.RECORDS)
        self.assertIn("nancy-farafangana-eau", self.found("eau Madagascar"))

    def test_updating_a_damaged_index_never_crashes(self):
        chance = random.Random(5)
        self.write("a.md", sheet("Un puits"))
        for turn in range(8):
            path = chance.choice(self.tables)
            data = bytearray(path.read_bytes())
            at = chance.randrange(len(data) - 2000)
            data[at:at + 2000] = chance.randbytes(2000)
            path.write_bytes(data)
            with self.subTest(turn=turn, table=path.name):
                self.assertIn(run_any(self, self.source, contained=True).code,
                              (FOUND, NO_INDEX, DAMAGED))
            shutil.rmtree(self.index)
            shutil.copytree(self.whole, self.index)
            program.open_checksums(self.index)


if __name__ == "__main__":
    program.main()

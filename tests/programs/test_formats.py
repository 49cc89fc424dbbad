#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder of files of every format: each is found by its sentences, and none is lost in silence.

The files are those of tests/data/sources; beside each folder stands a table: file, a sentence that
must find it, "page" or "heading" or "-", and which.
"""
import collections
import io
import json
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import unittest
import zipfile

import program
from program import FOUND, INDEXER, REJECTED, Case

SOURCES = program.ROOT / "tests" / "data" / "sources"
FORMATS = sorted(path.stem for path in SOURCES.glob("*.tsv"))

# Files that cannot be read whole, and what is said of them.
REFUSED = {
    "pdf/locked.pdf": "protected by a password: save a copy without one",
    "pdf/scan.pdf": "a scan without text (2 pages): --ocr reads it where tesseract is installed",
}
WITHOUT_RECORD = {"pdf/locked.pdf", "pdf/scan.pdf"}

Row = collections.namedtuple("Row", "file sentence kind value")


def rows(form):
    lines = (SOURCES / f"{form}.tsv").read_text(encoding="utf-8").splitlines()
    return [Row(*(line.split("\t") + ["-", ""])[:4]) for line in lines]


def samples(form):
    return sorted(path.name for path in (SOURCES / form).iterdir())


def document(path):
    """What is the same sheet in several formats has the same name up to its ending."""
    return re.sub(r"-openpyxl$", "", pathlib.PurePath(path).name.split(".")[0])


class Whole(Case):
    """All formats in one folder, indexed once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="parangon-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, True)
        for form in FORMATS:
            shutil.copytree(SOURCES / form, cls.shared / "source" / form)
        ended = program.run([INDEXER, "--format", "json", "-i", cls.shared / "index",
                             cls.shared / "source"], cls.shared)
        cls.ended = json.loads(ended.out)
        lines = program.run([INDEXER, "-i", cls.shared / "index", "--list"], cls.shared).out
        cls.kept = {pair["file"]: pair["kept"] for pair in cls.ended["left_out"]}
        cls.paths = {line.split("\t")[1] for line in lines.splitlines()}

    def setUp(self):
        super().setUp()
        self.index = self.shared / "index"

    def test_there_are_three_files_of_each_format_and_a_sentence_for_each(self):
        for form in FORMATS:
            with self.subTest(format=form):
                told = {row.file for row in rows(form)}
                self.assertGreaterEqual(len(told), 3)
                self.assertEqual(told | {pathlib.PurePath(path).name for path in WITHOUT_RECORD
                                         if path.startswith(form + "/")}, set(samples(form)))

    def test_each_file_gives_a_record_or_is_said(self):
        kept = {(document(path), path.split("/")[0]) for path in self.paths}
        said = {problem["file"]: problem["message"] for problem in self.ended["problems"]
                if problem["file"] in REFUSED}
        self.assertEqual(set(said), set(REFUSED))
        for path, message in REFUSED.items():
            self.assertIn(message, said[path])
        for form in FORMATS:
            for name in samples(form):
                path = f"{form}/{name}"
                with self.subTest(path=path):
                    read = any(each == path or each.startswith(path + "/") for each in self.paths)
                    twin = any(document(path) == of for of, _ in kept) or path in self.kept
                    self.assertEqual(read or twin, path not in WITHOUT_RECORD)

    def test_nothing_else_is_rejected(self):
        self.assertEqual({problem["file"] for problem in self.ended["problems"]
                          if problem["file"] not in REFUSED and "twin" not in problem}, set())

    def documents(self, form, file):
        """What the file may be found as: itself, or the duplicate of it that was kept."""
        kept = [self.kept[path] for path in self.kept if (path + "/").startswith(f"{form}/{file}/")]
        return {document(file)} | {document(path.split("/")[1]) for path in kept}

    def test_a_sentence_finds_its_file_before_all_others_of_the_format(self):
        for form in FORMATS:
            for row in rows(form):
                with self.subTest(format=form, sentence=row.sentence):
                    results = self.search("-n", "20", row.sentence)["results"]
                    paths = [result["source"]["path"] for result in results]
                    wanted = self.documents(form, row.file)
                    own = [path for path in paths if path.startswith(form + "/")
                           or document(path.split("/")[1]) in wanted]
                    self.assertTrue(own, paths)
                    self.assertIn(document(own[0].split("/")[1]), wanted, paths)


class Alone(Case):
    """The files of each format in an index of their own."""

    def check(self, row, result):
        self.assertEqual(document(result["source"]["path"].split("/")[0]), document(row.file))
        if row.kind != "-":
            self.assertEqual(str(result["passage"][row.kind]), row.value)

    def test_a_sentence_finds_its_file_first_with_its_page_or_heading(self):
        for form in FORMATS:
            index = self.folder / form
            self.indexer(SOURCES / form, index=index, code=None)
            for row in rows(form):
                with self.subTest(format=form, file=row.file, sentence=row.sentence):
                    self.check(row, self.search(row.sentence, index=index)["results"][0])

    def indexer(self, *words, code=FOUND, **options):
        ended = program.run([INDEXER, "-i", options.pop("index"), *words], self.folder, **options)
        self.assertIn(ended.code, (FOUND, REJECTED))
        return ended


# What the forms say: id, fields. Each format brings amounts, partners and years to them.
FORMS = [
    ("docx/fiche-nancy", {"amount_eur": 1250000.5, "year_start": 2021, "partners": [
        {"name": "Ville d’Antananarivo"}, {"name": "Agence de l’eau Rhin-Meuse"}]}),
    ("docx/fiche-brest", {"amount_eur": 45000, "year_start": 2019, "partners": [
        {"name": "Kiel", "country": "DE"}, {"name": "Yokosuka", "country": "JP"}]}),
    ("docx/form-strasbourg", {"amount_eur": 12500, "year_start": 2018, "partners": [
        {"name": "Kagoshima City Hall"}, {"name": "University of Strasbourg"}]}),
    ("odt/fiche-nancy", {"amount_eur": 1250000.5, "year_start": 2021, "partners": [
        {"name": "Ville d’Antananarivo"}, {"name": "Agence de l’eau Rhin-Meuse"}]}),
    ("odt/fiche-brest", {"amount_eur": 45000, "year_start": 2019, "partners": [
        {"name": "Kiel", "country": "DE"}, {"name": "Yokosuka", "country": "JP"}]}),
    ("odt/form-strasbourg", {"amount_eur": 12500, "year_start": 2018, "partners": [
        {"name": "Kagoshima City Hall"}, {"name": "University of Strasbourg"}]}),
    ("pdf/fiche", {"amount_eur": 1250000.5, "year_start": 2019, "partners": [
        {"name": "Commune de Farafangana"}]}),
    ("pdf/formulaire", {"year_start": 1985, "amounts": [
        {"label": "Budget annuel", "value": 300000, "currency": "EUR"}]}),
    ("html/fiche-libreoffice", {"partners": [
        {"name": "Kiel", "country": "DE"}, {"name": "Yokosuka", "country": "JP"}], "amounts": [
            {"label": "Budget (par an)", "value": 12000, "currency": "EUR"}]}),
    ("csv/partenariats:3", {"amount_eur": 120250, "year_start": 1970, "partners": [
        {"name": "Yokosuka", "country": "JP"}]}),
    ("xlsx/subventions:6", {"amounts": [
        {"label": "Budget", "value": 45000, "currency": "EUR", "year": 2020},
        {"label": "Budget", "value": 1250000.5, "currency": "EUR", "year": 2021}], "partners": [
            {"name": "Madagascar", "country": "MG"}, {"name": "Bénin", "country": "BJ"}]}),
    ("xlsx/practices:5", {"year_start": 2021, "partners": [
        {"name": "Kiel"}, {"name": "Yokosuka"}]}),
    ("ods/subventions:7", {"partners": [{"name": "Kiel"}, {"name": "Yokosuka"}], "amounts": [
        {"label": "Budget", "value": 12000, "currency": "EUR", "year": 2021}]}),
    ("ods/practices:5", {"year_start": 2021, "partners": [
        {"name": "Kiel"}, {"name": "Yokosuka"}]}),
    ("pptx/fiches", {"amount_eur": 45000, "year_start": 2019}),
    ("odp/fiches", {"amount_eur": 45000, "year_start": 2019}),
    ("json/formulaires", {"amount_eur": 45000, "year_start": 2019, "partners": [
        {"name": "Kiel", "country": "DE"}, {"name": "Yokosuka", "country": "JP"}]}),
    ("tsv/network:2", {"amount_eur": 12500}),
    ("tsv/jumelages:2", {"year_start": 2015, "partners": [
        {"name": "Würzburg", "country": "DE"}]}),
]


class Forms(Case):
    def test_forms_fill_the_fields(self):
        for form in sorted({record.split("/")[0] for record, _ in FORMS}):
            index = self.folder / form
            program.run([INDEXER, "-i", index, SOURCES / form], self.folder)
            for record, expected in FORMS:
                if not record.startswith(form + "/"):
                    continue
                with self.subTest(record=record):
                    shown = self.parangon("show", "-i", index, "--format", "json",
                                          record.split("/")[1]).out
                    given = json.loads(shown)["record"]
                    self.assertEqual({field: given.get(field) for field in expected}, expected)

    def test_the_language_of_each_file_is_told(self):
        languages = {"docx/dechets": "fr", "docx/water": "en", "odt/dechets": "fr",
                     "odt/water": "en", "pdf/rapport": "fr", "pdf/newsletter": "en",
                     "html/montclair": "fr", "html/northport": "en", "eml/reponse": "fr",
                     "eml/web-mail": "en", "epub/guide": "fr", "epub/100-villes-resilientes": "en",
                     "odp/reseau": "fr", "odp/figures": "en", "pptx/reseau": "fr",
                     "pptx/figures": "en", "text/toulouse": "fr", "text/niort": "en",
                     "markdown/montpellier": "fr", "markdown/rhine": "en", "json/un": "fr",
                     "json/many:2": "en", "jsonl/one": "en", "tsv/network:2": "en",
                     "csv/practices:5": "en", "xlsx/practices:5": "en", "ods/practices:5": "en"}
        for form in FORMATS:
            index = self.folder / form
            program.run([INDEXER, "-i", index, SOURCES / form], self.folder)
            for record, lang in languages.items():
                if record.startswith(form + "/"):
                    with self.subTest(record=record):
                        shown = self.parangon("show", "-i", index, "--format", "json",
                                              record.split("/")[1]).out
                        self.assertEqual(list(json.loads(shown)["record"]["versions"]), [lang])


class Archives(Case):
    """One file of each format in a zip and in archives of tar."""

    def members(self):
        return [SOURCES / form / next(row.file for row in rows(form)) for form in FORMATS]

    def pack(self):
        with zipfile.ZipFile(self.source / "fiches.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in self.members():
                archive.write(path, f"Fiches/{path.parent.name}/{path.name}")
        for mode, ending in (("w:gz", "tar.gz"), ("w:xz", "tar.xz")):
            with tarfile.open(self.folder / f"lot.{ending}", mode) as archive:
                for path in self.members():
                    archive.add(path, f"{path.parent.name}/{path.name}")

    def test_members_are_found_by_their_sentences(self):
        self.pack()
        for archive, inside in ((self.source / "fiches.zip", "Fiches/"),
                                (self.folder / "lot.tar.gz", ""), (self.folder / "lot.tar.xz", "")):
            index = self.folder / (archive.name + "-index")
            program.run([INDEXER, "-i", index, archive], self.folder)
            for form in FORMATS:
                row = rows(form)[0]
                member = f"{archive.name}/{inside}{form}/{row.file}"
                with self.subTest(member=member):
                    paths = [result["source"]["path"] for result in
                             self.search("-n", "20", row.sentence, index=index)["results"]]
                    self.assertTrue(any(path == member or document(path) == document(row.file)
                                        for path in paths), paths)


@unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
class Older(Case):
    """What LibreOffice must convert first, made by LibreOffice."""

    MADE = [("docx/fiche-brest.docx", "doc"), ("docx/dechets.docx", "rtf"),
            ("xlsx/partenariats.xlsx", "xls"), ("pptx/reseau.pptx", "ppt")]

    def convert(self, sample, ending):
        """Whether there is such a file now: Writer, Calc and Impress are installed one by one."""
        name = f"{pathlib.PurePath(sample).stem}.{ending}"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile",
                        "--headless", "--convert-to", ending, "--outdir", self.source,
                        SOURCES / sample], check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300)
        return (self.source / name).exists()

    def test_older_formats_are_found_by_their_sentences(self):
        made = [pair for pair in self.MADE if self.convert(*pair)]
        if not made:
            self.skipTest("LibreOffice converts nothing here")
        ended = program.run([INDEXER, "-i", self.index, self.source], self.folder)
        for sample, ending in self.MADE:
            form, name = sample.split("/")
            row = next(row for row in rows(form) if row.file == name)
            with self.subTest(ending=ending):
                if (sample, ending) not in made:
                    self.skipTest(f"this LibreOffice makes no .{ending}")
                result = self.search(row.sentence)["results"][0]
                self.assertEqual(result["source"]["path"], f"{name.split('.')[0]}.{ending}",
                                 ended.err)
                # LibreOffice makes plain boxes of the titles of slides when it writes .ppt.
                if row.kind == "heading" and ending != "ppt":
                    self.assertEqual(result["passage"]["heading"], row.value)


if __name__ == "__main__":
    program.main()

# SPDX-License-Identifier: GPL-2.0-or-later
"""What other programs open: CSV, workbooks, web pages, texts for office suites, references."""
import csv
import datetime
import html.parser
import io
import json
import os
import pty
import re
import shutil
import stat
import subprocess
import unittest
import xml.etree.ElementTree as ET
import zipfile

import program
from program import FOUND, NOTHING, SYSTEM, USAGE, CorpusCase, ids, sheet

QUESTION = "coopération eau assainissement"
ODF = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
       "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
       "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
       "dc": "http://purl.org/dc/elements/1.1/",
       "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
       "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# The members of an item that csl-data.json knows, of those there are here.
CSL_TEXTS = {"id", "type", "title", "container-title", "publisher", "URL", "language", "abstract",
             "keyword", "note"}


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


class Page(html.parser.HTMLParser):
    """A page read strictly: what is opened is closed, in order."""

    EMPTY = {"meta", "br"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.text, self.links, self.languages = [], [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert len(dict(attrs)) == len(attrs), attrs
        for name, value in attrs:
            assert not name.startswith("on") and name != "style", (tag, attrs)
            if name in ("href", "src"):
                self.links.append(value)
            if name == "lang":
                self.languages.append((tag, value))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def words(self):
        return " ".join("".join(self.text).split())


def workbook(data):
    """The sheets of a workbook by name: rows of cells, numbers as numbers."""
    book = zipfile.ZipFile(io.BytesIO(data))
    assert book.testzip() is None
    strings = ["".join(part.text or "" for part in item.iter(SHEET + "t"))
               for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]
    targets = {relation.get("Id"): relation.get("Target")
               for relation in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    sheets = {}
    for entry in ET.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet"):
        tree = ET.fromstring(book.read("xl/" + targets[entry.get(RELATION)]))
        assert tree.find(f".//{SHEET}f") is None, "a formula"
        rows = []
        for row in tree.iter(SHEET + "row"):
            cells = {}
            for cell in row:
                value = cell.find(SHEET + "v")
                if value is None:
                    continue
                text = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
                cells[re.match("[A-Z]+", cell.get("r")).group()] = text
            rows.append(cells)
        sheets[entry.get("name")] = rows
    return sheets


def by_head(rows):
    """Rows as dicts by the names in the first one."""
    head = rows[0]
    return [{head[column]: value for column, value in row.items()} for row in rows[1:]]


class ExportCase(CorpusCase):
    def file(self, name, *words, command="search", **options):
        """The bytes of what a command writes to a file of that name."""
        path = self.folder / name
        self.parangon(command, "-i", options.pop("index", self.index), "--output", path, *words,
                      **options)
        return path.read_bytes()

    def text(self, name, *words, **options):
        return self.file(name, *words, **options).decode()


class Tables(ExportCase):
    def rows(self, *words, lang="fr", **options):
        text = self.text("a.csv", "--ui", lang, *words, **options)
        self.assertEqual(text.startswith("\ufeff"), lang == "fr")
        self.assertTrue(text.endswith("\r\n"))
        mark = ";" if lang == "fr" else ","
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark,
                               strict=True))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    def test_each_row_says_what_was_asked_and_when(self):
        for lang in ("fr", "en"):
            with self.subTest(lang):
                rows = self.rows(QUESTION, "--theme", "eau-assainissement", lang=lang)
                self.assertTrue(rows)
                for row in rows:
                    self.assertEqual(row["query"], QUESTION)
                    self.assertEqual(row["filters"], "theme=eau-assainissement")
                    self.assertEqual(row["exported_on"], today())

    def test_numbers_have_the_point_of_the_reader(self):
        french, english = (self.rows(QUESTION, lang=lang)[0]["score"] for lang in ("fr", "en"))
        self.assertRegex(french, r"^\d+,\d{4}$")
        self.assertRegex(english, r"^\d+\.\d{4}$")

    def test_all_of_a_record_is_there(self):
        rows = self.rows("nancy-farafangana-eau", command="show")
        values = {row["field"]: row["value"] for row in rows}
        self.assertEqual(values["Porteur"].split(",")[0], "Métropole du Grand Nancy")
        text = (program.RECORDS / "nancy-farafangana-eau.fr.md").read_text().split("---\n", 2)[2]
        self.assertEqual(values["Texte (fr)"].split(), text.split())
        self.assertEqual(rows[0]["query"], "nancy-farafangana-eau")
        self.assertEqual(rows[0]["exported_on"], today())


class Workbooks(ExportCase):
    def test_a_workbook_has_the_results_and_what_was_asked(self):
        sheets = workbook(self.file("a.xlsx", "--ui", "fr", "-n", "3", QUESTION))
        answer = self.search("-n", "3", "--ui", "fr", QUESTION)
        self.assertEqual(list(sheets), ["Résultats", "À propos"])
        rows = by_head(sheets["Résultats"])
        self.assertEqual([row["Identifiant"] for row in rows], ids(answer))
        self.assertEqual([row["Rang"] for row in rows], [1.0, 2.0, 3.0])
        about = {row["A"]: row["B"] for row in sheets["À propos"]}
        self.assertEqual(about["Recherche"], QUESTION)
        self.assertEqual(about["Date"], today())
        self.assertEqual(about["Résultats trouvés"], answer["total"])
        self.assertIn("CC", about["Sources et droits"])

    def test_a_workbook_has_the_columns_of_a_table(self):
        text = self.text("a.csv", "--ui", "en", QUESTION)
        columns = next(csv.reader(io.StringIO(text)))
        sheets = workbook(self.file("a.xlsx", "--ui", "en", QUESTION))
        self.assertEqual(len(sheets["Results"][0]), len(columns) - 3)

    def test_the_head_is_bold_and_stays(self):
        book = zipfile.ZipFile(io.BytesIO(self.file("a.xlsx", QUESTION)))
        first = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        self.assertEqual(first.find(f".//{SHEET}pane").get("state"), "frozen")
        styles = ET.fromstring(book.read("xl/styles.xml"))
        fonts = styles.find(SHEET + "fonts")
        formats = styles.find(SHEET + "cellXfs")
        style = int(next(first.iter(SHEET + "c")).get("s"))
        font = fonts[int(formats[style].get("fontId"))]
        self.assertIsNotNone(font.find(SHEET + "b"))

    def test_the_same_answer_gives_the_same_bytes(self):
        for name in ("a.xlsx", "a.odt"):
            first = self.file(name, "nancy-farafangana-eau", command="show")
            self.assertEqual(first, self.file(name, "nancy-farafangana-eau", command="show"), name)

    def test_amounts_are_numbers(self):
        sheets = workbook(self.file("a.xlsx", "--ui", "fr", "cherbourg-fonds-ecoles-associations",
                                    command="show"))
        stored = json.loads(self.parangon("show", "-i", self.index, "--format", "json",
                                          "cherbourg-fonds-ecoles-associations").out)["record"]
        self.assertTrue(stored["amounts"])
        self.assertEqual([row["Valeur"] for row in by_head(sheets["Montants"])],
                         [amount["value"] for amount in stored["amounts"]])


class Notes(ExportCase):
    def test_a_page_has_each_result_with_its_source(self):
        answer = self.search(QUESTION, "--ui", "fr")
        page = Page(self.text("a.html", QUESTION, "--ui", "fr"))
        words = page.words()
        day = datetime.date.fromisoformat(today()).strftime("%d/%m/%Y")
        self.assertIn(f"Recherche\u00a0: «\u00a0{QUESTION}\u00a0» · {day}".replace("\u00a0", " "),
                      words.replace("\u00a0", " "))
        for result in answer["results"]:
            for part in (result["title"], result["summary"], result["source"]["title"],
                         result["id"]):
                self.assertIn(" ".join(part.split()), words)
        self.assertEqual(page.languages[0], ("html", "fr"))
        self.assertEqual(page.tags.count("h1"), 1)
        self.assertNotIn("script", page.tags)

    def test_a_page_asks_nothing_of_a_network(self):
        text = self.text("a.html", QUESTION)
        self.assertIn("default-src 'none'", text)
        self.assertNotIn("url(", text)
        self.assertNotIn("@import", text)
        page = Page(text)
        self.assertEqual(set(page.tags) & {"link", "img", "script", "iframe", "object"}, set())
        for link in page.links:
            self.assertRegex(link, r"^https?://")

    def test_the_other_language_is_marked(self):
        self.write("un.fr.md", sheet("Le jardin partagé du quartier", id="un", lang="fr"))
        index = self.folder / "index"
        self.indexer(self.source, index=index)
        page = Page(self.text("a.html", "--ui", "en", "jardin", index=index))
        self.assertEqual(page.languages[0], ("html", "en"))
        self.assertIn(("span", "fr"), page.languages)

    def test_a_record_is_a_page_and_a_text_with_all_it_says(self):
        page = Page(self.text("a.html", "nancy-farafangana-eau", "--ui", "fr", command="show"))
        odt = self.odt(self.file("a.odt", "nancy-farafangana-eau", "--ui", "fr", command="show"))
        for words in (page.words(), odt):
            for part in ("Métropole du Grand Nancy", "Farafangana (Madagascar)", "constaté",
                         "Ce qui reste à demander", "Le rapprochement est passé par une",
                         "signature d'un accord de coopération", "CC"):
                self.assertIn(part.casefold(), words.casefold(), part)
        self.assertIn("table", page.tags)

    def odt(self, data):
        """The words of a text for an office suite, once it is as the standard wants it."""
        self.assertEqual(data[30:77], b"mimetypeapplication/vnd.oasis.opendocument.text")
        book = zipfile.ZipFile(io.BytesIO(data))
        self.assertIsNone(book.testzip())
        names = book.namelist()
        self.assertEqual(names[0], "mimetype")
        self.assertEqual(book.infolist()[0].compress_type, zipfile.ZIP_STORED)
        trees = {name: ET.fromstring(book.read(name)) for name in names if name.endswith(".xml")}
        entries = {entry.get(f"{{{ODF['manifest']}}}full-path")
                   for entry in trees["META-INF/manifest.xml"]}
        self.assertEqual(entries, {"/"} | set(names) - {"mimetype", "META-INF/manifest.xml"})
        known = {style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name")
                 for tree in (trees["styles.xml"], trees["content.xml"]) for style in tree.iter()}
        for element in trees["content.xml"].iter():
            for key, value in element.attrib.items():
                if key.endswith("}style-name"):
                    self.assertIn(value, known)
        self.assertEqual(trees["meta.xml"].find(".//meta:creation-date", ODF).text,
                         today() + "T00:00:00")
        return " ".join("".join(trees["content.xml"].itertext()).split())

    def test_a_text_has_each_result(self):
        words = self.odt(self.file("a.odt", QUESTION, "--ui", "fr"))
        for result in self.search(QUESTION, "--ui", "fr")["results"]:
            self.assertIn(" ".join(result["summary"].split()), words)

    def test_markdown_says_what_was_asked_and_when(self):
        day = datetime.date.fromisoformat(today()).strftime("%d/%m/%Y")
        for words, command in (((QUESTION,), "search"), (("nancy-farafangana-eau",), "show")):
            text = self.text("a.md", "--ui", "fr", *words, command=command)
            self.assertIn(words[0], text.splitlines()[-1])
            self.assertIn(day, text.splitlines()[-1])

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
    def test_libreoffice_opens_them(self):
        self.file("a.odt", QUESTION, "--ui", "fr")
        self.file("b.xlsx", QUESTION, "--ui", "fr")
        for name, kind in (("a.odt", "txt:Text (encoded):UTF8"), ("b.xlsx", "csv")):
            with self.subTest(name):
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{self.folder}/office", "--headless",
                     "--convert-to", kind, "--outdir", str(self.folder), str(self.folder / name)],
                    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=110,
                    env={**os.environ, "HOME": str(self.folder)})
                made = (self.folder / name).with_suffix("." + kind[:3]).read_text(
                    errors="replace")
                self.assertIn("Grand Nancy", made)


class References(ExportCase):
    def check(self, item):
        """What csl-data.json of the CSL schema asks of an item."""
        self.assertIn(item["type"], ("webpage", "report", "document"))
        self.assertTrue(item["id"])
        for key, value in item.items():
            if key in ("issued", "accessed"):
                self.assertEqual(list(value), ["date-parts"])
                for part in value["date-parts"]:
                    self.assertIn(len(part), (1, 2, 3))
                    self.assertTrue(all(type(number) is int for number in part))
            elif key == "author":
                for name in value:
                    self.assertEqual(list(name), ["literal"])
            elif key == "custom":
                self.assertEqual(value["date"], today())
            else:
                self.assertIn(key, CSL_TEXTS)
                self.assertIsInstance(value, str)

    def test_results_are_items_that_cite_their_source(self):
        items = json.loads(self.text("a.csl.json", QUESTION, "--ui", "fr"))
        results = self.search(QUESTION, "--ui", "fr")["results"]
        self.assertEqual([item["id"] for item in items], [result["id"] for result in results])
        for item, result in zip(items, results):
            self.check(item)
            self.assertEqual(item["container-title"], result["source"]["title"])
            self.assertEqual(item["issued"]["date-parts"], [[result["year_reported"]]])
            leads = [result["lead"], *result["co_leads"]] if result["lead"] else []
            self.assertEqual([name["literal"] for name in item.get("author", [])],
                             [lead["name"] for lead in leads])
            self.assertEqual(item["custom"]["query"], QUESTION)

    def test_a_record_is_one_item(self):
        item, = json.loads(self.text("a.csl.json", "nancy-farafangana-eau", command="show"))
        self.check(item)
        self.assertEqual(item["author"], [{"literal": "Métropole du Grand Nancy"}])


class Hostile(ExportCase):
    """Records are what anyone sent: they may not act in whatever opens them."""

    TITLE = "<script>alert(1)</script> \"quoted\"; 'x' & \u202e=cmd"

    def setUp(self):
        super().setUp()
        self.index = self.folder / "index"
        self.long = "mot " * 20000
        self.write("a.en.md", sheet(
            self.TITLE, f"</p><img src=x onerror=alert(1)> water\n\n{self.long}", id="=cmd()",
            lang="en", summary="=HYPERLINK(\"http://x\") _x0041_ \x1b[2J", lead="+33 <b>",
            source={"title": "@SUM(1)", "url": "http://a/\"><script>x</script>",
                    "locator": "-1\u0085"}))
        self.indexer(self.source)

    def test_nothing_acts_in_a_page(self):
        for words, command in (("water", "search"), ("=cmd()", "show")):
            text = self.text("a.html", "--ui", "fr", words, command=command)
            page = Page(text)
            self.assertEqual(set(page.tags) & {"script", "img", "b"}, set())
            self.assertIn("<script>alert(1)</script>", page.words())
            self.assertNotIn("\x1b", text)
            self.assertNotIn("\u202e", text)
            self.assertIn("en", [lang for _, lang in page.languages])
            self.assertTrue(all(link.startswith("http://a/%22%3E") for link in page.links))
            self.assertTrue(page.links)

    def test_nothing_runs_in_a_spreadsheet(self):
        for words, command in (("water", "search"), ("=cmd()", "show")):
            for lang in ("fr", "en"):
                text = self.text("a.csv", "--ui", lang, words, command=command).lstrip("\ufeff")
                for row in csv.reader(io.StringIO(text, newline=""), strict=True,
                                      delimiter=";" if lang == "fr" else ","):
                    for cell in row:
                        self.assertNotRegex(cell, r"^[=+@\t\r]|^-[^0-9]")
            sheets = workbook(self.file("a.xlsx", words, command=command))
            self.assertTrue(sheets)

    def test_a_text_longer_than_a_cell_goes_on_elsewhere(self):
        sheets = workbook(self.file("a.xlsx", "--ui", "fr", "=cmd()", command="show"))
        for rows in sheets.values():
            for row in rows:
                for cell in row.values():
                    self.assertTrue(isinstance(cell, float) or len(cell) <= 32767)
        first = next(row["B"] for row in sheets["Fiche"] if row["A"] == "Texte (en)")
        said = " […] (suite\u00a0: feuille «\u00a0Suite\u00a0»)"
        self.assertTrue(first.endswith(said))
        rest = by_head(sheets["Suite"])
        self.assertEqual([row["Partie"] for row in rest], [2.0, 3.0][:len(rest)])
        self.assertTrue(all(row["Cellule"].startswith("Fiche!B") for row in rest))
        whole = first[:-len(said)] + "".join(row["Texte"] for row in rest)
        self.assertEqual(whole.count("mot"), 20000)

    def test_texts_for_offices_and_references_are_well_formed(self):
        data = self.file("a.odt", "=cmd()", command="show")
        book = zipfile.ZipFile(io.BytesIO(data))
        text = "".join(ET.fromstring(book.read("content.xml")).itertext())
        self.assertIn("<script>alert(1)</script>", text)
        for words, command in (("water", "search"), ("=cmd()", "show")):
            item, = json.loads(self.text("a.csl.json", words, command=command))
            self.assertEqual(item["id"], "=cmd()")


class Files(ExportCase):
    def test_the_name_of_the_file_tells_the_format(self):
        self.assertEqual(json.loads(self.text("a.json", "eau"))["format"], 1)
        self.assertEqual(self.file("b.XLSX", "eau")[:2], b"PK")
        self.assertIn("fiches", self.text("c.unknown", "--ui", "fr", "eau"))
        self.assertEqual(json.loads(self.text("d.txt", "--format", "json", "eau"))["format"], 1)

    def test_a_format_that_a_command_lacks_is_refused_before_anything_is_written(self):
        path = self.folder / "a.csl.json"
        self.parangon("themes", "-i", self.index, "-o", path, code=USAGE)
        self.parangon("search", "-i", self.index, "-o", "", "eau", code=USAGE)
        self.assertFalse(path.exists())

    def test_a_file_is_replaced_whole(self):
        path = self.folder / "a.json"
        path.write_text("old")
        path.chmod(0o640)
        link = self.folder / "link.json"
        link.symlink_to(path)
        self.parangon("search", "-i", self.index, "-o", link, "eau")
        self.assertEqual(json.loads(path.read_text())["format"], 1)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)
        self.assertTrue(link.is_symlink())
        self.assertEqual([entry.name for entry in self.folder.iterdir()
                          if entry.name.startswith("a.json")], ["a.json"])

    def test_an_empty_answer_is_written_too(self):
        path = self.folder / "a.html"
        self.parangon("search", "-i", self.index, "-o", path, "introuvablement", code=NOTHING)
        self.assertIn("h1", Page(path.read_text()).tags)

    def test_what_cannot_be_written_is_said(self):
        for path in (self.folder, self.folder / "none" / "a.csv"):
            ended = self.parangon("search", "-i", self.index, "--format", "csv", "-o", path, "eau",
                                  code=SYSTEM)
            self.assertIn(str(path), ended.err)
            self.assertEqual(ended.out, "")

    def test_a_device_is_written_to_and_stays(self):
        self.parangon("search", "-i", self.index, "-o", "/dev/null", "eau")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_files_of_queries_go_to_standard_output(self):
        path = self.write("queries.jsonl", '{"id": "a", "text": "eau"}\n')
        self.parangon("search", "-i", self.index, "--format", "trec", "--queries", path, "-o",
                      self.folder / "a", code=USAGE)

    def test_bytes_that_are_no_text_never_go_to_a_terminal(self):
        try:
            master, slave = pty.openpty()
        except OSError as why:
            self.skipTest(f"no terminal to be had here: {why}")
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        for name in ("xlsx", "odt"):
            ended = self.parangon("search", "-i", self.index, "--format", name, "eau", code=USAGE,
                                  stdout=slave)
            self.assertIn("--output", ended.err)
        self.parangon("search", "-i", self.index, "--format", "xlsx", "eau", code=FOUND)


if __name__ == "__main__":
    program.main()

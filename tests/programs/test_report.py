#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run leaves for people: the report as a file, warnings for doubtful records, progress."""
import html.parser
import json
import os
import pty
import re
import shutil
import subprocess
import time

import program
from program import REJECTED, USAGE, Case, sheet

LONG = ("La ville et sa partenaire ont creusé quatre puits et formé les agents du service de "
        "l'eau potable, avec les habitants des quartiers concernés, pendant trois ans.")
YEAR = time.localtime().tm_year + 5


class Page(html.parser.HTMLParser):
    """The elements of a page, and whether they are closed in order."""

    EMPTY = {"meta"}

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.lang, self.words = [], [], None, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag == "html":
            self.lang = dict(attrs).get("lang")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes something else")

    def handle_data(self, data):
        self.words += data


class ReportFile(Case):
    def setUp(self):
        super().setUp()
        self.write("a.md", sheet("Un puits"))
        self.write("b<i>&.md", sheet("Un pont", themes=["<script>"]))
        self.report = self.source / "rapport.html"

    def page(self):
        return Page(self.report.read_text())

    def test_a_page_says_what_was_done_and_what_was_rejected(self):
        self.indexer("--report", self.report, self.source, code=REJECTED)
        page = self.page()
        self.assertEqual((page.lang, page.open), ("en", []))
        self.assertEqual(page.seen.count("caption"), page.seen.count("table"))
        self.assertNotIn("script", page.seen)
        self.assertNotIn("i", page.seen)
        for words in ("b<i>&.md", "<script>", "Records added", "Correct the rejected files",
                      str(self.source)):
            self.assertIn(words, page.words)
        self.assertRegex(self.report.read_text(), r"Records added</th><td[^>]*>1<")

    def test_the_page_is_in_french_where_the_locale_is(self):
        for name, value, lang in (("LC_ALL", "fr_FR.UTF-8", "fr"), ("LC_ALL", "en_GB", "en"),
                                  ("LANG", "fr_CA", "fr"), ("LC_MESSAGES", "fr", "fr")):
            env = {"LC_ALL": "", name: value}
            self.indexer("--report", self.report, self.source, code=REJECTED, env=env)
            self.assertEqual(self.page().lang, lang, (name, value))
        self.assertIn("Rejeté, et pourquoi", self.page().words)

    def test_json_has_what_the_summary_has(self):
        path = self.source / "r.json"
        said = self.summary("--report", path, self.source, code=REJECTED)
        kept = json.loads(path.read_text())
        self.assertEqual({key: kept[key] for key in said}, said)
        self.assertEqual(kept["sources"],
                         [{"path": str(self.source), "files": 2, "missing": False}])
        self.assertEqual(kept["to_do"][0], "mend-rejected")
        self.assertRegex(kept["date"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$")

    def test_both_say_which_file_was_left_out_for_which(self):
        (self.source / "b<i>&.md").unlink()
        long = LONG + " Les travaux ont été suivis par un comité de quartier."
        self.write("c/d.md", sheet("Des puits", long))
        copy = self.write("c/copie <b> de d.md", sheet("Des puits", long))
        odd = os.fsencode(self.source / "c") + b"/copie \xe9 de d.md"
        shutil.copy(copy, odd)
        for older in (copy, odd):
            os.utime(older, (1e9, 1e9))
        pairs = [("c/copie <b> de d.md", "c/d.md"), ("c/copie \ufffd de d.md", "c/d.md")]
        self.indexer("--report", self.report, self.source)
        page = self.page()
        self.assertEqual(page.open, [])
        self.assertNotIn("b", page.seen)
        table = page.words.split("Left out, being the same sheet as another file")[1]
        self.assertEqual([line for line in table.splitlines() if "copie" in line],
                         [file + kept for file, kept in pairs])
        path = self.folder / "r.json"
        self.indexer("--report", path, self.source)
        kept = json.loads(path.read_text())["left_out"]
        self.assertEqual(sorted((pair["file"], pair["kept"]) for pair in kept), pairs)

    def test_reports_among_the_sheets_are_not_indexed(self):
        for name in ("rapport.html", "r.json"):
            self.indexer("--report", self.source / name, self.source, code=REJECTED)
        (self.source / "r.json").rename(self.source / "old.json")
        (self.source / "empty.html").touch()
        done = self.summary("--report", self.source / "empty.html", self.source, code=REJECTED)
        self.assertEqual((done["skipped"], done["rejected"]), (3, 1))
        self.assertEqual(self.listed(), ["a"])
        self.indexer(self.report, code=REJECTED)
        self.assertEqual(self.listed(), ["a"])

    def test_nothing_but_a_report_is_written_over(self):
        for name in ("x.html", "x.json", "x.md", "x"):
            path = self.write(name, "mine")
            ended = self.indexer("--report", path, self.source, code=USAGE)
            self.assertIn("--report", ended.err)
            self.assertEqual(path.read_text(), "mine")
        self.assertFalse(self.index.exists())

    def test_a_run_that_fails_leaves_one_that_says_so(self):
        self.indexer("--strict", "--report", self.report, self.source, code=REJECTED)
        self.assertIn("nothing was written (--strict)", self.page().words)
        self.indexer("--report", self.report, self.source, code=REJECTED)
        with program.locked(self.index):
            self.indexer("--report", self.report, self.source, code=program.LOCKED)
        self.assertIn("The run failed", self.page().words)

    def test_others_may_read_it_and_nothing_is_left_beside_it(self):
        self.indexer("--report", self.report, self.source, code=REJECTED)
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(self.report.stat().st_mode & 0o777, 0o666 & ~mask)
        self.assertEqual(sorted(path.name for path in self.source.iterdir()),
                         ["a.md", "b<i>&.md", "rapport.html"])

    def test_a_folder_that_is_not_there_is_said(self):
        ended = self.indexer("--report", self.folder / "no" / "r.html", self.source,
                             code=program.SYSTEM)
        self.assertIn("No such file", ended.err)
        self.assertEqual(self.listed(), ["a"])


class Doubts(Case):
    def setUp(self):
        super().setUp()
        self.write("sub/a.md", sheet("UNE RENCONTRE EN MAI", kind="practice", year_start=YEAR,
                                     lead="Syndicat Inconnu"))
        self.write("b.md", sheet("Des puits", LONG, themes=["eau-assainissement"]))

    def doubts(self, *words):
        done = self.summary(*words, self.source)
        self.assertEqual(done["warned"], len(done["warnings"]))
        return done["warnings"]

    def test_they_are_said_of_what_is_new_or_changed_with_its_file(self):
        said = self.doubts("--dry-run")
        self.assertEqual({doubt["file"] for doubt in said}, {"sub/a.md"})
        for part in ("no theme", "Syndicat Inconnu", str(YEAR), "evidence", "capitals", "20 words"):
            self.assertTrue([doubt for doubt in said if part in doubt["message"]], (part, said))
        self.assertEqual(self.doubts(), said)
        self.assertEqual(self.doubts(), [])

    def test_the_terminal_counts_them_and_shows_them_when_asked(self):
        self.assertRegex(self.indexer("--dry-run", self.source).err, r"; \d warnings \(-v shows")
        self.assertIn("sub/a.md: fewer than 20 words",
                      self.indexer("-v", "--dry-run", self.source).err)

    def test_the_report_has_them(self):
        path = self.folder / "r.html"
        self.indexer("--report", path, self.source)
        page = Page(path.read_text())
        self.assertIn("Taken, but doubtful", page.words)
        self.assertIn("sub/a.md", page.words)


class Progress(Case):
    def terminal(self, *words):
        """What a run writes on a terminal."""
        ours, its = pty.openpty()
        with subprocess.Popen([program.INDEXER, "-i", self.index, *words, self.source],
                              env=program.environment(self.folder), stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=its) as running:
            os.close(its)
            said = b""
            while True:
                try:
                    part = os.read(ours, 65536)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                said += part
            running.wait()
        os.close(ours)
        return said.decode()

    def setUp(self):
        super().setUp()
        for i in range(1500):
            self.write(f"{i}.md", sheet(f"Fiche {i}", LONG * 3))

    def test_a_terminal_sees_how_far_it_is_and_nothing_else_does(self):
        said = self.terminal("--rebuild")
        drawn = re.findall(r"\r\x1b\[K((?:reading|indexing) [\d ]+ of 1 500)", said)
        self.assertTrue(drawn, said)
        self.assertIn("1500 added", said)
        self.assertNotRegex(self.terminal("--rebuild", "-q"), "reading|indexing")
        self.assertNotIn("\r", self.indexer("--rebuild", self.source).err)


if __name__ == "__main__":
    program.main()

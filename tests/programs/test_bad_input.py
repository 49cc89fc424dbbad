#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Input that is broken, hostile or unreadable: it is named with the reason, the rest goes in."""
import json
import os
import pathlib
import pwd
import resource
import shutil
import signal
import socket
import subprocess
import time

import program
from program import NO_INDEX, REJECTED, SYSTEM, Case, sheet

MIB = 1 << 20
FRENCH = 20 * (
    "L'école a été rénovée à côté du marché, où l'été fut très sec : dix œuvres y naquirent. ")

# What is wrong | name of the file | its bytes | what the message says, in this order.
# A message names the file; then the line or the field; then the reason; then what to do.
BAD_FILES = [
    ("an empty file", "bad.md", b"", ["bad.md", "empty"]),
    ("a file of white space", "bad.txt", b" \n\t\n", ["bad.txt", "empty"]),
    ("an empty JSON file", "bad.json", b"", ["bad.json", "line 1"]),
    ("a binary file", "bad.md", bytes(range(256)) * 40, ["bad.md", "line", "NUL"]),
    ("a program", "bad.txt", b"\x7fELF\x02\x01\x01" + bytes(9), ["bad.txt", "NUL"]),
    ("a PDF under another name", "bad.md", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ["bad.md", "PDF"]),
    ("an encoding that does not show", "bad.md",
     "---\ntitle: Сотрудничество\n---\n\nОдин город.\n".encode("koi8-r"),
     ["bad.md", "UTF-8", "iconv"]),
    ("an encoding that does not show, in JSON", "bad.json", '{"title": "Один"}'.encode("koi8-r"),
     ["bad.json", "line 1", "UTF-8"]),
    ("front matter that is never closed", "bad.md", b"---\ntitle: Un titre\n\nUn texte.\n",
     ["bad.md", "line 1", "never closed"]),
    ("front matter that is no YAML", "bad.md", b"---\ntitle: [un, deux\nlang: fr\n---\n",
     ["bad.md", "line"]),
    ("front matter that is a list", "bad.md", b"---\n- un\n- deux\n---\n",
     ["bad.md", "line 2", "fields are expected"]),
    ("a tab in YAML", "bad.md", b"---\ntitle: Un titre\nsource:\n\ttitle: x\n---\n",
     ["bad.md", "line 4"]),
    ("a key that stands twice in YAML", "bad.md", b"---\ntitle: Un\nlang: fr\ntitle: Deux\n---\n",
     ["bad.md", "line 4", "twice"]),
    ("a key that stands twice in JSON", "bad.json", b'{"title": "Un",\n "title": "Deux"}',
     ["bad.json", "line 2", "twice", "title"]),
    ("text after JSON", "bad.json", b'{"title": "Un"}\n{"title": "Deux"}\n',
     ["bad.json", "line 2", "after the end"]),
    ("JSON that ends too early", "bad.json", b'{"title": "Un"', ["bad.json", "line 1", "early"]),
    ("a JSON file of another kind of value", "bad.json", b'"Un"', ["bad.json", "object"]),
    ("a number in a JSON list of records", "bad.json", b'[\n3\n]',
     ["bad.json", "line 2", "object"]),
    ("\\u0000 in JSON", "bad.json", b'{"title": "Un\\u0000 titre"}',
     ["bad.json", "line 1", "u0000"]),
    ("\\0 in YAML", "bad.md", b'---\ntitle: "Un\\0 titre"\n---\n', ["bad.md", "line 2", "NUL"]),
    ("half a surrogate pair", "bad.json", b'{"title": "\\ud800"}', ["bad.json", "surrogate"]),
    ("JSON nested deeply", "bad.json", b"[" * 100_000, ["bad.json", "line 1", "64 deep"]),
    ("YAML nested deeply", "bad.md", b"---\ntitle: " + b"[" * 20_000 + b"\n---\n",
     ["bad.md", "line 2", "64 deep"]),
    ("YAML indented deeply", "bad.md",
     b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(1000)) + b"---\n",
     ["bad.md", "line", "64 deep"]),
    ("a bomb of YAML aliases", "bad.md",
     b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" +
     b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9))
              for n in range(ord("b"), ord("k"))) + b"---\n",
     ["bad.md", "line 2", "aliases"]),
    ("an endless number", "bad.json", b'{"title": "Un", "evidence": 1e999}',
     ["bad.json", "line 1", "too large"]),
    ("a number that is none", "bad.md", b"---\ntitle: Un\namount_eur: .nan\n---\n",
     ["bad.md", "line 3", "finite"]),
    ("two texts", "bad.md", b"---\ntitle: Un\ntext: Deux\n---\n\nTrois.\n",
     ["bad.md", "line", "text"]),
    ("neither a title nor a text", "bad.md", b"---\nlang: fr\n---\n", ["bad.md", "title", "text"]),
]

# Field | a value that it may not have | what the message says after the file and the field.
BAD_VALUES = [
    ("themes", ["aeu-assainissement"], "eau-assainissement"),
    ("themes", ["xqzwv"], "unknown"),
    ("themes", {"a": 1}, "line of text"),
    ("actions", ["coperation-decentralisee"], "cooperation-decentralisee"),
    ("schemes", ["xqzwv"], "unknown"),
    ("networks", ["xqzwv"], "unknown"),
    ("partners", [{"name": "Mopti", "country": "ZZ"}], "country"),
    ("lead", "com:99999", "unknown"),
    ("lead", "epci:1", "name may be given"),
    ("lead", ["Lyon", "Paris"], "line of text"),
    ("co_leads", ["reg:99"], "unknown"),
    ("kind", "practise", "practice"),
    ("year_start", 20221, "four figures"),
    ("year_start", "vingt", "four figures"),
    ("year_end", 2019.5, "four figures"),
    ("year_reported", -5, "four figures"),
    ("stage", "bientôt", "under-way"),
    ("evidence", 9, "0 to 4"),
    ("evidence", -1, "0 to 4"),
    ("evidence", "fort", "0 to 4"),
    ("evidence", "2 or 3", "0 to 4"),
    ("sdg", [18], "1 to 17"),
    ("sdg", [6.5], "1 to 17"),
    ("amount_eur", "1 200 USD", "in euros"),
    ("amount_eur", "10 à 12 k€", "in euros"),
    ("ongoing", "peut-être", "true or false"),
    ("checked_on", "hier", "2021-02-16"),
    ("checked_on", "2021-13-45", "2021-02-16"),
    ("status", "secret", "draft"),
    ("visibility", "nobody", "public"),
    ("source", ["un", "deux"], "object"),
    ("id", "un deux", "white space"),
    ("id", "x" * 121, "120 bytes"),
    ("translation_of", "un deux", "white space"),
    ("title", "x" * 5000, "4000 bytes"),
    ("title", {"fr": "Un"}, "text"),
    ("text", 12, "text"),
    ("funders", ["x"] * 201, "200"),
]


class BadCase(Case):
    def setUp(self):
        super().setUp()
        self.write("good.md", sheet("Un puits à Mopti"))

    def assert_in_order(self, parts, text):
        at = 0
        for part in parts:
            found = text.find(part, at)
            self.assertGreaterEqual(found, 0, f"{part!r} is missing, or too early, in: {text}")
            at = found + len(part)

    def reject(self, *words, **options):
        """Runs on the source, one file of which is bad, and gives what is said of it. The good
        neighbour must have gone in."""
        ended = self.indexer(*(words or [self.source]), code=REJECTED, **options)
        self.assertEqual(self.found("puits"), ["good"])
        lines = [line for line in ended.err.splitlines() if line.startswith("parangon-index: ")]
        self.assertEqual(len(lines), 1, ended.err)
        self.assertLess(len(lines[0]), 1500)
        return lines[0]


class Files(BadCase):
    def test_every_bad_file_is_named_with_its_line_and_the_reason(self):
        for what, name, data, parts in BAD_FILES:
            with self.subTest(what):
                path = self.write(name, data)
                self.assert_in_order(parts, self.reject())
                path.unlink()

    def test_a_message_never_carries_control_characters_to_a_terminal(self):
        self.write("bad.md", sheet("Un", themes=["\x1b]0;x\x07\x1b[2J\u009b31m"]))
        said = self.indexer(self.source, code=REJECTED).err
        self.assertNotRegex(said.replace("\n", ""), r"[\x00-\x1f\x7f\x80-\x9f]")

    def test_a_file_name_never_carries_control_characters_to_a_terminal(self):
        self.write("b\x1b[2Jad\n.md", b"")
        said = self.indexer(self.source, code=REJECTED).err
        self.assertNotIn("\x1b", said)

    def test_a_file_name_that_is_no_utf8_is_read_or_named(self):
        path = os.path.join(os.fsencode(self.source), b"\xe9t\xe9.md")
        pathlib.Path(os.fsdecode(path)).write_text(sheet("Un tramway à Mopti"))
        self.indexer(self.source)
        ended = self.parangon("search", "-i", self.index, "--format", "json", "tramway")
        ended.out.encode()
        self.assertEqual(json.loads(ended.out)["total"], 1)

    def test_a_few_malformed_bytes_in_a_sound_file_are_mended(self):
        self.write("damaged.md", sheet("Un été", FRENCH).encode() + b" caf\xff\n")
        self.indexer(self.source)
        self.assertEqual(self.found("œuvres"), ["damaged"])

    def test_text_in_other_encodings_is_read(self):
        for encoding in ["cp1252", "iso-8859-15", "mac-roman", "cp850", "utf-16", "utf-16-le"]:
            with self.subTest(encoding=encoding):
                text = sheet("Un été", FRENCH.replace("œ", "oe"))
                self.write("old.md", text.encode(encoding))
                self.indexer(self.source)
                self.assertEqual(self.found("naquirent rénovée"), ["old"])

    def test_marks_and_line_ends_of_other_systems_are_read(self):
        self.write("dos.md", b"\xef\xbb\xbf" + sheet("Un tramway").replace("\n", "\r\n").encode())
        self.write("mac.md", sheet("Un marché").replace("\n", "\r").encode())
        self.indexer(self.source)
        self.assertEqual(self.found("tramway"), ["dos"])
        self.assertEqual(self.found("marché"), ["mac"])

    def test_unknown_fields_are_left_out_and_said_on_demand(self):
        self.write("b.md", sheet("Une école", couleur="bleu"))
        self.assertNotIn("couleur", self.indexer("--dry-run", self.source).err)
        self.assertIn("couleur", self.indexer("-v", self.source).err)


class Values(BadCase):
    def test_every_bad_value_is_named_with_its_field_and_what_to_do(self):
        for field, value, help_ in BAD_VALUES:
            with self.subTest(field=field, value=str(value)[:40]):
                path = self.write("bad.md", sheet("Un titre", **{field: value})
                                  if field != "title" else sheet(value))
                if field == "text":
                    path.write_text(f"---\ntitle: Un\ntext: {value}\n---\n")
                self.assert_in_order(["bad.md", field, help_], self.reject())

    def test_the_line_of_a_bad_record_is_named(self):
        for name, text in (("bad.jsonl", '{"title":"Un"}\n\n{"title":"Deux","evidence":9}\n'),
                           ("bad.json", '[\n{"title":"Un"},\n{"title":"Deux","evidence":9}]\n')):
            with self.subTest(name):
                path = self.write(name, text)
                ended = self.indexer(self.source, code=REJECTED)
                self.assert_in_order([name, "line 3", "evidence"], ended.err)
                self.assertEqual(len(self.listed()), 2)
                path.unlink()
                shutil.rmtree(self.index)

    def test_every_bad_line_of_many_is_named_and_the_good_ones_go_in(self):
        bad = ("", "{", "[]", "3", '"x"', "null", '{"title": 1,}', '{"title":"x"} y', "nul",
               '{"title":"\\ud800"}', "{'title':'x'}", '{"title":"Un","evidence":"x"}')
        lines = [line for pair in zip(bad, (f'{{"id":"g{n}","title":"Puits {n}"}}'
                                            for n in range(len(bad)))) for line in pair]
        ended = self.indexer("--format", "json", "-", input="\n".join(lines) + "\n",
                             code=REJECTED)
        summary = json.loads(ended.out)
        self.assertEqual((summary["added"], summary["rejected"]), (len(bad), len(bad) - 1))
        self.assertEqual([problem["line"] for problem in summary["problems"]],
                         list(range(3, 2 * len(bad), 2)))

    def test_strict_leaves_the_index_as_it_was_to_the_byte(self):
        self.indexer(self.source)
        before = program.snapshot(self.index)
        self.write("good.md", sheet("Un forage à Mopti"))
        self.write("new.md", sheet("Une école"))
        self.write("bad.md", sheet("Mauvais", evidence=9))
        ended = self.indexer("--strict", self.source, code=REJECTED)
        self.assertIn("nothing was written", ended.err)
        self.assert_untouched(self.index, before)

    def test_strict_without_an_index_makes_none_that_answers(self):
        self.write("bad.md", sheet("Mauvais", evidence=9))
        self.indexer("--strict", self.source, code=REJECTED)
        self.parangon("search", "-i", self.index, "puits", code=NO_INDEX)

    def test_strict_refuses_an_id_that_another_source_has_before_anything_is_written(self):
        self.indexer(self.source)
        other = self.folder / "other"
        self.write(other / "a.md", sheet("Une école"))
        self.write(other / "good.md", sheet("Un tramway"))
        before = program.snapshot(self.index)
        self.indexer("--strict", other, code=REJECTED)
        self.assert_untouched(self.index, before)


class Folders(BadCase):
    def test_a_symbolic_link_to_itself_is_said(self):
        (self.source / "loop.md").symlink_to("loop.md")
        self.assert_in_order(["loop.md", "loop"], self.reject())

    def test_a_symbolic_link_to_a_folder_above_is_said_and_not_followed(self):
        (self.source / "inner").mkdir()
        (self.source / "inner" / "up").symlink_to(self.source)
        self.assert_in_order(["inner/up", "link"], self.reject())

    def test_two_folders_that_link_to_each_other_end(self):
        for one, two in (("a", "b"), ("b", "a")):
            (self.source / one).mkdir()
            (self.source / one / "link").symlink_to(self.source / two)
        self.indexer(self.source, code=REJECTED)
        self.assertEqual(self.found("puits"), ["good"])

    def test_a_symbolic_link_to_nothing_is_said(self):
        (self.source / "gone.md").symlink_to("nowhere.md")
        self.assert_in_order(["gone.md", "No such file"], self.reject())

    def test_a_symbolic_link_to_a_file_is_read(self):
        elsewhere = self.write(self.folder / "elsewhere.md", sheet("Un tramway"))
        (self.source / "tram.md").symlink_to(elsewhere)
        self.indexer(self.source)
        self.assertEqual(self.found("tramway"), ["tram"])

    def test_a_pipe_a_socket_and_a_folder_named_as_sheets_are_passed_over(self):
        os.mkfifo(self.source / "pipe.md")
        (self.source / "folder.md").mkdir()
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(self.source / "socket.md"))
            self.assertEqual(self.summary(self.source)["skipped"], 2)
        self.assertEqual(self.listed(), ["good"])

    def test_a_folder_deeper_than_64_is_said(self):
        folder = self.source.joinpath(*"d" * 80)
        folder.mkdir(parents=True)
        (folder / "deep.md").write_text(sheet("Profond"))
        self.assertIn("64", self.reject())

    def test_a_file_that_disappears_while_others_are_read_is_said(self):
        slow = self.source / "a.jsonl"
        slow.touch()
        os.truncate(slow, 400 * MIB)
        gone = self.write("z.md", sheet("Disparu"))
        process = subprocess.Popen([program.INDEXER, "-i", self.index, self.source],
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env=program.environment(self.folder))
        try:
            self.wait_until_open(process.pid, slow)
            process.send_signal(signal.SIGSTOP)
            gone.unlink()
        finally:
            process.send_signal(signal.SIGCONT)
            err = process.communicate(timeout=program.SECONDS_A_RUN)[1].decode()
        program.check_end(["parangon-index"], process.returncode, err)
        self.assertEqual(process.returncode, REJECTED)
        self.assert_in_order(["a.jsonl", "line 1", "z.md", "No such file"], err)
        self.assertEqual(self.listed(), ["good"])

    def wait_until_open(self, pid, path):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
                try:
                    if os.readlink(link) == str(path.resolve()):
                        return
                except FileNotFoundError:
                    pass
            time.sleep(0.001)
        self.fail(f"{path} was never opened")


class Sizes(BadCase):
    def measure(self, words, feed):
        """Runs the indexer with `feed` writing its standard input; gives its end and its memory."""
        process = subprocess.Popen([program.INDEXER, "-i", self.index, *words],
                                   stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=program.environment(self.folder))
        try:
            feed(process.stdin)
            process.stdin.close()
        except BrokenPipeError:
            pass
        err = process.stderr.read().decode()
        process.stderr.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        program.check_end(["parangon-index", *words], process.returncode, err)
        return process.returncode, err, usage.ru_maxrss // 1024

    def test_a_line_of_200_mb_on_standard_input_is_said_and_its_neighbours_go_in(self):
        def feed(stream):
            stream.write(b'{"id": "one", "title": "Un puits"}\n{"title": "')
            block = b"x" * MIB
            for _ in range(200):
                stream.write(block)
            stream.write(b'"}\n{"id": "two", "title": "Deux puits"}\n')

        code, err, memory = self.measure(["-"], feed)
        self.assertEqual(code, REJECTED, err)
        self.assert_in_order(["standard input", "line 2", "longer than"], err)
        self.assertEqual(self.listed(), ["one", "two"])
        if not program.is_sanitized():
            self.assertLess(memory, 150)

    def test_a_line_of_200_mb_in_a_file_is_said(self):
        path = self.write("bad.jsonl", '{"title": "')
        os.truncate(path, 200 * MIB)
        self.assert_in_order(["bad.jsonl", "line 1", "longer than"], self.reject())

    def test_a_file_of_200_mb_is_said_with_what_to_do(self):
        for name in ("bad.md", "bad.json", "bad.txt"):
            with self.subTest(name):
                path = self.write(name, "{")
                os.truncate(path, 200 * MIB)
                self.assert_in_order([name, "larger than", "split"], self.reject())
                path.unlink()

    def test_a_word_and_a_line_of_a_megabyte_are_indexed(self):
        self.write("long.md", sheet("Long", "x" * MIB + " tramway"))
        self.write("wide.md", sheet("Large", "un marché " * 100_000))
        self.indexer(self.source)
        self.assertEqual(self.found("tramway"), ["long"])
        self.assertEqual(self.found("marché"), ["wide"])
        self.assertLess(len(self.parangon("search", "-i", self.index, "tramway").out), 5000)

    def test_front_matter_of_more_than_a_megabyte_is_said(self):
        self.write("bad.md", b"---\ntitle: Un\nnotes: " + b"x" * (2 * MIB) + b"\n---\n")
        self.assert_in_order(["bad.md", "line 1", "1 MiB"], self.reject())

    def test_many_bad_records_are_all_counted_and_the_problems_listed_have_a_limit(self):
        text = '{"title": "Un", "evidence": 9}\n' * 3000
        summary = json.loads(self.indexer("--format", "json", "-", input=text,
                                          code=REJECTED).out)
        self.assertEqual(summary["rejected"], 3000)
        self.assertLessEqual(len(summary["problems"]), 1000)


def limited(size):
    """Run in the child before the program: no file may grow beyond `size` bytes."""
    def apply():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return apply


class TheSystemRefuses(BadCase):
    def test_a_full_disk_leaves_the_index_that_was_there_answering(self):
        self.indexer(self.source)
        for number in range(300):
            self.write(f"n{number}.md", sheet(f"Projet {number}", f"mot{number} " * 80))
        for size in (0, 4096, 40_000, 100_000, 200_000):
            for options in ([], ["--rebuild"]):
                with self.subTest(size=size, options=options):
                    words = [program.INDEXER, "-i", self.index, *options, self.source]
                    ended = program.run(words, self.folder, preexec_fn=limited(size),
                                        restore_signals=False)
                    self.assertEqual(ended.code, SYSTEM, ended.err)
                    self.assertRegex(ended.err, "File too large|space")
                    self.assertIn("good", self.found("puits"))
        self.indexer(self.source)
        self.assertEqual(len(self.listed()), 301)

    def test_a_full_disk_at_the_first_run_leaves_no_index_that_answers_wrongly(self):
        self.indexer(self.source, code=SYSTEM, preexec_fn=limited(20_000), restore_signals=False)
        self.parangon("search", "-i", self.index, "puits", code=NO_INDEX)
        self.indexer(self.source)
        self.assertEqual(self.found("puits"), ["good"])

    def test_an_output_that_cannot_be_written_is_said(self):
        self.indexer(self.source)
        commands = [[program.PARANGON, "search", "-i", self.index, "puits"],
                    [program.PARANGON, "search", "-i", self.index, "--format", "json", "puits"],
                    [program.PARANGON, "show", "-i", self.index, "good"],
                    [program.PARANGON, "themes", "-i", self.index],
                    [program.PARANGON, "stats", "-i", self.index],
                    [program.PARANGON, "--help"], [program.PARANGON, "--version"],
                    [program.PARANGON, "search", "--help"], [program.INDEXER, "--help"],
                    [program.INDEXER, "--version"],
                    [program.INDEXER, "-i", self.index, "--list"],
                    [program.INDEXER, "-i", self.index, "--format", "json", self.source]]
        for words in commands:
            with self.subTest(words=[str(word) for word in words[1:]]):
                with open("/dev/full", "wb") as full:
                    ended = program.run(words, self.folder, stdout=full)
                self.assertEqual(ended.code, SYSTEM, ended.err)
                self.assertIn("output", ended.err)
                ended = program.run(words, self.folder, preexec_fn=lambda: os.close(1))
                self.assertEqual(ended.code, SYSTEM, ended.err)

    def test_a_reader_that_leaves_early_is_no_crash(self):
        self.indexer(self.source)
        for words in ([program.PARANGON, "search", "-i", self.index, "puits"],
                      [program.INDEXER, "-i", self.index, "--list"]):
            reading, writing = os.pipe()
            os.close(reading)
            ended = program.run(words, self.folder, stdout=writing)
            os.close(writing)
            self.assertEqual(ended.code, SYSTEM, ended.err)

    def test_closed_standard_streams_never_write_into_the_index(self):
        self.write("bad.md", sheet("Mauvais", evidence=9))
        for closed in ((1,), (2,), (1, 2), (0, 1, 2)):
            with self.subTest(closed=closed):
                self.write("good.md", sheet(f"Un puits {closed}"))
                shuts = " ".join(f"{stream}>&-" if stream else "<&-" for stream in closed)
                subprocess.run(["sh", "-c", f'"$0" -v --format json -i "$1" "$2" {shuts}',
                                program.INDEXER, self.index, self.source],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=program.environment(self.folder), check=False,
                               timeout=program.SECONDS_A_RUN)
                self.assertEqual(self.found("puits"), ["good"])
                self.assertEqual(self.search("puits")["results"][0]["title"],
                                 f"Un puits {closed}")

    def test_an_index_place_that_is_a_file_is_said(self):
        place = self.write(self.folder / "file", "x")
        self.indexer(self.source, index=place, code=SYSTEM)
        self.parangon("search", "-i", place, "puits", code=NO_INDEX)


class AsSomeoneElse(BadCase):
    """Permissions mean nothing to root: then the programs run as nobody, where they can."""

    def setUp(self):
        super().setUp()
        self.user = {}
        if os.geteuid() != 0:
            return
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            self.skipTest("run as root, and there is nobody else to be")
        self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.folder.chmod(0o755)
        try:
            program.run([program.INDEXER, "--version"], self.folder, **self.user)
        except (OSError, program.Crashed):
            self.skipTest("run as root, and nobody may not run the programs")
        for path in (self.folder, self.source, self.source / "good.md"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)

    def test_an_unreadable_file_is_said_and_the_others_go_in(self):
        self.write("bad.md", sheet("Une école")).chmod(0)
        self.assert_in_order(["bad.md", "ermission denied"], self.reject(self.source, **self.user))

    def test_an_unreadable_folder_is_said_and_the_others_go_in(self):
        inner = self.source / "inner"
        inner.mkdir()
        inner.chmod(0)
        self.addCleanup(inner.chmod, 0o755)
        self.assert_in_order(["inner", "ermission denied"], self.reject(self.source, **self.user))

    def test_an_index_that_may_only_be_read_answers_and_is_not_written(self):
        self.indexer(self.source, **self.user)
        for path in [self.index, *self.index.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        self.addCleanup(lambda: [path.chmod(0o755) for path in [self.index, *self.index.glob("*")]])
        before = program.snapshot(self.index)
        ended = self.parangon("search", "-i", self.index, "puits", **self.user)
        self.assertIn("puits", ended.out)
        self.write("new.md", sheet("Une école"))
        self.assertIn("ermission denied", self.indexer(self.source, code=SYSTEM, **self.user).err)
        self.indexer("--rebuild", self.source, code=SYSTEM, **self.user)
        self.assert_untouched(self.index, before)

    def test_an_index_that_may_not_be_read_is_said(self):
        self.indexer(self.source, **self.user)
        self.index.chmod(0)
        self.addCleanup(self.index.chmod, 0o755)
        ended = self.parangon("search", "-i", self.index, "puits", code=SYSTEM, **self.user)
        self.assertIn("ermission denied", ended.err)


if __name__ == "__main__":
    program.main()

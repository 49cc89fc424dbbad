#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Documentation says what the programs do: options, fields, README examples, versions.

PARANGON and PARANGON_INDEXER name the programs, PARANGON_SOURCE_ROOT the tree. With --write, the
outputs shown in README.md are replaced by what the programs print now; read the difference.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("PARANGON_SOURCE_ROOT", HERE.parent.parent)).resolve()
PARANGON = os.environ.get("PARANGON", str(ROOT / "build/release/query/parangon"))
INDEXER = os.environ.get("PARANGON_INDEXER", str(ROOT / "build/release/indexer/parangon-index"))
MAN_PAGES = sorted(page.name for page in (ROOT / "docs").glob("parangon*.[15]"))

# In pieces, so that this file does not hold what it looks for.
FORBIDDEN = [
    r"/wo" r"rk(?![\w-])", r"/tmp/br" r"ief", r"(?<!PARANGON_)(?<![\w-])sha" r"red/",
    r"(?i)\bcla" r"ude (?:code|opus|sonnet|haiku|ai)\b", r"(?i)\banth" r"ropic\b",
    r"(?i)\bopen" r"ai\b", r"\bLL" r"Ms?\b", r"(?i)\bchat" r"gpt\b", r"\bG" r"PT\b",
    r"(?i)\bco" r"pilot\b", r"(?i)\blanguage mo" r"dels?\b", r"\bTO" r"DO\b", r"\bFIX" r"ME\b",
]
# A given name is one of people and of communes too: only there, and in lists of words.
NAME = r"(?i)\bcla" r"ude\b"
NAME_ALLOWED = re.compile(r"^corpus/(records|vocabulary)/")


def text_of(path):
    return (ROOT / path).read_text(encoding="utf-8")


def environment():
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PARANGON", "LC_", "LANG"))}
    env.update(LC_ALL="C.UTF-8", NO_COLOR="1")
    return env


def run(*words):
    return subprocess.run(words, env=environment(), stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)


def help_of(command):
    words = [INDEXER] if command == "index" else [PARANGON, command]
    answer = run(*words, "--help")
    if answer.returncode != 0:
        raise AssertionError(f"{command} --help: status {answer.returncode}")
    return answer.stdout


def commands():
    listed = run(PARANGON, "--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines()]


def options_of(command):
    """{"--index", "-i", …} as the help prints them."""
    found = set()
    for line in help_of(command).split("\nOptions:\n")[1].splitlines():
        row = re.match(r" {2}(?:(-\w), | {4})(--[\w-]+)", line)
        if row:
            found.update(option for option in row.groups() if option)
    return found


def options_in_page(page):
    found = set()
    for line in text_of(f"docs/{page}").splitlines():
        if line.startswith(".It Fl "):
            found.update("-" + name for name in re.findall(r"Fl ([\w-]+)", line))
    return found


def page_of(command):
    own = f"parangon-{command}.1"
    return own if own in MAN_PAGES else "parangon.1"


def fields():
    """name -> (filters, choices) of the table in the source."""
    source = text_of("corpus/record/fields.c")
    source = re.sub(r'"\s*\\?\s*"', "", source)
    kinds = re.search(r'#define KINDS\s*\\?\s*"([^"]*)"', source).group(1)
    table = {}
    for row in re.findall(r"\{(\.name = .*?)\},", source, re.S):
        members = dict(re.findall(r'\.(\w+) = "([^"]*)"', row))
        choices = kinds if ".choices = KINDS" in row else members.get("choices", "")
        filters = {members[key] for key in ("filter", "filter_fr") if key in members}
        table[members["name"]] = (filters, set(choices.split("|")) - {""})
    return table


def fields_in_page():
    """name -> (filters, text) of the manual page."""
    table = {}
    for block in text_of("docs/parangon-record.5").split("\n.It Sy ")[1:]:
        name, _, rest = block.split("\n.El")[0].partition("\n")
        filters = re.findall(r"Filter:\n\.Cm (.*?) \.\n?", rest + "\n")
        table[name] = (set(filters[0].split(" , ")) if filters else set(), rest)
    return table


def extensions():
    """Of the files that are read, from the tables of the readers."""
    found = set()
    for path in (ROOT / "indexer/readers").rglob("*.c"):
        for row in re.findall(r"extensions\[\] = \{([^}]*)\}", path.read_text(encoding="utf-8")):
            found.update(re.findall(r'"(\w+)"', row))
    return found


class Readme:
    """The examples of README.md: blocks « console », lines « $ command » and what they print."""

    BLOCK = re.compile(r"(```console\n)(.*?)(```\n)", re.S)

    def __init__(self, folder):
        self.folder = folder
        self.text = text_of("README.md")
        programs = folder / "programs"
        programs.mkdir()
        (folder / "corpus").symlink_to(ROOT / "corpus")
        (programs / "parangon").symlink_to(Path(PARANGON).resolve())
        (programs / "parangon-index").symlink_to(Path(INDEXER).resolve())
        self.env = environment()
        self.env["PATH"] = f"{programs}:{self.env['PATH']}"
        self.env["XDG_DATA_HOME"] = str(folder / "data")

    @staticmethod
    def steps(block):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield command, output.rstrip("\n")

    def output(self, command, shown):
        """What the command prints; `cat FILE` makes the file that it shows."""
        words = shlex.split(command)
        if words[0] == "cat":
            path = self.folder / words[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(shown + "\n", encoding="utf-8")
        answer = subprocess.run(words, cwd=self.folder, env=self.env, text=True, timeout=120,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)
        return answer.stdout.rstrip("\n")

    def rewritten(self):
        def rewrite(block):
            steps = []
            for command, shown in self.steps(block.group(2)):
                printed = self.output(command, shown)
                steps.append(f"$ {command}\n" + (printed + "\n" if printed else ""))
            return block.group(1) + "\n".join(steps) + block.group(3)

        return self.BLOCK.sub(rewrite, self.text)


class Options(unittest.TestCase):
    def test_manual_pages_list_the_options_that_the_help_lists(self):
        for page in {page_of(command) for command in commands()}:
            expected = set()
            for command in commands():
                if page_of(command) == page:
                    expected |= options_of(command)
            with self.subTest(page=page):
                self.assertEqual(options_in_page(page), expected)

    def test_manual_page_lists_the_commands(self):
        listed = re.findall(r"^\.It Cm ([\w-]+)", text_of("docs/parangon.1").split(
            ".Sh COMMANDS")[1].split(".Sh ")[0], re.M)
        self.assertEqual(sorted(listed), sorted(commands()))

    def completed(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _parangon; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        answer = run("bash", "-c", script, "bash", str(ROOT / "docs/completion/parangon.bash"),
                     *words)
        self.assertEqual(answer.returncode, 0, answer.stdout)
        return set(answer.stdout.split())

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_completion_offers_the_options_that_the_help_lists(self):
        for command in commands():
            with self.subTest(command=command):
                self.assertEqual(self.completed(PARANGON, command, "-"), options_of(command))
        self.assertEqual(self.completed(INDEXER, "-"), options_of("index"))

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_completion_offers_the_commands(self):
        self.assertEqual(self.completed(PARANGON, ""), set(commands()) | {"--help", "--version"})

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_completion_offers_the_formats_that_are_accepted(self):
        for command in commands():
            words = [PARANGON, command] + (["x"] if command in ("search", "show", "like") else [])
            refusal = run(*words, "--format", "nothing").stdout
            accepted = re.search(r"is none of ([\w|]+)", refusal)
            self.assertTrue(accepted, refusal)
            with self.subTest(command=command):
                self.assertEqual(self.completed(PARANGON, command, "--format", ""),
                                 set(accepted.group(1).split("|")))

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_completion_knows_which_options_take_a_value(self):
        for command in commands():
            for row in help_of(command).split("\nOptions:\n")[1].splitlines():
                option = re.match(r" {6}(--[\w-]+)( [A-Z.=]+)?(?: {2,}|$)", row)
                if not option:
                    continue
                with self.subTest(command=command, option=option.group(1)):
                    offered = self.completed(PARANGON, command, option.group(1), "-")
                    if option.group(2):
                        self.assertNotIn("--help", offered)
                    else:
                        self.assertIn("--help", offered)


class Fields(unittest.TestCase):
    def test_manual_page_lists_the_fields_of_the_table(self):
        self.assertEqual(sorted(fields_in_page()), sorted(fields()))

    def test_manual_page_gives_the_filters_and_choices_of_each_field(self):
        page = fields_in_page()
        for name, (filters, choices) in fields().items():
            with self.subTest(field=name):
                self.assertEqual(page[name][0], filters)
                words = set(re.findall(r"[\w-]+", page[name][1]))
                self.assertLessEqual(choices, words)


class ManualPages(unittest.TestCase):
    def test_formats_are_those_of_the_readers(self):
        rows = re.findall(r"^\.It Pa (\..*?) Ta ", text_of("docs/parangon-index.1"), re.M)
        listed = {name.strip(" .") for row in rows for name in row.split(" ,")}
        self.assertEqual(listed, extensions())

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_mandoc_has_nothing_to_say(self):
        for page in MAN_PAGES:
            with self.subTest(page=page):
                answer = run("mandoc", "-Tlint", "-Wwarning", str(ROOT / "docs" / page))
                self.assertEqual(answer.stdout, "")

    @unittest.skipUnless(shutil.which("man") and shutil.which("groff"), "no man here")
    def test_man_has_nothing_to_say(self):
        for page in MAN_PAGES:
            answer = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l",
                                     str(ROOT / "docs" / page)], env=environment(), text=True,
                                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE, timeout=60)
            with self.subTest(page=page):
                self.assertEqual((answer.returncode, answer.stderr), (0, ""))

    def test_all_pages_are_installed(self):
        build = text_of("docs/meson.build")
        self.assertEqual(sorted(MAN_PAGES),
                         sorted(path.name for path in (ROOT / "docs").glob("*.[1-8]")))
        for page in MAN_PAGES:
            self.assertIn(f"'{page}'", build)


class ReadmeTest(unittest.TestCase):
    def setUp(self):
        self.text = text_of("README.md")

    def test_examples_print_what_is_shown(self):
        self.maxDiff = None
        with tempfile.TemporaryDirectory() as folder:
            readme = Readme(Path(folder))
            ran = 0
            for _, block, _ in readme.BLOCK.findall(readme.text):
                for command, shown in readme.steps(block):
                    with self.subTest(command=command):
                        self.assertEqual(readme.output(command, shown), shown,
                                         "README.md differs: see --write of this test")
                    ran += 1
            self.assertGreater(ran, 3)

    def test_commands_and_options_exist(self):
        known = commands()
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", self.text, re.S):
            for line in block.splitlines():
                words = line.removeprefix("$ ").split("#")[0].split()
                if not words or words[0] not in ("parangon", "parangon-index"):
                    continue
                command = "index" if words[0] == "parangon-index" else words[1]
                with self.subTest(line=line):
                    self.assertIn(command, known)
                    options = {word.split("=")[0] for word in words if re.match(r"--\w", word)}
                    self.assertLessEqual(options, options_of(command))

    def test_options_named_in_the_text_exist(self):
        every = set().union(*(options_of(command) for command in commands()))
        named = set(re.findall(r"`(--[a-z-]+)", self.text))
        self.assertLessEqual(named, every | {"--help", "--version"})

    def test_what_is_not_there_yet_is_not_there(self):
        absent = self.text.split("## What it does not do yet")[1].split("\n## ")[0]
        words = set(re.findall(r"`parangon ([\w-]+)`", absent))
        self.assertFalse(words & set(commands()))
        unread = re.search(r"([A-Z, \n]+\sand [A-Z]+) files are not read", absent).group(1)
        self.assertFalse(set(re.findall(r"[a-z]+", unread.lower())) & extensions())

    def test_all_commands_and_exit_statuses_are_told(self):
        for command in commands():
            self.assertIn(f"parangon {command}", self.text)
        statuses = re.findall(r"\[PARANGON_\w+\] = \{(\d+),", text_of("corpus/base/error.c"))
        told = " ".join(self.text.split("## Exit status")[1].split("\n## ")[0].split())
        self.assertEqual(sorted(set(statuses)), sorted(re.findall(r"(?:^|· )(\d+) ", told)))

    def test_bootstrap_does_what_is_said(self):
        bootstrap = text_of("bootstrap")
        for word in re.findall(r"\./bootstrap (\w+)", self.text):
            self.assertRegex(bootstrap, rf"(?m)^{word}\)")

    def test_links_and_paths_lead_somewhere(self):
        for target in re.findall(r"\]\(([^)#:]+)\)", self.text):
            self.assertTrue((ROOT / target).exists(), target)


class House(unittest.TestCase):
    def test_changelog_begins_with_the_version_of_the_build(self):
        version = re.search(r"version: '([^']+)'", text_of("meson.build")).group(1)
        top = re.search(r"^## \[([^\]]+)\]", text_of("CHANGELOG.md"), re.M).group(1)
        self.assertEqual(top, version)
        self.assertEqual(run(PARANGON, "--version").stdout, f"parangon {version}\n")
        self.assertEqual(run(INDEXER, "--version").stdout, f"parangon-index {version}\n")

    def texts(self):
        listed = b""
        if shutil.which("git"):
            listed = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files",
                                     "-coz", "--exclude-standard"], stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL).stdout
        if listed:
            names = listed.decode().split("\0")[:-1]
        else:  # a tree without its history
            names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
                     if not path.relative_to(ROOT).parts[0].startswith(("build", ".git"))]
        for name in names:
            path = ROOT / name
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                if b"\0" not in data:
                    yield name, data.decode("utf-8", "replace")

    def test_the_tree_speaks_of_itself_alone(self):
        forbidden = re.compile("|".join(f"(?:{word})" if not word.startswith("(?i)")
                                        else f"(?i:{word[4:]})" for word in FORBIDDEN))
        found = []
        for name, text in self.texts():
            patterns = [forbidden] + ([] if NAME_ALLOWED.match(name) else [re.compile(NAME)])
            for number, line in enumerate(text.splitlines(), 1):
                if any(pattern.search(line) for pattern in patterns):
                    found.append(f"{name}:{number}: {line.strip()[:100]}")
        self.assertEqual(found, [])


def write_readme():
    with tempfile.TemporaryDirectory() as folder:
        text = Readme(Path(folder)).rewritten()
    (ROOT / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write_readme()
    else:
        unittest.main(verbosity=1)

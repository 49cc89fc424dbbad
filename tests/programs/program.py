# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the two programs as a person or a script does, in folders of their own.

Environment: PARANGON and PARANGON_INDEXER, the programs; PARANGON_SOURCE_ROOT, the tree.
"""
import collections
import contextlib
import fcntl
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
SECONDS_A_RUN = 120

FOUND, NOTHING, USAGE, REJECTED, NO_INDEX, LOCKED, DAMAGED, SYSTEM, BUG = 0, 1, 2, 3, 4, 5, 6, 7, 70

# Xapian 1.4.22 reads a little past a damaged block; the address sanitizer ends the program there,
# with Xapian in the innermost frames. Without the sanitizer it goes on, and says damage.
IN_XAPIAN = re.compile(r"AddressSanitizer(?:(?!xapian-c/src)[\s\S])*libxapian")

SANITIZER = re.compile(r"(Address|Leak|UndefinedBehavior)Sanitizer|runtime error:")

Ended = collections.namedtuple("Ended", "code out err")


def _needed(name):
    value = os.environ.get(name)
    if not value or not os.path.exists(value):
        print(f"skipped: {name} names nothing that exists", file=sys.stderr)
        sys.exit(SKIPPED)
    return os.path.abspath(value)


PARANGON = _needed("PARANGON")
INDEXER = _needed("PARANGON_INDEXER")
ROOT = pathlib.Path(_needed("PARANGON_SOURCE_ROOT"))
RECORDS = ROOT / "corpus" / "records"


def is_sanitized():
    """Whether the programs were built with the address sanitizer, which changes their memory."""
    return b"__asan_init" in pathlib.Path(INDEXER).read_bytes()


def environment(home, **more):
    """What the programs may see: nothing of the person who runs the tests."""
    kept = ("PATH", "PARANGON_VOCABULARY", "ASAN_OPTIONS", "UBSAN_OPTIONS",
            "LSAN_OPTIONS", "LD_LIBRARY_PATH")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    return {**own, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm",
            **more}


class Crashed(AssertionError):
    """A program ended in a way that no input may bring about."""


def check_end(words, code, err, contained=False):
    """`contained`: a child of the program may have been ended by the sanitizer inside of Xapian,
    which reads beyond damaged tables, as long as the program itself goes on to its end."""
    said = f"{[str(word)[:200] for word in words]} ended with {code}: {err[:8000]}"
    faulty = SANITIZER.search(err) and not (contained and "libxapian" in err)
    if code < 0 or code == BUG or faulty:
        raise Crashed(said)
    if code not in range(NOTHING, SYSTEM + 1) and code != FOUND:
        raise Crashed("an exit status that no table has: " + said)


def run(words, home, input=None, env=None, contained=False, **options):
    """Runs a program to its end. Text comes back as text, with bytes that are no UTF-8 kept as
    surrogates, so that a test can see them."""
    if isinstance(input, str):
        input = input.encode()
    given = {} if input is not None else {"stdin": subprocess.DEVNULL}
    ended = subprocess.run([os.fsencode(word) for word in words], input=input,
                           stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                           env=environment(home, **(env or {})), timeout=SECONDS_A_RUN,
                           check=False, **given, **options)
    out = (ended.stdout or b"").decode("utf-8", "surrogateescape")
    err = ended.stderr.decode("utf-8", "surrogateescape")
    check_end(words, ended.returncode, err, contained)
    return Ended(ended.returncode, out, err)


def snapshot(folder):
    """Every file below the folder with its bytes and the time of its last change."""
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def changes(before, after):
    """The names of the files that differ between two snapshots, each with what differs."""
    what = {}
    for name in sorted(before.keys() | after.keys()):
        if name not in before or name not in after:
            what[name] = "made" if name in after else "gone"
        elif before[name] != after[name]:
            what[name] = "bytes" if before[name][0] != after[name][0] else "time"
    return what


def open_checksums(index):
    """Leaves the current generation as a killed update does: without checksums to compare."""
    name = (pathlib.Path(index) / "current").read_text().split()[0]
    text, sum64 = b"parangon checksums 1\nopen\n", 14695981039346656037
    for byte in text:
        sum64 = (sum64 ^ byte) * 1099511628211 % 2 ** 64
    (pathlib.Path(index) / name / "checksums").write_bytes(text + b"sum %016x\n" % sum64)


@contextlib.contextmanager
def locked(index):
    """Holds the lock of an index, as another writer does."""
    with open(pathlib.Path(index) / "lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sheet(title, text="Un texte qui dit ce qui a été fait.", **fields):
    """A sheet in Markdown; values are written as JSON, which YAML reads too."""
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
                   for name, value in {"title": title, **fields}.items())
    return f"---\n{head}---\n\n{text}\n"


def ids(answer):
    return [result["id"] for result in answer["results"]]


class Case(unittest.TestCase):
    """A test with a folder of its own, in which `source` holds sheets and `index` the index."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parangon-test-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.source = self.folder / "source"
        self.source.mkdir()
        self.index = self.folder / "index"

    def write(self, name, text):
        """Puts a file into the source, or elsewhere by an absolute name."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def assert_untouched(self, folder, before):
        """That nothing was written. Xapian's own lock, an empty file, is opened by every writer."""
        what = changes(before, snapshot(folder))
        self.assertEqual({name: how for name, how in what.items()
                          if (os.path.basename(name), how) != ("flintlock", "time")}, {})

    def indexer(self, *words, code=FOUND, index=None, **options):
        """Runs parangon-index, which must end with `code`."""
        ended = run([INDEXER, "-i", index or self.index, *words], self.folder, **options)
        self.assertEqual(ended.code, code, ended.err)
        return ended

    def summary(self, *words, code=FOUND, **options):
        """The same, with its summary in JSON."""
        ended = self.indexer("--format", "json", *words, code=code, **options)
        return json.loads(ended.out)

    def parangon(self, *words, code=FOUND, **options):
        ended = run([PARANGON, *words], self.folder, **options)
        if code is not None:
            self.assertEqual(ended.code, code, f"{words}: {ended.err}")
        return ended

    def search(self, *words, code=None, index=None, **options):
        """The answer of a search; whether something was found or not, unless `code` says so."""
        ended = self.parangon("search", "-i", index or self.index, "--format", "json", *words,
                              code=code, **options)
        self.assertIn(ended.code, (FOUND, NOTHING), ended.err)
        answer = json.loads(ended.out)
        self.assertEqual(ended.code == NOTHING, answer["total"] == 0, words)
        return answer

    def found(self, *words, **options):
        """The ids of all that a search finds, in order."""
        return ids(self.search("-n", "1000", *words, **options))

    def listed(self, **options):
        """The ids that the index holds, sorted."""
        lines = self.indexer("--list", **options).out.splitlines()
        return sorted(line.split("\t")[0] for line in lines)


class CorpusCase(Case):
    """Tests on one index of the sheets of the corpus, made once and only read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="parangon-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, True)
        ended = run([INDEXER, "-i", cls.shared / "index", RECORDS], cls.shared)
        if ended.code != FOUND:
            raise AssertionError(f"the corpus cannot be indexed: {ended.err}")

    def setUp(self):
        super().setUp()
        self.index = self.shared / "index"


def main():
    unittest.main(module="__main__", verbosity=2)

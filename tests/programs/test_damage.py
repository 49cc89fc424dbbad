#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Damaged files of every format beside good ones: each is indexed or said, and nothing else happens.

    test_damage.py [--count N] [--seed S] [--keep FOLDER]

More than the suite's number of files is for a longer run by hand; FOLDER takes a copy of each file
that crashed the process which read it.
"""
import argparse
import collections
import contextlib
import gzip
import io
import json
import os
import pathlib
import random
import re
import shutil
import sys
import tarfile
import time
import zipfile

import program
from program import FOUND, NOTHING, REJECTED, Case, sheet

SOURCES = program.ROOT / "tests" / "data" / "sources"
Sample = collections.namedtuple("Sample", "form ending data")
BATCH = 60
SECONDS_A_BATCH = 600 if program.is_sanitized() else 300

NEIGHBOURS = {
    "voisin-a.md": ("Un potager partagé à Quimperlé", "Quimperlé cultive des topinambours."),
    "voisin-m.md": ("Une bibliothèque à Saint-Malo", "Les lecteurs empruntent des grimoires."),
    "voisin-z.md": ("Un orchestre à Tulle", "Les accordéonistes répètent le mercredi."),
}
WORDS = {"voisin-a.md": "topinambours", "voisin-m.md": "grimoires", "voisin-z.md": "accordéonistes"}

# What the program says of a reader that did not end as readers do.
CRASH = re.compile(r"the reader (crashed|gave up|ended early|tried)|signal \d+")
SLOW = re.compile(r"computed for more than|said nothing for|took more than|seconds")



def archives():
    """A zip and a tar of some of the samples, the same at every run."""
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as whole, tarfile.open(fileobj=tarred, mode="w") as other:
        for path in sorted(SOURCES.glob("*/fiche*")) + sorted(SOURCES.glob("text/*")):
            name, data = f"{path.parent.name}/{path.name}", path.read_bytes()
            whole.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
            info = tarfile.TarInfo(name)
            info.size = len(data)
            other.addfile(info, io.BytesIO(data))
    yield Sample("archive", ".zip", zipped.getvalue())
    yield Sample("archive", ".tar", tarred.getvalue())
    yield Sample("archive", ".tgz", gzip.compress(tarred.getvalue(), mtime=0))


SAMPLES = [Sample(path.parent.name, path.suffix, path.read_bytes())
           for path in sorted(SOURCES.glob("*/*"))] + list(archives())

options = argparse.Namespace(count=120, seed=20210216, keep=None)


def truncate(chance, data):
    return data[:chance.randrange(1, max(2, len(data)))]


def flip(chance, data):
    data = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def splice(chance, data):
    """The head of the file with the tail of another, of the same format or not."""
    other = chance.choice(SAMPLES).data
    return data[:chance.randrange(1, len(data) + 1)] + other[chance.randrange(len(other)):]


def blank(chance, data):
    """A block of zeros, as a disk leaves it."""
    size = min(len(data), chance.choice((16, 512, 4096)))
    at = chance.randrange(len(data) - size + 1)
    return data[:at] + bytes(size) + data[at + size:]


def repeat(chance, data):
    """A block that stands there twice."""
    begin, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[begin:end] + data[end:]


WAYS = (truncate, flip, flip, splice, blank, repeat)


def damaged(number):
    """The name and the bytes of a damaged file, the same at every run."""
    chance = random.Random(f"{options.seed} {number}")
    sample = SAMPLES[number % len(SAMPLES)]
    way = chance.choice(WAYS)
    return f"{number:05}-{way.__name__}-{sample.form}{sample.ending}", way(chance, sample.data)


def processes(folder):
    """The processes that were started with a name of this folder, but this one."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = path.read_bytes()
            if os.fsencode(folder) in words and path.parent.name != str(os.getpid()):
                found.append(words)
    return found


class Damage(Case):
    def batch(self, numbers, tally):
        shutil.rmtree(self.source)
        shutil.rmtree(self.index, True)
        self.source.mkdir()
        names = {}
        for number in numbers:
            name, data = damaged(number)
            self.write(name, data)
            names[name] = data
        for name, (title, text) in NEIGHBOURS.items():
            self.write(name, sheet(title, text))
        left = set(self.folder.iterdir())
        began = time.monotonic()
        program.SECONDS_A_RUN = SECONDS_A_BATCH
        ended = program.run([program.INDEXER, "-i", self.index, "--format", "json", self.source],
                            self.folder)
        tally["slowest batch, seconds"] = max(tally["slowest batch, seconds"],
                                              round(time.monotonic() - began))
        self.assertIn(ended.code, (FOUND, REJECTED), ended.err)
        self.assertEqual(set(self.folder.iterdir()) - left - {self.index}, set())
        self.assertEqual(processes(self.folder), [])
        self.each_is_indexed_or_said(names, json.loads(ended.out), tally)
        self.neighbours_are_found()

    def each_is_indexed_or_said(self, names, summary, tally):
        said = collections.defaultdict(str)
        for problem in summary.get("problems", []):
            said[problem["file"].split("/")[0]] += problem["message"] + "\n"
        for pair in summary["left_out"]:
            said[pair["file"].split("/")[0]] += f"the same sheet as {pair['kept']}\n"
        lines = self.indexer("--list").out.splitlines()
        indexed = {line.split("\t")[1].split("/")[0] for line in lines}
        for name, data in names.items():
            self.assertTrue(name in indexed or said[name].strip(), f"{name}: lost in silence")
            tally["indexed" if name in indexed else "rejected with a message"] += 1
            tally["indexed in part, which is said"] += name in indexed and bool(said[name])
            if CRASH.search(said[name]):
                tally["crashes of a reader"] += 1
                print(f"{name}: {said[name].strip()}", file=sys.stderr)
                if options.keep:
                    pathlib.Path(options.keep, name).write_bytes(data)
            elif SLOW.search(said[name]):
                tally["over a limit of time"] += 1
                print(f"{name}: {said[name].strip()}", file=sys.stderr)

    def neighbours_are_found(self):
        for name, word in WORDS.items():
            paths = [result["source"]["path"] for result in self.search(word)["results"]]
            self.assertEqual(paths[0], name)
        for question in ("coopération eau", "council staff", "budget", "Brest Kiel"):
            self.parangon("search", "-i", self.index, question, code=None)
        self.assertIn(self.parangon("search", "-i", self.index, "xylophones-introuvables",
                                    code=None).code, (FOUND, NOTHING))

    def test_damaged_files_cost_no_more_than_themselves(self):
        tally = collections.Counter()
        tally["slowest batch, seconds"] = 0
        for first in range(0, options.count, BATCH):
            self.batch(range(first, min(first + BATCH, options.count)), tally)
        print(dict(tally), file=sys.stderr)
        self.assertEqual(tally["indexed"] + tally["rejected with a message"], options.count)
        self.assertEqual(tally["crashes of a reader"], 0)
        self.assertEqual(tally["over a limit of time"], 0)
        self.assertGreater(tally["indexed"], options.count // 20)
        self.assertGreater(tally["rejected with a message"], options.count // 20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=options.count)
    parser.add_argument("--seed", type=int, default=options.seed)
    parser.add_argument("--keep")
    parser.parse_args(namespace=options)
    sys.argv[1:] = []
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes judged collections with the real programs, asks their questions and says how good it is.

The collections are not in this tree: they are read from ir/ in the data folder of the directory
that PARANGON_SHARED names, and nothing of them is kept after the run. Without them the test says
that it is skipped.
"""

import argparse
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import evaluate

COLLECTIONS = ("fr-cdtn", "fr-piaf", "fr-spf", "en-cranfield", "en-med")
SKIPPED = 77
SOME_REJECTED = 3  # the exit status of the indexer: two abstracts of Cranfield are empty


def parse_floor(text):
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"COLLECTION=FIGURE is meant, not {text!r}")
    return name, float(value)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("indexer", help="the program parangon-index")
    parser.add_argument("searcher", help="the program parangon")
    parser.add_argument("collections", nargs="*", default=COLLECTIONS, metavar="COLLECTION")
    parser.add_argument("--floor", action="append", type=parse_floor, default=[],
                        metavar="COLLECTION=FIGURE", help="the least nDCG@10 that is accepted")
    parser.add_argument("--depth", type=int, default=1000, metavar="N", help="results a question")
    parser.add_argument("--runs", type=pathlib.Path, metavar="DIR",
                        help="keep the ranked lists here")
    return parser.parse_args()


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def find_data():
    shared = os.environ.get("PARANGON_SHARED")
    if not shared:
        skip("PARANGON_SHARED names no folder of judged collections")
    folder = pathlib.Path(shared) / "data" / "ir"
    if not folder.is_dir():
        skip(f"there is no {folder}")
    return folder


def unpack(packed, path):
    with gzip.open(packed, "rb") as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)


def size_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def timed(command, output, accepted=0):
    """The seconds a command takes; its standard output goes into a file."""
    command = list(map(str, command))
    start = time.monotonic()
    with output.open("wb") as lines:
        status = subprocess.run(command, stdout=lines, check=False).returncode
    if status not in (0, accepted):
        raise subprocess.CalledProcessError(status, command)
    return time.monotonic() - start


def measure(folder, given, work):
    """The figures of one collection, in the order of the table's columns."""
    corpus, index, run = work / "corpus.jsonl", work / "index", work / "run"
    unpack(folder / "corpus.jsonl.gz", corpus)
    indexing = timed([given.indexer, "-q", "-i", index, corpus],
                     work / "report", SOME_REJECTED)
    searching = timed([given.searcher, "search", "-i", index, "--query-lang", folder.name[:2],
                       "--format", "trec", "-n", given.depth,
                       "--queries", folder / "queries.jsonl"], run)
    if given.runs:
        given.runs.mkdir(parents=True, exist_ok=True)
        shutil.copy(run, given.runs / folder.name)
    judged = evaluate.read_judgements(folder / "qrels.tsv")
    asked = (folder / "queries.jsonl").read_bytes().count(b"\n")
    figures = evaluate.mean(evaluate.measure_run(evaluate.open_run(run), judged))
    return figures, indexing, 1000 * searching / max(asked, 1), size_of(index)


def main():
    given = read_arguments()
    data = find_data()
    names = [name for name in given.collections if (data / name).is_dir()]
    for name in sorted(set(given.collections) - set(names)):
        print(f"SKIPPED: {name}: not in {data}")
    if not names:
        skip("none of the collections is there")
    floors, below = dict(given.floor), []
    print("collection      nDCG@10    MAP    MRR  R@100  index s  ms/query  index MB", flush=True)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="parangon-judged-") as work:
            figures, indexing, query, size = measure(data / name, given, pathlib.Path(work))
        print(f"{name:15}", *(f"{figures[measure]:{width}.3f}" for measure, width in
                              zip(evaluate.MEASURES, (7, 6, 6, 6))),
              f"{indexing:8.1f} {query:9.2f} {size / 1e6:9.1f}", flush=True)
        if figures["nDCG@10"] < floors.get(name, 0):
            below.append(f"{name}: nDCG@10 {figures['nDCG@10']:.4f} is below {floors[name]}")
    print(*below, sep="\n", end="\n" if below else "")
    return 1 if below else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"judged: {error.cmd[0]}: exit status {error.returncode}")
    except (OSError, ValueError) as error:
        sys.exit(f"judged: {error}")

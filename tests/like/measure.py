#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Precision at five of `parangon like` on the project's own records, by judgements.tsv.

P@5 divides by five; where fewer than five records are similar it cannot reach 1, and P@min(5,R)
divides by as many as there are. Environment: see tests/programs/program.py.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def judgements():
    similar = collections.defaultdict(set)
    for line in (HERE / "judgements.tsv").read_text().splitlines()[1:]:
        record, other = line.split("\t")
        similar[record].add(other)
    return similar


def like(record, index, *options):
    ended = subprocess.run([os.environ["PARANGON"], "like", "-i", index, "--format", "json", "-n",
                            "5", *options, record], stdout=subprocess.PIPE, check=False)
    if ended.returncode not in (0, 1):
        sys.exit(f"like {record} ended with {ended.returncode}")
    return [result["id"] for result in json.loads(ended.stdout)["results"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floor", type=float, default=0)
    parser.add_argument("--lang", help="only the sheets in this language are indexed")
    parser.add_argument("-v", action="store_true", help="say which were found and which not")
    asked = parser.parse_args()
    if not os.environ.get("PARANGON") or not os.environ.get("PARANGON_INDEXER"):
        print("skipped: PARANGON and PARANGON_INDEXER name no programs", file=sys.stderr)
        sys.exit(SKIPPED)
    records = HERE.parents[1] / "corpus" / "records"
    sheets = sorted(records.glob(f"*.{asked.lang}.md")) if asked.lang else [records]
    similar = judgements()
    at_five = at_least = 0
    with tempfile.TemporaryDirectory(prefix="parangon-like-") as index:
        subprocess.run([os.environ["PARANGON_INDEXER"], "-q", "-i", index, *sheets], check=True)
        for record in sorted(similar):
            found = like(record, index)
            good = sum(other in similar[record] for other in found)
            at_five += good / 5
            at_least += good / min(5, len(similar[record]))
            if asked.v:
                print(record, good, " ".join(("+" if other in similar[record] else "-") + other
                                             for other in found))
    at_five, at_least = at_five / len(similar), at_least / len(similar)
    print(f"{len(similar)} records: P@5 {at_five:.3f}, P@min(5,R) {at_least:.3f}")
    sys.exit(at_five < asked.floor)


main()

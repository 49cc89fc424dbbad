#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures how well the language of a text is told: of single sentences, of titles of three to
eight words, and of third languages.

TELL is a program that reads texts, a line each, and prints fr, en or other for each (tell.c).
Floors are shares of the French and English samples that are told right; see samples.py for where
they come from. The half "development" is the one to look into; "final" only gives its figures.
"""

import argparse
import collections
import os
import pathlib
import subprocess
import sys

import samples

SKIPPED = 77


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("tell", help="the program that tells")
    parser.add_argument("--half", choices=("development", "final"), default="development")
    parser.add_argument("--min-sentences", type=float, default=0, metavar="SHARE")
    parser.add_argument("--min-titles", type=float, default=0, metavar="SHARE")
    parser.add_argument("--min-third", type=float, default=0, metavar="SHARE",
                        help="of sentences of third languages that are told to be neither")
    parser.add_argument("--catalogs", type=pathlib.Path, default=samples.CATALOGS, metavar="DIR")
    parser.add_argument("--wrong", type=int, default=0, metavar="N",
                        help="show so many mistakes of each line of the table")
    return parser.parse_args()


def find_data():
    shared = os.environ.get("PARANGON_SHARED")
    data = pathlib.Path(shared or "/nonexistent") / "data"
    if not data.is_dir():
        print("SKIPPED: PARANGON_SHARED names no folder of texts")
        sys.exit(SKIPPED)
    return data


def tell(program, texts):
    answer = subprocess.run([program], input="".join(f"{text}\n" for text in texts), text=True,
                            encoding="utf-8", stdout=subprocess.PIPE, check=True)
    told = answer.stdout.split()
    if len(told) != len(texts):
        sys.exit(f"{program}: {len(told)} answers to {len(texts)} texts")
    return told


def share(group):
    return sum(sample.language == told for sample, told in group) / len(group)


def show(name, group, wrong):
    to_other = sum(told == "other" != sample.language for sample, told in group)
    crossed = sum(told not in (sample.language, "other") for sample, told in group)
    print(f"{name:42} {len(group):6}  {100 * share(group):6.2f} %  "
          f"{to_other:4} neither  {crossed:4} the wrong one")
    mistakes = [(sample, told) for sample, told in group if told != sample.language]
    for sample, told in mistakes[:wrong]:
        print(f"    {told:5} {sample.text[:150]}")


def main():
    arguments = read_arguments()
    data = find_data()
    taken = list(samples.known_samples(data, arguments.half))
    taken += samples.third_samples(arguments.catalogs, arguments.half)
    groups, kinds = collections.defaultdict(list), collections.defaultdict(list)
    by_language = collections.defaultdict(list)
    for sample, told in zip(taken, tell(arguments.tell, [sample.text for sample in taken])):
        groups[sample.kind, sample.collection, sample.language].append((sample, told))
        kinds[sample.kind].append((sample, told))
        by_language[sample.kind, sample.language].append((sample, told))
    for (kind, collection, language), group in groups.items():
        show(f"{kind}: {collection} {language if language != 'other' else ''}", group,
             arguments.wrong)
    print()
    for (kind, language), group in by_language.items():
        show(f"{kind}, {language}", group, 0)
    print()
    for kind, group in kinds.items():
        show(f"all {kind}", group, 0)
    floors = (("sentences", arguments.min_sentences), ("titles", arguments.min_titles),
              ("third sentences", arguments.min_third))
    failed = [kind for kind, floor in floors if kinds[kind] and share(kinds[kind]) < floor]
    for kind in failed:
        print(f"FAILED: {kind}: fewer are told right than is asked for")
    sys.exit(1 if failed else 0)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what each part of the ranking is worth: the questions are asked once with all of them, then
once without each.

A part that the program does not know is skipped with a word. `worth` is what is lost without the
part: a negative figure says that the collection does better without it.
"""

import argparse
import re
import statistics
import subprocess
import sys

import evaluate
import judged
import trial as trials

PARTS = ("exact", "phrase", "window", "concepts", "translations", "stop", "near")
OPTION = "--without"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    trials.add_arguments(parser)
    parser.add_argument("--parts", default=",".join(PARTS), metavar="LIST",
                        help="of " + ", ".join(PARTS) + "; a+b leaves out two at once")
    given = parser.parse_intermixed_args()
    given.parts = [part for part in given.parts.split(",") if part]
    return given


def value(measured):
    return evaluate.mean(measured)["nDCG@10"]


def known_parts(programs, parts):
    """The parts that the help of the program names beside the option."""
    _, _, told = programs.help().partition(OPTION)
    told = told.partition("\n  -")[0].partition("\n      --")[0]
    for part in parts:
        if all(name in re.findall(r"\w+", told) for name in part.split("+")):
            yield part
        else:
            print(f"SKIPPED: {part}: the program does not know this part")


def measure_trial(programs, trial, parts):
    """Prints a row a part; {part: worth}."""
    index, worths = trial.corpus.parent / "index", {}
    programs.index(index, trial)
    whole = trials.figures(programs.rank(index, trial.queries, "--query-lang", trial.lang), trial)
    print(f"{trial.name:13} {'(all parts)':20} {len(whole):5d} {value(whole):7.4f}", flush=True)
    for part in parts:
        run = programs.rank(index, trial.queries, "--query-lang", trial.lang,
                            OPTION, part.replace("+", ","))
        measured = trials.figures(run, trial)
        worths[part] = value(whole) - value(measured)
        helped = sum(whole[query][0] > measured[query][0] for query in whole)
        harmed = sum(whole[query][0] < measured[query][0] for query in whole)
        print(f"{trial.name:13} {part:20} {len(whole):5d} {value(measured):7.4f} "
              f"{worths[part]:+.4f} {helped:7d} {harmed:6d}  {trials.chance(measured, whole):.4f}",
              flush=True)
    return worths


def show_means(worths):
    """The mean worth over the collections of a language, each counting the same."""
    for lang in ("fr", "en"):
        for part in dict.fromkeys(part for each in worths.values() for part in each):
            values = [each[part] for name, each in worths.items()
                      if name.startswith(lang) and part in each]
            if values:
                print(f"mean {lang:8} {part:20} {'':13} {statistics.mean(values):+.4f}")


def main():
    given = read_arguments()
    programs = trials.Parangon(given.indexer, given.searcher)
    if OPTION not in programs.help():
        judged.skip(f"{given.searcher} has no {OPTION}")
    parts = list(known_parts(programs, given.parts))
    folders = trials.find_collections(given.collections)
    print("collection    without              asked nDCG@10   worth  helped harmed       p",
          flush=True)
    worths = {}
    for folder in folders:
        with trials.open_trial(folder, given.sample) as trial:
            worths[trial.name] = measure_trial(programs, trial, parts)
    show_means(worths)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"parts: {error.cmd[0]}: exit status {error.returncode}")
    except (OSError, ValueError) as error:
        sys.exit(f"parts: {error}")

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks judged questions of the project's programs and of the search engines people have today.

Every engine gets the same documents and the same questions, as it comes: its own cutting of words,
stemming and ranking; only PostgreSQL had two options chosen in its favour (engines/postgresql.py).
An engine that is not installed is skipped with a word. The last columns say how far it is from the
project's own answer and how likely chance alone does that.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import evaluate
import trial as trials
from engines import fts5, lucene, postgresql, stock_xapian

OWN = "parangon"
PEERS = {"xapian": stock_xapian, "sqlite": fts5, "postgresql": postgresql, "lucene": lucene}


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    trials.add_arguments(parser)
    parser.add_argument("--peers", default=",".join(PEERS), metavar="LIST",
                        help="engines, of " + ", ".join(PEERS))
    parser.add_argument("--jars", default="/usr/share/java", metavar="DIR",
                        help="where the jars of Lucene are")
    parser.add_argument("--no-accents", action="store_true",
                        help="ask the questions without their accents")
    given = parser.parse_intermixed_args()
    given.peers = [name for name in given.peers.split(",") if name]
    for name in given.peers:
        if name not in PEERS:
            parser.error(f"{name}: not one of {', '.join(PEERS)}")
    return given


def installed(given):
    """{name: engine} of those asked for that can run here."""
    able = {}
    for name in given.peers:
        reason = PEERS[name].missing(given)
        if reason:
            print(f"SKIPPED: {PEERS[name].NAME}: {reason}")
        else:
            able[name] = PEERS[name]
    return able


def rank_own(trial, work, given):
    programs = trials.Parangon(given.indexer, given.searcher)
    programs.index(work / "index", trial)
    return programs.rank(work / "index", trial.queries, "--query-lang", trial.lang)


def answers(trial, engines, given):
    """(name, measures by question, seconds) of each engine, the project's own first."""
    for name in [OWN, *engines]:
        with tempfile.TemporaryDirectory(prefix="parangon-peer-") as work:
            start, work = time.monotonic(), pathlib.Path(work)
            if name == OWN:
                run = rank_own(trial, work, given)
            else:
                run = engines[name].rank(trial, work, trials.DEPTH, given)
            yield name, trials.figures(run, trial), time.monotonic() - start


def show(trial, name, measured, own, seconds):
    mean = evaluate.mean(measured)
    row = (f"{trial.name:13} {OWN if name == OWN else PEERS[name].NAME:13} {len(measured):5d} "
           f"{mean['nDCG@10']:7.3f} {mean['MAP']:6.3f} {mean['R@100']:6.3f} {seconds:7.1f}")
    if name != OWN:
        change = mean["nDCG@10"] - evaluate.mean(own)["nDCG@10"]
        row += f"  {change:+.3f}  {trials.chance(own, measured):.4f}"
    print(row, flush=True)


def show_means(means):
    """The mean over the collections of a language, each counting the same."""
    for lang in sorted({trial_name[:2] for trial_name, _ in means}, reverse=True):
        for name in dict.fromkeys(name for _, name in means):
            values = [value for (trial_name, engine), value in means.items()
                      if engine == name and trial_name.startswith(lang)]
            label = OWN if name == OWN else PEERS[name].NAME
            print(f"mean {lang:8} {label:13} {'':5} {statistics.mean(values):7.3f}")


def main():
    given = read_arguments()
    folders = trials.find_collections(given.collections)
    engines, means = installed(given), {}
    print("collection    engine        asked nDCG@10    MAP  R@100 seconds  change       p")
    for folder in folders:
        with trials.open_trial(folder, given.sample) as trial:
            if given.no_accents:
                trial.queries = [(query, trials.without_accents(text))
                                 for query, text in trial.queries]
            own = None
            for name, measured, seconds in answers(trial, engines, given):
                own = own or measured
                means[trial.name, name] = evaluate.mean(measured)["nDCG@10"]
                show(trial, name, measured, own, seconds)
    show_means(means)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"peers: {error.cmd[0]}: exit status {error.returncode}")
    except (OSError, ValueError) as error:
        sys.exit(f"peers: {error}")

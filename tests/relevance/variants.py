#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what is lost when questions or the index are less tidy than in the plain measure.

First table: French questions typed without accents, against the same with them.
Second table: all collections in one index, and a question whose language nobody gives, each alone
and together, against one index a collection and the language given. What is found of another
collection there counts as wrong, as it would for whoever asks: so name collections that share no documents
(fr-cdtn and fr-spf are made from the same sheets).
"""

import argparse
import contextlib
import pathlib
import subprocess
import sys
import tempfile

import evaluate
import trial as trials


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    trials.add_arguments(parser)
    parser.add_argument("--only", choices=("accents", "together"), help="one of the two tables")
    return parser.parse_intermixed_args()


def value(measured):
    return evaluate.mean(measured)["nDCG@10"]


def show(trial, label, plain, measured):
    """A row: the plain figure, the other one, the share lost and the part of chance in it."""
    lost = 100 * (value(plain) - value(measured)) / value(plain)
    better = sum(measured[query][0] > plain[query][0] for query in plain)
    worse = sum(measured[query][0] < plain[query][0] for query in plain)
    print(f"{trial.name:13} {label:26} {len(plain):5d} {value(plain):7.4f} {value(measured):7.4f} "
          f"{lost:6.2f} {better:6d} {worse:6d}  {trials.chance(plain, measured):.4f}", flush=True)


def show_head(title):
    print(f"\n{title}\ncollection    what changes               asked   plain changed "
          "lost % better  worse       p", flush=True)


class Separate:
    """One index a collection, made once, and its plain answer."""

    def __init__(self, programs, trial):
        self.programs, self.trial = programs, trial
        self.index = trial.corpus.parent / "index"
        programs.index(self.index, trial)
        self.plain = self.ask(trial.queries, "--query-lang", trial.lang)

    def ask(self, queries, *options):
        return trials.figures(self.programs.rank(self.index, queries, *options), self.trial)


def compare_accents(separate):
    show_head("Typed without accents")
    for own in separate:
        if own.trial.lang == "fr":
            typed = [(query, trials.without_accents(text)) for query, text in own.trial.queries]
            show(own.trial, "no accents",
                 own.plain, own.ask(typed, "--query-lang", own.trial.lang))
            show(own.trial, "no accents, no language", own.plain, own.ask(typed))


def compare_together(programs, separate, work):
    """All in one index, with the ids of each collection set apart."""
    index = work / "index"
    for own in separate:
        programs.index(index, own.trial, "--id-prefix", own.trial.name + "-")
    show_head("Together in one index")
    for own in separate:
        trial = own.trial
        there = {query: {f"{trial.name}-{document}": grade for document, grade in grades.items()}
                 for query, grades in trial.judged.items()}
        show(trial, "no language", own.plain, own.ask(trial.queries))
        for label, options in (("one index", ("--query-lang", trial.lang)),
                               ("one index, no language", ()),
                               ("the same, not across", ("--across", "no"))):
            run = programs.rank(index, trial.queries, *options)
            show(trial, label, own.plain, evaluate.measure_run(run, there))


def main():
    given = read_arguments()
    programs = trials.Parangon(given.indexer, given.searcher)
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(trials.open_trial(folder, given.sample))
                  for folder in trials.find_collections(given.collections)]
        separate = [Separate(programs, trial) for trial in opened]
        if given.only != "together":
            compare_accents(separate)
        if given.only != "accents":
            work = stack.enter_context(tempfile.TemporaryDirectory(prefix="parangon-together-"))
            compare_together(programs, separate, pathlib.Path(work))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"variants: {error.cmd[0]}: exit status {error.returncode}")
    except (OSError, ValueError) as error:
        sys.exit(f"variants: {error}")

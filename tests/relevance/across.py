#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks in one language for what stands in the other, and says what share of the order is kept.

The share is nDCG@10 of a question asked across, over that of the same question in the language of
what it looks for. Collections are read from xl/ in the data folder of the directory that
PARANGON_SHARED names; without it the test says that it is skipped.

dac-sectors is asked with the translations that the programs ship. canada-sections is asked with
those learnt by --learn from its other pairs: the index holds each unjudged section twice, as a
record in both languages to learn from and as two records to be found, and the questions keep to
the latter by their kind.
"""

import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import evaluate
import judged

OTHER = {"fr": "en", "en": "fr"}
TO_FIND, TO_LEARN = "fact-sheet", "publication"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("indexer", help="the program parangon-index")
    parser.add_argument("searcher", help="the program parangon")
    parser.add_argument("collections", nargs="*", metavar="COLLECTION",
                        help="dac-sectors, canada-sections (default: both)")
    parser.add_argument("--floor", action="append", type=judged.parse_floor, default=[],
                        metavar="COLLECTION=SHARE", help="the least share that is accepted")
    parser.add_argument("--no-learning", action="store_true",
                        help="ask canada-sections with what the programs ship alone")
    parser.add_argument("--without", metavar="LIST", help="parts left out, as of parangon search")
    return parser.parse_args()


def find_data():
    shared = os.environ.get("PARANGON_SHARED")
    if not shared:
        judged.skip("PARANGON_SHARED names no folder of judged collections")
    folder = pathlib.Path(shared) / "data" / "xl"
    if not folder.is_dir():
        judged.skip(f"there is no {folder}")
    return folder


def read_lines(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_lines(path, objects):
    with path.open("w", encoding="utf-8") as lines:
        for value in objects:
            lines.write(json.dumps(value, ensure_ascii=False) + "\n")


def records(documents, learned_from):
    """Each document as a record of its own, and those to learn from again as pairs."""
    for document in documents:
        own = {name: document[name] for name in ("title", "text", "lang")}
        yield {"id": document["id"], "kind": TO_FIND, **own}
        if document.get("pair") in learned_from:
            yield {"id": document["pair"], "kind": TO_LEARN, **own}


def run_of(given, index, questions, target, work):
    """The run of questions of one language for documents of another."""
    asked, ranked = work / "questions.jsonl", work / "run"
    write_lines(asked, [{"id": question["id"], "text": question["text"]}
                        for question in questions])
    command = [given.searcher, "search", "-i", index, "--query-lang", questions[0]["lang"],
               "--lang", target, "--kind", TO_FIND, "--format", "trec", "-n", "100",
               "--queries", asked]
    if given.without:
        command += [f"--without={given.without}"]
    judged.timed(command, ranked)
    return evaluate.open_run(ranked)


def figure(run, grades):
    return evaluate.mean(evaluate.measure_run(run, grades))


def directions(questions, grades):
    """For each direction: its name, questions across, the same asked within the language of what
    is looked for, the judgements of both, the language."""
    by_id = {question["id"]: question for question in questions}
    for name, target in (("fr2en", "en"), ("en2fr", "fr")):
        across = [by_id[key] for key in by_id if key.startswith(name)]
        within = []
        for question in across:
            number = question["id"].partition(".")[2]
            twin = by_id.get(f"{target}2{target}.{number}",
                             by_id[f"{target}2{OTHER[target]}.{number}"])
            within.append({**twin, "id": question["id"]})
        kept = {question["id"]: grades[question["id"]] for question in across}
        yield name, across, within, kept, target


def measure(folder, given, work):
    """Prints the two directions of a collection; the lower share."""
    documents = read_lines(folder / "corpus.jsonl.gz")
    questions = read_lines(folder / "queries.jsonl")
    grades = evaluate.read_judgements(folder / "qrels.tsv")
    in_question = {document for answers in grades.values() for document in answers}
    judged_pairs = {document["pair"] for document in documents
                    if "pair" in document and document["id"] in in_question}
    learned_from = {document["pair"] for document in documents if "pair" in document}
    if given.no_learning:
        learned_from = set()
    corpus, index, left_out = work / "corpus.jsonl", work / "index", work / "left-out"
    write_lines(corpus, records(documents, learned_from))
    left_out.write_text("".join(f"{pair}\n" for pair in sorted(judged_pairs)), encoding="utf-8")
    learn = ["--learn", "--learn-exclude", left_out] if learned_from else []
    judged.timed([given.indexer, "-q", "-i", index, *learn, corpus], work / "report")
    shares = []
    for name, across, within, kept, target in directions(questions, grades):
        found = figure(run_of(given, index, across, target, work), kept)
        best = figure(run_of(given, index, within, target, work), kept)
        shares.append(found["nDCG@10"] / best["nDCG@10"])
        print(f"{folder.name:16}{name:7}{len(across):7}{found['nDCG@10']:9.3f}"
              f"{found['R@100']:7.3f}{best['nDCG@10']:8.3f}{100 * shares[-1]:7.0f} %", flush=True)
    return min(shares)


def main():
    given = read_arguments()
    data = find_data()
    names = [name for name in given.collections or ("dac-sectors", "canada-sections")
             if (data / name).is_dir()]
    if not names:
        judged.skip("none of the collections is there")
    floors, below = dict(given.floor), []
    print("collection      way  questions  nDCG@10  R@100  within   share", flush=True)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="parangon-across-") as work:
            share = measure(data / name, given, pathlib.Path(work))
        if share < floors.get(name, 0):
            below.append(f"{name}: a share of {share:.3f} is below {floors[name]}")
    print(*below, sep="\n", end="\n" if below else "")
    return 1 if below else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"across: {error.cmd[0]}: exit status {error.returncode}")
    except (OSError, ValueError) as error:
        sys.exit(f"across: {error}")

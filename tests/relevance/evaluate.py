#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Says how good a ranked list is, given what people judged relevant.

A run is in the form of TREC (query Q0 document rank score tag), the judgements are lines of query,
document and grade between tabs. A document nobody judged counts as not relevant; a judged query the
run leaves out counts as 0, so that a program cannot gain by saying nothing. The gain of nDCG is the
grade itself, and a grade of 0 or less is not relevant.
"""

import argparse
import math
import random
import sys

MEASURES = ("nDCG@10", "MAP", "MRR", "R@100")
SEED = 20240229
TRIALS = 10_000


def read_judgements(path):
    """{query: {document: grade}}, relevant documents only; a query without one is left out."""
    judged = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 3:
                raise ValueError(f"{path}: line {number}: expected query, document and grade")
            query, document, grade = fields
            if float(grade) > 0:
                judged.setdefault(query, {})[document] = float(grade)
    return judged


def read_run(lines, name="run"):
    """{query: [document, ...]} by rank; a document given twice keeps its first."""
    ranked = {}
    for number, line in enumerate(lines, 1):
        fields = line.split()
        if not fields:
            continue
        if len(fields) != 6:
            raise ValueError(f"{name}: line {number}: expected six fields, found {len(fields)}")
        ranked.setdefault(fields[0], []).append((int(fields[3]), fields[2]))
    for found in ranked.values():
        found.sort(key=lambda hit: hit[0])
    return {query: list(dict.fromkeys(document for _, document in found))
            for query, found in ranked.items()}


def open_run(path):
    if path == "-":
        return read_run(sys.stdin, "standard input")
    with open(path, encoding="utf-8") as lines:
        return read_run(lines, path)


def discounted(gains):
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def measure_query(documents, grades):
    """The four measures of one query, in the order of MEASURES."""
    ideal = discounted(sorted(grades.values(), reverse=True)[:10])
    gained = discounted(grades.get(document, 0) for document in documents[:10])
    ranks = [rank for rank, document in enumerate(documents, 1) if document in grades]
    precisions = sum(found / rank for found, rank in enumerate(ranks, 1))
    return (gained / ideal,
            precisions / len(grades),
            1 / ranks[0] if ranks else 0.0,
            sum(rank <= 100 for rank in ranks) / len(grades))


def measure_run(run, judged):
    """{query: measures} for every judged query."""
    return {query: measure_query(run.get(query, []), grades) for query, grades in judged.items()}


def mean(measured):
    """The mean of each measure, by its name."""
    columns = zip(*measured.values())
    return {name: sum(column) / len(measured) for name, column in zip(MEASURES, columns)}


def randomisation_test(first, second, trials=TRIALS, seed=SEED):
    """How often chance alone, swapping the two runs query by query, makes as large a difference.

    Queries where the two are equal cannot change the sum and are left out of the drawing.
    """
    differences = [a - b for a, b in zip(first, second) if a != b]
    observed = abs(sum(differences))
    draw = random.Random(seed)
    as_large = 0
    for _ in range(trials):
        signs = draw.getrandbits(len(differences) or 1)
        total = 0.0
        for difference in differences:
            total += difference if signs & 1 else -difference
            signs >>= 1
        as_large += abs(total) >= observed - 1e-12
    return (as_large + 1) / (trials + 1)


def compare(measured, other):
    """Lines saying whether the second run differs from the first, and for how many queries."""
    first = [measured[query][0] for query in measured]
    second = [other[query][0] for query in measured]
    better = sum(b > a for a, b in zip(first, second))
    worse = sum(b < a for a, b in zip(first, second))
    change = (sum(second) - sum(first)) / len(first)
    yield f"change of nDCG@10\t{change:+.4f}"
    yield f"better / worse / same\t{better} / {worse} / {len(first) - better - worse}"
    yield f"p (paired randomisation)\t{randomisation_test(first, second):.4f}"


def self_test():
    """A case small enough to be worked out by hand, and the properties the rest relies on."""
    grades = {"a": 3.0, "b": 1.0, "c": 2.0}
    run = read_run(["q Q0 a 2 8 t", "q Q0 x 1 9 t", "q Q0 b 3 7 t", "q Q0 y 4 6 t",
                    "q Q0 a 5 5 t"])
    assert run == {"q": ["x", "a", "b", "y"]}
    assert abs(discounted([0, 3, 1, 0]) - 2.3928) < 5e-5
    assert abs(discounted([3, 2, 1]) - 4.7619) < 5e-5
    expected = (0.5025, 0.3889, 0.5, 2 / 3)
    measured = measure_run(run, {"q": grades})["q"]
    assert all(abs(a - b) < 5e-5 for a, b in zip(measured, expected)), measured
    assert measure_query(["a", "c", "b"], grades) == (1.0, 1.0, 1.0, 1.0)
    halved = mean(measure_run(run, {"q": grades, "silent": {"z": 1.0}}))
    assert all(abs(halved[name] - value / 2) < 5e-5 for name, value in zip(MEASURES, expected))
    assert randomisation_test([.1, .2], [.1, .2], 100) == 1.0
    assert randomisation_test([1.0] * 30, [0.0] * 30, 1000) < 0.01
    print("evaluate: the hand-made case comes out as worked by hand")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("judgements", nargs="?", help="query, document and grade, tab-separated")
    parser.add_argument("run", nargs="?", default="-", help="a TREC run (default: standard input)")
    parser.add_argument("--compare", metavar="RUN2", help="a second run, tested against the first")
    parser.add_argument("--self-test", action="store_true", help="check the arithmetic and leave")
    given = parser.parse_args()
    if given.self_test:
        return self_test()
    if not given.judgements:
        parser.error("which judgements?")
    judged = read_judgements(given.judgements)
    if not judged:
        parser.error(f"{given.judgements}: nothing judged relevant")
    measured = measure_run(open_run(given.run), judged)
    columns = [mean(measured)]
    if given.compare:
        other = measure_run(open_run(given.compare), judged)
        columns.append(mean(other))
    print(f"queries\t{len(judged)}")
    for name in MEASURES:
        print(name, *(f"{column[name]:.4f}" for column in columns), sep="\t")
    if given.compare:
        print(*compare(measured, other), sep="\n")
    return None


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as error:
        sys.exit(f"evaluate: {error}")

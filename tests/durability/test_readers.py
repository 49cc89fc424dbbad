#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers at full speed while the index is updated and rebuilt: each answer is right for some state of it."""
import collections
import json
import subprocess
import threading

import durable
from durable import Index, Trial, next_state, program, write_source

READERS = 4
RECORDS = 300
QUESTIONS = durable.QUESTIONS
REPEATS = 10  # of all questions by one process, which sees the index move


class Reader(threading.Thread):
    """Asks until it is told to stop: one question a process, or many to a process that stays."""

    def __init__(self, index, number, stop):
        super().__init__(daemon=True)
        self.index, self.number, self.stop = index, number, stop
        self.answers = collections.defaultdict(set)  # question -> answers seen
        self.asked, self.errors = 0, []

    def ask_one(self, turn):
        question = QUESTIONS[turn % len(QUESTIONS)]
        ended = self.index.run([program.PARANGON, "search", "-i", self.index.path, "-n", "50", "--format", "json", question])
        if ended.code not in (0, 1):
            self.errors.append(f"{question}: {ended.code}: {ended.err}")
            return
        self.answers[question].add(told(json.loads(ended.out)))
        self.asked += 1

    def run(self):
        path = self.index.home / f"questions-{self.number}.jsonl"
        asked = QUESTIONS * REPEATS
        turn = self.number
        while not self.stop.is_set():
            try:
                if self.number % 2:
                    turn += 1
                    self.ask_one(turn)
                else:
                    self.ask_numbered(path, asked)
            except (program.Crashed, subprocess.TimeoutExpired) as error:
                self.errors.append(str(error))

    def ask_numbered(self, path, asked):
        """The same questions again and again in one process, each time under a number of its own."""
        path.write_text("".join(json.dumps({"id": str(i), "text": question}) + "\n" for i, question in enumerate(asked)))
        ended = self.index.run([program.PARANGON, "search", "-i", self.index.path, "-n", "50", "--format", "trec",
                                "--queries", path])
        if ended.code != 0:
            self.errors.append(f"--queries: {ended.code}: {ended.err}")
            return
        found = {i: [] for i in range(len(asked))}
        for line in ended.out.splitlines():
            number, _, name, rank, score, _ = line.split()
            if int(rank) != len(found[int(number)]) + 1:
                self.errors.append(f"{asked[int(number)]}: printed twice, or not in order: {line}")
            found[int(number)].append((name, score))
        for i, answer in found.items():
            self.answers["trec " + asked[i]].add(tuple(answer))
            self.asked += 1


def told(answer):
    return (answer["total"],) + tuple((result["id"], result["title"], result["score"]) for result in answer["results"])


def expect_of(index, expected):
    """What this state of the index answers."""
    for question in QUESTIONS:
        ended = index.run([program.PARANGON, "search", "-i", index.path, "-n", "50", "--format", "json", question])
        expected[question].add(told(json.loads(ended.out)))
    for question, answer in index.answers(QUESTIONS).items():
        expected["trec " + question].add(tuple(answer))


def main():
    trial = Trial(__doc__, 3)
    index = Index(trial.home / "index", trial.home)
    source = trial.home / "records.jsonl"
    state = {number: 1 for number in range(1, RECORDS + 1)}
    write_source(source, state)
    index.index(source)
    expected, stop = collections.defaultdict(set), threading.Event()
    expect_of(index, expected)
    readers = [Reader(index, number, stop) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for version in range(2, trial.count + 2):
        state = next_state(state, version, trial.chance, 0.1)
        write_source(source, state)
        rebuild = version % 20 == 4
        index.index("--rebuild" if rebuild else "--prune")
        trial.figures["rebuilds" if rebuild else "updates"] += 1
        expect_of(index, expected)
    stop.set()
    for reader in readers:
        reader.join()
    judge(trial, readers, expected)
    trial.end()


def judge(trial, readers, expected):
    states = collections.Counter()
    for reader in readers:
        trial.figures["questions answered"] += reader.asked
        trial.figures["errors"] += len(reader.errors)
        for error in reader.errors[:3]:
            trial.fail(error)
        for question, answers in reader.answers.items():
            wrong = answers - expected[question]
            states[question] = max(states[question], len(answers))
            trial.figures["answers that are right for no state"] += len(wrong)
            for answer in list(wrong)[:1]:
                trial.fail(f"{question}: {answer[:6]} is the answer of no state")
    trial.figures["states of the index that a reader saw, at most"] = max(states.values(), default=0)
    trial.expect(trial.figures["questions answered"] > 0, "nothing was asked")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index grown by updates answers as one made at once: the same ids, the same scores, in the same order."""
import json
import re
import shutil

from durable import Index, Trial, program

LINE = re.compile(r"^(?:title|summary): \"?(.*?)\"?$", re.M)


def questions_of(paths, chance, count):
    """Words of the sheets themselves, from one to six of them, some as a phrase."""
    words = []
    for path in paths:
        text = path.read_text()
        words += [word for line in LINE.findall(text) for word in re.findall(r"[\w’'-]{3,}", line)]
    found = []
    while len(found) < count:
        at, length = chance.randrange(len(words) - 6), chance.choice([1, 2, 2, 3, 4, 6])
        said = " ".join(words[at:at + length])
        found.append(f'"{said}"' if chance.random() < 0.1 and length > 1 else said)
    return sorted(set(found))


def grow(trial, index, source, paths):
    """Sheets come in some order, in an earlier wording first; some go and come again."""
    order = list(paths)
    trial.chance.shuffle(order)
    step = max(1, len(order) // 12)
    for begin in range(0, len(order), step):
        for path in order[begin:begin + step]:
            early = path.read_text()
            (source / path.name).write_text(early.replace(". ", ". Premier état, first state. ", 2))
        for path in trial.chance.sample(order[:begin + step], min(begin + step, step)):
            if trial.chance.random() < 0.5:
                shutil.copy(path, source / path.name)
            else:
                (source / path.name).unlink(missing_ok=True)
        index.index("--prune", source)
        trial.figures["updates"] += 1
    for path in paths:
        shutil.copy(path, source / path.name)
    index.index("--prune", source)
    trial.figures["updates"] += 1


def in_full(index, question):
    ended = index.run([program.PARANGON, "search", "-i", index.path, "--format", "json", "--explain", "--facets", "all",
                       "-n", "30", question])
    answer = json.loads(ended.out)
    answer.pop("took_ms")
    return answer


def main():
    trial = Trial(__doc__, 200)
    source = trial.home / "source"
    source.mkdir()
    paths = sorted(program.RECORDS.glob("*.md"))
    grown, fresh = Index(trial.home / "grown", trial.home), Index(trial.home / "fresh", trial.home)
    grow(trial, grown, source, paths)
    fresh.index(source)
    questions = questions_of(paths, trial.chance, trial.count)
    one, other = grown.answers(questions, 1000), fresh.answers(questions, 1000)
    for question in questions:
        same = one[question] == other[question]
        trial.expect(same, f"{question}: {one[question][:5]} and {other[question][:5]}")
        trial.figures["questions with the same ids and scores"] += same
    trial.figures["results compared"] = sum(map(len, one.values()))
    for question in trial.chance.sample(questions, min(len(questions), 20)):
        same = in_full(grown, question) == in_full(fresh, question)
        trial.expect(same, f"{question}: other answers in full")
        trial.figures["answers in full that are equal, with facets and reasons"] += same
    trial.end()


if __name__ == "__main__":
    main()

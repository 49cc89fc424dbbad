#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Damaged files: check finds all of it, search never shows a wrong record, and neither crashes nor hangs."""
import collections
import json
import shutil
import subprocess

import durable
from durable import Index, Trial, write_source, program

BLOCK = 8192
QUESTIONS = (["search", "eau assainissement"], ["search", '"budget participatif"'], ["search", "déch*", "-n", "50"],
             ["search", "--theme", "eau", "-n", "50", "--facets", "all"], ["stats"], ["themes"])


def flip(data, chance):
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zero(data, chance):
    at = chance.randrange((len(data) + BLOCK - 1) // BLOCK) * BLOCK
    data[at:at + BLOCK] = bytes(len(data[at:at + BLOCK]))


def swap(data, chance):
    blocks = len(data) // BLOCK
    if blocks < 2:
        return flip(data, chance)
    one, other = (at * BLOCK for at in chance.sample(range(blocks), 2))
    data[one:one + BLOCK], data[other:other + BLOCK] = data[other:other + BLOCK], data[one:one + BLOCK]


def cut(data, chance):
    del data[chance.randrange(len(data)):]


def scribble(data, chance):
    at = chance.randrange(len(data))
    data[at:at + 64] = chance.randbytes(len(data[at:at + 64]))


DAMAGES = {"single bits": flip, "blocks zeroed": zero, "blocks swapped": swap, "truncations": cut, "bytes scribbled": scribble}


def files_of(index):
    generation = next(path for path in index.path.glob("gen-*"))
    return [path for path in sorted(generation.iterdir()) if path.name != "flintlock"] + [index.path / "current"]


def damage(path, make, chance):
    """Damages a file; whether a byte of it has changed, as two equal blocks may have been swapped."""
    before = path.read_bytes()
    data = bytearray(before)
    make(data, chance)
    path.write_bytes(data)
    return bytes(data) != before


class Whole:
    """What a sound index says of each record."""

    def __init__(self, index):
        self.index = index
        self.shown = {}
        ended = index.run([program.INDEXER, "-i", index.path, "--list", "--format", "json"])
        self.records = {listed["id"]: listed for listed in map(json.loads, ended.out.splitlines())}

    def show(self, name):
        if name not in self.shown:
            self.shown[name] = json.loads(ask(self.index, ["show", name]).out)
        return self.shown[name]

    def is_right(self, result):
        record = self.records.get(result["id"])
        version = record and record["versions"].get(result["lang"])
        return bool(version) and all(result[key] == version.get(key) for key in ("title", "summary")) and \
            result["kind"] == record.get("kind") and result["themes"] == record.get("themes", [])


def ask(index, words):
    return index.run([program.PARANGON, words[0], "-i", index.path, "--format", "json", *words[1:]])


def look(trial, index, whole, words):
    """One question; what is wrong with how it ended, or None."""
    try:
        ended = ask(index, words)
    except subprocess.TimeoutExpired:
        trial.figures["hangs of search and show"] += 1
        return f"{words}: does not end"
    except program.Crashed as crash:
        if program.IN_XAPIAN.search(str(crash)):
            return None  # the sanitizer ends what is damage without it
        trial.figures["crashes of search and show"] += 1
        return f"{words}: {crash}"
    trial.codes[ended.code] += 1
    if ended.code not in (0, 1, 4, 6):
        return f"{words}: exit status {ended.code}: {ended.err}"
    if ended.code != 0:
        return None
    answer = json.loads(ended.out)
    wrong = [result["id"] for result in answer.get("results", []) if not whole.is_right(result)]
    if words[0] == "show" and answer != whole.show(words[1]):
        wrong.append(words[1])
    trial.figures["wrong records shown"] += len(wrong)
    return f"{words}: shown wrongly: {wrong}" if wrong else None


def check(trial, index, open_sums):
    try:
        found = index.check()
    except (subprocess.TimeoutExpired, program.Crashed) as crash:
        if program.IN_XAPIAN.search(str(crash)):
            return None
        trial.figures["crashes and hangs of check"] += 1
        return f"check: {crash}"
    trial.figures["found by check, of those it may miss" if open_sums else "found by check"] += found.code == 6
    if found.code == 6 or (open_sums and found.code in (0, 4)):
        return None
    return f"check: {found.code}: {found.err}"


def one_damage(trial, whole, copy, turn):
    open_sums = turn % 3 == 2
    shutil.rmtree(copy.path, True)
    shutil.copytree(whole.index.path, copy.path)
    if open_sums:
        program.open_checksums(copy.path)
    kind = list(DAMAGES)[turn % len(DAMAGES)]
    paths = files_of(copy)
    path = trial.chance.choice(paths[:-2] if open_sums else paths)
    while open_sums and path.name == "checksums":
        path = trial.chance.choice(paths)
    if not damage(path, DAMAGES[kind], trial.chance):
        return False
    trial.figures["damages"] += 1
    trial.figures[f"  of them {kind}"] += 1
    trial.figures["  of them without checksums, as after a kill"] += open_sums
    names = [["show", name] for name in trial.chance.sample(sorted(whole.records), 3)]
    said = [check(trial, copy, open_sums)] + [look(trial, copy, whole, words) for words in list(QUESTIONS) + names]
    for problem in filter(None, said):
        trial.fail(f"{kind} of {path.name}{', no checksums' if open_sums else ''}: {problem}")
    return True


def main():
    trial = Trial(__doc__, 10)
    trial.codes = collections.Counter()
    source = trial.home / "records.jsonl"
    write_source(source, {number: 1 for number in range(2500)})
    wholes = []
    for name, sources in (("small", [program.RECORDS]), ("large", [program.RECORDS, source])):
        index = Index(trial.home / name, trial.home)
        index.index(*sources)
        wholes.append(Whole(index))
    for name in ("crashes of search and show", "hangs of search and show", "crashes and hangs of check", "wrong records shown"):
        trial.figures[name] += 0
    turn = 0
    while trial.figures["damages"] < trial.count:
        one_damage(trial, wholes[turn % 2], Index(trial.home / "copy", trial.home), turn)
        turn += 1
    trial.figures["damages that check must find"] = \
        trial.figures["damages"] - trial.figures["  of them without checksums, as after a kill"]
    for code, count in sorted(trial.codes.items()):
        trial.figures[f"questions that ended with {code}"] = count
    trial.end()


if __name__ == "__main__":
    main()

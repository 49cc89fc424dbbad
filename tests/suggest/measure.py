#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How often the right word is found for a mistyped one, and how often right questions are left alone.

Words of the index (five letters or more, in three records or more) get one edit each: a letter put
in, left out, replaced, or swapped with the next. What it makes must be no word of the index, by its
form. The right word must come first; where the index holds the stem of the mistyped word, and that
is the stem of the right one, the search finds its records anyway and nothing is to be corrected.
Questions as people typed them, and titles of records, must not be corrected at all.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import string
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def ask(arguments, what, lines=()):
    ended = subprocess.run([arguments.ask, arguments.index, what], check=True, text=True,
                           input="".join(line + "\n" for line in lines), stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    if arguments.verbose:
        print(what, ended.stderr.strip(), file=sys.stderr)
    return ended.stdout.splitlines()


def edit(word, chance):
    """The word with one edit, of the four kinds alike."""
    kind, at = chance.choice(("insert", "delete", "replace", "swap")), chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    if kind == "insert":
        at = chance.randrange(len(word) + 1)
        return word[:at] + letter + word[at:]
    if kind == "delete":
        return word[:at] + word[at + 1:]
    if kind == "replace":
        return word[:at] + letter + word[at + 1:]
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def mistyped(arguments):
    """(mistyped, right, stems of the right word)"""
    chance = random.Random(arguments.seed)
    rows = [line.split("\t") for line in ask(arguments, "words")]
    forms = {row[0] for row in rows}
    usual = [row for row in rows if re.fullmatch("[a-z]{5,}", row[0]) and int(row[1]) >= 3]
    pairs = []
    for form, _, *stems in chance.sample(usual, min(arguments.count, len(usual))):
        for _ in range(100):
            slip = edit(form, chance)
            if slip not in forms:
                pairs.append((slip, form, stems))
                break
    return pairs


def measure_slips(arguments):
    pairs = mistyped(arguments)
    slips = [slip for slip, _, _ in pairs]
    corrected, held = ask(arguments, "correct", slips), ask(arguments, "held", slips)
    first = by_stem = 0
    for (slip, form, stems), found, line in zip(pairs, corrected, held):
        plain = fold(found.split("\t")[0])
        if plain == form:
            first += 1
        elif not found and any(a == b for a, b in zip(line.split("\t")[1:], stems)):
            by_stem += 1
        elif arguments.verbose:
            print(f"  {slip}: {form} is meant, not {found or 'nothing'}", file=sys.stderr)
    share = (first + by_stem) / len(pairs)
    asked = len(pairs) - by_stem
    print(f"{len(pairs)} mistyped words: {first} corrected to the right one first, {by_stem} found by"
          f" their stem as typed: {share:.3f}; of those that need correcting {first / asked:.3f}")
    return share


def fold(text):
    import unicodedata
    return "".join(letter for letter in unicodedata.normalize("NFD", text.lower())
                   if not unicodedata.combining(letter)).replace("œ", "oe").replace("æ", "ae")


def right_questions(arguments):
    texts = []
    for path in sorted((ROOT / "tests" / "needs").glob("*.jsonl")):
        needs = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        texts += [need["text"] for need in needs if need["kind"] != "typo"]
    titles = []
    for source in arguments.sources:
        if source.is_dir():
            for path in sorted(source.glob("*.md")):
                titles += re.findall(r"(?m)^title: *['\"]?(.*?)['\"]?$", path.read_text())[:1]
        else:
            titles += [json.loads(line).get("title") or "" for line in source.open()]
    titles = [title for title in titles if title]
    chance = random.Random(arguments.seed)
    half = arguments.questions // 2
    if arguments.no_needs:
        texts, half = [], 0
    picked = chance.sample(texts, min(half, len(texts)))
    return picked + chance.sample(titles, min(arguments.questions - len(picked), len(titles)))


def measure_questions(arguments):
    questions = right_questions(arguments)
    corrected = ask(arguments, "correct", questions)
    wrong = [(question, found) for question, found in zip(questions, corrected) if found]
    for question, found in wrong:
        print(f"  {question} -> {found}", file=sys.stderr)
    used = sum(found.endswith("used") for _, found in wrong)
    print(f"{len(questions)} right questions: {len(wrong)} corrected, {used} of them answered for")
    return len(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ask", type=pathlib.Path, help="the program made of ask.c")
    parser.add_argument("indexer", type=pathlib.Path)
    parser.add_argument("sources", type=pathlib.Path, nargs="+")
    parser.add_argument("--index", help="an index of these sources that is there already")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--no-needs", action="store_true", help="titles only")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--floor", type=float, default=0)
    parser.add_argument("--most-corrected", type=int, default=10 ** 6)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    folder = None
    if not arguments.index:
        folder = tempfile.mkdtemp(prefix="parangon-suggest-")
        arguments.index = folder + "/index"
        subprocess.run([arguments.indexer, "-q", "-i", arguments.index, *arguments.sources],
                       check=True)
    share, corrected = measure_slips(arguments), measure_questions(arguments)
    if folder:
        shutil.rmtree(folder)
    if share < arguments.floor or corrected > arguments.most_corrected:
        sys.exit(f"the floor is {arguments.floor}, and at most {arguments.most_corrected} right "
                 "questions may be corrected")


if __name__ == "__main__":
    main()

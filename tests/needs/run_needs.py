#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks an index every need of a file and counts the good answers.

A need is a line of JSON: id, lang, text, options, kind, best, good and perhaps all.
  first  one of `best` is the first result
  three  one of `best` or `good` is among the first three (with `all`: every one of `best` is)
A need without `best` and `good` is met, on both counts, when nothing is found (exit status 1).

Exit status: 0 both floors are reached, 1 they are not, 2 wrong usage, 77 the program is missing.
"""
import argparse
import collections
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
SECONDS_A_QUESTION = 60
NOTHING_FOUND = 1

# Fields of a sheet that belong to one language, and shared fields that hold sentences: a sheet
# rebuilt in the other language must not carry either over.
OWN_FIELDS = {"lang", "title", "summary"}
SENTENCES = {"amounts", "indicators", "services", "governance", "eligible", "legal_basis",
             "duration", "rate", "source"}

Outcome = collections.namedtuple("Outcome", "need first three got")


def floor(text):
    """"40" is a count; "0.9" and "90%" are shares. Returns a function of the number asked."""
    if text.endswith("%"):
        share = float(text[:-1]) / 100
    elif "." in text:
        share = float(text)
    else:
        count = int(text)
        return lambda asked: count
    return lambda asked: share * asked


def front_matter(text):
    """The front matter as {field: its lines}, and the body."""
    _, head, body = text.split("---\n", 2)
    fields, name = {}, None
    for line in head.splitlines(keepends=True):
        if line[:1].isalpha():
            name = line.split(":", 1)[0]
        if name:
            fields[name] = fields.get(name, "") + line
    return fields, body


def one_language(records, lang, folder):
    """Writes the sheets of one language alone into the folder, with the fields that all languages
    share, which may stand in another language's sheet."""
    sheets = {}
    for name in sorted(os.listdir(records)):
        parts = name.rsplit(".", 2)
        if len(parts) == 3 and parts[2] == "md":
            with open(os.path.join(records, name), encoding="utf-8") as file:
                sheets.setdefault(parts[0], {})[parts[1]] = front_matter(file.read())
    for name, versions in sheets.items():
        if lang not in versions:
            continue
        fields, body = dict(versions[lang][0]), versions[lang][1]
        for other in versions:
            for field, lines in versions[other][0].items():
                if field not in OWN_FIELDS | SENTENCES:
                    fields.setdefault(field, lines)
        path = os.path.join(folder, "%s.%s.md" % (name, lang))
        with open(path, "w", encoding="utf-8") as file:
            file.write("---\n%s---\n%s" % ("".join(fields.values()), body))


def index_one_language(args):
    """Makes the index from the sheets of one language, for questions in the other."""
    with tempfile.TemporaryDirectory() as folder:
        one_language(args.records, args.only, folder)
        command = shlex.split(args.indexer) + ["-q", "-i", args.index, folder]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit("run_needs: %s ended with status %d" % (command[0], done.returncode))


def ask(args, need):
    """The ids found, best first; or a line saying what went wrong."""
    command = [args.program, "search", "-i", args.index, "--format", "json", "-n", "10"]
    command += need["options"]
    if need["text"]:
        command += ["--", need["text"]]
    env = dict(os.environ, LC_ALL="C.UTF-8")
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS_A_QUESTION, env=env,
                              check=False)
    except subprocess.TimeoutExpired:
        return "no answer within %d seconds" % SECONDS_A_QUESTION
    if done.returncode == NOTHING_FOUND:
        return []
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode != 0:
        return "exit status %d: %s" % (done.returncode, said[0] if said else "")
    try:
        return [result["id"] for result in json.loads(done.stdout.decode("utf-8"))["results"]]
    except (ValueError, KeyError, TypeError) as error:
        return "answer not understood: %r" % error


def judge(need, got):
    best, good = need["best"], need["good"]
    if isinstance(got, str):
        return Outcome(need, False, False, got)
    if not best and not good:
        return Outcome(need, not got, not got, got)
    top = got[:3]
    if need.get("all"):
        three = all(record in top for record in best)
    else:
        three = any(record in top for record in best + good)
    return Outcome(need, bool(top) and top[0] in best, three, got)


def show_miss(outcome):
    need = outcome.need
    question = " ".join(need["options"] + ([need["text"]] if need["text"] else []))
    if isinstance(outcome.got, str):
        got = outcome.got
    else:
        got = ", ".join(outcome.got[:3]) or "nothing"
    mark = "second or third" if outcome.three else "missed"
    print("%-6s %-12s %s  %s" % (need["id"], need["kind"], need["lang"], question))
    print("       %s: wanted %s" % (mark, " | ".join(need["best"]) or "nothing"))
    print("       %s  got %s" % (" " * len(mark), got))


def show_shares(title, outcomes, key):
    groups = collections.defaultdict(list)
    for outcome in outcomes:
        groups[outcome.need[key]].append(outcome)
    print("\n%-14s %5s %12s %12s" % (title, "asked", "first", "in three"))
    for name in sorted(groups):
        asked = len(groups[name])
        first = sum(outcome.first for outcome in groups[name])
        three = sum(outcome.three for outcome in groups[name])
        print("%-14s %5d %5d (%3d%%) %5d (%3d%%)" % (name, asked, first, 100 * first // asked,
                                                     three, 100 * three // asked))


def read_needs(args):
    with open(args.needs, encoding="utf-8") as file:
        needs = [json.loads(line) for line in file if line.strip()]
    lang = args.lang or {"fr": "en", "en": "fr", None: None}[args.only]
    return [need for need in needs
            if lang in (None, need["lang"]) and args.kind in (None, need["kind"])]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="path of parangon")
    parser.add_argument("index", help="folder of the index (made anew with --only: an empty one)")
    parser.add_argument("needs", help="file of needs, JSON lines")
    parser.add_argument("--first", type=floor, default=floor("0"), metavar="F",
                        help="floor, a count or a share (0.8, 80%%)")
    parser.add_argument("--three", type=floor, default=floor("0"), metavar="T",
                        help="the same for the first three")
    parser.add_argument("--lang", choices=("fr", "en"), help="needs in this language alone")
    parser.add_argument("--kind", help="needs of this kind alone")
    parser.add_argument("--only", choices=("fr", "en"),
                        help="index the sheets of this language alone; ask in the other")
    parser.add_argument("--records", help="with --only: folder of the sheets")
    parser.add_argument("--indexer", help="with --only: command that indexes")
    args = parser.parse_args()
    if args.only and not (args.records and args.indexer):
        parser.error("--only wants --records and --indexer")
    return args


def main():
    args = arguments()
    for program in [args.program] + (shlex.split(args.indexer)[:1] if args.only else []):
        if not shutil.which(program):
            print("skipped: %s is missing" % program)
            return SKIPPED
    if args.only:
        index_one_language(args)
    outcomes = [judge(need, ask(args, need)) for need in read_needs(args)]
    for outcome in outcomes:
        if not (outcome.first and outcome.three):
            show_miss(outcome)
    show_shares("kind", outcomes, "kind")
    show_shares("language", outcomes, "lang")
    asked = len(outcomes)
    first = sum(outcome.first for outcome in outcomes)
    three = sum(outcome.three for outcome in outcomes)
    print("needs: %d first, %d in three, of %d" % (first, three, asked))
    return 0 if asked and first >= args.first(asked) and three >= args.three(asked) else 1


if __name__ == "__main__":
    sys.exit(main())

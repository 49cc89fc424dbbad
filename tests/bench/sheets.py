#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a folder of Markdown sheets of about 2 kB from the practices of this tree, for measuring.

    sheets.py FOLDER COUNT

The same practices come again with their sentences in another order and a number in their title, so
that no two files are the same.
"""
import pathlib
import random
import re
import sys

SEED = 20240229
SIZE = 2000
A_FOLDER = 500
RECORDS = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "records"


def practices():
    """The head, its title and its id aside, the title and the sentences of each practice."""
    for path in sorted(RECORDS.glob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        title = re.search(r"^title: *(.+)$", head, re.M).group(1).strip("\"'")
        head = re.sub(r"^(title|id|translation_of):.*\n", "", head, flags=re.M)
        sentences = [s for s in re.split(r"(?<=[.!?])\s+", body.strip()) if s]
        yield path.suffixes[-2], head, title, sentences


def sheets(count):
    chance = random.Random(SEED)
    known = list(practices())
    for number in range(count):
        lang, head, title, sentences = known[number % len(known)]
        text, size = [], len(head.encode())
        while size < SIZE:
            text.append(chance.choice(sentences))
            size += len(text[-1].encode()) + 1
        yield (f"{number // A_FOLDER:03}/{number:06}{lang}.md",
               f"---\ntitle: \"{title.replace(chr(34), chr(39))} {number}\"\n{head}---\n\n"
               + "\n\n".join(text) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, text in sheets(int(sys.argv[2])):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

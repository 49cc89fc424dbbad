#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make countries.jsonld from a list of country names and the names and demonyms kept by hand.

  make-countries.py countries-en-fr.tsv ../countries.jsonld

The input has the columns iso2, en, fr; several names in a cell are separated by |. Its SHA-256 is
checked against the one below, so that a new edition of the list is noticed and read through.
countries-by-hand.tsv, beside this program, corrects the names, and adds the demonyms and the part
of the world.
"""

import csv
import hashlib
import os
import sys

sys.dont_write_bytecode = True
import layout

INPUT_SHA256 = "667dfb91af66307216e03c572b741c6afe7db5360c50f26823f7fce575bba781"
HERE = os.path.dirname(os.path.abspath(__file__))


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        kept = [line for line in lines if not line.startswith("#")]
    reader = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["iso2"]: row for row in reader}


def values(row, name):
    return [value for value in (row.get(name) or "").split("|") if value]


def names(code, listed, by_hand, lang):
    """The usual name first, then the others, without repeats or official inversions."""
    weak = values(by_hand, "weak_" + lang)
    every = values(by_hand, "name_" + lang) + values(listed, lang)
    every += values(by_hand, "other_" + lang)
    every = [name for name in every if ", " not in name and name not in weak]
    if not every:
        raise SystemExit(f"{code}: no {lang} name")
    return list(dict.fromkeys(every))


def concept(code, listed, by_hand):
    known = {lang: names(code, listed, by_hand, lang) for lang in ("fr", "en")}

    def by_language(pick):
        return {lang: pick(lang) for lang in ("fr", "en")}

    made = {
        "id": "country:" + code, "type": "skos:Concept", "notation": code,
        "prefLabel": by_language(lambda lang: known[lang][0]),
        "altLabel": by_language(lambda lang: known[lang][1:]),
        "hiddenLabel": {"fr": [], "en": []},
        "weakLabel": by_language(lambda lang: values(by_hand, "weak_" + lang)),
        "demonym": by_language(lambda lang: values(by_hand, "demonym_" + lang)),
    }
    if by_hand["area"]:
        made["area"] = by_hand["area"]
    return made


def main():
    source, target = sys.argv[1:3]
    with open(source, "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != INPUT_SHA256:
        print(f"{source}: another edition ({found}): read it, then set INPUT_SHA256",
              file=sys.stderr)
        return 1
    listed = table(source)
    by_hand = table(os.path.join(HERE, "countries-by-hand.tsv"))
    if set(by_hand) != set(listed):
        print(f"codes of one list only: {sorted(set(by_hand) ^ set(listed))}", file=sys.stderr)
        return 1
    terms = layout.context("country", {
        "notation": "skos:notation", "area": "urn:parangon:area",
        "demonym": {"@id": "urn:parangon:demonym", "@container": "@language"}})
    graph = [concept(code, listed[code], by_hand[code]) for code in sorted(listed)]
    layout.save({"@context": terms, "@graph": graph}, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())

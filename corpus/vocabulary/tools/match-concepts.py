#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tie the concepts of a vocabulary file to EuroVoc, GEMET, the SDGs and the DAC sectors.

  match-concepts.py DATA themes.jsonld actions.jsonld          check, and say what is wrong
  match-concepts.py --write DATA themes.jsonld actions.jsonld  also rewrite narrowMatch

DATA is a folder with eurovoc-en-fr.tsv.gz, gemet-en-fr.tsv.gz and SectorCategory.tsv.

exactMatch is chosen by hand: the notion the concept is about. Each address must exist, and one
of its preferred labels must be a preferred or alternative label of our concept. narrowMatch is
computed: the outside concepts whose English and French preferred labels are both among our
labels, case, accents and plural left aside, and which exactMatch does not already name.
"""

import argparse
import csv
import gzip
import json
import re
import sys
import unicodedata

sys.dont_write_bytecode = True
import layout

EUROVOC = "http://eurovoc.europa.eu/"
GEMET = "http://www.eionet.europa.eu/gemet/"
SDG = "http://metadata.un.org/sdg/"


def key(label):
    """The label without case, accents, punctuation and plural marks."""
    flat = unicodedata.normalize("NFD", label.lower().replace("œ", "oe"))
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", flat)
    return " ".join(re.sub(r"(?<=..)[sx]$", "", w) for w in words)


def rows(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def outside_concepts(data):
    """Address -> (English label, French label) for EuroVoc and GEMET."""
    found = {}
    for row in rows(data + "/eurovoc-en-fr.tsv.gz"):
        if ":" not in row["id"]:
            found[EUROVOC + row["id"]] = (row["en"], row["fr"])
    for row in rows(data + "/gemet-en-fr.tsv.gz"):
        if row["id"].startswith("concept/"):
            found[GEMET + row["id"]] = (row["en"], row["fr"])
    return found


def own_labels(concept, lang):
    labels = [concept["prefLabel"][lang]] + concept["altLabel"].get(lang, [])
    return {key(label) for label in labels}


def check(concept, outside, sectors):
    """Yield one message for each reference of the concept that does not hold."""
    english, french = own_labels(concept, "en"), own_labels(concept, "fr")
    for address in concept.get("exactMatch", []):
        if address.startswith(SDG):
            if int(address[len(SDG):]) not in concept.get("sdg", []):
                yield f"{address} is not in the concept's own sdg list"
        elif address not in outside:
            yield f"{address} is unknown"
        elif key(outside[address][0]) not in english and key(outside[address][1]) not in french:
            yield f"{address} ({outside[address][0]}) shares no label"
    for code in concept.get("dac", []):
        if code not in sectors:
            yield f"DAC sector {code} is unknown"


def narrower(concept, outside):
    english, french = own_labels(concept, "en"), own_labels(concept, "fr")
    exact = set(concept.get("exactMatch", []))
    return sorted(a for a, (en, fr) in outside.items()
                  if a not in exact and key(en) in english and key(fr) in french)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("data")
    options.add_argument("files", nargs="+")
    chosen = options.parse_args()
    outside = outside_concepts(chosen.data)
    sectors = {row["code"] for row in rows(chosen.data + "/SectorCategory.tsv")}
    wrong = 0
    for path in chosen.files:
        document = layout.load(path)
        for concept in document["@graph"]:
            for message in check(concept, outside, sectors):
                print(f"{path}: {concept['id']}: {message}", file=sys.stderr)
                wrong += 1
            concept["narrowMatch"] = narrower(concept, outside)
        if chosen.write:
            layout.save(document, path)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

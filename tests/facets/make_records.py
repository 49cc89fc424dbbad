#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes many records out of texts that others wrote, each with fields drawn by lot.

    make_records.py [-n 20000] [--seed 1] TEXTS.jsonl[.gz]... > records.jsonl

Of the texts only "title", "text" and "lang" are taken, a different part of a text each time that it
comes round. Fields are drawn from the vocabulary of the tree, few values often and many rarely,
and left out as often as in real collections. The same seed gives the same records.
"""
import argparse
import gzip
import json
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "corpus" / "vocabulary"

KINDS = ["practice"] * 6 + ["fact-sheet", "scheme", "network", "event", "programme", "benchmark",
                            "publication", "organisation", "viewpoint"]
STAGES = ["intention", "under-way", "completed", "stopped", "unknown"]
FREE_LEADS = ["Association des amis du fleuve", "Comité de jumelage du Pays-Haut",
              "COMITÉ DE JUMELAGE DU PAYS HAUT", "Maison de l'eau (association)",
              "Réseau des écoles de l'estuaire", "MG/Farafangana", "SN/Saint-Louis", "MA/Tétouan",
              "Agence française de développement", "afd", "meae"]
PARTNERS = ["Farafangana", "Saint-Louis", "Tétouan", "Kisangani", "Ouagadougou", "Dakar", "Bergen",
            "Leipzig", "Gênes", "Oran", "Đà Nẵng", "Kraków", "Québec"]
FUNDERS = ["afd", "meae", "union-europeenne", "Fondation du fleuve", "fondation du fleuve",
           "Agence française de développement", "Loterie municipale"]
PART_BYTES = 700


def concepts(name):
    found = []
    for node in json.loads((VOCABULARY / f"{name}.jsonld").read_text(encoding="utf-8"))["@graph"]:
        if ":" in node.get("id", ""):
            found.append(node["id"].split(":", 1)[1])
    return found


def places():
    rows = [line.split("\t") for line in
            (VOCABULARY / "places.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    head = rows[0]
    where = [dict(zip(head, row)) for row in rows[1:]] if "code" in head else \
            [{"code": row[0]} for row in rows]
    return [place["code"] for place in where]


def texts(paths):
    found = []
    for path in paths:
        opening = gzip.open if str(path).endswith(".gz") else open
        with opening(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)
                if text.get("title") and text.get("text") and text.get("lang") in ("fr", "en"):
                    found.append((text["title"], text["text"], text["lang"]))
    return found


class Lot:
    """Draws fields; the first of a list come up most."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.themes, self.actions, self.schemes, self.networks, self.countries = (
            concepts(name) for name in ("themes", "actions", "schemes", "networks", "countries"))
        self.places = places()
        self.random.shuffle(self.places)
        self.countries = [code for code in self.countries if code != "FR"]

    def often(self, values):
        return values[min(int(self.random.paretovariate(0.6)) - 1, 10 ** 9) % len(values)]

    def some(self, values, most):
        drawn = [self.often(values) for _ in range(self.random.randint(0, most))]
        return list(dict.fromkeys(drawn))

    def chance(self, share):
        return self.random.random() < share

    def lead(self):
        return self.random.choice(FREE_LEADS) if self.chance(.1) else self.often(self.places)

    def years(self, fields):
        if self.chance(.6):
            fields["year_start"] = self.random.randint(1955, 2026)
            if self.chance(.5):
                fields["year_end"] = min(fields["year_start"] + self.random.randint(0, 12), 2035)
            elif self.chance(.4):
                fields["ongoing"] = True
        if self.chance(.5):
            fields["year_reported"] = self.random.randint(2005, 2025)

    def money(self, fields):
        if self.chance(.3):
            fields["amount_eur"] = round(10 ** self.random.uniform(1.5, 8), self.random.choice([0, 2]))
        elif self.chance(.2):
            fields["amounts"] = [{"label": "part", "value": round(10 ** self.random.uniform(2, 7)),
                                  "currency": self.random.choice(["EUR", "EUR", "XOF", None])}
                                 for _ in range(self.random.randint(1, 3))]

    def fields(self):
        fields = {"kind": self.random.choice(KINDS)}
        for name, values, most in (("themes", self.themes, 4), ("actions", self.actions, 3),
                                   ("schemes", self.schemes, 2), ("networks", self.networks, 2),
                                   ("sdg", list(range(1, 18)), 3), ("funders", FUNDERS, 2),
                                   ("actors", FUNDERS, 2)):
            fields[name] = self.some(values, most)
        if self.chance(.85):
            fields["lead"] = self.lead()
        if self.chance(.15):
            fields["co_leads"] = [self.lead() for _ in range(self.random.randint(1, 3))]
        fields["partners"] = [{"name": name, "country": self.often(self.countries)}
                              for name in self.some(PARTNERS, 3)]
        if self.chance(.7):
            fields["evidence"] = self.random.choice([0, 1, 1, 1, 2, 2, 3, 4])
        if self.chance(.6):
            fields["stage"] = self.random.choice(STAGES)
        self.years(fields)
        self.money(fields)
        return {name: value for name, value in fields.items() if value not in ([], None)}


def make(paths, count, seed):
    lot, taken = Lot(seed), texts(paths)
    for number in range(count):
        title, text, lang = taken[number % len(taken)]
        begin = (number // len(taken)) * PART_BYTES % max(len(text), 1)
        yield {"id": f"made-{number:05}", "lang": lang, "title": title,
               "text": text[begin:begin + PART_BYTES], **lot.fields()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("texts", nargs="+", type=pathlib.Path)
    asked = parser.parse_args()
    for record in make(asked.texts, asked.n, asked.seed):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())

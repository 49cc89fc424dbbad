# SPDX-License-Identifier: GPL-2.0-or-later
"""What a record counts as in every facet, worked out from the record as it was given and from the
tables of the vocabulary: independent of what the index holds."""
import collections
import json
import math
import pathlib
import re
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "corpus" / "vocabulary"

SPANS = {
    "population": ["1..9999", "10000..49999", "50000..99999", "100000..199999", "200000..399999",
                   "400000..499999", "500000..999999", "1000000.."],
    "amount": ["1..999", "1000..9999", "10000..99999", "100000..999999", "1000000..9999999",
               "10000000.."],
}
FOREVER = 10 ** 9

Place = collections.namedtuple("Place", "code kind name population department region parent")


def graph(name):
    return json.loads((VOCABULARY / f"{name}.jsonld").read_text(encoding="utf-8"))["@graph"]


def folded(name):
    """As names are compared: no accents, capitals, hyphens, punctuation or elisions."""
    text = name.replace("œ", "oe").replace("Œ", "oe").replace("Đ", "d").replace("đ", "d")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\b[dljmtsnc]['’]", " ", text.lower())
    return " ".join(re.sub(r"[^\w&%]+", " ", text).split())


def read_places():
    found = {}
    for line in (VOCABULARY / "places.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, kind, name, _, population, _, department, region, parent = line.split("\t")[:9]
        found[code] = Place(code, kind, name, int(population or 0),
                            f"dep:{department}" if department else None,
                            f"reg:{region}" if region else None, parent or None)
    return found


def read_bodies():
    """Ids of networks and bodies, by any of their names that is one on its own."""
    found = {}
    for node in graph("networks"):
        own = node["id"].split(":", 1)[1]
        found[own] = own
        for kind in ("prefLabel", "altLabel", "hiddenLabel"):
            for names in node.get(kind, {}).values():
                for name in [names] if isinstance(names, str) else names:
                    found.setdefault(folded(name), own)
    return found


def read_broader():
    """Of each theme, all that is broader than it."""
    direct = {}
    for node in graph("themes"):
        broader = node.get("broader", [])
        direct[node["id"].split(":", 1)[1]] = [
            other.split(":", 1)[1] for other in ([broader] if isinstance(broader, str) else broader)]

    def above(theme):
        return {theme}.union(*(above(other) for other in direct[theme]))

    return {theme: above(theme) for theme in direct}


def size_class(kind, population):
    if not population:
        return None
    if kind == "commune":
        bands = ((400000, "commune-gt-400"), (200000, "commune-200-400"),
                 (100000, "commune-100-200"), (1, "commune-lt-100"))
    elif kind in ("departement", "region", "syndicat", "association"):
        return None
    else:
        bands = ((1000000, "epci-gt-1000"), (500000, "epci-500-1000"), (400000, "epci-400-500"),
                 (200000, "epci-200-400"), (1, "epci-lt-200"))
    return next(name for least, name in bands if population >= least)


class Tables:
    def __init__(self):
        self.places, self.bodies, self.broader = read_places(), read_bodies(), read_broader()
        self.countries = {node["id"].split(":", 1)[1] for node in graph("countries")}

    def body(self, name):
        return self.bodies.get(name) or self.bodies.get(folded(name))

    def lead(self, name):
        """{facet: value} of a leading authority, with its population."""
        place = self.places.get(name)
        if place:
            return {"lead": place.code, "authority": place.kind, "region": place.region,
                    "department": place.department, "parent": place.parent,
                    "class": size_class(place.kind, place.population),
                    "population": place.population}
        if name[2:3] == "/" and name[:2] in self.countries:
            return {"lead": name, "authority": "etranger", "country": name[:2]}
        body = self.body(name)
        if body:
            return {"lead": body, "authority": "organisation"}
        return {"lead": folded(name)}


def amount(record):
    total = record.get("amount_eur") or 0
    if total <= 0:
        total = max((each["value"] for each in record.get("amounts", [])
                     if (each.get("currency") or "EUR") == "EUR"), default=0)
    return math.floor(total) if total > 0 else None


def period(record):
    start, end = record.get("year_start"), record.get("year_end")
    if not start and not end:
        return None
    return start or end, end or (FOREVER if record.get("ongoing") else start)


def facets(record, tables, found_themes=()):
    """{facet: set of values}, and under "numbers" its population, amount and years. The themes of a
    record that gives none are those found in its text, which only the index knows."""
    own = collections.defaultdict(set)
    leads = [tables.lead(name) for name in
             [record.get("lead"), *record.get("co_leads", [])] if name]
    for lead in leads:
        for facet, value in lead.items():
            if value and facet != "population":
                own[facet].add(value)
    for facet, field in (("action", "actions"), ("sdg", "sdg"), ("scheme", "schemes"),
                         ("network", "networks"), ("function", "functions"), ("lang", "langs")):
        own[facet] |= {str(value) for value in record.get(field, [])}
    for facet, field in (("kind", "kind"), ("stage", "stage"), ("state", "state"),
                         ("scope", "scope"), ("visibility", "visibility"), ("region", "region"),
                         ("reported", "year_reported"), ("evidence", "evidence")):
        if record.get(field) is not None:
            own[facet].add(str(record[field]))
    for facet, field in (("funder", "funders"), ("actor", "actors")):
        own[facet] |= {tables.body(name) or name for name in record.get(field, [])}
    for partner in record.get("partners", []):
        if partner.get("name"):
            own["partner"].add(folded(partner["name"]))
        if partner.get("country") and partner["country"] != "FR":
            own["country"].add(partner["country"])
    for theme in record.get("themes") or found_themes:
        own["theme"] |= tables.broader[theme]
    for indicator in record.get("indicators", []):
        place = indicator.get("place") or (leads[0]["lead"] if record.get("lead") else None)
        if indicator.get("measure") and place:
            own["measured"].add(place)
    first = tables.lead(record["lead"]) if record.get("lead") else {}
    own["numbers"] = {"population": first.get("population") or None, "amount": amount(record),
                      "year": period(record)}
    return own


def bounds(span):
    first, dots, last = span.partition("..")
    return int(first or 0), int(last or FOREVER ** 2) if dots else int(first)


def within(quantity, number, span):
    first, last = bounds(span)
    if number is None:
        return False
    if quantity == "year":
        return number[0] <= last and number[1] >= first
    return first <= number <= last

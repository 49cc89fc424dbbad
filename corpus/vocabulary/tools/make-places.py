#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make places.tsv, the French local authorities a record may name.

usage: make-places.py COMMUNES.tsv.gz EPCI.json.gz DEPARTEMENTS.json REGIONS.json
                      places-aliases.tsv places-ept.tsv > places.tsv

The four national files come from INSEE through the package
@etalab/decoupage-administratif; COMMUNES is its communes.json as a table with the
columns code, nom, type, departement, region, population. The last two are written
by hand and lie beside places.tsv. The same inputs give the same bytes. An alias
written by hand that would lead to two places stops the run; one made by rule is
dropped.
"""

import csv
import gzip
import hashlib
import json
import re
import sys
import unicodedata

SMALLEST_COMMUNE = 10000
GRAND_PARIS = "200054781"
LYON = "200046977"
TAAF = "984"  # its seat in the file is another territory's

# The files give no year. Communes carry the census figures in force since
# January 2026 (Paris 2 103 778), EPCI those in force in 2025 (Paris 2 113 705).
# Mayotte and the Pacific are counted by censuses of their own.
COMMUNE_YEAR, EPCI_YEAR = 2023, 2022
CENSUS_YEARS = {"976": 2017, "986": 2023, "987": 2022, "988": 2025}

EPCI_KINDS = {
    "METRO": ("metropole", "Métropole"),
    "MET69": ("metropole-lyon", "Métropole"),
    "CU": ("communaute-urbaine", "Communauté urbaine"),
    "CA": ("communaute-agglomeration", "Communauté d'agglomération"),
    "CC": ("communaute-communes", "Communauté de communes"),
}
COLUMNS = ("code", "kind", "name", "aliases", "population", "year", "department",
           "region", "parent", "centre")
ALIAS_KINDS = ("name", "short", "former", "acronym", "spelling")
ARTICLES = re.compile(r"^(de la |de l'|du |des |de |d')", re.IGNORECASE)
# A group whose own name says what it is needs no « Communauté de … » before it.
SPEAKING = re.compile(r"\b(métropole|agglomération|agglo|communauté|agglopôle)\b", re.IGNORECASE)
# INSEE's code for the article before a name (« typeLiaison »), after « de ».
LINKS = {0: "de ", 1: "d'", 2: "du ", 3: "de la ", 4: "des ", 5: "de l'"}
# Departments that are no authority any more have no « Conseil départemental ».
NO_COUNCIL = {"2A", "2B", "67", "68", "69", "75", "972", "973"}
NO_REGIONAL_COUNCIL = {"02", "03", "06", "94"}
HEADER = """\
# French local authorities: codes, names, populations. Made by tools/make-places.py; do not edit.
# Sources: INSEE, code officiel géographique and populations de référence, through the package
#   @etalab/decoupage-administratif; names by hand: places-aliases.tsv, places-ept.tsv.
# Licence: Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence).
# Population: municipal. Communes, departments, regions and EPT: 2023; EPCI: 2022; Mayotte,
#   Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie: the year of their own census.
# Rows: regions, departments, every metropolis, CU, CA and EPT, communes of at least 10 000
#   inhabitants, seats of the others, and the CC those communes belong to.
# Special: dep:69 leaves out the Métropole de Lyon; dep:6AE is the Collectivité européenne
#   d'Alsace (dep:67 and dep:68 stay); a commune of Greater Paris has the metropolis as parent,
#   as have the EPT. department and region of a group are those of its centre, the most populous
#   member; the centre of a department or region is its chef-lieu.
"""


def fold(text):
    """Compare names as the program does: no case, accents or punctuation."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss")
    letters = [c for c in unicodedata.normalize("NFD", text.casefold())
               if not unicodedata.combining(c)]
    return " ".join(re.findall(r"[a-z0-9]+", "".join(letters)))


def of(name):
    """« de Nancy », « du Mans », « d'Annecy », « des Sables-d'Olonne »."""
    for article, link in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return link + name[len(article):]
    return ("d'" if fold(name)[:1] in tuple("aeiouy") else "de ") + name


def read_table(path):
    with open(path, encoding="utf-8") as table:
        for number, line in enumerate(table, 1):
            if line.strip() and not line.startswith("#"):
                yield f"{path}: line {number}", line.rstrip("\n").split("\t")


def read_communes(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t")
                if row["type"] == "commune-actuelle"]
    for row in rows:
        row["population"] = int(row["population"]) if row["population"] else None
    return {row["code"]: row for row in rows}


def read_json(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as source:
        return json.load(source)


def read_aliases(path):
    names, aliases = {}, {}
    for where, cells in read_table(path):
        if len(cells) != 3 or cells[2] not in ALIAS_KINDS:
            sys.exit(f"{where}: a code, an alias and its kind are wanted")
        code, alias, kind = cells
        if kind == "name":
            names[code] = alias
        else:
            aliases.setdefault(code, []).append((alias, kind))
    return names, aliases


def place(code, kind, name, population, year, department="", region=""):
    return {"code": code, "kind": kind, "name": name, "by_rule": [], "population": population,
            "year": year if population is not None else "", "department": department,
            "region": region, "parent": "", "centre": ""}


def total(codes, communes):
    counted = [communes[c]["population"] for c in codes if communes[c]["population"] is not None]
    return sum(counted) if counted else None


def epci_names(epci):
    """The name a person writes, and the other forms the file's label gives."""
    label = epci["nom"].replace("''", "").replace('"', "").replace("Coeur", "Cœur")
    found = re.search(r"\(([^)]*)\)", label)
    inside = [found.group(1)] if found else []
    label = " ".join(re.sub(r"\([^)]*\)", "", label).split())
    kind = EPCI_KINDS[epci["type"]][1]
    if epci["type"] in ("METRO", "MET69"):
        rest = ARTICLES.sub("", label.removeprefix("Métropole "))
        return label, inside + [rest]
    rest = label.split(" ", 1)[1]
    bare = ARTICLES.sub("", rest)
    bare = bare[:1].upper() + bare[1:]
    name = bare if SPEAKING.search(bare) else f"{kind} {rest}"
    return name, inside + [label, f"{kind} {rest}", bare]


def epci_place(epci, communes):
    centre = communes[max(epci["membres"], key=lambda m: m["populationMunicipale"])["code"]]
    name, forms = epci_names(epci)
    made = place("epci:" + epci["code"], EPCI_KINDS[epci["type"]][0], name,
                 epci["populationMunicipale"], CENSUS_YEARS.get(centre["departement"], EPCI_YEAR),
                 centre["departement"], centre["region"])
    made["centre"] = "com:" + centre["code"]
    city, kind = centre["nom"], EPCI_KINDS[epci["type"]][1]
    if epci["code"] != GRAND_PARIS and epci["type"] != "CC":
        forms += [f"{kind} {of(city)}"]
        forms += [f"{city} Métropole"] if kind == "Métropole" else [f"{epci['type']} {city}"]
    made["by_rule"] = forms
    made["abbreviation"] = epci["type"] if len(epci["type"]) == 2 else ""
    return made


def ept_places(path, epcis, communes):
    metropolis = next(e for e in epcis if e["code"] == GRAND_PARIS)
    shared = []
    for _, (code, name, members) in read_table(path):
        members = members.split("|")
        shared += members
        centre = max(members, key=lambda c: communes[c]["population"])
        made = place(code, "ept", name, total(members, communes), COMMUNE_YEAR,
                     communes[centre]["departement"], communes[centre]["region"])
        made.update(parent="epci:" + GRAND_PARIS, centre="com:" + centre,
                    by_rule=["EPT " + name, "Établissement public territorial " + name])
        yield made
    wanted = [m["code"] for m in metropolis["membres"] if m["code"] != "75056"]
    if sorted(shared) != sorted(wanted):
        odd = sorted(set(shared) ^ set(wanted))
        sys.exit(f"{path}: communes missing, foreign or given twice: {odd}")


def commune_place(commune, parents, departments):
    code, name, department = commune["code"], commune["nom"], commune["departement"]
    made = place("com:" + code, "commune", name, commune["population"],
                 CENSUS_YEARS.get(department, COMMUNE_YEAR), department, commune["region"])
    made["parent"] = parents.get(code, "")
    if re.match(r"Sainte?-", name):
        made["by_rule"].append(re.sub(r"^Saint(e?)-", r"St\1-", name))
    if name.startswith(("Le ", "Les ")):
        made["by_rule"].append("Ville " + of(name))
    made["with_department"] = f"{name} ({departments[department]['nom']})"
    return made


def department_place(department, communes, lyon):
    code, link = department["code"], LINKS[department["typeLiaison"]]
    inside = [c for c, row in communes.items()
              if row["departement"] == code and c not in (lyon if code == "69" else ())]
    made = place("dep:" + code, "departement", department["nom"], total(inside, communes),
                 CENSUS_YEARS.get(code, COMMUNE_YEAR), code, department["region"])
    if department["zone"] != "com":
        made["by_rule"].append(f"Département {link}{department['nom']}")
        if code not in NO_COUNCIL:
            made["by_rule"].append(f"Conseil départemental {link}{department['nom']}")
    made["centre"] = "" if code == TAAF else "com:" + department["chefLieu"]
    return made


def alsace_place(communes):
    inside = [c for c, row in communes.items() if row["departement"] in ("67", "68")]
    made = place("dep:6AE", "departement", "Collectivité européenne d'Alsace",
                 total(inside, communes), COMMUNE_YEAR, "", "44")
    made["centre"] = "com:67482"
    return made


def region_place(region, communes):
    code, link = region["code"], LINKS[region["typeLiaison"]]
    inside = [c for c, row in communes.items() if row["region"] == code]
    department = communes[region["chefLieu"]]["departement"]
    year = COMMUNE_YEAR if region["zone"] != "com" else CENSUS_YEARS.get(code, COMMUNE_YEAR)
    made = place("reg:" + code, "region", region["nom"], total(inside, communes),
                 CENSUS_YEARS["976"] if code == "06" else year, "", code)
    if region["zone"] != "com" and code not in NO_REGIONAL_COUNCIL:
        made["by_rule"] += [f"Région {region['nom']}", f"Conseil régional {link}{region['nom']}"]
    made["centre"] = "" if code == TAAF else "com:" + communes[region["chefLieu"]]["code"]
    made["department"] = department if region["zone"] in ("drom", "com") and code != TAAF else ""
    return made


def chosen_communes(communes, epcis, departments, regions):
    """Large communes, and the seats that other rows point at."""
    chosen = {c for c, row in communes.items() if (row["population"] or 0) >= SMALLEST_COMMUNE}
    chosen |= {d["chefLieu"] for d in departments + regions}
    for epci in epcis:
        members = [m["code"] for m in epci["membres"]]
        if epci["type"] != "CC" or chosen & set(members):
            chosen.add(max(epci["membres"], key=lambda m: m["populationMunicipale"])["code"])
    return sorted(c for c in chosen if communes[c]["population"])


def all_places(communes, epcis, departments, regions, ept_path):
    parents = {m["code"]: "epci:" + e["code"] for e in epcis for m in e["membres"]}
    chosen = chosen_communes(communes, epcis, departments, regions)
    wanted = {parents.get(c) for c in chosen}
    by_code = {d["code"]: d for d in departments}
    lyon = {m["code"] for e in epcis if e["code"] == LYON for m in e["membres"]}
    places = [region_place(r, communes) for r in regions]
    places += [department_place(d, communes, lyon) for d in departments] + [alsace_place(communes)]
    places += [epci_place(e, communes) for e in epcis
               if e["type"] != "CC" or "epci:" + e["code"] in wanted]
    places += list(ept_places(ept_path, epcis, communes))
    places += [commune_place(communes[c], parents, by_code) for c in chosen]
    known = {p["code"] for p in places}
    for one in places:
        one["centre"] = one["centre"] if one["centre"] in known else ""
    return places


def give_names(places, names, aliases):
    """Put in the names written by hand, and refuse a code that has no row."""
    by_code = {p["code"]: p for p in places}
    for code in list(names) + list(aliases):
        if code not in by_code:
            sys.exit(f"places-aliases.tsv: {code} is not the code of a row")
    for one in places:
        if one["code"] in names:
            one["by_rule"].append(one["name"])
            one["name"] = names[one["code"]]
        one["by_hand"] = [alias for alias, _ in aliases.get(one["code"], [])]
        if one.get("abbreviation"):
            one["by_rule"] += [f"{one['abbreviation']} {alias}"
                               for alias, kind in aliases.get(one["code"], []) if kind == "short"]


def settle_aliases(places, communes):
    """A name leads to one place: by hand it must, a rule's doubtful form is dropped."""
    owners = {}
    for one in places:
        for name in [one["name"]] + one["by_hand"]:
            owners.setdefault(fold(name), set()).add(one["code"])
    rules = {}
    for one in places:
        for name in one["by_rule"]:
            rules.setdefault(fold(name), set()).add(one["code"])
    cities = {fold(row["nom"]) for row in communes.values()}
    for one in places:
        for name in one["by_hand"]:
            if owners[fold(name)] != {one["code"]}:
                sys.exit(f"places-aliases.tsv: « {name} » names {sorted(owners[fold(name)])}")
        sure = [n for n in one["by_rule"] if n and fold(n) not in owners
                and len(rules[fold(n)]) == 1 and fold(n) not in cities]
        same_name = [c for c in owners[fold(one["name"])] if c.startswith("com:")]
        if one["kind"] == "commune" and len(same_name) > 1:
            sure.append(one["with_department"])
        one["aliases"] = unique([one["name"]] + one["by_hand"] + sure)[1:]


def unique(names):
    seen = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())


def write(places, paths, out):
    out.write(HEADER)
    for path in paths:
        with open(path, "rb") as source:
            digest = hashlib.sha256(source.read()).hexdigest()
        out.write(f"# input: {path.rsplit('/', 1)[-1]} sha256 {digest}\n")
    out.write("# " + "\t".join(COLUMNS) + "\n")
    for one in places:
        one["aliases"] = "|".join(one["aliases"])
        cells = ["" if one[c] is None else str(one[c]) for c in COLUMNS]
        if any("\t" in cell or "\n" in cell for cell in cells):
            sys.exit(f"{one['code']}: a tab or a line end in a cell")
        out.write("\t".join(cells) + "\n")


def main(arguments):
    if len(arguments) != 6:
        sys.exit(__doc__)
    communes = read_communes(arguments[0])
    epcis, departments, regions = (read_json(path) for path in arguments[1:4])
    names, aliases = read_aliases(arguments[4])
    places = all_places(communes, epcis, departments, regions, arguments[5])
    give_names(places, names, aliases)
    settle_aliases(places, communes)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write(places, arguments, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])

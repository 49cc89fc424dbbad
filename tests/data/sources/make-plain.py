#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the plain files of this folder (text, Markdown, JSON, JSON lines, TSV) from records of the
corpus, in the encodings and with the line ends that programs leave them in. Needs Python only.
"""
import csv
import io
import json
import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
RECORDS = HERE.parents[2] / "corpus" / "records"


def record(name):
    """The title, the summary and the body of a record."""
    _, head, body = (RECORDS / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    title = re.search(r"^title: (.*)$", head, re.M).group(1).strip("'\"").replace("''", "'")
    summary = re.search(r"^summary: >-\n((?:  .*\n)+)", head, re.M)
    return title, " ".join(summary.group(1).split()) if summary else "", body.strip()


def write(name, text, encoding="utf-8", newline="\n"):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    if encoding == "cp1252":
        text = text.replace("\u202f", "\u00a0")
    path.write_bytes(text.replace("\n", newline).encode(encoding))


def plain(name):
    """As a person saves it from a program of texts: lines of 72 letters, titles underlined."""
    title, summary, body = record(name)
    parts = [title + "\n" + "=" * len(title), textwrap.fill(summary, 72)]
    for block in body.split("\n\n"):
        parts.append(block[3:] if block.startswith("## ") else textwrap.fill(block, 72))
    return "\n\n".join(parts) + "\n"


def markdown(name, head=""):
    title, summary, body = record(name)
    return f"{head}# {title}\n\n{summary}\n\n{body}\n"


def fields(name, **more):
    title, summary, body = record(name)
    return {"title": title, "summary": summary, "text": body, **more}


def table(rows):
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def main():
    write("text/lille.txt", plain("lille-mel-europe-nord-ouest.fr"))
    write("text/toulouse.txt", plain("toulouse-rencontres-bilaterales.fr"), "cp1252", "\r\n")
    write("text/niort.txt", plain("niort-durable-2030.en"), "utf-8-sig", "\r\n")

    write("markdown/sans-champs.md", markdown("nantes-participation-citoyenne.fr"))
    write("markdown/montpellier.md", markdown("montpellier-partenariats-lgbt.fr"), "cp1252", "\r\n")
    title, summary, body = record("strasbourg-reseau-rhin-superieur.en")
    head = {"title": title, "lead": "Strasbourg", "year_start": 2021, "summary": summary}
    write("markdown/rhine.md", "---\n" + "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items()) +
        f"---\n\n{body}\n")

    write("json/un.json", json.dumps(fields("limoges-ville-creative-unesco.fr", lead="Limoges"), ensure_ascii=False))
    write("json/many.json", json.dumps([fields("rennes-parole-collectivites.en", lead="Rennes"),
                                        fields("tours-transition-ecologique-egalite-genre.en")], indent=1))
    write("json/formulaires.json", json.dumps([{"form": {
        "Intitulé": record("paris-diplomatie-feministe-droits-humains.fr")[0], "Résumé": record("paris-diplomatie-feministe-droits-humains.fr")[1],
        "Budget": "45 k€", "Partenaires": "Kiel (Allemagne) ; Yokosuka (Japon)",
        "Année de démarrage": "2019"}}], ensure_ascii=False))

    for name, records in (("deux.jsonl", ("dunkerque-villes-de-memoire-paix.fr", "cherbourg-entreprises-international.fr")),
                          ("one.jsonl", ("karib-horizon.en",)),
                          ("trois.ndjson", ("grenoble-portage-communal-international.fr", "lille-mel-eau-dechets.fr",
                                            "reims-reseau-speed-up.fr"))):
        write(f"jsonl/{name}", "".join(json.dumps(fields(each), ensure_ascii=False) + "\n"
                                       for each in records))

    rows = [["Titre", "Résumé", "Porteur", "Partenaires", "Année"],
            [*record("caen-reims-jumelages-economie.fr")[:2], "Caen", "Würzburg (Allemagne)", 2015],
            [*record("creusot-montceau-universites-europe.fr")[:2], "Le Creusot", "", 2021]]
    write("tsv/jumelages.tsv", table(rows), "cp1252", "\r\n")
    write("tsv/unicode.txt.tsv", table(rows[:1] + [[
        *record("clermont-ferrand-trois-temps-international.fr")[:2], "Clermont-Ferrand",
        "Aberdeen (Royaume-Uni)", 1983]]), "utf-16", "\r\n")
    write("tsv/network.tsv", table([["Title", "Summary", "Lead city", "Budget (k€)"], [
        *record("france-urbaine-suede-innovation.en")[:2], "France urbaine", "12.5"]]))


if __name__ == "__main__":
    main()

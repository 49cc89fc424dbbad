# SPDX-License-Identifier: GPL-2.0-or-later
"""Read and write the vocabulary's JSON-LD files in one layout: a property a line.

One property a line keeps changes readable in a diff; the order of properties is that of ORDER.
"""

import json

ORDER = ["id", "type", "notation", "prefLabel", "altLabel", "hiddenLabel", "weakLabel", "demonym",
         "broader", "exactMatch", "narrowMatch", "sdg", "dac", "area", "scopeNote"]


def context(prefix, extra=None):
    """The JSON-LD context of a file whose ids start with `prefix:`."""
    def by_language(address):
        return {"@id": address, "@container": "@language"}

    def reference(address):
        return {"@id": address, "@type": "@id"}

    terms = {"skos": "http://www.w3.org/2004/02/skos/core#", prefix: f"urn:parangon:{prefix}:",
             "id": "@id", "type": "@type"}
    for name in ("prefLabel", "altLabel", "hiddenLabel", "scopeNote"):
        terms[name] = by_language("skos:" + name)
    terms["weakLabel"] = by_language("urn:parangon:weakLabel")
    for name in ("broader", "exactMatch", "narrowMatch"):
        terms[name] = reference("skos:" + name)
    terms.update(extra or {})
    return terms


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def one_line(value):
    return json.dumps(value, ensure_ascii=False)


def property_lines(name, value):
    if not isinstance(value, dict):
        return f"      {one_line(name)}: {one_line(value)}"
    inner = ",\n".join(f"        {one_line(k)}: {one_line(v)}" for k, v in value.items())
    return f"      {one_line(name)}: {{\n{inner}\n      }}"


def concept_lines(concept):
    names = [n for n in ORDER if n in concept] + [n for n in concept if n not in ORDER]
    return "    {\n" + ",\n".join(property_lines(n, concept[n]) for n in names) + "\n    }"


def save(document, path):
    terms = ",\n".join(f"    {one_line(k)}: {one_line(v)}" for k, v in document["@context"].items())
    concepts = ",\n".join(concept_lines(c) for c in document["@graph"])
    with open(path, "w", encoding="utf-8") as file:
        file.write('{\n  "@context": {\n' + terms + "\n  },\n")
        file.write('  "@graph": [\n' + concepts + "\n  ]\n}\n")

# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks answers by the schemas of query/schema: as much of JSON Schema as those use."""
import functools
import json
import re

from program import ROOT

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "number": (int, float), "integer": int}
KNOWN = {"$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "required",
         "properties", "additionalProperties", "items", "minimum", "maximum", "minLength",
         "minItems", "maxItems", "minProperties", "maxProperties", "pattern", "format", "anyOf", "oneOf"}


@functools.lru_cache(None)
def schema(name):
    return json.loads((ROOT / "query" / "schema" / f"{name}.json").read_text(encoding="utf-8"))


def is_of(value, name):
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def faults(value, rule, name, at="$"):
    """What is wrong with the value, as "path: why"."""
    unknown = set(rule) - KNOWN
    if unknown:
        return [f"{at}: this check knows nothing of {sorted(unknown)}"]
    if "$ref" in rule:
        other, _, path = rule["$ref"].partition("#/")
        rule_of = schema(other.removesuffix(".json") if other else name)
        for step in path.split("/") if path else []:
            rule_of = rule_of[step]
        return faults(value, rule_of, other.removesuffix(".json") if other else name, at)
    found = []
    types = rule.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_of(value, one) for one in types):
        return [f"{at}: {value!r} is no {' or '.join(types)}"]
    if "enum" in rule and value not in rule["enum"] or "const" in rule and value != rule["const"]:
        found.append(f"{at}: {value!r} is none of {rule.get('enum', rule.get('const'))}")
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        found.append(f"{at}: {value!r} has not the form {rule['pattern']}")
    if isinstance(value, str) and len(value) < rule.get("minLength", 0):
        found.append(f"{at}: too short")
    if is_of(value, "number") and not (rule.get("minimum", value) <= value
                                       <= rule.get("maximum", value)):
        found.append(f"{at}: {value} is out of bounds")
    for choice in ("anyOf", "oneOf"):
        if choice in rule and all(faults(value, one, name, at) for one in rule[choice]):
            found.append(f"{at}: {value!r} is nothing of {choice}")
    if isinstance(value, list):
        if len(value) < rule.get("minItems", 0):
            found.append(f"{at}: too few")
        if len(value) > rule.get("maxItems", len(value)):
            found.append(f"{at}: too many")
        for i, item in enumerate(value):
            found += faults(item, rule.get("items", {}), name, f"{at}[{i}]")
    if isinstance(value, dict):
        if len(value) > rule.get("maxProperties", len(value)):
            found.append(f"{at}: too many members")
        if len(value) < rule.get("minProperties", 0):
            found.append(f"{at}: too few")
        found += [f"{at}: {key} is missing" for key in rule.get("required", []) if key not in value]
        more = rule.get("additionalProperties", {})
        for key, item in value.items():
            own = rule.get("properties", {}).get(key, more)
            if own is False:
                found.append(f"{at}: {key} is not known")
            else:
                found += faults(item, {} if own is True else own, name, f"{at}.{key}")
    return found


def faults_of(answer, name):
    return faults(answer, schema(name), name)

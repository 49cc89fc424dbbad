#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns the built-in map into a C string, checked as JSON on the way."""
import json
import sys


def main(output, path):
    with open(path, encoding="utf-8") as file:
        text = json.dumps(json.load(file), ensure_ascii=True, separators=(",", ":"))
    with open(output, "w", encoding="ascii") as out:
        out.write('#include "map/map_inside.h"\n\nconst char default_map[] = {\n')
        for begin in range(0, len(text), 16):
            out.write("    " + "".join(f"{ord(c)}, " for c in text[begin:begin + 16]) + "\n")
        out.write("    0,\n};\nconst size_t default_map_len = sizeof default_map - 1;\n")


main(*sys.argv[1:])

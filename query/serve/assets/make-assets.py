#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes files as one C table: make-assets.py OUTPUT FILE…

Each row is a name with a hash of the bytes in it (style-1a2b3c4d.css), the bytes, and how many.
Comments of the style and of the script stay in the source; a file of a folder "schema" bears that
word in front."""
import hashlib
import json
import pathlib
import re
import sys


def strip(path: pathlib.Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    if path.suffix == ".svg":
        text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    lines = (line.strip() for line in text.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()


def main() -> None:
    output, *files = map(pathlib.Path, sys.argv[1:])
    with output.open("w", encoding="utf-8") as out:
        out.write('/* Made by make-assets.py. */\n#include "assets_table.h"\n\n')
        rows = []
        for number, path in enumerate(files):
            data = strip(path)
            folder = "schema-" if path.parent.name == "schema" else ""
            name = f"{folder}{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}"
            out.write(f"static const unsigned char bytes_{number}[] = {{\n")
            for at in range(0, len(data), 16):
                out.write("    " + ", ".join(map(str, data[at:at + 16])) + ",\n")
            out.write("};\n\n")
            rows.append(f'    {{"{name}", bytes_{number}, sizeof bytes_{number}}},\n')
        out.write("const struct asset assets_table[] = {\n" + "".join(rows) + "};\n\n")
        out.write(f"const size_t assets_count = {len(files)};\n")


if __name__ == "__main__":
    main()

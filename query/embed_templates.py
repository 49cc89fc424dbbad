#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns the blank sheets in Markdown, French then English, into a C table."""
import sys


def literal(line):
    """The line as a C string; other bytes than those of ASCII in octal, which ends by itself."""
    text = ""
    for byte in line.encode():
        if byte in b'"\\':
            text += "\\" + chr(byte)
        else:
            text += chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"
    return f'"{text}"'


def main(output, *paths):
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "template.h"\n\n')
        out.write("const char *const template_blank[PARANGON_OTHER] = {\n")
        for path in paths:
            with open(path, encoding="utf-8") as lines:
                out.writelines(f"    {literal(line)}\n" for line in lines)
            out.write("    ,\n")
        out.write("};\n")


main(*sys.argv[1:])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns languages.tsv into a C table, ready to be looked up by hash: see sequences.h."""
import sys

BITS = 13  # of a place: 8192 places, half of them taken
FACTOR = 0x9E3779B97F4A7C15  # as in tell.c
LETTER_BITS = 10  # as in tell.c


def letter(char):
    code = ord(char)
    return code - 0x1E00 + 0x300 if 0x1E00 <= code < 0x1F00 else code


def key_of(sequence):
    key = 0
    for char in sequence:
        key = key << LETTER_BITS | letter(char)
    return key


def main(output, path):
    places = [None] * (1 << BITS)
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    for sequence, french, english in rows:
        key = key_of(sequence)
        place = (key * FACTOR & (1 << 64) - 1) >> 64 - BITS
        while places[place]:
            place = (place + 1) % len(places)
        places[place] = f"{{UINT64_C({key}), {french}, {english}}}"
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "sequences.h"\n\n')
        out.write("const struct sequence sequences[SEQUENCE_PLACES] = {\n")
        out.writelines(f"    [{n}] = {place},\n" for n, place in enumerate(places) if place)
        out.write("};\n")


main(*sys.argv[1:])

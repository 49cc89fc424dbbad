#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns the lists of stop words, French then English, into a C table, folded and sorted as the
analysis folds words: lower case, without accents, ligatures spelt out."""
import sys
import unicodedata


def fold(word):
    word = word.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def read(path):
    with open(path, encoding="utf-8") as lines:
        words = {fold(line.split("#")[0].strip()) for line in lines}
    return sorted(word for word in words if word)


def main(output, *paths):
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "stop_words.h"\n\n')
        lists = [read(path) for path in paths]
        for number, words in enumerate(lists):
            out.write(f"static const char *const words_{number}[] = {{\n")
            out.writelines(f'    "{word}",\n' for word in words)
            out.write("};\n\n")
        out.write("const struct stop_word_list stop_words[PARANGON_OTHER] = {\n")
        out.writelines(f"    {{words_{n}, {len(words)}}},\n" for n, words in enumerate(lists))
        out.write("};\n")


main(*sys.argv[1:])

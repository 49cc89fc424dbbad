#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the tables of words and expressions that translate each other.

  make-translations.py PROGRAM NAME=FILE... > translations.tsv
  make-translations.py PROGRAM --expressions NAME=FILE... > translations-expressions.tsv
  make-translations.py PROGRAM --freedict FRA-ENG.dict.dz ENG-FRA.dict.dz
                                            > translations-freedict.tsv

PROGRAM is make-translations, built by `ninja corpus/make-translations`; it says what a FILE may be
and what NAME is for. A FILE may be packed (.gz), or be a folder of records in both languages
(ID.fr.md, ID.en.md), whose texts are aligned. The second form writes labels of several words as
they are. The third reads the entries of two FreeDict dictionaries as dictd has them (Debian:
dict-freedict-fra-eng, dict-freedict-eng-fra); the table made from them is under their licence. The
same inputs give the same bytes.
"""

import gzip
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HEADER = """\
# Words that translate each other: French stem, English stem, weight, where it was learnt.
# Made by tools/make-translations.py; do not edit. Weight: the geometric mean of the probabilities
# of one given the other, learnt by IBM model 1 from the inputs below.
"""
EXPRESSIONS_HEADER = """\
# Expressions that translate each other: French stems, English stems, 1, whose labels they are.
# Made by tools/make-translations.py; do not edit. Words of grammar are left out.
"""
LICENCES = {
    "EuroVoc": "EuroVoc, © European Union, reuse with attribution",
    "GEMET": "GEMET, © European Environment Agency, reuse with attribution",
    "SDG": "texts of the Sustainable Development Goals, United Nations",
    "DAC": "code lists of the OECD DAC, through the International Aid Transparency Initiative",
    "Parangon": "labels of the vocabulary beside this file, CC BY 4.0",
    "Records": "the records in ../records, CC BY 4.0",
    "FreeDict": "FreeDict fra-eng and eng-fra, © the FreeDict contributors 1999-2022, GNU General\n"
                "#   Public License, version 2 or later (https://freedict.org); so is this file",
}


def body(path):
    """The title of a record, then its text."""
    _, fields, text = path.read_text(encoding="utf-8").split("---\n", 2)
    title = re.search(r"^title: *(.*)$", fields, re.MULTILINE).group(1).strip("\"'")
    return f"{title}\n\n{text}"


def without_names(french, english):
    """Both texts without the capitalised words that stand in either: names translate nothing, and
    the same two of them meet in every sentence about a partnership."""
    capitalised = r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*"
    names = set(re.findall(capitalised, french)) & set(re.findall(capitalised, english))
    return tuple(re.sub(capitalised, lambda word: " " if word.group() in names else word.group(),
                        text) for text in (french, english))


def aligned_texts(folder):
    """An object a line for each record that stands in both languages."""
    pairs = ((french, french.with_name(french.name.removesuffix(".fr.md") + ".en.md"))
             for french in sorted(folder.glob("*.fr.md")))
    texts = (without_names(body(french), body(english))
             for french, english in pairs if english.exists())
    return "".join(json.dumps({"fr": french, "en": english}, ensure_ascii=False) + "\n"
                   for french, english in texts).encode()


def unpacked(path):
    if path.is_dir():
        return aligned_texts(path)
    with (gzip.open if path.suffix in (".gz", ".dz") else open)(path, "rb") as file:
        return file.read()


def describe(name, path):
    content = aligned_texts(path) if path.is_dir() else path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return f"#   {name}={path.name} sha256 {digest}\n"


def bare(word):
    """A word of the command without the folder of its file."""
    name, equals, path = word.rpartition("=")
    return word if word.startswith("--") else name + equals + pathlib.Path(path).name


def licences(names):
    known = (LICENCES[name] for name in dict.fromkeys(names) if name in LICENCES)
    return "".join(f"# Source: {licence}.\n" for licence in known)


def merged(rows):
    """Rows in order, each once, with all sources that have it."""
    sources = {}
    for row in rows.decode().splitlines():
        key, source = row.rsplit("\t", 1)
        sources.setdefault(key, []).append(source)
    return "".join(f"{key}\t{', '.join(dict.fromkeys(sources[key]))}\n"
                   for key in sorted(sources)).encode()


def run(program, options, inputs):
    """The rows that the program makes of [(name, file name, bytes)]."""
    with tempfile.TemporaryDirectory() as folder:
        words = []
        for number, (name, file, content) in enumerate(inputs):
            path = pathlib.Path(folder, f"{number}-{file}")
            path.write_bytes(content)
            words.append(f"{name}={path}")
        return subprocess.run([program, *options, *words], check=True, stdout=subprocess.PIPE).stdout


def entries(text):
    """Pairs of a headword and one translation: a line "head /sound/ <kind>", then lines of
    translations between commas, numbered when there are several senses."""
    head = None
    for line in text.splitlines():
        found = re.match(r"(\S[^/]*?) /[^/]*/( <[^>]*>)?$", line)
        if found:
            head = found.group(1)
        elif head and line and not line.startswith(" "):
            for word in re.sub(r"^\d+\. ", "", line).split(","):
                word = re.sub(r"\([^)]*\)|\[[^]]*\]", "", word).replace("‐", "-").strip()
                if word:
                    yield head, word
        else:
            head = None


def freedict_table(from_french, from_english):
    pairs = list(entries(unpacked(from_french).decode("utf-8")))
    pairs += [(french, english)
              for english, french in entries(unpacked(from_english).decode("utf-8"))]
    rows = "".join(f"{french}\t{english}\n" for french, english in pairs)
    return ("fr\ten\n" + rows).encode()


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, *words = sys.argv[1:]
    options = []
    if words[0] == "--expressions":
        options = words[:1]
    if words[0] == "--freedict":
        files = [("FreeDict", pathlib.Path(word)) for word in words[1:]]
        table = freedict_table(*(path for _, path in files))
        inputs = [("FreeDict", "freedict.tsv", table)]
    else:
        files = [(name, pathlib.Path(path)) for name, _, path in
                 (word.partition("=") for word in words[len(options):])]
        inputs = [(name, path.name.removesuffix(".gz") + ".jsonl" * path.is_dir(), unpacked(path))
                  for name, path in files]
    command = shlex.join(["make-translations.py", "make-translations", *map(bare, words)])
    names = [name for name, _ in files]
    header = (EXPRESSIONS_HEADER if options else HEADER) + licences(names) + "# Inputs:\n"
    header += "".join(describe(name, path) for name, path in files)
    header += f"# Command: {command}\n"
    rows = run(program, options, inputs)
    if options:
        rows = merged(rows)
    sys.stdout.buffer.write(header.encode() + rows)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make languages.tsv, the table by which the language of a text is told.

  make-languages.py NAME=INPUT... > languages.tsv

NAME and INPUT are
  Records=DIR         the records beside this folder, *.fr.md and *.en.md
  Words=FILE          a list of stop words, stop-words.fr.txt or stop-words.en.txt
  EuroVoc=, GEMET=, SDG=FILE   tables with columns fr, en, alt_fr, alt_en, definition_en (.gz too)
  Declaration=DIR     the Universal Declaration of Human Rights, a file a language (fr.txt, oc.txt,
                      …): langclass/ShortTexts of the Debian source package libexttextcat 3.4.5

What is learnt: how much each sequence of two to five letters of a word speaks for French and for
English, against all other languages in Latin letters that the Declaration is there in. The method
is logistic regression by stochastic gradient descent (AdaGrad) on pieces of two to twenty words;
it runs twice, first to find the sequences that say most, then on those alone. A score is divided
by the root of the number of sequences, as in parangon_text_language.

The same inputs give the same bytes; a run takes about a minute.
"""

import collections
import csv
import gzip
import hashlib
import io
import math
import pathlib
import random
import re
import sys
import unicodedata

FRENCH, ENGLISH, THIRD = range(3)
CODES = ("fr", "en")

LONGEST = 5  # letters of a sequence, the marks of beginning and end counted
ROWS = 4096
SEEN = 4  # pieces that a sequence must stand in
KNOWN_PIECES, THIRD_PIECES = 24000, 36000
LENGTHS = (2, 3, 4, 5, 6, 8, 12, 20)  # words of a piece
BARE = 6  # every sixth piece is without accents, as people type
ROUNDS_FIRST, ROUNDS = 3, 6
RATE = .5
UNIT = 16  # of a weight in the table

# Neither: Scots, whose words are those of English.
LEFT_OUT = ("fr", "en", "sco")
# Near French or English, or met in the field: drawn more often than the others.
NEAR = set("af ast br ca cs cy da de eo es et eu fi fur fy ga gl hr ht hu ia id is it la lb lt lv "
           "mt nb nds nl nn oc pl plt pt rm ro sc sk sl sq sv sw tr vi wa".split())
NEAR_WEIGHT = 4

HEADER = f"""\
# By which sequences of letters French and English are told from each other and from the rest: the
# sequence ("_" where a word begins or ends), its weight for French and for English, in 1/{UNIT}.
# Made by tools/make-languages.py; do not edit.
"""
LICENCES = {
    "EuroVoc": "EuroVoc, © European Union, reuse with attribution",
    "GEMET": "GEMET, © European Environment Agency, reuse with attribution",
    "SDG": "texts of the Sustainable Development Goals, United Nations",
    "Records": "records of this project, CC BY 4.0",
    "Words": "stop words of Snowball, BSD",
    "Declaration": "Universal Declaration of Human Rights, United Nations, as in libexttextcat",
}

END = re.compile(r"(?<=[.!?…;:])\s+|\n+")
WORD = re.compile(r"[^\W\d_]+['’]?")  # an elision is a word of its own, with its apostrophe


# ---- Reading ----

def unpacked(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        return file.read().decode()


def words_of(text):
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def sentences(texts):
    parts = (words_of(part) for text in texts for part in END.split(text))
    return [part for part in parts if part]


def record_texts(folder, code):
    """Title, summary and body; of the lines on top the others are names and codes."""
    for path in sorted(folder.glob(f"*.{code}.md")):
        head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        summary = re.search(r"^summary: >-\n((?:  .*\n?)+)", head, re.M)
        yield re.search(r"^title: (.*)$", head, re.M).group(1)
        yield " ".join(summary.group(1).split()) if summary else ""
        yield body


def table_texts(path, code):
    rows = csv.DictReader(io.StringIO(unpacked(path)), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        yield row.get(code) or ""
        yield from (row.get(f"alt_{code}") or "").split("|")


def stop_words(paths, code):
    lines = unpacked(next(path for path in paths if f".{code}." in path.name)).splitlines()
    return [word for line in lines for word in words_of(line.split("#")[0])]


def is_latin(text):
    letters = list(filter(str.isalpha, text))
    latin = sum(ord(letter) < 0x300 or 0x1E00 <= ord(letter) < 0x1F00 for letter in letters)
    return latin > .9 * len(letters)


def declarations(folder):
    texts = {path.stem: path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
             for path in sorted(folder.glob("*.txt"))}
    return {code: sentences([text]) for code, text in texts.items() if is_latin(text)}


# ---- Pieces ----

class Dice:
    """Only random() is promised to give the same numbers in every version of Python."""

    def __init__(self):
        self.random = random.Random(1).random

    def below(self, end):
        return int(self.random() * end)

    def one_of(self, values):
        return values[self.below(len(values))]


def bare(word):
    return "".join(char for char in unicodedata.normalize("NFKD", word)
                   if not unicodedata.combining(char))


def piece(dice, words, number):
    length = dice.one_of(LENGTHS)
    if len(words) > length:
        begin = dice.below(len(words) - length + 1)
        words = words[begin:begin + length]
    return [bare(word) for word in words] if number % BARE == 0 else words


def known_pieces(dice, language, inputs, declaration):
    """In turn from running text, from lists of terms, and of words of grammar drawn at random."""
    code = CODES[language]
    running = sentences(record_texts(inputs["Records"][0], code)) + declaration[code]
    tables = (path for name in ("EuroVoc", "GEMET", "SDG") for path in inputs[name])
    terms = sentences(text for path in tables for text in table_texts(path, code))
    grammar = stop_words(inputs["Words"], code)
    for number in range(KNOWN_PIECES):
        if number % 8 == 7:
            words = [dice.one_of(grammar) for _ in range(4)]
        else:
            words = dice.one_of(terms if number % 2 else running)
        yield language, piece(dice, words, number)


def third_pieces(dice, declaration):
    codes = [code for code in declaration if code not in LEFT_OUT
             for _ in range(NEAR_WEIGHT if code in NEAR else 1)]
    for number in range(THIRD_PIECES):
        yield THIRD, piece(dice, dice.one_of(declaration[dice.one_of(codes)]), number)


def all_pieces(inputs):
    dice = Dice()
    declaration = declarations(inputs["Declaration"][0])
    pieces = [each for language in (FRENCH, ENGLISH)
              for each in known_pieces(dice, language, inputs, declaration)]
    pieces += third_pieces(dice, declaration)
    keys = [dice.random() for _ in pieces]
    return [pieces[i] for i in sorted(range(len(pieces)), key=keys.__getitem__)]


# ---- Learning ----

def sequences(word):
    marked = f"_{word}_"
    return (marked[begin:begin + length] for length in range(2, LONGEST + 1)
            for begin in range(len(marked) - length + 1))


def sequences_of(words):
    return [sequence for word in words for sequence in sequences(word)]


def probabilities(french, english):
    most = max(french, english, 0)
    powers = [math.exp(score - most) for score in (french, english, 0)]
    return [power / sum(powers) for power in powers]


def learn_one(language, features, weights, squares):
    scale = 1 / math.sqrt(len(features))
    scores = [sum(map(own.__getitem__, features)) * scale for own in weights]
    told = probabilities(*scores)
    for of in (FRENCH, ENGLISH):
        gradient = (told[of] - (language == of)) * scale
        if abs(gradient) < 1e-4:
            continue
        own, square = weights[of], squares[of]
        for feature in features:
            square[feature] += gradient * gradient
            own[feature] -= RATE * gradient / math.sqrt(square[feature])


def learn(pieces, vocabulary, rounds):
    """The weights of each sequence of the vocabulary, for French and for English."""
    index = {sequence: number for number, sequence in enumerate(vocabulary)}
    examples = [(language, [index[sequence] for sequence in sequences_of(words)
                            if sequence in index]) for language, words in pieces]
    weights = [[0.] * len(index) for _ in CODES]
    squares = [[1e-2] * len(index) for _ in CODES]
    for _ in range(rounds):
        for language, features in examples:
            if features:
                learn_one(language, features, weights, squares)
    return {sequence: (weights[FRENCH][number], weights[ENGLISH][number])
            for sequence, number in index.items()}


def telling(pieces):
    """The sequences that say most: by their weight and by how often they are met."""
    seen, met = collections.Counter(), collections.Counter()
    for _, words in pieces:
        found = sequences_of(words)
        met.update(found)
        seen.update(set(found))
    candidates = sorted(sequence for sequence, count in seen.items() if count >= SEEN)
    weights = learn(pieces, candidates, ROUNDS_FIRST)

    def says(sequence):
        french, english = weights[sequence]
        return max(abs(french), abs(english), abs(french - english)) * math.sqrt(met[sequence])

    return sorted(sorted(candidates, key=says, reverse=True)[:ROWS])


# ---- Writing ----

def digest(path):
    """Of a folder: of the names and bytes of all files that are read from it."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    for file in sorted([*path.glob("*.md"), *path.glob("*.txt")]):
        whole.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()


def parse(arguments):
    inputs = collections.defaultdict(list)
    for argument in arguments:
        name, equals, path = argument.partition("=")
        if not equals or name not in LICENCES or not pathlib.Path(path).exists():
            sys.exit(f"make-languages.py: {argument}: not NAME=INPUT, see --help")
        inputs[name].append(pathlib.Path(path))
    missing = [name for name in LICENCES if name not in inputs]
    if missing:
        sys.exit(f"make-languages.py: no {missing[0]}=INPUT is given")
    return inputs


def main(arguments):
    if not arguments or "--help" in arguments:
        print(__doc__)
        return
    inputs = parse(arguments)
    pieces = all_pieces(inputs)
    weights = learn(pieces, telling(pieces), ROUNDS)
    sys.stdout.write(HEADER)
    for name in inputs:
        print(f"# Source: {LICENCES[name]}.")
    print("# Inputs:")
    for name, paths in inputs.items():
        for path in paths:
            print(f"#   {name}={path.name} sha256 {digest(path)}")
    for sequence, pair in weights.items():
        french, english = (round(weight * UNIT) for weight in pair)
        if french or english:
            print(f"{sequence}\t{french}\t{english}")


main(sys.argv[1:])

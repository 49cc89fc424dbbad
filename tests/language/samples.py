# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences and titles whose language is known, for measure.py.

French and English ones are cut from the collections in the data folder of the directory that
PARANGON_SHARED names; nothing of them is kept. Those of third languages are cut from the message
catalogs of this machine. Which are taken, and in which half they stand, hangs on hashes of their
ids and words alone: the same data give the same samples.
"""

import collections
import gzip
import hashlib
import json
import pathlib
import re
import struct

Sample = collections.namedtuple("Sample", "kind collection language text")

SENTENCES = 1500  # a collection and language
TITLES = 1000
THIRD = 200  # a language
A_DOCUMENT = 3  # sentences of one document

COLLECTIONS = ("ir/fr-cdtn", "ir/fr-piaf", "ir/fr-spf", "ir/en-cranfield", "ir/en-med",
               "practices/service-public", "practices/digitalgov", "xl/canada-sections",
               "xl/dac-sectors", "scale/kali.fr", "scale/legi.fr")
# The titles of legi and kali are paths of chapters, longer than eight words or mere numbers.
TITLED = ("ir/fr-cdtn", "ir/fr-spf", "ir/en-cranfield", "practices/service-public",
          "practices/digitalgov", "xl/canada-sections")

CATALOGS = pathlib.Path("/usr/share/locale")
THIRD_LANGUAGES = ("de nl es pt it ca oc gl ast eo ro br eu pl cs sk sl hr hu fi sv da nb et lt lv "
                   "vi id tr sq cy ga mg sw af is mt ar ja zh_CN ru uk el he ko th hi").split()

END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«\"(])")
END_LOWER = re.compile(r"(?<= [.?])\s+")  # of abstracts without capitals
PLACEHOLDER = re.compile(
    r"%[-+ 0-9.*$l]*[a-zA-Z]|%\([^)]*\)[a-z]|\{[^}]*\}|<[^>]*>|&\w+;|\$\w+")
ACCELERATOR = re.compile(r"(\w)_(\w)|&(?=\w)|_(?=\w)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def digest(*parts):
    return hashlib.sha256("\n".join(parts).encode()).digest()


def half_of(identity):
    return "final" if digest("half", identity)[0] & 1 else "development"


def word_count(text):
    return len(WORD.findall(text))


def documents(data, name):
    path = data / name / "corpus.jsonl.gz"
    if not path.exists():
        path = data / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def identity_of(document):
    """Both languages of a pair stand in one half, and a sheet that is in two collections too."""
    return document.get("pair") or document["id"]


def sentences_of(document):
    """Of four words or more, the first and last letters of the alphabet, not a list of figures."""
    text = " ".join(document["text"].split())
    end = END if re.search(r"[.!?] [A-ZÀ-Þ]", text) else END_LOWER
    found = [sentence for sentence in end.split(text)
             if 4 <= word_count(sentence) and len(sentence) <= 400
             and sum(map(str.isalpha, sentence)) > len(sentence) / 2]
    found.sort(key=lambda sentence: digest(document["id"], sentence))
    return found[:A_DOCUMENT]


def title_of(document):
    title = " ".join((document.get("title") or "").split())
    return title if 3 <= word_count(title) <= 8 else None


def chosen(candidates, count):
    """So many of the texts, each once, in an order that hangs on nothing but their words."""
    return sorted(set(candidates), key=digest)[:count]


def known_samples(data, half):
    for name in COLLECTIONS:
        sentences, titles = collections.defaultdict(list), collections.defaultdict(list)
        for document in documents(data, name):
            if half_of(identity_of(document)) != half:
                continue
            sentences[document["lang"]] += sentences_of(document)
            if name in TITLED and title_of(document):
                titles[document["lang"]].append(title_of(document))
        for kind, texts, count in (("sentences", sentences, SENTENCES), ("titles", titles, TITLES)):
            for language in sorted(texts):
                for text in chosen(texts[language], count):
                    yield Sample(kind, name, language, text)


def catalog_strings(bytes_, count, offset):
    for number in range(count):
        length, begin = struct.unpack_from("<2I", bytes_, offset + 8 * number)
        yield bytes_[begin:begin + length]


def messages(catalogs, language):
    """Pairs of a message and its translation; a catalog in an encoding of the past is left out."""
    for path in sorted((catalogs / language / "LC_MESSAGES").glob("*.mo")):
        whole = path.read_bytes()
        if whole[:4] != b"\xde\x12\x04\x95":
            continue
        _, count, originals, translations = struct.unpack_from("<4I", whole, 4)
        try:
            for original, translated in zip(catalog_strings(whole, count, originals),
                                            catalog_strings(whole, count, translations)):
                if original and original != translated and b"\0" not in original:
                    yield original.decode(), translated.decode()
        except UnicodeDecodeError:
            continue


def tidy_message(text):
    text = PLACEHOLDER.sub(" ", text)
    text = ACCELERATOR.sub(r"\1\2", text)
    return " ".join(text.split())


def is_prose(text):
    """Not a line of options, of a program or of names."""
    return (not re.search(r"[-/=|_\\][a-zA-Z]*[-/=|_\\]|--|[a-z]\(|\.[a-z]|[A-Z]{3}|@", text)
            and len(text) <= 400 and sum(map(str.isalpha, text)) > len(text) * .7)


def third_samples(catalogs, half):
    for language in THIRD_LANGUAGES:
        sentences, titles = [], []
        spaced = language not in ("ja", "zh_CN", "th")
        for original, translated in messages(catalogs, language):
            text = tidy_message(translated)
            words = word_count(text) if spaced else len(text) // 4
            if half_of(original) != half or not is_prose(text):
                continue
            if words >= 6:
                sentences.append(text)
            elif words >= 3:
                titles.append(text)
        for kind, texts in (("sentences", sentences), ("titles", titles)):
            for text in chosen(texts, THIRD):
                yield Sample("third " + kind, language, "other", text)

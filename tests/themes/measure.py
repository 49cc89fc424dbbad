#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures how well the programs find themes in texts that do not give any.

  study     on the passages of the study that the facts of the reference come from (passages.py),
            against the themes that the facts give; needs the directory that PARANGON_SHARED names
            and says that it is skipped without it
  records   on the records of the corpus, their themes taken away, each language by itself,
            against the themes that were taken away
  traps     on sentences with words that mean two things (traps.tsv)

Found is what `parangon search --theme` gives; a narrower theme counts as its broader one.
Precision is the share of pairs of text and theme found that are right; recall is the share of
texts for which a right theme is found. Both are how plain lists of words were measured on the
study: .50 and .86. Recall of pairs is printed too; and, since one sentence of the study often
tells of several facts, what the figures are when the themes of all of them are right.

Environment: PARANGON and PARANGON_INDEXER, the programs; PARANGON_SOURCE_ROOT, the tree.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import passages

SKIPPED = 77
FOUND, NOTHING = 0, 1
HERE = pathlib.Path(__file__).parent

Text = collections.namedtuple("Text", "words themes all_themes")


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def needed(name):
    value = os.environ.get(name)
    if not value or not os.path.exists(value):
        skip(f"{name} names nothing that exists")
    return pathlib.Path(value).resolve()


# ---- Texts ----

def study_texts(neighbours):
    shared = needed("PARANGON_SHARED")
    return {id: Text({"text": passage.text, "lang": "fr"}, passage.themes, passage.all_themes)
            for id, passage in passages.read_passages(shared, neighbours).items()}


def read_sheet(path):
    """Front matter without its themes, the themes, and the text. Enough YAML for the corpus."""
    head, text = re.match(r"---\n(.*?\n)---\n(.*)", path.read_text(encoding="utf-8"),
                          re.DOTALL).groups()
    themes = re.search(r"^themes:\s*\[(.*?)\]", head, re.MULTILINE)
    title = re.search(r"^title:\s*(.*)$", head, re.MULTILINE)[1]
    summary = re.search(r"^summary: >-\n((?:  .*\n)+)", head, re.MULTILINE)
    return {"title": title.strip("'\""),
            "summary": " ".join(summary[1].split()) if summary else "",
            "text": text}, (re.findall(r"[\w-]+", themes[1]) if themes else [])


def record_texts(root, lang, broader):
    texts = {}
    for path in sorted((root / "corpus/records").glob("*.fr.md")):
        words, themes = read_sheet(path)
        path = path.with_name(path.name.replace(".fr.md", f".{lang}.md"))
        if not themes or not path.exists():
            continue
        words = {**read_sheet(path)[0], "lang": lang}
        themes = frozenset(broader.get(theme, theme) for theme in themes)
        texts[path.name[:-len(".fr.md")]] = Text(words, themes, themes)
    return texts


# ---- What is found ----

def read_broader(root):
    """The broader theme of each narrower one."""
    with open(root / "corpus/vocabulary/themes.jsonld", encoding="utf-8") as file:
        graph = json.load(file)["@graph"]
    name = len("theme:")
    return ({node["id"][name:]: node["broader"][0][name:] for node in graph if node["broader"]},
            [node["id"][name:] for node in graph if not node["broader"]])


def run(words, folder, accepted):
    ended = subprocess.run([str(word) for word in words], check=False, encoding="utf-8",
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    if ended.returncode not in accepted:
        sys.exit(f"{words[0]} ended with {ended.returncode}")
    return ended.stdout


def found_by_programs(texts, themes):
    """The themes of each text, by the programs."""
    found = {id: set() for id in texts}
    indexer, searcher = needed("PARANGON_INDEXER"), needed("PARANGON")
    with tempfile.TemporaryDirectory(prefix="parangon-themes-") as folder:
        source = pathlib.Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps({"id": id, **text.words}, ensure_ascii=False) + "\n"
                                  for id, text in texts.items()), encoding="utf-8")
        run([indexer, "-q", "-i", f"{folder}/index", source], folder, (FOUND,))
        for theme in themes:
            listed = run([searcher, "search", "-i", f"{folder}/index", "--theme", theme, "-n",
                          len(texts), "--format", "trec"], folder, (FOUND, NOTHING))
            for line in listed.splitlines():
                found[line.split()[2]].add(theme)
    return found


# ---- Plain lists of words, to compare with ----

def plain_words(text):
    folded = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word[:-1] if len(word) > 3 and word[-1] in "sx" else word
            for word in re.findall(r"[a-z0-9]+", folded)]


def read_plain_lists(shared):
    lists, current = {}, None
    for line in (shared / "reference/themes.md").read_text(encoding="utf-8").splitlines():
        heading = re.match(r"#### `([a-z-]+)`", line)
        if heading:
            current = lists.setdefault(heading[1], [])
        elif line.startswith("## "):
            current = None
        elif current is not None and line.startswith("- FR: "):
            current += [plain_words(term) for term in line[len("- FR: "):].split(";")]
    return lists


def found_by_lists(texts):
    """The themes one of whose words stands in the text, plural and accents aside."""
    lists = read_plain_lists(needed("PARANGON_SHARED"))
    found = {}
    for id, text in texts.items():
        words = plain_words(" ".join(text.words.values()))
        parts = {tuple(words[at:at + count]) for at in range(len(words)) for count in range(1, 9)}
        found[id] = {theme for theme, terms in lists.items()
                     if any(tuple(term) in parts for term in terms)}
    return found


# ---- Figures ----

def share(part, whole):
    return part / whole if whole else 0.0


class Figures:
    def __init__(self, texts, found):
        self.count = len(texts)
        self.right, self.wrong, self.missed = (collections.Counter() for _ in range(3))
        self.reached = self.right_anyway = self.all_themes = 0
        for id, text in texts.items():
            self.right.update(found[id] & text.themes)
            self.wrong.update(found[id] - text.themes)
            self.missed.update(text.themes - found[id])
            self.reached += bool(found[id] & text.themes)
            self.right_anyway += len(found[id] & text.all_themes)
            self.all_themes += len(text.all_themes)
        self.fired = self.right.total() + self.wrong.total()
        self.precision = share(self.right.total(), self.fired)
        self.recall = share(self.reached, self.count)

    def show(self, name):
        pairs = share(self.right.total(), self.right.total() + self.missed.total())
        f1 = share(2 * self.precision * pairs, self.precision + pairs)
        print(f"{name}: {self.count} texts, precision {self.precision:.3f}, recall "
              f"{self.recall:.3f}; pairs: recall {pairs:.3f}, F1 {f1:.3f}; all that the text tells "
              f"of: precision {share(self.right_anyway, self.fired):.3f}, recall "
              f"{share(self.right_anyway, self.all_themes):.3f}")

    def show_worst(self, how_many):
        themes = self.wrong + self.missed
        for theme, _ in themes.most_common(how_many):
            print(f"  {theme}: right {self.right[theme]}, wrong {self.wrong[theme]}, "
                  f"missed {self.missed[theme]}")


def show_texts(texts, found):
    for id, text in texts.items():
        marks = [f"-{theme}" for theme in sorted(text.themes - found[id])]
        marks += [f"+{theme}" for theme in sorted(found[id] - text.themes)]
        print(f"  {id}: {' '.join(sorted(text.themes & found[id]))} {' '.join(marks)}")


def half(texts, which):
    """Every other fact (P01, P03 …) or record: the vocabulary was improved while only the first
    half was looked at."""
    numbers = (int(id[1:]) - 1 if re.fullmatch(r"P\d+", id) else number
               for number, id in enumerate(texts))
    return {id: texts[id] for id, number in zip(texts, numbers) if number % 2 == which}


def measure(name, texts, found, arguments):
    figures = Figures(texts, found)
    figures.show(name)
    for which, part in enumerate(("first half", "second half")):
        Figures(half(texts, which), found).show(f"  {part}")
    figures.show_worst(arguments.worst)
    if arguments.texts:
        show_texts(texts, found)
    good = figures.precision >= arguments.min_precision and figures.recall >= arguments.min_recall
    if not good:
        print(f"{name}: below precision {arguments.min_precision}, recall {arguments.min_recall}")
    return good


# ---- Traps ----

def read_traps():
    """Lines of a language, the themes that must (+) and must not (-) be found, and a text."""
    for number, line in enumerate((HERE / "traps.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            lang, themes, text = line.split("\t")
            yield f"line-{number}", lang, themes.split(), text


def check_traps(themes):
    traps = list(read_traps())
    texts = {id: Text({"text": text, "lang": lang}, None, None) for id, lang, _, text in traps}
    found = found_by_programs(texts, themes)
    good = True
    for id, _, expected, text in traps:
        for sign, theme in ((word[0], word[1:]) for word in expected):
            if (theme in found[id]) != (sign == "+"):
                print(f"traps.tsv: {id}: {sign}{theme} fails: {text}")
                good = False
    print(f"traps: {len(traps)} sentences, {'all hold' if good else 'some fail'}")
    return good


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("study", "records", "traps"))
    parser.add_argument("--min-precision", type=float, default=0, metavar="P")
    parser.add_argument("--min-recall", type=float, default=0, metavar="R")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="of the records")
    parser.add_argument("--alone", action="store_true", help="study: no neighbours")
    parser.add_argument("--plain", action="store_true", help="study: by the lists of themes.md")
    parser.add_argument("--worst", type=int, default=8, metavar="N", help="themes to name")
    parser.add_argument("--texts", action="store_true", help="say what is found in each text")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    root = needed("PARANGON_SOURCE_ROOT")
    broader, themes = read_broader(root)
    if arguments.what == "traps":
        return check_traps(themes)
    if arguments.what == "study":
        texts = study_texts(not arguments.alone)
    else:
        texts = record_texts(root, arguments.lang, broader)
    found = found_by_lists(texts) if arguments.plain else found_by_programs(texts, themes)
    name = f"records {arguments.lang}" if arguments.what == "records" else "study"
    return measure(name, texts, found, arguments)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

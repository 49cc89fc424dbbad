# SPDX-License-Identifier: GPL-2.0-or-later
"""The passages of the study that the facts of the reference were taken from.

A unit is a sentence, a bullet or a box of examples, with the lines and hyphens of the page joined
and running heads left out. The passage of a fact is the unit, or the two, that hold the words of
its last column, with the units before and after in the same paragraph: bullets and boxes have no
neighbours, for each tells of something else. The definition is fixed: figures are comparable only
as long as it stays.
"""

import collections
import re
import unicodedata

STUDY = "study/action-internationale-grandes-villes-2021.txt"
FACTS = "reference/facts.md"

RUNNING_HEAD = re.compile(r"(?:\S{1,2}\s+){6,}\S{0,3}|\d{1,3}")  # "É TA T  D E S  L I E U X", "35"
NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÊÎÔŒÇ«“\"])")
KEPT_HYPHEN = re.compile(r"\b(?:co|franco|afrique)-$", re.IGNORECASE)

Fact = collections.namedtuple("Fact", "id themes words")
Unit = collections.namedtuple("Unit", "paragraph text")
Passage = collections.namedtuple("Passage", "text themes all_themes")


def letters(text):
    """Only letters and digits, folded: what stays the same however a line is broken."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", "", folded)


def join_lines(lines):
    text = ""
    for line in lines:
        if text.endswith("-"):
            hyphen_goes = line[:1].islower() and not KEPT_HYPHEN.search(text)
            text = (text[:-1] if hyphen_goes else text) + line
        else:
            text = f"{text} {line}".strip()
    return text


class Paragraphs:
    """Puts the lines of the page together again."""

    def __init__(self):
        self.done = []  # (whether it stays whole, text)
        self.lines = []
        self.whole = False
        self.after_blank = True

    def start(self, whole):
        if self.lines:
            self.done.append((self.whole, join_lines(self.lines)))
        self.lines = []
        self.whole = whole

    def is_new(self, line):
        """A blank line ends a paragraph, but for one that a page or a margin note only parts."""
        if not self.after_blank or not self.lines:
            return False
        return bool(re.search(r"[.!?:;»)]$", self.lines[-1])) or not line[0].islower()

    def take(self, raw):
        line = " ".join(raw.split())
        if not line or RUNNING_HEAD.fullmatch(line):
            self.after_blank = True
            return
        if line == "EXEMPLE":
            self.start(whole=True)
        elif line.startswith("•"):
            self.start(whole=True)
            self.lines.append(line[1:].strip())
        else:
            if NUMBERED.match(line) or self.is_new(line):
                self.start(whole=False)
            self.lines.append(line)
        self.after_blank = False


def read_units(text):
    paragraphs = Paragraphs()
    for line in text.split("\n"):
        paragraphs.take(line)
    paragraphs.start(whole=False)
    return [Unit(number, part)
            for number, (whole, paragraph) in enumerate(paragraphs.done)
            for part in ([paragraph] if whole else SENTENCE_END.split(paragraph))]


def read_facts(text):
    """The rows of the first table."""
    for line in text.splitlines():
        if not re.match(r"\| P\d+ \|", line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        themes = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", cells[5]))
        yield Fact(cells[0], themes, re.sub(r"^« | »$", "", cells[-1]))


def locate(facts, units):
    """For each fact, the first and the last unit that its words stand in."""
    text = "".join(letters(unit.text) for unit in units)
    unit_at = [number for number, unit in enumerate(units) for _ in letters(unit.text)]
    for fact in facts:
        words = letters(fact.words)
        begin = text.find(words)
        if begin < 0:
            raise ValueError(f"{fact.id}: the study does not hold: {fact.words}")
        yield unit_at[begin], unit_at[begin + len(words) - 1]


def with_neighbours(units, first, last):
    if first > 0 and units[first - 1].paragraph == units[first].paragraph:
        first -= 1
    if last + 1 < len(units) and units[last + 1].paragraph == units[last].paragraph:
        last += 1
    return first, last


def read_passages(shared, neighbours=True):
    """By the id of the fact, those without themes left out. `all_themes` adds those of the other
    facts whose words stand in the same passage."""
    units = read_units((shared / STUDY).read_text(encoding="utf-8"))
    facts = list(read_facts((shared / FACTS).read_text(encoding="utf-8")))
    places = list(locate(facts, units))
    passages = {}
    for fact, place in zip(facts, places):
        if not fact.themes:
            continue
        first, last = with_neighbours(units, *place) if neighbours else place
        inside = [other.themes for other, (begin, end) in zip(facts, places)
                  if first <= begin and end <= last]
        passages[fact.id] = Passage(" ".join(unit.text for unit in units[first:last + 1]),
                                    fact.themes, frozenset().union(*inside))
    return passages

# SPDX-License-Identifier: GPL-2.0-or-later
"""What every comparison here needs: a judged collection on disk, the programs, the figures.

The collections are read from the folder that PARANGON_SHARED names, unpacked into a temporary
folder and gone with it.
"""

import contextlib
import dataclasses
import json
import pathlib
import random
import re
import subprocess
import tempfile
import unicodedata

import evaluate
import judged

SEED = 20240229
DEPTH = 1000  # results a question: what MAP and R@100 need
SOURCE_ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Trial:
    """A collection: its documents in a file, its questions, and what was judged relevant."""

    name: str
    corpus: pathlib.Path
    queries: list  # of (id, text), judged ones only
    judged: dict

    @property
    def lang(self):
        return self.name[:2]

    def documents(self):
        """(id, title, text) of each document, without control characters."""
        with self.corpus.open(encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                yield document["id"], plain(document.get("title")), plain(document["text"])

    def write_documents(self, path):
        write_table(path, self.documents())

    def write_queries(self, path):
        write_table(path, ((query, plain(text)) for query, text in self.queries))


def plain(text):
    """One line without tabs, so that a table can hold it."""
    return re.sub(r"[\x00-\x20\x7f]+", " ", text or "").strip()


def write_table(path, rows):
    with open(path, "w", encoding="utf-8") as table:
        for row in rows:
            print(*row, sep="\t", file=table)


def without_accents(text):
    """What is typed by someone who types no accents; ligatures come apart as well."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(letter for letter in unicodedata.normalize("NFD", text)
                   if not unicodedata.combining(letter))


def choose_queries(path, grades, sample):
    """The judged questions of a file, or a sample of them that is the same every time."""
    with open(path, encoding="utf-8") as lines:
        queries = [(query["id"], query["text"]) for query in map(json.loads, lines)
                   if query["id"] in grades]
    if sample and sample < len(queries):
        queries = random.Random(SEED).sample(sorted(queries), sample)
    return queries


@contextlib.contextmanager
def open_trial(folder, sample=0):
    """A collection, unpacked for as long as it is used."""
    grades = evaluate.read_judgements(folder / "qrels.tsv")
    queries = choose_queries(folder / "queries.jsonl", grades, sample)
    with tempfile.TemporaryDirectory(prefix="parangon-trial-") as work:
        corpus = pathlib.Path(work) / "corpus.jsonl"
        judged.unpack(folder / "corpus.jsonl.gz", corpus)
        yield Trial(folder.name, corpus, queries, {query: grades[query] for query, _ in queries})


class Parangon:
    """The project's own programs."""

    def __init__(self, indexer, searcher):
        self.indexer, self.searcher = indexer, searcher

    def index(self, index, trial, *options):
        """Adds a collection to an index. Documents without any text are rejected and counted."""
        judged.timed([self.indexer, "-q", "-i", index, *options, trial.corpus],
                     index.parent / "report", judged.SOME_REJECTED)

    def rank(self, index, queries, *options):
        """{question: [document, ...]}, best first."""
        asked, run = index.parent / "asked.jsonl", index.parent / "run"
        with asked.open("w", encoding="utf-8") as lines:
            for query, text in queries:
                print(json.dumps({"id": query, "text": text}, ensure_ascii=False), file=lines)
        judged.timed([self.searcher, "search", "-i", index, "--format", "trec", "-n", DEPTH,
                      *options, "--queries", asked], run)
        return evaluate.open_run(run)

    def help(self):
        """What the search says of its options: builds differ."""
        return subprocess.run([self.searcher, "search", "--help"], stdout=subprocess.PIPE,
                              encoding="utf-8", check=True).stdout


def add_arguments(parser):
    """The arguments that all comparisons share."""
    parser.add_argument("indexer", help="the program parangon-index")
    parser.add_argument("searcher", help="the program parangon")
    parser.add_argument("collections", nargs="*", metavar="COLLECTION",
                        help="default: all that are there")
    parser.add_argument("--sample", type=int, default=0, metavar="N",
                        help="at most N questions a collection, always the same ones")


def find_collections(names):
    """The folders of the collections asked for; leaves, saying so, when there is none."""
    data = judged.find_data()
    found = sorted(folder for folder in data.iterdir() if (folder / "qrels.tsv").is_file())
    for name in sorted(set(names) - {folder.name for folder in found}):
        print(f"SKIPPED: {name}: not in {data}")
    found = [folder for folder in found if not names or folder.name in names]
    if not found:
        judged.skip("none of the collections is there")
    return sorted(found, key=lambda folder: (folder.name[:2] != "fr", folder.name))


def figures(run, trial):
    """{question: measures} of a run."""
    return evaluate.measure_run(run, trial.judged)


def chance(measured, other):
    """How likely chance alone makes so large a difference of nDCG@10 (paired randomisation)."""
    return evaluate.randomisation_test([measured[query][0] for query in measured],
                                       [other[query][0] for query in measured])


def stop_words(lang):
    """The list the project leaves out of questions, which is Snowball's."""
    path = SOURCE_ROOT / "corpus" / "vocabulary" / f"stop-words.{lang}.txt"
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")]

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures how fast the real programs index and answer, beside a peer on the same machine.

The peer is SQLite's FTS5 with the same records, run right after: read the ratios, since the seconds
depend on the machine and on who else uses it. FTS5 neither stems, nor tells languages, nor finds
themes, so its indexing is much the cheaper of the two; its questions are ORs of the same words.
Records come from the data folder that PARANGON_SHARED names, else from this tree, and are repeated
under other ids until there are enough.
"""

import argparse
import gzip
import itertools
import json
import os
import pathlib
import random
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time

SEED = 20240229
SHOWN = 10
QUESTION_WORDS = 3
ROOT = pathlib.Path(__file__).resolve().parents[2]


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("indexer", help="the program parangon-index")
    parser.add_argument("searcher", help="the program parangon")
    parser.add_argument("--records", type=int, default=20_000, metavar="N")
    parser.add_argument("--questions", type=int, default=500, metavar="N")
    parser.add_argument("--index-options", type=shlex.split, default=[], metavar="OPTIONS",
                        help="further options of parangon-index, in one argument")
    return parser.parse_args()


# ---- Records and questions ----

def packed_records(folder):
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def tree_records(folder):
    """The practices of this tree: what is needed of their front matter, and the body."""
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        title = re.search(r"^title: *(.+)$", front, re.MULTILINE)
        yield {"title": title.group(1).strip("\"' ") if title else "", "text": body,
               "lang": path.suffixes[-2].lstrip(".")}


def find_records():
    """Where the records come from, in words, and a function that reads them anew."""
    folder = pathlib.Path(os.environ.get("PARANGON_SHARED", "")) / "data" / "practices"
    if os.environ.get("PARANGON_SHARED") and any(folder.glob("*.jsonl.gz")):
        return "real sheets and guides", lambda: packed_records(folder)
    return "the practices of this tree", lambda: tree_records(ROOT / "corpus" / "records")


def write_records(read, count, path):
    """One record a line, none of them held: a child's peak memory counts ours at its start."""
    numbers = iter(range(count))
    with path.open("w", encoding="utf-8") as out:
        for again in itertools.count():
            before = out.tell()
            for record, number in zip(read(), numbers):
                kept = {"id": f"bench-{number:06}", "lang": record["lang"],
                        "title": f"{record['title']} {again}" if again else record["title"],
                        "text": record["text"]}
                out.write(json.dumps(kept, ensure_ascii=False) + "\n")
            if out.tell() == before:
                return


def stored_records(path):
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def draw_questions(path, count):
    """A few words of titles drawn at random; those short enough to be stop words are left out."""
    titles = []
    for record in stored_records(path):
        words = [word for word in re.findall(r"[^\W\d_]+", record["title"]) if len(word) > 3]
        if words:
            titles.append(words)
    draw = random.Random(SEED)
    return [draw.sample(words, min(QUESTION_WORDS, len(words)))
            for words in draw.choices(titles, k=count)]


# ---- Measuring ----

def run(command, output=os.devnull):
    """Wall seconds, processor seconds, peak memory in bytes; a failure ends the measurement."""
    start = time.monotonic()
    with open(output, "wb") as out:
        child = subprocess.Popen(list(map(str, command)), stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"bench: {command[0]}: exit status {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def spread(values):
    return quantile(values, .5), quantile(values, .99)


def size_of(path):
    paths = path.rglob("*") if path.is_dir() else [path]
    return sum(each.stat().st_size for each in paths if each.is_file())


def ask_cold(searcher, index, questions, work):
    """Milliseconds of a process a question, and those that the answer says it took itself."""
    whole, inside = [], []
    for words in questions:
        seconds, _, _ = run([searcher, "search", "-i", index, "--format", "json", "-n", SHOWN,
                             "--", *words], work / "answer")
        whole.append(1000 * seconds)
        inside.append(json.loads((work / "answer").read_bytes())["took_ms"])
    return whole, inside


def ask_warm(searcher, index, questions, work):
    """Milliseconds a question in one process; what it takes to start is subtracted."""
    seconds = []
    for count in (1, len(questions)):
        asked = work / "questions.jsonl"
        asked.write_text("".join(json.dumps({"id": str(i), "text": " ".join(words)}) + "\n"
                                 for i, words in enumerate(questions[:count])), encoding="utf-8")
        seconds.append(run([searcher, "search", "-i", index, "--format", "trec", "-n", SHOWN,
                            "--queries", asked])[0])
    return 1000 * (seconds[1] - seconds[0]) / max(len(questions) - 1, 1)


class Peer:
    """FTS5, in the mode nearest to ours: accents folded, the text stored for the snippets."""

    def __init__(self, path):
        self.database = sqlite3.connect(path)
        self.database.execute("pragma journal_mode = off")
        self.database.execute("create virtual table sheets using fts5(id unindexed, title, text, "
                              "tokenize = 'unicode61 remove_diacritics 2')")

    def index(self, records):
        start, used = time.monotonic(), time.process_time()
        self.database.executemany("insert into sheets values (:id, :title, :text)", records)
        self.database.execute("insert into sheets(sheets) values ('optimize')")
        self.database.commit()
        return time.monotonic() - start, time.process_time() - used

    def ask(self, questions, columns):
        milliseconds = []
        for words in questions:
            start = time.monotonic()
            self.database.execute(
                f"select {columns} from sheets where sheets match ? "
                "order by bm25(sheets, 0, 3, 1) limit ?",
                (" OR ".join(f'"{word}"' for word in words), SHOWN)).fetchall()
            milliseconds.append(1000 * (time.monotonic() - start))
        return milliseconds


# ---- The table ----

def row(name, ours, theirs=None, digits=1):
    ratio = f"{ours / theirs:.2f}" if theirs else ""
    peer = f"{theirs:.{digits}f}" if theirs is not None else ""
    print(f"| {name} | {ours:.{digits}f} | {peer} | {ratio} |")


def measure(given, work):
    origin, read = find_records()
    records, index, peer_file = work / "records.jsonl", work / "index", work / "peer.db"
    write_records(read, given.records, records)
    command = [given.indexer, "-q", "-i", index, *given.index_options, records]
    first = run(command)
    size = size_of(index)
    again = run(command)
    questions = draw_questions(records, given.questions)
    whole, inside = ask_cold(given.searcher, index, questions, work)
    warm = ask_warm(given.searcher, index, questions, work)
    peer = Peer(peer_file)
    peer_first = peer.index(stored_records(records))
    page = peer.ask(questions, "id, title, snippet(sheets, 2, '[', ']', '…', 40)")
    ids = peer.ask(questions, "id, rank")

    print(f"{given.records} records ({origin}, {size_of(records) / 1e6:.0f} MB), "
          f"{len(questions)} questions of {QUESTION_WORDS} words, {os.cpu_count()} processors, "
          f"SQLite {sqlite3.sqlite_version}.\n")
    print("| | parangon | FTS5 | ratio |\n|---|---|---|---|")
    row("index, s", first[0], peer_first[0])
    row("index, processor s", first[1], peer_first[1])
    row("index, MB of records a second", size_of(records) / 1e6 / first[0],
        size_of(records) / 1e6 / peer_first[0])
    row("index, peak memory MB", first[2] / 1e6)
    row("index, size MB", size / 1e6, size_of(peer_file) / 1e6)
    row("run again, nothing changed, s", again[0])
    for name, ours, theirs in (("p50", spread(inside)[0], spread(page)[0]),
                               ("p99", spread(inside)[1], spread(page)[1])):
        row(f"page of {SHOWN} with extracts, {name} ms", ours, theirs, 2)
    row("ids and scores only, one process, mean ms", warm, sum(ids) / len(ids), 2)
    for name, ours in zip(("p50", "p99"), spread(whole)):
        row(f"a process a question, {name} ms", ours, None, 2)


def main():
    given = read_arguments()
    with tempfile.TemporaryDirectory(prefix="parangon-bench-") as work:
        measure(given, pathlib.Path(work))


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, sqlite3.Error) as error:
        sys.exit(f"bench: {error}")

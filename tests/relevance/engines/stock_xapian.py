# SPDX-License-Identifier: GPL-2.0-or-later
"""Xapian as it comes: its TermGenerator and QueryParser, a stemmer, stop words, BM25.

Also a program, run by the Python that has Debian's python3-xapian (PYTHONPATH is heeded):
stock_xapian.py DATABASE DOCUMENTS QUERIES STEMMER DEPTH STOP-WORD...; it prints a TREC run.
"""

import pathlib
import subprocess
import sys

NAME = "stock Xapian"
PYTHON = "/usr/bin/python3"
STEMMERS = {"fr": "french", "en": "english"}


def missing(_given):
    try:
        told = subprocess.run([PYTHON, "-c", "import xapian"], capture_output=True, check=False)
    except OSError as error:
        return str(error)
    return "no python3-xapian" if told.returncode else None


def rank(trial, work, depth, _given):
    import evaluate  # pylint: disable=import-outside-toplevel
    import trial as common  # pylint: disable=import-outside-toplevel
    documents, queries = work / "documents.tsv", work / "queries.tsv"
    trial.write_documents(documents)
    trial.write_queries(queries)
    told = subprocess.run([PYTHON, pathlib.Path(__file__), work / "stock", documents, queries,
                           STEMMERS[trial.lang], str(depth), *common.stop_words(trial.lang)],
                          stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return evaluate.read_run(told.stdout.splitlines(), NAME)


def read_table(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def build(xapian, path, documents, stemmer):
    database = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    terms = xapian.TermGenerator()
    terms.set_stemmer(stemmer)
    for name, title, text in read_table(documents):
        document = xapian.Document()
        terms.set_document(document)
        terms.index_text(title)
        terms.increase_termpos()
        terms.index_text(text)
        document.set_data(name)
        database.add_document(document)
    database.commit()
    return database


def main(arguments):
    import xapian  # pylint: disable=import-outside-toplevel,import-error
    path, documents, queries, language, depth, *stop_words = arguments
    stemmer = xapian.Stem(language)
    database = build(xapian, path, documents, stemmer)
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(parser.STEM_SOME)
    stopper = xapian.SimpleStopper()
    for word in stop_words:
        stopper.add(word)
    parser.set_stopper(stopper)
    enquire = xapian.Enquire(database)
    for query, text in read_table(queries):
        enquire.set_query(parser.parse_query(text, 0))  # 0: the words, no operators
        for match in enquire.get_mset(0, int(depth)):
            name = match.document.get_data().decode()
            print(query, "Q0", name, match.rank + 1, match.weight, "xapian")


if __name__ == "__main__":
    main(sys.argv[1:])

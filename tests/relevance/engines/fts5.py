# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite FTS5 as it comes: bm25, accents removed, Porter's stemmer for English.

FTS5 has no stemmer for French and no stop words. A question is the OR of its words.
"""

import re
import sqlite3

NAME = "SQLite FTS5"
TOKENIZERS = {"fr": "unicode61 remove_diacritics 2", "en": "porter unicode61"}


def missing(_given):
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError as error:
        return str(error)
    return None


def as_query(text):
    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))


def rank(trial, work, depth, _given):
    database = sqlite3.connect(work / "fts5.db")
    database.execute("CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text, "
                     f"tokenize='{TOKENIZERS[trial.lang]}')")
    database.executemany("INSERT INTO documents VALUES (?, ?, ?)", trial.documents())
    database.commit()
    run = {}
    for query, text in trial.queries:
        if words := as_query(text):
            found = database.execute("SELECT id FROM documents WHERE documents MATCH ? "
                                     "ORDER BY rank LIMIT ?", (words, depth))
            run[query] = [document for document, in found]
    database.close()
    return run

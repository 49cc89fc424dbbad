# SPDX-License-Identifier: GPL-2.0-or-later
"""Lucene with BM25 and its analyser of the language, from Debian's liblucene4.10-java."""

import pathlib
import shutil
import subprocess

import evaluate

NAME = "Lucene"
SOURCE = pathlib.Path(__file__).with_name("Rank.java")
JARS = ("lucene-core-*.jar", "lucene-analyzers-common-*.jar")


def find_jars(given):
    """The first of each jar that is needed, or nothing at all."""
    found = [sorted(pathlib.Path(given.jars).glob(name)) for name in JARS]
    return [jars[0] for jars in found] if all(found) else []


def missing(given):
    if not shutil.which("javac"):
        return "no Java compiler"
    return None if find_jars(given) else f"no {JARS[0]} in {given.jars} (liblucene4.10-java)"


def rank(trial, work, depth, given):
    documents, queries = work / "documents.tsv", work / "queries.tsv"
    trial.write_documents(documents)
    trial.write_queries(queries)
    path = ":".join(map(str, [work, *find_jars(given)]))
    subprocess.run(["javac", "-nowarn", "-cp", path, "-d", work, SOURCE], check=True)
    told = subprocess.run(["java", "-Xmx512m", "-cp", path, "Rank", work / "lucene", documents,
                           queries, trial.lang, str(depth)],
                          stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return evaluate.read_run(told.stdout.splitlines(), NAME)

# SPDX-License-Identifier: GPL-2.0-or-later
"""PostgreSQL full text: ts_rank, the configuration of the language, title and text alike.

Of its ways to allow for length, dividing by the logarithm (1) does best on the whole, and a title
weighted above the text does worse where many documents share one.

The server is started in the temporary folder, reached by a socket there and by nobody else, and
stopped afterwards. PostgreSQL refuses to run as root: then the system's user for it is taken.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess

import evaluate

NAME = "PostgreSQL"
USER = "postgres"
LANGUAGES = {"fr": "french", "en": "english"}

# The configuration of the language, with the accents taken off where the module for it is there:
# before the stemmer, as its manual has it.
CONFIGURE = """
CREATE TEXT SEARCH CONFIGURATION words (COPY = {language});
DO $$ BEGIN
  CREATE EXTENSION unaccent;
  ALTER TEXT SEARCH CONFIGURATION words
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem;
EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'no unaccent'; END $$;
CREATE TABLE documents (id text, title text, body text, words tsvector);
CREATE TABLE queries (id text, question text, words tsquery);
"""
# The OR of the lexemes, quoted as tsquery wants them.
PREPARE = r"""
UPDATE documents SET words = to_tsvector('words', title || ' ' || body);
CREATE INDEX ON documents USING gin (words);
UPDATE queries SET words = (SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'),
  '''', '''''') || '''', ' | ') FROM unnest(to_tsvector('words', question)))::tsquery;
ANALYZE;
"""
RANK = """
COPY (SELECT q.id, 'Q0', hit.id, hit.place, hit.score, 'postgresql' FROM queries q, LATERAL (
  SELECT d.id, ts_rank(d.words, q.words, 1) AS score,
    row_number() OVER (ORDER BY ts_rank(d.words, q.words, 1) DESC, d.id) AS place
  FROM documents d WHERE d.words @@ q.words ORDER BY place LIMIT {depth}) hit) TO STDOUT;
"""


def find_programs():
    """The folder of initdb and pg_ctl, of the newest version installed."""
    folders = [path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def missing(_given):
    if not find_programs() or not shutil.which("psql"):
        return "no PostgreSQL server"
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return "PostgreSQL does not run as root"
    return None


def as_user(command):
    """The command, run by the user of PostgreSQL when we are root."""
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", *command]
    return [str(part) for part in command]


@contextlib.contextmanager
def server(work):
    """A server of its own, whose socket is in the folder it gives."""
    folder, programs = work / "postgresql", find_programs()
    folder.mkdir()
    if os.geteuid() == 0:
        work.chmod(0o755)
        work.parent.chmod(0o755)
        shutil.chown(folder, USER, USER)
    quiet = {"stdout": subprocess.DEVNULL, "check": True, "cwd": folder}
    subprocess.run(as_user([programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", USER,
                            "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]), **quiet)
    control = [programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w"]
    subprocess.run(as_user([*control, "start", "-o",
                            f"-k {folder} -h '' -c fsync=off -c jit=off -c max_connections=5"]),
                   **quiet)
    try:
        yield folder
    finally:
        subprocess.run(as_user([*control, "-m", "immediate", "stop"]), **quiet)


def copied(path, table, columns):
    """A COPY with its rows; backslashes are its only escapes that our tables can hold."""
    rows = path.read_text(encoding="utf-8").replace("\\", "\\\\")
    return f"COPY {table} ({columns}) FROM STDIN;\n{rows}\\.\n"


def rank(trial, work, depth, _given):
    documents, queries = work / "documents.tsv", work / "queries.tsv"
    trial.write_documents(documents)
    trial.write_queries(queries)
    script = "".join([CONFIGURE.format(language=LANGUAGES[trial.lang]),
                      copied(documents, "documents", "id, title, body"),
                      copied(queries, "queries", "id, question"),
                      PREPARE, RANK.format(depth=depth)])
    with server(work) as socket:
        told = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-h", socket, "-U", USER],
                              input=script, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                              check=True)
    return evaluate.read_run(told.stdout.splitlines(), NAME)

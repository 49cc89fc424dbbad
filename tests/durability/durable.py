# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of durability share: records that can be told apart by version, and looks at an index.

Each test runs the two programs on files of its own. `--count N` does more than the test suite has time
for, `--seed N` does something else.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "programs"))
import program  # noqa: E402

WORDS = """eau assainissement quartier école transport énergie déchets jardin santé culture jeunesse
sport logement mobilité climat biodiversité marché tramway puits forage réseau partenaire coopération
collecte compost solaire éclairage rénovation isolation bibliothèque formation emploi insertion égalité
femmes habitants budget participatif numérique données alimentation cantine agriculture irrigation
rivière inondation prévention secours patrimoine tourisme musée théâtre festival langue échange
délégation élus techniciens agents convention subvention évaluation bilan résultats usagers familles
enfants aînés quartiers communes intercommunalité région département ville métropole village port
littoral montagne forêt sol air bruit chaleur fraîcheur arbres toitures façades places rues""".split()
QUESTIONS = ["eau assainissement", "école jeunesse", "tramway", "énergie solaire toitures", "\"budget participatif\"",
             "coopération échange agents", "forêt -montagne", "femmes égalité emploi", "déch*", "inondation prévention rivière"]

FIRST_TIME = 1500000000  # old enough to be believed


def record(number, version, words=50):
    """A record whose every part tells its version."""
    chance = random.Random(f"{number}:{version}")
    sentences = [" ".join(chance.choice(WORDS) for _ in range(9)).capitalize() + "." for _ in range(words // 9)]
    return {"id": f"r{number}", "lang": "fr",
            "title": f"{' '.join(chance.sample(WORDS, 3)).capitalize()}, version {version}",
            "summary": f"Fiche {number}, état {version}.", "text": "\n\n".join(sentences)}


def write_source(path, state):
    """JSON lines of a state, {number: version}."""
    path.write_text("".join(json.dumps(record(number, version), ensure_ascii=False) + "\n"
                            for number, version in sorted(state.items())))


def write_folder(path, state):
    """A sheet a record. Files of old keep their time, and one that comes back has the time that it had."""
    path.mkdir(exist_ok=True)
    wanted = {f"r{number}.md": (number, version) for number, version in state.items()}
    for known in path.iterdir():
        if known.name not in wanted:
            known.unlink()
    for name, (number, version) in wanted.items():
        sheet, then = path / name, FIRST_TIME + version
        if not sheet.exists() or int(sheet.stat().st_mtime) != then:
            fields = record(number, version)
            sheet.write_text(program.sheet(fields.pop("title"), fields.pop("text"), **fields))
            os.utime(sheet, (then, then))


def next_state(state, version, chance, share=0.6):
    """Some records changed, some gone, some new."""
    after = {number: version if chance.random() < share else old for number, old in state.items()
             if chance.random() > 0.03}
    first = max(state, default=0) + 1
    after.update({first + i: version for i in range(max(1, len(state) // 30))})
    return after


Look = collections.namedtuple("Look", "code whole interrupted report err")


class Index:
    """An index in a folder, asked by the programs."""

    def __init__(self, path, home):
        self.path, self.home = pathlib.Path(path), home

    def run(self, words, **options):
        return program.run(words, self.home, **options)

    def command(self, *words):
        return [program.INDEXER, "-q", "-i", self.path, *words]

    def index(self, *words, code=0, **options):
        ended = self.run(self.command(*words), **options)
        if code is not None and ended.code != code:
            raise AssertionError(f"parangon-index {words}: {ended.code}: {ended.err}")
        return ended

    def check(self):
        ended = self.run([program.PARANGON, "check", "-i", self.path, "--format", "json"])
        report = json.loads(ended.out) if ended.out else {}
        return Look(ended.code, report.get("state") == "whole", report.get("interrupted"), report, ended.err)

    def state(self):
        """{number: version} of what the index holds."""
        ended = self.run([program.INDEXER, "-i", self.path, "--list", "--format", "json"])
        if ended.code == program.NO_INDEX:
            return None
        if ended.code != 0:
            raise AssertionError(f"--list: {ended.code}: {ended.err}")
        found = {}
        for line in ended.out.splitlines():
            listed = json.loads(line)
            found[int(listed["id"][1:])] = int(listed["versions"]["fr"]["title"].split()[-1])
        return found

    def answers(self, questions, count=50):
        """{question: [(id, score), …]}"""
        with tempfile.NamedTemporaryFile("w", dir=self.home, suffix=".jsonl") as file:
            for question in questions:
                file.write(json.dumps({"id": str(questions.index(question)), "text": question}) + "\n")
            file.flush()
            ended = self.run([program.PARANGON, "search", "-i", self.path, "-n", str(count), "--format", "trec",
                              "--queries", file.name])
        if ended.code != 0:
            raise AssertionError(f"search --queries: {ended.code}: {ended.err}")
        return read_trec(ended.out, questions)


def read_trec(text, questions):
    found = {question: [] for question in questions}
    for line in text.splitlines():
        number, _, name, _, score, _ = line.split()
        found[questions[int(number)]].append((name, score))
    return found


class Trial:
    """A folder to work in, a seed, a count, and figures to print at the end."""

    def __init__(self, what, count):
        parser = argparse.ArgumentParser(description=what)
        parser.add_argument("--count", type=int, default=count)
        parser.add_argument("--seed", type=int, default=20210216)
        self.arguments = parser.parse_args()
        self.count = self.arguments.count
        self.chance = random.Random(self.arguments.seed)
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="parangon-durable-"))
        self.figures = collections.Counter()
        self.failures = []
        self.begun = time.monotonic()

    def fail(self, said):
        self.failures.append(said)
        print(f"FAILED: {said}", file=sys.stderr, flush=True)

    def expect(self, true, said):
        if not true:
            self.fail(said)
        return true

    def end(self):
        for name, figure in self.figures.items():
            print(f"{name:58} {figure}")
        print(f"{'seconds':58} {time.monotonic() - self.begun:.0f}")
        print(f"{'failures':58} {len(self.failures)}")
        shutil.rmtree(self.home, True)
        sys.exit(1 if self.failures else 0)


def between(found, before, after):
    """What is wrong with a state on the way from one to another; every record is one of both."""
    wrong = []
    for number in set(before) | set(after) | set(found):
        allowed = {before.get(number), after.get(number)}
        if found.get(number) not in allowed:
            wrong.append(f"r{number}: {found.get(number)} is none of {allowed}")
    return wrong


def start(words, home):
    return subprocess.Popen([os.fsencode(word) for word in words], env=program.environment(home),
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

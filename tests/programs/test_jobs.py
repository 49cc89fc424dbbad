#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Several files read at once: the same index in the same order, within the same limits."""
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest
import zipfile

import program
from program import REJECTED, USAGE, Case, sheet

SAMPLES = program.ROOT / "tests" / "data" / "sources"
DOCX = (SAMPLES / "docx" / "fiche-nancy.docx").read_bytes()
QUESTIONS = ["eau", "coopération", "budget", "water", "déchets tri", "ville -eau", "20*"]


def children(process):
    """The processes that a process has forked and that run."""
    try:
        found = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in found if runs(int(child))]


def runs(process):
    try:
        status = pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def workers(process):
    return [worker for zygote in children(process) for worker in children(zygote)]


def wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.005)
    return False


def slow_archive(number):
    """Which takes a second or so, since each member is opened anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in range(250):
            archive.writestr(f"{member:03}.docx", DOCX)
            archive.writestr(f"sheet-{member:03}.md", sheet(f"Archive {number}, fiche {member}"))
    return out.getvalue()


class JobsCase(Case):
    def start(self, *words):
        words = [program.INDEXER, "-i", self.index, *words, self.source]
        return subprocess.Popen([os.fsencode(word) for word in words],
                                env=program.environment(self.folder), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def start_with_workers(self, count, *words):
        """The process, once so many workers are at work at the same time, and those."""
        process = self.start(*words)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        seen = []

        def enough():
            seen[:] = workers(process.pid)
            return len(seen) >= count
        self.assertTrue(wait_until(enough), f"never {count} workers at once, but {seen}")
        return process, list(seen)


class Same(JobsCase):
    def put_samples(self):
        """All of the samples, damaged ones, archives and sheets among them."""
        for path in sorted(SAMPLES.glob("*/*")):
            if path.is_file():
                shutil.copy(path, self.source / f"{path.parent.name}-{path.name}")
        for i, path in enumerate(sorted(SAMPLES.glob("*/*.*"))):
            if i % 7 == 0 and path.is_file():
                self.write(f"{i:03}-damaged{path.suffix}", path.read_bytes()[:-900])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for path in sorted(SAMPLES.glob("docx/*.docx")):
                archive.write(path, f"in/{path.name}")
            archive.writestr("mal.json", "{")
        self.write("docx-m.zip", out.getvalue())
        for i in range(40):
            self.write(f"h{i}.md", sheet(f"Fiche {i}", f"Le quartier numéro {i} et son eau."))
            self.write(f"p{i}.html", f"<html><title>Page {i}</title><h1>Page {i}</h1><p>La ville "
                                     f"numéro {i} a un budget de {i * 1000} euros pour l'eau.</p>")

    def outcome(self, jobs, *words):
        """Everything that can be asked of a run and of its index."""
        self.index = self.folder / f"index-{jobs}"
        report = self.folder / f"report-{jobs}.json"
        ended = self.indexer("-v", "--format", "json", "--jobs", str(jobs), "--report", report,
                             *words, code=REJECTED)
        told = json.loads(report.read_text())
        answers = [self.search("-n", "500", "--explain", "--facets", "all", "--", question)
                   for question in QUESTIONS]
        for answer in answers:
            answer.pop("took_ms")
        for gone in [key for key in told if key in ("date", "index", "at", "made")]:
            told.pop(gone)
        return {"summary": ended.out, "said": ended.err, "report": told, "answers": answers,
                "records": self.indexer("--list", "--format", "json").out}

    def assert_same(self, one, other):
        for part in one:
            self.assertEqual(one[part], other[part], part)

    def test_any_number_of_jobs_makes_the_same_index(self):
        self.put_samples()
        one = self.outcome(1, self.source)
        self.assertGreater(one["records"].count("\n"), 150)
        for jobs in (2, 4, 32):
            self.assert_same(one, self.outcome(jobs, self.source))

    def test_an_update_too(self):
        self.put_samples()
        for jobs in (1, 4):
            self.outcome(jobs, self.source)
        for path in sorted(self.source.iterdir())[::5]:
            path.unlink()
        for path in sorted(self.source.glob("p[0-9]*.html"))[::3]:
            path.write_text(path.read_text().replace("ville", "grande ville"))
        self.assert_same(self.outcome(1, "--prune"), self.outcome(4, "--prune"))

    def test_few_descriptors_are_enough(self):
        for i in range(60):
            self.write(f"p{i}.html", f"<html><title>Page {i}</title><p>La ville {i}.</p>")
        words = ["sh", "-c", 'ulimit -n 40 && exec "$@"', "sh", program.INDEXER, "-i", self.index,
                 "--jobs", "4", self.source]
        ended = program.run(words, self.folder)
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(len(self.listed()), 60)

    def test_what_is_no_number_of_jobs_is_refused(self):
        for jobs in ("0", "33", "-1", "deux", "2x", ""):
            self.assertIn("jobs", self.indexer("--jobs", jobs, self.source, code=USAGE).err)


class Ends(JobsCase):
    def test_a_worker_that_dies_costs_its_member(self):
        for i in range(4):
            self.write(f"{i}.zip", slow_archive(i))
        process, seen = self.start_with_workers(2, "--jobs", "4", "--format", "json")
        time.sleep(0.1)
        os.kill(seen[-1], signal.SIGKILL)
        out, err = process.communicate(timeout=program.SECONDS_A_RUN)
        self.assertEqual(process.returncode, REJECTED, err)
        problems = json.loads(out)["problems"]
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("the system ended the reader", problems[0]["message"])
        titles = self.indexer("--list").out
        missing = 1000 - titles.count("\tArchive ")
        self.assertLessEqual(missing, 1 if "/" in problems[0]["file"] else 250)

    def test_no_more_workers_than_jobs(self):
        for i in range(4):
            self.write(f"{i}.zip", slow_archive(i))
        for jobs in (1, 2):
            process, _ = self.start_with_workers(jobs, "--jobs", str(jobs), "--rebuild", "-q")
            most = 0
            while process.poll() is None:
                most = max(most, len(workers(process.pid)))
                time.sleep(0.005)
            self.assertEqual(most, jobs)

    def test_kill_9_leaves_no_process(self):
        for i in range(4):
            self.write(f"{i}.zip", slow_archive(i))
        for wait in (0, 0.05, 0.3):
            process, seen = self.start_with_workers(3, "--jobs", "4", "--rebuild")
            time.sleep(wait)
            seen += workers(process.pid) + children(process.pid)
            process.kill()
            process.wait()
            self.assertTrue(wait_until(lambda: not any(runs(child) for child in seen)),
                            [child for child in seen if runs(child)])


class Memory(JobsCase):
    @unittest.skipIf(program.is_sanitized(), "the sanitizer has a memory of its own")
    def test_what_was_read_ahead_stays_within_the_budget(self):
        """One large file that is read for long, and behind it more than the budget holds."""
        paragraph = "<p>" + "Une ville, un quartier et de l'eau. " * 20 + "</p>\n"
        self.write("0.zip", slow_archive(0))
        for i in range(1, 25):
            self.write(f"{i}.html", f"<html><title>Page {i}</title><main>" +
                       "".join(f"<h2>{i} {k}</h2>{paragraph}" for k in range(4000)))
        peaks = []
        for jobs in ("1", "4"):
            process, peak = self.start("--jobs", jobs, "--memory", "64M", "--dry-run", "-q"), 0
            while process.poll() is None:
                try:
                    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                except OSError:
                    break
                found = [line for line in status.splitlines() if line.startswith("VmHWM")]
                peak = int(found[0].split()[1]) // 1024 if found else peak
                time.sleep(0.01)
            _, err = process.communicate()
            self.assertIn(process.returncode, (0, REJECTED), err)
            peaks.append(peak)
        print(f"peak memory with 1 and 4 jobs: {peaks} MiB")
        self.assertLess(peaks[1] - peaks[0], 16)


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk that is full at any point: exit status 7, the last state answers, the next run completes the work.

Half of the points are a small file system in memory, where one can be mounted; the others, and all where
none can, are a limit on the size of files, which fails in the same calls.
"""
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys

import durable
from durable import Index, Trial, between, next_state, write_source, program

RECORDS = 600
NEW = 1000  # so that each of several batches takes room of its own
FILE_SYSTEM = 48 << 20


@contextlib.contextmanager
def small_disk(path):
    """A file system in memory; None where this user may not mount one."""
    path.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={FILE_SYSTEM}", "none", path],
                             stderr=subprocess.DEVNULL, check=False).returncode == 0
    try:
        yield path if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", path], check=False)


def bytes_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def fill(disk, room):
    """A file that leaves so many bytes."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    size = max(0, free.f_bavail * free.f_frsize - room)
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, size or 1)
    return ballast


def limit_files(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def summary(index, words, **options):
    ended = index.run([program.INDEXER, "-i", index.path, "--format", "json", *words], **options)
    return ended, json.loads(ended.out) if ended.out.startswith("{") else None


def check_report(trial, ended, said, before, left, what):
    """Nothing is reported as done that is not."""
    if said is None:
        return
    done = {"added": len(set(left) - set(before)), "removed": len(set(before) - set(left)),
            "changed": sum(left.get(number, version) != version for number, version in before.items())}
    told = {name: said[name] for name in done}
    trial.expect(told == done, f"{what}: told {told}, done {done}: {ended.err}")


def one_point(trial, index, source, before, after, what, squeeze):
    write_source(source, after)
    words = ["--prune"] if what == "update" else ["--rebuild"]
    with squeeze() as options:
        ended, said = summary(index, words, **options)
    look = index.check()
    left = index.state()
    trial.figures["runs that met the end of the disk"] += ended.code == 7
    trial.expect(ended.code in (0, 7), f"{what}: exit status {ended.code}: {ended.err}")
    if not trial.expect(look.code == 0 and look.whole, f"{what}: damaged: {look.report.get('problems')} {look.err}"):
        trial.figures["damaged indexes"] += 1
    allowed = between(left, before, after) if what == "update" else \
        [] if left in (before, after) else between(left, before, before)
    trial.figures["acknowledged records lost"] += len(allowed)
    trial.expect(not allowed, f"{what}: {allowed[:3]}")
    check_report(trial, ended, said, before if what == "update" else {} if left == after else left, left, what)
    trial.figures["runs that kept some batches"] += ended.code == 7 and left not in (before, after)
    ended = index.index("--prune", code=None)
    look = index.check()
    done = ended.code == 0 and index.state() == after and look.whole and not look.interrupted
    trial.expect(done, f"{what}: the next run did not complete the work: {ended.err}")
    trial.figures["completed by the next run"] += done


def squeezes(trial, index, disk, growth):
    """A way to end the disk at a random point of the work."""
    @contextlib.contextmanager
    def full():
        ballast = fill(disk, int(growth * trial.chance.uniform(0, 1.1)))
        trial.figures["points on a full file system"] += 1
        try:
            yield {}
        finally:
            ballast.unlink()

    @contextlib.contextmanager
    def limited():
        trial.figures["points at a limit of file size"] += 1
        largest = max(path.stat().st_size for path in index.path.rglob("*.glass"))
        yield {"preexec_fn": limit_files(int(largest * trial.chance.uniform(0.02, 2.5)))}

    return full, limited


def main():
    trial = Trial(__doc__, 4)
    for name in ("damaged indexes", "acknowledged records lost"):
        trial.figures[name] += 0
    source = trial.home / "records.jsonl"
    state, version = {number: 1 for number in range(1, RECORDS + 1)}, 1
    write_source(source, state)
    with small_disk(trial.home / "disk") as disk:
        if disk is None:
            print("no file system can be mounted here: limits of file size only", file=sys.stderr)
        index = Index((disk or trial.home) / "index", trial.home)
        index.index(source)
        for turn in range(trial.count):
            version += 1
            after = next_state({number: state[number] for number in list(state)[:RECORDS]}, version, trial.chance)
            after.update({max(state) + 100 + i: version for i in range(NEW)})
            what = "rebuild" if turn % 3 == 2 else "update"
            for left_over in index.path.glob("gen-*"):  # the previous one, to begin from the same
                if left_over.name != (index.path / "current").read_text().split()[0]:
                    shutil.rmtree(left_over)
            full, limited = squeezes(trial, index, disk, bytes_of(index.path) * (1 if what == "rebuild" else 1.5))
            one_point(trial, index, source, state, after, what, full if disk and turn % 2 == 0 else limited)
            state = after
            if trial.failures:
                break
    trial.end()


if __name__ == "__main__":
    main()

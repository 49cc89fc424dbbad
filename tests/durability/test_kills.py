#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kill -9 at any moment: the last batch answers, nothing is damaged, the next run completes the work."""
import os
import shutil
import signal
import time

import durable
from durable import Index, Trial, between, next_state, start, write_source

RECORDS = 1200  # three batches


def marks(folder):
    """What changes when something is committed or put in place."""
    seen = []
    for path in sorted(folder.glob("*")) + sorted(folder.glob("gen-*/*")):
        if path.name in ("iamglass", "checksums", "checksums.new", "current", "current.new", "iamglass.tmp") or \
                path.parent == folder:
            try:
                seen.append((str(path), path.stat().st_ino, path.stat().st_mtime_ns))
            except OSError:
                seen.append((str(path), 0, 0))
    return seen


def wait_for_change(process, folder, changes):
    before = marks(folder)
    while process.poll() is None and changes:
        now = marks(folder)
        if now != before:
            before, changes = now, changes - 1


def run_and_kill(trial, index, words, took):
    """Starts the indexer and kills it, half of the times just when something was committed."""
    process = start(index.command(*words), trial.home)
    if trial.chance.random() < 0.5:
        process_wait(process, trial.chance.uniform(0, took * 1.05))
    else:
        wait_for_change(process, index.path, trial.chance.randint(1, 12))
        process_wait(process, trial.chance.choice([0, 0.0005, 0.002, 0.005]))
    killed = process.poll() is None
    if killed:
        os.kill(process.pid, signal.SIGKILL)
    _, err = process.communicate()
    if not killed and process.returncode != 0:
        trial.fail(f"{words}: {process.returncode}: {err.decode()}")
    return killed


def process_wait(process, seconds):
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        time.sleep(min(0.002, max(0, end - time.monotonic())))


def look_after(trial, index, before, after, what):
    """The state that was left; None when it is not one that was committed."""
    look = index.check()
    if look.code == 4 and before is None:
        return {}
    if not trial.expect(look.code == 0 and look.whole, f"{what}: damaged: {look.err} {look.report.get('problems')}"):
        trial.figures["damaged indexes"] += 1
        return None
    trial.figures["killed between two batches (checksums open)"] += bool(look.interrupted)
    left = index.state()
    if what == "rebuild":
        wrong = [] if left in (before, after) else between(left, before, before)
    else:
        wrong = between(left, before or {}, after)
    trial.figures["acknowledged records lost"] += len(wrong)
    trial.expect(not wrong, f"{what}: {wrong[:3]}")
    return left


def complete(trial, index, source, fresh, after, what, left):
    """The next run needs no argument, and what it makes answers as an index made at once."""
    ended = index.index("--prune", code=None)
    if ended.code == 2 and what == "first build" and not left:
        ended = index.index(source, code=None)  # killed before anything was committed
    if not trial.expect(ended.code == 0, f"{what}: the next run: {ended.code}: {ended.err}"):
        return False
    look = index.check()
    trial.expect(look.code == 0 and look.whole and not look.interrupted, f"{what}: not whole after the next run")
    trial.expect(not look.report.get("left_over"), f"{what}: the next run left {look.report.get('left_over')}")
    trial.expect(index.state() == after, f"{what}: the next run did not complete the work")
    shutil.rmtree(fresh.path, True)
    fresh.index(source)
    same = index.answers(durable.QUESTIONS) == fresh.answers(durable.QUESTIONS)
    trial.expect(same, f"{what}: the completed index answers otherwise than a fresh one")
    trial.figures["completed by the next run, answers as fresh"] += same
    return True


def main():
    trial = Trial(__doc__, 4)
    index, fresh = Index(trial.home / "index", trial.home), Index(trial.home / "fresh", trial.home)
    source = trial.home / "records.jsonl"
    state, version, took = {number: 1 for number in range(1, RECORDS + 1)}, 1, 0.5
    write_source(source, state)
    index.index(source)
    while trial.figures["kills"] < trial.count and not trial.failures:
        version += 1
        what = trial.chance.choice(["update", "update", "update", "rebuild", "rebuild", "first build"])
        before, after = state, next_state(state, version, trial.chance)
        if what == "first build":
            shutil.rmtree(index.path)
            before = None
        write_source(source, after)
        words = {"update": ["--prune"], "rebuild": ["--rebuild"], "first build": [source]}[what]
        begun = time.monotonic()
        killed = run_and_kill(trial, index, words, took)
        trial.figures["kills"] += killed
        trial.figures[f"kills of an {what}" if what == "update" else f"kills of a {what}"] += killed
        if not killed:
            took = 0.7 * took + 0.3 * (time.monotonic() - begun)
        left = look_after(trial, index, before, after, what)
        if left is None or not complete(trial, index, source, fresh, after, what, left):
            break
        state = after
        if len(state) > 1.3 * RECORDS:
            state = {number: state[number] for number in list(state)[:RECORDS]}
            write_source(source, state)
            index.index("--prune")
    trial.figures["acknowledged records lost"] += 0
    trial.figures["damaged indexes"] += 0
    trial.end()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures the HTTP service beside the library that it stands on, with the same questions and threads.

    service.py PARANGON-INDEX PARANGON BARE

BARE is tests/bench/bare of the build. Each round asks the library for some seconds, then the service
by `wrk` at 16, 64 and 256 connections; read the ratios of medians. --requests N then asks N more times
and looks at the memory of the service, and rebuilds the index under it.
"""
import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sheets import RECORDS  # noqa: E402

QUESTIONS = ["coopération eau assainissement", "échange d'agents ville partenaire", "women's rights", "climat énergie",
             "budget coopération décentralisée", "water sanitation", "jeunesse éducation", "smart city"]
SHEETS = pathlib.Path(__file__).resolve().parent / "sheets.py"
CONNECTIONS = (16, 64, 256)

# wrk runs this: the questions one after the other.
SCRIPT = """
local paths = { %s }
local at = 0
request = function()
    at = at %% #paths + 1
    return wrk.format("GET", paths[at])
end
done = function(summary, latency)
    io.write(string.format("FIGURES %%f %%d %%d %%f\\n", summary.requests / summary.duration * 1e6,
        summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.timeout,
        latency:percentile(99) / 1000))
end
"""


class Server:
    def __init__(self, program, index, threads):
        self.process = subprocess.Popen([program, "serve", "-i", index, "--listen", "127.0.0.1:0", "--threads",
                                         str(threads)], stderr=subprocess.PIPE, text=True)
        self.site = re.search(r"http://[^/]*", self.process.stderr.readline()).group()

    def answering(self):
        """What the system knows of the process that answers."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return pathlib.Path("/proc", children[0])

    def settle(self):
        """Waits until what clients left behind is answered."""
        before = None
        while True:
            now = (self.answering() / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
            if now == before:
                return
            before = now
            time.sleep(.5)

    def memory(self):
        """Resident, in MiB, of the process that answers."""
        status = (self.answering() / "status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def wrk(server, base, connections, seconds, folder):
    paths = ", ".join(f'"{base}{urllib.parse.quote(question)}"' for question in QUESTIONS)
    script = pathlib.Path(folder, "questions.lua")
    script.write_text(SCRIPT % paths)
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "20", "--latency", "-s", script,
                          server.site], capture_output=True, text=True, check=True).stdout
    server.settle()
    rate, status, other, p99 = re.search(r"FIGURES (\S+) (\d+) (\d+) (\S+)", out).groups()
    return float(rate), int(status) + int(other), float(p99)


def compare(given, index, folder):
    """Rounds of the library and of the service in turn, so that other work on the machine hits both."""
    server = Server(given.program, index, given.threads)
    bare, rates, worst = [], {}, {}
    for _ in range(given.rounds):
        out = subprocess.run([given.bare, index, str(given.threads), str(given.seconds), *QUESTIONS], capture_output=True,
                             text=True, check=True).stdout
        bare.append(float(out))
        for name, base in (("API", "/api/v1/search?q="), ("page", "/?q=")):
            for connections in CONNECTIONS:
                rate, errors, p99 = wrk(server, base, connections, given.seconds, folder)
                rates.setdefault((name, connections), []).append(rate)
                at = worst.setdefault((name, connections), [0, 0])
                at[0] += errors
                at[1] = max(at[1], p99)
    server.stop()
    library = statistics.median(bare)
    print(f"| | requests/s | to the library | p99, ms | errors |\n|---|--:|--:|--:|--:|\n| library | {library:.0f} | 1 | | |")
    for (name, connections), all_rates in rates.items():
        rate = statistics.median(all_rates)
        errors, p99 = worst[name, connections]
        print(f"| {name}, {connections} connections | {rate:.0f} | {rate / library:.2f} | {p99:.0f} | {errors} |")


def last(given, index, folder):
    """Memory over many requests, and a rebuild among them."""
    server = Server(given.program, index, given.threads)
    asked, memory, errors = 0, [], 0
    rebuild = None
    while asked < given.requests:
        rate, failed, _ = wrk(server, "/api/v1/search?q=", 16, 10, folder)
        asked += int(rate * 10)
        errors += failed
        memory.append(server.memory())
        if asked > given.requests / 2 and not rebuild:
            rebuild = subprocess.Popen([given.indexer, "-q", "--rebuild", "-i", index])
    rebuild.wait()
    server.stop()
    half = len(memory) // 2
    print(f"\n{asked} requests, an index rebuilt after half of them: {errors} errors; memory {memory[0]:.0f} MiB after the "
          f"first 10 s, {memory[half - 1] if half else memory[0]:.0f} before the rebuild, {memory[-1]:.0f} at the end")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("indexer")
    arguments.add_argument("program")
    arguments.add_argument("bare")
    arguments.add_argument("--records", type=int, default=20000)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=3)
    arguments.add_argument("--requests", type=int, default=0)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, index = folder + "/sheets", folder + "/index"
        subprocess.run([sys.executable, SHEETS, source, str(given.records)], check=True)
        since = time.monotonic()
        subprocess.run([given.indexer, "-q", "-i", index, source], check=True)
        print(f"{given.records} records of {RECORDS.name}, indexed in {time.monotonic() - since:.0f} s; "
              f"{given.threads} threads; median of {given.rounds} rounds of {given.seconds} s\n")
        compare(given, index, folder)
        if given.requests:
            last(given, index, folder)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs `parangon serve` on a free port of the loopback, and asks it as clients do."""
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "programs"))
import program  # noqa: E402

SECONDS_TO_START = 60
LISTENING = re.compile(r"at http://([0-9.]+|\[[0-9a-f:]+\]):([0-9]+)/")


class Reply:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class Service:
    """A running service; stopped, and its end checked, when the with block ends."""

    def __init__(self, index, *options, home, **popen):
        self.index, self.home = index, home
        self.words = [program.PARANGON, "serve", "-i", str(index), "--listen", "127.0.0.1:0",
                      *map(str, options)]
        self.popen = popen
        self.process, self.port = None, None

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stderr=subprocess.PIPE,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        env=program.environment(self.home), **self.popen)
        first = self.process.stderr.readline().decode()
        match = LISTENING.search(first)
        if not match:
            rest = self.process.communicate(timeout=SECONDS_TO_START)[1].decode()
            raise AssertionError(f"{self.words}: {first}{rest}")
        self.port = int(match.group(2))
        self.reader = _Drain(self.process.stderr)
        return self

    def __exit__(self, *raised):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the service does not stop") from None
        said = self.reader.finish()
        if raised[0] is None:
            program.check_end(self.words, code, said)
            assert code == 0, f"ended with {code}: {said}"

    def said(self):
        """What it printed on standard error so far."""
        return self.reader.text()

    def connect(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def socket(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def get(self, address, method="GET", connection=None, **headers):
        """Headers by their names with _ for -."""
        own = connection or self.connect()
        own.request(method, address,
                    headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = own.getresponse()
        reply = Reply(response, response.read())
        if not connection:
            own.close()
        return reply

    def raw(self, data, timeout=30):
        """Sends bytes as they are; what comes back until the other side closes."""
        with self.socket(timeout) as connection:
            connection.sendall(data)
            got = b""
            while True:
                more = connection.recv(65536)
                if not more:
                    return got
                got += more


class _Drain:
    """Takes what a program prints, so that it never waits for a reader."""

    def __init__(self, stream):

        self.stream, self.lines = stream, []
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        for line in self.stream:
            self.lines.append(line.decode("utf-8", "surrogateescape"))

    def text(self):
        return "".join(self.lines)

    def finish(self):
        self.thread.join()
        self.stream.close()
        return self.text()


def corpus_index(home):
    """An index of the project's own records."""
    index = pathlib.Path(home) / "index"
    ended = program.run([program.INDEXER, "-q", "-i", index, program.RECORDS], home)
    assert ended.code == 0, ended.err
    return index

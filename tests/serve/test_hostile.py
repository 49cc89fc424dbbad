#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random and hostile addresses: no crash, no failure of the service, nothing unescaped.

--count N asks N of them, --seed N others, --slow N keeps so many half-open connections beside them.
"""
import argparse
import html.parser
import json
import random
import shutil
import sys
import tempfile
import urllib.parse

import service
from service import Service

MARK = "zqx"  # in every hostile piece, to be found again in what comes back

PIECES = [f"<script>{MARK}()</script>", f'"><img src=x onerror={MARK}()>', f"' onfocus='{MARK}()",
          f"</title><b {MARK}>", f"=cmd|'/c {MARK}'!A1", f"javascript:{MARK}()", f"{{{{{MARK}}}}}",
          f"&lt;{MARK}&gt;", f"<!--{MARK}-->", f"]]>{MARK}", f"${{{MARK}}}", f"`{MARK}`", f"\u202e{MARK}",
          f"\x1b[31m{MARK}", f"a\r\nSet-Cookie: {MARK}=1", f"../../../etc/{MARK}", "\ufdd0" + MARK,
          "é" * 50 + MARK, "\U0001f4a7" + MARK, f'"{MARK}', f"-{MARK} OR", f"theme:{MARK}", f"{MARK}*", f"={MARK}",
          f"year:{MARK}..2020", "(((" + MARK, "a* b* c* d* " + MARK]
RAW = ["%", "%%", "%zz", "%c0%af", "%f0%82%82%ac", "%ed%a0%80", "%00", "%u0041", "+", "&&", "==", ";", "%0d%0a", "#", "%fe%ff",
       "%C3", "%2e%2e%2f"]
PATHS = ["/", "/practice/", "/themes", "/compare", "/actors", "/coverage", "/about", "/feed.atom", "/api/v1/search",
         "/api/v1/practice/", "/api/v1/suggest", "/api/v1/compare", "/api/v1/like/", "/api/v1/actors", "/export.csv",
         "/opensearch.xml", "/sitemap.xml", "/static/", "/"]
NAMES = ["q", "theme", "country", "lead", "year", "n", "offset", "sort", "facets", "ui", "prefix", "place", "practices",
         "filter", "query-lang", "across", "evidence", "version", "sdg", "population"]
STATUSES = {200, 303, 304, 400, 404, 414, 503}


class Found(html.parser.HTMLParser):
    """Where the mark stands in a page: in text and in values it may, in markup it may not."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.raw = [], ""

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if MARK in name or name.startswith("on") or name == "style":
                self.wrong.append((tag, name))
            if name in ("href", "src", "action") and value and not value.startswith(("/", "#", "http://", "https://")):
                self.wrong.append((tag, name, value))
        script = tag == "script" and dict(attrs).get("type") != "application/ld+json"
        if MARK in tag or (script and not dict(attrs).get("src", "").startswith("/static/")):
            self.wrong.append((tag,))

    def handle_comment(self, data):
        self.wrong.append(("comment", data))

    def handle_data(self, data):
        if self.cdata_elem and MARK in data:
            self.wrong.append(("script", data))


def hostile(chance):
    """A path and a query: pieces that are encoded, pieces that are not, and random bytes."""
    def value():
        kind = chance.random()
        if kind < .55:
            return urllib.parse.quote(chance.choice(PIECES), safe="")
        if kind < .75:
            return chance.choice(RAW) + MARK
        if kind < .9:
            return "".join(f"%{chance.randrange(256):02x}" for _ in range(chance.randrange(1, 30)))
        if kind < .98:
            return urllib.parse.quote(" ".join(chance.choice(PIECES) for _ in range(chance.randrange(2, 12))), safe="")
        return "a" * chance.choice([300, 4000, 7000, 100000])

    path = chance.choice(PATHS)
    if path.endswith("/") and path != "/" or chance.random() < .1:
        path += value()
    pairs = (chance.choice(NAMES) + "=" + value() for _ in range(chance.randrange(0, 6)))
    return path + "?" + "&".join(pairs)


def check(address, reply):
    """What is wrong with an answer, or None."""
    kind = reply.headers["Content-Type"] or ""
    if reply.status not in STATUSES:
        return f"status {reply.status}"
    if reply.headers["Set-Cookie"]:
        return "a cookie"
    if kind.startswith("application/json"):
        json.loads(reply.body)
    elif kind.startswith("text/html"):
        found = Found()
        found.feed(reply.body.decode("utf-8"))
        if found.wrong:
            return f"unescaped: {found.wrong[:3]}"
    return None


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=1500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--slow", type=int, default=100)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    home = tempfile.mkdtemp(prefix="parangon-hostile-")
    wrong, statuses = [], {}
    try:
        with Service(service.corpus_index(home), home=home) as running:
            slow = [running.socket() for _ in range(given.slow)]
            for half in slow:
                half.sendall(b"GET /?q=eau HTTP/1.1\r\nX-Slow: ")
            connection = running.connect()
            for _ in range(given.count):
                address = hostile(chance)
                try:
                    reply = running.get(address, connection=connection)
                except (service.http.client.HTTPException, OSError):
                    connection.close()  # a refusal may end the connection: once more on a new one
                    connection = running.connect()
                    reply = running.get(address, connection=connection)
                statuses[reply.status] = statuses.get(reply.status, 0) + 1
                fault = check(address, reply)
                if fault:
                    wrong.append(f"{fault}: {address[:300]}")
            for half in slow:
                half.close()
            if "started again" in running.said():
                wrong.append(running.said())
    finally:
        shutil.rmtree(home)
    print(f"{given.count} addresses, {given.slow} slow clients: {dict(sorted(statuses.items()))}")
    print("\n".join(wrong[:20]))
    sys.exit(1 if wrong or not statuses.get(200) else 0)


if __name__ == "__main__":
    main()

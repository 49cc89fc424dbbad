#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTTP service: what it answers, how it fails, and what it never does."""
import gzip
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import xml.dom.minidom

import service
from service import Service, program


class Served(unittest.TestCase):
    """One service over the project's own records for all tests of a class."""

    options = ()

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(prefix="parangon-serve-")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.index = service.corpus_index(cls.home)
        cls.service = cls.enterClassContext(Service(cls.index, *cls.options, home=cls.home))

    @classmethod
    def get(cls, address, **options):
        return cls.service.get(address, **options)


class Answers(Served):
    def test_a_search_is_that_of_the_command_line(self):
        asked = {"q": "coopération eau Madagascar", "country": "MG", "ui": "fr"}
        reply = self.get("/api/v1/search?" + urllib.parse.urlencode(asked))
        ended = program.run([program.PARANGON, "search", "-i", self.index, "--format", "json",
                             "--country", "MG", "--ui", "fr", asked["q"]], self.home)
        mine, theirs = reply.json, program.json.loads(ended.out)
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.headers["Content-Type"], "application/json; charset=utf-8")
        for key in ("total", "results"):
            self.assertEqual(mine[key], theirs[key], key)
        self.assertEqual(mine["query"]["lang"], "fr")

    def test_suggestions_are_those_of_the_command_line(self):
        for asked in ("l'ea", "coopération eau mad", ""):
            reply = self.get("/api/v1/suggest?" + urllib.parse.urlencode(
                {"prefix": asked, "ui": "fr", "n": "5"}))
            self.assertEqual(reply.status, 200)
            if asked:
                ended = program.run([program.PARANGON, "suggest", "-i", self.index, "--format",
                                     "json", "--ui", "fr", "-n", "5", asked], self.home)
                self.assertEqual(reply.json["suggestions"],
                                 program.json.loads(ended.out)["suggestions"])
        within = self.get("/api/v1/suggest?prefix=mad&country=JP").json["suggestions"]
        self.assertNotIn("Madagascar", [each["text"] for each in within])

    def test_the_page_says_which_question_it_answers(self):
        page = self.get("/?q=l%27assinissement&ui=fr").text
        self.assertIn("réponse pour «\u00a0l&#39;assainissement\u00a0»", page)
        self.assertIn("correct=no", page)
        self.assertNotIn("réponse pour", self.get("/?q=l%27assinissement&ui=fr&correct=no").text)

    def test_a_record_is_that_of_the_command_line(self):
        ended = program.run([program.PARANGON, "show", "-i", self.index, "--format", "json",
                             "nancy-farafangana-eau"], self.home)
        reply = self.get("/api/v1/practice/nancy-farafangana-eau")
        self.assertEqual(reply.json, program.json.loads(ended.out))

    def test_pages_are_in_the_language_that_is_asked_for(self):
        for address, headers, lang in (("/?q=eau", {"Accept_Language": "fr-FR,fr;q=0.9"}, "fr"),
                                       ("/?q=eau", {"Accept_Language": "en-GB,en;q=0.8,fr;q=0.5"}, "en"),
                                       ("/?q=eau", {"Accept_Language": "de"}, "en"),
                                       ("/?q=eau", {}, "fr"),
                                       ("/?q=eau&ui=en", {"Accept_Language": "fr"}, "en")):
            self.assertIn(f'<html lang="{lang}">', self.get(address, **headers).text, (address, headers))

    def test_what_is_in_another_language_says_so(self):
        page = self.get("/?q=eau&ui=en").text
        self.assertIn("also in French", page)

    def test_the_number_of_results_is_in_the_title_and_in_a_status(self):
        page = self.get("/?q=Farafangana&ui=en").text
        total = self.get("/api/v1/search?q=Farafangana&ui=en").json["total"]
        self.assertIn(f"<title>Farafangana – {total} record", page)
        self.assertIn(f'role="status">{total} record', page)

    def test_forms_lead_to_short_addresses(self):
        reply = self.get("/?q=eau&theme=&sort=relevance&country=MG")
        self.assertEqual(reply.status, 303)
        self.assertEqual(reply.headers["Location"], "/?q=eau&country=MG")

    def test_filters_can_be_taken_away(self):
        page = self.get("/?q=eau&country=MG&ui=fr").text
        self.assertIn('href="/?q=eau&amp;ui=fr"', page)

    def test_a_record_is_told_to_other_software(self):
        page = self.get("/practice/nancy-farafangana-eau?ui=fr").text
        data = program.json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
        self.assertEqual((data["@context"], data["@type"]), ("https://schema.org", "Article"))
        self.assertEqual(data["author"]["name"], "Métropole du Grand Nancy")
        self.assertEqual(data["contentLocation"][0]["addressCountry"], "MG")

    def test_feeds_and_descriptions_are_well_formed(self):
        for address in ("/feed.atom?q=eau", "/opensearch.xml", "/sitemap.xml"):
            reply = self.get(address)
            self.assertEqual(reply.status, 200, address)
            xml.dom.minidom.parseString(reply.body)
        entries = xml.dom.minidom.parseString(self.get("/feed.atom?q=eau").body)
        total = self.get("/api/v1/search?q=eau").json["total"]
        self.assertEqual(len(entries.getElementsByTagName("entry")), min(total, 50))

    def test_answers_can_be_taken_away(self):
        for ending, kind in (("csv", "text/csv"), ("xlsx", "application/vnd.openxml"), ("odt", "application/vnd.oasis"),
                             ("html", "text/html"), ("md", "text/markdown"), ("jsonl", "application/x-ndjson"),
                             ("csl.json", "application/vnd.citationstyles")):
            for asked in ("q=eau", "practice=nancy-farafangana-eau"):
                reply = self.get(f"/export.{ending}?{asked}")
                self.assertEqual(reply.status, 200, (ending, asked))
                self.assertTrue(reply.headers["Content-Type"].startswith(kind), ending)
                self.assertIn(f'filename="parangon.{ending}"', reply.headers["Content-Disposition"])
        self.assertEqual(len(self.get("/export.jsonl?q=eau").text.splitlines()), self.get("/api/v1/search?q=eau").json["total"])
        for address in ("/export.doc?q=eau", "/export.trec?q=eau", "/export."):
            self.assertEqual(self.get(address).status, 404, address)

    def test_coverage_is_that_of_the_command_line(self):
        ended = program.run([program.PARANGON, "stats", "-i", self.index, "--format", "json"], self.home)
        self.assertEqual(self.get("/api/v1/coverage").json, program.json.loads(ended.out))

    def test_health_and_metrics(self):
        self.assertEqual(self.get("/healthz").json["status"], "ok")
        self.assertRegex(self.get("/metrics").text, r'(?m)^parangon_requests_total{status="2xx"} \d+$')


class Visible(unittest.TestCase):
    """What is for members or for the house is nowhere in what the public gets."""

    RECORDS = [("open", None), ("stated", "public"), ("club", "members"), ("house", "internal")]

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="parangon-serve-")
        self.addCleanup(shutil.rmtree, self.home)
        self.index = self.home + "/index"
        records = [{"id": name, "title": f"Jumelage {name}zq", "text": f"Une coopération {name}zq sur l'eau.", "lang": "fr",
                    "lead": "Rennes", "kind": "practice", "themes": ["eau-assainissement"],
                    **({"visibility": visibility} if visibility else {})} for name, visibility in self.RECORDS]
        records += [{**record, "id": record["id"] + "-net", "kind": "network", "functions": ["advice"]} for record in records]
        lines = "".join(program.json.dumps(record) + "\n" for record in records)
        ended = program.run([program.INDEXER, "-q", "-i", self.index, "-"], self.home, input=lines)
        self.assertEqual(ended.code, 0, ended.err)

    ADDRESSES = ("/?q=coop%C3%A9ration", "/?theme=eau-assainissement", "/api/v1/search?q=coop%C3%A9ration&facets=all",
                 "/api/v1/search?theme=eau", "/practice/open", "/api/v1/practice/open", "/api/v1/like/open", "/api/v1/themes",
                 "/api/v1/actors", "/actors", "/coverage", "/api/v1/coverage", "/compare?place=Rennes",
                 "/api/v1/compare?place=Rennes", "/export.csv?q=coop%C3%A9ration", "/export.jsonl?theme=eau", "/feed.atom?q=jumelage",
                 "/sitemap.xml", "/api/v1/suggest?prefix=jum", "/api/v1/suggest?prefix=clubz", "/api/v1/suggest?prefix=housez",
                 "/api/v1/search?q=eau+clubzp", "/api/v1/search?q=clubzqq", "/?q=eau+housezp", "/?q=housezqq", "/?q=eau+openzqq",
                 "/export.csv?of=coverage", "/export.html?of=actors")

    def hidden(self, *options):
        """Which of the records can be found somewhere."""
        seen = set()
        with Service(self.index, *options, home=self.home) as running:
            for address in self.ADDRESSES:
                reply = running.get(address)
                self.assertIn(reply.status, (200, 404), address)
                text = reply.text.replace("prefix=clubz", "").replace("prefix=housez", "").lower()
                text = text.replace("clubzqq", "").replace("housezqq", "").replace("openzqq", "")
                seen |= {name for name, _ in self.RECORDS if name + "zq" in text or f"practice/{name}" in text}
            for name, _ in self.RECORDS:
                for address in (f"/practice/{name}", f"/api/v1/practice/{name}", f"/api/v1/like/{name}",
                                f"/export.html?practice={name}", f"/compare?practices=open&practices={name}-net"):
                    if running.get(address).status == 200:
                        seen.add(name)
            total = running.get("/healthz").json["records"]
        return {name for name, _ in self.RECORDS} - seen, total

    def test_the_public_sees_what_is_public(self):
        self.assertEqual(self.hidden(), ({"club", "house"}, 4))

    def test_members_do_not_see_what_is_internal(self):
        self.assertEqual(self.hidden("--members"), ({"house"}, 6))


class Kept(Served):
    """What a client has already is not sent again; what it takes compressed is."""

    def test_an_answer_that_is_known_is_not_sent(self):
        for address in ("/api/v1/search?q=eau", "/?q=eau", "/practice/nancy-farafangana-eau", "/themes"):
            first = self.get(address)
            again = self.get(address, If_None_Match=first.headers["ETag"])
            self.assertEqual((again.status, again.body), (304, b""), address)
            other = self.get(address, If_None_Match='W/"0"')
            self.assertEqual(other.status, 200, address)

    def test_what_changes_the_answer_changes_the_tag(self):
        tags = {self.get(address).headers["ETag"] for address in
                ("/?q=eau", "/?q=eaux", "/?q=eau&ui=en", "/?q=eau&ui=fr&n=5")}
        self.assertEqual(len(tags), 4)

    def test_answers_are_compressed_for_those_who_ask(self):
        plain = self.get("/?q=eau")
        packed = self.get("/?q=eau", Accept_Encoding="gzip, br")
        self.assertIsNone(plain.headers["Content-Encoding"])
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertLess(len(packed.body), len(plain.body) / 2)

    def test_files_of_the_page_are_kept_for_good(self):
        style = self.get("/").text.split('href="/static/')[1].split('"')[0]
        reply = self.get("/static/" + style)
        self.assertIn("max-age=31536000", reply.headers["Cache-Control"])
        self.assertEqual(reply.headers["Content-Type"], "text/css; charset=utf-8")

    def test_a_head_is_an_answer_without_its_body(self):
        reply = self.get("/?q=eau", method="HEAD")
        self.assertEqual((reply.status, reply.body), (200, b""))
        self.assertEqual(int(reply.headers["Content-Length"]), len(self.get("/?q=eau").body))

    def test_a_connection_serves_many_requests(self):
        connection = self.service.connect()
        for _ in range(50):
            self.assertEqual(self.get("/healthz", connection=connection).status, 200)
        self.assertEqual(self.get("/nope", connection=connection).status, 404)
        self.assertEqual(self.get("/healthz", connection=connection).status, 200)
        connection.close()


class Refused(Served):
    def test_what_is_not_there(self):
        for address in ("/nope", "/practice/nope", "/practice/", "/static/../call.c", "//"):
            self.assertEqual(self.get(address).status, 404, address)

    def test_the_api_fails_in_json(self):
        for address, status, code in (("/api/v1/practice/nope", 404, "not-found"),
                                      ("/api/v1/nope", 404, "not-found"),
                                      ("/api/v1/search?theme=nosuchtheme", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&colour=red", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&n=1000", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&offset=-1", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&offset=99999999", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&sort=size", 400, "bad-request"),
                                      ("/api/v1/search?q=eau&year=x..y", 400, "bad-request")):
            reply = self.get(address)
            self.assertEqual(reply.status, status, address)
            self.assertEqual(reply.json["format"], 1)
            self.assertEqual(reply.json["error"]["code"], code, address)
            self.assertTrue(reply.json["error"]["message"] and reply.json["error"]["hint"])

    def test_only_reading(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "BREW"):
            reply = self.get("/api/v1/search?q=eau", method=method)
            self.assertEqual(reply.status, 405, method)
        self.assertEqual(self.get("/", method="OPTIONS").status, 200)

    def test_a_body_is_not_taken(self):
        got = self.service.raw(b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        self.assertIn(b" 413 ", got.split(b"\r\n")[0])

    def test_too_long_and_malformed(self):
        self.assertEqual(self.get("/?q=" + "a" * 9000).status, 414)
        self.assertEqual(self.get("/?q=a%00b").status, 400)
        self.assertEqual(self.get("/a%00b").status, 400)
        self.assertEqual(self.get("/?" + "&".join(f"a{i}=1" for i in range(200))).status, 400)
        self.assertEqual(self.get("/?q=%zz%ff%c3%28").status, 200)

    def test_a_huge_head_is_cut_off(self):
        got = self.service.raw(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 60000)
        self.assertRegex(got.split(b"\r\n")[0], rb" 4\d\d |^$")
        self.assertEqual(self.get("/healthz").status, 200)

    def test_paths_of_the_machine_are_not_shown(self):
        for address in ("/nope", "/api/v1/practice/x", "/metrics", "/healthz", "/api/v1/search?theme=x"):
            self.assertNotIn(self.home, self.get(address).text)


class Headers(Served):
    options = ("--cors", "https://example.org", "--base", "https://villes.example.org")

    def test_every_answer_is_fenced(self):
        for address in ("/", "/api/v1/search?q=eau", "/nope", "/static/x", "/feed.atom"):
            headers = self.get(address).headers
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertIsNone(headers["Set-Cookie"])

    def test_pages_have_no_inline_script_or_style(self):
        for address in ("/", "/?q=eau", "/practice/nancy-farafangana-eau", "/themes", "/about"):
            page = self.get(address).text
            self.assertNotRegex(page, r"<style|\son[a-z]+=|\sstyle=|javascript:")
            self.assertNotRegex(page, r'(src|href)="(https?:)?//(?!)')

    def test_other_origins_read_only_the_api(self):
        self.assertEqual(self.get("/api/v1/search?q=eau").headers["Access-Control-Allow-Origin"],
                         "https://example.org")
        self.assertIsNone(self.get("/?q=eau").headers["Access-Control-Allow-Origin"])

    def test_absolute_addresses_are_those_of_the_public(self):
        self.assertIn("https://villes.example.org/practice/", self.get("/sitemap.xml").text)


class Clients(Served):
    options = ("--connections", "60", "--per-client", "60")

    def test_slow_clients_hold_up_nobody(self):
        slow = [self.service.socket() for _ in range(40)]
        for connection in slow:
            connection.sendall(b"GET /?q=eau HTTP/1.1\r\nHost:")
        self.assertEqual(self.get("/healthz").status, 200)
        for connection in slow:
            connection.close()

    def test_a_head_that_comes_byte_by_byte_is_ended(self):
        connection = self.service.socket()
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        since = time.monotonic()
        ended = False
        while not ended and time.monotonic() - since < 40:
            try:
                connection.sendall(b"a")
                connection.settimeout(.5)
                ended = connection.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True
        self.assertTrue(ended, "still open after 40 seconds")
        connection.close()

    def test_more_connections_than_allowed_are_turned_away(self):
        many = []
        for _ in range(80):
            try:
                many.append(self.service.socket())
            except OSError:
                break
        for connection in many:
            connection.close()
        time.sleep(.5)
        self.assertEqual(self.get("/healthz").status, 200)


class Life(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="parangon-serve-")
        self.addCleanup(shutil.rmtree, self.home)

    def test_without_an_index_it_says_so(self):
        ended = program.run([program.PARANGON, "serve", "-i", self.home + "/none", "--listen", "127.0.0.1:0"], self.home)
        self.assertEqual(ended.code, program.NO_INDEX)

    def test_scripts_are_told_the_address(self):
        index = service.corpus_index(self.home)
        process = subprocess.Popen([program.PARANGON, "serve", "-i", index, "--listen", "127.0.0.1:0", "--format", "json"],
                                   stdout=subprocess.PIPE, text=True, env=program.environment(self.home))
        told = program.json.loads(process.stdout.readline())
        process.terminate()
        self.assertEqual(process.wait(30), 0)
        process.stdout.close()
        self.assertRegex(told["address"], r"^http://127\.0\.0\.1:\d+/$")

    def test_a_port_that_is_taken(self):
        index = service.corpus_index(self.home)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            ended = program.run([program.PARANGON, "serve", "-i", index, "--listen",
                                 f"127.0.0.1:{taken.getsockname()[1]}"], self.home)
        self.assertEqual(ended.code, program.SYSTEM)
        self.assertIn("in use", ended.err)

    def test_wrong_words(self):
        for words in (["--listen", "nowhere"], ["--listen", "::1"], ["--threads", "0"], ["extra"]):
            ended = program.run([program.PARANGON, "serve", *words], self.home)
            self.assertEqual(ended.code, program.USAGE, words)

    def test_a_rebuild_under_it_fails_no_request(self):
        index = service.corpus_index(self.home)
        failed, asked, stop = [], [0], threading.Event()

        def ask(running):
            connection = running.connect()
            while not stop.is_set():
                reply = running.get("/api/v1/search?q=eau", connection=connection)
                asked[0] += 1
                if reply.status != 200 or not reply.json["results"]:
                    failed.append(reply.status)

        with Service(index, home=self.home) as running:
            readers = [threading.Thread(target=ask, args=(running,)) for _ in range(3)]
            for reader in readers:
                reader.start()
            for words in (["--rebuild"], [], ["--rebuild"]):
                ended = program.run([program.INDEXER, "-q", "-i", index, *words, program.RECORDS], self.home)
                self.assertEqual(ended.code, 0, ended.err)
            stop.set()
            for reader in readers:
                reader.join()
        self.assertEqual(failed, [])
        self.assertGreater(asked[0], 10)

    def test_after_a_crash_it_answers_again(self):
        index = service.corpus_index(self.home)
        with Service(index, home=self.home) as running:
            children = subprocess.run(["pgrep", "-P", str(running.process.pid)], check=True,
                                      capture_output=True, text=True).stdout.split()
            os.kill(int(children[0]), signal.SIGKILL)
            self.assertEqual(running.get("/healthz").status, 200)
            self.assertIn("started again", running.said())

    def test_no_answer_is_cut_short_when_it_is_told_to_stop(self):
        index = service.corpus_index(self.home)
        answers = []
        with Service(index, home=self.home) as running:
            connections = [running.socket() for _ in range(30)]
            for connection in connections:
                connection.sendall(b"GET /?q=international HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            first = connections[0].recv(1)
            running.process.send_signal(signal.SIGTERM)
            for connection in connections:
                answers.append(first if connection is connections[0] else b"")
                try:
                    while more := connection.recv(65536):
                        answers[-1] += more
                except ConnectionResetError:
                    pass
                connection.close()
        for answer in answers:
            self.assertTrue(answer == b"" or answer.endswith(b"</html>\n"), answer[-200:])
        self.assertTrue(answers[0])

    def test_a_socket_can_be_handed_over(self):
        index = service.corpus_index(self.home)
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        script = 'exec 3<&"$1"; LISTEN_PID=$$ LISTEN_FDS=1 exec "$2" serve -i "$3"'
        process = subprocess.Popen(["bash", "-c", script, "bash", str(listener.fileno()), program.PARANGON, str(index)],
                                   pass_fds=[listener.fileno()], env=program.environment(self.home))
        listener.close()
        try:
            connection = service.http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            self.assertEqual(connection.getresponse().status, 200)
        finally:
            process.terminate()
            self.assertEqual(process.wait(30), 0)

    def test_questions_that_find_nothing_are_counted_without_who_asked(self):
        index = service.corpus_index(self.home)
        path = self.home + "/failed.tsv"
        with Service(index, "--log-queries", path, "--log", home=self.home) as running:
            for words in ("Xyzzyqq", "xyzzyqq", "eau"):
                running.get("/?q=" + words)
            self.assertNotIn("yzzyqq", running.said())
        with open(path, encoding="utf-8") as rows:
            self.assertEqual(rows.read(), "2\txyzzyqq\n")


if __name__ == "__main__":
    unittest.main(verbosity=2)

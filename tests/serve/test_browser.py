#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages in a real browser: both languages, without scripts, by keyboard, on narrow screens, in the dark.

Screenshots go to $PARANGON_ARTEFACTS. axe-core and html-validate (in $PARANGON_NODE_MODULES) judge every kind of
page. Without them, and without a browser, what needs them is skipped and says so.
"""
import functools
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

import browser
import service
from browser import Browser
from service import Service, program

ARTEFACTS = pathlib.Path(os.environ.get("PARANGON_ARTEFACTS", tempfile.gettempdir()))
MODULES = os.environ.get("PARANGON_NODE_MODULES", "")
AXE = os.path.join(MODULES, "axe-core", "axe.min.js")
VALIDATOR = os.path.join(MODULES, ".bin", "html-validate")
QUESTION = urllib.parse.quote("coopération eau Madagascar")
RECORD = "nancy-farafangana-eau"

# One of each kind of page: its name, its address without the language, what must be in it.
PAGES = {
    "home": "/",
    "results": f"/?q={QUESTION}",
    "filtered": "/?theme=eau-assainissement&country=MG",
    "empty": "/?q=xyzzyqq",
    "emptied": "/?q=eau&country=JP",
    "corrected": "/?q=assinissement",
    "record": f"/practice/{RECORD}",
    "themes": "/themes",
    "coverage": "/coverage",
    "actors": "/actors",
    "financing": "/actors?function=finance&region=reg:28",
    "compare": "/compare",
    "compared": "/compare?place=Limoges&theme=culture-patrimoine",
    "ambiguous": "/compare?place=Saint-Denis",
    "side-by-side": "/compare?practices=nancy-farafangana-eau&practices=lille-mel-eau-dechets",
    "about": "/about",
    "missing": "/practice/nope",
}


class Browsed(unittest.TestCase):
    scripts = True

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(prefix="parangon-browser-")
        cls.addClassCleanup(shutil.rmtree, cls.home, True)
        cls.index = service.corpus_index(cls.home)
        cls.service = cls.enterClassContext(Service(cls.index, home=cls.home))
        cls.browser = Browser(cls.home, scripts=cls.scripts)
        cls.addClassCleanup(cls.browser.close)
        cls.site = f"http://127.0.0.1:{cls.service.port}"

    def open(self, address, lang=None):
        if lang:
            address += ("&" if "?" in address else "?") + f"ui={lang}"
        self.browser.open(self.site + address)
        return self.browser


class Search(Browsed):
    def ask(self, words, lang):
        page = self.open("/", lang)
        page.type("#q", words)
        page.click(".ask button")
        page.wait_for(lambda: page.all(".status"), "results")
        return page

    def test_a_question_in_each_language_finds_the_same_record(self):
        for words, lang in (("coopération eau Madagascar", "fr"), ("water cooperation in Madagascar", "en")):
            page = self.ask(words, lang)
            self.assertIn(RECORD, page.run("return document.querySelector('.result h3 a').href"), words)
            self.assertIn(words, page.title)
            self.assertEqual(page.run("return document.querySelector('#q').value"), words)

    def test_a_facet_narrows_and_a_chip_widens(self):
        page = self.open("/?q=eau", "fr")
        before = page.text(".status")
        page.click('input[name=country][value=MG]')
        page.click(".facets button")
        page.wait_for(lambda: "country=MG" in page.address, "the filter in the address")
        self.assertNotEqual(page.text(".status"), before)
        page.click(".chips a")
        page.wait_for(lambda: "country=MG" not in page.address, "the address without the filter")
        self.assertEqual(page.text(".status"), before)

    def test_pages_go_on_and_back(self):
        page = self.open("/?q=international", "fr")
        first = page.texts(".result h3")
        page.click(".pages a[rel=next]")
        page.wait_for(lambda: "offset=10" in page.address, "the next page")
        second = page.texts(".result h3")
        self.assertFalse(set(first) & set(second))
        page.back()
        self.assertEqual(page.texts(".result h3"), first)

    def test_a_result_leads_to_its_record_and_back(self):
        page = self.open(f"/?q={QUESTION}", "fr")
        title = page.text(".result h3 a")
        page.click(".result h3 a")
        page.wait_for(lambda: "/practice/" in page.address, "the record")
        self.assertEqual(page.text("h1"), title)
        page.back()
        self.assertEqual(page.text(".result h3 a"), title)

    def test_an_empty_list_says_what_to_do(self):
        page = self.open("/?q=eau&country=JP", "fr")
        self.assertIn("sans « Pays »", page.text("main").replace("\u00a0", " "))
        page.click(".found li a[href*='q=eau']")
        page.wait_for(lambda: page.all(".result"), "results without the filter")

    def test_a_slip_is_corrected_and_can_be_kept(self):
        page = self.open("/?q=l%27assinissement", "fr")
        self.assertIn("l'assainissement", page.text(".corrected"))
        self.assertTrue(page.all(".result"))
        page.click(".corrected a:last-child")
        page.wait_for(lambda: "correct=no" in page.address, "the question as typed")

    def test_who_finances_is_found(self):
        page = self.open("/actors", "fr")
        page.run("document.querySelector('select[name=function]').value = 'finance'")
        page.click(".choose button")
        page.wait_for(lambda: "function=finance" in page.address, "the role in the address")
        self.assertIn("Agence française de développement", page.text("main"))

    def test_results_are_compared(self):
        page = self.open("/?q=eau", "fr")
        titles = page.texts(".result h3")[:2]
        page.run("[...document.querySelectorAll('.result > input')].slice(0, 2).forEach(box => box.checked = true)")
        page.click("form.results button")
        page.wait_for(lambda: "practices=" in page.address, "the records in the address")
        self.assertEqual(page.address.count("practices="), 2)
        shown = page.text("main")
        for title in titles:
            self.assertIn(title, shown)
        page.back()
        self.assertEqual(page.texts(".result h3")[:2], titles)

    def test_a_city_is_compared_and_an_ambiguous_name_asks_back(self):
        page = self.open("/compare", "fr")
        page.type("#place", "Saint-Denis")
        page.click(".choose button")
        page.wait_for(lambda: page.all("main li a"), "candidates")
        page.click("main li a")
        page.wait_for(lambda: page.all("table"), "tables")
        self.assertIn("Saint-Denis", page.text("h1"))

    def test_the_other_language_is_one_link_away(self):
        page = self.open(f"/?q={QUESTION}", "fr")
        page.click("a.other")
        page.wait_for(lambda: "ui=en" in page.address, "the other language")
        self.assertEqual(page.run("return document.documentElement.lang"), "en")
        self.assertIn("q=", page.address)


class WithoutScripts(Search):
    scripts = False

    def test_scripts_are_off(self):
        page = self.open("/")
        self.assertEqual(page.run("return document.querySelector('#q').getAttribute('role')"), None)


class Keyboard(Browsed):
    def focused(self):
        return self.browser.run("const at = document.activeElement;"
                                "return at.id || at.name || at.textContent.trim().slice(0, 40)")

    def test_the_first_stop_skips_to_the_content(self):
        page = self.open("/?q=eau", "fr")
        page.press("tab")
        self.assertEqual(self.focused(), "Aller au contenu")
        page.press("enter")
        self.assertEqual(self.focused(), "main")

    def test_everything_can_be_reached_and_seen(self):
        page = self.open("/?q=eau", "fr")
        wanted = page.run("return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]"
                          ".filter(e => e.checkVisibility()).length")
        hidden = page.run("""
            const wrong = [];
            for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')) {
                if (!e.checkVisibility() || e.className === 'skip') continue;
                e.focus({focusVisible: true});
                const style = getComputedStyle(e);
                if (document.activeElement !== e || style.outlineStyle === 'none') wrong.push(e.outerHTML.slice(0, 80));
            }
            return wrong""")
        self.assertGreater(wanted, 30)
        self.assertEqual(hidden, [])
        seen = set()
        page.open(self.site + "/?q=eau&ui=fr")
        for _ in range(wanted + 5):
            page.press("tab")
            seen.add(page.run("const at = document.activeElement; return at.outerHTML.slice(0, 200)"))
        self.assertGreaterEqual(len(seen), wanted * .9)

    def test_a_question_is_asked_and_a_filter_set_without_a_mouse(self):
        page = self.open("/", "fr")
        self.assertEqual(self.focused(), "q")
        page.press(*"eau", "enter")
        page.wait_for(lambda: page.all(".status"), "results")
        page.run("document.querySelector('input[name=country]').focus()")
        page.press("space")
        page.press("enter")
        page.wait_for(lambda: "country=" in page.address, "the filter in the address")


class Screens(Browsed):
    def test_nothing_is_wider_than_the_screen(self):
        for width in (320, 375, 640, 1280, 2560):
            self.browser.resize(width)
            for name, address in PAGES.items():
                page = self.open(address, "fr")
                wide = page.run("return document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width, f"{name} at {width}")
        self.browser.resize(1280)

    def test_twice_the_size_of_letters(self):
        self.browser.resize(1280)
        page = self.open(f"/?q={QUESTION}", "fr")
        page.run("document.documentElement.style.fontSize = '200%'")
        self.assertLessEqual(page.run("return document.documentElement.scrollWidth"), 1280)

    def test_it_is_dark_where_the_reader_wants_it_dark(self):
        colours = []
        for dark in (False, True):
            self.browser.dark(dark)
            page = self.open("/?q=eau", "fr")
            colours.append(page.run("return getComputedStyle(document.body).backgroundColor"))
        self.browser.dark(False)
        self.assertNotEqual(*colours)

    def test_screenshots(self):
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        for lang in ("fr", "en"):
            for width in (1280, 375):
                self.browser.resize(width)
                for name, address in PAGES.items():
                    self.open(address, lang)
                    path = ARTEFACTS / f"{name}-{lang}-{width}.png"
                    self.browser.screenshot(path)
                    self.assertGreater(path.stat().st_size, 5000, path)
        self.browser.resize(1280)


class Light(Browsed):
    def test_a_page_of_results_is_small_and_asks_nobody_else(self):
        page = self.open("/?q=international", "fr")
        self.assertEqual(len(page.all(".result")), 10)
        loaded = page.run("return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
                          ".map(e => [e.name, e.decodedBodySize])")
        for address, _ in loaded:
            self.assertTrue(address.startswith(self.site), address)
        self.assertLess(sum(size for address, size in loaded if not address.endswith(".svg")), 60000, loaded)

    def test_nothing_is_complained_about(self):
        for address in PAGES.values():
            self.open(address, "fr")
        told = [entry["message"] for entry in self.browser.messages()
                if " status of 404 " not in entry["message"] and " status of 400 " not in entry["message"]]
        self.assertEqual(told, [])


class Suggestions(Browsed):
    def test_words_are_suggested_and_taken_by_keyboard(self):
        page = self.open("/", "fr")
        page.press(*"assai")
        page.wait_for(lambda: page.all(".suggestions li"), "suggestions")
        self.assertEqual(page.run("return document.querySelector('#q').getAttribute('aria-expanded')"), "true")
        page.press("down")
        chosen = page.text(".suggestions [aria-selected=true]")
        self.assertIn("assai", chosen.lower())
        page.press("enter")
        page.wait_for(lambda: page.all(".status"), "results")


class OnOtherPages(unittest.TestCase):
    """The search box for other people's pages, on a page of another origin."""

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="parangon-browser-")
        self.addCleanup(shutil.rmtree, self.home, True)
        examples = program.ROOT / "docs" / "examples"
        handler = functools.partial(Quiet, directory=self.home)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        shutil.copy(examples / "embed.js", self.home)
        self.page = (examples / "embed.html").read_text(encoding="utf-8")

    def test_it_is_small_and_finds(self):
        index = service.corpus_index(self.home)
        self.assertLess(os.path.getsize(os.path.join(self.home, "embed.js")) + len(self.page), 10000)
        with Service(index, "--cors", self.origin, home=self.home) as running:
            site = f"http://127.0.0.1:{running.port}"
            pathlib.Path(self.home, "embed.html").write_text(self.page.replace("https://practices.example.org", site))
            page = Browser(self.home)
            self.addCleanup(page.close)
            page.open(self.origin + "/embed.html")
            page.type("[type=search]", "Madagascar")
            page.click("form button")
            page.wait_for(lambda: page.all("ol li a"), "results")
            self.assertIn("Farafangana", page.text("ol"))
            self.assertTrue(page.run("return document.querySelector('ol a').href").startswith(site + "/practice/"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@unittest.skipUnless(os.path.exists(AXE), "axe-core is not there (PARANGON_NODE_MODULES)")
class Accessibility(Browsed):
    def test_no_violation_on_any_kind_of_page(self):
        source = pathlib.Path(AXE).read_text(encoding="utf-8")
        violations = []
        for dark in (False, True):
            self.browser.dark(dark)
            for lang in ("fr", "en"):
                for name, address in PAGES.items():
                    page = self.open(address, lang)
                    page.run(source)
                    found = page.run_later("axe.run(document, {resultTypes: ['violations']})"
                                           ".then(arguments[arguments.length - 1])")
                    violations += [f"{name} {lang}: {each['id']}: {each['nodes'][0]['html'][:150]}"
                                   for each in found["violations"]]
        self.browser.dark(False)
        self.assertEqual(violations, [])


@unittest.skipUnless(os.path.exists(VALIDATOR), "html-validate is not there (PARANGON_NODE_MODULES)")
class Validity(Browsed):
    def test_pages_are_valid_html(self):
        for lang in ("fr", "en"):
            for name, address in PAGES.items():
                address += ("&" if "?" in address else "?") + f"ui={lang}"
                pathlib.Path(self.home, f"{name}-{lang}.html").write_bytes(self.service.get(address).body)
        ended = subprocess.run([VALIDATOR, "--preset", "standard", *map(str, pathlib.Path(self.home).glob("*.html"))],
                               capture_output=True, text=True, check=False)
        self.assertEqual((ended.returncode, ended.stdout + ended.stderr), (0, ""))


if __name__ == "__main__":
    if browser.missing():
        print(f"skipped: there is no {browser.missing()}", file=sys.stderr)
        sys.exit(program.SKIPPED)
    if program.is_sanitized():
        print("skipped: the plain build is tried", file=sys.stderr)
        sys.exit(program.SKIPPED)
    unittest.main(verbosity=2)

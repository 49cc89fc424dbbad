#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A long report set in two columns: its sentences find it on the page on which they stand.

PARANGON_SHARED names the folder that holds study/*.txt. The report is set by TeX and by Chromium,
where they are installed; pdftotext tells independently on which page a sentence stands.
"""
import html
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import unicodedata

import program
from program import Case

SOURCES = program.ROOT / "tests" / "data" / "sources"
SEED = 20210216
SENTENCES = 30
AT_LEAST = 0.95
ENDING = re.compile(r"[.!?]$")


def study():
    shared = os.environ.get("PARANGON_SHARED")
    texts = sorted(pathlib.Path(shared).glob("study/*.txt")) if shared else []
    if not texts or not shutil.which("pdftotext"):
        print("skipped: PARANGON_SHARED names no study, or there is no pdftotext", file=sys.stderr)
        sys.exit(program.SKIPPED)
    return texts[0].read_text(encoding="utf-8")


def paragraphs(text):
    """Of the text with its hard line ends; what is set in large letters with spaces is left out."""
    for block in re.split(r"\n\s*\n|\f", text):
        block = re.sub(r"(?<=[a-zé])-\s*\n\s*(?=[a-zé])", "", block)
        block = " ".join(block.split())
        if len(block) > 40 and not re.search(r"(?:\b\w ){5}", block):
            yield block


def sentences(blocks):
    for block in blocks:
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÉÀ])", block):
            if 60 <= len(sentence) <= 220 and sentence[0].isupper() and ENDING.search(sentence):
                yield sentence


def letters(text):
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


TEX = r"""\documentclass[twocolumn,11pt]{article}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage[a4paper,margin=2cm]{geometry}\usepackage[french]{babel}
\begin{document}
\title{L'action internationale des grandes villes}\date{}\maketitle
%s
\end{document}
"""


def tex(text):
    text = unicodedata.normalize("NFC", text)
    for sign, spelt in (("\\", " "), ("&", r"\&"), ("%", r"\%"), ("$", r"\$"), ("#", r"\#"),
                        ("_", r"\_"), ("{", r"\{"), ("}", r"\}"), ("~", " "), ("^", " "),
                        ("’", "'"), ("–", "--"), ("—", "---"), ("€", "euros"), ("…", "..."),
                        ("“", "\""), ("”", "\""), ("œ", r"\oe{}"), ("Œ", r"\OE{}")):
        text = text.replace(sign, spelt)
    return "".join(letter for letter in text if ord(letter) < 256)


def by_tex(blocks, folder):
    (folder / "study.tex").write_text(TEX % "\n\n".join(map(tex, blocks)), encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "study.tex"], cwd=folder, timeout=300,
                   stdout=subprocess.DEVNULL, check=False)


STYLE = ("@page { size: A4; margin: 2cm } body { columns: 2; column-gap: 8mm; font: 10pt serif; "
         "text-align: justify; hyphens: auto }")


def by_chromium(blocks, folder):
    body = "".join(f"<p>{html.escape(block)}</p>\n" for block in blocks)
    (folder / "study.html").write_text(f"<!DOCTYPE html><html lang=fr><meta charset=utf-8><title>"
                                       f"Étude</title><style>{STYLE}</style>{body}",
                                       encoding="utf-8")
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu",
                    f"--user-data-dir={folder}/chromium", f"--print-to-pdf={folder}/study.pdf",
                    "--no-pdf-header-footer", f"file://{folder}/study.html"], timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


SETTERS = {"pdflatex": by_tex, "chromium": by_chromium}


def pages_of(path):
    said = subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, check=True).stdout
    return [letters(page) for page in said.decode().split("\f")[:-1]]


class Study(Case):
    text = study()

    def asked(self, blocks, pages):
        """(sentence, page): those that begin on one page, as another program tells."""
        candidates = sorted(set(sentences(blocks)))
        random.Random(SEED).shuffle(candidates)
        for sentence in candidates:
            begin = letters(sentence)[:40]
            where = [number for number, page in enumerate(pages, 1) if begin in page]
            if len(where) == 1:
                yield sentence, where[0]

    def check(self, setter):
        folder = self.folder / setter
        folder.mkdir()
        blocks = list(paragraphs(self.text))
        SETTERS[setter](blocks, folder)
        self.assertTrue((folder / "study.pdf").exists(), f"{setter} made no PDF")
        pages = pages_of(folder / "study.pdf")
        self.assertGreater(len(pages), 20)
        index = self.folder / f"{setter}-index"
        program.run([program.INDEXER, "-i", index, folder / "study.pdf",
                     *sorted((SOURCES / "pdf").glob("*.pdf"))],
                    self.folder)
        asked = list(self.asked(blocks, pages))[:SENTENCES]
        self.assertEqual(len(asked), SENTENCES)
        wrong = []
        for sentence, page in asked:
            first = self.search("-n", "1", sentence, index=index)["results"][0]
            given = first["id"], first["passage"]["page"]
            if given != ("study", page):
                wrong.append((sentence, page, given))
        print(f"{setter}: {len(pages)} pages, {SENTENCES - len(wrong)} of {SENTENCES} sentences on "
              f"their page", *wrong, sep="\n  ", file=sys.stderr)
        self.assertLessEqual(len(wrong), SENTENCES * (1 - AT_LEAST))

    def test_sentences_of_the_study_are_found_on_their_pages(self):
        installed = [setter for setter in SETTERS if shutil.which(setter)]
        if not installed:
            self.skipTest("neither TeX nor Chromium is installed")
        for setter in installed:
            with self.subTest(setter=setter):
                self.check(setter)


if __name__ == "__main__":
    program.main()

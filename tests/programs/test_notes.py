#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of files that were read: hidden sheets, encodings, pages that are pictures."""
import email.message
import io
import json
import shutil
import zipfile

import program
from program import Case

SOURCES = program.ROOT / "tests" / "data" / "sources"
HIDDEN = 'sheet "Listes": hidden: left out (show it to have it read)'
PICTURE = object()


def pdf(*pages):
    """A PDF of pages: lines of text, a picture, or None for a blank one."""
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", None,
             "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
             "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
             "/ColorSpace /DeviceGray /Length 1 >>\nstream\n@\nendstream"]
    kids = []
    for page in pages:
        if page is PICTURE:
            drawn = "q 500 0 0 700 40 40 cm /P Do Q"
        else:
            drawn = "".join(f"BT /F 11 Tf 60 {760 - 16 * at} Td ({line}) Tj ET\n"
                            for at, line in enumerate((page or "").splitlines()))
        parts.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        parts.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
                     "<< /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >> "
                     f"/Contents {len(parts)} 0 R >>")
        kids.append(f"{len(parts)} 0 R")
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = "%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    made += "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return made.encode("latin-1")


class Hidden(Case):
    def setUp(self):
        super().setUp()
        for form in ("ods", "xlsx"):
            shutil.copy(SOURCES / form / f"partenariats.{form}", self.source / f"{form}.{form}")

    def test_a_hidden_sheet_is_a_warning_and_no_rejection(self):
        done = self.summary(self.source)
        self.assertEqual((done["rejected"], done["problems"]), (0, []))
        said = [(each["file"], each["message"]) for each in done["warnings"]
                if "hidden" in each["message"]]
        self.assertEqual(said, [("ods.ods", HIDDEN), ("xlsx.xlsx", HIDDEN)])
        self.assertEqual(done["warned"], len(done["warnings"]))
        self.assertEqual(self.summary(self.source)["unread"], 2)

    def test_the_terminal_says_it_with_the_path(self):
        self.assertIn(f"ods.ods: {HIDDEN}", self.indexer("-v", self.source).err)
        self.indexer("--strict", self.source)

    def test_the_report_has_it_among_the_doubts(self):
        for name in ("r.html", "r.json"):
            self.indexer("--rebuild", "--report", self.folder / name, self.source)
        page = (self.folder / "r.html").read_text()
        self.assertIn("hidden: left out", page.split("Taken, but doubtful")[1])
        kept = json.loads((self.folder / "r.json").read_text())
        self.assertIn(HIDDEN, [each["message"] for each in kept["warnings"]])
        self.assertNotIn("mend-rejected", kept["to_do"])

    def test_in_an_archive_it_has_the_path_of_the_member(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.write(self.source / "xlsx.xlsx", "sub/p.xlsx")
        self.write("a.zip", archive.getvalue())
        for form in ("ods", "xlsx"):
            (self.source / f"{form}.{form}").unlink()
        said = [each["file"] for each in self.summary(self.source)["warnings"]
                if each["message"] == HIDDEN]
        self.assertEqual(said, ["a.zip/sub/p.xlsx"])


class Encodings(Case):
    def test_an_encoding_is_a_remark_and_no_warning(self):
        text = "Les élèves ont été formés à l’entretien des réseaux d’eau potable.\n"
        self.write("a.txt", text.encode("cp1252"))
        self.write("b.txt", text + "En UTF-8.\n")
        self.write("c.csv", "Intitulé;Année\nUn puits à Saint-Étienne;2019\n".encode("cp850"))
        self.write("d.json", '{"title": "L’été des élèves"}'.encode("utf-16"))
        done = self.summary("--dry-run", self.source)
        self.assertEqual([each for each in done["warnings"] if "converted" in each["message"]], [])
        self.assertEqual({each["file"]: each["message"] for each in done["remarks"]},
                         {"a.txt": "in WINDOWS-1252: converted", "c.csv": "in CP850: converted",
                          "d.json": "in UTF-16LE: converted"})
        self.assertNotIn("converted", self.indexer("--dry-run", self.source).err)
        self.assertIn("a.txt: in WINDOWS-1252: converted", self.indexer("-v", self.source).err)


class Scans(Case):
    TEXTS = [f"Les habitants du quartier {name} ont creusé des puits\navec les agents de {town}."
             for name, town in zip(("du port", "des halles", "nord"), ("Nancy", "Lyon", "Brest"))]

    def noted(self, *pages):
        self.write("a.pdf", pdf(*pages))
        return [each["message"] for each in self.summary("--rebuild", self.source)["warnings"]
                if "scans?" in each["message"]]

    def test_pages_that_are_pictures_among_pages_of_text_are_said(self):
        one, two, three = self.TEXTS
        self.assertIn("page 2 of 3 has no text", self.noted(one, PICTURE, two)[0])
        self.assertIn("pages 2, 4-6 of 7 have no text",
                      self.noted(one, PICTURE, two, PICTURE, PICTURE, PICTURE, three)[0])

    def test_blank_pages_and_covers_are_not(self):
        one, two, _ = self.TEXTS
        self.assertEqual(self.noted(PICTURE, one, None, two, PICTURE), [])


TOOLS = {
    "pdfinfo": "printf 'Title: x\\nPages: 2\\n'",
    "pdftoppm": "cat source.pdf > page.pgm",
    "tesseract": """case $1 in
--list-langs) printf 'List:\\neng\\nfra\\n' ;;
*) echo "Un puits vu par une machine, $(wc -c <page.pgm) octets." >page.txt ;;
esac""",
}


class ScansInside(Case):
    """With programs in place of tesseract and its fellows, which say how large the scan was."""

    def setUp(self):
        super().setUp()
        tools = self.folder / "tools"
        tools.mkdir()
        for name, script in TOOLS.items():
            (tools / name).write_text(f"#!/bin/sh\n{script}\n")
            (tools / name).chmod(0o755)
        self.env = {"PATH": f"{tools}:/usr/bin:/bin"}
        self.scan = pdf(PICTURE, PICTURE)

    def letter(self):
        message = email.message.EmailMessage()
        message["Subject"] = "Un courrier"
        message.set_content("Le corps du courrier.")
        message.add_attachment(self.scan, "application", "pdf", filename="piece.pdf")
        message.add_attachment("Une note.", filename="note.txt")
        return bytes(message)

    def fill(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr("sub/scan.pdf", self.scan)
            packed.writestr("b.eml", self.letter())
            packed.writestr("c.md", program.sheet("Une fiche"))
        self.write("a.zip", archive.getvalue())
        self.write("d.eml", self.letter().replace(b"courrier", b"message"))
        return ["a.zip/b.eml/piece.pdf", "a.zip/sub/scan.pdf", "d.eml/piece.pdf"]

    def test_they_are_read_when_asked_for(self):
        scans = self.fill()
        done = self.summary("--ocr", self.source, env=self.env)
        self.assertEqual(done["problems"], [])
        kept = dict(line.split("\t")[:2] for line in
                    self.indexer("--list").out.splitlines())
        pairs = {pair["file"] for pair in done["left_out"]}
        self.assertEqual(set(kept.values()) | pairs,
                         {*scans, "a.zip/b.eml", "a.zip/b.eml/note.txt", "a.zip/c.md", "d.eml",
                          "d.eml/note.txt"})
        shown = self.parangon("show", "-i", self.index,
                              next(each for each in kept if "piece" in each or "scan" in each)).out
        self.assertIn(f"machine, {len(self.scan)} octets", shown)

    def test_without_it_they_are_said(self):
        scans = self.fill()
        done = self.summary(self.source, code=program.REJECTED)
        self.assertEqual(sorted(each["file"] for each in done["problems"]), scans)
        self.assertIn("--ocr reads it", done["problems"][0]["message"])

    def test_one_that_cannot_be_read_costs_itself(self):
        self.fill()
        (self.folder / "tools" / "tesseract").write_text("#!/bin/sh\nexit 1\n")
        done = self.summary("--ocr", self.source, code=program.REJECTED, env=self.env)
        self.assertEqual({each["file"].rsplit("/", 1)[1] for each in done["problems"]},
                         {"piece.pdf", "scan.pdf"})
        self.assertEqual(done["added"] + done["duplicates"], 5)

    def test_a_large_one_is_left_in_its_archive(self):
        large = self.scan + b"%" * (49 << 20)
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr("large.pdf", large)
            packed.writestr("small.pdf", self.scan)
        self.write("a.zip", archive.getvalue())
        done = self.summary("--ocr", self.source, code=program.REJECTED, env=self.env)
        self.assertEqual([each["file"] for each in done["problems"]], ["a.zip/large.pdf"])
        self.assertIn("unpack it first", done["problems"][0]["message"])
        self.assertEqual(self.listed(), ["a.zip/small"])


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that are not what their names say, archives, bombs, and what programs may do with them."""
import bz2
import contextlib
import gzip
import io
import lzma
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tarfile
import unittest
import zipfile

import program
from program import REJECTED, Case, sheet

MIB = 1 << 20
DOCUMENTS = program.ROOT / "tests" / "data" / "sources"
DOCX = (DOCUMENTS / "docx" / "fiche-nancy.docx").read_bytes()
OTHER_DOCX = (DOCUMENTS / "docx" / "form-strasbourg.docx").read_bytes()
DOCX_TITLE = "Programme de coopération Nancy"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, bytes) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            data = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def encrypted(data):
    """The zip with its members marked as encrypted, in both headers of each."""
    data = bytearray(data)
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def quine(levels):
    """Zips in each other, `levels` deep."""
    data = zipped([("fond.md", sheet("Au fond"))])
    for level in range(levels):
        data = zipped([(f"{level}.zip", data)], zipfile.ZIP_STORED)
    return data


class SafetyCase(Case):
    def problems(self, *words, code=REJECTED, **options):
        """What was said of each file."""
        ended = self.summary(self.source, *words, code=code, **options)
        return {problem["file"]: problem["message"] for problem in ended.get("problems", [])}

    def titles(self):
        """The titles of all records, by path."""
        lines = self.indexer("--list").out.splitlines()
        return {line.split("\t")[1]: line.split("\t")[2] for line in lines}


class Names(SafetyCase):
    def test_a_file_is_read_as_what_it_is(self):
        for name in ("a.txt", "b.doc", "c.pdf", "d", "e.jpg", "f.zip"):
            self.write(name, DOCX)
        left_out = self.summary(self.source)["left_out"]
        titles = self.titles()
        self.assertEqual(sorted([*titles, *(pair["file"] for pair in left_out)]),
                         ["a.txt", "b.doc", "c.pdf", "d", "e.jpg", "f.zip"])
        for name, title in titles.items():
            self.assertTrue(title.startswith(DOCX_TITLE), (name, title))

    def test_unknown_types_are_skipped_in_a_folder_and_said_when_named(self):
        self.write("a.md", sheet("Un"))
        self.write("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(4000))
        self.write("programme.jar", zipped([("a.md", sheet("Dans un programme"))]))
        self.write("vide.xyz", b"")
        self.assertEqual(self.summary(self.source)["skipped"], 3)
        self.assertEqual(list(self.titles()), ["a.md"])
        said = self.indexer(self.source / "photo.jpg", code=REJECTED).err
        self.assertIn("a type of file that is not read", said)
        self.indexer(self.source / "programme.jar")
        self.assertIn("programme.jar/a.md", self.titles())

    def test_what_is_no_file_is_skipped(self):
        self.write("a.md", sheet("Un"))
        os.mkfifo(self.source / "pipe.docx")
        os.mkfifo(self.source / "pipe")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.source / "socket.zip"))
            os.symlink("/dev/zero", self.source / "zero.zip")
            self.assertEqual(self.summary(self.source)["skipped"], 4)
        said = self.indexer(self.source / "pipe.docx", code=REJECTED).err
        self.assertIn("no file but a pipe", said)

    def test_a_damaged_document_costs_itself(self):
        self.write("bon.docx", DOCX)
        for cut in (100, 1000, len(DOCX) // 2, len(DOCX) - 10):
            self.write(f"coupe-{cut}.docx", DOCX[:cut])
        problems = self.problems()
        self.assertEqual(len(problems), 4, problems)
        self.assertEqual(list(self.titles()), ["bon.docx"])


class Archives(SafetyCase):
    def test_members_are_files_of_their_own(self):
        members = [("Fiches/été.md", sheet("L'été")), ("Fiches/fiche.docx", OTHER_DOCX),
                   ("liste.jsonl", '{"title": "Un"}\n{"title": "Deux"}\n'),
                   ("sans-nom", DOCX), ("photo.jpg", bytes(100))]
        self.write("a.zip", zipped(members))
        for mode, ending in (("w", "tar"), ("w:gz", "tar.gz"), ("w:bz2", "tar.bz2"),
                             ("w:xz", "tar.xz")):
            self.write(f"b.{ending}", tarred(members, mode))
        sources = sorted(self.source.iterdir())  # within one, the same sheet is kept once
        self.indexer(*sources)
        titles = self.titles()
        for archive in ("a.zip", "b.tar", "b.tar.gz", "b.tar.bz2", "b.tar.xz"):
            self.assertEqual(titles[f"{archive}/Fiches/été.md"], "L'été")
            self.assertIn(f"{archive}/Fiches/fiche.docx", titles)
            self.assertTrue(titles[f"{archive}/sans-nom"].startswith(DOCX_TITLE))
        self.assertEqual(len(titles), 25 - 5)
        self.assertIn("a.zip/liste:2", self.listed())
        self.assertEqual(self.summary(*sources)["unchanged"], len(self.listed()))

    def test_a_document_of_any_order_is_told_without_its_name(self):
        """LibreOffice puts [Content_Types].xml last, and may put pictures first."""
        with zipfile.ZipFile(io.BytesIO(DOCX)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        first = ["_rels/.rels", "word/media/photo.jpg"]
        parts["word/media/photo.jpg"] = random.Random(1).randbytes(9000)
        last = sorted(parts.keys() - set(first), key=lambda name: name == "[Content_Types].xml")
        late = zipped([(name, parts[name]) for name in first + last])
        other = zipped([("_rels/.rels", b"x"), ("noise", random.Random(2).randbytes(9000))])
        self.write("a.zip", zipped([("sans-nom", late), ("autre", other), ("coupe", late[:6000]),
                                    ("un.md", sheet("Un"))]))
        self.assertEqual(self.summary(self.source)["problems"], [])
        titles = self.titles()
        self.assertEqual(sorted(titles), ["a.zip/sans-nom", "a.zip/un.md"])
        self.assertTrue(titles["a.zip/sans-nom"].startswith(DOCX_TITLE))

    def test_single_files_may_be_compressed(self):
        for name, pack in (("un.md.gz", gzip.compress), ("deux.md.bz2", bz2.compress),
                           ("trois.md.xz", lzma.compress)):
            self.write(name, pack(sheet(name).encode()))
        self.indexer(self.source)
        self.assertEqual(self.titles(), {"un.md.gz/un.md": "un.md.gz",
                                         "deux.md.bz2/deux.md": "deux.md.bz2",
                                         "trois.md.xz/trois.md": "trois.md.xz"})

    @unittest.skipUnless(shutil.which("7z"), "7z is not installed")
    def test_7z_is_read(self):
        self.write("dedans.md", sheet("Dedans"))
        subprocess.run(["7z", "a", self.source / "a.7z", self.source / "dedans.md"], check=True,
                       stdout=subprocess.DEVNULL)
        self.indexer(self.source)
        self.assertIn("a.7z/dedans.md", self.titles())

    def test_names_lead_nowhere(self):
        self.write("a.zip", zipped([
            ("../../un.md", sheet("Un")), ("/etc/deux.md", sheet("Deux")),
            ("C:\\Dossier\\trois.md", sheet("Trois")), ("a/./../quatre.md", sheet("Quatre")),
            ("\n\x1b[31mcinq.md", sheet("Cinq")), ("é" * 500 + ".md", sheet("Six")),
            ("__MACOSX/a.md", sheet("Non")), (".cache/a.md", sheet("Non")),
            ("~$a.md", sheet("Non")), ("dossier/", b"")]))
        self.indexer(self.source)
        titles = self.titles()
        self.assertEqual(titles.pop("a.zip/" + "é" * 500 + ".md"), "Six")
        self.assertEqual(titles, {"a.zip/un.md": "Un", "a.zip/etc/deux.md": "Deux",
                                  "a.zip/Dossier/trois.md": "Trois", "a.zip/a/quatre.md": "Quatre",
                                  "a.zip/__[31mcinq.md": "Cinq"})

    def test_names_of_windows_are_understood(self):
        data = zipped([("XXXX.md", sheet("Un"))])
        self.write("a.zip", data.replace(b"XXXX", "été1".encode("cp850")))
        self.indexer(self.source)
        self.assertEqual(list(self.titles()), ["a.zip/été1.md"])

    def test_links_in_a_tar_are_not_followed(self):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, kind in (("a.md", tarfile.SYMTYPE), ("b.md", tarfile.LNKTYPE),
                               ("c.md", tarfile.CHRTYPE), ("d.md", tarfile.FIFOTYPE)):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
        self.write("a.tar", out.getvalue())
        self.assertIn("without a file of a format", self.problems()["a.tar"])

    def test_a_bad_member_costs_itself(self):
        self.write("a.zip", zipped([("un.md", sheet("Un")), ("vide.md", b""), ("mal.json", b"{"),
                                    ("mal.docx", DOCX[:500]), ("vieux.rtf", b"{\\rtf1 Texte}"),
                                    ("deux.md", sheet("Deux"))]))
        problems = self.problems()
        self.assertEqual(sorted(problems), ["a.zip/mal.docx", "a.zip/mal.json", "a.zip/vide.md",
                                            "a.zip/vieux.rtf"])
        self.assertIn("LibreOffice", problems["a.zip/vieux.rtf"])
        self.assertEqual(sorted(self.titles().values()), ["Deux", "Un"])

    def test_a_byte_changed_in_a_member_is_noticed(self):
        data = zipped([("un.md", sheet("Un")), ("deux.md", sheet("Deux"))], zipfile.ZIP_STORED)
        self.write("a.zip", data.replace(b"title: \"Un\"", b"title: \"Om\""))
        self.assertEqual(list(self.problems()), ["a.zip/un.md"])
        self.assertEqual(list(self.titles()), ["a.zip/deux.md"])

    def test_encrypted_members_are_said(self):
        self.write("a.zip", encrypted(zipped([("un.md", sheet("Un")), ("deux.md", sheet("Deux"))])))
        problems = self.problems()
        self.assertEqual(sorted(problems), ["a.zip/deux.md", "a.zip/un.md"])
        self.assertIn("password", problems["a.zip/un.md"])

    def test_truncated_archives_keep_what_can_be_read(self):
        data = tarred([("un.md", sheet("Un")), ("deux.md", sheet("Deux" * 400))])
        self.write("a.tar", data[:1500])
        wholes = [zipped([(f"{n}.md", sheet(f"Titre {n} de {k}",
                                            text=str(random.Random(20 * k + n).random()) * 60))
                          for n in range(20)]) for k in range(12)]
        cuts = [10 + k * (len(wholes[0]) // 12) for k in range(12)]
        for cut, whole in zip(cuts, wholes):
            self.write(f"b{cut}.zip", whole[:cut])
        self.write("bon.md", sheet("Bon"))
        problems = self.problems()
        self.assertIn("a.tar", {name.split("/")[0] for name in problems})
        titles = self.titles()
        self.assertEqual(titles["bon.md"], "Bon")
        self.assertEqual(titles["a.tar/un.md"], "Un")
        for cut in cuts:
            read = [path for path in titles if path.startswith(f"b{cut}.zip/")]
            said = [name for name in problems if name.split("/")[0] == f"b{cut}.zip"]
            self.assertTrue(said or len(read) == 20, (cut, read))

    def test_archives_stand_in_each_other_to_a_depth(self):
        self.write("deux.zip", quine(1))
        self.write("trois.zip", quine(2))
        self.write("dix.zip", quine(10))
        problems = self.problems()
        self.assertEqual(sorted(problems), ["dix.zip/9.zip/8.zip", "trois.zip/1.zip/0.zip"])
        self.assertIn("an archive in an archive in an archive", problems["dix.zip/9.zip/8.zip"])
        self.assertEqual(list(self.titles()), ["deux.zip/0.zip/fond.md"])

    def test_ten_thousand_members_are_enough(self):
        self.write("a.zip", zipped([(f"{n}.md", b"") for n in range(10001)], zipfile.ZIP_STORED))
        self.write("bon.md", sheet("Bon"))
        said = self.indexer(self.source, code=REJECTED).err
        self.assertIn("a.zip: more than 10000 members", said)
        self.assertEqual(said.count(".md: empty"), 10000)
        self.assertEqual(list(self.titles()), ["bon.md"])

    def test_an_archive_gone_bad_keeps_its_records(self):
        path = self.write("a.tar", tarred([("un.md", sheet("Un")), ("deux.md", sheet("Deux"))]))
        self.write("b.md", sheet("Trois"))
        self.indexer(self.source)
        path.write_bytes(b"PK\3\4" + bytes(600))
        self.indexer("--prune", self.source, code=REJECTED)
        self.assertEqual(len(self.listed()), 3)
        path.unlink()
        self.indexer("--prune", self.source)
        self.assertEqual(self.listed(), ["b"])


class Bombs(SafetyCase):
    def test_a_bomb_is_told(self):
        self.write("a.zip", zipped([("un.md", sheet("Un")), ("zeros.txt", b"a" * (40 * MIB))]))
        self.write("b.tar.gz", tarred([("zeros.txt", b"a" * (40 * MIB))], "w:gz"))
        self.write("c.txt.xz", lzma.compress(b"a" * (40 * MIB)))
        self.write("bon.md", sheet("Bon"))
        problems = self.problems()
        self.assertEqual(sorted(problems), ["a.zip", "b.tar.gz", "c.txt.xz"])
        for message in problems.values():
            self.assertIn("more than 200 times its size", message)
        self.assertEqual(sorted(self.titles()), ["a.zip/un.md", "bon.md"])

    def test_a_zip_of_zips_is_told(self):
        inner = zipped([("0.txt", b"0" * (20 * MIB))])
        self.write("42.zip", zipped([(f"{n}.zip", inner) for n in range(16)]))
        self.write("bon.md", sheet("Bon"))
        problems = self.problems()
        self.assertEqual(len(problems), 16)
        self.assertEqual(list(self.titles()), ["bon.md"])

    def test_a_member_that_is_too_large_costs_itself(self):
        noise = random.Random(1).randbytes(MIB)
        self.write("a.tar", tarred([("grand.txt", noise * 65), ("un.md", sheet("Un"))]))
        self.assertIn("larger than 64 MiB", self.problems()["a.tar/grand.txt"])
        self.assertEqual(list(self.titles()), ["a.tar/un.md"])

    def test_an_endless_stream_ends(self):
        """A tar.gz of a member whose size is a TiB."""
        info = tarfile.TarInfo("grand.txt")
        info.size = 1 << 40
        packer = gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(50 * MIB))
        self.write("a.tar.gz", packer)
        self.assertIn("more than 200 times its size", self.problems()["a.tar.gz"])


FAKE_OFFICE = """#!/bin/sh
# Stands for LibreOffice.
%s
"""


class Converters(SafetyCase):
    """A program in place of LibreOffice, whose deeds are the tests' own."""

    def setUp(self):
        super().setUp()
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        self.write("vieux.rtf", b"{\\rtf1 Un texte}")
        (self.folder / "fiche.docx").write_bytes(DOCX)

    def convert(self, script, code=REJECTED):
        office = self.tools / "soffice"
        office.write_text(FAKE_OFFICE % script)
        office.chmod(0o755)
        ended = self.summary(self.source, code=code, env={"PATH": f"{self.tools}:/usr/bin:/bin"})
        self.assertEqual([path.name for path in self.folder.glob("parangon-*")], [])
        return "".join(problem["message"] for problem in ended.get("problems", []))

    def test_without_an_office_it_is_said(self):
        problems = self.problems(env={"PATH": str(self.tools)})
        self.assertIn("a document in RTF is read only where LibreOffice is installed",
                      problems["vieux.rtf"])

    def test_what_it_makes_is_read_under_the_name_of_the_original(self):
        self.convert(f"test -f source.rtf && mkdir out && cp {self.folder}/fiche.docx "
                     "out/source.docx", code=program.FOUND)
        self.assertTrue(self.titles()["vieux.rtf"].startswith(DOCX_TITLE))

    def test_failures_are_said(self):
        self.assertIn("could not convert it", self.convert("exit 0"))
        self.assertIn("could not convert it", self.convert("exit 3"))
        self.assertIn("signal 11", self.convert("kill -11 $$"))
        self.assertIn("damaged", self.convert("mkdir out; echo no > out/source.docx"))
        self.assertIn("could not convert it",
                      self.convert(f"mkdir out; ln -s {self.folder}/fiche.docx out/source.docx"))

    def test_it_has_no_network_and_no_environment(self):
        script = ("import os, socket, sys\n"
                  "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):\n"
                  "    try: socket.socket(family, socket.SOCK_DGRAM)\n"
                  "    except OSError as problem: pass\n"
                  "    else: sys.exit('network')\n"
                  "socket.socket(socket.AF_UNIX)\n"
                  "if 'SECRET' in os.environ: sys.exit('environment')\n"
                  "if len(os.listdir('/proc/self/fd')) > 4: sys.exit('descriptors')\n"
                  "os.mkdir('out')\n"
                  f"open('out/source.docx', 'wb').write(open({str(self.folder / 'fiche.docx')!r},"
                  " 'rb').read())\n")
        (self.tools / "probe.py").write_text(script)
        os.environ["SECRET"] = "x"
        self.addCleanup(os.environ.pop, "SECRET")
        self.convert(f"exec {sys.executable} {self.tools}/probe.py", code=program.FOUND)

    @unittest.skipUnless(pathlib.Path("/sys/kernel/security/landlock").exists() or
                         tuple(int(part) for part in os.uname().release.split(".")[:2]) >= (5, 13),
                         "this kernel has no Landlock")
    def test_it_writes_in_its_own_folder_only(self):
        kept = self.write("a.md", sheet("Gardé"))
        self.convert(f"rm -f {kept}; echo x > {self.source}/new.md; echo x > {kept}; exit 1")
        self.assertEqual(kept.read_text(), sheet("Gardé"))
        self.assertFalse((self.source / "new.md").exists())

    def test_it_leaves_nothing_running(self):
        seconds = str(100000 + os.getpid())
        self.convert(f"sleep {seconds} & exit 1")
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                self.assertNotIn(seconds.encode(), path.read_bytes())

    def test_the_files_it_makes_have_a_limit(self):
        said = self.convert("mkdir out; exec head -c 300000000 /dev/zero > out/source.docx")
        self.assertIn("signal 25", said)

    def test_its_memory_has_a_limit(self):
        self.assertIn("could not convert it", self.convert(
            f"{sys.executable} -c 'x = bytearray(3 << 30)' && mkdir out && "
            f"cp {self.folder}/fiche.docx out/source.docx"))


class Programs(SafetyCase):
    """The programs themselves, where they are installed."""

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
    def test_libreoffice_converts_in_its_fences(self):
        self.write("vieux.rtf", rb"{\rtf1\ansi\ansicpg1252 Une phrase \'e9crite en RTF.\par}")
        self.indexer(self.source)
        self.assertEqual(self.found("phrase écrite"), ["vieux"])
        self.assertEqual([path.name for path in self.folder.glob("parangon-*")], [])

    @unittest.skipUnless(shutil.which("tesseract") and (DOCUMENTS / "pdf" / "scan.pdf").exists(),
                         "tesseract is not installed, or there is no reader of PDF")
    def test_a_scan_is_read_when_asked_for(self):
        shutil.copy(DOCUMENTS / "pdf" / "scan.pdf", self.source / "scan.txt")
        self.assertIn("a scan without text", self.problems()["scan.txt"])
        self.assertIn("tesseract", self.problems("--ocr", env={"PATH": "/nowhere"})["scan.txt"])
        self.indexer("--ocr", self.source)
        self.assertEqual(self.listed(), ["scan"])


if __name__ == "__main__":
    program.main()

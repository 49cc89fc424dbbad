#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the messages of eml/ with Python's email package (3.9 or newer), as mail programs write
them. The texts are those of records of the corpus. Run it in the root of the tree."""

import pathlib
import re
from email.message import EmailMessage
from email.policy import SMTP

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = pathlib.Path(__file__).resolve().parent / "eml"


def body(name):
    text = (ROOT / "corpus" / "records" / f"{name}.md").read_text("utf-8").split("\n---\n", 1)[1]
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())


def wrap(text, width=72):
    lines = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return "\n".join(lines)


def message(subject):
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    mail["From"] = "Camille Exemple <camille@ville.example>"
    mail["To"] = "Dominique Modele <dominique@autre.example>"
    mail["Date"] = "Mon, 12 May 2025 10:12:00 +0200"
    mail["Message-ID"] = "<1@ville.example>"
    mail["Subject"] = subject
    return mail


def reply():
    """A reply with a signature and a quotation, in iso-8859-15 and quoted-printable, with a note and
    a table joined to it and the picture of a logo inside."""
    mail = message("RE: TR : Échange d’agents avec Kiel et Yokosuka")
    text = (wrap("Bonjour,\n\n" + body("brest-kiel-yokosuka-agents.fr")) +
            "\nBien cordialement,\n\n-- \nCamille Exemple\nVille de Brest, 02 00 00 00 00\n\n"
            "Le lundi 12 mai 2025 à 09:58, Dominique Modele\n<dominique@autre.example> a écrit :\n\n"
            "> Bonjour, pouvez-vous me décrire ce programme ?\n> Merci d'avance\n")
    mail.set_content(text.replace("’", "'"), charset="iso-8859-15", cte="quoted-printable")
    mail.add_attachment("Note d'étape\n\nLes agents de Kiel viennent en septembre, ceux de Brest partent en mai.\n",
                        filename="note d'étape.txt", cte="base64")
    mail.add_attachment("# 1 % déchets\n\n" + body("1-pct-dechets.fr"), subtype="markdown", filename="dechets.fr.md")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(100), maintype="image", subtype="png", filename="logo.png",
                        disposition="inline")
    return mail


def html_only():
    """A reply from a web mail: HTML alone, the quotation below in its own elements."""
    mail = message("Re: 1% for water")
    paragraphs = "".join(f"<div>{p}</div><div><br></div>" for p in body("1-pct-eau.en").split("\n\n"))
    mail.set_content(
        f"""<div dir="ltr">{paragraphs}<table><tr><td>Ceiling:</td><td>1&nbsp;%</td></tr><tr><td>Since:</td>
<td>9 February 2005</td></tr></table></div><div class="gmail_signature">Camille Exemple<br>Northport City Council</div>
<div class="gmail_quote"><div class="gmail_attr">On Mon, May 12, 2025 at 9:58 AM Dominique Modele &lt;<a
href="mailto:dominique@autre.example">dominique@autre.example</a>&gt; wrote:<br></div><blockquote
class="gmail_quote"><div>Could you tell me about this scheme?</div></blockquote></div>""",
        subtype="html", cte="base64")
    return mail


def forward():
    """A message passed on: its text is what matters. Two forms of one text, flowed."""
    mail = message("Fwd: AFCCRE")
    text = body("afccre.fr")
    flowed = "\n".join(line + " " if line and i + 1 < len(lines) and lines[i + 1] else line
                       for lines in [wrap(text).split("\n")] for i, line in enumerate(lines))
    mail.set_content("Pour information.\n\n---------- Forwarded message ---------\nDe : Maxime Inconnue <c@autre.example>\n"
                     "Date: lun. 5 mai 2025 à 10:00\nSubject: AFCCRE\nTo: <camille@ville.example>\n\n" + flowed,
                     charset="utf-8", cte="8bit", params={"format": "flowed"})
    mail.add_alternative("<p>La même chose en HTML</p>", subtype="html")
    return mail


def nested():
    """A message with a message attached, and an invitation and a signature that say nothing."""
    mail = message("Réunion de mardi")
    mail.set_content("Vous trouverez ci-joint le message de la ville sur la mobilité.\n", cte="8bit")
    inner = message("1 % mobilité")
    inner.set_content(wrap(body("1-pct-mobilite.fr")), cte="quoted-printable")
    mail.add_attachment(inner)
    mail.add_attachment("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar")
    mail.add_attachment(b"0\x80", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    return mail


def main():
    for name, make in (("reponse", reply), ("web-mail", html_only), ("transfert", forward), ("reunion", nested)):
        mail = make()
        if mail.is_multipart():
            mail.set_boundary("=-limite-" + name)
        (FOLDER / f"{name}.eml").write_bytes(mail.as_bytes())


if __name__ == "__main__":
    main()

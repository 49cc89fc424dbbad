#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the spreadsheets of this folder, in the state in which administrations keep them.

Needs python3-openpyxl and LibreOffice (libreoffice-calc-nogui). Run it anywhere; it writes xlsx/,
ods/ and csv/ beside itself. Titles and summaries are those of the records in corpus/records.
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).resolve().parent
RECORDS = HERE.parents[2] / "corpus" / "records"


def record(name):
    """The title and the summary of a record."""
    title, summary, folding = "", [], False
    for line in (RECORDS / f"{name}.md").read_text().splitlines():
        if line.startswith("title:"):
            title = line[6:].strip().strip("'\"").replace("''", "'")
        if folding and line.startswith("  "):
            summary.append(line.strip())
        else:
            folding = line.startswith("summary:")
    return title, " ".join(summary)


def subventions():
    """A logo, a title, groups of columns, ticks, amounts, missing values, a total and notes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Feuil1"
    sheet["A1"] = "VILLE ET MÉTROPOLE"
    sheet["A1"].font = Font(bold=True)
    sheet["C2"] = "Actions internationales soutenues – état au 31/12/2021"
    sheet.merge_cells("C2:I2")
    heads = {"A4": "N°", "B4": "Intitulé de l’action", "C4": "Résumé", "D4": "Partenaires :",
             "E4": "Thèmes", "I4": "Budget (en €)", "K4": "Date de\ndélibération*",
             "E5": "Eau", "F5": "Santé", "G5": "Éducation", "H5": "Culture", "I5": "2020",
             "J5": "2021"}
    for cell, text in heads.items():
        sheet[cell] = text
    for merged in ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:H4", "I4:J4", "K4:K5"]:
        sheet.merge_cells(merged)
    rows = [
        ("1-pct-eau.fr", "Madagascar ; Bénin", "x", None, None, None, 45000, 1250000.5,
         datetime.date(2021, 2, 16)),
        ("brest-kiel-yokosuka-agents.fr", "Kiel\nYokosuka", None, None, "X", "x", "NC", 12000,
         datetime.date(2020, 6, 30)),
        ("1-pct-dechets.fr", "néant", None, "x", None, None, None, "45 k€", "n.c."),
        ("100-villes-resilientes.fr", "Fondation Rockefeller", "x", "x", None, "x", "-", 8000,
         datetime.date(2019, 12, 1)),
    ]
    for at, (name, *cells) in enumerate(rows):
        for column, value in enumerate([at + 1, *record(name), *cells], 1):
            sheet.cell(6 + at, column, value)
        sheet.cell(6 + at, 11).number_format = "DD/MM/YYYY"
    for column, value in {1: "TOTAL GÉNÉRAL", 5: 2, 6: 2, 7: 1, 8: 2, 9: "=SUM(I6:I9)",
                          10: "=SUM(J6:J9)"}.items():
        sheet.cell(10, column, value)
    sheet["A12"] = "* Délibération du conseil municipal ou métropolitain, selon la compétence."
    sheet["A13"] = ("Source : direction des relations internationales. Les montants de 2021 sont "
                    "ceux du budget voté, sans les dépenses de personnel ni les valorisations.")
    return book


def partenariats():
    """Two tables, an empty and a hidden sheet, and a sheet that is a form; formats of numbers."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Partenariats"
    sheet.append(["Ville partenaire", "Pays", "Intitulé", "Début", "Budget", "Taux", "ETP", "Actif"])
    rows = [("Kiel", "Allemagne", "brest-kiel-yokosuka-agents.fr", datetime.date(1964, 5, 2), 45,
             0.5, 1.5, True),
            ("Yokosuka", "Japon", "base-legale-action-exterieure.fr", datetime.date(1970, 11, 26),
             120.25, 0.07, 0, False)]
    for city, country, name, start, budget, rate, staff, active in rows:
        sheet.append([city, country, record(name)[0], start, budget, rate, staff, active])
    for row in (2, 3):
        sheet.cell(row, 4).number_format = "yyyy"
        sheet.cell(row, 5).number_format = '#,##0.00" k€"'
        sheet.cell(row, 6).number_format = "0%"
        sheet.cell(row, 7).number_format = '0.0" ETP"'
    form = book.create_sheet("Fiche")
    title, summary = record("cherbourg-fonds-ecoles-associations.fr")
    for row in [("FICHE ACTION",), (), ("Intitulé :", title), ("Résumé :", summary),
                ("Partenaires :", "Associations locales"), (None, "Écoles primaires"),
                ("Budget :", "30 000 €"), ("Année :", 2021), ("Contact :", "s.o.")]:
        form.append(row)
    book.create_sheet("Feuil3")
    hidden = book.create_sheet("Listes")
    hidden.append(["Pays", "Code"])
    hidden.append(["Japon", "JP"])
    hidden.sheet_state = "hidden"
    return book


def practices():
    """Sections, values merged downwards, the head repeated, errors of formulas, rich labels."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Practices"
    sheet["A1"] = "Register of practices"
    head = ["Country", "City", "Title", "Summary", "Partner", "Partner", "Year", "Cost per head"]
    for column, text in enumerate(head, 1):
        sheet.cell(3, column, text)
        sheet.cell(9, column, text)
    sheet["A4"] = "Exchanges"
    sheet.merge_cells("A4:H4")
    rows = {5: ("France", "Brest", "brest-kiel-yokosuka-agents.en", "Kiel", "Yokosuka", 2021,
                "=1/0"),
            6: (None, "Lille", "1-pct-dechets.en", "n/a", None, 2014, 1.25),
            10: ("Madagascar", "Antananarivo", "1-pct-eau.en", "none", "Lyon", 2005, 0.1)}
    for row, (country, city, name, *rest) in rows.items():
        for column, value in enumerate([country, city, *record(name), *rest], 1):
            sheet.cell(row, column, value)
    sheet.merge_cells("A5:A6")
    sheet["A7"] = "Grand total"
    sheet["G7"] = 2
    sheet["A8"] = "Water"
    sheet.merge_cells("A8:H8")
    sheet["A11"] = "Note: costs are those of the partners."
    return book


def convert(source, kind, folder, filter_=""):
    """LibreOffice's own file from an openpyxl workbook; CSV filters as its help describes them."""
    subprocess.run(["soffice", "--headless", "--convert-to", kind + filter_, "--outdir", folder,
                    source], check=True, stdout=subprocess.DEVNULL)
    return pathlib.Path(folder) / (pathlib.Path(source).stem + "." + kind)


def main():
    for kind in ["xlsx", "ods", "csv"]:
        (HERE / kind).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for make in [subventions, partenariats, practices]:
            made[make.__name__] = pathlib.Path(folder) / f"{make.__name__}.xlsx"
            make().save(made[make.__name__])
        shutil.copy(made["subventions"], HERE / "xlsx" / "subventions-openpyxl.xlsx")
        for name, path in made.items():
            again = pathlib.Path(folder) / "again"
            shutil.copy(convert(path, "xlsx", again), HERE / "xlsx" / f"{name}.xlsx")
            shutil.copy(convert(path, "ods", folder), HERE / "ods" / f"{name}.ods")
        # Separator, quote, character set (1: windows-1252, 76: UTF-8, 65535: UTF-16).
        text = ":Text - txt - csv (StarCalc):"
        for name, codes in [("subventions", "59,34,1"), ("practices", "44,34,76")]:
            path = convert(made[name], "csv", folder, text + codes)
            shutil.copy(path, HERE / "csv" / f"{name}.csv")
        path = convert(made["partenariats"], "csv", folder, text + "9,34,65535")
        shutil.copy(path, HERE / "csv" / "partenariats.tsv")


if __name__ == "__main__":
    main()

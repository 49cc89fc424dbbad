#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps and forms on the command line: --map, --explain-map, warnings."""
import json
import re

import program
from program import REJECTED, USAGE, Case

ROWS = [
    {"form": {"Intitulé": "Un puits à Mopti", "Porteur": "Nancy", "Budget (k€)": "45",
              "Partenaires": "Mopti (Mali)", "Thème": "Eau et assainissement", "Code": "A1"}},
    {"form": {"Intitulé": "Une école à Jénine", "Porteur": "Lyon", "Budget (k€)": "10 à 20",
              "Partenaires": "Jénine (Palestine)", "Thème": "colombophilie", "Code": "A2"}},
    {"form": {"Intitulé": "Une forêt", "Porteur": "Lille", "Code": "A3"}},
    {"form": {"Intitulé": "Un marché", "Porteur": "Reims", "Code": "A4"}},
]


class Maps(Case):
    def rows(self, rows=None):
        return self.write("rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows or ROWS))

    def map(self, **fields):
        return self.write(self.folder / "map.json", json.dumps(fields))

    def records(self):
        lines = self.indexer("--list", "--format", "json").out.splitlines()
        return {record["id"]: record for record in map(json.loads, lines)}

    def test_rows_are_indexed_without_a_map(self):
        self.rows()
        self.indexer(self.source)
        records = self.records()
        self.assertEqual(records["rows"]["amount_eur"], 45000)
        self.assertEqual(records["rows"]["partners"], [{"name": "Mopti", "country": "ML"}])
        self.assertEqual(self.found("--lead", "Lyon"), ["rows:2"])
        self.assertEqual(self.found("colombophilie"), ["rows:2"], "what no field took is text")

    def test_warnings_name_the_file_the_line_and_the_label(self):
        self.rows()
        ended = self.indexer("-v", self.source)
        self.assertIn('rows.jsonl: line 2: "Thème": themes: theme "colombophilie" is unknown '
                      '(left out)', ended.err)
        self.assertNotIn("warnings", self.indexer("-v", self.source).err)
        self.assertIn("warnings", self.indexer("--rebuild", self.source).err)

    def test_the_map_is_explained(self):
        self.rows()
        path = self.map(ref="Code", lead=["Porteur", "Chef de file"], summary="Résumé long")
        ended = self.indexer("--map", path, "--explain-map", self.source)
        self.assertEqual(ended.err, "")
        for line in (r"rows\.jsonl$", r'  title +Un puits à Mopti +<- label "Intitulé"',
                     r"  amount_eur +45000 +<- label \"Budget \(k€\)\"", r'  ref +A1 +<- label "Code"',
                     r"rows\.jsonl, line 3$", r"Entries of the map that met no label:$",
                     r'  summary: "Résumé long"$', r'.*: 4 records read, 0 rejected$'):
            self.assertRegex(ended.out, "(?m)^" + line)
        self.assertNotIn("Un marché", ended.out, "three records are enough")
        self.assertFalse(self.index.exists(), "it writes nothing")

    def test_the_explanation_in_json_counts_labels_without_a_field(self):
        self.rows()
        source, = json.loads(self.indexer("--explain-map", "--format", "json",
                                          self.source).out)["sources"]
        self.assertEqual((source["count"], source["rejected"], len(source["records"])), (4, 0, 3))
        self.assertEqual(source["unused"], {"Code": 4})
        self.assertEqual(source["unmet"], [])
        self.assertEqual(len(source["problems"]), 2)
        self.assertEqual(source["records"][0]["fields"]["lead"],
                         {"value": "Nancy", "from": 'label "Porteur"'})

    def test_what_is_rejected_is_said_and_counted(self):
        self.rows([{"form": {"Intitulé": "Un puits"}}, {"themes": ["zz"], "title": "Un"}])
        ended = self.indexer("--explain-map", self.source, code=REJECTED)
        self.assertIn("1 records read, 1 rejected", ended.out)
        self.assertIn("line 2: themes:", ended.err)

    def test_an_index_is_left_alone_by_an_explanation(self):
        self.rows()
        self.indexer(self.source)
        before = program.snapshot(self.index)
        self.rows(ROWS[:1])
        self.indexer("--explain-map", self.source)
        self.indexer("--explain-map")
        self.assert_untouched(self.index, before)

    def test_terminal_commands_in_values_are_not_shown(self):
        self.rows([{"form": {"Intitulé": "Un \x1b[31mpuits\x07", "La\x1bbel": "x y\x9b"}}])
        self.assertIsNone(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]",
                                    self.indexer("--explain-map", self.source).out))

    def test_a_bad_map_is_refused_before_anything_is_read(self):
        self.rows()
        ended = self.indexer("--map", self.map(titel="x"), "--explain-map", self.source, code=USAGE)
        self.assertIn('"titel" is no field of a record (did you mean "title"?)', ended.err)

    def test_fields_are_taken_from_the_path(self):
        self.write("Afrique/Madagascar/Eau/a.md", program.sheet("Un puits"))
        self.write("Europe/Allemagne/Culture/b.md", program.sheet("Un orchestre"))
        self.write("c.md", program.sheet("Une fiche"))
        ended = self.indexer("-v", "--map", self.map(from_path="*/{partners.country}/{themes}/*"),
                             self.source)
        records = self.records()
        self.assertEqual(records["Afrique/Madagascar/Eau/a"]["countries"], ["MG"])
        self.assertEqual(records["Europe/Allemagne/Culture/b"]["countries"], ["DE"])
        self.assertEqual(records["Afrique/Madagascar/Eau/a"]["themes"], ["eau-assainissement"])
        self.assertIn("c.md: from_path: the path does not fit", ended.err)

    def test_a_private_mailbox_is_in_no_file_of_the_index(self):
        self.rows([{"form": {"Intitulé": "Un puits", "Contact": "Jeanne Dupontel, "
                             "jeanne.dupontel@nancy.fr", "Suivi": "p.martinez@nancy.fr"}}])
        self.indexer("-v", self.source)
        stored = b"".join(path.read_bytes() for path in self.index.rglob("*") if path.is_file())
        listed = self.indexer("--list", "--format", "json").out
        for word in ("dupontel", "martinez"):
            self.assertNotIn(word, listed.lower())
            self.assertNotIn(word.encode(), stored.lower())


if __name__ == "__main__":
    program.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An authority and its peers, figures of authorities, practices side by side."""
import csv
import json
import unittest

import program
from program import FOUND, NOTHING, REJECTED, USAGE, Case, CorpusCase, sheet

try:
    import jsonschema
except ImportError:
    jsonschema = None

MISSING = "non documenté dans la base"


def schema(name):
    return json.loads((program.ROOT / "query" / "schema" / name).read_text(encoding="utf-8"))


def codes(answer):
    return [peer["place"]["code"] for peer in answer["peers"]]


def row(answer, name):
    return next(row for row in answer["indicators"] if row["id"] == name)


def measure(what, place=None, **more):
    return {"name": what, "measure": what, "year": 2020, "source": "une enquête",
            **({"place": place} if place else {}), **more}


class Comparing:
    def compare(self, *words, code=FOUND):
        ended = self.parangon("compare", "-i", self.index, "--format", "json", *words, code=code)
        return json.loads(ended.out) if code == FOUND else ended.err

    def text(self, *words):
        return self.parangon("compare", "-i", self.index, "--ui", "fr", *words).out


class Corpus(Comparing, CorpusCase):
    """On the sheets of the corpus, read by hand."""

    def test_peers_with_the_theme_come_first(self):
        answer = self.compare("Rennes", "--theme", "egalite-femmes-hommes")
        self.assertEqual(codes(answer)[:3], ["com:37261", "com:92025", "com:75056"])
        self.assertEqual([peer["documented"] for peer in answer["peers"]], [True] * 3 + [False] * 2)
        self.assertFalse(any(peer["same_size"] for peer in answer["peers"][:3]))
        self.assertEqual((answer["size"]["same_size"], answer["size"]["asked"]), (0, 5))
        self.assertTrue(answer["size"]["said"]["fr"].startswith("0 sur 5\u00a0: "))
        self.assertEqual(answer["practices"], [])
        colombes = answer["peers"][1]["practices"]
        self.assertEqual([(p["id"], p["stage"], p["evidence"]) for p in colombes],
                         [("colombes-villes-resilientes-egalite", "intention", 0)])

    def test_a_city_and_its_group_are_one_peer(self):
        answer = self.compare("Limoges", "--theme", "culture-patrimoine")
        first = answer["peers"][0]
        self.assertEqual((first["place"]["code"], first["couple"]["place"]["code"]),
                         ("com:67482", "epci:246700488"))
        self.assertNotIn("epci:246700488", codes(answer))
        self.assertEqual(first["couple"]["carrier"], "shared")
        self.assertEqual(first["couple"]["source"], "reperes-services-mutualises-ville-metropole")
        self.assertEqual([p["id"] for p in first["practices"]], ["strasbourg-culture-europeenne"])
        self.assertEqual(first["couple"]["practices"], [], "what both lead is listed once")
        self.assertIn("frontière terrestre à Strasbourg seulement", first["differs"]["fr"])

    def test_a_short_name_leads_to_the_group(self):
        answer = self.compare("Grand", "Nancy", "--theme", "eau-assainissement")
        self.assertEqual(answer["place"]["code"], "epci:245400676")
        self.assertEqual(codes(answer)[0], "epci:200093201")
        self.assertEqual([p["id"] for p in answer["practices"]], ["nancy-farafangana-eau"])

    def test_a_bare_code_is_enough(self):
        for word in ("50129", "com:50129", "Cherbourg"):
            answer = self.compare(word)
            self.assertEqual(answer["place"]["name"], "Cherbourg-en-Cotentin")
        self.assertIn("com:17300", codes(answer))
        rochelle = answer["peers"][codes(answer).index("com:17300")]
        self.assertIn("port maritime de part et d'autre", rochelle["why"]["fr"])

    def test_ranges_stay_ranges_and_have_no_median(self):
        answer = self.compare("Caen", "--include", "Tours", "--include", "Reims", "--include",
                              "Paris", "--include", "Lyon", "--include", "Nantes")
        self.assertEqual(sorted(codes(answer)), ["com:37261", "com:44109", "com:51454", "com:69123",
                                                 "com:75056"])
        at = dict(zip(codes(answer), range(5)))
        staff, budget = row(answer, "staff"), row(answer, "budget")
        caen = staff["place"]
        self.assertEqual((caen["value"], caen["value_min"], caen["value_max"]), (None, 0, 2))
        self.assertEqual((caen["year"], caen["perimeter"], caen["source"]["id"]),
                         (2021, None, "reperes-petites-equipes-internationales"))
        self.assertEqual(caen["text"]["fr"], "0 à 2 agents")
        self.assertEqual([staff["peers"][at[code]]["value"]
                          for code in ("com:75056", "com:69123", "com:44109")], [30, 19, 18])
        self.assertEqual(staff["peers"][at["com:44109"]]["perimeter"], "shared")
        self.assertTrue(staff["peers"][at["com:37261"]]["missing"])
        self.assertEqual((staff["median"], staff["n"], staff["left_out"]), (None, 3, 2))
        self.assertEqual((budget["place"]["value_min"], budget["place"]["value_max"]),
                         (None, 100000))
        self.assertEqual(budget["peers"][at["com:37261"]]["value_max"], 100000)
        self.assertTrue(budget["peers"][at["com:51454"]]["missing"])
        self.assertEqual((budget["median"], budget["n"], budget["left_out"]), (None, 0, 5))
        share = row(answer, "budget-per-inhabitant")
        self.assertTrue(share["place"]["missing"], "the perimeter of Caen's budget is not stated")
        self.assertIn("périmètre", share["place"]["note"]["fr"])

    def test_the_reading_in_doubt_is_said(self):
        staff = row(self.compare("Strasbourg"), "staff")["place"]
        self.assertEqual((staff["value"], staff["uncertain"]), (19, True))
        self.assertEqual(row(self.compare("epci:246700488"), "staff")["place"]["value"], 19,
                         "a figure of shared services holds for both")

    def test_the_table_says_what_is_missing(self):
        out = self.text("Caen", "--include", "Tours", "--peers", "1")
        self.assertIn("Caen\u00a0: moins de 100\u202f000\u202f€ (2021, périmètre non précisé)", out)
        self.assertIn("Tours\u00a0: " + MISSING, out)
        self.assertNotIn("ne fait pas", out)

    def test_a_name_of_several_places_asks_back(self):
        err = self.compare("Saint-Denis", code=USAGE)
        self.assertIn("com:93066", err)
        self.assertIn("com:97411", err)
        self.assertIn("com:93066", self.compare("Caen", "--include", "Saint-Denis", code=USAGE))
        self.assertEqual(self.compare("Paris")["place"]["code"], "com:75056")

    def test_an_unknown_place_is_not_found(self):
        self.assertIn("Rennes", self.compare("Renes", code=NOTHING))
        self.compare("Caen", "--exclude", "zzzz", code=NOTHING)

    def test_wrong_options_say_what_to_do(self):
        for words in (["Caen", "--by", "zzz"], ["Caen", "--by", "level=0"],
                      ["Caen", "--by", "level=x"], ["Caen", "--by", ""], ["Caen", "--by", ",,"],
                      ["Caen", "--by", "level=nan"], ["Caen", "--by", "level=101"],
                      ["Caen", "--peers", "21"], ["Caen", "--peers", "-1"], [], [""],
                      ["é" * 300], ["Caen", "--theme", "zzz"],
                      ["--practices", "nancy-farafangana-eau"],
                      ["--practices", *"abcdefg"], ["--practices", "a", "a"],
                      ["Caen"] + ["--include", "Tours"] * 21):
            with self.subTest(words=words[:3]):
                self.assertIn("parangon", self.compare(*words, code=USAGE))

    def test_peers_are_chosen_by_name_kind_region_and_class(self):
        answer = self.compare("Rennes", "--exclude", "Strasbourg", "--exclude", "com:59350")
        self.assertFalse({"com:67482", "com:59350"} & set(codes(answer)))
        kinds = {peer["place"]["kind"] for peer in
                 self.compare("Rennes", "--same-kind", "--peers", "20")["peers"]}
        self.assertEqual(kinds, {"commune"})
        regions = {peer["place"]["region"] for peer in
                   self.compare("Rennes", "--region", "reg:44")["peers"]}
        self.assertEqual(regions, {"reg:44"})
        answer = self.compare("Rennes", "--class", "commune-lt-100", "--peers", "3")
        self.assertEqual({peer["place"]["class"] for peer in answer["peers"]}, {"commune-lt-100"})
        self.assertEqual(answer["size"]["classes"], ["commune-lt-100"])
        answer = self.compare("Rennes", "--class", "commune-gt-400", "--peers", "9", "--same-kind")
        marked = [peer["same_size"] for peer in answer["peers"]]
        self.assertEqual(marked, sorted(marked, reverse=True))
        self.assertLess(answer["size"]["same_size"], 9)
        self.assertIn("signalés", answer["size"]["said"]["fr"])

    def test_the_region_counts_only_when_asked(self):
        plain = self.compare("Rennes")
        self.assertNotIn("région", plain["peers"][0]["why"]["fr"])
        asked = self.compare("Rennes", "--by", "region=3,population")
        self.assertEqual([c["name"] for c in asked["request"]["criteria"]],
                         ["population", "region"])
        self.assertTrue(all("région" in peer["why"]["fr"] + peer["differs"]["fr"]
                            for peer in asked["peers"]))

    def test_practices_stand_side_by_side(self):
        ids = ["nancy-farafangana-eau", "lille-mel-eau-dechets"]
        answer = self.compare("--practices", *ids)
        self.assertEqual([practice["id"] for practice in answer["practices"]], ids)
        same = {field["name"]: field["same"] for field in answer["fields"]}
        self.assertTrue(same["kind"])
        self.assertFalse(same["themes"])
        self.assertNotIn("legal_basis", same)
        out = self.text("--practices", *ids)
        self.assertIn("nancy-farafangana-eau\u00a0: Farafangana (Madagascar)", out)
        self.assertIn("lille-mel-eau-dechets\u00a0: " + MISSING, out)
        self.compare("--practices", "nancy-farafangana-eau", "zzz", code=NOTHING)

    def test_both_languages_and_markdown_say_the_same(self):
        for ui in ("fr", "en"):
            out = self.parangon("compare", "-i", self.index, "--ui", ui, "--format", "markdown",
                                "Caen", "--theme", "developpement-economique").out
            self.assertRegex(out, r"(?m)^\| (Agents dédiés|Staff for)")
            self.assertNotIn("(null)", out)

    def test_files_hold_the_tables_and_what_was_asked(self):
        for extension in ("csv", "xlsx", "html", "odt", "md", "json"):
            path = self.folder / f"caen.{extension}"
            self.parangon("compare", "-i", self.index, "--ui", "fr", "Caen", "--theme",
                          "developpement-economique", "-o", path)
            self.assertGreater(path.stat().st_size, 1000, extension)
        with open(self.folder / "caen.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        self.assertEqual({row["table"] for row in rows},
                         {"pairs", "pratiques", "indicateurs", "sources"})
        self.assertEqual({row["query"] for row in rows}, {"Caen"})
        self.assertEqual({row["filters"] for row in rows}, {"theme=developpement-economique"})
        staff = next(row for row in rows if row["Indicateur"].startswith("Agents")
                     and row["table"] == "sources" and row["Collectivité"] == "Caen")
        self.assertEqual((staff["Valeur exacte"], staff["Au moins"], staff["Au plus"],
                          staff["Année"]), ("", "0", "2", "2021"))

    @unittest.skipUnless(jsonschema, "python3-jsonschema is not here")
    def test_answers_are_those_of_the_schemas(self):
        valid = jsonschema.Draft202012Validator(schema("compare.json")).validate
        for words in (["Rennes"], ["Caen", "--include", "Nantes"], ["reg:53"], ["dep:75"],
                      ["Strasbourg", "--theme", "europe", "--peers", "20"], ["Nancy"]):
            with self.subTest(words=words):
                valid(self.compare(*words))
        jsonschema.Draft202012Validator(schema("side-by-side.json")).validate(
            self.compare("--practices", "nancy-farafangana-eau", "limoges-ville-creative-unesco"))


class Own(Comparing, Case):
    """On sheets made for it."""

    CITIES = {"Caen": "com:14118", "Tours": "com:37261", "Reims": "com:51454", "Dijon": "com:21231",
              "Angers": "com:49007", "Le Mans": "com:72181"}

    def make(self, *sheets):
        for number, text in enumerate(sheets):
            self.write(f"{number}.fr.md", text)
        self.indexer(self.source)

    def test_a_median_is_of_five_exact_values(self):
        staff = zip(self.CITIES.values(), (2, 4, 6, 8, 10))
        self.make(sheet("Effectifs", kind="benchmark", indicators=[
            measure("staff", code, value=value, unit="agents") for code, value in staff]
            + [measure("staff", "com:72181", value_min=10)]))
        answer = self.compare("Caen", "--peers", "5")
        staff = row(answer, "staff")
        self.assertEqual((staff["median"], staff["n"], staff["left_out"]), (6, 5, 1))
        self.assertIn("(n = 5)", self.text("Caen"))
        self.assertIsNone(row(self.compare("Caen", "--peers", "3"), "staff")["median"])

    def test_a_budget_is_divided_by_those_it_is_for(self):
        self.make(sheet("Budgets", kind="benchmark", indicators=[
            measure("budget", "com:14118", value=109400, unit="€ par an", perimeter="city"),
            measure("budget", "com:37261", value=100, unit="USD", perimeter="city"),
            measure("budget", "com:51454", value_max=100000, unit="EUR", perimeter="city")]))
        answer = self.compare("Caen", "--include", "Tours", "--include", "Reims")
        over = row(answer, "budget-per-inhabitant")
        cells = dict(zip(codes(answer), over["peers"]))
        self.assertEqual(over["place"]["value"], 1)
        self.assertTrue(cells["com:37261"]["missing"], "another currency")
        self.assertIsNone(cells["com:51454"]["value"])
        self.assertAlmostEqual(cells["com:51454"]["value_max"], 100000 / 177674)

    def test_the_newest_figure_is_shown(self):
        self.make(sheet("Avant", kind="benchmark", indicators=[
            measure("staff", "com:14118", value=9, year=2015)]),
            sheet("Après", kind="benchmark", indicators=[
                measure("staff", "com:14118", value=3, year=2019)]))
        self.assertEqual(row(self.compare("Caen"), "staff")["place"]["value"], 3)

    def test_the_lead_is_measured_when_no_place_is_named(self):
        self.make(sheet("Un service", lead="Caen", indicators=[measure("staff", value=4)]))
        self.assertEqual(row(self.compare("Caen"), "staff")["place"]["value"], 4)
        self.assertEqual(self.found("--filter", "measured=com:14118"), ["0"])

    def test_what_is_alike_is_named(self):
        partners = [{"name": "Sfax", "country": "TN"}, {"name": "Rabat", "country": "MA"}]
        self.make(sheet("Une coopération", lead="Caen", partners=partners,
                        networks=["eurocities"]),
                  sheet("Une autre", lead="Tours", partners=partners[:1], networks=["eurocities"]),
                  sheet("Une dernière", lead="Reims", partners=partners[1:]))
        answer = self.compare("Caen")
        self.assertEqual(codes(answer), ["com:37261", "com:51454"])
        self.assertIn("pays partenaires communs\u00a0: Tunisie", answer["peers"][0]["why"]["fr"])
        self.assertIn("networks in common: Eurocities", answer["peers"][0]["why"]["en"])
        countries = row(answer, "countries")
        self.assertEqual(countries["place"]["countries"], ["MA", "TN"])

    def test_filters_choose_practices_and_not_who_led_the_rest(self):
        self.make(sheet("De l'eau", lead="Caen", themes=["eau-assainissement"]),
                  sheet("Autre chose", lead="Tours", themes=["education"]),
                  sheet("Un point de vue", lead="Reims", kind="viewpoint",
                        themes=["eau-assainissement"]))
        answer = self.compare("Caen", "--theme", "eau")
        self.assertEqual([peer["documented"] for peer in answer["peers"]], [False, False])
        answer = self.compare("Caen", "--theme", "eau", "--kind", "viewpoint")
        self.assertEqual([(peer["place"]["code"], peer["documented"]) for peer in answer["peers"]],
                         [("com:51454", True), ("com:37261", False)])

    def test_an_index_without_authorities_has_no_peers(self):
        self.make(sheet("Rien de personne"))
        answer = self.compare("Caen")
        self.assertEqual(answer["peers"], [])
        self.assertTrue(all(row["place"].get("missing") for row in answer["indicators"]
                            if row["id"] != "population"))
        self.assertIn("aucun pair", self.text("Caen"))

    def test_measures_that_cannot_be_kept_are_rejected(self):
        for wrong in ({"measure": "zzz"}, {"place": "com:99999"}, {"place": "Nulle-Part"},
                      {"place": "Saint-Denis"}, {"value_min": 3, "value_max": 2},
                      {"value_max": "peu"}):
            with self.subTest(wrong=wrong):
                self.write("x.fr.md", sheet("Titre", indicators=[
                    {**measure("staff", "com:14118"), **wrong}]))
                self.assertIn("indicators:", self.indexer(self.source, code=REJECTED).err)

    def test_texts_of_records_cannot_break_the_table(self):
        self.make(sheet("Un | titre\u001b[31m", lead="Caen", indicators=[
            measure("staff", value="une | dizaine\n\u001b[31m", perimeter="<b>ici</b>")]))
        for form in ("text", "markdown"):
            out = self.parangon("compare", "-i", self.index, "--format", form, "Caen").out
            self.assertNotIn("\x1b", out)


if __name__ == "__main__":
    unittest.main()

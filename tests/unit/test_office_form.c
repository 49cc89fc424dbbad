/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forms in tables and paragraphs, told from tables of data and of layout. */
#include "office_made.h"

#define P(content) "<w:p>" content "</w:p>"
#define R(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define B(text) "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define ITEM(text) P("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" R(text))
#define TABLE(rows) "<w:tbl>" rows "</w:tbl>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define HEAD(cells) "<w:tr><w:trPr><w:tblHeader/></w:trPr>" cells "</w:tr>"
#define C(paragraphs) "<w:tc>" paragraphs "</w:tc>"
#define V(text) C(P(R(text)))
#define L(text) C(P(B(text)))
#define WITH(properties, paragraphs) "<w:tc><w:tcPr>" properties "</w:tcPr>" paragraphs "</w:tc>"
#define SPAN(n, paragraphs) WITH("<w:gridSpan w:val='" #n "'/>", paragraphs)
#define SHADED "<w:shd w:fill='DDDDDD'/>"

static void assert_form(const char *body, const char *form, const char *text)
{
    assert_gives("a.docx", docx_made(body, NULL, NULL), "form", form);
    if (text)
        assert_gives("a.docx", docx_made(body, NULL, NULL), "text", text);
}

static void labels_on_the_left_are_a_form(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Intitulé *") V("L’eau")) ROW(L("Budget\u00A0:") V("45 000 €"))
                          ROW(L("Contact") V(""))),
                "{\"Intitulé\":\"L’eau\",\"Budget\":\"45 000 €\"}",
                "Intitulé : L’eau\n\nBudget : 45 000 €");
    assert_form(TABLE(ROW(V("Intitulé") V("L’eau")) ROW(V("Année") V("2021"))
                          ROW(V("Nombre d’agents") V("12"))),
                "{\"Intitulé\":\"L’eau\",\"Année\":\"2021\",\"Nombre d’agents\":\"12\"}", NULL);
    assert_form(TABLE(ROW(WITH(SHADED, P(R("Lead"))) V("Nancy"))
                          ROW(WITH(SHADED, P(R("Needs"))) V("Two pumps"))),
                "{\"Lead\":\"Nancy\",\"Needs\":\"Two pumps\"}", NULL);
}

static void two_pairs_may_stand_in_a_row(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Intitulé") SPAN(3, P(R("L’eau"))))
                          ROW(L("Année") V("2021") L("Budget") V("12 000 €"))),
                "{\"Intitulé\":\"L’eau\",\"Année\":\"2021\",\"Budget\":\"12 000 €\"}", NULL);
}

static void a_label_may_stand_above_its_value(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Résumé")) ROW(V("Une phrase.")) ROW(L("Résultats :"))
                          ROW(C(P(R("Un.")) P(R("Deux."))))),
                "{\"Résumé\":\"Une phrase.\",\"Résultats\":\"Un.\\nDeux.\"}",
                "Résumé : Une phrase.\n\nRésultats : Un.\n\nDeux.");
    assert_form(TABLE(ROW(SPAN(2, P(B("Lieu")))) ROW(L("Ville") L("Pays")) ROW(
                    V("Nancy") V("France")) ROW(L("Année") V("2021")) ROW(L("Durée") V("3 ans"))),
                "{\"Ville\":\"Nancy\",\"Pays\":\"France\",\"Année\":\"2021\",\"Durée\":\"3 ans\"}",
                "## Lieu\n\nVille : Nancy\n\nPays : France\n\nAnnée : 2021\n\nDurée : 3 ans");
}

static void several_cells_for_one_label_are_a_list(void **state)
{
#define TOP "<w:vMerge w:val='restart'/>"
    (void)state;
    assert_form(TABLE(ROW(WITH(TOP, P(B("Partenaires"))) V("Kiel"))
                          ROW(WITH("<w:vMerge/>", P("")) V("Yokosuka")) ROW(L("Pays") V("Japon"))
                              ROW(V("") V("Allemagne"))),
                "{\"Partenaires\":[\"Kiel\",\"Yokosuka\"],\"Pays\":[\"Japon\",\"Allemagne\"]}",
                "Partenaires : Kiel ; Yokosuka\n\nPays : Japon ; Allemagne");
    assert_form(TABLE(ROW(WITH(TOP, P(B("Porteur"))) L("Nom") V("Nancy"))
                          ROW(WITH("<w:vMerge/>", P("")) L("Contact") V("La mairie"))
                              ROW(L("Budget") SPAN(2, P(R("5 €"))))),
                "{\"Porteur - Nom\":\"Nancy\",\"Porteur - Contact\":\"La mairie\","
                "\"Budget\":\"5 €\"}",
                NULL);
}

static void short_entries_are_a_list_and_sentences_a_text(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Villes") C(ITEM("Kiel ;") ITEM("Nancy")))
                          ROW(L("Buts") C(P(R("• Former")) P(R("- Aider"))))
                              ROW(L("Bilan") C(P(R("En bref :")) ITEM("c’est fait.")))),
                "{\"Villes\":[\"Kiel\",\"Nancy\"],\"Buts\":[\"Former\",\"Aider\"],"
                "\"Bilan\":\"En bref :\\n- c’est fait.\"}",
                "Villes : Kiel ; Nancy\n\nButs : Former ; Aider\n\n"
                "Bilan : En bref :\n\n- c’est fait.");
}

static void checked_boxes_are_the_values(void **state)
{
    (void)state;
    assert_form(
        TABLE(ROW(L("Thèmes") V("☒ Eau ☐ Air ☑ Sol")) ROW(L("Échelle")
                                                              V("Ville ☐ Métropole ☒ Région ☐"))
                  ROW(L("Type") V("[x] jumelage [ ] prêt")) ROW(L("Aucun") V("☐ oui ☐ non"))
                      ROW(L("Autre") C(P(R("☐ un")) P(R("☒ Autre, préciser :")) P(R("le port"))))),
        "{\"Thèmes\":[\"Eau\",\"Sol\"],\"Échelle\":\"Métropole\",\"Type\":\"jumelage\","
        "\"Autre\":[\"Autre, préciser\",\"le port\"]}",
        NULL);
}

static void sections_become_headings(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(SPAN(2, P(B("1. Identité")))) ROW(L("Ville") V("Nancy"))
                          ROW(SPAN(2, P(B("2. Moyens")))) ROW(L("Budget") V("5 €"))),
                "{\"Ville\":\"Nancy\",\"Budget\":\"5 €\"}",
                "## 1. Identité\n\nVille : Nancy\n\n## 2. Moyens\n\nBudget : 5 €");
}

static void a_head_above_the_labels_says_nothing(void **state)
{
    (void)state;
    assert_form(TABLE(HEAD(L("Rubrique") L("Réponse")) ROW(L("Ville") V("Nancy"))
                          ROW(L("Budget") V("5 €"))),
                "{\"Ville\":\"Nancy\",\"Budget\":\"5 €\"}", "Ville : Nancy\n\nBudget : 5 €");
}

static void a_cell_may_hold_a_label_and_its_value(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(C(P(B("Résumé")) P(R("Une phrase."))) C(P(B("Budget")) P(R("5 €"))))),
                "{\"Résumé\":\"Une phrase.\",\"Budget\":\"5 €\"}",
                "Résumé : Une phrase.\n\nBudget : 5 €");
    assert_form(TABLE(ROW(C(P(B("Budget :") R(" 5 €"))) C(P(B("Année :") R(" 2021"))))
                          ROW(C(P(B("Ville :") R(" Nancy"))) C(P(B("Pays :") R(" France"))))),
                "{\"Budget\":\"5 €\",\"Année\":\"2021\",\"Ville\":\"Nancy\",\"Pays\":\"France\"}",
                "Budget : 5 €\n\nAnnée : 2021\n\nVille : Nancy\n\nPays : France");
}

static void numbers_and_hints_beside_labels_do_not_matter(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("N°") L("Rubrique") L("Réponse")) ROW(V("1") L("Ville") V("Nancy"))
                          ROW(V("2.1") L("Budget") V("5 €"))),
                "{\"Ville\":\"Nancy\",\"Budget\":\"5 €\"}", "Ville : Nancy\n\nBudget : 5 €");
    assert_form(TABLE(ROW(C(P(B("Résumé")) P(R("(dix lignes)"))) V("Une phrase."))
                          ROW(C(P(B("Ville")) P(R("(code postal)"))) V("Nancy"))),
                "{\"Résumé (dix lignes)\":\"Une phrase.\",\"Ville (code postal)\":\"Nancy\"}",
                NULL);
}

static void a_table_of_data_is_no_form(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Ville") L("Année") L("Montant")) ROW(V("Nancy") V("2020") V("45"))
                          ROW(V("Lille") V("2021") V(""))),
                NULL, "Ville | Année | Montant\nNancy | 2020 | 45\nLille | 2021");
    assert_form(TABLE(ROW(V("") L("2019") L("2020")) ROW(L("Dons") V("1") V("2"))
                          ROW(L("Prêts") V("3") V("4"))),
                NULL, "| 2019 | 2020\nDons | 1 | 2\nPrêts | 3 | 4");
    assert_form(TABLE(ROW(V("Partie") V("Part")) ROW(V("Ville de Nancy") V("10 000 €"))
                          ROW(V("Région") V("5 000 €"))),
                NULL, "Partie | Part\nVille de Nancy | 10 000 €\nRégion | 5 000 €");
    assert_form(
        TABLE(HEAD(V("Ville") V("Rôle")) ROW(V("Kiel") V("Hôte")) ROW(V("Lyon") V("Invitée"))),
        NULL, "Ville | Rôle\nKiel | Hôte\nLyon | Invitée");
}

static void a_table_that_only_places_text_is_read_as_text(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(C(P(R("Une phrase.")) TABLE(
                    ROW(L("Budget") V("5 €")) ROW(L("Année") V("2021")))) V("Une autre."))),
                "{\"Budget\":\"5 €\",\"Année\":\"2021\"}",
                "Une phrase.\n\nBudget : 5 €\n\nAnnée : 2021\n\nUne autre.");
}

static void labels_of_paragraphs_count_in_a_form(void **state)
{
    (void)state;
    assert_form(P(B("Budget :") R(" 45 000 €")) P(B("Année") R("\u00A0: 2021"))
                    P(B("Partenaires :")) ITEM("Kiel") ITEM("Yokosuka") P(R("Et la suite.")),
                "{\"Budget\":\"45 000 €\",\"Année\":\"2021\","
                "\"Partenaires\":[\"Kiel\",\"Yokosuka\"]}",
                "Budget : 45 000 €\n\nAnnée\u00A0: 2021\n\nPartenaires :\n\n- Kiel\n- Yokosuka\n\n"
                "Et la suite.");
    assert_form(P(B("Attention :") R(" un mot en gras ne fait pas une fiche.")), NULL, NULL);
    assert_form(TABLE(ROW(L("Ville") V("Nancy")) ROW(L("Pays") V("France")))
                    P(B("Budget :") R(" 5 €")),
                "{\"Ville\":\"Nancy\",\"Pays\":\"France\",\"Budget\":\"5 €\"}", NULL);
}

static void the_same_label_twice_keeps_both_values(void **state)
{
    (void)state;
    assert_form(TABLE(ROW(L("Nom") V("A")) ROW(L("Ville") V("Nancy")) ROW(L("Nom") V("B"))
                          ROW(L("Nom") V("C")) ROW(L("Ville") V("Nancy"))),
                "{\"Ville\":\"Nancy\",\"Nom\":[\"A\",\"B\",\"C\"]}", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_on_the_left_are_a_form),
        cmocka_unit_test(two_pairs_may_stand_in_a_row),
        cmocka_unit_test(a_label_may_stand_above_its_value),
        cmocka_unit_test(several_cells_for_one_label_are_a_list),
        cmocka_unit_test(short_entries_are_a_list_and_sentences_a_text),
        cmocka_unit_test(checked_boxes_are_the_values),
        cmocka_unit_test(sections_become_headings),
        cmocka_unit_test(a_head_above_the_labels_says_nothing),
        cmocka_unit_test(a_cell_may_hold_a_label_and_its_value),
        cmocka_unit_test(numbers_and_hints_beside_labels_do_not_matter),
        cmocka_unit_test(a_table_of_data_is_no_form),
        cmocka_unit_test(a_table_that_only_places_text_is_read_as_text),
        cmocka_unit_test(labels_of_paragraphs_count_in_a_form),
        cmocka_unit_test(the_same_label_twice_keeps_both_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

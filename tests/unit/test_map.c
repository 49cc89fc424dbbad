/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "map/contact.h"
#include "map/map_inside.h"

#include "parangon/index.h"
#include "parangon/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct parangon_knowledge knowledge;
static struct parangon_lookup lookup;

static int read_knowledge(void **state)
{
    char *folder = source_path("corpus/vocabulary");
    struct parangon_error err;
    enum parangon_code code = parangon_knowledge_read(folder, NULL, NULL, &knowledge, &err);

    (void)state;
    free(folder);
    if (code)
        print_error("%s\n", err.message);
    lookup = (struct parangon_lookup){knowledge.vocabulary, knowledge.places};
    return code != PARANGON_OK;
}

static int forget_knowledge(void **state)
{
    (void)state;
    parangon_knowledge_clear(&knowledge);
    return 0;
}

static cJSON *parse(const char *json)
{
    struct parangon_error err;
    cJSON *tree = parangon_json_parse(json, strlen(json), &err);

    if (!tree)
        fail_msg("%s: %s", json, err.message);
    return tree;
}

static struct map *read_map(const char *json)
{
    cJSON *tree = json ? parse(json) : NULL;
    struct parangon_error err;
    struct map *map = NULL;

    if (map_read(tree, &map, &err))
        fail_msg("%s: %s", json ? json : "built-in", err.message);
    cJSON_Delete(tree);
    return map;
}

/* The version after the map, with what was noted of it. */
static cJSON *mapped(struct map *map, const char *version, struct map_notes *notes)
{
    const struct map_input input = {map, &lookup,
                                    "Afrique/Madagascar/Eau_et_assainissement/fiche 12.fr.docx"};

    map_notes_init(notes);
    return map_version(&input, parse(version), notes);
}

/* ---- What becomes of forms ---- */

static void check_form(const struct test_case *found)
{
    struct map *map = read_map(found->line[1].text);
    struct map_notes notes;
    cJSON *expected = parse(found->line[2].text);
    cJSON *version = mapped(map, found->line[0].text, &notes);

    if (!cJSON_Compare(version, expected, true)) {
        char *got = cJSON_PrintUnformatted(version);

        case_failed(found, "got %s", got);
        cJSON_free(got);
    }
    cJSON_Delete(version);
    cJSON_Delete(expected);
    map_notes_clear(&notes);
    map_free(map);
}

static void forms_rows_and_keys_find_their_fields(void **state)
{
    (void)state;
    cases_run("forms.test", 3, check_form);
}

static void check_odd_form(const struct test_case *found)
{
    struct map *map = read_map(NULL);
    struct map_notes notes;
    struct parangon_error err;
    cJSON *version = mapped(map, found->line[0].text, &notes);
    cJSON *checked = parangon_record_check(version, &lookup, NULL, &err);

    if (!checked)
        case_failed(found, "%s", err.message);
    cJSON_Delete(checked);
    cJSON_Delete(version);
    map_notes_clear(&notes);
    map_free(map);
}

static void a_value_that_is_none_of_its_field_never_rejects_the_record(void **state)
{
    (void)state;
    cases_run("odd_forms.test", 1, check_odd_form);
}

/* ---- Bad maps ---- */

static void check_bad_map(const struct test_case *found)
{
    cJSON *tree = parse(found->line[0].text);
    struct parangon_error err = {0};
    struct map *map = NULL;

    if (map_read(tree, &map, &err) != PARANGON_USAGE)
        case_failed(found, "was taken");
    else if (strcmp(err.message, found->line[1].text) != 0)
        case_failed(found, "got %s", err.message);
    map_free(map);
    cJSON_Delete(tree);
}

static void a_bad_map_is_refused_with_the_field_and_what_to_do(void **state)
{
    (void)state;
    cases_run("bad_maps.test", 2, check_bad_map);
}

static void a_map_has_limits(void **state)
{
    struct parangon_buf json = {0};
    struct parangon_error err;
    struct map *map;

    (void)state;
    parangon_buf_puts(&json, "{\"title\":[\"a\"");
    for (int i = 0; i < 300; i++)
        parangon_buf_printf(&json, ",\"a%d\"", i);
    parangon_buf_puts(&json, "]}");
    cJSON *tree = parse(json.data);
    assert_int_equal(map_read(tree, &map, &err), PARANGON_USAGE);
    assert_non_null(strstr(err.message, "at most 200 labels"));
    cJSON_Delete(tree);
    parangon_buf_clear(&json);
}

/* ---- The built-in map ---- */

/* A label with two fields would go to the one that stands first, unseen. */
static void every_built_in_label_leads_to_one_field(void **state)
{
    struct map *map = read_map(NULL);
    unsigned labels = 0;

    (void)state;
    for (size_t i = 0; i < map->count; i++) {
        for (size_t j = 0; j < map->entries[i].wanted_count; j++) {
            const char *text = map->entries[i].wanted[j].text;
            const struct known_label *known = map_know_label(map, text);

            labels++;
            if (known->entry != i)
                fail_msg("\"%s\" of %s leads to %s", text, map->entries[i].field->name,
                         map->entries[known->entry].field->name);
        }
    }
    assert_true(labels > 400);
    map_free(map);
}

/* What the templates and most forms ask must be there in both languages. */
static void ordinary_labels_find_their_fields(void **state)
{
    static const struct {
        const char *label, *field;
    } cases[] = {
        {"Intitulé du projet", "title"},
        {"TITRE DE L’ACTION", "title"},
        {"Nom de l'initiative", "title"},
        {"Name of the project", "title"},
        {"Collectivité(s) porteuse(s)", "lead"},
        {"Porteurs du projet", "lead"},
        {"Partenaire(s) étranger(s)", "partners"},
        {"Pays partenaires", "partners"},
        {"Thèmes", "themes"},
        {"Thématique(s) *", "themes"},
        {"Année de démarrage", "year_start"},
        {"Date de début (jj/mm/aaaa)", "year_start"},
        {"Date de fin du projet", "year_end"},
        {"Budget total de l'opération (en €)", "amount_eur"},
        {"Coût du projet (k€)", "amount_eur"},
        {"Cofinancements", "amounts"},
        {"Financeur(s)", "funders"},
        {"Résumé de l'action", "summary"},
        {"Objectifs du projet", "text"},
        {"Résultats de l'action", "text"},
        {"Évaluation", "text"},
        {"Contact", "contact"},
        {"ODD concernés (1)", "sdg"},
        {"Objectifs de développement durable (ODD)", "sdg"},
        {"Sustainable development goals", "sdg"},
        {"Langue", "lang"},
        {"Nom", NULL},
        {"Budget 2021 (k€)", "amounts"},
        {"Plan 2021", NULL},
        {"N°", "ref"},
        {"Numéro interne", NULL},
    };
    struct map *map = read_map(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct known_label *known = map_know_label(map, cases[i].label);
        const char *field =
            known->entry == PARANGON_MAP_NONE ? NULL : map->entries[known->entry].field->name;

        if (field != cases[i].field && (!field || !cases[i].field || strcmp(field, cases[i].field)))
            fail_msg("\"%s\" leads to %s", cases[i].label, field ? field : "nothing");
    }
    map_free(map);
}

/* ---- Notes ---- */

static void it_is_noted_where_values_came_from_and_what_was_left_out(void **state)
{
    struct map *map = read_map("{\"title\":\"Nom\",\"kind\":{\"constant\":\"practice\"},"
                               "\"lead\":[\"Chef\",\"Pilote\"]}");
    struct map_notes notes;
    cJSON *version =
        mapped(map, "{\"form\":{\"Nom\":\"Un puits\",\"Thème\":\"zz\",\"Code\":\"X\"}}", &notes);
    cJSON *unmet = cJSON_CreateArray();

    (void)state;
    assert_string_equal(parangon_json_text(notes.origins, "title"), "label \"Nom\"");
    assert_string_equal(parangon_json_text(notes.origins, "kind"), "constant");
    assert_int_equal(cJSON_GetArraySize(notes.unused), 1);
    assert_string_equal(notes.unused->child->valuestring, "Code");
    assert_int_equal(cJSON_GetArraySize(notes.problems), 1);
    assert_string_equal(notes.problems->child->valuestring,
                        "\"Thème\": themes: theme \"zz\" is unknown (left out)");
    map_unmet(map, unmet);
    assert_int_equal(cJSON_GetArraySize(unmet), 1);
    assert_string_equal(unmet->child->valuestring, "lead: \"Chef\", \"Pilote\"");
    cJSON_Delete(unmet);
    cJSON_Delete(version);
    map_notes_clear(&notes);
    map_free(map);
}

static void the_notes_never_hold_what_is_private(void **state)
{
    struct map *map = read_map(NULL);
    struct map_notes notes;
    cJSON *version = mapped(
        map, "{\"form\":{\"Titre\":\"T\",\"Contact\":\"Jean Dupont, jean.dupont@nancy.fr\"}}",
        &notes);
    char *said = cJSON_PrintUnformatted(notes.problems);

    (void)state;
    assert_string_equal(said, "[\"contact: a person's name and a private mailbox (left out)\"]");
    cJSON_free(said);
    cJSON_Delete(version);
    map_notes_clear(&notes);
    map_free(map);
}

static void another_map_has_another_stamp(void **state)
{
    cJSON *one = parse("{\"title\":\"Nom\"}"), *other = parse("{\"title\":\"Titre\"}");

    (void)state;
    assert_true(map_stamp(one) == map_stamp(one));
    assert_true(map_stamp(one) != map_stamp(other));
    assert_true(map_stamp(one) != map_stamp(NULL));
    cJSON_Delete(one);
    cJSON_Delete(other);
}

/* ---- Contacts ---- */

static void check_contact(const struct test_case *found)
{
    unsigned dropped = 0;
    char *clean = contact_clean(found->line[1].text, &lookup, &dropped);

    if (strcmp(clean, found->line[2].text) != 0)
        case_failed(found, "got \"%s\"", clean);
    if ((dropped != 0) != (strcmp(clean, found->line[1].text) != 0))
        case_failed(found, "changed and said do not agree");
    free(clean);
}

static void persons_are_taken_out_of_contacts_and_services_are_not(void **state)
{
    (void)state;
    cases_run("contacts.test", 3, check_contact);
}

/* ---- Hostile forms ---- */

static void a_form_may_have_any_number_of_labels(void **state)
{
    struct map *map = read_map(NULL);
    struct parangon_buf json = {0};
    struct map_notes notes;

    (void)state;
    for (int form = 0; form < 6; form++) {
        parangon_buf_reset(&json);
        parangon_buf_puts(&json, "{\"form\":{\"Titre\":\"T\"");
        for (int i = 0; i < 3000; i++)
            parangon_buf_printf(&json, ",\"Label %d-%d (\":\"1 ; 2\"", form, i);
        parangon_buf_puts(&json, "}}");
        cJSON *version = mapped(map, json.data, &notes);
        assert_string_equal(parangon_json_text(version, "title"), "T");
        cJSON_Delete(version);
        map_notes_clear(&notes);
    }
    parangon_buf_clear(&json);
    map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_rows_and_keys_find_their_fields),
        cmocka_unit_test(a_value_that_is_none_of_its_field_never_rejects_the_record),
        cmocka_unit_test(a_bad_map_is_refused_with_the_field_and_what_to_do),
        cmocka_unit_test(a_map_has_limits),
        cmocka_unit_test(every_built_in_label_leads_to_one_field),
        cmocka_unit_test(ordinary_labels_find_their_fields),
        cmocka_unit_test(it_is_noted_where_values_came_from_and_what_was_left_out),
        cmocka_unit_test(the_notes_never_hold_what_is_private),
        cmocka_unit_test(another_map_has_another_stamp),
        cmocka_unit_test(persons_are_taken_out_of_contacts_and_services_are_not),
        cmocka_unit_test(a_form_may_have_any_number_of_labels),
    };

    return cmocka_run_group_tests(tests, read_knowledge, forget_knowledge);
}

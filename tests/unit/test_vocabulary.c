/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"
#include "parangon/vocabulary.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char small[] =
    "{\"@graph\":["
    "{\"id\":\"theme:eau-assainissement\",\"prefLabel\":{\"fr\":\"Eau et assainissement\","
    "\"en\":\"Water and sanitation\"},\"altLabel\":{\"fr\":[\"eau\",\"eau potable\"],"
    "\"en\":\"water\"},\"hiddenLabel\":{\"fr\":[\"AEP\"]},\"weakLabel\":{\"fr\":[\"source\"]},"
    "\"sdg\":[6,6]},"
    "{\"id\":\"theme:forage\",\"prefLabel\":{\"fr\":\"Forages\"},"
    "\"weakLabel\":{\"fr\":[\"puits\",\"eau\"]},\"broader\":[\"theme:eau-assainissement\"]},"
    "{\"id\":\"theme:puits\",\"prefLabel\":{\"en\":\"Wells\"},\"altLabel\":{\"fr\":[\"puits\"]},"
    "\"broader\":\"theme:forage\",\"sdg\":6},"
    "{\"id\":\"country:MG\",\"type\":\"skos:Concept\",\"prefLabel\":{\"fr\":\"Madagascar\"},"
    "\"demonym\":{\"fr\":[\"malgache\"]}},"
    "{\"id\":\"label:kind/practice\",\"prefLabel\":{\"fr\":\"pratique\",\"en\":\"practice\"}}]}";

static enum parangon_code add(struct parangon_vocabulary *vocabulary, const char *json,
                              struct parangon_error *err)
{
    return parangon_vocabulary_add(vocabulary, json, strlen(json), err);
}

static struct parangon_vocabulary *load(const char *json)
{
    struct parangon_vocabulary *vocabulary = parangon_vocabulary_new();

    assert_int_equal(add(vocabulary, json, NULL), PARANGON_OK);
    assert_int_equal(parangon_vocabulary_finish(vocabulary, NULL), PARANGON_OK);
    return vocabulary;
}

static const char *id_of(const struct parangon_concept *concept)
{
    return concept ? concept->id : "(none)";
}

static void a_concept_is_found_by_its_id(void **state)
{
    struct parangon_vocabulary *v = load(small);
    const struct parangon_concept *theme =
        parangon_vocabulary_find(v, PARANGON_THEMES, "eau-assainissement");

    (void)state;
    assert_int_equal(parangon_vocabulary_count(v), 5);
    assert_ptr_equal(theme, parangon_vocabulary_at(v, 0));
    assert_int_equal(theme->scheme, PARANGON_THEMES);
    assert_int_equal(theme->sdg_count, 1);
    assert_int_equal(theme->sdg[0], 6);
    assert_null(parangon_vocabulary_find(v, PARANGON_ACTIONS, "eau-assainissement"));
    assert_non_null(parangon_vocabulary_find(v, PARANGON_COUNTRIES, "MG"));
    assert_non_null(parangon_vocabulary_find(v, PARANGON_LABELS, "kind/practice"));
    parangon_vocabulary_free(v);
}

static void the_labels_are_the_first_terms(void **state)
{
    struct parangon_vocabulary *v = load(small);
    const struct parangon_concept *theme = parangon_vocabulary_at(v, 0);

    (void)state;
    assert_int_equal(theme->term_count, 7);
    assert_string_equal(theme->terms[0].text, "Eau et assainissement");
    assert_string_equal(theme->terms[1].text, "Water and sanitation");
    assert_int_equal(theme->terms[1].lang, PARANGON_EN);
    assert_string_equal(theme->terms[5].text, "AEP");
    assert_int_equal(theme->terms[5].strength, PARANGON_HIDDEN);
    assert_int_equal(theme->terms[6].strength, PARANGON_WEAK);
    parangon_vocabulary_free(v);
}

static void a_label_missing_in_one_language_is_that_of_the_other(void **state)
{
    struct parangon_vocabulary *v = load(small);

    (void)state;
    assert_string_equal(
        parangon_vocabulary_label(v, PARANGON_THEMES, "eau-assainissement", PARANGON_EN),
        "Water and sanitation");
    assert_string_equal(parangon_vocabulary_label(v, PARANGON_THEMES, "forage", PARANGON_EN),
                        "Forages");
    assert_string_equal(parangon_vocabulary_label(v, PARANGON_THEMES, "puits", PARANGON_FR),
                        "Wells");
    assert_string_equal(parangon_vocabulary_label(v, PARANGON_THEMES, "mer", PARANGON_FR), "mer");
    parangon_vocabulary_free(v);
}

static void a_name_is_found_whatever_its_case_and_accents(void **state)
{
    struct parangon_vocabulary *v = load(small);
    static const struct {
        const char *words, *id;
    } cases[] = {
        {"eau-assainissement", "eau-assainissement"},
        {"EAU ET ASSAINISSEMENT", "eau-assainissement"},
        {"wàter", "eau-assainissement"},
        {"l'eau", "eau-assainissement"}, /* strong here, weak in the other concept */
        {"puits", "puits"},              /* an id goes first */
        {"forages", "forage"},
        {"aep", "eau-assainissement"},
        {"mer", "(none)"},
        {"", "(none)"},
        {"…", "(none)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(id_of(parangon_vocabulary_named(v, PARANGON_THEMES, cases[i].words)),
                            cases[i].id);
    assert_string_equal(id_of(parangon_vocabulary_named(v, PARANGON_COUNTRIES, "mg")), "MG");
    assert_string_equal(id_of(parangon_vocabulary_named(v, PARANGON_COUNTRIES, "Malgache")), "MG");
    parangon_vocabulary_free(v);
}

static void a_slip_leads_to_the_nearest_id(void **state)
{
    struct parangon_vocabulary *v = load(small);
    char endless[300];

    (void)state;
    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_string_equal(parangon_vocabulary_nearest(v, PARANGON_THEMES, "aeu"),
                        "eau-assainissement");
    assert_string_equal(parangon_vocabulary_nearest(v, PARANGON_THEMES, "eau-asainisement"),
                        "eau-assainissement");
    assert_string_equal(parangon_vocabulary_nearest(v, PARANGON_THEMES, "puit"), "puits");
    assert_null(parangon_vocabulary_nearest(v, PARANGON_THEMES, "éducation"));
    assert_null(parangon_vocabulary_nearest(v, PARANGON_COUNTRIES, "MX"));
    assert_null(parangon_vocabulary_nearest(v, PARANGON_THEMES, ""));
    assert_null(parangon_vocabulary_nearest(v, PARANGON_THEMES, endless));
    parangon_vocabulary_free(v);
}

static void broader_concepts_are_resolved(void **state)
{
    struct parangon_vocabulary *v = load(small);
    const struct parangon_concept *narrow = parangon_vocabulary_at(v, 2);

    (void)state;
    assert_int_equal(narrow->broader_count, 1);
    assert_string_equal(parangon_vocabulary_at(v, narrow->broader[0])->id, "forage");
    assert_int_equal(parangon_vocabulary_at(v, 0)->broader_count, 0);
    parangon_vocabulary_free(v);
}

static void a_second_document_extends_a_concept(void **state)
{
    struct parangon_vocabulary *v = parangon_vocabulary_new();
    const char *more = "{\"@graph\":["
                       "{\"id\":\"theme:puits\",\"prefLabel\":{\"fr\":\"Puits et sources\","
                       "\"en\":\"Wells and springs\"},\"altLabel\":{\"en\":[\"spring\"]}},"
                       "{\"id\":\"theme:forage\",\"altLabel\":{\"fr\":[\"puits\"]},\"sdg\":[9]}]}";

    (void)state;
    assert_int_equal(add(v, small, NULL), PARANGON_OK);
    assert_int_equal(add(v, more, NULL), PARANGON_OK);
    assert_int_equal(parangon_vocabulary_finish(v, NULL), PARANGON_OK);
    assert_int_equal(parangon_vocabulary_count(v), 5);
    const struct parangon_concept *puits = parangon_vocabulary_find(v, PARANGON_THEMES, "puits");
    assert_string_equal(puits->label[PARANGON_FR], "Puits et sources");
    assert_string_equal(puits->label[PARANGON_EN], "Wells and springs");
    assert_string_equal(puits->terms[0].text, "Puits et sources");
    assert_string_equal(puits->terms[1].text, "Wells and springs");
    assert_int_equal(puits->term_count, 4);
    const struct parangon_concept *forage = parangon_vocabulary_find(v, PARANGON_THEMES, "forage");
    assert_string_equal(forage->label[PARANGON_FR], "Forages");
    assert_int_equal(forage->terms[1].strength, PARANGON_STRONG); /* was weak */
    assert_int_equal(forage->sdg_count, 1);
    parangon_vocabulary_free(v);
}

static void a_faulty_document_is_refused_with_concept_and_member(void **state)
{
    static const struct {
        const char *json, *message;
    } cases[] = {
        {"[]", "@graph: a list of concepts is expected"},
        {"{\"@graph\":{}}", "@graph: a list of concepts is expected"},
        {"{\"@graph\":[1]}", "concept 1: id: missing"},
        {"{\"@graph\":[{\"id\":7}]}", "concept 1: id: missing"},
        {"{\"@graph\":[{\"id\":\"eau\"}]}",
         "concept eau: id: a prefix such as \"theme:\" is expected"},
        {"{\"@graph\":[{\"id\":\"theme:\"}]}",
         "concept theme:: id: between 1 and 120 bytes are expected"},
        {"{\"@graph\":[{\"id\":\"theme:a b\"}]}",
         "concept theme:a b: id: no white space or control character is allowed"},
        {"{\"@graph\":[{\"id\":\"theme:a\"}]}",
         "concept theme:a: prefLabel: a label in French or English is missing"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":\"A\"}]}",
         "concept theme:a: prefLabel: an object from language to text is expected"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":[\"A\"]}}]}",
         "concept theme:a: prefLabel: one text a language is expected, not a list"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\" \"}}]}",
         "concept theme:a: prefLabel: a text is empty"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},"
         "\"altLabel\":{\"fr\":[\"a\",3]}}]}",
         "concept theme:a: altLabel: a text is expected"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"sdg\":[18]}]}",
         "concept theme:a: sdg: a list of numbers from 1 to 17 is expected"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"sdg\":[1.5]}]}",
         "concept theme:a: sdg: a list of numbers from 1 to 17 is expected"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"broader\":[1]}]}",
         "concept theme:a: broader: a list of ids is expected"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_vocabulary *v = parangon_vocabulary_new();
        struct parangon_error err;

        assert_int_equal(add(v, cases[i].json, &err), PARANGON_REJECTED);
        assert_string_equal(err.message, cases[i].message);
        parangon_vocabulary_free(v);
    }
}

static void text_that_is_no_json_is_refused(void **state)
{
    struct parangon_vocabulary *v = parangon_vocabulary_new();
    struct parangon_error err;

    (void)state;
    assert_int_equal(add(v, "{\"@graph\":[", &err), PARANGON_REJECTED);
    assert_int_equal(add(v, "", NULL), PARANGON_REJECTED);
    parangon_vocabulary_free(v);
    parangon_vocabulary_free(NULL);
}

static void a_broader_concept_that_is_unknown_or_goes_round_is_refused(void **state)
{
    static const struct {
        const char *json, *message;
    } cases[] = {
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"broader\":\"theme:b\"}]}",
         "concept theme:a: broader: \"theme:b\" is unknown"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"broader\":\"theme:a\"}]}",
         "concept theme:a: broader: \"theme:a\" leads round in a circle"},
        {"{\"@graph\":[{\"id\":\"theme:a\",\"prefLabel\":{\"fr\":\"A\"},\"broader\":\"theme:b\"},"
         "{\"id\":\"theme:b\",\"prefLabel\":{\"fr\":\"B\"},\"broader\":[\"theme:a\"]}]}",
         "concept theme:a: broader: \"theme:b\" leads round in a circle"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_vocabulary *v = parangon_vocabulary_new();
        struct parangon_error err;

        assert_int_equal(add(v, cases[i].json, &err), PARANGON_OK);
        assert_int_equal(parangon_vocabulary_finish(v, &err), PARANGON_REJECTED);
        assert_string_equal(err.message, cases[i].message);
        parangon_vocabulary_free(v);
    }
}

static void an_empty_vocabulary_answers_nothing(void **state)
{
    struct parangon_vocabulary *v = load("{\"@graph\":[]}");

    (void)state;
    assert_int_equal(parangon_vocabulary_count(v), 0);
    assert_null(parangon_vocabulary_named(v, PARANGON_THEMES, "eau"));
    assert_null(parangon_vocabulary_nearest(v, PARANGON_THEMES, "eau"));
    parangon_vocabulary_free(v);
}

/* ---- The vocabulary of this tree ---- */

#define SHIPPED PARANGON_SOURCE_DIR "/corpus/vocabulary"

static void add_file(struct parangon_vocabulary *vocabulary, const char *path)
{
    struct parangon_buf text = {0};
    struct parangon_error err;
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        parangon_buf_add(&text, block, got);
    fclose(file);
    if (parangon_vocabulary_add(vocabulary, parangon_buf_str(&text), text.len, &err))
        fail_msg("%s: %s", path, err.message);
    parangon_buf_clear(&text);
}

static struct parangon_vocabulary *load_shipped(void)
{
    struct parangon_vocabulary *vocabulary = parangon_vocabulary_new();
    struct parangon_error err;
    const struct dirent *file;
    DIR *folder = opendir(SHIPPED);

    assert_non_null(folder);
    while ((file = readdir(folder))) {
        const char *dot = strrchr(file->d_name, '.');
        char path[512];

        if (!dot || file->d_name[0] == '.' || strcmp(dot, ".jsonld") != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", SHIPPED, file->d_name);
        add_file(vocabulary, path);
    }
    closedir(folder);
    if (parangon_vocabulary_finish(vocabulary, &err))
        fail_msg("%s", err.message);
    return vocabulary;
}

static bool has_terms_in(const struct parangon_concept *concept, enum parangon_lang lang)
{
    size_t count = 0;

    for (size_t i = 0; i < concept->term_count; i++)
        count += concept->terms[i].lang == lang && concept->terms[i].strength != PARANGON_WEAK;
    return count >= 2;
}

static void the_shipped_themes_are_complete_in_both_languages(void **state)
{
    struct parangon_vocabulary *v = load_shipped();
    size_t top = 0;

    (void)state;
    for (size_t i = 0; i < parangon_vocabulary_count(v); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(v, i);

        if (concept->scheme != PARANGON_THEMES || concept->broader_count)
            continue;
        top++;
        if (!has_terms_in(concept, PARANGON_FR) || !has_terms_in(concept, PARANGON_EN))
            fail_msg("theme:%s lacks terms in one language", concept->id);
    }
    assert_true(top >= 34);
    parangon_vocabulary_free(v);
}

static void every_shipped_scheme_has_concepts_of_its_own(void **state)
{
    struct parangon_vocabulary *v = load_shipped();
    size_t counts[PARANGON_SCHEME_COUNT] = {0};

    (void)state;
    for (size_t i = 0; i < parangon_vocabulary_count(v); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(v, i);

        counts[concept->scheme]++;
        assert_ptr_equal(concept, parangon_vocabulary_find(v, concept->scheme, concept->id));
        for (size_t j = 0; j < concept->broader_count; j++)
            assert_int_equal(parangon_vocabulary_at(v, concept->broader[j])->scheme,
                             concept->scheme);
    }
    for (int scheme = 0; scheme < PARANGON_SCHEME_COUNT; scheme++)
        assert_true(counts[scheme] > 0);
    parangon_vocabulary_free(v);
}

static unsigned depth_of(const struct parangon_vocabulary *v,
                         const struct parangon_concept *concept)
{
    unsigned depth = 0;

    for (; concept->broader_count; depth++)
        concept = parangon_vocabulary_at(v, concept->broader[0]);
    return depth;
}

/* A word of two themes of one level pulls a text to both. These do so on purpose. */
static const struct {
    const char *key, *why;
} shared[] = {
    {"diplomatie environnementale", "diplomacy, about sustainable development"},
    {"environmental diplomacy", "diplomacy, about sustainable development"},
    {"diplomatie feministe", "diplomacy, about gender equality"},
    {"feminist diplomacy", "diplomacy, about gender equality"},
    {"onu habitat", "the agency for housing is also a place of diplomacy"},
    {"un habitat", "the agency for housing is also a place of diplomacy"},
    {"universites europe", "a European programme for universities"},
    {"universite europeenne", "a European programme for universities"},
    {"european university", "a European programme for universities"},
    {"culture europeenne", "culture, as a European matter"},
    {"european culture", "culture, as a European matter"},
    {"interreg a", "the European programme for neighbours across a border"},
};

static bool is_shared_on_purpose(const char *key)
{
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        if (strcmp(shared[i].key, key) == 0)
            return true;
    }
    return false;
}

/* Fails when another theme of the level had the term. `owners` maps level, language and key to
   themes. */
static void claim_term(struct parangon_map *owners, const struct parangon_vocabulary *v,
                       size_t theme, const struct parangon_term *term)
{
    char *key = parangon_text_key(term->text, strlen(term->text));
    const struct parangon_concept *concept = parangon_vocabulary_at(v, theme);
    struct parangon_buf place = {0};

    parangon_buf_printf(&place, "%u %d %s", depth_of(v, concept), (int)term->lang, key);
    size_t owner = parangon_map_put(owners, place.data, place.len, theme);
    if (owner != theme && !is_shared_on_purpose(key))
        fail_msg("\"%s\" is a strong term of theme:%s and of theme:%s", term->text,
                 parangon_vocabulary_at(v, owner)->id, concept->id);
    parangon_buf_clear(&place);
    free(key);
}

static void no_shipped_term_is_strong_in_two_themes_of_one_level(void **state)
{
    struct parangon_vocabulary *v = load_shipped();
    struct parangon_map owners = {0};

    (void)state;
    for (size_t i = 0; i < parangon_vocabulary_count(v); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(v, i);

        for (size_t j = 0; concept->scheme == PARANGON_THEMES && j < concept->term_count; j++) {
            if (concept->terms[j].strength != PARANGON_WEAK)
                claim_term(&owners, v, i, &concept->terms[j]);
        }
    }
    parangon_map_clear(&owners);
    parangon_vocabulary_free(v);
}

static void shipped_names_meet_their_other_forms(void **state)
{
    static const struct {
        enum parangon_scheme scheme;
        const char *words, *id;
    } cases[] = {
        {PARANGON_COUNTRIES, "malgache", "MG"},
        {PARANGON_COUNTRIES, "tunisienne", "TN"},
        {PARANGON_COUNTRIES, "Sweden", "SE"},
        {PARANGON_COUNTRIES, "united kingdom", "GB"},
        {PARANGON_COUNTRIES, "etats-unis", "US"},
        {PARANGON_COUNTRIES, "Viet Nam", "VN"},
        {PARANGON_NETWORKS, "CGLU", "cglu"},
        {PARANGON_NETWORKS, "UCLG", "cglu"},
        {PARANGON_NETWORKS, "cités-unies france", "cites-unies-france"},
        {PARANGON_THEMES, "water", "eau-assainissement"},
    };
    struct parangon_vocabulary *v = load_shipped();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(id_of(parangon_vocabulary_named(v, cases[i].scheme, cases[i].words)),
                            cases[i].id);
    parangon_vocabulary_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_concept_is_found_by_its_id),
        cmocka_unit_test(the_labels_are_the_first_terms),
        cmocka_unit_test(a_label_missing_in_one_language_is_that_of_the_other),
        cmocka_unit_test(a_name_is_found_whatever_its_case_and_accents),
        cmocka_unit_test(a_slip_leads_to_the_nearest_id),
        cmocka_unit_test(broader_concepts_are_resolved),
        cmocka_unit_test(a_second_document_extends_a_concept),
        cmocka_unit_test(a_faulty_document_is_refused_with_concept_and_member),
        cmocka_unit_test(text_that_is_no_json_is_refused),
        cmocka_unit_test(a_broader_concept_that_is_unknown_or_goes_round_is_refused),
        cmocka_unit_test(an_empty_vocabulary_answers_nothing),
        cmocka_unit_test(the_shipped_themes_are_complete_in_both_languages),
        cmocka_unit_test(every_shipped_scheme_has_concepts_of_its_own),
        cmocka_unit_test(no_shipped_term_is_strong_in_two_themes_of_one_level),
        cmocka_unit_test(shipped_names_meet_their_other_forms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

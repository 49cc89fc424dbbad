/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "doubts.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TWENTY                                                                                     \
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "                 \
    "quinze seize vingt trente quarante"
#define VERSIONS(title, text)                                                                      \
    "\"versions\": {\"fr\": {\"title\": \"" title "\", \"text\": \"" text "\"}}"

static void take(void *context, const char *message)
{
    parangon_buf_printf(context, "%s\n", message);
}

/* What is said of a record, a line each. Yours to free. */
static char *doubts(const char *members, bool has_theme)
{
    struct parangon_buf text = {0}, said = {0};

    parangon_buf_printf(&text, "{%s}", members);
    cJSON *record = parangon_json_parse(text.data, text.len, NULL);
    assert_non_null(record);
    const struct doubts_of of = {record, has_theme, 2026};
    doubts_find(&of, take, &said);
    cJSON_Delete(record);
    parangon_buf_clear(&text);
    parangon_buf_puts(&said, "");
    return parangon_buf_take(&said);
}

/* `expected` is a part of the one message, or NULL for none at all. */
static void assert_doubt(const char *fields, const char *expected)
{
    struct parangon_buf members = {0};

    parangon_buf_printf(&members, "%s%s" VERSIONS("Un puits", TWENTY), fields, *fields ? "," : "");
    char *said = doubts(members.data, true);
    if (expected ? !strstr(said, expected) || strchr(said, '\n') != said + strlen(said) - 1 : *said)
        fail_msg("of {%s}: \"%s\" is said, not \"%s\"", fields, said, expected ? expected : "");
    free(said);
    parangon_buf_clear(&members);
}

static void assert_said(const char *members, bool has_theme, const char *expected)
{
    char *said = doubts(members, has_theme);

    if (*expected ? !strstr(said, expected) : *said)
        fail_msg("of {%s}: \"%s\" is said, not \"%s\"", members, said, expected);
    free(said);
}

static void a_sound_record_raises_none(void **state)
{
    (void)state;
    assert_doubt("", NULL);
    assert_doubt("\"kind\": \"practice\", \"evidence\": 0, \"year_start\": 2019,"
                 "\"year_end\": 2019, \"stage\": \"completed\", \"ongoing\": false,"
                 "\"lead\": {\"name\": \"Nancy\", \"code\": \"com:54395\"}",
                 NULL);
}

static void a_record_about_nothing_is_doubtful(void **state)
{
    (void)state;
    assert_said(VERSIONS("Un puits", TWENTY), false, "no theme is given");
    assert_said(VERSIONS("Un puits", TWENTY), true, "");
}

static void a_lead_without_a_code_was_not_found(void **state)
{
    (void)state;
    assert_doubt("\"lead\": {\"name\": \"Syndicat X\"}", "\"Syndicat X\" (write its name in full");
    assert_doubt("\"lead\": {\"name\": \"Farafangana\", \"code\": \"MG/Farafangana\"}", NULL);
}

static void years_are_compared_with_now_and_with_each_other(void **state)
{
    (void)state;
    assert_doubt("\"year_start\": 2026", NULL);
    assert_doubt("\"year_start\": 2027", "year_start 2027");
    assert_doubt("\"year_reported\": 2062", "year_reported 2062");
    assert_doubt("\"year_end\": 2030", NULL);
    assert_doubt("\"year_start\": 2020, \"year_end\": 2019", "2019 is before 2020");
}

static void evidence_is_expected_of_practices_alone(void **state)
{
    (void)state;
    assert_doubt("\"kind\": \"practice\"", "without \"evidence\"");
    assert_doubt("\"kind\": \"practice\", \"evidence\": 3", NULL);
    assert_doubt("\"kind\": \"network\"", NULL);
}

static void fields_that_contradict_each_other_are_said(void **state)
{
    (void)state;
    assert_doubt("\"ongoing\": true, \"year_end\": 2020", "\"year_end\": 2020");
    assert_doubt("\"ongoing\": true, \"stage\": \"completed\"", "stage \"completed\"");
    assert_doubt("\"ongoing\": true, \"stage\": \"under-way\"", NULL);
    assert_doubt("\"amount_eur\": 45000, \"amounts\": [{\"value\": 54000, \"currency\": \"EUR\"}]",
                 "disagree: 45000 and 54000");
    assert_doubt("\"amount_eur\": 45000, \"amounts\": [{\"value\": 45000}]", NULL);
    assert_doubt("\"amount_eur\": 45000, \"amounts\": [{\"value\": 54000, \"currency\": \"USD\"}]",
                 NULL);
    assert_doubt("\"amount_eur\": 45000, \"amounts\": [{\"value\": 30000}, {\"value\": 15000}]",
                 NULL);
}

static void a_title_in_capitals_is_said_and_an_acronym_is_not(void **state)
{
    (void)state;
    assert_said(VERSIONS("L’ÉCOLE DE LA DEUXIÈME CHANCE à Nancy", TWENTY), true, "capitals");
    assert_said(VERSIONS("École de la Deuxième Chance", TWENTY), true, "");
    assert_said(VERSIONS("CNCD et MEAE", TWENTY), true, "");
}

static void words_are_counted_in_the_fullest_version(void **state)
{
    (void)state;
    assert_said(VERSIONS("Un puits", "Deux – trois « mots »."), true, "fewer than 20 words: 5");
    assert_said("\"versions\": {\"fr\": {\"title\": \"Un\"}, \"en\": {\"title\": \"A\","
                "\"text\": \"" TWENTY "\"}}",
                true, "");
}

static void a_long_name_is_cut_to_valid_text(void **state)
{
    struct parangon_buf fields = {0};

    (void)state;
    parangon_buf_puts(&fields, "\"lead\": {\"name\": \"x");
    for (int i = 0; i < 300; i++)
        parangon_buf_puts(&fields, "é");
    parangon_buf_puts(&fields, "\"}");
    assert_doubt(fields.data, "\xEF\xBF\xBD\"");
    parangon_buf_clear(&fields);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_record_raises_none),
        cmocka_unit_test(a_record_about_nothing_is_doubtful),
        cmocka_unit_test(a_lead_without_a_code_was_not_found),
        cmocka_unit_test(years_are_compared_with_now_and_with_each_other),
        cmocka_unit_test(evidence_is_expected_of_practices_alone),
        cmocka_unit_test(fields_that_contradict_each_other_are_said),
        cmocka_unit_test(a_title_in_capitals_is_said_and_an_acronym_is_not),
        cmocka_unit_test(words_are_counted_in_the_fullest_version),
        cmocka_unit_test(a_long_name_is_cut_to_valid_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

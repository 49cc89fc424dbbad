/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is not public is nowhere in the answers of an engine for the public. The index is
   one that tests/unit/an_index.c makes, of records with a visibility. */
#include "an_index.h"

#include "actors.h"
#include "answer.h"
#include "coverage.h"
#include "like.h"
#include "scheme_state.h"
#include "selection.h"

#include "parangon/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- An index ---- */

static void add_value(xc_document *passage, const char *prefix, const char *value)
{
    struct parangon_buf term = {0};

    parangon_term(&term, prefix, value);
    assert_int_equal(xc_document_add_boolean_term(passage, term.data, term.len, NULL), XC_OK);
    parangon_buf_clear(&term);
}

/* A record of one passage with the word "eau"; its visibility is NULL when it does not say. */
static void put_record(struct parangon_writer *writer, const char *id, const char *visibility)
{
    uint32_t number = parangon_writer_record_number(writer, id);
    xc_document *passage = make_passage(id, number, 0, "eau");
    struct parangon_error err;
    struct parangon_buf data = {0};
    size_t len;

    if (visibility)
        add_value(passage, "XU:", visibility);
    add_value(passage, "XK:", "network");
    add_value(passage, "XT:", "eau");
    parangon_buf_printf(&data,
                        "{\"id\":\"%s\",\"lang\":\"fr\",\"text\":\"eau\",\"record\":{\"id\":\"%s\","
                        "\"kind\":\"network\"%s%s%s,\"versions\":{\"fr\":{\"title\":\"eau\"}}}}",
                        id, id, visibility ? ",\"visibility\":\"" : "",
                        visibility ? visibility : "", visibility ? "\"" : "");
    cJSON *json = cJSON_Parse(data.data);
    char *sealed = parangon_seal(json, &len);
    assert_int_equal(xc_document_set_data(passage, sealed, len, NULL), XC_OK);
    free(sealed);
    cJSON_Delete(json);
    parangon_buf_clear(&data);
    const struct parangon_entry entry = {.id = id, .hash = 1, .passages = &passage, .count = 1};
    assert_int_equal(parangon_writer_put(writer, &entry, &err), PARANGON_OK);
    xc_document_free(passage);
}

static void open_engine(const char *dir, struct engine *engine)
{
    struct parangon_writer *writer = open_writer(dir, false);
    struct parangon_error err;

    set_vocabulary(writer);
    put_record(writer, "a", NULL);
    put_record(writer, "b", "public");
    put_record(writer, "c", "members");
    put_record(writer, "d", "internal");
    publish(writer);
    parangon_writer_close(writer);
    assert_int_equal(engine_open(dir, engine, &err), PARANGON_OK);
}

static void expect_total(const cJSON *answer, double total)
{
    assert_float_equal(parangon_json_number(answer, "total", -1), total, 0);
}

/* ---- Tests ---- */

static void searches_and_facets_see_public_records_only(void **state)
{
    struct engine engine;
    struct parangon_error err;

    open_engine(*state, &engine);
    for (int public_only = 0; public_only < 2; public_only++) {
        for (int words = 0; words < 2; words++) {
            struct request request;
            cJSON *answer = NULL;

            request_init(&request);
            request.words = words ? "eau" : "";
            request.query_lang = PARANGON_FR;
            assert_int_equal(
                engine_limit(&engine, public_only ? AUDIENCE_PUBLIC : AUDIENCE_ALL, &err),
                PARANGON_OK);
            assert_int_equal(request_facets(&request, "kind", &err), PARANGON_OK);
            assert_int_equal(answer_search(&engine, &request, &answer, &err), PARANGON_OK);
            expect_total(answer, public_only ? 2 : 4);
            const cJSON *facets = cJSON_GetObjectItemCaseSensitive(answer, "facets");
            expect_total(answer,
                         parangon_json_number(
                             cJSON_GetObjectItemCaseSensitive(facets, "kind")->child, "count", -1));
            cJSON_Delete(answer);
            request_clear(&request);
        }
    }
    engine_close(&engine);
}

static void selections_and_actors_see_public_records_only(void **state)
{
    struct selection selection = {0};
    struct request request;
    struct engine engine;
    struct parangon_error err;
    cJSON *answer = NULL;

    open_engine(*state, &engine);
    request_init(&request);
    assert_int_equal(engine_limit(&engine, AUDIENCE_PUBLIC, &err), PARANGON_OK);
    const struct actors_request asked = {&request, "2026-01-01"};
    assert_int_equal(actors_answer(&engine, &asked, &answer, &err), PARANGON_OK);
    expect_total(answer, 2);
    assert_int_equal(selection_run(&engine, &request, &selection, &err), PARANGON_OK);
    assert_int_equal(selection.count, 2);
    selection_clear(&selection);
    cJSON_Delete(answer);
    request_clear(&request);
    engine_close(&engine);
}

static void counts_are_of_public_records_only(void **state)
{
    struct request request;
    struct engine engine;
    struct parangon_error err;

    open_engine(*state, &engine);
    request_init(&request);
    for (int public_only = 0; public_only < 2; public_only++) {
        double expected = public_only ? 2 : 4;
        const struct coverage_request asked = {.request = &request, .as_of = "2026-01-01"};
        cJSON *covered = NULL, *themes = NULL;

        assert_int_equal(engine_limit(&engine, public_only ? AUDIENCE_PUBLIC : AUDIENCE_ALL, &err),
                         PARANGON_OK);
        assert_int_equal(coverage_answer(&engine, &asked, &covered, &err), PARANGON_OK);
        assert_float_equal(parangon_json_number(covered, "records", -1), expected, 0);
        assert_int_equal(answer_themes(&engine, NULL, &themes, &err), PARANGON_OK);
        assert_float_equal(
            parangon_json_number(cJSON_GetObjectItemCaseSensitive(themes, "themes")->child, "count",
                                 -1),
            expected, 0);
        cJSON_Delete(covered);
        cJSON_Delete(themes);
    }
    request_clear(&request);
    engine_close(&engine);
}

static void what_is_not_public_is_neither_shown_nor_like_anything(void **state)
{
    static const char *const ids[] = {"a", "b", "c", "d"};
    struct request request;
    struct engine engine;
    struct parangon_error err;

    open_engine(*state, &engine);
    request_init(&request);
    assert_int_equal(engine_limit(&engine, AUDIENCE_PUBLIC, &err), PARANGON_OK);
    for (size_t i = 0; i < 4; i++) {
        enum parangon_code expected = i < 2 ? PARANGON_OK : PARANGON_NOTHING;
        cJSON *shown = NULL, *alike = NULL;

        assert_int_equal(answer_record(&engine, ids[i], &shown, &err), expected);
        assert_int_equal(like_answer(&engine, ids[i], &request, &alike, &err), expected);
        if (alike)
            assert_true(parangon_json_number(alike, "total", -1) <= 1);
        cJSON_Delete(shown);
        cJSON_Delete(alike);
    }
    request_clear(&request);
    engine_close(&engine);
}

/* ---- Schemes ---- */

static void a_question_ends_when_its_time_is_over(void **state)
{
    struct request request;
    struct engine engine;
    struct parangon_error err;
    cJSON *answer = NULL;

    open_engine(*state, &engine);
    request_init(&request);
    request.words = "eau";
    engine_give_time(&engine, 100);
    assert_int_equal(answer_search(&engine, &request, &answer, &err), PARANGON_OK);
    cJSON_Delete(answer);
    engine.deadline.tv_sec -= 200;
    assert_int_equal(answer_search(&engine, &request, &answer, &err), PARANGON_OVERTIME);
    engine_give_time(&engine, 0);
    assert_int_equal(answer_search(&engine, &request, &answer, &err), PARANGON_OK);
    cJSON_Delete(answer);
    request_clear(&request);
    engine_close(&engine);
}

static void a_service_that_rested_moves_on_to_a_new_state(void **state)
{
    struct request request;
    struct engine engine;
    struct parangon_error err;
    cJSON *answer = NULL;

    open_engine(*state, &engine);
    assert_int_equal(engine_limit(&engine, AUDIENCE_PUBLIC, &err), PARANGON_OK);
    engine_give_time(&engine, 100);
    engine.deadline.tv_sec -= 200; /* the last question was long ago */
    struct parangon_writer *writer = open_writer(*state, false);
    put_record(writer, "e", "public");
    publish(writer);
    parangon_writer_close(writer);
    assert_int_equal(engine_refresh(&engine, &err), PARANGON_OK);
    engine_give_time(&engine, 100);
    request_init(&request);
    request.words = "eau";
    assert_int_equal(answer_search(&engine, &request, &answer, &err), PARANGON_OK);
    expect_total(answer, 3);
    cJSON_Delete(answer);
    request_clear(&request);
    engine_close(&engine);
}

static void the_state_of_a_scheme_is_told_and_never_guessed(void **state)
{
    static const struct {
        const char *record, *state, *from;
    } cases[] = {
        {"{}", "unknown", NULL},
        {"{\"state\":\"open\",\"closes\":\"2020-01-01\"}", "open", "record"},
        {"{\"state\":\"unknown\",\"closes\":\"2020-01-01\"}", "closed", "dates"},
        {"{\"closes\":\"2026-05-10\"}", "open", "dates"},
        {"{\"closes\":\"2026-05-09\"}", "closed", "dates"},
        {"{\"closes\":\"31 mai 2026\"}", "open", "dates"},
        {"{\"closes\":\"2026-05\"}", "unknown", NULL},
        {"{\"closes\":\"2026\"}", "unknown", NULL},
        {"{\"closes\":\"2027\"}", "open", "dates"},
        {"{\"closes\":\"chaque printemps\"}", "unknown", NULL},
        {"{\"opens\":\"2026-05-11\"}", "closed", "dates"},
        {"{\"opens\":\"2026-05-10\"}", "unknown", NULL},
        {"{\"opens\":\"2026-05-10\",\"closes\":\"2026-06-01\"}", "open", "dates"},
        {"{\"opens\":\"2026-05\",\"closes\":\"2026-06-01\"}", "unknown", NULL},
        {"{\"opens\":\"au printemps\",\"closes\":\"2026-06-01\"}", "unknown", NULL},
        {"{\"opens\":\"au printemps\",\"closes\":\"2026-04-01\"}", "closed", "dates"},
        {"{\"opens\":\"NC\",\"closes\":\"2026-06-01\"}", "open", "dates"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *record = cJSON_Parse(cases[i].record);
        struct scheme_state told = scheme_state_of(record, "2026-05-10");

        if (strcmp(told.state, cases[i].state) != 0)
            fail_msg("%s: %s, not %s", cases[i].record, told.state, cases[i].state);
        assert_string_equal(told.from ? told.from : "", cases[i].from ? cases[i].from : "");
        cJSON_Delete(record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(searches_and_facets_see_public_records_only),
        IN_A_FOLDER(selections_and_actors_see_public_records_only),
        IN_A_FOLDER(counts_are_of_public_records_only),
        IN_A_FOLDER(what_is_not_public_is_neither_shown_nor_like_anything),
        IN_A_FOLDER(a_question_ends_when_its_time_is_over),
        IN_A_FOLDER(a_service_that_rested_moves_on_to_a_new_state),
        cmocka_unit_test(the_state_of_a_scheme_is_told_and_never_guessed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

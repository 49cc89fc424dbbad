/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coverage.h"

#include "answer_parts.h"
#include "coverage_matrix.h"
#include "facets.h"
#include "frequent_leads.h"
#include "review.h"
#include "selection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    DAY_SIZE = sizeof "2026-01-31"
};

/* Which records count, by record number. */
struct chosen {
    unsigned char *records;
    unsigned char *practices; /* of these: practices and what has no kind, or the kinds asked for */
    size_t count;
};

/* ---- Days ---- */

static bool is_day(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;

    for (; form[i]; i++) {
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    }
    if (text[i])
        return false;
    long month = strtol(text + 5, NULL, 10), day = strtol(text + 8, NULL, 10);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The day that ages are reckoned from, and the one that old records are older than. */
static enum parangon_code reckon(const struct coverage_request *coverage, char as_of[DAY_SIZE],
                                 char before[DAY_SIZE], struct parangon_error *err)
{
    long age = coverage->max_age ? (long)coverage->max_age : COVERAGE_AGE;
    time_t now = time(NULL);
    struct tm today;

    if (coverage->as_of && !is_day(coverage->as_of))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "as-of: \"%.40s\" is no day (2026-01-31 is meant)",
                                  coverage->as_of);
    if (coverage->as_of)
        memcpy(as_of, coverage->as_of, DAY_SIZE);
    else
        strftime(as_of, DAY_SIZE, "%Y-%m-%d", gmtime_r(&now, &today));
    memcpy(before, as_of, DAY_SIZE);
    long year = strtol(as_of, NULL, 10) - age;
    char digits[24];
    snprintf(digits, sizeof digits, "%04ld", year > 0 ? year : 0);
    memcpy(before, digits, 4);
    return PARANGON_OK;
}

/* ---- Which records ---- */

static bool filters_kind(const struct request *request)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field && strcmp(request->filters[i].field->name, "kind") == 0)
            return true;
    }
    return false;
}

/* Clears the mark of all records that hold the term. */
static enum parangon_code clear_marks(struct engine *engine, const char *prefix, const char *value,
                                      unsigned char *marks, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, prefix, value);
    enum parangon_code code = engine_postings(engine, term.data, term.len, &postings, err);
    parangon_buf_clear(&term);
    for (size_t i = 0; i < postings.count; i++)
        marks[engine_record_of(engine, postings.documents[i])] = 0;
    postings_clear(&postings);
    return code;
}

static enum parangon_code leave_practices(struct engine *engine, unsigned char *marks,
                                          struct parangon_error *err)
{
    const struct parangon_field *field = parangon_field_named("kind");
    enum parangon_code code = PARANGON_OK;

    for (const char *at = field->choices; code == PARANGON_OK && *at;) {
        size_t len = strcspn(at, "|");
        char *kind = parangon_strndup(at, len);

        if (strcmp(kind, "practice") != 0)
            code = clear_marks(engine, field->prefix, kind, marks, err);
        free(kind);
        at += len + (at[len] == '|');
    }
    return code;
}

/* The order of the records is of no use here. */
static enum parangon_code choose(struct engine *engine, const struct request *given,
                                 struct chosen *chosen, struct parangon_error *err)
{
    struct request request = *given;
    struct selection selection = {0};
    size_t size = (size_t)engine->records + 1;

    request.offset = request.count = 0;
    enum parangon_code code = selection_run(engine, &request, &selection, err);
    chosen->records = parangon_calloc(size, 1);
    chosen->practices = parangon_calloc(size, 1);
    for (size_t i = 0; code == PARANGON_OK && i < selection.count; i++)
        chosen->records[selection.records[i]] = chosen->practices[selection.records[i]] = 1;
    chosen->count = selection.count;
    selection_clear(&selection);
    if (code == PARANGON_OK && !filters_kind(given))
        code = leave_practices(engine, chosen->practices, err);
    return code;
}

/* ---- Counts by facet ---- */

static size_t count_passages(const struct engine *engine, const unsigned char *records)
{
    size_t count = 0;

    for (uint32_t i = 1; i <= engine->last; i++) {
        uint32_t record = engine_record_of(engine, i);

        count += record < engine->records && records[record];
    }
    return count;
}

/* Facets over exactly the records chosen: filters of the request narrow their own facets too. */
static enum parangon_code count_facets(struct engine *engine, const struct chosen *chosen,
                                       cJSON **facets, struct parangon_error *err)
{
    unsigned char *none = parangon_calloc((size_t)engine->records + 1, 1);
    const struct ranking ranking = {.matches = chosen->records, .failed = none, .failed_one = none};
    struct request request;
    struct match match = {.engine = engine, .request = &request};

    request_init(&request);
    request.facet_limit = SIZE_MAX;
    enum parangon_code code = request_facets(&request, "main", err);
    if (code == PARANGON_OK)
        code = facets_count(&ranking, &match, facets, NULL, err);
    request_clear(&request);
    free(none);
    return code;
}

/* ---- The answer ---- */

static enum parangon_code add_counts(struct engine *engine, const struct chosen *chosen,
                                     cJSON *answer, struct parangon_error *err)
{
    cJSON *facets = NULL, *leads = NULL;
    enum parangon_code code = count_facets(engine, chosen, &facets, err);

    cJSON_AddNumberToObject(answer, "passages", (double)count_passages(engine, chosen->records));
    answer_add_text(answer, "analysis", PARANGON_ANALYSIS_VERSION);
    answer_add_text(answer, "index_format", PARANGON_INDEX_FORMAT);
    if (code == PARANGON_OK) {
        cJSON_AddItemToObject(answer, "facets", facets);
        code = frequent_leads(engine, chosen->practices, &leads, err);
    }
    if (code == PARANGON_OK)
        cJSON_AddItemToObject(answer, "leads", leads);
    return code;
}

static enum parangon_code add_review(struct engine *engine, const struct chosen *chosen,
                                     const struct coverage_request *coverage, const char *as_of,
                                     const char *before, cJSON *answer, struct parangon_error *err)
{
    const struct request *request = coverage->request;
    const struct review_request review = {
        .before = before,
        .reasons = coverage->reasons ? coverage->reasons : REVIEW_ALL,
        .offset = coverage->offset,
        .count = coverage->part == COVERAGE_REVIEW ? coverage->count : 0,
        .ui = request->ui != PARANGON_OTHER ? request->ui : request->locale,
    };

    cJSON_AddStringToObject(answer, "as_of", as_of);
    cJSON_AddStringToObject(answer, "old_before", before);
    return review_run(engine, chosen->records, &review, answer, err);
}

static enum parangon_code make_answer(struct engine *engine, const struct chosen *chosen,
                                      const struct coverage_request *coverage, cJSON *answer,
                                      struct parangon_error *err)
{
    char as_of[DAY_SIZE], before[DAY_SIZE];
    enum parangon_code code = reckon(coverage, as_of, before, err);

    cJSON_AddNumberToObject(answer, "records", (double)chosen->count);
    if (code == PARANGON_OK && coverage->part == COVERAGE_ALL)
        code = add_counts(engine, chosen, answer, err);
    if (code == PARANGON_OK && coverage->part != COVERAGE_REVIEW)
        code = coverage_matrix(engine, chosen->practices, answer, err);
    if (code == PARANGON_OK && coverage->part != COVERAGE_HOLES)
        code = add_review(engine, chosen, coverage, as_of, before, answer, err);
    return code;
}

enum parangon_code coverage_answer(struct engine *engine, const struct coverage_request *coverage,
                                   cJSON **answer, struct parangon_error *err)
{
    struct chosen chosen = {0};
    cJSON *made = answer_new();
    enum parangon_code code = choose(engine, coverage->request, &chosen, err);

    if (code == PARANGON_OK)
        code = make_answer(engine, &chosen, coverage, made, err);
    free(chosen.records);
    free(chosen.practices);
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}

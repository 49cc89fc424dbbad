/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coverage.h"

#include "answer_parts.h"
#include "each_theme.h"
#include "facets.h"
#include "frequent_leads.h"
#include "review.h"
#include "selection.h"

#include "parangon/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    CLASSES_MAX = 32,
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

static size_t count_marks(const struct engine *engine, const unsigned char *marks)
{
    size_t count = 0;

    for (uint32_t i = 0; i < engine->records; i++)
        count += marks[i];
    return count;
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

/* ---- Themes by size classes ---- */

struct matrix {
    const struct engine *engine;
    const char *classes[CLASSES_MAX]; /* ids without "class/", in the order of the vocabulary */
    size_t class_count;
    uint32_t *of_record; /* by record: a bit for each class of its leads */
    cJSON *themes;
    size_t holes;
};

static void list_classes(struct matrix *matrix)
{
    static const char prefix[] = "class/";
    const struct parangon_vocabulary *vocabulary = matrix->engine->knowledge->vocabulary;

    for (size_t i = 0; i < parangon_vocabulary_count(vocabulary); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

        if (concept->scheme == PARANGON_LABELS && matrix->class_count < CLASSES_MAX &&
            strncmp(concept->id, prefix, sizeof prefix - 1) == 0)
            matrix->classes[matrix->class_count++] = concept->id + sizeof prefix - 1;
    }
}

static enum parangon_code read_classes(struct matrix *matrix, struct engine *engine,
                                       struct parangon_error *err)
{
    const char *prefix = parangon_field_named("class")->prefix;
    enum parangon_code code = PARANGON_OK;

    for (size_t c = 0; code == PARANGON_OK && c < matrix->class_count; c++) {
        struct parangon_buf term = {0};
        struct postings postings = {0};

        parangon_term(&term, prefix, matrix->classes[c]);
        code = engine_postings(engine, term.data, term.len, &postings, err);
        for (size_t i = 0; i < postings.count; i++)
            matrix->of_record[engine_record_of(engine, postings.documents[i])] |= 1u << c;
        postings_clear(&postings);
        parangon_buf_clear(&term);
    }
    return code;
}

static void add_cells(struct matrix *matrix, cJSON *row, const size_t counts[])
{
    cJSON *classes = cJSON_AddArrayToObject(row, "classes");
    cJSON *holes = cJSON_AddArrayToObject(row, "holes");

    for (size_t c = 0; c < matrix->class_count; c++) {
        cJSON_AddItemToArray(classes, cJSON_CreateNumber((double)counts[c]));
        if (counts[c])
            continue;
        cJSON_AddItemToArray(holes, cJSON_CreateString(matrix->classes[c]));
        matrix->holes++;
    }
}

static void add_row(void *context, const struct theme_records *found)
{
    struct matrix *matrix = context;
    size_t counts[CLASSES_MAX] = {0}, without = 0;
    cJSON *row = cJSON_CreateObject();

    for (size_t i = 0; i < found->count; i++) {
        uint32_t classes = matrix->of_record[found->records[i]];

        without += !classes;
        for (size_t c = 0; c < matrix->class_count; c++)
            counts[c] += classes >> c & 1;
    }
    cJSON_AddStringToObject(row, "value", found->theme->id);
    cJSON_AddItemToObject(
        row, "label",
        facet_label(matrix->engine->knowledge, parangon_field_named("themes"), found->theme->id));
    answer_add_text(row, "under", found->under ? found->under->id : NULL);
    cJSON_AddNumberToObject(row, "count", (double)found->count);
    cJSON_AddNumberToObject(row, "without_class", (double)without);
    add_cells(matrix, row, counts);
    cJSON_AddItemToArray(matrix->themes, row);
}

/* The columns, with how many practices each has whatever their theme. */
static void add_classes(const struct matrix *matrix, const unsigned char *practices, cJSON *to)
{
    cJSON *classes = cJSON_AddArrayToObject(to, "classes");

    for (size_t c = 0; c < matrix->class_count; c++) {
        cJSON *class = cJSON_CreateObject();
        size_t count = 0;

        for (uint32_t i = 0; i < matrix->engine->records; i++)
            count += practices[i] && (matrix->of_record[i] >> c & 1);
        cJSON_AddStringToObject(class, "value", matrix->classes[c]);
        cJSON_AddItemToObject(class, "label",
                              facet_label(matrix->engine->knowledge, parangon_field_named("class"),
                                          matrix->classes[c]));
        cJSON_AddNumberToObject(class, "count", (double)count);
        cJSON_AddItemToArray(classes, class);
    }
}

static enum parangon_code make_matrix(struct engine *engine, const struct chosen *chosen,
                                      cJSON *answer, struct parangon_error *err)
{
    struct matrix matrix = {
        .engine = engine,
        .of_record = parangon_calloc((size_t)engine->records + 1, sizeof *matrix.of_record),
        .themes = cJSON_CreateArray(),
    };
    cJSON *made = cJSON_AddObjectToObject(answer, "matrix");
    size_t without = 0;

    list_classes(&matrix);
    enum parangon_code code = read_classes(&matrix, engine, err);
    if (code == PARANGON_OK)
        code = each_theme(engine, chosen->practices, true, add_row, &matrix, err);
    for (uint32_t i = 0; i < engine->records; i++)
        without += chosen->practices[i] && !matrix.of_record[i];
    size_t practices = count_marks(engine, chosen->practices);
    cJSON_AddNumberToObject(made, "practices", (double)practices);
    cJSON_AddNumberToObject(made, "without_class", (double)without);
    cJSON_AddNumberToObject(made, "cells",
                            (double)matrix.class_count * cJSON_GetArraySize(matrix.themes));
    cJSON_AddNumberToObject(made, "holes", (double)matrix.holes);
    add_classes(&matrix, chosen->practices, made);
    cJSON_AddItemToObject(made, "themes", matrix.themes);
    free(matrix.of_record);
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
        code = make_matrix(engine, chosen, answer, err);
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

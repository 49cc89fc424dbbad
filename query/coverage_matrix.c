/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coverage_matrix.h"

#include "answer_parts.h"
#include "each_theme.h"
#include "facets.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLASSES_MAX = 32
};

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

enum parangon_code coverage_matrix(struct engine *engine, const unsigned char *practices,
                                   cJSON *answer, struct parangon_error *err)
{
    struct matrix matrix = {
        .engine = engine,
        .of_record = parangon_calloc((size_t)engine->records + 1, sizeof *matrix.of_record),
        .themes = cJSON_CreateArray(),
    };
    cJSON *made = cJSON_AddObjectToObject(answer, "matrix");
    size_t count = 0, without = 0;

    list_classes(&matrix);
    enum parangon_code code = read_classes(&matrix, engine, err);
    if (code == PARANGON_OK)
        code = each_theme(engine, practices, true, add_row, &matrix, err);
    for (uint32_t i = 0; i < engine->records; i++) {
        count += practices[i];
        without += practices[i] && !matrix.of_record[i];
    }
    cJSON_AddNumberToObject(made, "practices", (double)count);
    cJSON_AddNumberToObject(made, "without_class", (double)without);
    cJSON_AddNumberToObject(made, "cells",
                            (double)matrix.class_count * cJSON_GetArraySize(matrix.themes));
    cJSON_AddNumberToObject(made, "holes", (double)matrix.holes);
    add_classes(&matrix, practices, made);
    cJSON_AddItemToObject(made, "themes", matrix.themes);
    free(matrix.of_record);
    return code;
}

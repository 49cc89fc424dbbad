/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

#include "answer_parts.h"
#include "counts.h"
#include "field_values.h"

#include "parangon/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Counting ---- */

static bool is_chosen(const struct counted *counted, const char *value)
{
    const struct filter *filter =
        counted->own == SIZE_MAX ? NULL : &counted->match->request->filters[counted->own];

    for (size_t i = 0; filter && i < filter->count; i++) {
        if (strcmp(filter->values[i], value) == 0)
            return true;
    }
    return false;
}

/* What was chosen and no record has is shown all the same: it can be taken back. Not where what was
   given stands for several values, of which some need not exist. */
static void add_missing(const struct counted *counted, struct counts *counts, size_t known)
{
    const struct filter *filter =
        counted->own == SIZE_MAX ? NULL : &counted->match->request->filters[counted->own];
    enum parangon_type type = counted->facet->field->type;

    if (!filter || type == PARANGON_TYPE_LEVEL || type == PARANGON_TYPE_LINES ||
        type == PARANGON_TYPE_PLACE)
        return;
    for (size_t i = 0; i < filter->count; i++) {
        bool found = false;

        for (size_t v = 0; v < known && !found; v++)
            found = strcmp(counts->values[v].value, filter->values[i]) == 0;
        if (!found)
            counts_add(counts, filter->values[i],
                       (struct count){.record = UINT32_MAX, .selected = true});
    }
}

static enum parangon_code count_field(const struct counted *counted, struct counts *counts,
                                      struct parangon_error *err)
{
    const struct field_values *values;
    enum parangon_code code =
        field_values_read(counted->match->engine, counted->facet->field, &values, err);

    for (size_t v = 0; code == PARANGON_OK && v < values->count; v++) {
        const char *value = values->values[v];
        struct count count = {.record = UINT32_MAX, .selected = is_chosen(counted, value)};

        for (uint32_t i = values->begin[v]; i < values->begin[v + 1]; i++) {
            if (counted_has(counted, values->records[i])) {
                count.count++;
                count.record = values->records[i];
            }
        }
        if (count.count || count.selected)
            counts_add(counts, value, count);
    }
    if (code == PARANGON_OK)
        add_missing(counted, counts, counts->count);
    return code;
}

static int by_count(const void *a, const void *b)
{
    const struct count *first = a, *second = b;

    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return strcmp(first->value, second->value);
}

/* ---- Labels ---- */

/* "Farafangana (Madagascar)" of "MG/Farafangana". */
static cJSON *label_abroad(const struct parangon_knowledge *knowledge, const char *value)
{
    char code[3] = {value[0], value[1], '\0'};
    struct parangon_buf labels[PARANGON_OTHER] = {{0}};
    cJSON *both;

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        parangon_buf_printf(
            &labels[lang], "%s (%s)", value + 3,
            parangon_vocabulary_label(knowledge->vocabulary, PARANGON_COUNTRIES, code, lang));
    both =
        answer_both(parangon_buf_str(&labels[PARANGON_FR]), parangon_buf_str(&labels[PARANGON_EN]));
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        parangon_buf_clear(&labels[lang]);
    return both;
}

static cJSON *label_known(const struct parangon_knowledge *knowledge,
                          const struct parangon_field *field, const char *value)
{
    bool bodies = field->type == PARANGON_TYPE_PLACE ||
                  (field->type == PARANGON_TYPE_DERIVED && field->scheme == PARANGON_THEMES);
    enum parangon_scheme scheme = bodies ? PARANGON_NETWORKS : field->scheme;
    const char *labels[PARANGON_OTHER];
    struct parangon_buf id = {0};

    if (scheme == PARANGON_LABELS)
        parangon_buf_printf(&id, "%s/", field->name);
    parangon_buf_puts(&id, value);
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        labels[lang] =
            parangon_vocabulary_label(knowledge->vocabulary, scheme, parangon_buf_str(&id), lang);
        if (strcmp(labels[lang], parangon_buf_str(&id)) == 0)
            labels[lang] = value;
    }
    cJSON *both = answer_both(labels[PARANGON_FR], labels[PARANGON_EN]);
    parangon_buf_clear(&id);
    return both;
}

cJSON *facet_label(const struct parangon_knowledge *knowledge, const struct parangon_field *field,
                   const char *value)
{
    const struct parangon_place *place =
        strchr(value, ':') ? parangon_places_find(knowledge->places, value) : NULL;

    if (place)
        return answer_both(place->name, place->name);
    if (field->type == PARANGON_TYPE_PLACE && strlen(value) > 3 && value[2] == '/')
        return label_abroad(knowledge, value);
    if (field->type == PARANGON_TYPE_PARTNERS)
        return answer_both(value, value);
    return label_known(knowledge, field, value);
}

cJSON *facet_label_of(struct engine *engine, const struct parangon_field *field, const char *value,
                      uint32_t record)
{
    const struct parangon_vocabulary *vocabulary = engine->knowledge->vocabulary;
    bool named = field->type == PARANGON_TYPE_PARTNERS ||
                 (field->type == PARANGON_TYPE_PLACE && !strpbrk(value, ":/") &&
                  !parangon_vocabulary_find(vocabulary, PARANGON_NETWORKS, value));
    char *written =
        named && record != UINT32_MAX ? field_value_written(engine, field, value, record) : NULL;
    cJSON *label =
        written ? answer_both(written, written) : facet_label(engine->knowledge, field, value);

    free(written);
    return label;
}

/* ---- Printing ---- */

static cJSON *print_count(const struct counted *counted, const struct count *count)
{
    cJSON *item = cJSON_CreateObject();
    const struct facet *facet = counted->facet;
    bool year = facet->quantity == QUANTITY_YEAR && !facet->decades;

    cJSON_AddStringToObject(item, "value", count->value);
    cJSON_AddItemToObject(item, "label",
                          facet->field ? facet_label_of(counted->match->engine, facet->field,
                                                        count->value, count->record)
                          : year       ? answer_both(count->value, count->value)
                                       : quantity_label(facet->quantity, &count->span));
    cJSON_AddNumberToObject(item, "count", (double)count->count);
    cJSON_AddBoolToObject(item, "selected", count->selected);
    return item;
}

/* The first ones up to the limit, and all that are chosen; how many others there are. */
static cJSON *print_counts(const struct counted *counted, const struct counts *counts,
                           size_t *left_out)
{
    cJSON *list = cJSON_CreateArray();

    *left_out = 0;
    for (size_t i = 0; i < counts->count; i++) {
        if (i < counted->match->request->facet_limit || counts->values[i].selected)
            cJSON_AddItemToArray(list, print_count(counted, &counts->values[i]));
        else
            ++*left_out;
    }
    return list;
}

static enum parangon_code add_facet(const struct counted *counted, cJSON *facets, cJSON *left_outs,
                                    struct parangon_error *err)
{
    const char *name = facet_name(counted->facet);
    struct counts counts = {0};
    size_t left_out = 0;
    enum parangon_code code = counted->facet->field ? count_field(counted, &counts, err)
                                                    : counts_of_quantity(counted, &counts, err);

    if (counts.count && counted->facet->field)
        qsort(counts.values, counts.count, sizeof *counts.values, by_count);
    if (code == PARANGON_OK)
        cJSON_AddItemToObject(facets, name, print_counts(counted, &counts, &left_out));
    if (left_out)
        cJSON_AddNumberToObject(left_outs, name, (double)left_out);
    counts_clear(&counts);
    return code;
}

enum parangon_code facets_count(const struct ranking *ranking, struct match *match, cJSON **facets,
                                cJSON **left_out, struct parangon_error *err)
{
    const struct request *request = match->request;
    cJSON *made = cJSON_CreateObject(), *left_outs = cJSON_CreateObject();
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < request->facet_count; i++) {
        const struct counted counted = {ranking, match, &request->facets[i],
                                        request_filter_of(request, &request->facets[i])};

        code = add_facet(&counted, made, left_outs, err);
    }
    if (code == PARANGON_OK)
        *facets = made;
    else
        cJSON_Delete(made);
    if (code != PARANGON_OK || !left_out || !left_outs->child) {
        cJSON_Delete(left_outs);
        left_outs = NULL;
    }
    if (code == PARANGON_OK && left_out)
        *left_out = left_outs;
    return code;
}

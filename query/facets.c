/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

#include "answer_parts.h"
#include "filter.h"

#include "parangon/json.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct count {
    char *value;
    size_t count;
    bool selected;
};

struct counts {
    struct count *values;
    size_t count, cap;
};

static void add_count(struct counts *counts, const char *value, size_t count, bool selected)
{
    if (counts->count == counts->cap) {
        counts->cap = counts->cap ? counts->cap * 2 : 32;
        counts->values = parangon_realloc(counts->values, counts->cap, sizeof *counts->values);
    }
    counts->values[counts->count++] = (struct count){parangon_strdup(value), count, selected};
}

/* The number of the request's filter on the field, or SIZE_MAX. */
static size_t own_filter(const struct request *request, const struct parangon_field *field)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field == field)
            return i;
    }
    return SIZE_MAX;
}

/* Whether a record counts in a facet: it matches, and passes all filters but the facet's own. */
static bool counts_in(const struct ranking *ranking, uint32_t record, size_t own)
{
    return ranking->matches[record] &&
           (ranking->failed[record] == 0 ||
            (ranking->failed[record] == 1 && ranking->failed_one[record] == own));
}

static bool is_selected(const struct request *request, size_t own, const char *value)
{
    for (size_t i = 0; own != SIZE_MAX && i < request->filters[own].count; i++) {
        if (strcmp(request->filters[own].values[i], value) == 0)
            return true;
    }
    return false;
}

/* The passages of a record have neighbouring numbers, so a record met again is the last one. */
static size_t count_records(const struct ranking *ranking, const struct engine *engine,
                            const struct postings *postings, size_t own)
{
    uint32_t last = UINT32_MAX;
    size_t count = 0;

    for (size_t i = 0; i < postings->count; i++) {
        uint32_t record = engine_record_of(engine, postings->documents[i]);

        if (record != UINT32_MAX && record != last && counts_in(ranking, record, own))
            count++;
        last = record;
    }
    return count;
}

static enum parangon_code count_terms(const struct ranking *ranking, struct match *match,
                                      const struct parangon_field *field, struct counts *counts,
                                      struct parangon_error *err)
{
    struct engine *engine = match->engine;
    size_t prefix_len = strlen(field->prefix), own = own_filter(match->request, field);
    enum parangon_code code = PARANGON_OK;
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;

    if (xc_terms_open(engine->database, field->prefix, prefix_len, &terms, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    while (code == PARANGON_OK && found) {
        struct postings postings = {0};

        if (xc_terms_next(terms, &term, &found, &error) != XC_OK)
            code = parangon_from_xapian(&error, "index", err);
        if (code != PARANGON_OK || !found)
            break;
        code = engine_postings(engine, term.bytes, term.len, &postings, err);
        size_t count = count_records(ranking, engine, &postings, own);
        bool selected = is_selected(match->request, own, term.bytes + prefix_len);
        if (code == PARANGON_OK && (count || selected))
            add_count(counts, term.bytes + prefix_len, count, selected);
        postings_clear(&postings);
    }
    xc_terms_close(terms);
    return code;
}

/* The years in which some matching action begins or ends, each with how many cover it. What goes
   on is counted up to the present year. */
static enum parangon_code count_years(const struct ranking *ranking, struct match *match,
                                      struct counts *counts, struct parangon_error *err)
{
    enum {
        YEARS = 4000
    };
    struct engine *engine = match->engine;
    const struct parangon_record_key *keys;
    size_t own = own_filter(match->request, NULL), *cover = parangon_calloc(YEARS, sizeof *cover);
    bool *shown = parangon_calloc(YEARS, sizeof *shown);
    enum parangon_code code = engine_record_keys(engine, &keys, err);
    time_t now = time(NULL);
    struct tm today;

    gmtime_r(&now, &today);
    for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++) {
        int last = keys[i].last == INT_MAX ? today.tm_year + 1900 : keys[i].last;

        if (!keys[i].first || last >= YEARS || !counts_in(ranking, i, own))
            continue;
        shown[keys[i].first] = shown[last] = true;
        for (int year = keys[i].first; year <= last; year++)
            cover[year]++;
    }
    for (int year = YEARS - 1; code == PARANGON_OK && year > 0; year--) {
        char value[16];

        snprintf(value, sizeof value, "%d", year);
        if (shown[year])
            add_count(counts, value, cover[year],
                      own != SIZE_MAX && year >= match->request->filters[own].first &&
                          year <= match->request->filters[own].last);
    }
    free(cover);
    free(shown);
    return code;
}

cJSON *facet_label(const struct parangon_knowledge *knowledge, const struct parangon_field *field,
                   const char *value)
{
    const struct parangon_place *place = parangon_places_find(knowledge->places, value);
    char id[PARANGON_ID_MAX];

    if (place)
        return answer_both(place->name, place->name);
    snprintf(id, sizeof id, "%s", value);
    if (field && field->scheme == PARANGON_LABELS && field->filter)
        snprintf(id, sizeof id, "%s/%s", field->name, value);
    enum parangon_scheme scheme = field ? field->scheme : PARANGON_LABELS;
    const char *labels[PARANGON_OTHER];
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        labels[lang] = parangon_vocabulary_label(knowledge->vocabulary, scheme, id, lang);
        if (strcmp(labels[lang], id) == 0)
            labels[lang] = value;
    }
    return answer_both(labels[PARANGON_FR], labels[PARANGON_EN]);
}

static int by_count(const void *a, const void *b)
{
    const struct count *first = a, *second = b;

    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return strcmp(first->value, second->value);
}

static cJSON *print_counts(const struct counts *counts, const struct parangon_knowledge *knowledge,
                           const struct parangon_field *field)
{
    cJSON *list = cJSON_CreateArray();

    for (size_t i = 0; i < counts->count; i++) {
        const struct count *count = &counts->values[i];
        cJSON *item = cJSON_CreateObject();

        cJSON_AddStringToObject(item, "value", count->value);
        cJSON_AddItemToObject(item, "label", facet_label(knowledge, field, count->value));
        cJSON_AddNumberToObject(item, "count", (double)count->count);
        cJSON_AddBoolToObject(item, "selected", count->selected);
        cJSON_AddItemToArray(list, item);
        free(count->value);
    }
    free(counts->values);
    return list;
}

enum parangon_code facets_count(const struct ranking *ranking, struct match *match, cJSON **facets,
                                struct parangon_error *err)
{
    const struct request *request = match->request;
    const struct parangon_knowledge *knowledge = match->engine->knowledge;
    cJSON *object = cJSON_CreateObject();
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < request->facet_count; i++) {
        struct counts counts = {0};

        code = count_terms(ranking, match, request->facets[i], &counts, err);
        if (counts.count)
            qsort(counts.values, counts.count, sizeof *counts.values, by_count);
        cJSON_AddItemToObject(object, request->facets[i]->filter,
                              print_counts(&counts, knowledge, request->facets[i]));
    }
    if (code == PARANGON_OK && request->year_facet) {
        struct counts counts = {0};

        code = count_years(ranking, match, &counts, err);
        cJSON_AddItemToObject(object, "year", print_counts(&counts, knowledge, NULL));
    }
    if (code == PARANGON_OK)
        *facets = object;
    else
        cJSON_Delete(object);
    return code;
}

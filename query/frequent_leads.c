/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A lead stands in the index by its code, if it has one, and by its folded name. A name counts for
 * the records that no code of that name has: places that share a name stay apart.
 */
#include "frequent_leads.h"

#include "answer_parts.h"
#include "field_values.h"

#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

struct lead {
    char *value; /* as in the index: a code, else a folded name */
    char *name;  /* of a code: what it is called; NULL for a name */
    size_t next; /* another code of the same folded name, or NONE */
    size_t count;
};

struct counting {
    struct engine *engine;
    const unsigned char *selected;
    const char *prefix;
    struct lead *leads;
    size_t count, cap;
    struct parangon_map coded; /* from folded names to the last lead with a code and that name */
    uint32_t *mark;            /* by record: the number of the last lead that marked it */
    uint32_t number;
};

/* ---- Which values there are ---- */

/* What a code is called in records; NULL when the value is no code. Yours. */
static char *name_of_code(const struct parangon_knowledge *knowledge, const char *value)
{
    const struct parangon_place *place = parangon_places_find(knowledge->places, value);
    const struct parangon_concept *body =
        parangon_vocabulary_find(knowledge->vocabulary, PARANGON_NETWORKS, value);
    char country[3] = "";

    if (place && strcmp(place->code, value) == 0)
        return parangon_strdup(place->name);
    if (body)
        return parangon_strdup(body->label[PARANGON_FR]);
    if (strlen(value) <= 3 || value[2] != '/')
        return NULL;
    memcpy(country, value, 2);
    return parangon_vocabulary_find(knowledge->vocabulary, PARANGON_COUNTRIES, country)
               ? parangon_strdup(value + 3)
               : NULL;
}

static void add_lead(struct counting *counting, const char *value)
{
    if (counting->count == counting->cap) {
        counting->cap = counting->cap ? counting->cap * 2 : 64;
        counting->leads = parangon_realloc(counting->leads, counting->cap, sizeof(struct lead));
    }
    counting->leads[counting->count++] =
        (struct lead){.value = parangon_strdup(value),
                      .name = name_of_code(counting->engine->knowledge, value),
                      .next = NONE};
}

static enum parangon_code read_values(struct counting *counting, struct parangon_error *err)
{
    size_t prefix_len = strlen(counting->prefix);
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;
    xc_status status =
        xc_terms_open(counting->engine->database, counting->prefix, prefix_len, &terms, &error);

    if (status != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    while ((status = xc_terms_next(terms, &term, &found, &error)) == XC_OK && found)
        add_lead(counting, term.bytes + prefix_len);
    xc_terms_close(terms);
    return status == XC_OK ? PARANGON_OK : parangon_from_xapian(&error, "index", err);
}

/* Chains the codes of each folded name. */
static void chain_codes(struct counting *counting)
{
    struct parangon_map *coded = &counting->coded;

    for (size_t i = 0; i < counting->count; i++) {
        struct lead *lead = &counting->leads[i];

        if (!lead->name)
            continue;
        char *key = parangon_text_key(lead->name, strlen(lead->name));
        size_t first = parangon_map_put(coded, key, strlen(key), i);
        if (first != i) {
            lead->next = counting->leads[first].next;
            counting->leads[first].next = i;
        }
        free(key);
    }
}

/* ---- How many records each has ---- */

/* Marks the records of a value with the present number. Those that had another one are counted,
   and noted in `held`, which may be NULL. */
static enum parangon_code mark_records(struct counting *counting, const char *value, size_t *count,
                                       unsigned char *held, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    /* A value that was cut to fit into a term is not to be cut anew. */
    parangon_buf_printf(&term, "%s%s", counting->prefix, value);
    enum parangon_code code =
        engine_postings(counting->engine, term.data, term.len, &postings, err);
    parangon_buf_clear(&term);
    *count = 0;
    for (size_t i = 0; i < postings.count; i++) {
        uint32_t record = engine_record_of(counting->engine, postings.documents[i]);

        if (record >= counting->engine->records || !counting->selected[record] ||
            counting->mark[record] == counting->number)
            continue;
        counting->mark[record] = counting->number;
        ++*count;
        if (held)
            held[record] = 1;
    }
    postings_clear(&postings);
    return code;
}

/* What codes hold is marked before what their name holds, and under the same number. */
static enum parangon_code count_lead(struct counting *counting, const struct lead *lead,
                                     size_t *count, unsigned char *held, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    size_t coded =
        lead->name ? NONE : parangon_map_get(&counting->coded, lead->value, strlen(lead->value));

    counting->number++;
    for (; code == PARANGON_OK && coded != NONE; coded = counting->leads[coded].next)
        code = mark_records(counting, counting->leads[coded].value, count, NULL, err);
    return code == PARANGON_OK ? mark_records(counting, lead->value, count, held, err) : code;
}

static size_t records_held(const struct counting *counting, const unsigned char *held)
{
    size_t count = 0;

    for (uint32_t i = 0; i < counting->engine->records; i++)
        count += held[i];
    return count;
}

/* ---- The answer ---- */

static bool comes_before(const struct lead *a, const struct lead *b)
{
    return a->count != b->count ? a->count > b->count : strcmp(a->value, b->value) < 0;
}

/* The leads with most records, the first first; returns how many. */
static size_t choose_top(const struct counting *counting, size_t top[FREQUENT_LEADS])
{
    size_t count = 0;

    for (size_t i = 0; i < counting->count; i++) {
        const struct lead *lead = &counting->leads[i];
        size_t at = count;

        if (!lead->count)
            continue;
        while (at && comes_before(lead, &counting->leads[top[at - 1]]))
            at--;
        if (at == FREQUENT_LEADS)
            continue;
        count += count < FREQUENT_LEADS;
        memmove(&top[at + 1], &top[at], (count - at - 1) * sizeof *top);
        top[at] = i;
    }
    return count;
}

/* A folded name as some record writes it. */
static char *name_in_records(struct engine *engine, const char *folded, const unsigned char *held)
{
    uint32_t record = 0;
    char *name = NULL;

    while (record < engine->records && !held[record])
        record++;
    if (record < engine->records)
        name = field_value_written(engine, parangon_field_named("lead"), folded, record);
    return name ? name : parangon_strdup(folded);
}

static void add_share(cJSON *to, const char *key, size_t count, size_t of)
{
    if (of)
        cJSON_AddNumberToObject(to, key, (double)count / (double)of);
    else
        cJSON_AddNullToObject(to, key);
}

static cJSON *print_lead(struct counting *counting, const struct lead *lead, size_t with_lead,
                         const unsigned char *held)
{
    const struct parangon_concept *body = parangon_vocabulary_find(
        counting->engine->knowledge->vocabulary, PARANGON_NETWORKS, lead->value);
    char *name = lead->name ? parangon_strdup(lead->name)
                            : name_in_records(counting->engine, lead->value, held);
    cJSON *item = cJSON_CreateObject();

    cJSON_AddStringToObject(item, "value", lead->value);
    cJSON_AddItemToObject(item, "label",
                          body ? answer_both(body->label[PARANGON_FR], body->label[PARANGON_EN])
                               : answer_both(name, name));
    cJSON_AddNumberToObject(item, "count", (double)lead->count);
    add_share(item, "share", lead->count, with_lead);
    free(name);
    return item;
}

static enum parangon_code print_top(struct counting *counting, cJSON *leads, size_t with_lead,
                                    struct parangon_error *err)
{
    size_t top[FREQUENT_LEADS], count = choose_top(counting, top), fresh;
    size_t size = (size_t)counting->engine->records + 1;
    unsigned char *held = parangon_alloc(size), *all = parangon_calloc(size, 1);
    cJSON *list = cJSON_AddArrayToObject(leads, "top");
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < count; i++) {
        const struct lead *lead = &counting->leads[top[i]];

        memset(held, 0, size);
        code = count_lead(counting, lead, &fresh, held, err);
        for (size_t r = 0; r < size; r++)
            all[r] |= held[r];
        if (code == PARANGON_OK)
            cJSON_AddItemToArray(list, print_lead(counting, lead, with_lead, held));
    }
    cJSON_AddNumberToObject(leads, "top_records", (double)records_held(counting, all));
    add_share(leads, "top_share", records_held(counting, all), with_lead);
    free(held);
    free(all);
    return code;
}

static enum parangon_code count_leads(struct counting *counting, cJSON *leads,
                                      struct parangon_error *err)
{
    size_t records = records_held(counting, counting->selected), distinct = 0;
    unsigned char *led = parangon_calloc((size_t)counting->engine->records + 1, 1);
    enum parangon_code code = read_values(counting, err);

    chain_codes(counting);
    for (size_t i = 0; code == PARANGON_OK && i < counting->count; i++) {
        code = count_lead(counting, &counting->leads[i], &counting->leads[i].count, led, err);
        distinct += counting->leads[i].count > 0;
    }
    cJSON_AddNumberToObject(leads, "records", (double)records);
    cJSON_AddNumberToObject(leads, "with_lead", (double)records_held(counting, led));
    cJSON_AddNumberToObject(leads, "distinct", (double)distinct);
    if (code == PARANGON_OK)
        code = print_top(counting, leads, records_held(counting, led), err);
    free(led);
    return code;
}

enum parangon_code frequent_leads(struct engine *engine, const unsigned char *selected,
                                  cJSON **leads, struct parangon_error *err)
{
    struct counting counting = {
        .engine = engine,
        .selected = selected,
        .prefix = parangon_field_named("lead")->prefix,
        .mark = parangon_calloc((size_t)engine->records + 1, sizeof *counting.mark),
    };
    cJSON *made = cJSON_CreateObject();
    enum parangon_code code = count_leads(&counting, made, err);

    for (size_t i = 0; i < counting.count; i++) {
        free(counting.leads[i].value);
        free(counting.leads[i].name);
    }
    free(counting.leads);
    free(counting.mark);
    parangon_map_clear(&counting.coded);
    if (code == PARANGON_OK)
        *leads = made;
    else
        cJSON_Delete(made);
    return code;
}

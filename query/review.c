/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "review.h"

#include "answer_parts.h"
#include "selection.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"

static const struct {
    const char *code, *fr, *en;
} reasons[REVIEW_REASON_COUNT] = {
    [REVIEW_OLD] = {"old", "ancienne", "old"},
    [REVIEW_UNCHECKED] = {"unchecked", "jamais vérifiée", "never verified"},
    [REVIEW_NO_THEME] = {"no-theme", "sans thème", "no theme"},
    [REVIEW_NO_SUMMARY] = {"no-summary", "sans résumé", "no summary"},
    [REVIEW_NO_SOURCE] = {"no-source", "sans source", "no source"},
    [REVIEW_ONE_LANGUAGE] = {"one-language", "dans une seule langue", "in one language only"},
    [REVIEW_NO_LEAD] = {"no-lead", "sans porteur", "no lead"},
    [REVIEW_NO_YEAR] = {"no-year", "sans année", "no year"},
    [REVIEW_NO_STAGE] = {"no-stage", "stade inconnu", "stage unknown"},
    [REVIEW_NO_EVIDENCE] = {"no-evidence", "niveau de preuve absent", "no level of evidence"},
    [REVIEW_ANNOUNCED] = {"announced", "seulement annoncée (preuve" NBSP "0)",
                          "announced only (evidence 0)"},
};

const char *review_code(enum review_reason reason)
{
    return reasons[reason].code;
}

unsigned review_named(const char *code)
{
    for (unsigned i = 0; i < REVIEW_REASON_COUNT; i++) {
        if (strcmp(reasons[i].code, code) == 0)
            return 1u << i;
    }
    return 0;
}

/* ---- One record ---- */

/* Whether a day, a month or a year is over before a day: what may still be of that day or later is
   not. */
static bool is_before(const char *date, const char *day)
{
    static const char last_day[] = "0000-12-31";
    char end[sizeof last_day];
    size_t len = strlen(date);

    if (len >= sizeof end)
        len = sizeof end - 1;
    memcpy(end, last_day, sizeof end);
    memcpy(end, date, len);
    return strcmp(end, day) < 0;
}

static bool is_old(const cJSON *record, const char *before)
{
    const char *checked = parangon_json_text(record, "checked_on");
    double reported = parangon_json_number(record, "year_reported", 0);
    char year[16];

    if (checked)
        return is_before(checked, before);
    snprintf(year, sizeof year, "%04.0f", reported);
    return reported >= 1000 && reported <= 9999 && is_before(year, before);
}

static bool has_source(const cJSON *record)
{
    const cJSON *source = cJSON_GetObjectItemCaseSensitive(record, "source");

    return parangon_json_text(source, "title") || parangon_json_text(source, "url");
}

static bool has_summary(const cJSON *record)
{
    const cJSON *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        if (parangon_json_text(version, "summary"))
            return true;
    }
    return false;
}

/* What is not said to be something else is a practice. */
static bool is_practice(const cJSON *record)
{
    const char *kind = parangon_json_text(record, "kind");

    return !kind || strcmp(kind, "practice") == 0;
}

static bool has_year(const cJSON *record)
{
    int first, last;

    return parangon_record_period(record, &first, &last) ||
           parangon_json_number(record, "year_reported", 0) > 0;
}

static unsigned review_practice(const cJSON *record)
{
    const char *stage = parangon_json_text(record, "stage");
    const cJSON *evidence = cJSON_GetObjectItemCaseSensitive(record, "evidence");
    unsigned found = 0;

    if (!parangon_json_text(cJSON_GetObjectItemCaseSensitive(record, "lead"), "name"))
        found |= 1u << REVIEW_NO_LEAD;
    if (!has_year(record))
        found |= 1u << REVIEW_NO_YEAR;
    if (!stage || strcmp(stage, "unknown") == 0)
        found |= 1u << REVIEW_NO_STAGE;
    if (!cJSON_IsNumber(evidence))
        found |= 1u << REVIEW_NO_EVIDENCE;
    else if (evidence->valuedouble <= 0)
        found |= 1u << REVIEW_ANNOUNCED;
    return found;
}

unsigned review_record(const cJSON *record, const char *before)
{
    unsigned found = is_practice(record) ? review_practice(record) : 0;

    if (is_old(record, before))
        found |= 1u << REVIEW_OLD;
    if (!parangon_json_text(record, "checked_on"))
        found |= 1u << REVIEW_UNCHECKED;
    if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(record, "themes")) == 0)
        found |= 1u << REVIEW_NO_THEME;
    if (!has_summary(record))
        found |= 1u << REVIEW_NO_SUMMARY;
    if (!has_source(record))
        found |= 1u << REVIEW_NO_SOURCE;
    if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(record, "versions")) < 2)
        found |= 1u << REVIEW_ONE_LANGUAGE;
    return found;
}

/* ---- The list ---- */

struct listed {
    uint32_t record;
    unsigned reasons;
    char *id;
};

/* The first ones of all: room for twice as many, cut back when it is full. */
struct list {
    struct listed *items;
    size_t count, wanted;
};

static unsigned bits(unsigned set)
{
    unsigned count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

/* What wants most comes first. */
static int by_reasons(const void *a, const void *b)
{
    const struct listed *first = a, *second = b;
    unsigned left = bits(first->reasons), right = bits(second->reasons);

    return left != right ? (left > right ? -1 : 1) : strcmp(first->id, second->id);
}

static void cut_back(struct list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_reasons);
    while (list->count > list->wanted)
        free(list->items[--list->count].id);
}

static void add_listed(struct list *list, uint32_t record, unsigned found, const char *id)
{
    if (!list->wanted)
        return;
    list->items[list->count++] = (struct listed){record, found, parangon_strdup(id ? id : "")};
    if (list->count == 2 * list->wanted)
        cut_back(list);
}

static enum parangon_code print_listed(struct engine *engine, const struct listed *listed,
                                       enum parangon_lang ui, cJSON *review,
                                       struct parangon_error *err)
{
    cJSON *record = NULL, *item, *codes;
    enum parangon_lang lang = PARANGON_OTHER;
    enum parangon_code code = selection_record(engine, listed->record, &record, err);

    if (code != PARANGON_OK)
        return code;
    item = cJSON_CreateObject();
    answer_add_text(item, "id", listed->id);
    answer_add_text(item, "title",
                    parangon_json_text(parangon_record_version(record, ui, &lang), "title"));
    answer_add_text(item, "lang", parangon_lang_code(lang));
    answer_add_text(item, "kind", parangon_json_text(record, "kind"));
    codes = cJSON_AddArrayToObject(item, "reasons");
    for (unsigned i = 0; i < REVIEW_REASON_COUNT; i++) {
        if (listed->reasons & 1u << i)
            cJSON_AddItemToArray(codes, cJSON_CreateString(reasons[i].code));
    }
    cJSON_AddItemToArray(review, item);
    cJSON_Delete(record);
    return PARANGON_OK;
}

static void print_reasons(const size_t counts[], cJSON *answer)
{
    cJSON *list = cJSON_AddArrayToObject(answer, "review_reasons");

    for (unsigned i = 0; i < REVIEW_REASON_COUNT; i++) {
        cJSON *item = cJSON_CreateObject();

        cJSON_AddStringToObject(item, "value", reasons[i].code);
        cJSON_AddItemToObject(item, "label", answer_both(reasons[i].fr, reasons[i].en));
        cJSON_AddNumberToObject(item, "count", (double)counts[i]);
        cJSON_AddItemToArray(list, item);
    }
}

struct found {
    size_t any, listed; /* records with some reason, and with one of those asked for */
    size_t counts[REVIEW_REASON_COUNT];
};

static enum parangon_code read_records(struct engine *engine, const unsigned char *selected,
                                       const struct review_request *request, struct list *list,
                                       struct found *found, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++) {
        cJSON *record = NULL;

        if (!selected[i] || !engine->heads[i])
            continue;
        code = selection_record(engine, i, &record, err);
        if (code != PARANGON_OK)
            break;
        unsigned why = review_record(record, request->before);

        for (unsigned r = 0; r < REVIEW_REASON_COUNT; r++)
            found->counts[r] += why >> r & 1;
        found->any += why != 0;
        if (why & request->reasons) {
            found->listed++;
            add_listed(list, i, why, parangon_json_text(record, "id"));
        }
        cJSON_Delete(record);
    }
    return code;
}

enum parangon_code review_run(struct engine *engine, const unsigned char *selected,
                              const struct review_request *request, cJSON *answer,
                              struct parangon_error *err)
{
    struct list list = {.wanted = request->count ? request->offset + request->count : 0};
    struct found found = {0};
    cJSON *review = cJSON_CreateArray();

    if (list.wanted > engine->records)
        list.wanted = (size_t)engine->records + 1;
    list.items = parangon_calloc(2 * list.wanted + 1, sizeof *list.items);
    enum parangon_code code = read_records(engine, selected, request, &list, &found, err);
    cut_back(&list);
    for (size_t i = request->offset; code == PARANGON_OK && i < list.count; i++)
        code = print_listed(engine, &list.items[i], request->ui, review, err);
    for (size_t i = 0; i < list.count; i++)
        free(list.items[i].id);
    free(list.items);
    cJSON_AddNumberToObject(answer, "to_review", (double)found.any);
    print_reasons(found.counts, answer);
    if (!request->count) {
        cJSON_Delete(review);
        return code;
    }
    cJSON_AddNumberToObject(answer, "review_total", (double)found.listed);
    cJSON_AddNumberToObject(answer, "offset", (double)request->offset);
    cJSON_AddItemToObject(answer, "review", review);
    return code;
}

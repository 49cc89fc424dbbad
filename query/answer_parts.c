/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answer_parts.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <string.h>

enum {
    ANSWER_FORMAT = 1
};

/* Today, by universal time: whoever reads an export must know how old it is. */
static void add_date(cJSON *answer)
{
    time_t now = time(NULL);
    struct tm day;
    char text[16];

    if (gmtime_r(&now, &day) && strftime(text, sizeof text, "%Y-%m-%d", &day))
        cJSON_AddStringToObject(answer, "date", text);
}

cJSON *answer_new(void)
{
    cJSON *answer = cJSON_CreateObject();

    cJSON_AddNumberToObject(answer, "format", ANSWER_FORMAT);
    add_date(answer);
    return answer;
}

void answer_add_text(cJSON *object, const char *key, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, key, text);
    else
        cJSON_AddNullToObject(object, key);
}

static void copy_member(cJSON *to, const cJSON *from, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(from, key);

    if (member)
        cJSON_AddItemToObject(to, key, cJSON_Duplicate(member, true));
}

static void copy_list(cJSON *to, const cJSON *from, const char *key)
{
    copy_member(to, from, key);
    if (!cJSON_GetObjectItemCaseSensitive(to, key))
        cJSON_AddItemToObject(to, key, cJSON_CreateArray());
}

static void copy_value(cJSON *to, const cJSON *from, const char *key)
{
    copy_member(to, from, key);
    if (!cJSON_GetObjectItemCaseSensitive(to, key))
        cJSON_AddNullToObject(to, key);
}

static void copy_fields(cJSON *result, const cJSON *record)
{
    static const char *const lists[] = {"co_leads", "partners", "themes",  "actions",
                                        "sdg",      "schemes",  "networks"};
    static const char *const values[] = {"year_start", "year_end", "year_reported", "stage",
                                         "evidence"};
    static const char *const others[] = {"ongoing", "checked_on", "amounts",   "amount_eur",
                                         "ref",     "scope",      "functions", "state"};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        copy_list(result, record, lists[i]);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        copy_value(result, record, values[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        copy_member(result, record, others[i]);
}

static cJSON *print_source(const cJSON *record, const cJSON *version)
{
    const cJSON *given = cJSON_GetObjectItemCaseSensitive(record, "source");
    cJSON *source = cJSON_CreateObject();

    answer_add_text(source, "title", parangon_json_text(given, "title"));
    answer_add_text(source, "url", parangon_json_text(given, "url"));
    answer_add_text(source, "path", parangon_json_text(version, "path"));
    answer_add_text(source, "locator", parangon_json_text(given, "locator"));
    return source;
}

static void print_versions(cJSON *result, const cJSON *record, enum parangon_lang lang)
{
    const cJSON *versions = cJSON_GetObjectItemCaseSensitive(record, "versions");
    enum parangon_lang found = PARANGON_OTHER;
    const cJSON *version = parangon_record_version(record, lang, &found), *each;
    cJSON *langs;

    answer_add_text(result, "lang", parangon_lang_code(found));
    langs = cJSON_AddArrayToObject(result, "langs");
    cJSON_ArrayForEach(each, versions)
        cJSON_AddItemToArray(langs, cJSON_CreateString(each->string));
    answer_add_text(result, "title", parangon_json_text(version, "title"));
    answer_add_text(result, "summary", parangon_json_text(version, "summary"));
    cJSON_AddItemToObject(result, "source", print_source(record, version));
}

void answer_add_record(cJSON *result, const cJSON *record, enum parangon_lang lang)
{
    answer_add_text(result, "id", parangon_json_text(record, "id"));
    answer_add_text(result, "kind", parangon_json_text(record, "kind"));
    print_versions(result, record, lang);
    copy_value(result, record, "lead");
    copy_fields(result, record);
}

cJSON *answer_both(const char *french, const char *english)
{
    cJSON *both = cJSON_CreateObject();

    cJSON_AddStringToObject(both, "fr", french);
    cJSON_AddStringToObject(both, "en", english);
    return both;
}

cJSON *answer_filters(const struct request *request)
{
    cJSON *filters = cJSON_CreateObject();

    for (size_t i = 0; i < request->filter_count; i++) {
        const struct filter *filter = &request->filters[i];
        cJSON *values = cJSON_AddArrayToObject(filters, filter_name(filter));

        for (size_t v = 0; v < filter->count; v++)
            cJSON_AddItemToArray(values, cJSON_CreateString(filter->values[v]));
    }
    return filters;
}

void answer_add_part(cJSON *parts, const char *label, double value)
{
    cJSON *part = cJSON_CreateObject();

    cJSON_AddStringToObject(part, "label", label);
    cJSON_AddNumberToObject(part, "value", value);
    cJSON_AddItemToArray(parts, part);
}

double answer_milliseconds(const struct timespec *since)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - since->tv_sec) * 1e3 +
           (double)(now.tv_nsec - since->tv_nsec) / 1e6;
}

enum parangon_code answer_expect_id(const cJSON *stored, const char *id, struct parangon_error *err)
{
    const char *own = parangon_json_text(stored, "id");

    if (own && id && strcmp(own, id) == 0)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_DAMAGED, "index: a passage of \"%.120s\" is expected",
                              id ? id : "?");
}

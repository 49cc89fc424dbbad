/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Versions merged into a record, the record joined with places, and what is asked of a record. */
#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/record.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_version_field(const char *name)
{
    const struct parangon_field *field = parangon_field_named(name);

    return (field && (field->flags & PARANGON_FIELD_VERSION)) ||
           strcmp(name, PARANGON_LANG_TOLD) == 0;
}

/* Words that the record has in another language already. */
static bool is_worded_otherwise(const cJSON *record, const cJSON *value)
{
    const struct parangon_field *field = parangon_field_named(value->string);
    const cJSON *other = cJSON_GetObjectItemCaseSensitive(record, value->string);

    return field && (field->flags & PARANGON_FIELD_WORDED) && other &&
           !cJSON_Compare(other, value, true);
}

cJSON *parangon_record_merge(const cJSON *const versions[], size_t count)
{
    cJSON *record = cJSON_CreateObject();
    cJSON *merged = cJSON_CreateObject();

    for (size_t i = 0; i < count; i++) {
        const char *lang = parangon_json_text(versions[i], "lang");
        cJSON *version = cJSON_CreateObject();
        const cJSON *value;

        cJSON_ArrayForEach(value, versions[i])
        {
            cJSON *target = is_version_field(value->string) || is_worded_otherwise(record, value)
                                ? version
                                : record;

            if (strcmp(value->string, "lang") != 0 &&
                !cJSON_GetObjectItemCaseSensitive(target, value->string))
                cJSON_AddItemToObject(target, value->string, cJSON_Duplicate(value, true));
        }
        if (cJSON_GetObjectItemCaseSensitive(merged, lang))
            cJSON_Delete(version);
        else
            cJSON_AddItemToObject(merged, lang, version);
    }
    cJSON_AddItemToObject(record, "versions", merged);
    return record;
}

static void add_text(cJSON *object, const char *key, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, key, text);
}

/* "MG/Farafangana" and the like: the country, when it is one. */
static const struct parangon_concept *country_of(const char *name,
                                                 const struct parangon_lookup *lookup)
{
    char code[3] = {0};

    if (strlen(name) < 4 || name[2] != '/')
        return NULL;
    memcpy(code, name, 2);
    return parangon_vocabulary_find(lookup->vocabulary, PARANGON_COUNTRIES, code);
}

static const struct parangon_place *place_of(const char *name, const struct parangon_lookup *lookup)
{
    const struct parangon_place *place = parangon_places_find(lookup->places, name);

    if (!place && parangon_places_named(lookup->places, name, &place, 1) == 0)
        return NULL;
    return place;
}

static cJSON *french_place(const struct parangon_place *place)
{
    cJSON *joined = cJSON_CreateObject();

    add_text(joined, "name", place->name);
    add_text(joined, "code", place->code);
    add_text(joined, "country", "FR");
    add_text(joined, "kind", place->kind);
    if (place->population > 0) {
        cJSON_AddNumberToObject(joined, "population", (double)place->population);
        cJSON_AddNumberToObject(joined, "population_year", place->population_year);
    }
    add_text(joined, "class", place->size_class);
    add_text(joined, "department", place->department);
    add_text(joined, "region", place->region);
    add_text(joined, "parent", place->parent);
    return joined;
}

/* What a lead is known for: a French authority, an organisation, a place abroad, or its name. */
static cJSON *join_place(const char *name, const struct parangon_lookup *lookup)
{
    const struct parangon_concept *body =
        parangon_vocabulary_find(lookup->vocabulary, PARANGON_NETWORKS, name);
    const struct parangon_concept *country = country_of(name, lookup);
    const struct parangon_place *place = body || country ? NULL : place_of(name, lookup);
    cJSON *joined;

    if (place)
        return french_place(place);
    if (!body && !country)
        body = parangon_record_body(lookup, name);
    joined = cJSON_CreateObject();
    add_text(joined, "name", body ? body->label[PARANGON_FR] : country ? name + 3 : name);
    add_text(joined, "code", body ? body->id : country ? name : NULL);
    add_text(joined, "country", country ? country->id : NULL);
    add_text(joined, "kind", body ? "organisation" : country ? "etranger" : NULL);
    return joined;
}

static void add_country(cJSON *record, const char *country)
{
    if (country && strcmp(country, "FR") != 0 && !parangon_json_has(record, "countries", country))
        cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(record, "countries"),
                             cJSON_CreateString(country));
}

const struct parangon_concept *parangon_record_body(const struct parangon_lookup *lookup,
                                                    const char *name)
{
    const struct parangon_concept *body =
        parangon_vocabulary_named(lookup->vocabulary, PARANGON_NETWORKS, name);
    char *key = parangon_text_key(name, strlen(name));
    bool own = body && strcmp(body->id, name) == 0;

    for (size_t i = 0; body && !own && i < body->term_count; i++) {
        char *term = parangon_text_key(body->terms[i].text, strlen(body->terms[i].text));

        own = body->terms[i].strength != PARANGON_WEAK && strcmp(term, key) == 0;
        free(term);
    }
    free(key);
    return own ? body : NULL;
}

/* Bodies of a list of lines go by their ids, each once. */
static void join_bodies(cJSON *record, const char *field, const struct parangon_lookup *lookup)
{
    cJSON *given = cJSON_DetachItemFromObjectCaseSensitive(record, field);
    cJSON *joined = given ? cJSON_AddArrayToObject(record, field) : NULL;
    const cJSON *item;

    cJSON_ArrayForEach(item, given)
    {
        const char *name = cJSON_IsString(item) ? item->valuestring : "";
        const struct parangon_concept *body = parangon_record_body(lookup, name);

        if (!parangon_json_has(record, field, body ? body->id : name))
            cJSON_AddItemToArray(joined, cJSON_CreateString(body ? body->id : name));
    }
    cJSON_Delete(given);
}

void parangon_record_join(cJSON *record, const struct parangon_lookup *lookup)
{
    const cJSON *lead = cJSON_GetObjectItemCaseSensitive(record, "lead");
    const cJSON *co_leads = cJSON_GetObjectItemCaseSensitive(record, "co_leads");
    cJSON *joined = cJSON_CreateArray();
    const cJSON *item;

    cJSON_AddItemToObject(record, "countries", cJSON_CreateArray());
    if (cJSON_IsString(lead)) {
        cJSON_ReplaceItemInObjectCaseSensitive(record, "lead",
                                               join_place(lead->valuestring, lookup));
        lead = cJSON_GetObjectItemCaseSensitive(record, "lead");
        add_country(record, parangon_json_text(lead, "country"));
    }
    cJSON_ArrayForEach(item, co_leads)
    {
        cJSON *place = join_place(item->valuestring, lookup);

        cJSON_AddItemToArray(joined, place);
        add_country(record, parangon_json_text(place, "country"));
    }
    cJSON_DeleteItemFromObjectCaseSensitive(record, "co_leads");
    cJSON_AddItemToObject(record, "co_leads", joined);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "partners"))
        add_country(record, parangon_json_text(item, "country"));
    join_bodies(record, "funders", lookup);
    join_bodies(record, "actors", lookup);
}

bool parangon_record_is_searched(const cJSON *record)
{
    const char *status = parangon_json_text(record, "status");

    return !status || strcmp(status, "published") == 0;
}

const cJSON *parangon_record_version(const cJSON *record, enum parangon_lang lang,
                                     enum parangon_lang *found)
{
    const cJSON *versions = cJSON_GetObjectItemCaseSensitive(record, "versions");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(versions, parangon_lang_code(lang));

    if (!version && versions)
        version = versions->child;
    if (version && found)
        *found = parangon_lang_from_code(version->string);
    return version;
}

const char *parangon_record_measured(const cJSON *record, const cJSON *indicator)
{
    const char *place = parangon_json_text(indicator, "place");

    if (!parangon_json_text(indicator, "measure"))
        return NULL;
    return place ? place
                 : parangon_json_text(cJSON_GetObjectItemCaseSensitive(record, "lead"), "code");
}

const cJSON *parangon_record_member(const cJSON *record, const char *name, enum parangon_lang lang)
{
    const struct parangon_field *field = parangon_field_named(name);
    const cJSON *own = NULL;

    if (field && (field->flags & PARANGON_FIELD_WORDED))
        own = cJSON_GetObjectItemCaseSensitive(parangon_record_version(record, lang, NULL), name);
    return own ? own : cJSON_GetObjectItemCaseSensitive(record, name);
}

static void take_folded(parangon_value_fn *take, void *context, const char *text)
{
    char *key = text ? parangon_text_key(text, strlen(text)) : NULL;

    if (key && *key)
        take(context, key);
    free(key);
}

static void take_item(const cJSON *item, parangon_value_fn *take, void *context)
{
    char number[32];

    if (cJSON_IsString(item) && *item->valuestring) {
        take(context, item->valuestring);
    } else if (cJSON_IsNumber(item)) {
        snprintf(number, sizeof number, "%.0f", item->valuedouble);
        take(context, number);
    }
}

/* A lead is found by its code and by its name. */
static void take_place(const cJSON *place, const char *key, parangon_value_fn *take, void *context)
{
    const char *value = parangon_json_text(place, key);

    if (value)
        take(context, value);
    if (strcmp(key, "code") == 0)
        take_folded(take, context, parangon_json_text(place, "name"));
}

static void take_places(const cJSON *record, const char *key, parangon_value_fn *take,
                        void *context)
{
    const cJSON *place;

    take_place(cJSON_GetObjectItemCaseSensitive(record, "lead"), key, take, context);
    cJSON_ArrayForEach(place, cJSON_GetObjectItemCaseSensitive(record, "co_leads"))
        take_place(place, key, take, context);
}

/* The authorities that measures are about: those named, else the lead. */
static void take_measured(const cJSON *record, parangon_value_fn *take, void *context)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "indicators"))
    {
        const char *place = parangon_record_measured(record, item);

        if (place)
            take(context, place);
    }
}

/* Fields whose values are not simply the member of their name. */
static bool take_special(const cJSON *record, const struct parangon_field *field,
                         parangon_value_fn *take, void *context)
{
    static const struct {
        const char *field, *key;
    } joined[] = {{"lead", "code"},      {"class", "class"},
                  {"authority", "kind"}, {"department", "department"},
                  {"parent", "parent"},  {"region", "region"}};
    const cJSON *item;

    if (strcmp(field->name, "lang") == 0) {
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "versions"))
            take(context, item->string);
        return true;
    }
    if (strcmp(field->name, "measured") == 0) {
        take_measured(record, take, context);
        return true;
    }
    if (strcmp(field->name, "partners") == 0) {
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "partners"))
            take_folded(take, context, parangon_json_text(item, "name"));
        return true;
    }
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        if (strcmp(joined[i].field, field->name) == 0) {
            take_places(record, joined[i].key, take, context);
            /* a regional network states its region itself */
            take_item(cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(record, field->name))
                          ? NULL
                          : cJSON_GetObjectItemCaseSensitive(record, field->name),
                      take, context);
            return true;
        }
    }
    return false;
}

void parangon_record_values(const cJSON *record, const struct parangon_field *field,
                            parangon_value_fn *take, void *context)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(record, field->name);
    const cJSON *item;

    if (take_special(record, field, take, context))
        return;
    if (!cJSON_IsArray(value)) {
        take_item(value, take, context);
        return;
    }
    cJSON_ArrayForEach(item, value) take_item(item, take, context);
}

static void take_identity(const cJSON *place, parangon_value_fn *take, void *context)
{
    const char *code = parangon_json_text(place, "code");

    if (code)
        take(context, code);
    else
        take_folded(take, context, parangon_json_text(place, "name"));
}

void parangon_record_leads(const cJSON *record, parangon_value_fn *take, void *context)
{
    const cJSON *place;

    take_identity(cJSON_GetObjectItemCaseSensitive(record, "lead"), take, context);
    cJSON_ArrayForEach(place, cJSON_GetObjectItemCaseSensitive(record, "co_leads"))
        take_identity(place, take, context);
}

bool parangon_record_period(const cJSON *record, int *first, int *last)
{
    double start = parangon_json_number(record, "year_start", 0);
    double end = parangon_json_number(record, "year_end", 0);
    bool ongoing = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(record, "ongoing"));

    if (start <= 0 && end <= 0)
        return false;
    *first = (int)(start > 0 ? start : end);
    *last = end > 0 ? (int)end : ongoing ? INT_MAX : *first;
    return true;
}

static bool is_euro(const cJSON *amount)
{
    const char *currency = parangon_json_text(amount, "currency");

    return !currency || strcmp(currency, "EUR") == 0;
}

double parangon_record_amount(const cJSON *record)
{
    double largest = parangon_json_number(record, "amount_eur", 0);
    const cJSON *amount;

    if (largest > 0)
        return largest;
    cJSON_ArrayForEach(amount, cJSON_GetObjectItemCaseSensitive(record, "amounts"))
    {
        double value = is_euro(amount) ? parangon_json_number(amount, "value", 0) : 0;

        if (largest < value)
            largest = value;
    }
    return largest > 0 ? largest : 0;
}

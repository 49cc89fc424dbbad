/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is given to a filter, looked up as its field wants it. */
#include "request.h"

#include <stdlib.h>
#include <string.h>

/* A copy of an array with room for one more, in the arena of the request. */
static void *with_room(struct request *request, const void *array, size_t count, size_t size)
{
    void *larger = parangon_arena_alloc(request->arena, (count + 1) * size);

    if (count)
        memcpy(larger, array, count * size);
    return larger;
}

/* NULL when there is no such filter yet. */
static struct filter *known_filter(struct request *request, const struct parangon_field *field,
                                   enum quantity quantity)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field == field && request->filters[i].quantity == quantity)
            return &request->filters[i];
    }
    return NULL;
}

static struct filter *filter_on(struct request *request, const struct parangon_field *field,
                                enum quantity quantity)
{
    struct filter *known = known_filter(request, field, quantity);

    if (known)
        return known;
    request->filters =
        with_room(request, request->filters, request->filter_count, sizeof *request->filters);
    request->filters[request->filter_count] = (struct filter){.field = field, .quantity = quantity};
    return &request->filters[request->filter_count++];
}

static struct filter *filter_for(struct request *request, const struct parangon_field *field)
{
    return filter_on(request, field, QUANTITY_NONE);
}

static bool has_value(const struct filter *filter, const char *value)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (strcmp(filter->values[i], value) == 0)
            return true;
    }
    return false;
}

static void add_value(struct request *request, struct filter *filter, const char *value)
{
    if (has_value(filter, value))
        return;
    filter->values = with_room(request, filter->values, filter->count, sizeof *filter->values);
    filter->values[filter->count++] = parangon_arena_strdup(request->arena, value);
}

static enum parangon_code filter_quantity(struct request *request, enum quantity quantity,
                                          const char *value, struct parangon_error *err)
{
    struct span span;
    enum parangon_code code = quantity_read(quantity, value, &span, err);
    struct filter *filter;

    if (code != PARANGON_OK)
        return code;
    filter = filter_on(request, NULL, quantity);
    if (has_value(filter, value))
        return PARANGON_OK;
    filter->spans = with_room(request, filter->spans, filter->count, sizeof *filter->spans);
    filter->spans[filter->count] = span;
    add_value(request, filter, value);
    return PARANGON_OK;
}

static enum parangon_code filter_concept(struct request *request,
                                         const struct parangon_field *field,
                                         enum parangon_scheme scheme, const char *value,
                                         const struct parangon_lookup *lookup,
                                         struct parangon_error *err)
{
    const struct parangon_concept *concept =
        parangon_vocabulary_named(lookup->vocabulary, scheme, value);
    const char *near;

    if (concept) {
        add_value(request, filter_for(request, field), concept->id);
        return PARANGON_OK;
    }
    near = parangon_vocabulary_nearest(lookup->vocabulary, scheme, value);
    return parangon_error_set(err, PARANGON_USAGE, "%s: \"%.60s\" is unknown%s%s%s", field->filter,
                              value, near ? " (did you mean \"" : "", near ? near : "",
                              near ? "\"?)" : "");
}

/* A choice by its id or its label in either language. */
static enum parangon_code filter_choice(struct request *request, const struct parangon_field *field,
                                        const char *value, const struct parangon_lookup *lookup,
                                        struct parangon_error *err)
{
    const struct parangon_concept *label =
        parangon_is_choice(field->choices, value)
            ? NULL
            : parangon_vocabulary_named(lookup->vocabulary, PARANGON_LABELS, value);
    const char *slash = label ? strchr(label->id, '/') : NULL;
    const char *id = slash ? slash + 1 : value;

    if (!parangon_is_choice(field->choices, id))
        return parangon_error_set(err, PARANGON_USAGE, "%s: \"%.60s\" is none of %s", field->filter,
                                  value, field->choices);
    add_value(request, filter_for(request, field), id);
    return PARANGON_OK;
}

/* A lead is named by a code, a name or an organisation: all that it may be called is looked for. */
static enum parangon_code filter_lead(struct request *request, const struct parangon_field *field,
                                      const char *value, const struct parangon_lookup *lookup)
{
    enum {
        CANDIDATES = 16
    };
    const struct parangon_place *places[CANDIDATES], *place;
    const struct parangon_concept *body = parangon_record_body(lookup, value);
    struct filter *filter = filter_for(request, field);
    size_t found = parangon_places_named(lookup->places, value, places, CANDIDATES);
    char *key = parangon_text_key(value, strlen(value));

    place = parangon_places_find(lookup->places, value);
    add_value(request, filter, place ? place->code : value);
    add_value(request, filter, key);
    if (body)
        add_value(request, filter, body->id);
    for (size_t i = 0; i < found && i < CANDIDATES; i++)
        add_value(request, filter, places[i]->code);
    free(key);
    return PARANGON_OK;
}

static enum parangon_code filter_region(struct request *request, const struct parangon_field *field,
                                        const char *value, const struct parangon_lookup *lookup,
                                        struct parangon_error *err)
{
    const char *kind = field->filter;
    enum {
        CANDIDATES = 16
    };
    const struct parangon_place *places[CANDIDATES];
    const struct parangon_place *place = parangon_places_find(lookup->places, value);
    size_t found = parangon_places_named(lookup->places, value, places, CANDIDATES);

    for (size_t i = 0; !place && i < found && i < CANDIDATES; i++) {
        bool fits = strcmp(kind, "region") == 0       ? strcmp(places[i]->kind, "region") == 0
                    : strcmp(kind, "department") == 0 ? strcmp(places[i]->kind, "departement") == 0
                                                      : strncmp(places[i]->code, "epci:", 5) == 0;
        if (fits)
            place = places[i];
    }
    if (!place)
        return parangon_error_set(err, PARANGON_USAGE, "%s: \"%.60s\" is unknown", kind, value);
    add_value(request, filter_for(request, field), place->code);
    return PARANGON_OK;
}

/* "2" means at least 2, as does a label. */
static enum parangon_code filter_level(struct request *request, const struct parangon_field *field,
                                       const char *value, struct parangon_error *err)
{
    if (strlen(value) != 1 || *value < '0' || *value > '4')
        return parangon_error_set(err, PARANGON_USAGE,
                                  "%s: a whole number from 0 to 4 is meant, not \"%.40s\"",
                                  field->filter, value);
    for (char level[2] = {*value, '\0'}; *level <= '4'; ++*level)
        add_value(request, filter_for(request, field), level);
    return PARANGON_OK;
}

static enum parangon_code filter_lang(struct request *request, const struct parangon_field *field,
                                      const char *value, struct parangon_error *err)
{
    const char *code = parangon_lang_code(parangon_lang_from_code(value));

    if (strcmp(code, "other") == 0 && strcmp(value, code) != 0)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "%s: fr, en or other is meant, not \"%.40s\"", field->filter,
                                  value);
    add_value(request, filter_for(request, field), code);
    return PARANGON_OK;
}

static enum parangon_code filter_goal(struct request *request, const struct parangon_field *field,
                                      const char *value, struct parangon_error *err)
{
    char *end;
    long goal = strtol(value, &end, 10);

    if (*end || goal < 1 || goal > 17)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "%s: a whole number from 1 to 17 is meant, not \"%.40s\"",
                                  field->filter, value);
    add_value(request, filter_for(request, field), value);
    return PARANGON_OK;
}

static enum parangon_code filter_folded(struct request *request, const struct parangon_field *field,
                                        const char *value)
{
    char *key = parangon_text_key(value, strlen(value));

    add_value(request, filter_for(request, field), key);
    free(key);
    return PARANGON_OK;
}

/* A funder or an actor: as it stands in records, or the id of the body that the words name. */
static enum parangon_code filter_body(struct request *request, const struct parangon_field *field,
                                      const char *value, const struct parangon_lookup *lookup)
{
    const struct parangon_concept *body = parangon_record_body(lookup, value);

    add_value(request, filter_for(request, field), value);
    if (body && strcmp(body->id, value) != 0)
        add_value(request, filter_for(request, field), body->id);
    return PARANGON_OK;
}

static enum parangon_code filter_field(struct request *request, const struct parangon_field *field,
                                       const char *value, const struct parangon_lookup *lookup,
                                       struct parangon_error *err)
{
    static const char *const places[] = {"region", "department", "parent"};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (strcmp(field->name, places[i]) == 0)
            return filter_region(request, field, value, lookup, err);
    }
    if (strcmp(field->name, "lang") == 0)
        return filter_lang(request, field, value, err);
    if (strcmp(field->name, "countries") == 0)
        return filter_concept(request, field, PARANGON_COUNTRIES, value, lookup, err);
    switch (field->type) {
    case PARANGON_TYPE_CONCEPTS:
        return filter_concept(request, field, field->scheme, value, lookup, err);
    case PARANGON_TYPE_CHOICE:
    case PARANGON_TYPE_CHOICES: return filter_choice(request, field, value, lookup, err);
    case PARANGON_TYPE_PLACE: return filter_lead(request, field, value, lookup);
    case PARANGON_TYPE_PARTNERS: return filter_folded(request, field, value);
    case PARANGON_TYPE_NUMBERS: return filter_goal(request, field, value, err);
    case PARANGON_TYPE_LEVEL: return filter_level(request, field, value, err);
    case PARANGON_TYPE_LINES: return filter_body(request, field, value, lookup);
    default: add_value(request, filter_for(request, field), value); return PARANGON_OK;
    }
}

enum parangon_code request_filter(struct request *request, const char *name, const char *value,
                                  const struct parangon_lookup *lookup, struct parangon_error *err)
{
    enum quantity quantity = quantity_named(name);
    const struct parangon_field *field = quantity ? NULL : parangon_field_filter(name);
    struct filter *filter = known_filter(request, field, quantity);
    size_t before = filter ? filter->count : 0;
    enum parangon_code code;

    if (!quantity && (!field || !field->prefix))
        return parangon_error_set(err, PARANGON_USAGE, "\"%.40s\" is no filter", name);
    if (!*value)
        return parangon_error_set(err, PARANGON_USAGE, "%s: a value is needed", name);
    if (filter && filter->given == FILTER_VALUES_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "%s: more than %d values", name,
                                  FILTER_VALUES_MAX);
    code = quantity ? filter_quantity(request, quantity, value, err)
                    : filter_field(request, field, value, lookup, err);
    filter = known_filter(request, field, quantity);
    if (code == PARANGON_OK)
        filter->given += filter->count > before;
    return code;
}

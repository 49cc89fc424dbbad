/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/authorities.h"

#include "compare/terms.h"
#include "filter.h"

#include <stdlib.h>
#include <string.h>

/* ---- One authority ---- */

/* A city and its group are a couple when it is the group's centre; other members are not. */
static const struct parangon_place *other_half(const struct parangon_places *places,
                                               const struct parangon_place *place)
{
    const bool commune = strncmp(place->code, "com:", 4) == 0;
    const char *code = commune                                 ? place->parent
                       : strncmp(place->code, "epci:", 5) == 0 ? place->centre
                                                               : NULL;
    const struct parangon_place *other = code ? parangon_places_find(places, code) : NULL;

    if (!other || (commune && (!other->centre || strcmp(other->centre, place->code) != 0)))
        return NULL;
    return other;
}

struct authority *authorities_of(struct authorities *authorities,
                                 const struct parangon_place *place)
{
    size_t at = parangon_map_put(&authorities->by_code, place->code, strlen(place->code),
                                 authorities->count);

    if (at < authorities->count)
        return &authorities->items[at];
    if (authorities->count == authorities->cap) {
        authorities->cap = authorities->cap ? authorities->cap * 2 : 64;
        authorities->items =
            parangon_realloc(authorities->items, authorities->cap, sizeof *authorities->items);
    }
    struct authority *authority = &authorities->items[authorities->count++];
    *authority = (struct authority){
        .place = place, .other = other_half(authorities->engine->knowledge->places, place)};
    return authority;
}

const struct authority *authorities_find(const struct authorities *authorities,
                                         const struct parangon_place *place)
{
    size_t at = place ? parangon_map_get(&authorities->by_code, place->code, strlen(place->code))
                      : PARANGON_MAP_NONE;

    return at == PARANGON_MAP_NONE ? NULL : &authorities->items[at];
}

static void add_id(struct ids *ids, const char *id)
{
    if (ids->count && strcmp(ids->items[ids->count - 1], id) == 0)
        return;
    if (ids->count == ids->cap) {
        ids->cap = ids->cap ? ids->cap * 2 : 4;
        ids->items = parangon_realloc(ids->items, ids->cap, sizeof *ids->items);
    }
    ids->items[ids->count++] = id;
}

/* ---- Their records ---- */

static void take_lead(void *context, const char *value, const uint32_t records[], size_t count)
{
    struct authorities *authorities = context;
    const struct parangon_place *place =
        parangon_places_find(authorities->engine->knowledge->places, value);

    if (!place || !count)
        return;
    struct authority *authority = authorities_of(authorities, place);
    authority->records =
        parangon_realloc(authority->records, authority->count + count, sizeof *authority->records);
    memcpy(authority->records + authority->count, records, count * sizeof *records);
    authority->count += count;
}

/* Kinds of records that tell what was done; others describe bodies, figures, rules. */
static void take_kind(void *context, const char *value, const uint32_t records[], size_t count)
{
    static const char *const practices[] = {"practice", "programme", "event"};
    struct authorities *authorities = context;

    for (size_t i = 0; i < sizeof practices / sizeof *practices; i++) {
        if (strcmp(practices[i], value) == 0)
            return;
    }
    for (size_t i = 0; i < count; i++)
        authorities->is_practice[records[i]] = 0;
}

bool authorities_filter(const struct filter *filter)
{
    static const char *const fields[] = {"class", "authority", "region", "department", "parent"};

    for (size_t i = 0; filter->field && i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(filter->field->name, fields[i]) == 0)
            return true;
    }
    return false;
}

/* Who asks for a kind of records means these by practices. */
static bool asks_for_kinds(const struct request *request)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field && strcmp(request->filters[i].field->name, "kind") == 0)
            return true;
    }
    return false;
}

static enum parangon_code choose(struct authorities *authorities, const struct request *request,
                                 struct parangon_error *err)
{
    const size_t records = authorities->engine->records;
    unsigned char *passes = parangon_alloc(records + 1);
    enum parangon_code code = PARANGON_OK;

    if (asks_for_kinds(request))
        memset(authorities->is_practice, 1, records);
    memcpy(authorities->is_chosen, authorities->is_practice, records);
    for (size_t f = 0; code == PARANGON_OK && f < request->filter_count; f++) {
        if (authorities_filter(&request->filters[f]))
            continue;
        authorities->filtered = true;
        memset(passes, 0, records + 1);
        code = filter_apply(authorities->engine, &request->filters[f], passes, err);
        for (size_t i = 0; i < records; i++)
            authorities->is_chosen[i] = authorities->is_chosen[i] && passes[i];
    }
    free(passes);
    return code;
}

static void count_practices(struct authorities *authorities)
{
    for (size_t i = 0; i < authorities->count; i++) {
        struct authority *authority = &authorities->items[i];

        for (size_t r = 0; r < authority->count; r++) {
            authority->practices += authorities->is_practice[authority->records[r]];
            authority->chosen += authorities->is_chosen[authority->records[r]];
        }
    }
}

/* ---- What their records share ---- */

struct sharing {
    struct authorities *authorities;
    unsigned char *has; /* by record: the value at hand */
    size_t field;       /* offset of the ids in an authority */
};

static void take_shared(void *context, const char *value, const uint32_t records[], size_t count)
{
    struct sharing *sharing = context;
    struct authorities *authorities = sharing->authorities;
    const char *id = parangon_arena_strdup(authorities->arena, value);

    for (size_t i = 0; i < count; i++)
        sharing->has[records[i]] = authorities->is_practice[records[i]];
    for (size_t i = 0; i < authorities->count; i++) {
        struct authority *authority = &authorities->items[i];

        for (size_t r = 0; r < authority->count; r++) {
            if (sharing->has[authority->records[r]])
                add_id((struct ids *)(void *)((char *)authority + sharing->field), id);
        }
    }
    for (size_t i = 0; i < count; i++)
        sharing->has[records[i]] = 0;
}

static enum parangon_code read_shared(struct authorities *authorities, struct parangon_error *err)
{
    struct sharing sharing = {authorities, parangon_calloc(authorities->engine->records + 1, 1),
                              offsetof(struct authority, countries)};
    enum parangon_code code =
        terms_each(authorities->engine, "countries", take_shared, &sharing, err);

    sharing.field = offsetof(struct authority, networks);
    if (code == PARANGON_OK)
        code = terms_each(authorities->engine, "networks", take_shared, &sharing, err);
    free(sharing.has);
    return code;
}

/* ---- All of them ---- */

enum parangon_code authorities_read(struct authorities *authorities, struct engine *engine,
                                    const struct request *request, struct parangon_error *err)
{
    enum parangon_code code;

    *authorities = (struct authorities){.engine = engine, .arena = parangon_arena_new()};
    authorities->is_practice = parangon_alloc((size_t)engine->records + 1);
    authorities->is_chosen = parangon_calloc((size_t)engine->records + 1, 1);
    memset(authorities->is_practice, 1, (size_t)engine->records + 1);
    code = terms_each(engine, "lead", take_lead, authorities, err);
    if (code == PARANGON_OK)
        code = terms_each(engine, "kind", take_kind, authorities, err);
    if (code == PARANGON_OK)
        code = choose(authorities, request, err);
    if (code == PARANGON_OK)
        code = read_shared(authorities, err);
    if (code == PARANGON_OK)
        code = figures_read(engine, authorities->arena, &authorities->figures, err);
    count_practices(authorities);
    for (size_t i = 0; i < authorities->figures.count; i++)
        authorities_of(authorities, authorities->figures.items[i].place);
    return code;
}

void authorities_clear(struct authorities *authorities)
{
    for (size_t i = 0; i < authorities->count; i++) {
        free(authorities->items[i].records);
        free(authorities->items[i].countries.items);
        free(authorities->items[i].networks.items);
    }
    free(authorities->items);
    free(authorities->is_practice);
    free(authorities->is_chosen);
    figures_clear(&authorities->figures);
    parangon_map_clear(&authorities->by_code);
    parangon_arena_free(authorities->arena);
    *authorities = (struct authorities){0};
}

const struct figure *authority_figure(const struct authorities *authorities,
                                      const struct authority *authority, enum measure measure)
{
    return figures_of(&authorities->figures, authority->place, authority->other, measure);
}

const char *authority_carrier(const struct authorities *authorities,
                              const struct authority *authority, const struct figure **said)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_CARRIER);

    if (!figure || !figure->perimeter)
        figure = authority_figure(authorities, authority, MEASURE_SERVICE);
    if (!figure || !figure->perimeter)
        return NULL;
    if (said)
        *said = figure;
    return figure->perimeter;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding places by code and by name, and their size classes. */
#include "places.h"

#include "parangon/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Size classes ---- */

struct band {
    long from;
    const char *class; /* NULL ends the list */
};

static const struct band commune_bands[] = {
    {400000, "commune-gt-400"},
    {200000, "commune-200-400"},
    {100000, "commune-100-200"},
    {1, "commune-lt-100"},
    {0, NULL},
};

static const struct band epci_bands[] = {
    {1000000, "epci-gt-1000"}, {500000, "epci-500-1000"}, {400000, "epci-400-500"},
    {200000, "epci-200-400"},  {1, "epci-lt-200"},        {0, NULL},
};

/* Every kind of authority, with the bands of those that have classes. The Métropole de Lyon has
   the powers of a département too, but the study counts it among the metropolises. */
static const struct kind {
    const char *name;
    const struct band *bands;
} kinds[] = {
    {"commune", commune_bands},
    {"metropole", epci_bands},
    {"metropole-lyon", epci_bands},
    {"communaute-urbaine", epci_bands},
    {"communaute-agglomeration", epci_bands},
    {"communaute-communes", epci_bands},
    {"ept", epci_bands},
    {"departement", NULL},
    {"region", NULL},
    {"syndicat", NULL},
    {"association", NULL},
};

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    return NULL;
}

const char *places_kind(const char *name)
{
    const struct kind *kind = find_kind(name);

    return kind ? kind->name : NULL;
}

const char *parangon_places_size_class(const char *kind, long population)
{
    const struct kind *known = find_kind(kind);

    if (!known || !known->bands)
        return NULL;
    const struct band *band = known->bands;
    while (band->class && population < band->from)
        band++;
    return band->class;
}

/* ---- Places ---- */

void parangon_places_free(struct parangon_places *places)
{
    if (!places)
        return;
    parangon_map_clear(&places->codes);
    parangon_map_clear(&places->names);
    parangon_arena_free(places->arena);
    free(places->called);
    free(places->places);
    free(places);
}

size_t parangon_places_count(const struct parangon_places *places)
{
    return places->count;
}

const struct parangon_place *parangon_places_at(const struct parangon_places *places, size_t index)
{
    assert(index < places->count);
    return &places->places[index];
}

const struct parangon_place *parangon_places_find(const struct parangon_places *places,
                                                  const char *code)
{
    size_t index = parangon_map_get(&places->codes, code, strlen(code));

    return index == PARANGON_MAP_NONE ? NULL : &places->places[index];
}

/* Whether the place called by `a` is better than the one called by `b`; the order of the file
   decides between equals. */
static bool is_better(const struct parangon_places *places, const struct called *a,
                      const struct called *b)
{
    const struct parangon_place *first = &places->places[a->place];
    const struct parangon_place *second = &places->places[b->place];

    if (a->alias != b->alias)
        return b->alias;
    if (first->population != second->population)
        return first->population > second->population;
    return a->place < b->place;
}

/* Whether an earlier name of the chain leads to the same place. A place's name comes before its
   aliases, so that the earlier is never the worse. */
static bool is_repeated(const struct parangon_places *places, size_t from, size_t at)
{
    while (from != at && places->called[from].place != places->called[at].place)
        from = places->called[from].next;
    return from != at;
}

/* How many of the chain from `from` are better than the one at `at`. */
static size_t rank_of(const struct parangon_places *places, size_t from, size_t at)
{
    size_t rank = 0;

    for (size_t i = from; i != PARANGON_MAP_NONE; i = places->called[i].next) {
        if (!is_repeated(places, from, i) &&
            is_better(places, &places->called[i], &places->called[at]))
            rank++;
    }
    return rank;
}

/* Few places share a name, so that each one's rank is counted rather than sorted. */
size_t parangon_places_named(const struct parangon_places *places, const char *name,
                             const struct parangon_place **found, size_t max)
{
    char *key = parangon_text_key(name, strlen(name));
    size_t first = parangon_map_get(&places->names, key, strlen(key));
    size_t count = 0;

    free(key);
    for (size_t i = first; i != PARANGON_MAP_NONE; i = places->called[i].next) {
        if (is_repeated(places, first, i))
            continue;
        size_t rank = rank_of(places, first, i);
        if (rank < max)
            found[rank] = &places->places[places->called[i].place];
        count++;
    }
    return count;
}

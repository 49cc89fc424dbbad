/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_RECORD_PLACES_H
#define CORPUS_RECORD_PLACES_H

/* The inside of the places, shared by the file that reads them and the one that finds them. */

#include "parangon/memory.h"
#include "parangon/places.h"

#include <stdbool.h>

/* A name of a place; those with the same key are chained. */
struct called {
    size_t place;
    bool alias;
    size_t next; /* PARANGON_MAP_NONE at the end */
};

struct parangon_places {
    struct parangon_arena *arena;
    struct parangon_place *places;
    size_t count, cap;
    struct parangon_map codes; /* to places */
    struct parangon_map names; /* of text keys, to the first of a chain */
    struct called *called;
    size_t called_count, called_cap;
};

/* The constant name of a kind of authority, or NULL when there is no such kind. */
const char *places_kind(const char *name);

#endif

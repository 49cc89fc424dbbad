/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_AUTHORITIES_H
#define QUERY_COMPARE_AUTHORITIES_H

/*
 * The authorities of an index: those that lead or co-lead a record, or that a record measures,
 * with their records, partner countries and networks.
 */

#include "compare/figures.h"
#include "request.h"

/* Ids, each once, in the order of the index. */
struct ids {
    const char **items;
    size_t count, cap;
};

struct authority {
    const struct parangon_place *place;
    const struct parangon_place *other; /* of a centre city its EPCI, of an EPCI its centre city */
    uint32_t *records;                  /* numbers, rising; led or co-led */
    size_t count, cap;
    size_t practices; /* of those, that tell what was done */
    size_t chosen;    /* of those, that pass the filters */
    struct ids countries, networks;
};

struct authorities {
    struct engine *engine;
    struct parangon_arena *arena;
    struct authority *items;
    size_t count, cap;
    struct parangon_map by_code;
    unsigned char *is_practice; /* by record */
    unsigned char *is_chosen;   /* by record: a practice that passes the filters */
    bool filtered;              /* whether there are filters on practices */
    struct figures figures;
};

/* Whether a filter tells which authorities are looked at, not which of their records. */
bool authorities_filter(const struct filter *filter);

/* Reads all of them; to be cleared also after a failure. */
enum parangon_code authorities_read(struct authorities *authorities, struct engine *engine,
                                    const struct request *request, struct parangon_error *err);
void authorities_clear(struct authorities *authorities);

/* The authority of a place, added when the index has nothing of it: pointers to others then move.
   For the half of a couple as well. */
struct authority *authorities_of(struct authorities *authorities,
                                 const struct parangon_place *place);
/* The same, NULL when the index has nothing of it. */
const struct authority *authorities_find(const struct authorities *authorities,
                                         const struct parangon_place *place);

/* The figure of an authority, its couple's when they share it; or NULL. */
const struct figure *authority_figure(const struct authorities *authorities,
                                      const struct authority *authority, enum measure measure);

/* Who carries international action: "city", "epci", "shared", "both" as records say it, with
   the figure that says so (may be NULL); NULL when none does. */
const char *authority_carrier(const struct authorities *authorities,
                              const struct authority *authority, const struct figure **said);

#endif

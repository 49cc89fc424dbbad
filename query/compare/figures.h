/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_FIGURES_H
#define QUERY_COMPARE_FIGURES_H

/*
 * Figures: what records state about authorities, from those of their indicators that have a
 * "measure". A figure is an exact value or bounds, never a number made of bounds.
 *
 * All of it lives in the arena given.
 */

#include "engine.h"

#include "parangon/record.h"

enum measure {
    MEASURE_STAFF,
    MEASURE_BUDGET,
    MEASURE_BUDGET_SHARE,
    MEASURE_SERVICE,
    MEASURE_CARRIER,
    MEASURE_COFINANCING,
    MEASURE_COUNT
};

struct figure {
    enum measure measure;
    const struct parangon_place *place;
    bool exact;            /* `min` and `max` are the one value */
    double min, max;       /* NAN for a bound that is not stated */
    const char *text;      /* a value in words, or NULL */
    const char *unit;      /* as it is written, "EUR" for euros; or NULL */
    int year;              /* 0 when it is not stated */
    const char *perimeter; /* city, epci, shared, both, or other words; or NULL */
    const char *source;    /* as the indicator names it, or NULL */
    bool uncertain;        /* the record itself doubts it */
    const char *record;    /* id */
    const char *title[PARANGON_OTHER];
};

struct figures {
    struct figure *items; /* the newest first; of one year in the order of ids, the sure first */
    size_t count, cap;
};

enum parangon_code figures_read(struct engine *engine, struct parangon_arena *arena,
                                struct figures *figures, struct parangon_error *err);
void figures_clear(struct figures *figures);

/* The figure to show of an authority: its own, else one of services that it shares with the other
   half of its couple (which may be NULL). NULL when the base states none. */
const struct figure *figures_of(const struct figures *figures, const struct parangon_place *place,
                                const struct parangon_place *other, enum measure measure);

/* Whether a figure counts as a number: exact, and not in doubt. */
bool figure_is_number(const struct figure *figure);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_SIDES_H
#define QUERY_COMPARE_SIDES_H

/* One side of a comparison: an authority with its couple and its practices, as JSON. */

#include "compare/authorities.h"

#include <cjson/cJSON.h>

struct sides {
    const struct authorities *authorities;
    enum parangon_lang lang; /* to show records in */
};

/* Adds to `side`: "place", "practices" (at most PRACTICES_SHOWN), "practice_count", and "couple",
   null when it has none. */
enum parangon_code sides_print(const struct sides *sides, const struct authority *authority,
                               cJSON *side, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_INDICATORS_H
#define QUERY_COMPARE_INDICATORS_H

/*
 * The table of indicators: one row an indicator, one cell an authority, each with its unit, year,
 * perimeter and source. What the base does not state is missing, never 0.
 *
 * A median is given from MEDIAN_LEAST exact values on, of indicators that measure authorities. It
 * leaves out bounds ("under 100,000 euros") and values in doubt, and says so. Counts of what the
 * base holds have none: it would measure the base.
 */

#include "compare/authorities.h"

#include <cjson/cJSON.h>

enum {
    MEDIAN_LEAST = 5
};

/* The rows, for cJSON_Delete; the first of the authorities is the place compared. */
enum parangon_code indicators_make(const struct authorities *authorities,
                                   const struct authority *const compared[], size_t count,
                                   cJSON **indicators, struct parangon_error *err);

#endif

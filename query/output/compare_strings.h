/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_COMPARE_STRINGS_H
#define QUERY_OUTPUT_COMPARE_STRINGS_H

/* The fixed words of comparisons in both languages. "{}" is the place of a value. */

#include "parangon/memory.h"
#include "parangon/text.h"

enum compare_string {
    COMPARE_TITLE,
    COMPARE_SIDE_BY_SIDE,
    COMPARE_MISSING,
    COMPARE_NO_PEERS,
    COMPARE_OWN_PRACTICES,
    COMPARE_FILTERS,
    COMPARE_COUPLE,
    COMPARE_IN_SIZE,
    COMPARE_OUTSIDE,
    COMPARE_CRITERIA,
    COMPARE_AUTHORITY,
    COMPARE_CODE,
    COMPARE_KIND,
    COMPARE_INHABITANTS,
    COMPARE_SIZE_COLUMN,
    COMPARE_SIMILARITY,
    COMPARE_WHY,
    COMPARE_DIFFERS,
    COMPARE_PRACTICES,
    COMPARE_PEERS,
    COMPARE_PRACTICE,
    COMPARE_STAGE,
    COMPARE_AGE,
    COMPARE_PARTNERS,
    COMPARE_SCHEMES,
    COMPARE_EVIDENCE,
    COMPARE_INDICATORS,
    COMPARE_INDICATOR,
    COMPARE_MEDIAN,
    COMPARE_MEDIAN_OF,
    COMPARE_SOURCES,
    COMPARE_VALUE,
    COMPARE_EXACT,
    COMPARE_LEAST,
    COMPARE_MOST,
    COMPARE_UNIT,
    COMPARE_YEAR,
    COMPARE_PERIMETER,
    COMPARE_NO_PERIMETER,
    COMPARE_NO_YEAR,
    COMPARE_SOURCE,
    COMPARE_RECORD,
    COMPARE_NOTE,
    COMPARE_FIELD,
    COMPARE_SHEET_PEERS,
    COMPARE_SHEET_PRACTICES,
    COMPARE_SHEET_INDICATORS,
    COMPARE_SHEET_SOURCES,
    COMPARE_SHEET_FIELDS,
    COMPARE_RULE,
    COMPARE_STRING_COUNT
};

const char *compare_string(enum compare_string id, enum parangon_lang ui);

/* Adds the string with `value` in the place of "{}". */
void compare_string_add(struct parangon_buf *out, enum compare_string id, enum parangon_lang ui,
                        const char *value);

#endif

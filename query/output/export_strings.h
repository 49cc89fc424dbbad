/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_EXPORT_STRINGS_H
#define QUERY_OUTPUT_EXPORT_STRINGS_H

/* The words of exports in both languages, beside output_strings.h, and alike. */

#include "parangon/memory.h"
#include "parangon/text.h"

enum export_string {
    EXPORT_ABOUT,
    EXPORT_ABOUT_FIELD,
    EXPORT_ABOUT_VALUE,
    EXPORT_AMOUNTS,
    EXPORT_COLUMN_CURRENCY,
    EXPORT_COLUMN_FIGURE,
    EXPORT_COLUMN_LABEL,
    EXPORT_COLUMN_PERIMETER,
    EXPORT_COLUMN_SOURCE,
    EXPORT_COLUMN_UNIT,
    EXPORT_COLUMN_VALUE,
    EXPORT_COLUMN_YEAR,
    EXPORT_CONTINUED,
    EXPORT_CONTINUED_CELL,
    EXPORT_CONTINUED_PART,
    EXPORT_CONTINUED_POINTER,
    EXPORT_COUNTRIES,
    EXPORT_DATE,
    EXPORT_EVIDENCE_LABEL,
    EXPORT_FACTS,
    EXPORT_FIGURES,
    EXPORT_FILTERS,
    EXPORT_LEAD_CODE,
    EXPORT_LIKE,
    EXPORT_MADE_WITH,
    EXPORT_PAGE_OF,
    EXPORT_POPULATION,
    EXPORT_PRECISION,
    EXPORT_RANK,
    EXPORT_RECORD,
    EXPORT_RECORDS,
    EXPORT_RESULTS,
    EXPORT_RESULTS_SHOWN,
    EXPORT_RESULTS_TOTAL,
    EXPORT_RIGHTS,
    EXPORT_RIGHTS_NAME,
    EXPORT_SCORE,
    EXPORT_SEARCH,
    EXPORT_TABLE,
    EXPORT_TEXT,
    EXPORT_TITLE,
    EXPORT_URL,
    EXPORT_STRING_COUNT
};

/* In French for PARANGON_FR, else in English. */
const char *export_string(enum export_string id, enum parangon_lang ui);

/* Adds the string with `value` in the place of "{}". */
void export_add(struct parangon_buf *out, enum export_string id, enum parangon_lang ui,
                const char *value);

#endif

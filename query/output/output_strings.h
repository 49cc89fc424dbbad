/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_OUTPUT_STRINGS_H
#define QUERY_OUTPUT_OUTPUT_STRINGS_H

/*
 * The fixed words of the outputs in both languages, in one table. Static storage; any thread.
 *
 * A string may hold "{}", the place of the one value it is shown with. French strings carry their
 * no-break spaces.
 */

#include "parangon/memory.h"
#include "parangon/text.h"

enum string_id {
    STRING_NO_RECORD,
    STRING_ONE_RECORD,
    STRING_RECORDS,
    STRING_SHOWN,
    STRING_READ_AS,
    STRING_CORRECTED,
    STRING_PROPOSED,
    STRING_MATCH_MOST,
    STRING_MATCH_ANY,
    STRING_PARTIAL,
    STRING_TRY_WORDS,
    STRING_INHABITANTS,
    STRING_LESS_THAN,
    STRING_MORE_THAN,
    STRING_WITH,
    STRING_AND_MORE,
    STRING_SINCE,
    STRING_UNTIL,
    STRING_REPORTED_IN,
    STRING_NOT_CHECKED,
    STRING_CHECKED_ON,
    STRING_CHECKED_IN,
    STRING_IN_FRENCH,
    STRING_IN_ENGLISH,
    STRING_WHY,
    STRING_PAGE,
    STRING_COLON,
    STRING_LIST,
    STRING_OPEN_QUOTE,
    STRING_CLOSE_QUOTE,
    STRING_NARROW,
    STRING_EXPANSION,
    STRING_YES,
    STRING_NO,
    STRING_VERSION,
    STRING_PASSAGES,
    STRING_RECORD_COUNT,
    STRING_ANALYSIS,
    STRING_INDEX_FORMAT,
    STRING_CHECK_PASSAGES,
    STRING_CHECK_TERMS,
    STRING_CHECK_SOURCE,
    STRING_CHECK_LEFT_OVER,
    STRING_CHECK_INTERRUPTED,
    STRING_CHECK_NO_TABLES,
    STRING_CHECK_WHOLE,
    STRING_CHECK_DAMAGED,
    STRING_CHECK_COMPLETE,
    STRING_CHECK_REBUILD,
    STRING_CHECK_GO_BACK,
    STRING_COUNT
};

/* In French for PARANGON_FR, else in English. */
const char *string_in(enum string_id id, enum parangon_lang ui);

/* Adds a string of this kind, from any table, with `value` in the place of "{}". */
void string_fill(struct parangon_buf *out, const char *string, const char *value);

/* The same for a string of this table. */
void string_add(struct parangon_buf *out, enum string_id id, enum parangon_lang ui,
                const char *value);

/* What a person calls a field, named as in a record or as a filter; NULL when there is none. */
const char *string_field(const char *name, enum parangon_lang ui);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SCHEME_STATE_H
#define QUERY_SCHEME_STATE_H

/* Whether a scheme can be asked on a given day: as its record says, else as its dates say. */

#include <cjson/cJSON.h>

struct scheme_state {
    const char *state; /* "open", "closed", "ended", "unknown" */
    const char *from;  /* "record", "dates", or NULL when nothing tells */
};

/*
 * `day` is YYYY-MM-DD. What the record states is taken, but for "unknown". Else its dates count:
 * past its closing date, or before its opening date, it is closed; before its closing date it is
 * open, unless it has an opening date that has not come or cannot be read. An opening date alone
 * does not tell whether it is still open, nor does a month or a year that `day` lies in, nor words
 * such as « chaque printemps »: all these are unknown.
 */
struct scheme_state scheme_state_of(const cJSON *record, const char *day);

#endif

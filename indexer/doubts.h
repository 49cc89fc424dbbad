/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DOUBTS_H
#define INDEXER_DOUBTS_H

/* Doubts: what is odd about a record that is taken all the same, for a person to look at. */

#include <cjson/cJSON.h>
#include <stdbool.h>

struct doubts_of {
    const cJSON *record; /* merged and joined */
    bool has_theme;      /* given, or found in what it says */
    int year;            /* that we have now */
};

/* Calls `say` with each doubt. */
typedef void doubts_fn(void *context, const char *message);
void doubts_find(const struct doubts_of *of, doubts_fn *say, void *context);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_EACH_THEME_H
#define QUERY_EACH_THEME_H

/* Every theme of the vocabulary with the records that are about it, or about a narrower one. */

#include "engine.h"

struct theme_records {
    const struct parangon_concept *theme;
    const struct parangon_concept *under; /* the theme that it is listed under, or NULL */
    size_t own;                           /* records that the index lists under the theme itself */
    const uint32_t *records;              /* numbers, those of narrower themes included */
    size_t count;
};

typedef void theme_fn(void *context, const struct theme_records *theme);

/* Calls `take` for each theme, in the order of the vocabulary or, with `nested`, each followed by
   what is narrower. `selected`, by record number, says which records count; NULL for all. What is
   passed holds during the call. */
enum parangon_code each_theme(struct engine *engine, const unsigned char *selected, bool nested,
                              theme_fn *take, void *context, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_TERMS_H
#define QUERY_COMPARE_TERMS_H

/* Which records have which values of a field, read from the lists of the index alone. */

#include "engine.h"

/* Takes a value with the numbers of the records that have it, each once. Borrowed. */
typedef void term_fn(void *context, const char *value, const uint32_t records[], size_t count);

/* Calls `take` with each value of the field. */
enum parangon_code terms_each(struct engine *engine, const char *field, term_fn *take,
                              void *context, struct parangon_error *err);

#endif

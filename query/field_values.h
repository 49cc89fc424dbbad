/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_FIELD_VALUES_H
#define QUERY_FIELD_VALUES_H

/*
 * The values of a field over all records, read from the index once a state of it and kept with the
 * engine, up to FIELD_VALUES_MAX bytes of them: counting and grouping walk through plain arrays.
 */

#include "engine.h"

#include "parangon/record.h"

#define FIELD_VALUES_MAX ((size_t)64 << 20)

struct field_values {
    size_t count;
    char **values;     /* as they are filtered by, in the order of the index */
    uint32_t *begin;   /* of each value in `records`, and the end of the last */
    uint32_t *records; /* numbers, rising within a value */
    size_t bytes;
};

/* Borrowed, until the next call. A lead is counted once a record, by its code or else its name. */
enum parangon_code field_values_read(struct engine *engine, const struct parangon_field *field,
                                     const struct field_values **values,
                                     struct parangon_error *err);

/* What a value is called when the vocabulary does not know: as a record that has it writes it, or
   NULL. Yours. */
char *field_value_written(struct engine *engine, const struct parangon_field *field,
                          const char *value, uint32_t record);

/* Frees what an engine keeps. */
void field_values_forget(struct engine *engine);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_CSV_FIELDS_H
#define INDEXER_READERS_CSV_FIELDS_H

/*
 * The fields of separated values, as programs and people write them (RFC 4180 and beyond).
 *
 * A field in quotes may hold separators, ends of lines and doubled quotes. A quote that is never
 * closed would swallow the rest of the file: it is taken for a character like others as soon as
 * that shows, and the line is remembered.
 */

#include "parangon/memory.h"

#include <stdbool.h>

struct csv_fields {
    const char *text; /* in UTF-8, lines ended by \n alone */
    size_t len;
    char separator;
    size_t at;
    size_t line;          /* on which `at` stands, from 1 */
    size_t unclosed;      /* the quotes that were no quotes */
    size_t unclosed_line; /* of the first of them */
};

/* Finds out the separator, which a first line "sep=;" may also say. */
void csv_fields_init(struct csv_fields *fields, const char *text, size_t len);

/* Puts the next field into `field`; false when there is none left on this row. The next call
   begins with the next row. */
bool csv_fields_next(struct csv_fields *fields, struct parangon_buf *field);

/* Whether all was read. */
bool csv_fields_end(const struct csv_fields *fields);

#endif

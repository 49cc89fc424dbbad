/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_FLAT_H
#define QUERY_OUTPUT_FLAT_H

/*
 * A table of a document as spreadsheets have it: one value a cell. What stands beside the numbers
 * of a column (units that differ, words) goes into a column of its own behind it; a unit that all
 * share goes into the name of the column.
 */

#include "document.h"

struct flat_column {
    size_t source;    /* its number in the table */
    const char *unit; /* of all its numbers; or NULL */
    bool mixed;       /* its numbers have several units */
    bool details;     /* holds what stands beside the numbers of `source` */
};

struct flat {
    const struct table *table;
    bool formatted; /* the format of a number shows its unit, where flat_is_plain */
    struct flat_column *columns;
    size_t count;
};

void flat_init(struct flat *flat, const struct table *table, bool formatted);
void flat_clear(struct flat *flat);

/* A unit that can stand in the format of a number. */
bool flat_is_plain(const char *unit);

/* The name of a column, for programs where they have one of their own. */
void flat_add_name(struct parangon_buf *out, const struct flat *flat, size_t column, bool key,
                   enum parangon_lang ui);

/* The cell when a number is all it shows in this column, else NULL. */
const struct cell *flat_number(const struct flat *flat, const struct row *row, size_t column);

/* The words of a cell that flat_number has none for, with addresses and ids. */
void flat_add_words(struct parangon_buf *out, const struct flat *flat, const struct row *row,
                    size_t column);

/* Whether a document says something outside of its tables. */
bool flat_has_prose(const struct document *document);

/* A document with that in one table, a row for each heading, paragraph and point. */
void flat_prose(const struct document *document, struct document *prose);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_COLUMNS_H
#define INDEXER_READERS_SHEET_COLUMNS_H

/* The columns below a head that was found: their names, their groups and ticks. Part of
   sheet_header.h. */

#include "sheet_header.h"

/* Whether a cell of the row covers its neighbours. */
bool sheet_has_spread(const struct sheet_row *row);
/* How many columns of `sub` belong to the group whose title stands in the column of `top`. */
size_t sheet_group_width(const struct sheet_row *top, const struct sheet_row *sub, size_t start);

/* `upper` is NULL, or the row of groups above `lower`. */
void sheet_columns_name(struct sheet_header *header, const struct sheet_row *upper,
                        const struct sheet_row *lower, struct parangon_arena *arena);

/* Finds the columns of ticks by the rows from the end of the head to its stop. */
void sheet_columns_find_ticks(struct sheet_header *header, const struct sheet_row *rows,
                              struct parangon_arena *arena);

/* Finds the columns of figures by the rows below the head, of `count` in all. */
void sheet_columns_find_figures(struct sheet_header *header, const struct sheet_row *rows,
                                size_t count);

/* Whether the rows, which follow an empty one, begin with the head of another table: it says some
   of the same titles otherwise, or has texts where the columns have figures. */
bool sheet_columns_begin_anew(const struct sheet_header *header, const struct sheet_row *rows,
                              size_t count);

#endif

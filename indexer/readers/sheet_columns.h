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

/* Finds the columns of ticks by the rows below the head. */
void sheet_columns_find_ticks(struct sheet_header *header, const struct sheet_row *rows,
                              size_t count, struct parangon_arena *arena);

#endif

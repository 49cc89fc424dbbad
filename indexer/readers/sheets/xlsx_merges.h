/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_XLSX_MERGES_H
#define INDEXER_READERS_XLSX_MERGES_H

/* The merged cells of a worksheet, which its part lists behind the rows. */

#include "parangon/memory.h"

#include <stdbool.h>

struct xlsx_merge {
    size_t row, column; /* of the first cell: rows from 1, columns from 0 */
    size_t rows, columns;
};

struct xlsx_merges {
    struct xlsx_merge *items; /* by row */
    size_t count, cap;
};

enum parangon_code xlsx_merges_read(const struct parangon_buf *part, struct xlsx_merges *merges,
                                    struct parangon_error *err);
void xlsx_merges_clear(struct xlsx_merges *merges);

/* Reads "BC12"; false when it is no cell of a spreadsheet. `*end` is what follows. */
bool xlsx_reference(const char *text, size_t *row, size_t *column, const char **end);

#endif

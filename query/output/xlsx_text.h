/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_XLSX_TEXT_H
#define QUERY_OUTPUT_XLSX_TEXT_H

/* What a workbook takes as the text of a cell and as the name of a sheet. */

#include "parangon/memory.h"

enum {
    XLSX_CELL_MAX = 32767, /* UTF-16 units in a cell; more are a damaged file to Excel */
    XLSX_NAME_MAX = 31     /* and in the name of a sheet */
};

/* Text without control characters. "_x0041_", which a workbook would read as "A", is escaped. */
void xlsx_add_clean(struct parangon_buf *out, const char *text);

/* How many UTF-16 units a text takes. */
size_t xlsx_units(const char *text);

/* The bytes of as many whole characters as fit into `units`. */
size_t xlsx_fit(const char *text, size_t units);

/* A name of at most XLSX_NAME_MAX units that is none of those before, case aside, and has no
   character that Excel refuses. `taken` holds the names given so far. */
void xlsx_add_name(struct parangon_buf *out, const char *wanted, struct parangon_map *taken);

#endif

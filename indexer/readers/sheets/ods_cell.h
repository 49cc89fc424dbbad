/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ODS_CELL_H
#define INDEXER_READERS_ODS_CELL_H

/*
 * One cell of an OpenDocument spreadsheet: its value by its type, and what is shown of it.
 *
 * Numbers are given plainly with the unit that is shown behind them, dates as far as they are
 * shown: "45 k€", "2021-02-16", "2021".
 */

#include "parangon/memory.h"
#include "readers/xml.h"

#include <stdbool.h>

enum ods_type {
    ODS_TEXT,
    ODS_NUMBER, /* and amounts in a currency */
    ODS_PERCENTAGE,
    ODS_DATE,
    ODS_BOOLEAN
};

struct ods_cell {
    enum ods_type type;
    size_t repeated, columns, rows;
    char value[64];           /* of all types but text */
    struct parangon_buf text; /* what is shown; the value's text once the cell has ended */
    bool in_paragraph;
};

void ods_cell_begin(struct ods_cell *cell, struct xml *xml);
void ods_cell_paragraph(struct ods_cell *cell);
/* Text outside of paragraphs is left out. */
void ods_cell_text(struct ods_cell *cell, const char *text, size_t len);
void ods_cell_end(struct ods_cell *cell);
void ods_cell_clear(struct ods_cell *cell);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_HEADER_H
#define INDEXER_READERS_SHEET_HEADER_H

/*
 * The head of a table: the first row with several short texts below which rows of the same shape
 * stand. A row of titles over groups of columns joins it: « Budget – 2021 ». Part of sheet.h.
 */

#include "sheet_row.h"

#include "parangon/memory.h"

struct sheet_column {
    const char *label;  /* what the values are called; NULL without one in the head */
    const char *title;  /* the column's own title in its group, or the label; NULL without one */
    const char *group;  /* the title over several columns, or NULL */
    size_t group_start; /* its first column */
    bool shared;        /* another column has the same label */
    bool ticks;         /* only ticks and nothing stand in it */
    bool figures;       /* only numbers stand in it, down to the first empty row */
    bool listed;        /* its ticks make a list together with those of its group */
};

struct sheet_header {
    struct sheet_column *columns;
    size_t count;
    size_t end;  /* the first of the rows behind the head */
    size_t stop; /* the first of the rows that belong to another table, or their count */
};

/* Looks for the head among the rows; what it finds lives in the arena. */
bool sheet_header_find(const struct sheet_row *rows, size_t count, struct parangon_arena *arena,
                       struct sheet_header *header);

/* The letters that spreadsheets call a column by. */
void sheet_column_letters(size_t column, char letters[8]);

/* Whether the row says the head again. */
bool sheet_header_is_repeated(const struct sheet_header *header, const struct sheet_row *row);

/* A label as keys are written: white space is one space, the colon or asterisk at its end gone. */
char *sheet_label(struct parangon_arena *arena, const char *text);

#endif

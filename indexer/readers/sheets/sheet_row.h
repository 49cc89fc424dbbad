/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_ROW_H
#define INDEXER_READERS_SHEET_ROW_H

/* A row of a sheet, and what single cells may mean. Part of sheet.h. */

#include <stdbool.h>
#include <stddef.h>

struct sheet_cell {
    const char *text; /* NUL-terminated, without blanks at its ends; "" for an empty cell */
    size_t len;
    bool across; /* covered by the cell to its left, of which it has the text */
    bool down;   /* covered by the cell above, of which it has the text */
};

struct sheet_row {
    size_t number; /* from 1 */
    size_t count;
    const struct sheet_cell *cells;
};

/* The cell in the column, an empty one beyond the last. */
const struct sheet_cell *sheet_row_cell(const struct sheet_row *row, size_t column);
/* Whether something was written into the cell itself. */
bool sheet_cell_is_own(const struct sheet_cell *cell);
size_t sheet_row_own_cells(const struct sheet_row *row);
/* The column of the first own cell at or behind `from`, or the count of cells. */
size_t sheet_row_next_own(const struct sheet_row *row, size_t from);

/* What people write for "nothing known": NC, néant, -, n/a … */
bool sheet_is_missing(const char *text);
/* A mark that ticks a box: x, X, ✓, oui, yes … */
bool sheet_is_tick(const char *text);
/* The same, when it is no word. */
bool sheet_is_tick_sign(const char *text);
/* A number with or without a unit, a percentage, an amount, a date in figures. */
bool sheet_is_number(const char *text);
/* Words that may head a column: short, not a number, nothing missing, no tick; or a year. */
bool sheet_is_label(const char *text);
bool sheet_is_year(const char *text);
/* « Total », « TOTAL GÉNÉRAL », « Sous-total », "Sum" …, with or without more words. */
bool sheet_is_total(const char *text);
/* « Source : … », « NB », "* …", "(1) …": what stands below tables. */
bool sheet_is_note(const char *text);
/* What a line of a form asks for: « Intitulé », « Budget prévisionnel », "Partners" … */
bool sheet_is_question(const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_GRID_H
#define INDEXER_READERS_OFFICE_GRID_H

/* What kind of table it is: a form of labels and values, rows of data, or mere layout. */

#include "office_lines.h"

struct office_grid_cell {
    const struct office_cell *cell;
    const char *text; /* all its lines */
    bool blank;
    bool label;  /* could be one */
    bool strong; /* shaded, or bold throughout */
    bool marked; /* begins in bold, is shaded or ends with a colon, as labels are */
    bool card;   /* holds a label and its value, one below the other or in one line */
};

struct office_grid_row {
    struct office_grid_cell *cells;
    size_t count;
    size_t filled; /* cells that are not blank */
    bool header;   /* said to be one */
};

struct office_grid {
    struct office_grid_row *rows; /* those with any text */
    size_t count;
    size_t columns; /* cells of the longest row */
};

enum office_table_kind {
    OFFICE_TABLE_DATA,
    OFFICE_TABLE_FORM,
    OFFICE_TABLE_LAYOUT
};

/* All in the arena. */
struct office_grid office_grid_make(struct parangon_arena *arena, const struct office_table *table);

enum office_table_kind office_grid_kind(const struct office_grid *grid);

/* How well a row reads as label, value, label, value … */
enum office_pairs {
    OFFICE_PAIRS_NOT,
    OFFICE_PAIRS_POSSIBLE,
    OFFICE_PAIRS_CLEAR
};
enum office_pairs office_grid_pairs(const struct office_grid_row *row);

/* Whether most cells hold a label and its value themselves. */
bool office_grid_is_of_cards(const struct office_grid *grid);

/* Whether three cells are a number, a label and its value. */
bool office_grid_is_numbered(const struct office_grid_cell *cells);

/* A row of labels only, as above a column of values. */
bool office_grid_is_head(const struct office_grid_row *row);

/* Whether the row at `at` holds labels, and the next one their values. */
bool office_grid_is_above(const struct office_grid *grid, size_t at);

#endif

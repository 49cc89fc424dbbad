/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where one table ends and another begins, below it on the same sheet. */
#include "sheet_columns.h"

#include <string.h>

enum {
    TITLES_MAX = 3,   /* lines above the head of a further table */
    COLUMNS_MAX = 200 /* of tables that stand below one another; comparing more takes long */
};

static bool has_figures_only(const struct sheet_row *rows, size_t from, size_t to, size_t column)
{
    size_t figures = 0;

    for (size_t i = from; i < to; i++) {
        const char *text = sheet_row_cell(&rows[i], column)->text;

        if (sheet_is_number(text) && !sheet_is_missing(text))
            figures++;
        else if (!sheet_is_missing(text))
            return false;
    }
    return figures > 1;
}

void sheet_columns_find_figures(struct sheet_header *header, const struct sheet_row *rows,
                                size_t count)
{
    size_t to = header->end;

    while (to < count && rows[to].number == rows[to - 1].number + 1)
        to++;
    for (size_t i = 0; i < header->count; i++)
        header->columns[i].figures = has_figures_only(rows, header->end, to, i);
}

/* How many cells of the row say a title of the head, over whatever column. */
static size_t count_known(const struct sheet_header *header, const struct sheet_row *row)
{
    size_t known = 0;

    for (size_t at = sheet_row_next_own(row, 0); at < row->count;
         at = sheet_row_next_own(row, at + 1)) {
        bool found = false;

        for (size_t i = 0; !found && i < header->count; i++)
            found = header->columns[i].title &&
                    strcmp(header->columns[i].title, row->cells[at].text) == 0;
        known += found;
    }
    return known;
}

/* Whether the row stands over exactly the columns that the head names. */
static bool has_same_columns(const struct sheet_header *header, const struct sheet_row *row)
{
    for (size_t i = 0; i < header->count; i++) {
        if ((header->columns[i].title != NULL) != (sheet_row_cell(row, i)->len != 0))
            return false;
    }
    return row->count <= header->count;
}

/* Columns of figures over which the row has a text, and figures again follow anywhere below it. */
static size_t count_clashes(const struct sheet_header *header, const struct sheet_row *row,
                            const struct sheet_row *below)
{
    size_t clashes = 0;
    size_t figures = 0;

    for (size_t at = sheet_row_next_own(row, 0); at < row->count;
         at = sheet_row_next_own(row, at + 1)) {
        const char *next = sheet_row_cell(below, at)->text;

        clashes += at < header->count && header->columns[at].figures &&
                   !sheet_is_year(row->cells[at].text);
        figures += sheet_is_number(next) || sheet_is_tick_sign(next);
    }
    return figures ? clashes : 0;
}

static bool has_labels_only(const struct sheet_row *row)
{
    for (size_t at = sheet_row_next_own(row, 0); at < row->count;
         at = sheet_row_next_own(row, at + 1)) {
        if (!sheet_is_label(row->cells[at].text))
            return false;
    }
    return true;
}

bool sheet_columns_begin_anew(const struct sheet_header *header, const struct sheet_row *rows,
                              size_t count)
{
    size_t titles = 0;

    while (titles < TITLES_MAX && titles < count && sheet_row_own_cells(&rows[titles]) == 1)
        titles++;
    if (titles + 1 >= count)
        return false;
    const struct sheet_row *row = &rows[titles];
    size_t cells = sheet_row_own_cells(row);
    if (row->count > COLUMNS_MAX || header->count > COLUMNS_MAX)
        return false;
    if (cells < 2 || rows[titles + 1].number != row->number + 1 || !has_labels_only(row) ||
        sheet_header_is_repeated(header, row))
        return false;
    size_t known = count_known(header, row);
    if (known > 1 && known * 2 >= cells)
        return true;
    size_t clashes = count_clashes(header, row, &rows[titles + 1]);
    return clashes > 1 || (clashes == 1 && (titles || !has_same_columns(header, row)));
}

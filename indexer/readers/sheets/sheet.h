/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_H
#define INDEXER_READERS_SHEET_H

/*
 * A sheet of a spreadsheet, whatever its format, row by row: what CSV, XLSX and ODS share.
 *
 * The reader of a format says what stands in the cells; the table in them is found here
 * (sheet_table.h), and each of its rows becomes a version of a record. Rows come in ascending order
 * and need not be said when they are empty. Only the first rows are held in memory.
 *
 * One thread. Texts are in UTF-8 and copied.
 */

#include "readers/reader.h"

#include <stdbool.h>

#define SHEET_ROWS_MAX 1000000
#define SHEET_COLUMNS_MAX 2000
#define SHEET_ROW_TEXT_MAX ((size_t)4 << 20)
/* Of all cells together: a few cells that stand for many others could go on for hours. */
#define SHEET_TEXT_MAX ((size_t)512 << 20)
/* A full row that stands for more rows than this is a filled form, not so many records. */
#define SHEET_REPEAT_MAX 1000

/* No row is counted beyond, whatever a file says. */
#define SHEET_LINES ((size_t)10000000)

struct sheet;

struct sheet_origin {
    const char *name; /* of the sheet, what locators begin with */
    const char *key;  /* of the sheet in the ids of its rows; NULL for the first one of a file */
    bool one_of_many; /* whether its name says something about its rows */
};

/* `origin` and `sink` must outlive the sheet. */
struct sheet *sheet_open(const struct sheet_origin *origin, const struct reader_sink *sink);
void sheet_close(struct sheet *sheet);

/* `number` is from 1; one that is not higher than the last is taken for the next. */
void sheet_row_begin(struct sheet *sheet, size_t number);
/* The same text in `repeated` cells from `column`, counted from 0. Blank text is an empty cell. */
void sheet_cell(struct sheet *sheet, size_t column, size_t repeated, const char *text, size_t len);
/* The cell in this row and column covers its neighbours to the right and below. */
void sheet_cell_covers(struct sheet *sheet, size_t column, size_t columns, size_t rows);
/* `repeated` such rows. PARANGON_NOTHING when no further row of this sheet is wanted; any other
   failure is the sink's and ends the reading. */
enum parangon_code sheet_row_end(struct sheet *sheet, size_t repeated, struct parangon_error *err);

/* Behind the last row. PARANGON_NOTHING when all cells were empty, PARANGON_REJECTED when no table
   was found among them; then nothing was taken from the sheet. */
enum parangon_code sheet_end(struct sheet *sheet, struct parangon_error *err);

#endif

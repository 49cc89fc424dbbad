/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet.h"
#include "sheet_row.h"
#include "sheet_table.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

/* Text of covering cells that is kept for the rows below. */
#define HELD_MAX ((size_t)16 << 20)

/* What lies over the cells of a column, from the row of the covering cell on. */
struct cover {
    size_t first_row, last_row; /* 0 when there never was one */
    size_t first_column;
    char *text; /* of the covering cell, in its own column only */
    size_t len;
};

struct sheet {
    const struct sheet_origin *origin;
    const struct reader_sink *sink;
    struct table *table;
    struct parangon_buf text; /* of the row; cells point into it once it is whole */
    struct sheet_cell cells[SHEET_COLUMNS_MAX];
    size_t starts[SHEET_COLUMNS_MAX]; /* of the cells in `text` */
    size_t count;
    size_t row_text; /* bytes of the row, each repetition counted */
    size_t number;
    size_t rows; /* that are not empty, so far */
    size_t all_text;
    struct cover covers[SHEET_COLUMNS_MAX];
    size_t covered; /* no cover in use behind this many columns */
    size_t held;
    bool said_columns, said_row_text, full;
};

const struct sheet_cell *sheet_row_cell(const struct sheet_row *row, size_t column)
{
    static const struct sheet_cell empty = {.text = ""};

    return column < row->count ? &row->cells[column] : &empty;
}

bool sheet_cell_is_own(const struct sheet_cell *cell)
{
    return cell->len && !cell->across && !cell->down;
}

size_t sheet_row_next_own(const struct sheet_row *row, size_t from)
{
    while (from < row->count && !sheet_cell_is_own(&row->cells[from]))
        from++;
    return from < row->count ? from : row->count;
}

size_t sheet_row_own_cells(const struct sheet_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++)
        count += sheet_cell_is_own(&row->cells[i]);
    return count;
}

struct sheet *sheet_open(const struct sheet_origin *origin, const struct reader_sink *sink)
{
    struct sheet *sheet = parangon_calloc(1, sizeof *sheet);

    sheet->origin = origin;
    sheet->sink = sink;
    sheet->table = table_open(origin, sink);
    return sheet;
}

void sheet_close(struct sheet *sheet)
{
    if (!sheet)
        return;
    table_close(sheet->table);
    parangon_buf_clear(&sheet->text);
    for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++)
        free(sheet->covers[i].text);
    free(sheet);
}

static void say(struct sheet *sheet, bool *said, const char *what)
{
    struct parangon_error why;

    if (*said)
        return;
    *said = true;
    parangon_error_set(&why, PARANGON_REJECTED, "sheet \"%.100s\": row %zu: %s",
                       sheet->origin->name, sheet->number, what);
    sheet->sink->reject(sheet->sink->context, 0, &why);
}

void sheet_row_begin(struct sheet *sheet, size_t number)
{
    sheet->number = number > sheet->number ? number : sheet->number + 1;
    sheet->count = 0;
    sheet->row_text = 0;
    parangon_buf_reset(&sheet->text);
}

/* The length of what is blank at the start of the text, or at its end. */
static size_t blank(const char *text, size_t len, bool at_end)
{
    static const char *const blanks[] = {" ",        "\t",           "\n",          "\r",
                                         "\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
    size_t found = 0;

    for (size_t i = 0; i < sizeof blanks / sizeof *blanks;) {
        size_t size = strlen(blanks[i]);
        const char *at = at_end ? text + len - found - size : text + found;

        if (size <= len - found && memcmp(at, blanks[i], size) == 0) {
            found += size;
            i = 0;
        } else {
            i++;
        }
    }
    return found;
}

/* Makes the row at least that long. */
static void reach(struct sheet *sheet, size_t count)
{
    for (; sheet->count < count; sheet->count++) {
        sheet->cells[sheet->count] = (struct sheet_cell){.text = ""};
        sheet->starts[sheet->count] = 0;
    }
}

void sheet_cell(struct sheet *sheet, size_t column, size_t repeated, const char *text, size_t len)
{
    size_t before = blank(text, len, false);

    text += before;
    len -= before;
    len -= blank(text, len, true);
    if (len == 0 || repeated == 0)
        return;
    if (column >= SHEET_COLUMNS_MAX || repeated > SHEET_COLUMNS_MAX - column)
        say(sheet, &sheet->said_columns, "more than 2000 columns: the rest is left out");
    if (column >= SHEET_COLUMNS_MAX)
        return;
    if (repeated > SHEET_COLUMNS_MAX - column)
        repeated = SHEET_COLUMNS_MAX - column;
    if (len > (SHEET_ROW_TEXT_MAX - sheet->row_text) / repeated) {
        say(sheet, &sheet->said_row_text, "more than 4 MiB of text: the rest is left out");
        return;
    }
    reach(sheet, column + repeated);
    for (size_t i = column; i < column + repeated; i++) {
        sheet->cells[i].len = len;
        sheet->starts[i] = sheet->text.len;
    }
    parangon_buf_add(&sheet->text, text, len);
    parangon_buf_putc(&sheet->text, '\0');
    sheet->row_text += len * repeated;
}

static void drop_text(struct sheet *sheet, struct cover *cover)
{
    sheet->held -= cover->len;
    free(cover->text);
    cover->text = NULL;
    cover->len = 0;
}

void sheet_cell_covers(struct sheet *sheet, size_t column, size_t columns, size_t rows)
{
    if (column >= SHEET_COLUMNS_MAX || columns == 0 || rows == 0)
        return;
    if (columns > SHEET_COLUMNS_MAX - column)
        columns = SHEET_COLUMNS_MAX - column;
    if (rows > SHEET_LINES)
        rows = SHEET_LINES;
    for (size_t i = column; i < column + columns; i++) {
        drop_text(sheet, &sheet->covers[i]);
        sheet->covers[i] = (struct cover){.first_row = sheet->number,
                                          .last_row = sheet->number + rows - 1,
                                          .first_column = column};
    }
    if (sheet->covered < column + columns)
        sheet->covered = column + columns;
}

/* The covering cell of this row keeps its text for the rows below. */
static void hold(struct sheet *sheet, size_t column)
{
    struct cover *cover = &sheet->covers[column];
    const struct sheet_cell *cell = &sheet->cells[column];

    if (cover->first_column != column || cover->last_row == sheet->number || !cell->len ||
        cell->len > HELD_MAX - sheet->held)
        return;
    cover->text = parangon_strndup(cell->text, cell->len);
    cover->len = cell->len;
    sheet->held += cell->len;
}

static void cover_cell(struct sheet *sheet, size_t column)
{
    const struct cover *cover = &sheet->covers[column];
    struct sheet_cell *cell = &sheet->cells[column];
    const struct sheet_cell *left = &sheet->cells[cover->first_column];

    cell->across = column > cover->first_column;
    cell->down = sheet->number > cover->first_row;
    if (cell->across) {
        cell->text = left->text;
        cell->len = left->len;
    } else if (cell->down) {
        cell->text = cover->text ? cover->text : "";
        cell->len = cover->len;
        sheet->row_text += cover->len;
    }
}

static void apply_covers(struct sheet *sheet)
{
    size_t in_use = 0;

    for (size_t i = 0; i < sheet->covered; i++) {
        struct cover *cover = &sheet->covers[i];

        if (cover->last_row < sheet->number) {
            drop_text(sheet, cover);
            continue;
        }
        in_use = i + 1;
        reach(sheet, i + 1);
        cover_cell(sheet, i);
        if (cover->first_row == sheet->number)
            hold(sheet, i);
    }
    sheet->covered = in_use;
}

static bool is_too_much(struct sheet *sheet, size_t repeated)
{
    if (sheet->rows + repeated > SHEET_ROWS_MAX)
        say(sheet, &sheet->full, "more than 1000000 rows: the rest is left out");
    if (sheet->row_text * repeated > SHEET_TEXT_MAX - sheet->all_text)
        say(sheet, &sheet->full, "more than 512 MiB of text: the rest is left out");
    return sheet->full;
}

enum parangon_code sheet_row_end(struct sheet *sheet, size_t repeated, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    bool said = false;

    if (sheet->count == 0 && sheet->covered == 0) {
        sheet->number += repeated ? repeated - 1 : 0;
        return PARANGON_OK;
    }
    for (size_t i = 0; i < sheet->count; i++)
        sheet->cells[i].text = sheet->cells[i].len ? sheet->text.data + sheet->starts[i] : "";
    if (sheet->count && repeated > SHEET_REPEAT_MAX) {
        say(sheet, &said, "repeated more than 1000 times: read once");
        repeated = 1;
    }
    if (sheet->count == 0)
        repeated = 1; /* only covered cells: nobody's record */
    apply_covers(sheet);
    if (is_too_much(sheet, repeated))
        return PARANGON_NOTHING;
    sheet->rows += repeated;
    sheet->all_text += sheet->row_text * repeated;
    const struct sheet_row row = {sheet->number, sheet->count, sheet->cells};
    for (size_t i = 0; code == PARANGON_OK && i < repeated; i++) {
        struct sheet_row one = row;

        one.number += i;
        code = table_take(sheet->table, &one, err);
    }
    sheet->number += repeated - 1;
    return code;
}

enum parangon_code sheet_end(struct sheet *sheet, struct parangon_error *err)
{
    return table_end(sheet->table, err);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xlsx_sheet.h"

#include "export_strings.h"
#include "flat.h"
#include "page.h"
#include "xlsx_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH_MIN = 8, /* of a column, in characters */
    WIDTH_MAX = 60,
    LINES_MAX = 26, /* of a row: 409 points are the most */
    LINE_POINTS = 15,
    PRINTED_COLUMNS_MAX = 12,
};

struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    const char *name;
    double *widths;
    size_t columns;
    lxw_row_t row;
};

/* ---- Formats ---- */

static lxw_format *new_format(struct book *book)
{
    lxw_format *format = workbook_add_format(book->workbook);

    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

void xlsx_make_formats(struct book *book)
{
    book->head = new_format(book);
    format_set_bold(book->head);
    format_set_text_wrap(book->head);
    format_set_bg_color(book->head, 0xEEF2F6);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    book->text = new_format(book);
    format_set_text_wrap(book->text);
    book->bold = new_format(book);
    format_set_text_wrap(book->bold);
    format_set_bold(book->bold);
    book->missing = new_format(book);
    format_set_text_wrap(book->missing);
    format_set_italic(book->missing);
    format_set_font_color(book->missing, 0x555555);
    book->link = new_format(book);
    format_set_font_color(book->link, 0x1F4E79);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
}

/* Groups of thousands and decimals look as the reader's own spreadsheet has them. */
static void add_code(struct parangon_buf *out, const struct cell *cell)
{
    int decimals = floor(cell->number) == cell->number ? 0 : cell->decimals;

    parangon_buf_puts(out, cell->is_year ? "0" : "#,##0");
    if (decimals > 0)
        parangon_buf_printf(out, ".%.*s", decimals < 10 ? decimals : 10, "0000000000");
    if (!cell->unit || !flat_is_plain(cell->unit))
        return;
    parangon_buf_puts(out, "\\ \"");
    if (strcmp(cell->unit, "EUR") == 0)
        parangon_buf_puts(out, "\xE2\x82\xAC");
    else
        xlsx_add_clean(out, cell->unit);
    parangon_buf_putc(out, '"');
}

static lxw_format *number_format(struct book *book, const struct cell *cell)
{
    struct parangon_buf code = {0};
    lxw_format *format = book->text;
    size_t i = 0;

    add_code(&code, cell);
    while (i < book->number_count && strcmp(book->numbers[i].code, code.data) != 0)
        i++;
    if (i < book->number_count) {
        format = book->numbers[i].format;
    } else if (i < XLSX_FORMATS_MAX && code.len < sizeof book->numbers[i].code) {
        format = new_format(book);
        format_set_num_format(format, code.data);
        strcpy(book->numbers[i].code, code.data);
        book->numbers[i].format = format;
        book->number_count++;
    }
    parangon_buf_clear(&code);
    return format;
}

/* ---- Cells ---- */

/* The widest line of a cell, as far as columns grow. */
static void widen(struct sheet *sheet, size_t column, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = parangon_strndup(text, len < 4 * WIDTH_MAX ? len : 4 * WIDTH_MAX);
        double width = page_columns(line) + 2.0;

        if (width > sheet->widths[column])
            sheet->widths[column] = width < WIDTH_MAX ? width : WIDTH_MAX;
        free(line);
        text += len + (text[len] == '\n');
    }
}

/* Keeps what a cell has no room for, in parts of a cell each. */
static void add_rest(struct sheet *sheet, size_t column, const char *text)
{
    struct document *rest = &sheet->book->rest;
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    double part = 2;

    lxw_rowcol_to_cell(cell, sheet->row, (lxw_col_t)column);
    for (size_t len; (len = xlsx_fit(text, XLSX_CELL_MAX)) > 0; text += len, part++) {
        char *fitting = parangon_strndup(text, len);
        struct parangon_buf place = {0};

        parangon_buf_printf(&place, "%s!%s", sheet->name, cell);
        document_row(rest);
        document_cell(rest);
        document_text(rest, place.data);
        document_year(rest, part);
        document_cell(rest);
        document_text(rest, fitting);
        sheet->book->rest_count++;
        parangon_buf_clear(&place);
        free(fitting);
    }
}

static void write_text(struct sheet *sheet, size_t column, const char *text, lxw_format *format)
{
    struct parangon_buf clean = {0};

    xlsx_add_clean(&clean, text);
    widen(sheet, column, parangon_buf_str(&clean));
    if (xlsx_units(parangon_buf_str(&clean)) > XLSX_CELL_MAX) {
        struct parangon_buf pointer = {0};

        export_add(&pointer, EXPORT_CONTINUED_POINTER, sheet->book->ui, sheet->book->rest_name);
        size_t fits = xlsx_fit(clean.data, XLSX_CELL_MAX - xlsx_units(pointer.data));

        add_rest(sheet, column, clean.data + fits);
        clean.len = fits;
        parangon_buf_puts(&clean, pointer.data);
        parangon_buf_clear(&pointer);
    }
    if (clean.len)
        worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)column, clean.data, format);
    parangon_buf_clear(&clean);
}

static void write_number(struct sheet *sheet, size_t column, const struct cell *cell)
{
    struct parangon_buf shown = {0};

    cell_add_number(&shown, cell, sheet->book->ui);
    widen(sheet, column, parangon_buf_str(&shown));
    worksheet_write_number(sheet->worksheet, sheet->row, (lxw_col_t)column, cell->number,
                           number_format(sheet->book, cell));
    parangon_buf_clear(&shown);
}

/* A cell that is an address, and can be followed. Too long a one stays text. */
static bool write_link(struct sheet *sheet, size_t column, const struct cell *cell)
{
    enum {
        LINK_MAX = 2000 /* bytes; Excel takes 2,079 characters, some of which are encoded */
    };
    const struct span *span = cell && cell->spans.count == 1 ? cell->spans.items : NULL;
    struct parangon_buf text = {0};
    bool done = false;

    if (!span || span->kind != SPAN_LINK || strlen(span->target) > LINK_MAX / 3)
        return false;
    xlsx_add_clean(&text, span->text);
    if (strcmp(span->text, span->target) == 0 && strcmp(parangon_buf_str(&text), span->text) == 0)
        done = worksheet_write_url(sheet->worksheet, sheet->row, (lxw_col_t)column, span->target,
                                   sheet->book->link) == LXW_NO_ERROR;
    if (done)
        widen(sheet, column, span->text);
    parangon_buf_clear(&text);
    return done;
}

static void write_cell(struct sheet *sheet, const struct flat *flat, const struct row *row,
                       size_t column)
{
    const struct cell *number = flat_number(flat, row, column);
    size_t source = flat->columns[column].source;
    const struct cell *cell = source < row->count ? &row->cells[source] : NULL;
    bool head = column == 0 && flat->table->row_heads;
    struct parangon_buf words = {0};

    if (number) {
        write_number(sheet, column, number);
    } else if (flat->columns[column].details || !write_link(sheet, column, cell)) {
        flat_add_words(&words, flat, row, column);
        write_text(sheet, column, parangon_buf_str(&words),
                   head                       ? sheet->book->bold
                   : cell && cell->is_missing ? sheet->book->missing
                                              : sheet->book->text);
    }
    parangon_buf_clear(&words);
}

/* ---- Sheets ---- */

/* The lines that a text takes in a column of a width. */
static unsigned count_lines(const char *text, double width)
{
    unsigned lines = 0, room = (unsigned)width - 1;

    do {
        size_t len = strcspn(text, "\n");
        char *line =
            parangon_strndup(text, len < WIDTH_MAX * LINES_MAX ? len : WIDTH_MAX * LINES_MAX);
        unsigned columns = page_columns(line);

        lines += columns <= room ? 1 : (columns + room - 1) / room;
        free(line);
        text += len + (text[len] == '\n');
    } while (*text && lines < LINES_MAX);
    return lines < LINES_MAX ? lines : LINES_MAX;
}

/* Excel finds the heights of rows when it opens a workbook, LibreOffice does not. */
static void set_height(const struct sheet *sheet, const struct flat *flat, const struct row *row,
                       lxw_row_t number)
{
    unsigned lines = 1;

    for (size_t c = 0; c < flat->count; c++) {
        struct parangon_buf words = {0};

        if (row)
            flat_add_words(&words, flat, row, c);
        else
            flat_add_name(&words, flat, c, false, sheet->book->ui);
        unsigned own = count_lines(parangon_buf_str(&words), sheet->widths[c]);

        lines = own > lines ? own : lines;
        parangon_buf_clear(&words);
    }
    if (lines > 1)
        worksheet_set_row(sheet->worksheet, number, LINE_POINTS * lines, NULL);
}

static void set_sizes(const struct sheet *sheet, const struct flat *flat)
{
    const struct table *table = flat->table;

    for (size_t c = 0; c < flat->count; c++)
        worksheet_set_column(sheet->worksheet, (lxw_col_t)c, (lxw_col_t)c, sheet->widths[c], NULL);
    set_height(sheet, flat, NULL, 0);
    for (size_t r = 0; r < table->row_count; r++)
        set_height(sheet, flat, &table->rows[r], (lxw_row_t)r + 1);
}

static void set_page(struct sheet *sheet)
{
    lxw_worksheet *worksheet = sheet->worksheet;

    worksheet_set_paper(worksheet, 9); /* A4 */
    /* More columns would be too small to read; those are for the screen. */
    if (sheet->columns <= PRINTED_COLUMNS_MAX)
        worksheet_fit_to_pages(worksheet, 1, 0);
    if (sheet->columns > 4)
        worksheet_set_landscape(worksheet);
    worksheet_repeat_rows(worksheet, 0, 0);
    worksheet_freeze_panes(worksheet, 1, 0);
}

void xlsx_add_sheet(struct book *book, const struct table *table, const char *name)
{
    struct parangon_buf words = {0};
    struct flat flat;
    struct sheet sheet = {
        .book = book, .name = name, .worksheet = workbook_add_worksheet(book->workbook, name)};

    if (!sheet.worksheet) {
        book->code = PARANGON_SYSTEM;
        return;
    }
    flat_init(&flat, table, true);
    sheet.columns = flat.count;
    sheet.widths = parangon_calloc(flat.count + 1, sizeof *sheet.widths);
    for (size_t c = 0; c < flat.count; c++) {
        sheet.widths[c] = WIDTH_MIN;
        flat_add_name(&words, &flat, c, false, book->ui);
        write_text(&sheet, c, parangon_buf_str(&words), book->head);
        parangon_buf_reset(&words);
    }
    for (size_t r = 0; r < table->row_count; r++) {
        sheet.row = (lxw_row_t)r + 1;
        for (size_t c = 0; c < flat.count; c++)
            write_cell(&sheet, &flat, &table->rows[r], c);
    }
    set_sizes(&sheet, &flat);
    set_page(&sheet);
    parangon_buf_clear(&words);
    free(sheet.widths);
    flat_clear(&flat);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xlsx_sheet.h"
#include "readers/xml.h"
#include "xlsx_merges.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    const struct xlsx_book *book;
    struct sheet *sheet;
    struct xlsx_merges merges;
    size_t next_merge;
    size_t row, column; /* of the cell; rows from 1, columns from 0 */
    char type[12];
    size_t style;
    struct parangon_buf value, made;
    bool in_value;
    enum parangon_code code; /* why the walk was stopped */
    struct parangon_error err;
};

static void open_row(void *context, struct xml *xml)
{
    struct walk *walk = context;
    const char *number = xml_attribute(xml, "r");
    size_t row = number ? strtoul(number, NULL, 10) : 0;

    walk->row = row > walk->row && row < SHEET_LINES ? row : walk->row + 1;
    walk->column = SIZE_MAX; /* before the first */
    sheet_row_begin(walk->sheet, walk->row);
}

/* Those that begin in a row that the part leaves out have nothing to repeat. */
static void apply_merges(struct walk *walk)
{
    for (; walk->next_merge < walk->merges.count; walk->next_merge++) {
        const struct xlsx_merge *merge = &walk->merges.items[walk->next_merge];

        if (merge->row > walk->row)
            return;
        if (merge->row == walk->row)
            sheet_cell_covers(walk->sheet, merge->column, merge->columns, merge->rows);
    }
}

static void close_row(void *context, struct xml *xml)
{
    struct walk *walk = context;

    apply_merges(walk);
    walk->code = sheet_row_end(walk->sheet, 1, &walk->err);
    if (walk->code == PARANGON_NOTHING) /* which needs no message */
        parangon_error_set(&walk->err, walk->code, "enough");
    if (walk->code != PARANGON_OK)
        xml_stop(xml, &walk->err);
}

static void open_cell(void *context, struct xml *xml)
{
    struct walk *walk = context;
    const char *reference = xml_attribute(xml, "r");
    const char *end;
    size_t row;

    if (!reference || !xlsx_reference(reference, &row, &walk->column, &end))
        walk->column++;
    const char *type = xml_attribute(xml, "t");
    snprintf(walk->type, sizeof walk->type, "%s", type ? type : "n");
    const char *style = xml_attribute(xml, "s");
    walk->style = style ? strtoul(style, NULL, 10) : 0;
    parangon_buf_reset(&walk->value);
}

static void open_value(void *context, struct xml *xml)
{
    (void)xml;
    ((struct walk *)context)->in_value = true;
}

static void close_value(void *context, struct xml *xml)
{
    (void)xml;
    ((struct walk *)context)->in_value = false;
}

static void take_text(void *context, const char *text, size_t len)
{
    struct walk *walk = context;

    if (walk->in_value)
        parangon_buf_add(&walk->value, text, len);
}

static void skip(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static const char *shared_string(const struct walk *walk)
{
    char *end;
    size_t index = strtoul(parangon_buf_str(&walk->value), &end, 10);

    return *end == '\0' && walk->value.len && index < walk->book->string_count
               ? walk->book->strings.data + walk->book->string_starts[index]
               : "";
}

static void make_number(struct walk *walk)
{
    static const struct number_format general = {0};
    const char *text = parangon_buf_str(&walk->value);
    const struct number_format *format =
        walk->style < walk->book->format_count ? &walk->book->formats[walk->style] : &general;
    char *end;
    double value = strtod(text, &end);

    if (*end == '\0' && end != text && isfinite(value))
        number_write(&walk->made, value, format, walk->book->is_1904);
    else
        parangon_buf_puts(&walk->made, text);
}

/* "2021-02-16T00:00:00Z" is a day. */
static void make_date(struct walk *walk)
{
    const char *text = parangon_buf_str(&walk->value);
    const char *midnight = strstr(text, "T00:00:00");

    parangon_buf_add(&walk->made, text, midnight ? (size_t)(midnight - text) : strlen(text));
}

static void make_text(struct walk *walk)
{
    parangon_buf_reset(&walk->made);
    if (strcmp(walk->type, "s") == 0) {
        parangon_buf_puts(&walk->made, shared_string(walk));
    } else if (strcmp(walk->type, "str") == 0 || strcmp(walk->type, "inlineStr") == 0) {
        xlsx_unescape(&walk->value);
        parangon_buf_add(&walk->made, parangon_buf_str(&walk->value), walk->value.len);
    } else if (strcmp(walk->type, "b") == 0) {
        parangon_buf_puts(&walk->made,
                          strcmp(parangon_buf_str(&walk->value), "1") == 0 ? "true" : "false");
    } else if (strcmp(walk->type, "d") == 0) {
        make_date(walk);
    } else if (strcmp(walk->type, "e") != 0) { /* an error is nothing known */
        make_number(walk);
    }
}

static void close_cell(void *context, struct xml *xml)
{
    struct walk *walk = context;

    (void)xml;
    if (walk->value.len == 0)
        return;
    make_text(walk);
    sheet_cell(walk->sheet, walk->column, 1, parangon_buf_str(&walk->made), walk->made.len);
}

enum parangon_code xlsx_sheet_read(const struct xlsx_book *book, const struct parangon_buf *part,
                                   struct sheet *sheet, struct parangon_error *err)
{
    static const struct xml_element elements[] = {{"x:row", open_row, close_row},
                                                  {"x:c", open_cell, close_cell},
                                                  {"x:v", open_value, close_value},
                                                  {"x:t", open_value, close_value},
                                                  {"x:f", skip, NULL},
                                                  {"x:rPh", skip, NULL},
                                                  {"x:extLst", skip, NULL},
                                                  {"x:headerFooter", skip, NULL},
                                                  {0}};
    struct walk walk = {.book = book, .sheet = sheet};
    const struct xml_walk steps = {.elements = elements, .text = take_text, .context = &walk};

    /* Damage behind the rows is found again by the walk through them. */
    xlsx_merges_read(part, &walk.merges, NULL);
    enum parangon_code code = xml_walk(part, &steps, err);
    xlsx_merges_clear(&walk.merges);
    parangon_buf_clear(&walk.value);
    parangon_buf_clear(&walk.made);
    if (walk.code == PARANGON_OK || walk.code == PARANGON_NOTHING)
        return walk.code == PARANGON_NOTHING ? PARANGON_OK : code;
    return parangon_error_set(err, walk.code, "%s", walk.err.message);
}

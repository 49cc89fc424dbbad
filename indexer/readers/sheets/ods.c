/* SPDX-License-Identifier: GPL-2.0-or-later */
/* OpenDocument spreadsheets (OASIS OpenDocument 1.3, part 3), as LibreOffice writes them. */
#include "ods_cell.h"
#include "readers/package.h"
#include "readers/xml.h"
#include "sheet_book.h"

#include <stdlib.h>
#include <string.h>

/* What is known before the cells are read. */
struct overview {
    struct parangon_map hidden; /* names of styles of tables that are not shown */
    struct parangon_buf style;  /* the one that is open, empty when it is of no table */
    struct sheet_book sheets;
};

static void open_style(void *context, struct xml *xml)
{
    struct overview *overview = context;
    const char *family = xml_attribute(xml, "style:family");
    bool table = family && strcmp(family, "table") == 0;
    const char *name = table ? xml_attribute(xml, "style:name") : NULL;

    parangon_buf_reset(&overview->style);
    parangon_buf_puts(&overview->style, name ? name : "");
}

static void open_table_properties(void *context, struct xml *xml)
{
    struct overview *overview = context;
    const char *shown = xml_attribute(xml, "table:display");

    if (overview->style.len && shown && strcmp(shown, "false") == 0)
        parangon_map_put(&overview->hidden, overview->style.data, overview->style.len, 1);
}

static bool is_hidden(const struct overview *overview, struct xml *xml)
{
    const char *style = xml_attribute(xml, "table:style-name");

    return style && parangon_map_get(&overview->hidden, style, strlen(style)) != PARANGON_MAP_NONE;
}

static void count_table(void *context, struct xml *xml)
{
    struct overview *overview = context;

    overview->sheets.visible += !is_hidden(overview, xml);
    xml_skip(xml);
}

static enum parangon_code look_over(const struct parangon_buf *content, struct overview *overview,
                                    struct parangon_error *err)
{
    static const struct xml_element elements[] = {
        {"style:style", open_style, NULL},
        {"style:table-properties", open_table_properties, NULL},
        {"table:table", count_table, NULL},
        {0}};
    const struct xml_walk walk = {.elements = elements, .context = overview};

    return xml_walk(content, &walk, err);
}

/* The walk through the cells. */
struct walk {
    struct overview *overview;
    const struct reader_sink *sink;
    struct sheet *sheet; /* the one that is open, or NULL */
    struct sheet_origin origin;
    size_t place; /* of the sheet, from 0 */
    char *name, *key;
    size_t row, column; /* rows from 1, columns from 0 */
    size_t row_repeated;
    bool enough; /* no further rows of the sheet are wanted */
    struct ods_cell cell;
    enum parangon_code code; /* why the walk was stopped */
    struct parangon_error err;
};

static void stop(struct walk *walk, struct xml *xml, enum parangon_code code)
{
    walk->code = code;
    xml_stop(xml, &walk->err);
}

static void end_sheet(struct walk *walk)
{
    sheet_close(walk->sheet);
    walk->sheet = NULL;
    free(walk->name);
    free(walk->key);
    walk->name = walk->key = NULL;
    walk->place++;
}

/* A table inside a cell, or what is linked from elsewhere, is no sheet. */
static void open_table(void *context, struct xml *xml)
{
    struct walk *walk = context;
    const char *name;

    if (walk->sheet || sheet_book_is_full(&walk->overview->sheets, walk->place)) {
        walk->place += !walk->sheet;
        xml_skip(xml);
        return;
    }
    if (is_hidden(walk->overview, xml)) {
        name = xml_attribute(xml, "table:name");
        sheet_book_say_hidden(&walk->overview->sheets, name ? name : "");
        walk->place++;
        xml_skip(xml);
        return;
    }
    name = xml_attribute(xml, "table:name");
    walk->name = parangon_strdup(name ? name : "");
    walk->key = sheet_book_key(&walk->overview->sheets, walk->name, walk->place);
    walk->origin.name = walk->name;
    walk->origin.key = walk->key;
    walk->origin.one_of_many = walk->overview->sheets.visible > 1;
    walk->sheet = sheet_open(&walk->origin, walk->sink);
    walk->row = 1;
    walk->enough = false;
}

static void close_table(void *context, struct xml *xml)
{
    struct walk *walk = context;
    struct parangon_error why = {.code = PARANGON_OK};

    if (!walk->sheet)
        return;
    enum parangon_code code = sheet_end(walk->sheet, &why);
    code = sheet_book_add(&walk->overview->sheets, code, &why, &walk->err);
    end_sheet(walk);
    if (code != PARANGON_OK)
        stop(walk, xml, code);
}

static size_t count_attribute(struct xml *xml, const char *name)
{
    const char *text = xml_attribute(xml, name);
    size_t count = text ? strtoul(text, NULL, 10) : 1;

    return count == 0 ? 1 : count > SHEET_LINES ? SHEET_LINES : count;
}

static void open_row(void *context, struct xml *xml)
{
    struct walk *walk = context;

    if (!walk->sheet || walk->enough) {
        xml_skip(xml);
        return;
    }
    walk->row_repeated = count_attribute(xml, "table:number-rows-repeated");
    walk->column = 0;
    sheet_row_begin(walk->sheet, walk->row);
}

static void close_row(void *context, struct xml *xml)
{
    struct walk *walk = context;

    if (!walk->sheet)
        return;
    enum parangon_code code = sheet_row_end(walk->sheet, walk->row_repeated, &walk->err);
    walk->row += walk->row_repeated;
    walk->enough = code == PARANGON_NOTHING || walk->row > SHEET_LINES;
    if (code != PARANGON_OK && code != PARANGON_NOTHING)
        stop(walk, xml, code);
}

static void open_cell(void *context, struct xml *xml)
{
    struct walk *walk = context;

    if (!walk->sheet)
        return;
    ods_cell_begin(&walk->cell, xml);
    walk->cell.repeated = count_attribute(xml, "table:number-columns-repeated");
    walk->cell.columns = count_attribute(xml, "table:number-columns-spanned");
    walk->cell.rows = count_attribute(xml, "table:number-rows-spanned");
}

static void close_cell(void *context, struct xml *xml)
{
    struct walk *walk = context;
    struct ods_cell *cell = &walk->cell;

    (void)xml;
    if (!walk->sheet)
        return;
    ods_cell_end(cell);
    sheet_cell(walk->sheet, walk->column, cell->repeated, parangon_buf_str(&cell->text),
               cell->text.len);
    if (cell->columns > 1 || cell->rows > 1)
        sheet_cell_covers(walk->sheet, walk->column, cell->columns, cell->rows);
    walk->column += cell->repeated;
}

/* What a merged cell covers keeps its old content, which nobody sees. */
static void open_covered(void *context, struct xml *xml)
{
    struct walk *walk = context;

    walk->column += count_attribute(xml, "table:number-columns-repeated");
    xml_skip(xml);
}

static void open_paragraph(void *context, struct xml *xml)
{
    (void)xml;
    ods_cell_paragraph(&((struct walk *)context)->cell);
}

static void close_paragraph(void *context, struct xml *xml)
{
    (void)xml;
    ((struct walk *)context)->cell.in_paragraph = false;
}

static void open_space(void *context, struct xml *xml)
{
    (void)xml;
    ods_cell_text(&((struct walk *)context)->cell, " ", 1);
}

static void open_line_break(void *context, struct xml *xml)
{
    (void)xml;
    ods_cell_text(&((struct walk *)context)->cell, "\n", 1);
}

static void take_text(void *context, const char *text, size_t len)
{
    ods_cell_text(&((struct walk *)context)->cell, text, len);
}

static void skip(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static const struct xml_element cell_elements[] = {{"table:table", open_table, close_table},
                                                   {"table:table-row", open_row, close_row},
                                                   {"table:table-cell", open_cell, close_cell},
                                                   {"table:covered-table-cell", open_covered, NULL},
                                                   {"text:p", open_paragraph, close_paragraph},
                                                   {"text:s", open_space, NULL},
                                                   {"text:tab", open_space, NULL},
                                                   {"text:line-break", open_line_break, NULL},
                                                   {"office:annotation", skip, NULL},
                                                   {"office:forms", skip, NULL},
                                                   {"table:tracked-changes", skip, NULL},
                                                   {"table:shapes", skip, NULL},
                                                   {"table:named-expressions", skip, NULL},
                                                   {"draw:frame", skip, NULL},
                                                   {"draw:custom-shape", skip, NULL},
                                                   {0}};

/* Damage in the middle of a sheet still leaves the rows before it. */
static enum parangon_code end_damaged(struct walk *walk, const struct parangon_error *damage,
                                      struct parangon_error *err)
{
    struct parangon_error why = {.code = PARANGON_OK};
    enum parangon_code code = walk->sheet ? sheet_end(walk->sheet, &why) : PARANGON_OK;

    if (code != PARANGON_OK && code != PARANGON_NOTHING && code != PARANGON_REJECTED)
        return parangon_error_set(err, code, "%s", why.message);
    return parangon_error_set(err, PARANGON_REJECTED, "%s", damage->message);
}

static enum parangon_code read_tables(const struct parangon_buf *content, struct overview *overview,
                                      struct parangon_error *err)
{
    struct walk walk = {.overview = overview, .sink = overview->sheets.sink};
    const struct xml_walk steps = {.elements = cell_elements, .text = take_text, .context = &walk};
    struct parangon_error damage = {.code = PARANGON_OK};
    enum parangon_code code = xml_walk(content, &steps, &damage);

    if (walk.code != PARANGON_OK)
        code = parangon_error_set(err, walk.code, "%s", walk.err.message);
    else if (code != PARANGON_OK)
        code = end_damaged(&walk, &damage, err);
    else
        code = sheet_book_end(&overview->sheets, err);
    end_sheet(&walk);
    ods_cell_clear(&walk.cell);
    return code;
}

static enum parangon_code read_ods(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    struct package *package = NULL;
    struct parangon_buf content = {0};
    struct overview overview = {.sheets = {.sink = sink}};
    enum parangon_code code = package_open(source->stream, &package, err);

    if (code == PARANGON_OK)
        code = package_part(package, "content.xml", &content, err);
    if (code == PARANGON_NOTHING)
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "no content.xml in it: open it in a spreadsheet program and "
                                  "save it again as .ods");
    package_close(package);
    if (code == PARANGON_OK) {
        /* Damage is met again, and said, behind the rows before it. */
        if (look_over(&content, &overview, NULL) != PARANGON_OK && overview.sheets.visible == 0)
            overview.sheets.visible = 1;
        code = read_tables(&content, &overview, err);
    }
    sheet_book_clear(&overview.sheets);
    parangon_map_clear(&overview.hidden);
    parangon_buf_clear(&overview.style);
    parangon_buf_clear(&content);
    return code;
}

static const char *const extensions[] = {"ods", "ots", NULL};

const struct reader reader_ods = {"ods", extensions, read_ods};

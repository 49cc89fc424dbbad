/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "odt_body.h"

#include "markup.h"
#include "numbers.h"
#include "page.h"

#include <math.h>
#include <string.h>

enum {
    WIDTH_MIN = 6, /* characters that a column is reckoned with, so that none starves another */
    WIDTH_MAX = 70,
    OUTLINE_MAX = 6
};

struct odt {
    struct parangon_buf *body;
    struct parangon_buf *styles; /* widths of columns */
    const struct output_settings *settings;
    unsigned tables;
    unsigned open; /* lists */
};

/* ---- Words ---- */

/* Line ends, tabs and runs of spaces are elements. */
static void add_text(struct parangon_buf *out, const char *text)
{
    struct parangon_buf safe = {0};
    char before = ' ';

    markup_add(&safe, text);
    for (const char *at = parangon_buf_str(&safe); *at; before = *at++) {
        if (*at == '\n')
            parangon_buf_puts(out, "<text:line-break/>");
        else if (*at == '\t')
            parangon_buf_puts(out, "<text:tab/>");
        else if (*at == ' ' && before == ' ')
            parangon_buf_puts(out, "<text:s/>");
        else if (*at != '\r')
            parangon_buf_putc(out, *at);
    }
    parangon_buf_clear(&safe);
}

static void add_styled(struct parangon_buf *out, const char *style, const char *text)
{
    parangon_buf_printf(out, "<text:span text:style-name=\"%s\">", style);
    add_text(out, text);
    parangon_buf_puts(out, "</text:span>");
}

static void open_link(struct parangon_buf *out, const char *before, const char *target, bool id)
{
    parangon_buf_puts(out, "<text:a xlink:type=\"simple\" text:style-name=\"Internet_20_link\""
                           " text:visited-style-name=\"Internet_20_link\" xlink:href=\"");
    markup_add_url(out, before);
    if (id)
        markup_add_url_part(out, target);
    else
        markup_add_url(out, target);
    parangon_buf_puts(out, "\">");
}

static void add_record(struct parangon_buf *out, const struct span *span,
                       const struct output_settings *settings)
{
    if (settings->record_href) {
        open_link(out, settings->record_href, span->target, true);
        add_text(out, span->text);
        parangon_buf_puts(out, "</text:a>");
        return;
    }
    add_text(out, span->text);
    if (strcmp(span->text, span->target) == 0)
        return;
    parangon_buf_puts(out, " ");
    add_styled(out, "Id", span->target);
}

static void add_span(struct parangon_buf *out, const struct span *span,
                     const struct output_settings *settings)
{
    bool foreign = span->lang == PARANGON_FR || span->lang == PARANGON_EN;

    if (foreign)
        parangon_buf_printf(out, "<text:span text:style-name=\"In_20_%s\">",
                            parangon_lang_code(span->lang));
    switch (span->kind) {
    case SPAN_PLAIN: add_text(out, span->text); break;
    case SPAN_STRONG: add_styled(out, "Strong", span->text); break;
    case SPAN_FAINT: add_styled(out, "Faint", span->text); break;
    case SPAN_RECORD: add_record(out, span, settings); break;
    case SPAN_LINK:
        open_link(out, "", span->target, false);
        add_text(out, span->text);
        parangon_buf_puts(out, "</text:a>");
        break;
    }
    if (foreign)
        parangon_buf_puts(out, "</text:span>");
}

static void add_spans(struct odt *odt, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        add_span(odt->body, &spans->items[i], odt->settings);
}

static void open_paragraph(struct parangon_buf *out, const char *style)
{
    parangon_buf_printf(out, "<text:p text:style-name=\"%s\">", style);
}

void odt_add_paragraph(struct parangon_buf *out, const char *style, const char *text)
{
    open_paragraph(out, style);
    add_text(out, text);
    parangon_buf_puts(out, "</text:p>\n");
}

/* ---- Tables ---- */

static unsigned widest(const struct odt *odt, const struct table *table, size_t c)
{
    unsigned width = page_columns(table->columns[c].name ? table->columns[c].name : "");

    for (size_t r = 0; r < table->row_count; r++) {
        struct parangon_buf text = {0};
        const struct row *row = &table->rows[r];

        if (c < row->count)
            cell_add(&text, &row->cells[c], odt->settings->ui);
        unsigned own = page_columns(parangon_buf_str(&text));

        width = own > width ? own : width;
        parangon_buf_clear(&text);
    }
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

/* Columns share the width of the page as their words ask for. */
static void add_widths(struct odt *odt, const struct table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        parangon_buf_printf(odt->styles,
                            "<style:style style:name=\"T%u.%zu\" style:family=\"table-column\">"
                            "<style:table-column-properties style:rel-column-width=\"%u*\"/>"
                            "</style:style>\n",
                            odt->tables, c, widest(odt, table, c));
        parangon_buf_printf(odt->body, "<table:table-column table:style-name=\"T%u.%zu\"/>",
                            odt->tables, c);
    }
}

static void add_head(struct odt *odt, const struct table *table)
{
    parangon_buf_puts(odt->body, "<table:table-header-rows><table:table-row>");
    for (size_t c = 0; c < table->column_count; c++) {
        parangon_buf_puts(odt->body, "<table:table-cell table:style-name=\"Head\""
                                     " office:value-type=\"string\">");
        odt_add_paragraph(odt->body,
                          table->columns[c].is_number ? "Number_20_head" : "Cell_20_head",
                          table->columns[c].name ? table->columns[c].name : "");
        parangon_buf_puts(odt->body, "</table:table-cell>");
    }
    parangon_buf_puts(odt->body, "</table:table-row></table:table-header-rows>\n");
}

static void open_cell(struct parangon_buf *out, const struct cell *cell)
{
    parangon_buf_puts(out, "<table:table-cell table:style-name=\"Body\"");
    if (cell && cell->is_number && isfinite(cell->number)) {
        parangon_buf_puts(out, " office:value-type=\"float\" office:value=\"");
        number_add_fixed(out, cell->number, cell->decimals);
        parangon_buf_puts(out, "\">");
    } else {
        parangon_buf_puts(out, " office:value-type=\"string\">");
    }
}

static void add_cell(struct odt *odt, const struct table *table, const struct row *row, size_t c)
{
    const struct cell *cell = c < row->count ? &row->cells[c] : NULL;
    bool right = table->columns[c].is_number && !(cell && cell->is_missing);
    struct parangon_buf text = {0};

    open_cell(odt->body, cell);
    open_paragraph(odt->body, c == 0 && table->row_heads ? "Cell_20_head"
                              : right                    ? "Cell_20_number"
                                                         : "Cell");
    if (cell && cell->is_missing) {
        spans_add(&text, &cell->spans);
        add_styled(odt->body, "Missing", parangon_buf_str(&text));
    } else if (cell) {
        cell_add_number(&text, cell, odt->settings->ui);
        add_text(odt->body, parangon_buf_str(&text));
        parangon_buf_puts(odt->body, text.len && cell->spans.count ? " " : "");
        add_spans(odt, &cell->spans);
    }
    parangon_buf_puts(odt->body, "</text:p></table:table-cell>");
    parangon_buf_clear(&text);
}

static void add_table(struct odt *odt, const struct table *table)
{
    odt->tables++;
    if (table->caption && *table->caption)
        odt_add_paragraph(odt->body, "Caption", table->caption);
    if (!table->column_count)
        return;
    parangon_buf_printf(odt->body, "<table:table table:name=\"T%u\" table:style-name=\"Table\">\n",
                        odt->tables);
    add_widths(odt, table);
    add_head(odt, table);
    for (size_t r = 0; r < table->row_count; r++) {
        parangon_buf_puts(odt->body, "<table:table-row>");
        for (size_t c = 0; c < table->column_count; c++)
            add_cell(odt, table, &table->rows[r], c);
        parangon_buf_puts(odt->body, "</table:table-row>\n");
    }
    parangon_buf_puts(odt->body, "</table:table>\n");
}

/* ---- Blocks ---- */

static void close_lists(struct odt *odt, unsigned depth)
{
    for (; odt->open > depth; odt->open--)
        parangon_buf_puts(odt->body, "</text:list-item></text:list>\n");
}

static void add_point(struct odt *odt, const struct block *block)
{
    unsigned depth = block->level + 1 > odt->open + 1 ? odt->open + 1 : block->level + 1;

    close_lists(odt, depth);
    if (odt->open == depth) {
        parangon_buf_puts(odt->body, "</text:list-item>\n");
    } else {
        parangon_buf_puts(odt->body,
                          odt->open ? "<text:list>" : "<text:list text:style-name=\"Points\">");
        odt->open++;
    }
    parangon_buf_puts(odt->body, "<text:list-item>");
    open_paragraph(odt->body, "Standard");
    add_spans(odt, &block->spans);
    parangon_buf_puts(odt->body, "</text:p>");
}

static void add_heading(struct odt *odt, const struct block *block)
{
    unsigned level = block->level < 1 ? 1 : block->level > OUTLINE_MAX ? OUTLINE_MAX : block->level;

    parangon_buf_printf(odt->body,
                        "<text:h text:style-name=\"Heading_20_%u\" text:outline-level=\"%u\">",
                        level, level);
    add_spans(odt, &block->spans);
    parangon_buf_puts(odt->body, "</text:h>\n");
}

static void add_block(struct odt *odt, const struct block *block)
{
    if (block->kind != BLOCK_POINT)
        close_lists(odt, 0);
    switch (block->kind) {
    case BLOCK_HEADING: add_heading(odt, block); break;
    case BLOCK_PARAGRAPH:
        if (!block->spans.count)
            break;
        open_paragraph(odt->body, "Standard");
        add_spans(odt, &block->spans);
        parangon_buf_puts(odt->body, "</text:p>\n");
        break;
    case BLOCK_POINT: add_point(odt, block); break;
    case BLOCK_TABLE: add_table(odt, &block->table); break;
    }
}

void odt_add_body(struct parangon_buf *body, struct parangon_buf *styles,
                  const struct document *document, const struct output_settings *settings)
{
    struct odt odt = {.body = body, .styles = styles, .settings = settings};

    if (*document->title)
        odt_add_paragraph(body, "Title", document->title);
    for (size_t i = 0; i < document->count; i++)
        add_block(&odt, &document->blocks[i]);
    close_lists(&odt, 0);
}

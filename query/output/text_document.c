/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any document for a terminal: a table in columns where they fit, else row under row. */
#include "text.h"

#include "document.h"
#include "output_strings.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP = 2, /* columns of the screen between two of a table */
    TABLE_COLUMNS_MAX = 64
};

static enum style style_of(const struct span *span)
{
    return span->kind == SPAN_STRONG  ? STYLE_BOLD
           : span->kind == SPAN_FAINT ? STYLE_DIM
                                      : STYLE_PLAIN;
}

/* An id or an address is for copying; one that is the text already is not said twice. */
static void set_target(struct page *page, const struct span *span)
{
    if (!span->target || strcmp(span->target, span->text) == 0)
        return;
    page_text(page, " (", STYLE_DIM);
    page_text(page, span->target, STYLE_DIM);
    page_text(page, ")", STYLE_DIM);
}

static void set_spans(struct page *page, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        page_text(page, spans->items[i].text, style_of(&spans->items[i]));
        set_target(page, &spans->items[i]);
    }
}

/* ---- Tables ---- */

/* What stands in a cell, with the ids of records in it. */
static char *cell_text(const struct row *row, size_t column, enum parangon_lang ui)
{
    struct parangon_buf text = {0};

    if (column < row->count) {
        const struct cell *cell = &row->cells[column];

        cell_add(&text, cell, ui);
        for (size_t i = 0; i < cell->spans.count; i++) {
            const struct span *span = &cell->spans.items[i];

            if (span->kind == SPAN_RECORD && strcmp(span->target, span->text) != 0)
                parangon_buf_printf(&text, " (%s)", span->target);
        }
    }
    return parangon_buf_take(&text);
}

static void widen(unsigned *width, const char *text)
{
    unsigned columns = text ? page_columns(text) : 0;

    if (columns > *width)
        *width = columns;
}

/* The widths that the columns need; false when they do not fit beside each other. */
static bool measure(const struct table *table, unsigned room, enum parangon_lang ui,
                    unsigned widths[])
{
    unsigned all = 0;

    if (table->column_count > TABLE_COLUMNS_MAX)
        return false;
    for (size_t c = 0; c < table->column_count; c++) {
        widths[c] = 0;
        widen(&widths[c], table->columns[c].name);
        for (size_t r = 0; r < table->row_count; r++) {
            char *text = cell_text(&table->rows[r], c, ui);

            widen(&widths[c], text);
            free(text);
        }
        all += widths[c] + (c ? GAP : 0);
    }
    return all <= room;
}

static void set_line(struct page *page, const struct table *table, const struct row *row,
                     const unsigned widths[], enum parangon_lang ui)
{
    struct parangon_buf line = {0};

    for (size_t c = 0; c < table->column_count; c++) {
        char *text = row ? cell_text(row, c, ui) : parangon_strdup(table->columns[c].name);
        unsigned pad = widths[c] - (text ? page_columns(text) : 0);
        bool last = c + 1 == table->column_count;

        if (c)
            parangon_buf_printf(&line, "%*s", GAP, "");
        if (table->columns[c].is_number)
            parangon_buf_printf(&line, "%*s", (int)pad, "");
        parangon_buf_puts(&line, text ? text : "");
        if (!table->columns[c].is_number && !last)
            parangon_buf_printf(&line, "%*s", (int)pad, "");
        free(text);
    }
    page_unbroken(page, 0, parangon_buf_str(&line), row ? STYLE_PLAIN : STYLE_BOLD);
    parangon_buf_clear(&line);
}

static void set_columns(struct page *page, const struct table *table, const unsigned widths[],
                        enum parangon_lang ui)
{
    set_line(page, table, NULL, widths, ui);
    for (size_t r = 0; r < table->row_count; r++)
        set_line(page, table, &table->rows[r], widths, ui);
}

/* Each row on its own: the first cell, then the others by the names of their columns. */
static void set_row(struct page *page, const struct table *table, const struct row *row,
                    enum parangon_lang ui)
{
    for (size_t c = 0; c < row->count && c < table->column_count; c++) {
        char *text = cell_text(row, c, ui);

        if (!text || !*text)
            ;
        else if (c == 0)
            page_paragraph(page, 0, text, STYLE_BOLD);
        else
            text_named(page, 2, table->columns[c].name, text, ui);
        free(text);
    }
}

static void set_table(struct page *page, const struct table *table, enum parangon_lang ui)
{
    unsigned widths[TABLE_COLUMNS_MAX];

    page_blank(page);
    page_paragraph(page, 0, table->caption ? table->caption : "", STYLE_BOLD);
    if (measure(table, page->width, ui, widths)) {
        set_columns(page, table, widths, ui);
        return;
    }
    for (size_t r = 0; r < table->row_count; r++) {
        if (r)
            page_blank(page);
        set_row(page, table, &table->rows[r], ui);
    }
}

/* ---- Blocks ---- */

static void set_point(struct page *page, const struct block *block)
{
    unsigned indent = 2 * (block->level + 1);

    page_open(page, indent, indent);
    page_mark(page, "- ");
    set_spans(page, &block->spans);
    page_close(page);
}

static void set_block(struct page *page, const struct block *block, enum parangon_lang ui)
{
    struct parangon_buf heading = {0};

    switch (block->kind) {
    case BLOCK_HEADING:
        page_blank(page);
        spans_add(&heading, &block->spans);
        page_paragraph(page, 0, parangon_buf_str(&heading), STYLE_BOLD);
        parangon_buf_clear(&heading);
        break;
    case BLOCK_PARAGRAPH:
        page_open(page, 0, 0);
        set_spans(page, &block->spans);
        page_close(page);
        break;
    case BLOCK_POINT: set_point(page, block); break;
    case BLOCK_TABLE: set_table(page, &block->table, ui); break;
    }
}

void text_print_document(const struct document *document, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    struct page page;

    page_init(&page, out, settings->width, settings->styled);
    page_paragraph(&page, 0, document->title, STYLE_BOLD);
    for (size_t i = 0; i < document->count; i++)
        set_block(&page, &document->blocks[i], settings->ui);
    page_clear(&page);
}

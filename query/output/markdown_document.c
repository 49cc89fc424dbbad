/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any document in Markdown, tables as those of GitHub: a cell is one line. */
#include "markdown.h"

#include "document.h"

#include <string.h>

static void add_span(struct parangon_buf *out, const struct span *span)
{
    switch (span->kind) {
    case SPAN_STRONG:
        parangon_buf_puts(out, "**");
        markdown_add_line(out, span->text);
        parangon_buf_puts(out, "**");
        break;
    case SPAN_LINK: markdown_add_link(out, span->text, span->target); break;
    case SPAN_RECORD:
        markdown_add_line(out, span->text);
        if (strcmp(span->text, span->target) == 0)
            break;
        parangon_buf_putc(out, ' ');
        markdown_add_code(out, span->target);
        break;
    case SPAN_PLAIN:
    case SPAN_FAINT: markdown_add_line(out, span->text); break;
    }
}

static void add_spans(struct parangon_buf *out, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        add_span(out, &spans->items[i]);
}

static void add_cell(struct parangon_buf *out, const struct row *row, size_t column,
                     enum parangon_lang ui)
{
    if (column >= row->count)
        return;
    const struct cell *cell = &row->cells[column];

    if (cell->is_number) {
        struct parangon_buf text = {0};

        cell_add_number(&text, cell, ui);
        markdown_add_line(out, parangon_buf_str(&text));
        parangon_buf_puts(out, cell->spans.count ? " " : "");
        parangon_buf_clear(&text);
    }
    add_spans(out, &cell->spans);
}

static void add_table(struct parangon_buf *out, const struct table *table, enum parangon_lang ui)
{
    if (table->caption && *table->caption) {
        parangon_buf_puts(out, "**");
        markdown_add_line(out, table->caption);
        parangon_buf_puts(out, "**\n\n");
    }
    for (size_t c = 0; c < table->column_count; c++) {
        parangon_buf_puts(out, "| ");
        markdown_add_line(out, table->columns[c].name);
        parangon_buf_putc(out, ' ');
    }
    parangon_buf_puts(out, "|\n");
    for (size_t c = 0; c < table->column_count; c++)
        parangon_buf_puts(out, table->columns[c].is_number ? "| --: " : "| --- ");
    parangon_buf_puts(out, "|\n");
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            parangon_buf_puts(out, "| ");
            add_cell(out, &table->rows[r], c, ui);
            parangon_buf_putc(out, ' ');
        }
        parangon_buf_puts(out, "|\n");
    }
}

static void add_block(struct parangon_buf *out, const struct block *block, enum parangon_lang ui)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        for (unsigned i = 0; i <= block->level; i++)
            parangon_buf_putc(out, '#');
        parangon_buf_putc(out, ' ');
        add_spans(out, &block->spans);
        parangon_buf_putc(out, '\n');
        break;
    case BLOCK_POINT:
        parangon_buf_printf(out, "%*s- ", (int)(2 * block->level), "");
        add_spans(out, &block->spans);
        parangon_buf_putc(out, '\n');
        break;
    case BLOCK_PARAGRAPH:
        add_spans(out, &block->spans);
        parangon_buf_putc(out, '\n');
        break;
    case BLOCK_TABLE: add_table(out, &block->table, ui); break;
    }
}

void markdown_print_document(const struct document *document,
                             const struct output_settings *settings, struct parangon_buf *out)
{
    if (*document->title) {
        parangon_buf_puts(out, "# ");
        markdown_add_line(out, document->title);
        parangon_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        bool goes_on =
            i && block->kind == BLOCK_POINT && document->blocks[i - 1].kind == BLOCK_POINT;

        if (out->len && !goes_on)
            parangon_buf_putc(out, '\n');
        add_block(out, block, settings->ui);
    }
    markdown_add_about(out, &document->about, document->ui);
}

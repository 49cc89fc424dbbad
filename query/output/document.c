/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "numbers.h"
#include "output_strings.h"

#include <stdlib.h>
#include <string.h>

void document_init(struct document *document, enum parangon_lang ui, const char *title)
{
    *document = (struct document){
        .arena = parangon_arena_new(), .ui = ui, .about = {.total = -1, .shown = -1}};
    document->title = parangon_arena_strdup(document->arena, title ? title : "");
}

static void clear_table(struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->rows[r].count; c++)
            free(table->rows[r].cells[c].spans.items);
        free(table->rows[r].cells);
    }
    free(table->rows);
    free(table->columns);
}

void document_clear(struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        free(document->blocks[i].spans.items);
        clear_table(&document->blocks[i].table);
    }
    free(document->blocks);
    parangon_arena_free(document->arena);
    *document = (struct document){0};
}

/* Makes room for one more item at the end of an array, zeroed. */
static void *make_room(void *items, size_t count, size_t *cap, size_t size)
{
    if (count == *cap) {
        *cap = *cap ? *cap * 2 : 4;
        items = parangon_realloc(items, *cap, size);
    }
    memset((char *)items + count * size, 0, size);
    return items;
}

/* The new last item of an array. */
#define APPEND(items, count, cap)                                                                  \
    ((items) = make_room(items, count, &(cap), sizeof *(items)), &(items)[(count)++])

static const char *copy(struct document *document, const char *text)
{
    return text ? parangon_arena_strdup(document->arena, text) : NULL;
}

/* ---- Blocks ---- */

static struct block *add_block(struct document *document, enum block_kind kind, unsigned level)
{
    struct block *block = APPEND(document->blocks, document->count, document->cap);

    block->kind = kind;
    block->level = level;
    document->open = &block->spans;
    return block;
}

void document_heading(struct document *document, unsigned level, const char *text)
{
    add_block(document, BLOCK_HEADING, level);
    document_text(document, text);
}

void document_paragraph(struct document *document)
{
    add_block(document, BLOCK_PARAGRAPH, 0);
}

void document_point(struct document *document, unsigned level)
{
    add_block(document, BLOCK_POINT, level);
}

void document_name(struct document *document, const char *name)
{
    document_strong(document, name);
    document_text(document, string_in(STRING_COLON, document->ui));
}

/* ---- Words ---- */

static struct span *add_span(struct document *document, enum span_kind kind, const char *text)
{
    struct spans *open = document->open;

    if (!open || !text || !*text)
        return NULL;
    struct span *span = APPEND(open->items, open->count, open->cap);

    span->kind = kind;
    span->text = copy(document, text);
    span->lang = PARANGON_OTHER;
    return span;
}

void document_text(struct document *document, const char *text)
{
    add_span(document, SPAN_PLAIN, text);
}

void document_text_in(struct document *document, const char *text, enum parangon_lang lang)
{
    struct span *span = add_span(document, SPAN_PLAIN, text);

    if (span && lang != document->ui)
        span->lang = lang;
}

void document_strong(struct document *document, const char *text)
{
    add_span(document, SPAN_STRONG, text);
}

void document_faint(struct document *document, const char *text)
{
    add_span(document, SPAN_FAINT, text);
}

static bool is_web_address(const char *url)
{
    return url && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0);
}

void document_link(struct document *document, const char *text, const char *url)
{
    bool web = is_web_address(url);
    struct span *span =
        add_span(document, web ? SPAN_LINK : SPAN_PLAIN, text && *text ? text : url);

    if (span && web)
        span->target = copy(document, url);
}

void document_record(struct document *document, const char *title, const char *id,
                     enum parangon_lang lang)
{
    struct span *span = add_span(document, SPAN_RECORD, title && *title ? title : id);

    if (!span)
        return;
    span->target = copy(document, id);
    span->lang = lang == document->ui ? PARANGON_OTHER : lang;
}

/* ---- Tables ---- */

static struct table *open_table(struct document *document)
{
    return &document->blocks[document->count - 1].table;
}

void document_table(struct document *document, const char *name, const char *caption,
                    bool row_heads)
{
    struct table *table = &add_block(document, BLOCK_TABLE, 0)->table;

    table->name = copy(document, name);
    table->caption = copy(document, caption);
    table->row_heads = row_heads;
    document->open = NULL;
}

void document_cards(struct document *document)
{
    open_table(document)->cards = true;
}

void document_column(struct document *document, const char *name, bool is_number)
{
    struct table *table = open_table(document);
    struct column *column = APPEND(table->columns, table->column_count, table->column_cap);

    column->name = copy(document, name);
    column->is_number = is_number;
}

void document_key(struct document *document, const char *key)
{
    struct table *table = open_table(document);

    table->columns[table->column_count - 1].key = copy(document, key);
}

void document_row(struct document *document)
{
    struct table *table = open_table(document);

    APPEND(table->rows, table->row_count, table->row_cap);
    document->open = NULL;
}

static struct cell *add_cell(struct document *document)
{
    struct table *table = open_table(document);
    struct row *row = &table->rows[table->row_count - 1];
    struct cell *cell = APPEND(row->cells, row->count, row->cap);

    document->open = &cell->spans;
    return cell;
}

void document_cell(struct document *document)
{
    add_cell(document);
}

void document_number(struct document *document, double value, int decimals, const char *unit)
{
    struct cell *cell = add_cell(document);

    cell->is_number = true;
    cell->number = value;
    cell->decimals = decimals;
    cell->unit = copy(document, unit);
}

void document_year(struct document *document, double year)
{
    document_number(document, year, 0, NULL);

    struct table *table = open_table(document);
    struct row *row = &table->rows[table->row_count - 1];

    row->cells[row->count - 1].is_year = true;
}

void document_missing(struct document *document, const char *text)
{
    add_cell(document)->is_missing = true;
    document_faint(document, text);
}

/* ---- For the formats ---- */

void spans_add(struct parangon_buf *out, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        parangon_buf_puts(out, spans->items[i].text);
}

void spans_add_whole(struct parangon_buf *out, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->items[i];

        parangon_buf_puts(out, span->text);
        if (span->target && strcmp(span->target, span->text) != 0)
            parangon_buf_printf(out, " (%s)", span->target);
    }
}

void cell_add_number(struct parangon_buf *out, const struct cell *cell, enum parangon_lang ui)
{
    if (!cell->is_number)
        return;
    if (cell->unit && strcmp(cell->unit, "EUR") == 0) {
        number_add_money(out, cell->number, NULL, ui);
        return;
    }
    if (cell->is_year)
        number_add_plain(out, cell->number);
    else
        number_add(out, cell->number, ui);
    if (cell->unit)
        parangon_buf_printf(out, "%s%s", "\xC2\xA0", cell->unit);
}

void cell_add(struct parangon_buf *out, const struct cell *cell, enum parangon_lang ui)
{
    cell_add_number(out, cell, ui);
    if (cell->is_number && cell->spans.count)
        parangon_buf_putc(out, ' ');
    spans_add(out, &cell->spans);
}

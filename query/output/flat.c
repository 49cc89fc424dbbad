/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flat.h"

#include "export_strings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    UNIT_MAX = 32 /* bytes in a format */
};

static const struct cell *cell_at(const struct row *row, size_t column)
{
    return column < row->count ? &row->cells[column] : NULL;
}

static bool has_number(const struct cell *cell)
{
    return cell && cell->is_number && isfinite(cell->number);
}

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool flat_is_plain(const char *unit)
{
    return !unit || (strlen(unit) <= UNIT_MAX && !strpbrk(unit, "\"\\\n\r\t"));
}

/* What the numbers of a column have in common; whether words stand beside them. */
static bool look_through(const struct table *table, struct flat_column *column, bool formatted)
{
    bool any = false, words = false;

    for (size_t r = 0; r < table->row_count; r++) {
        const struct cell *cell = cell_at(&table->rows[r], column->source);

        if (!has_number(cell))
            continue;
        if (!formatted || !flat_is_plain(cell->unit)) {
            column->mixed = column->mixed || (any && !is_same(column->unit, cell->unit));
            column->unit = cell->unit;
        }
        words = words || cell->spans.count;
        any = true;
    }
    if (column->mixed)
        column->unit = NULL;
    return words || column->mixed;
}

void flat_init(struct flat *flat, const struct table *table, bool formatted)
{
    *flat = (struct flat){.table = table, .formatted = formatted};
    flat->columns = parangon_calloc(2 * table->column_count + 1, sizeof *flat->columns);
    for (size_t c = 0; c < table->column_count; c++) {
        struct flat_column *column = &flat->columns[flat->count++];

        column->source = c;
        if (!look_through(table, column, formatted))
            continue;
        flat->columns[flat->count++] =
            (struct flat_column){.source = c, .mixed = column->mixed, .details = true};
    }
}

void flat_clear(struct flat *flat)
{
    free(flat->columns);
    *flat = (struct flat){0};
}

void flat_add_name(struct parangon_buf *out, const struct flat *flat, size_t column, bool key,
                   enum parangon_lang ui)
{
    const struct flat_column *own = &flat->columns[column];
    const struct column *source = &flat->table->columns[own->source];
    const char *name = key && source->key ? source->key : source->name;

    if (own->details)
        export_add(out, EXPORT_PRECISION, ui, name ? name : "");
    else
        parangon_buf_puts(out, name ? name : "");
    if (own->unit)
        parangon_buf_printf(out, " (%s)", own->unit);
}

const struct cell *flat_number(const struct flat *flat, const struct row *row, size_t column)
{
    const struct flat_column *own = &flat->columns[column];
    const struct cell *cell = cell_at(row, own->source);

    return !own->details && has_number(cell) ? cell : NULL;
}

void flat_add_words(struct parangon_buf *out, const struct flat *flat, const struct row *row,
                    size_t column)
{
    const struct flat_column *own = &flat->columns[column];
    const struct cell *cell = cell_at(row, own->source);

    if (!cell || own->details != (has_number(cell)))
        return;
    if (own->mixed && cell->is_number && cell->unit &&
        !(flat->formatted && flat_is_plain(cell->unit)))
        parangon_buf_printf(out, "%s%s", cell->unit, cell->spans.count ? " " : "");
    spans_add_whole(out, &cell->spans);
}

/* ---- What is said outside of tables ---- */

bool flat_has_prose(const struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        enum block_kind kind = document->blocks[i].kind;

        if (kind == BLOCK_PARAGRAPH || kind == BLOCK_POINT)
            return true;
    }
    return false;
}

void flat_prose(const struct document *document, struct document *prose)
{
    const char *name = export_string(EXPORT_TEXT, document->ui);

    document_init(prose, document->ui, document->title);
    document_table(prose, name, NULL, false);
    document_column(prose, name, false);
    document_key(prose, "text");
    for (size_t i = 0; i < document->count; i++) {
        struct parangon_buf text = {0};

        spans_add_whole(&text, &document->blocks[i].spans);
        if (text.len) {
            document_row(prose);
            document_cell(prose);
            document_text(prose, text.data);
        }
        parangon_buf_clear(&text);
    }
}

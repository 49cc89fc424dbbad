/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of a document for a spreadsheet, RFC 4180. French spreadsheets expect semicolons and
 * decimal commas, and take a file for UTF-8 by its mark only.
 *
 * Several tables stand under one head: the first column names the table, and columns of one name
 * are shared. The last columns say what was asked and when. Nothing is cut.
 */
#include "output.h"

#include "export_strings.h"
#include "flat.h"
#include "numbers.h"
#include "page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct csv {
    struct parangon_buf *out;
    const struct document *document;
    char separator;
    char point; /* of decimals */
    bool begun; /* the row has a cell */
    /* Of all tables: the names of the columns, and which of them each table has. */
    struct parangon_map names;
    struct parangon_buf head;
};

static void add_bytes(struct csv *csv, const char *cell)
{
    const char special[] = {csv->separator, '"', '\r', '\n', '\0'};

    if (csv->begun)
        parangon_buf_putc(csv->out, csv->separator);
    csv->begun = true;
    if (!cell[strcspn(cell, special)]) {
        parangon_buf_puts(csv->out, cell);
        return;
    }
    parangon_buf_putc(csv->out, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            parangon_buf_putc(csv->out, '"');
        parangon_buf_putc(csv->out, *cell);
    }
    parangon_buf_putc(csv->out, '"');
}

/* A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection"). */
static bool is_formula(const char *cell)
{
    return *cell && strchr("=+-@\t\r", *cell);
}

static void add_text(struct csv *csv, const char *text)
{
    struct parangon_buf clean = {0}, guarded = {0};

    page_add_clean(&clean, text ? text : "");
    if (is_formula(parangon_buf_str(&clean)))
        parangon_buf_putc(&guarded, '\'');
    parangon_buf_puts(&guarded, parangon_buf_str(&clean));
    add_bytes(csv, parangon_buf_str(&guarded));
    parangon_buf_clear(&clean);
    parangon_buf_clear(&guarded);
}

static void end_row(struct csv *csv)
{
    parangon_buf_puts(csv->out, "\r\n");
    csv->begun = false;
}

/* A number made here is no formula, whatever its sign. */
static void add_number(struct csv *csv, const struct cell *cell)
{
    int decimals = floor(cell->number) == cell->number && cell->decimals < 3 ? 0 : cell->decimals;
    struct parangon_buf text = {0};

    number_add_fixed(&text, cell->number, decimals);
    char *point = strchr(text.data, '.');

    if (point)
        *point = csv->point;
    add_bytes(csv, text.data);
    parangon_buf_clear(&text);
}

static void add_cell(struct csv *csv, const struct flat *flat, const struct row *row, size_t column)
{
    const struct cell *number = flat_number(flat, row, column);
    struct parangon_buf words = {0};

    if (number) {
        add_number(csv, number);
        return;
    }
    flat_add_words(&words, flat, row, column);
    add_text(csv, parangon_buf_str(&words));
    parangon_buf_clear(&words);
}

/* ---- What was asked ---- */

static void add_about_names(struct csv *csv)
{
    add_text(csv, "query");
    add_text(csv, "filters");
    add_text(csv, "exported_on");
}

static void add_about(struct csv *csv)
{
    const struct about *about = &csv->document->about;

    add_text(csv, about->question);
    add_text(csv, about->filters);
    add_text(csv, about->date);
}

/* ---- Tables ---- */

/* The number of a column among those of all tables, which it joins if it is new. Columns of one
   name in one table stay apart by how often the name came before in it. */
static size_t column_place(struct csv *csv, const struct flat *flat, size_t column)
{
    struct parangon_buf name = {0}, other = {0};
    size_t before = 0, count = csv->names.count, place;

    flat_add_name(&name, flat, column, true, csv->document->ui);
    for (size_t i = 0; i < column; i++) {
        parangon_buf_reset(&other);
        flat_add_name(&other, flat, i, true, csv->document->ui);
        before += strcmp(parangon_buf_str(&name), parangon_buf_str(&other)) == 0;
    }
    parangon_buf_reset(&other);
    parangon_buf_printf(&other, "%zu %s", before, parangon_buf_str(&name));
    place = parangon_map_put(&csv->names, other.data, other.len, count);
    if (place == count) /* a name ends with its zero */
        parangon_buf_add(&csv->head, parangon_buf_str(&name), name.len + 1);
    parangon_buf_clear(&name);
    parangon_buf_clear(&other);
    return place;
}

static size_t *table_places(struct csv *csv, const struct flat *flat)
{
    size_t *places = parangon_calloc(flat->count + 1, sizeof *places);

    for (size_t c = 0; c < flat->count; c++)
        places[c] = column_place(csv, flat, c);
    return places;
}

static void add_table(struct csv *csv, const struct flat *flat, bool named)
{
    size_t *places = table_places(csv, flat);

    for (size_t r = 0; r < flat->table->row_count; r++) {
        const struct row *row = &flat->table->rows[r];

        if (named)
            add_text(csv, flat->table->name ? flat->table->name : flat->table->caption);
        for (size_t place = 0; place < csv->names.count; place++) {
            size_t c = 0;

            while (c < flat->count && places[c] != place)
                c++;
            if (c < flat->count)
                add_cell(csv, flat, row, c);
            else
                add_text(csv, "");
        }
        add_about(csv);
        end_row(csv);
    }
    free(places);
}

static void add_head(struct csv *csv, bool named)
{
    size_t at = 0;

    if (named)
        add_text(csv, "table");
    while (at < csv->head.len) {
        add_text(csv, csv->head.data + at);
        at += strlen(csv->head.data + at) + 1;
    }
    add_about_names(csv);
    end_row(csv);
}

static size_t read_tables(const struct document *document, struct flat **flats)
{
    size_t count = 0;

    *flats = parangon_calloc(document->count + 1, sizeof **flats);
    for (size_t i = 0; i < document->count; i++) {
        if (document->blocks[i].kind == BLOCK_TABLE)
            flat_init(&(*flats)[count++], &document->blocks[i].table, false);
    }
    return count;
}

static void print_tables(struct csv *csv, const struct document *tables)
{
    struct flat *flats;
    size_t count = read_tables(tables, &flats);

    for (size_t i = 0; i < count; i++)
        free(table_places(csv, &flats[i]));
    add_head(csv, count > 1);
    for (size_t i = 0; i < count; i++) {
        add_table(csv, &flats[i], count > 1);
        flat_clear(&flats[i]);
    }
    free(flats);
}

static bool has_table(const struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        if (document->blocks[i].kind == BLOCK_TABLE)
            return true;
    }
    return false;
}

static void print_csv(const struct document *document, const struct output_settings *settings,
                      struct parangon_buf *out)
{
    bool french = settings->ui == PARANGON_FR;
    struct csv csv = {.out = out,
                      .document = document,
                      .separator = french ? ';' : ',',
                      .point = french ? ',' : '.'};
    struct document prose;

    parangon_buf_puts(out, french ? "\xEF\xBB\xBF" : "");
    if (has_table(document)) {
        print_tables(&csv, document);
    } else {
        flat_prose(document, &prose);
        print_tables(&csv, &prose);
        document_clear(&prose);
    }
    parangon_map_clear(&csv.names);
    parangon_buf_clear(&csv.head);
}

const struct output output_csv = {
    .name = "csv",
    .media_type = "text/csv; charset=utf-8",
    .extension = ".csv",
    .of_tables = true,
    .print_document = print_csv,
};

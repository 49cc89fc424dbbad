/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables cell by cell: rows of text, and forms as labels with their values. */
#include "pdf_blocks.h"

#include "readers/text/text_bullets.h"
#include "readers/text/text_chars.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_MAX = 100,   /* bytes */
    LABELS_SHARE = 80, /* in a hundred rows of a form have a label */
    VALUES_MAX = 200   /* of one label */
};

/* A table while it is put together: texts of rows times columns. */
struct grid {
    struct parangon_buf *cells;
    uint32_t *pages; /* of each row */
    size_t rows, columns;
};

static struct parangon_buf *cell_at(const struct grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->columns + column];
}

static size_t table_len(const struct pdf_lines *lines, size_t at)
{
    size_t count = 1;

    while (at + count < lines->count && lines->items[at + count].table == lines->items[at].table)
        count++;
    return count;
}

/* The right edge of each column. */
static float *measure_columns(const struct pdf_line *lines, size_t count)
{
    float *edges = parangon_calloc(lines[0].table_columns, sizeof *edges);

    for (size_t i = 0; i < count; i++)
        edges[lines[i].table_column] = fmaxf(edges[lines[i].table_column], lines[i].x2);
    return edges;
}

/* Items of a list, and what else was set on lines of its own, stay so within a cell. */
static void add_to_cell(const struct pdf_blocks *blocks, struct parangon_buf *cell,
                        const char *text, size_t len, bool ended)
{
    size_t bullet = bullets_sign(text, len);

    if (!bullet)
        bullet = bullets_dash(text, len);
    if ((bullet || ended) && cell->len)
        parangon_buf_putc(cell, '\n');
    if (bullet || (cell->len && cell->data[cell->len - 1] == '\n'))
        parangon_buf_add(cell, text + bullet, len - bullet);
    else
        hyphens_append(&blocks->hyphens, cell, text, len);
}

static void fill(const struct pdf_blocks *blocks, struct grid *grid, size_t at, size_t count)
{
    const struct pdf_line *lines = blocks->lines->items + at;

    grid->columns = lines[0].table_columns;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].table_row >= grid->rows)
            grid->rows = lines[i].table_row + 1U;
    }
    grid->cells = parangon_calloc(grid->rows * grid->columns, sizeof *grid->cells);
    grid->pages = parangon_calloc(grid->rows, sizeof *grid->pages);
    float *edges = measure_columns(lines, count);
    for (size_t i = 0; i < count; i++) {
        const char *text = pdf_line_text(blocks->lines, &lines[i]);
        struct pdf_line before = i ? lines[i - 1] : lines[i];

        before.right = edges[before.table_column];
        add_to_cell(blocks, cell_at(grid, lines[i].table_row, lines[i].table_column), text,
                    lines[i].len, lines[i].table_column && pdf_has_room(&before, text, &lines[i]));
        grid->pages[lines[i].table_row] = lines[i].page;
    }
    free(edges);
}

static void clear(struct grid *grid)
{
    for (size_t i = 0; i < grid->rows * grid->columns; i++)
        parangon_buf_clear(&grid->cells[i]);
    free(grid->cells);
    free(grid->pages);
}

/* The label without the signs that end it. */
static char *plain_label(const char *label)
{
    size_t len = strlen(label);

    while (len && strchr(" :*\n", label[len - 1]))
        len--;
    /* A hard space in front of the colon. */
    while (len >= 2 && memcmp(label + len - 2, "\xC2\xA0", 2) == 0)
        len -= 2;
    return parangon_strndup(label, len);
}

void pdf_form_add(cJSON *form, const char *label, const char *value)
{
    char *plain = plain_label(label);
    cJSON *known = cJSON_GetObjectItemCaseSensitive(form, plain);

    if (!*plain) {
        free(plain);
        return;
    }
    if (!known) {
        cJSON_AddStringToObject(form, plain, value);
    } else {
        if (!cJSON_IsArray(known)) {
            cJSON *list = cJSON_CreateArray();

            cJSON_AddItemToArray(list, cJSON_CreateString(known->valuestring));
            cJSON_ReplaceItemInObjectCaseSensitive(form, plain, list);
            known = list;
        }
        if (cJSON_GetArraySize(known) < VALUES_MAX)
            cJSON_AddItemToArray(known, cJSON_CreateString(value));
    }
    free(plain);
}

/* Two columns, the left one of words that are short enough for labels. */
static bool is_form(const struct grid *grid)
{
    size_t labels = 0;

    if (grid->columns != 2 || grid->rows < 2)
        return false;
    for (size_t row = 0; row < grid->rows; row++) {
        const struct parangon_buf *label = cell_at(grid, row, 0);

        if (!label->len)
            continue;
        if (label->len > LABEL_MAX || !chars_is_letter(chars_first(label->data, label->len)))
            return false;
        labels++;
    }
    return labels * 100 >= grid->rows * LABELS_SHARE;
}

/* "Label : value", the lines of the value one after the other. */
static void add_form_row(struct pdf_blocks *blocks, const struct grid *grid, size_t row,
                         char **label)
{
    struct parangon_buf *value = cell_at(grid, row, 1);
    struct pdf_block *block = pdf_block_add(blocks, PDF_ROW, grid->pages[row]);

    if (cell_at(grid, row, 0)->len) {
        free(*label);
        *label = plain_label(cell_at(grid, row, 0)->data);
    }
    parangon_buf_printf(&block->text, "%s :", *label ? *label : "");
    for (char *line = value->data; line && *line;) {
        size_t len = strcspn(line, "\n");
        bool last = line[len] == '\0';

        line[len] = '\0';
        if (*label)
            pdf_form_add(blocks->form, *label, line);
        parangon_buf_puts(&block->text, line == value->data ? " " : " ; ");
        parangon_buf_puts(&block->text, line);
        line += last ? len : len + 1;
    }
}

static void add_row(struct pdf_blocks *blocks, const struct grid *grid, size_t row)
{
    struct pdf_block *block = pdf_block_add(blocks, PDF_ROW, grid->pages[row]);

    for (size_t column = 0; column < grid->columns; column++) {
        const struct parangon_buf *cell = cell_at(grid, row, column);

        if (column)
            parangon_buf_puts(&block->text, " | ");
        for (size_t i = 0; i < cell->len; i++)
            parangon_buf_putc(&block->text, cell->data[i] == '\n' ? ' ' : cell->data[i]);
    }
}

size_t pdf_blocks_add_table(struct pdf_blocks *blocks, size_t at)
{
    struct grid grid = {.rows = 0};
    size_t count = table_len(blocks->lines, at);
    char *label = NULL;

    fill(blocks, &grid, at, count);
    bool form = is_form(&grid);
    size_t first = blocks->count;
    for (size_t row = 0; row < grid.rows; row++) {
        if (form)
            add_form_row(blocks, &grid, row, &label);
        else
            add_row(blocks, &grid, row);
    }
    blocks->items[first].first = true;
    free(label);
    clear(&grid);
    return count;
}

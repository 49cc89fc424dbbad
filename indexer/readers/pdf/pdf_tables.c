/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells tables from columns of text: in a table each row begins, in the first column, with a short
   text of its own. */
#include "pdf_lines.h"

#include "readers/text/text_bullets.h"
#include "readers/text/text_chars.h"
#include "readers/text/text_lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 32,
    FIRST_MAX = 120, /* bytes of a cell of the first column … */
    FIRST_MEAN = 55, /* … and of most */
    CAPITALS = 80,   /* in a hundred of these cells begin with a capital or a number */
    FILLED = 70,     /* in a hundred rows have another cell … */
    LOWER = 40,      /* … of which no more begin in lower case, as the lines of a text do … */
    LEVEL = 80       /* … and so many begin at the height of the first */
};

static const float row_pitch = 1.2f; /* times the closest lines: rows stand farther apart */

/* A line across the whole table. */
struct table_line {
    size_t first, count; /* words in the order of the part */
    float middle;
    bool has_first; /* there is something in the first column */
    uint32_t row;
};

struct table {
    const struct pdf_layout *layout;
    const struct pdf_part *part;
    float places[COLUMNS_MAX]; /* of the gutters */
    size_t gutters;
    float right; /* edge */
    struct table_line *lines;
    size_t count;
    uint32_t rows;
};

static const struct pdf_word *word_at(const struct table *table, size_t at)
{
    return &table->layout->words->items[table->part->order[at]];
}

static uint32_t column_of(const struct table *table, const struct pdf_word *word)
{
    uint32_t column = 0;

    while (column < table->gutters && word->x1 >= table->places[column] - 0.05f * table->layout->em)
        column++;
    return column;
}

static void find_lines(struct table *table)
{
    const struct pdf_part *part = table->part;

    table->lines = parangon_calloc(part->count + 1, sizeof *table->lines);
    for (size_t at = 0; at < part->count;) {
        struct table_line *line = &table->lines[table->count++];

        line->first = at;
        line->count = pdf_line_len(table->layout, part, at);
        line->middle = pdf_word_middle(word_at(table, at));
        for (size_t i = at; i < at + line->count; i++) {
            line->has_first = line->has_first || column_of(table, word_at(table, i)) == 0;
            table->right = fmaxf(table->right, word_at(table, i)->x2);
        }
        at += line->count;
    }
}

static float least_pitch(const struct table *table)
{
    float least = INFINITY;

    for (size_t i = 1; i < table->count; i++) {
        float pitch = table->lines[i].middle - table->lines[i - 1].middle;

        least = fminf(least, fmaxf(pitch, table->layout->em * 0.9f));
    }
    return least;
}

/* Numbers the rows: they are set apart by white space, or else each line with a first cell begins
   one. */
static void number_rows(struct table *table, bool by_space)
{
    float pitch = least_pitch(table) * row_pitch;

    table->rows = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct table_line *line = &table->lines[i];
        bool apart = i == 0 || line->middle - line[-1].middle > pitch;

        if (i == 0 || (by_space ? apart : line->has_first))
            table->rows++;
        line->row = table->rows - 1;
    }
}

/* What the rows say together. */
struct rows {
    size_t count;    /* with a first cell */
    size_t capitals; /* that first cells begin with */
    size_t bytes, longest;
    size_t ended;  /* first cells with a full stop */
    size_t filled; /* rows with another cell */
    size_t lower;  /* such cells that begin in lower case */
    size_t level;  /* that begin at the height of the first */
    size_t full;   /* whose end is near the right edge */
};

/* A cell or several, side by side, of one row. */
struct cells {
    size_t bytes;
    const char *last;
    size_t last_len;
    int first; /* character */
    float middle;
    float right; /* edge */
};

static void add_word(const struct table *table, struct cells *cells, size_t at)
{
    const struct pdf_word *word = word_at(table, at);
    const char *text = pdf_word_text(table->layout->words, table->part->order[at]);

    if (!cells->bytes) {
        cells->first = chars_first(text, word->len);
        cells->middle = pdf_word_middle(word);
    }
    cells->bytes += word->len + 1U;
    cells->right = fmaxf(cells->right, word->x2);
    cells->last = text;
    cells->last_len = word->len;
}

/* One row: the lines from `at` up to `end`. */
static void look_at_row(const struct table *table, size_t at, size_t end, struct rows *rows)
{
    struct cells first = {0};
    struct cells others = {0};

    for (size_t i = table->lines[at].first;
         i < table->lines[end - 1].first + table->lines[end - 1].count; i++)
        add_word(table, column_of(table, word_at(table, i)) ? &others : &first, i);
    rows->filled += others.bytes > 0;
    rows->full += others.right > table->right - 2 * table->layout->em;
    rows->lower += others.bytes > 0 && chars_is_lower(others.first);
    if (!first.bytes)
        return;
    rows->count++;
    rows->capitals += chars_is_upper(first.first) || chars_is_digit(first.first);
    rows->bytes += first.bytes;
    rows->longest = first.bytes > rows->longest ? first.bytes : rows->longest;
    rows->ended += first.last[first.last_len - 1] == '.';
    rows->level += !others.bytes || fabsf(first.middle - others.middle) < 0.3f * table->layout->em;
}

static bool looks_like_table(const struct table *table, bool by_space)
{
    struct rows rows = {0};

    for (size_t at = 0, end; at < table->count; at = end) {
        for (end = at + 1; end < table->count && table->lines[end].row == table->lines[at].row;)
            end++;
        look_at_row(table, at, end, &rows);
    }
    return rows.count >= 2 && rows.longest <= FIRST_MAX && rows.bytes <= rows.count * FIRST_MEAN &&
           rows.capitals * 100 >= rows.count * CAPITALS &&
           rows.filled * 100 >= table->rows * FILLED && rows.ended * 3 <= rows.count &&
           rows.lower * 100 <= rows.filled * LOWER &&
           (by_space || (rows.level * 100 >= rows.count * LEVEL && rows.full * 2 < rows.filled));
}

/* The lines of one cell, from the top. */
static void add_cell(const struct table *table, size_t at, size_t end, uint32_t column)
{
    uint32_t *spare = table->layout->spare;

    for (size_t i = at; i < end; i++) {
        const struct table_line *line = &table->lines[i];
        size_t count = 0;

        for (size_t w = line->first; w < line->first + line->count; w++) {
            if (column_of(table, word_at(table, w)) == column)
                spare[count++] = table->part->order[w];
        }
        if (!count)
            continue;
        struct pdf_line *added = pdf_line_add(table->layout, spare, count, NULL);
        added->table = table->layout->lines->table_count;
        added->table_row = line->row;
        added->table_column = column;
        added->table_columns = (uint32_t)table->gutters + 1;
        added->left = added->x1;
        added->right = added->x2;
    }
}

static void add_rows(const struct table *table)
{
    table->layout->lines->region_count++;
    table->layout->lines->table_count++;
    for (size_t at = 0, end; at < table->count; at = end) {
        for (end = at + 1; end < table->count && table->lines[end].row == table->lines[at].row;)
            end++;
        for (uint32_t column = 0; column <= table->gutters; column++)
            add_cell(table, at, end, column);
    }
}

/* Reads the part as a table; false when it is none. The lines are to be freed in any case. */
static bool read_table(struct table *table)
{
    table->gutters = pdf_gutters_of(table->layout, table->part, table->places, COLUMNS_MAX);
    if (table->gutters == 0)
        return false;
    find_lines(table);
    for (size_t i = 0; i < table->count; i++)
        pdf_sort_left(table->layout, table->part->order + table->lines[i].first,
                      table->lines[i].count);
    number_rows(table, true);
    if (looks_like_table(table, true))
        return true;
    number_rows(table, false);
    return looks_like_table(table, false);
}

bool pdf_table_is(const struct pdf_layout *layout, const struct pdf_part *part)
{
    /* Reading sorts the words of each line, which the caller did not ask for. */
    struct pdf_part copy = {parangon_calloc(part->count + 1, sizeof *copy.order), part->count};
    struct table table = {.layout = layout, .part = &copy};

    memcpy(copy.order, part->order, part->count * sizeof *copy.order);
    bool found = read_table(&table);
    free(table.lines);
    free(copy.order);
    return found;
}

bool pdf_table_add(const struct pdf_layout *layout, const struct pdf_part *part)
{
    struct table table = {.layout = layout, .part = part};
    bool found = read_table(&table);

    if (found)
        add_rows(&table);
    free(table.lines);
    return found;
}

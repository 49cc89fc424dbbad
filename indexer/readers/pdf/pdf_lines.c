/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_lines.h"

#include "readers/text/text_chars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In sizes of type: between two cells of a row, and between figures that stand in columns. */
static const float cell_gap = 1.5f;
static const float figure_gap = 0.9f;

static const struct pdf_word *word_of(const struct pdf_layout *layout, uint32_t number)
{
    return &layout->words->items[number];
}

struct ranked {
    float key;
    uint32_t number;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *one = a;
    const struct ranked *other = b;

    if (one->key != other->key)
        return one->key > other->key ? 1 : -1;
    return (one->number > other->number) - (one->number < other->number);
}

void pdf_sort(const struct pdf_layout *layout, uint32_t *order, size_t count,
              float (*key)(const struct pdf_word *word))
{
    struct ranked *ranked = parangon_calloc(count + 1, sizeof *ranked);

    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){key(word_of(layout, order[i])), order[i]};
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count; i++)
        order[i] = ranked[i].number;
    free(ranked);
}

static float left_of(const struct pdf_word *word)
{
    return word->x1;
}

void pdf_sort_left(const struct pdf_layout *layout, uint32_t *order, size_t count)
{
    pdf_sort(layout, order, count, left_of);
}

size_t pdf_line_len(const struct pdf_layout *layout, const struct pdf_part *part, size_t at)
{
    const struct pdf_word *first = word_of(layout, part->order[at]);
    float height = first->y2 - first->y1;
    size_t count = 1;

    for (; at + count < part->count; count++) {
        const struct pdf_word *word = word_of(layout, part->order[at + count]);
        float reach = fmaxf(height, word->y2 - word->y1) / 2;

        if (pdf_word_middle(word) - pdf_word_middle(first) >= reach)
            break;
    }
    return count;
}

static struct pdf_line *new_line(struct pdf_lines *lines)
{
    if (lines->count == lines->room) {
        lines->room = lines->room ? lines->room * 2 : 256;
        lines->items = parangon_realloc(lines->items, lines->room, sizeof *lines->items);
    }
    return &lines->items[lines->count++];
}

/* The size that most of the line has, by bytes. */
static float line_size(const struct pdf_layout *layout, const uint32_t *order, size_t count)
{
    size_t most = 0;
    float size = 0;

    for (size_t i = 0; i < count; i++) {
        const struct pdf_word *word = word_of(layout, order[i]);
        size_t bytes = 0;

        if (word->size == size)
            continue;
        for (size_t k = i; k < count && k < i + 50; k++)
            bytes +=
                word_of(layout, order[k])->size == word->size ? word_of(layout, order[k])->len : 0U;
        if (bytes > most) {
            most = bytes;
            size = word->size;
        }
    }
    return size;
}

struct pdf_line *pdf_line_add(const struct pdf_layout *layout, const uint32_t *order, size_t count,
                              const bool *cell_begins)
{
    struct pdf_lines *lines = layout->lines;
    struct pdf_line *line = new_line(lines);

    *line = (struct pdf_line){.page = layout->page,
                              .at = (uint32_t)lines->text.len,
                              .region = lines->region_count,
                              .x1 = INFINITY,
                              .y1 = INFINITY,
                              .x2 = -INFINITY,
                              .y2 = -INFINITY,
                              .bold = true};
    for (size_t i = 0; i < count; i++) {
        const struct pdf_word *word = word_of(layout, order[i]);

        if (i && word->ornament)
            continue;
        if (i)
            parangon_buf_puts(&lines->text, cell_begins && cell_begins[i] ? " | " : " ");
        parangon_buf_add(&lines->text, pdf_word_text(layout->words, order[i]), word->len);
        line->x1 = fminf(line->x1, word->x1);
        line->y1 = fminf(line->y1, word->y1);
        line->x2 = fmaxf(line->x2, word->x2);
        line->y2 = fmaxf(line->y2, word->y2);
        line->bold = line->bold && word->bold;
    }
    line->size = line_size(layout, order, count);
    line->len = (uint32_t)(lines->text.len - line->at);
    return line;
}

/* Rows of figures: columns set to the right have no edge that a gutter could be told by */

static bool has_digit(const struct pdf_layout *layout, uint32_t number)
{
    const char *text = pdf_word_text(layout->words, number);

    for (size_t i = 0; i < word_of(layout, number)->len; i++) {
        if (chars_is_digit((unsigned char)text[i]))
            return true;
    }
    return false;
}

/* Whether the word begins a cell: a wide space stands before it, and so it does at the same place
   in the line `other`. */
static bool begins_cell(const struct pdf_layout *layout, const uint32_t *line, size_t at,
                        const uint32_t *other, size_t other_count)
{
    float from = word_of(layout, line[at - 1])->x2;
    float to = word_of(layout, line[at])->x1;

    bool wide = to - from >= cell_gap * layout->em;

    if (!wide && (to - from < figure_gap * layout->em || !has_digit(layout, line[at])))
        return false;
    for (size_t i = 1; i < other_count; i++) {
        float start = fmaxf(from, word_of(layout, other[i - 1])->x2);
        float end = fminf(to, word_of(layout, other[i])->x1);

        if (end - start >= 0.7f * layout->em && (wide || has_digit(layout, other[i])))
            return true;
    }
    return false;
}

/* Whether the spaces of a line of words are wide because the line was stretched to the width of its
   column: they are all the same. */
static bool is_stretched(const struct pdf_layout *layout, const uint32_t *line, size_t len)
{
    float least = INFINITY;
    float most = 0;
    bool words = false;

    for (size_t i = 1; i < len; i++) {
        float gap = word_of(layout, line[i])->x1 - word_of(layout, line[i - 1])->x2;

        least = fminf(least, gap);
        most = fmaxf(most, gap);
        words = words || !has_digit(layout, line[i]);
    }
    return len > 2 && words && most < 1.25f * least;
}

/* Marks the words of a line that begin cells; false when it is no row of a table. */
static bool find_cells(const struct pdf_layout *layout, const uint32_t *line, size_t len,
                       size_t before, size_t after, bool *cells)
{
    bool figures = false;
    bool any = false;

    for (size_t i = 1; i < len; i++) {
        cells[i] = begins_cell(layout, line, i, line - before, before) ||
                   begins_cell(layout, line, i, line + len, after);
        any = any || cells[i];
        figures = figures || (any && has_digit(layout, line[i]));
    }
    return any && figures && !is_stretched(layout, line, len);
}

void pdf_set_edges(struct pdf_lines *lines, size_t from, bool aside)
{
    float left = INFINITY;
    float right = -INFINITY;

    for (size_t i = from; i < lines->count; i++) {
        left = fminf(left, lines->items[i].x1);
        right = fmaxf(right, lines->items[i].x2);
    }
    for (size_t i = from; i < lines->count; i++) {
        lines->items[i].left = left;
        lines->items[i].right = right;
        lines->items[i].aside = aside;
    }
}

void pdf_column_add(const struct pdf_layout *layout, const struct pdf_part *part, bool aside)
{
    size_t from = layout->lines->count;
    size_t *lens = parangon_calloc(part->count + 2, sizeof *lens);
    bool *cells = parangon_calloc(part->count + 1, sizeof *cells);
    size_t count = 0;

    layout->lines->region_count++;
    for (size_t at = 0; at < part->count; at += lens[count++]) {
        lens[count] = pdf_line_len(layout, part, at);
        pdf_sort_left(layout, part->order + at, lens[count]);
    }
    for (size_t at = 0, i = 0; i < count; at += lens[i++]) {
        bool row =
            find_cells(layout, part->order + at, lens[i], i ? lens[i - 1] : 0, lens[i + 1], cells);

        pdf_line_add(layout, part->order + at, lens[i], row ? cells : NULL)->row = row;
    }
    free(lens);
    free(cells);
    pdf_set_edges(layout->lines, from, aside);
}

void pdf_lines_clear(struct pdf_lines *lines)
{
    free(lines->items);
    parangon_buf_clear(&lines->text);
    *lines = (struct pdf_lines){0};
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_lines.h"

#include "text_chars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 24,   /* of parts within parts */
    ASIDE_SHARE = 30, /* in a hundred: so much less text has what stands beside the text … */
    ASIDE_WIDTH = 60  /* … and so much less width */
};

static const float cell_gap = 1.5f; /* sizes of type between two cells of a row */

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

static void sort(const struct pdf_layout *layout, uint32_t *order, size_t count,
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
    sort(layout, order, count, left_of);
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

    if (to - from < cell_gap * layout->em)
        return false;
    for (size_t i = 1; i < other_count; i++) {
        float start = fmaxf(from, word_of(layout, other[i - 1])->x2);
        float end = fminf(to, word_of(layout, other[i])->x1);

        if (end - start >= 0.7f * layout->em)
            return true;
    }
    return false;
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
    return any && figures;
}

static void set_edges(struct pdf_lines *lines, size_t from, bool aside)
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

/* Adds the lines of a part that is one column. */
static void add_column(const struct pdf_layout *layout, const struct pdf_part *part, bool aside)
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
    set_edges(layout->lines, from, aside);
}

/* What is known of a part from those that it is a part of. */
struct within {
    size_t depth;
    bool aside;
    float column; /* height of the column of text that it is in; 0: none */
};

static void add_part(struct pdf_layout *layout, struct pdf_part part, struct within within);

static size_t part_bytes(const struct pdf_layout *layout, const struct pdf_part *part)
{
    size_t bytes = 0;

    for (size_t i = 0; i < part->count; i++)
        bytes += word_of(layout, part->order[i])->len;
    return bytes;
}

/* The column from the edge of the text, or from the gutter, up to the gutter, or to the edge. */
static float left_width(const struct pdf_layout *layout, const struct pdf_part *part, float x)
{
    float left = x;

    for (size_t i = 0; i < part->count; i++)
        left = fminf(left, word_of(layout, part->order[i])->x1);
    return x - left;
}

static float right_width(const struct pdf_layout *layout, float x)
{
    const struct pdf_page *page = &layout->words->pages[layout->page];
    float right = x;

    for (size_t i = page->first; i < page->first + page->count; i++)
        right = fmaxf(right, layout->words->items[i].x2);
    return right - x;
}

/* Whether a part is a note in the margin of another. */
static bool is_aside(size_t bytes, float width, size_t other_bytes, float other_width)
{
    return bytes * 100 < other_bytes * ASIDE_SHARE &&
           width * 100 < other_width * (float)ASIDE_WIDTH;
}

/* Both sides of a gutter: the left first, but what stands in the margin last. */
static void add_sides(struct pdf_layout *layout, struct pdf_part band, float x,
                      struct within within)
{
    size_t left = 0;
    size_t right = 0;

    for (size_t i = 0; i < band.count; i++) {
        if (word_of(layout, band.order[i])->x1 < x - 0.05f * layout->em)
            band.order[left++] = band.order[i];
        else
            layout->spare[right++] = band.order[i];
    }
    memcpy(band.order + left, layout->spare, right * sizeof *band.order);
    struct pdf_part sides[2] = {{band.order, left}, {band.order + left, right}};
    size_t bytes[2] = {part_bytes(layout, &sides[0]), part_bytes(layout, &sides[1])};
    float widths[2] = {left_width(layout, &sides[0], x), right_width(layout, x)};
    size_t first = is_aside(bytes[0], widths[0], bytes[1], widths[1]);
    add_part(layout, sides[first], within);
    within.aside = within.aside || first || is_aside(bytes[1], widths[1], bytes[0], widths[0]);
    add_part(layout, sides[!first], within);
}

/* A band on both sides of a gutter: a table, or columns of text. Where text stands in columns,
   another gutter as high as they are is one more of them. */
static void add_band(struct pdf_layout *layout, struct pdf_part band,
                     const struct pdf_gutter *gutter, struct within within)
{
    bool more = within.column > 0 && gutter->score > 0.8f * within.column;

    if (!more && pdf_table_add(layout, &band))
        return;
    within.column = fmaxf(within.column, gutter->score);
    add_sides(layout, band, gutter->x, within);
}

static void remember(struct pdf_layout *layout, const struct pdf_part *band, float x)
{
    if (layout->known_count < PDF_KNOWN_MAX && !pdf_table_is(layout, band))
        layout->known[layout->known_count++] = x;
}

static void add_part(struct pdf_layout *layout, struct pdf_part part, struct within within)
{
    struct pdf_gutter gutter = {.score = 0};

    if (part.count == 0)
        return;
    sort(layout, part.order, part.count, pdf_word_middle);
    if (within.depth++ < DEPTH_MAX)
        gutter = pdf_gutter_find(layout, &part);
    if (gutter.score <= 0) {
        add_column(layout, &part, within.aside);
        return;
    }
    struct pdf_part above = {part.order, gutter.first};
    struct pdf_part band = {part.order + gutter.first, gutter.end - gutter.first};
    struct pdf_part below = {part.order + gutter.end, part.count - gutter.end};
    remember(layout, &band, gutter.x);
    add_part(layout, above, within);
    add_band(layout, band, &gutter, within);
    add_part(layout, below, within);
}

/* Pages */

static int compare_sizes(const void *a, const void *b)
{
    float one = *(const float *)a;
    float other = *(const float *)b;

    return (one > other) - (one < other);
}

static float usual_size(const struct pdf_words *words, const struct pdf_page *page)
{
    float *sizes = parangon_calloc(page->count + 1, sizeof *sizes);

    for (size_t i = 0; i < page->count; i++)
        sizes[i] = words->items[page->first + i].size;
    qsort(sizes, page->count, sizeof *sizes, compare_sizes);
    float usual = sizes[page->count / 2];
    free(sizes);
    return fmaxf(usual, 1);
}

/* Set from the bottom to the top. */
static bool is_turned(const struct pdf_word *word)
{
    return word->len > 5 && word->y2 - word->y1 > 2.5f * (word->x2 - word->x1);
}

static void add_page(struct pdf_layout *layout, const struct pdf_page *page)
{
    struct pdf_part part = {parangon_calloc(page->count + 1, sizeof *part.order), 0};
    uint32_t *turned = parangon_calloc(page->count + 1, sizeof *turned);
    size_t turned_count = 0;

    layout->known_count = 0;
    layout->em = usual_size(layout->words, page);
    layout->spare = parangon_calloc(page->count + 1, sizeof *layout->spare);
    for (size_t i = page->first; i < page->first + page->count; i++) {
        if (layout->words->items[i].dropped)
            continue;
        if (is_turned(&layout->words->items[i]))
            turned[turned_count++] = (uint32_t)i;
        else
            part.order[part.count++] = (uint32_t)i;
    }
    add_part(layout, part, (struct within){.depth = 0});
    if (turned_count) {
        size_t from = layout->lines->count;

        layout->lines->region_count++;
        pdf_line_add(layout, turned, turned_count, NULL);
        set_edges(layout->lines, from, true);
    }
    free(layout->spare);
    free(turned);
    free(part.order);
}

void pdf_lines_init(struct pdf_lines *lines, const struct pdf_words *words)
{
    struct pdf_layout layout = {.words = words, .lines = lines};

    *lines = (struct pdf_lines){0};
    for (size_t i = 0; i < words->page_count; i++) {
        layout.page = (uint32_t)i;
        if (words->pages[i].count)
            add_page(&layout, &words->pages[i]);
    }
}

void pdf_lines_clear(struct pdf_lines *lines)
{
    free(lines->items);
    parangon_buf_clear(&lines->text);
    *lines = (struct pdf_lines){0};
}

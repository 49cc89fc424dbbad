/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cuts the pages into parts, from the tallest gutter on, and adds their lines in reading order. */
#include "pdf_lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 24,   /* of parts within parts */
    ASIDE_SHARE = 30, /* in a hundred: so much less text has what stands beside the text … */
    ASIDE_WIDTH = 60  /* … and so much less width */
};

static const struct pdf_word *word_of(const struct pdf_layout *layout, uint32_t number)
{
    return &layout->words->items[number];
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
    pdf_sort(layout, part.order, part.count, pdf_word_middle);
    if (within.depth++ < DEPTH_MAX)
        gutter = pdf_gutter_find(layout, &part);
    if (gutter.score <= 0) {
        pdf_column_add(layout, &part, within.aside);
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
        pdf_set_edges(layout->lines, from, true);
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

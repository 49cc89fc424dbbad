/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the white strips between columns. In a strip nothing stands, and to its right most lines
   begin at its very edge: spaces that happen to stand above each other do not look like that. */
#include "pdf_lines.h"

#include <math.h>
#include <stdlib.h>

enum {
    WORDS_MAX = 6000,   /* of a part: each is compared with its neighbours */
    EDGES_MAX = 200,    /* that are tried */
    ALIGNED_MIN = 3,    /* lines that begin at the edge */
    ALIGNED_SHARE = 55, /* in a hundred lines to its right */
    NARROW_ALIGNED = 5, /* such lines where the strip is narrow */
    LINE_CHARS = 4      /* bytes a line on each side: bullets and numbers are no column */
};

/* In sizes of type. */
static const float gap_min = 0.7f;
static const float gap_large = 0.5f; /* of type larger than the usual */
static const float gap_wide = 1.8f;
static const float edge_width = 0.25f;
static const float indent_max = 8;
static const float heading_above = 8;
static const float heading_below = 5;
static const float heading_size = 1.12f;

/* The beginning of a line or of a cell. */
struct start {
    float x;
    uint32_t at; /* in the part */
    float gap;   /* to what stands to its left, INFINITY for nothing */
};

struct starts {
    struct start *items;
    size_t count;
};

static const struct pdf_word *word_at(const struct pdf_layout *layout, const struct pdf_part *part,
                                      size_t at)
{
    return &layout->words->items[part->order[at]];
}

static bool is_beside(const struct pdf_word *one, const struct pdf_word *other)
{
    float reach = ((one->y2 - one->y1) + (other->y2 - other->y1)) * 0.4f;

    return fabsf(pdf_word_middle(one) - pdf_word_middle(other)) < reach;
}

/* What may be more than a space between words of this size. */
static float gap_least(const struct pdf_layout *layout, const struct pdf_word *word)
{
    return fmaxf(gap_min * layout->em, gap_large * word->size);
}

/* The space to the left of a word, INFINITY when nothing stands there. */
static float gap_before(const struct pdf_layout *layout, const struct pdf_part *part, size_t at)
{
    const struct pdf_word *word = word_at(layout, part, at);
    float middle = pdf_word_middle(word);
    float reach = 3 * layout->em;
    float gap = INFINITY;

    for (int way = -1; way <= 1; way += 2) {
        for (size_t i = at + (size_t)way; i < part->count; i += (size_t)way) {
            const struct pdf_word *other = word_at(layout, part, i);

            if (fabsf(pdf_word_middle(other) - middle) > reach)
                break;
            if (other->x1 < word->x1 && is_beside(word, other))
                gap = fminf(gap, word->x1 - other->x2);
        }
    }
    return gap;
}

static int compare_starts(const void *a, const void *b)
{
    const struct start *one = a;
    const struct start *other = b;

    if (one->x != other->x)
        return one->x > other->x ? 1 : -1;
    return (one->at > other->at) - (one->at < other->at);
}

static struct starts find_starts(const struct pdf_layout *layout, const struct pdf_part *part)
{
    struct starts starts = {.items = parangon_calloc(part->count + 1, sizeof *starts.items)};

    for (size_t i = 0; i < part->count; i++) {
        float gap = gap_before(layout, part, i);

        if (gap >= gap_least(layout, word_at(layout, part, i)))
            starts.items[starts.count++] =
                (struct start){.x = word_at(layout, part, i)->x1, .at = (uint32_t)i, .gap = gap};
    }
    qsort(starts.items, starts.count, sizeof *starts.items, compare_starts);
    return starts;
}

/* How many starts from `at` on begin at one edge. */
static size_t edge_len(const struct pdf_layout *layout, const struct starts *starts, size_t at)
{
    size_t count = 1;

    while (at + count < starts->count &&
           starts->items[at + count].x - starts->items[at].x <= edge_width * layout->em)
        count++;
    return count;
}

static bool is_left_of(const struct pdf_layout *layout, const struct pdf_word *word, float x)
{
    return word->x2 <= x - gap_least(layout, word);
}

static bool is_in_strip(const struct pdf_layout *layout, const struct pdf_word *word, float x)
{
    return !is_left_of(layout, word, x) && word->x1 < x - 0.05f * layout->em;
}

/* Whether a word left of the strip is of a heading over both columns, which happens to be too
   short to reach into the strip: to its right nothing stands beside it, but text above and, unless
   it ends the page, below. */
static bool is_over_both(const struct pdf_layout *layout, const struct pdf_part *part, size_t at,
                         float x)
{
    const struct pdf_word *word = word_at(layout, part, at);
    float space = (word->y2 - word->y1) * 0.3f;
    bool above = false;
    bool below = false;
    bool goes_on = false; /* other text in the column of the heading */

    if (word->size < heading_size * layout->em && !word->bold)
        return false;
    for (int way = -1; way <= 1; way += 2) {
        for (size_t i = at + (size_t)way; i < part->count; i += (size_t)way) {
            const struct pdf_word *other = word_at(layout, part, i);
            float over = word->y1 - other->y2;
            float under = other->y1 - word->y2;
            bool left = is_left_of(layout, other, x);

            if (fmaxf(over, under) > heading_above * layout->em)
                break;
            if (!left && over < space && under < space)
                return false;
            above = above || (!left && over >= space);
            below = below || (!left && under >= space && under < heading_below * layout->em);
            goes_on = goes_on || (left && under >= space && other->size < word->size);
        }
    }
    return above && (below || !goes_on);
}

/* One side of a strip. */
struct side {
    size_t lines;
    size_t bytes;
    float top, bottom;
    float middle; /* of the last line */
    float edge;   /* the rightmost */
};

static void side_add(struct side *side, const struct pdf_layout *layout,
                     const struct pdf_word *word)
{
    float middle = pdf_word_middle(word);

    if (side->lines == 0)
        *side = (struct side){.top = word->y1, .bottom = word->y2, .edge = word->x2};
    if (side->lines == 0 || middle - side->middle > layout->em * 0.5f) {
        side->lines++;
        side->middle = middle;
    }
    side->bytes += word->len;
    side->bottom = fmaxf(side->bottom, word->y2);
    side->edge = fmaxf(side->edge, word->x2);
}

/* The lines right of a strip, by where they begin. */
struct beginnings {
    size_t all;     /* lines */
    size_t at_edge; /* of the strip */
    size_t aligned; /* with others: at the edge, or indented */
    size_t beside;  /* at the edge, with text left of the strip */
};

static struct beginnings count_beginnings(const struct pdf_layout *layout,
                                          const struct starts *starts, size_t edge, size_t first,
                                          size_t end)
{
    float x = starts->items[edge].x;
    struct beginnings count = {0};

    for (size_t i = edge; i < starts->count;) {
        size_t len = edge_len(layout, starts, i);

        for (size_t k = i; k < i + len; k++) {
            const struct start *start = &starts->items[k];
            bool leads = start->x - start->gap <= x - gap_min * layout->em;

            if (start->at < first || start->at >= end || !leads)
                continue;
            count.all++;
            count.at_edge += i == edge;
            count.aligned += len >= ALIGNED_MIN && start->x - x <= indent_max * layout->em;
            count.beside += i == edge && isfinite(start->gap);
        }
        i += len;
    }
    return count;
}

/* Whether columns elsewhere on the page begin there. */
static bool is_known(const struct pdf_layout *layout, float x)
{
    for (size_t i = 0; i < layout->known_count; i++) {
        if (fabsf(layout->known[i] - x) <= edge_width * layout->em)
            return true;
    }
    return false;
}

/* How good the strip is: the height to which text stands on both of its sides; 0 for no gutter. */
static float score_of(const struct pdf_layout *layout, const struct side *left,
                      const struct side *right, const struct beginnings *count, float x)
{
    float height = fminf(left->bottom, right->bottom) - fmaxf(left->top, right->top);
    bool wide = x - left->edge >= gap_wide * layout->em;

    if (is_known(layout, x) && left->lines && right->lines)
        return height;
    if (left->lines < 2 || right->lines < 2 || height < 1.5f * layout->em || count->beside < 2)
        return 0;
    if (count->aligned < (wide ? ALIGNED_MIN : NARROW_ALIGNED) &&
        !(wide && count->at_edge == count->all))
        return 0;
    if (count->aligned * 100 < count->all * ALIGNED_SHARE ||
        left->bytes < left->lines * LINE_CHARS || right->bytes < right->lines * LINE_CHARS)
        return 0;
    return height;
}

static void consider(const struct pdf_layout *layout, const struct pdf_part *part,
                     const struct starts *starts, size_t edge, size_t first, size_t end,
                     struct pdf_gutter *best)
{
    float x = starts->items[edge].x;
    struct side left = {0};
    struct side right = {0};

    for (size_t i = first; i < end; i++) {
        const struct pdf_word *word = word_at(layout, part, i);

        side_add(is_left_of(layout, word, x) ? &left : &right, layout, word);
    }
    const struct beginnings count = count_beginnings(layout, starts, edge, first, end);
    float score = score_of(layout, &left, &right, &count, x);
    if (score > best->score)
        *best = (struct pdf_gutter){.x = x, .first = first, .end = end, .score = score};
}

static bool is_over(const struct pdf_layout *layout, const struct pdf_part *part, size_t at,
                    float x)
{
    const struct pdf_word *word = word_at(layout, part, at);

    return is_in_strip(layout, word, x) ||
           (is_left_of(layout, word, x) && is_over_both(layout, part, at, x));
}

/* Whether a word stands on the line of another, which is in the strip. */
static bool is_on_line(const struct pdf_layout *layout, const struct pdf_part *part, size_t at,
                       size_t other)
{
    const struct pdf_word *over = word_at(layout, part, other);
    float apart = pdf_word_middle(word_at(layout, part, at)) - pdf_word_middle(over);

    return fabsf(apart) < (over->y2 - over->y1) / 2;
}

/* Each run of lines without a word in the strip. */
static void consider_edge(const struct pdf_layout *layout, const struct pdf_part *part,
                          const struct starts *starts, size_t edge, struct pdf_gutter *best)
{
    float x = starts->items[edge].x;
    size_t first = 0;

    for (size_t i = 0; i <= part->count; i++) {
        size_t end = i;

        if (i < part->count && !is_over(layout, part, i, x))
            continue;
        while (i < part->count && end > first && is_on_line(layout, part, end - 1, i))
            end--;
        if (end > first)
            consider(layout, part, starts, edge, first, end, best);
        for (first = i + 1; first < part->count && is_on_line(layout, part, first, i);)
            first++;
    }
}

struct pdf_gutter pdf_gutter_find(const struct pdf_layout *layout, const struct pdf_part *part)
{
    struct pdf_gutter best = {.score = 0};

    if (part->count > WORDS_MAX)
        return best;
    struct starts starts = find_starts(layout, part);
    for (size_t i = 0, tried = 0; i < starts.count && tried < EDGES_MAX;) {
        size_t count = edge_len(layout, &starts, i);

        bool tries = count >= 2 || is_known(layout, starts.items[i].x);
        tried += tries;
        if (tries)
            consider_edge(layout, part, &starts, i, &best);
        i += count;
    }
    free(starts.items);
    return best;
}

size_t pdf_gutters_of(const struct pdf_layout *layout, const struct pdf_part *part, float *places,
                      size_t max)
{
    struct starts starts = find_starts(layout, part);
    size_t found = 0;

    for (size_t i = 0; i < starts.count && found < max;) {
        size_t count = edge_len(layout, &starts, i);
        float x = starts.items[i].x;
        bool left = false;
        bool over = false;

        for (size_t w = 0; w < part->count; w++) {
            left = left || is_left_of(layout, word_at(layout, part, w), x);
            over = over || is_in_strip(layout, word_at(layout, part, w), x);
        }
        if (left && !over)
            places[found++] = x;
        i += count;
    }
    free(starts.items);
    return found;
}

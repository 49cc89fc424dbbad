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
    FLUSH_SHARE = 60,   /* in a hundred of these, where they are fewer */
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
    bool alone;  /* no other wide space is in its line */
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

/* Whether another wide space is in the line of the start; they stand from the top still. */
static bool has_fellow(const struct pdf_layout *layout, const struct pdf_part *part,
                       const struct starts *starts, size_t at, int way)
{
    const struct pdf_word *word = word_at(layout, part, starts->items[at].at);

    for (size_t i = at + (size_t)way; i < starts->count; i += (size_t)way) {
        const struct start *other = &starts->items[i];

        if (!is_beside(word, word_at(layout, part, other->at)))
            return false;
        if (isfinite(other->gap))
            return true;
    }
    return false;
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
    for (size_t i = 0; i < starts.count; i++)
        starts.items[i].alone =
            !has_fellow(layout, part, &starts, i, -1) && !has_fellow(layout, part, &starts, i, 1);
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

/* Words of the part that leave a strip free. */
struct run {
    size_t first, end;
};

/* The lines right of a strip, by where they begin. */
struct beginnings {
    size_t all;     /* lines */
    size_t at_edge; /* of the strip */
    size_t aligned; /* with others: at the edge, or indented */
    size_t beside;  /* at the edge, with text left of the strip … */
    size_t flush;   /* … that ends where all of it does, in a line without other wide spaces */
};

static struct beginnings count_beginnings(const struct pdf_layout *layout,
                                          const struct starts *starts, size_t edge, struct run run,
                                          float left_edge)
{
    float x = starts->items[edge].x;
    struct beginnings count = {0};

    for (size_t i = edge; i < starts->count;) {
        size_t len = edge_len(layout, starts, i);

        for (size_t k = i; k < i + len; k++) {
            const struct start *start = &starts->items[k];
            bool leads = start->x - start->gap <= x - gap_min * layout->em;

            if (start->at < run.first || start->at >= run.end || !leads)
                continue;
            count.all++;
            count.at_edge += i == edge;
            count.aligned += len >= ALIGNED_MIN && start->x - x <= indent_max * layout->em;
            count.beside += i == edge && isfinite(start->gap);
            count.flush += i == edge && start->alone &&
                           start->x - start->gap > left_edge - edge_width * layout->em;
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

/* Whether lines enough begin at the edge. Where the strip is no wider than spaces may be, few lines
   are enough only if the text to its left ends at one edge too, or if they are rows of a table. */
static bool is_edge(const struct pdf_layout *layout, const struct pdf_part *band,
                    const struct beginnings *count, bool wide)
{
    bool all = count->at_edge == count->all;

    if (count->aligned * 100 < count->all * ALIGNED_SHARE || count->beside < 2)
        return false;
    if (wide)
        return all || count->aligned >= ALIGNED_MIN;
    if (count->aligned >= NARROW_ALIGNED)
        return true;
    return all && count->all >= ALIGNED_MIN &&
           (count->flush * 100 >= count->beside * FLUSH_SHARE || pdf_table_is(layout, band));
}

/* How good the strip is: the height to which text stands on both of its sides; 0 for no gutter. */
static float score_of(const struct pdf_layout *layout, const struct side *left,
                      const struct side *right, float x)
{
    float height = fminf(left->bottom, right->bottom) - fmaxf(left->top, right->top);

    if (is_known(layout, x) && left->lines && right->lines)
        return height;
    if (left->lines < 2 || right->lines < 2 || height < 1.5f * layout->em ||
        left->bytes < left->lines * LINE_CHARS || right->bytes < right->lines * LINE_CHARS)
        return 0;
    return height;
}

static void consider(const struct pdf_layout *layout, const struct pdf_part *part,
                     const struct starts *starts, size_t edge, struct run run,
                     struct pdf_gutter *best)
{
    struct pdf_part band = {part->order + run.first, run.end - run.first};
    float x = starts->items[edge].x;
    struct side left = {0};
    struct side right = {0};

    for (size_t i = run.first; i < run.end; i++) {
        const struct pdf_word *word = word_at(layout, part, i);

        side_add(is_left_of(layout, word, x) ? &left : &right, layout, word);
    }
    float score = score_of(layout, &left, &right, x);
    if (score <= best->score)
        return;
    const struct beginnings count = count_beginnings(layout, starts, edge, run, left.edge);
    bool wide = x - left.edge >= gap_wide * layout->em;
    if (is_known(layout, x) || is_edge(layout, &band, &count, wide))
        *best = (struct pdf_gutter){.x = x, .first = run.first, .end = run.end, .score = score};
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

/* The lines of a run from the first to the last that begins at the edge, and what goes on in the
   column to the left: other lines may happen to leave the strip free as well. */
static struct run core_of(const struct pdf_layout *layout, const struct pdf_part *part,
                          const struct starts *starts, size_t edge, struct run run)
{
    struct run core = {run.end, run.first};

    for (size_t i = edge; i < edge + edge_len(layout, starts, edge); i++) {
        size_t at = starts->items[i].at;

        if (at >= run.first && at < run.end && at < core.first)
            core.first = at;
        if (at >= run.first && at < run.end && at >= core.end)
            core.end = at + 1;
    }
    if (core.first >= core.end)
        return run;
    while (core.first > run.first && is_on_line(layout, part, core.first - 1, core.first))
        core.first--;
    while (core.end < run.end && word_at(layout, part, core.end)->y1 <
                                     word_at(layout, part, core.end - 1)->y2 + 0.3f * layout->em)
        core.end++;
    return core;
}

static void consider_run(const struct pdf_layout *layout, const struct pdf_part *part,
                         const struct starts *starts, size_t edge, struct run run,
                         struct pdf_gutter *best)
{
    float before = best->score;

    consider(layout, part, starts, edge, run, best);
    if (best->score > before)
        return;
    struct run core = core_of(layout, part, starts, edge, run);
    if (core.first > run.first || core.end < run.end)
        consider(layout, part, starts, edge, core, best);
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
            consider_run(layout, part, starts, edge, (struct run){first, end}, best);
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

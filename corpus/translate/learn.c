/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learning which words translate which: IBM model 1, in both directions at once.
 *
 * A cell is a French and an English stem seen in texts of one pair. Only these have a probability,
 * so that the table is as large as what was seen, and it stops growing at CELLS_MAX: pairs of texts
 * whose words no longer fit are not learnt from. All sums run in the order of the pairs, so that
 * the same pairs give the same bytes.
 */
#include "bitext.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    ITERATIONS = 10,
    CELLS_MAX = 4 << 20, /* about 250 MB */
    SEEN_MIN = 2,        /* pairs of texts that hold both words; once may be chance */
    SOURCES_SHOWN = 3
};

#define NO_CELL UINT32_MAX

struct cell {
    uint32_t word[SIDES];
    uint32_t seen;         /* pairs of texts, each as often as it counts */
    uint32_t last;         /* the pair that was counted last, plus one */
    double given[SIDES];   /* [FR]: p(english | french); [EN]: p(french | english) */
    double counted[SIDES]; /* the same while it is estimated anew */
};

struct model {
    const struct parangon_bitext *bitext;
    struct cell *cells;
    uint32_t count, cap;
    uint32_t *slots; /* a hash table of the numbers of cells, at most half full */
    size_t slot_count;
    double *totals[SIDES]; /* of a word, of `counted` */
};

/* A cell that is good enough to be kept. */
struct kept {
    const struct cell *cell;
    const char *stem[SIDES];
    int weight; /* in thousandths */
    unsigned rank[SIDES];
    uint32_t times[SOURCES_MAX]; /* by source */
};

/* ---- Cells ---- */

static size_t slot_of(const struct model *model, uint32_t french, uint32_t english)
{
    uint64_t hash = ((uint64_t)french << 32 | english) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (model->slot_count - 1);

    for (;; at = (at + 1) & (model->slot_count - 1)) {
        uint32_t index = model->slots[at];

        if (index == NO_CELL || (model->cells[index].word[PARANGON_FR] == french &&
                                 model->cells[index].word[PARANGON_EN] == english))
            return at;
    }
}

static void grow(struct model *model)
{
    model->cap = model->cap ? model->cap * 2 : 1 << 14;
    model->cells = parangon_realloc(model->cells, model->cap, sizeof *model->cells);
    model->slot_count = (size_t)model->cap * 2;
    model->slots = parangon_realloc(model->slots, model->slot_count, sizeof *model->slots);
    memset(model->slots, 0xFF, model->slot_count * sizeof *model->slots);
    for (uint32_t i = 0; i < model->count; i++) {
        const uint32_t *word = model->cells[i].word;

        model->slots[slot_of(model, word[PARANGON_FR], word[PARANGON_EN])] = i;
    }
}

static uint32_t cell_of(const struct model *model, uint32_t french, uint32_t english)
{
    return model->slot_count ? model->slots[slot_of(model, french, english)] : NO_CELL;
}

/* Every word starts with the same probability for all that it was seen with. */
static uint32_t add_cell(struct model *model, uint32_t french, uint32_t english)
{
    if (model->count == model->cap)
        grow(model);
    size_t slot = slot_of(model, french, english);
    if (model->slots[slot] == NO_CELL) {
        model->slots[slot] = model->count;
        model->cells[model->count++] = (struct cell){.word = {french, english}, .given = {1, 1}};
    }
    return model->slots[slot];
}

static const uint32_t *words_of(const struct model *model, const struct bitext_pair *pair, int side)
{
    return model->bitext->tokens[side] + pair->begin[side];
}

static void collect_pair(struct model *model, const struct bitext_pair *pair, uint32_t number)
{
    const uint32_t *french = words_of(model, pair, PARANGON_FR);
    const uint32_t *english = words_of(model, pair, PARANGON_EN);
    bool single = pair->count[PARANGON_FR] == 1 && pair->count[PARANGON_EN] == 1;

    for (uint32_t f = 0; f < pair->count[PARANGON_FR]; f++) {
        for (uint32_t e = 0; e < pair->count[PARANGON_EN]; e++) {
            uint32_t index = add_cell(model, french[f], english[e]); /* may move the cells */
            struct cell *cell = &model->cells[index];

            if (cell->last == number + 1)
                continue;
            cell->last = number + 1;
            /* Of two single words, neither could mean anything else. */
            cell->seen += single && pair->times < SEEN_MIN ? SEEN_MIN : pair->times;
        }
    }
}

/* How many pairs there is room to learn from. */
static size_t collect(struct model *model)
{
    size_t i = 0;

    while (i < model->bitext->count && model->count < CELLS_MAX) {
        collect_pair(model, &model->bitext->pairs[i], (uint32_t)i);
        i++;
    }
    return i;
}

/* ---- Probabilities ---- */

/* Shares each word of one side out among the words of the other, as the probabilities of now
   would have it. The word shared out moves by `step` over the grid, its givers by `stride`. */
static void share(struct model *model, const uint32_t *grid, uint32_t shared, size_t step,
                  uint32_t givers, size_t stride, int side, double times)
{
    for (uint32_t s = 0; s < shared; s++) {
        const uint32_t *row = grid + s * step;
        double sum = 0;

        for (uint32_t g = 0; g < givers; g++)
            sum += model->cells[row[g * stride]].given[side];
        for (uint32_t g = 0; sum > 0 && g < givers; g++) {
            struct cell *cell = &model->cells[row[g * stride]];

            cell->counted[side] += times * cell->given[side] / sum;
        }
    }
}

static void count_pair(struct model *model, const struct bitext_pair *pair)
{
    uint32_t grid[STEMS_MAX * STEMS_MAX];
    const uint32_t *french = words_of(model, pair, PARANGON_FR);
    const uint32_t *english = words_of(model, pair, PARANGON_EN);
    uint32_t rows = pair->count[PARANGON_FR], columns = pair->count[PARANGON_EN];

    for (uint32_t f = 0; f < rows; f++) {
        for (uint32_t e = 0; e < columns; e++)
            grid[f * columns + e] = cell_of(model, french[f], english[e]);
    }
    share(model, grid, columns, 1, rows, columns, PARANGON_FR, pair->times);
    share(model, grid, rows, columns, columns, 1, PARANGON_EN, pair->times);
}

static void normalise(struct model *model)
{
    for (int side = 0; side < SIDES; side++) {
        double *totals = model->totals[side];

        memset(totals, 0, model->bitext->words[side].numbers.count * sizeof *totals);
        for (uint32_t i = 0; i < model->count; i++)
            totals[model->cells[i].word[side]] += model->cells[i].counted[side];
        for (uint32_t i = 0; i < model->count; i++) {
            struct cell *cell = &model->cells[i];
            double total = totals[cell->word[side]];

            cell->given[side] = total > 0 ? cell->counted[side] / total : 0;
            cell->counted[side] = 0;
        }
    }
}

static void estimate(struct model *model, size_t pairs)
{
    for (int i = 0; i < ITERATIONS; i++) {
        for (size_t p = 0; p < pairs; p++)
            count_pair(model, &model->bitext->pairs[p]);
        normalise(model);
    }
}

/* ---- What is kept ---- */

static bool is_good(const struct cell *cell, double weight)
{
    return cell->seen >= SEEN_MIN && weight >= PARANGON_TRANSLATION_MIN &&
           cell->given[PARANGON_FR] >= PARANGON_TRANSLATION_MIN_EF &&
           cell->given[PARANGON_EN] >= PARANGON_TRANSLATION_MIN_FE;
}

static struct kept *keep_good(const struct model *model, size_t *count)
{
    struct kept *kept = NULL;
    size_t cap = 0;

    *count = 0;
    for (uint32_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cells[i];
        double weight = sqrt(cell->given[PARANGON_FR] * cell->given[PARANGON_EN]);

        if (!is_good(cell, weight))
            continue;
        if (*count == cap) {
            cap = cap ? cap * 2 : 1024;
            kept = parangon_realloc(kept, cap, sizeof *kept);
        }
        kept[*count] = (struct kept){.cell = cell, .weight = (int)(weight * 1000 + 0.5)};
        for (int side = 0; side < SIDES; side++)
            kept[*count].stem[side] = model->bitext->words[side].stems[cell->word[side]];
        ++*count;
    }
    return kept;
}

static int compare(const struct kept *one, const struct kept *other, int side)
{
    int order = strcmp(one->stem[side], other->stem[side]);

    if (!order)
        order = other->weight - one->weight;
    return order ? order : strcmp(one->stem[!side], other->stem[!side]);
}

static int compare_french(const void *one, const void *other)
{
    return compare(one, other, PARANGON_FR);
}

static int compare_english(const void *one, const void *other)
{
    return compare(one, other, PARANGON_EN);
}

static void rank(struct kept *kept, size_t count, int side)
{
    for (size_t i = 1; i < count; i++) {
        if (kept[i].cell->word[side] == kept[i - 1].cell->word[side])
            kept[i].rank[side] = kept[i - 1].rank[side] + 1;
    }
}

/* Keeps what is among the best for either word; in the order of the French stems. */
static size_t keep_best(struct kept *kept, size_t count)
{
    size_t left = 0;

    if (count == 0)
        return 0;
    qsort(kept, count, sizeof *kept, compare_english);
    rank(kept, count, PARANGON_EN);
    qsort(kept, count, sizeof *kept, compare_french);
    rank(kept, count, PARANGON_FR);
    for (size_t i = 0; i < count; i++) {
        if (kept[i].rank[PARANGON_FR] < PARANGON_TRANSLATIONS_MAX ||
            kept[i].rank[PARANGON_EN] < PARANGON_TRANSLATIONS_MAX)
            kept[left++] = kept[i];
    }
    return left;
}

/* ---- Where it was learnt ---- */

/* In which sources the words of each kept pair stand together, and how often. */
static void count_sources(const struct model *model, size_t pairs, struct kept *kept, size_t count)
{
    uint32_t *number = parangon_calloc(model->count, sizeof *number); /* of what is kept, plus 1 */

    for (size_t i = 0; i < count; i++)
        number[kept[i].cell - model->cells] = (uint32_t)i + 1;
    for (size_t p = 0; p < pairs; p++) {
        const struct bitext_pair *pair = &model->bitext->pairs[p];

        for (uint32_t f = 0; f < pair->count[PARANGON_FR]; f++) {
            for (uint32_t e = 0; e < pair->count[PARANGON_EN]; e++) {
                uint32_t cell = cell_of(model, words_of(model, pair, PARANGON_FR)[f],
                                        words_of(model, pair, PARANGON_EN)[e]);

                if (number[cell])
                    kept[number[cell] - 1].times[pair->source] += pair->times;
            }
        }
    }
    free(number);
}

/* The names of the sources that say it most often. */
static void put_sources(const struct model *model, struct kept *kept, struct parangon_buf *tsv)
{
    for (int shown = 0; shown < SOURCES_SHOWN; shown++) {
        uint32_t best = 0;

        for (uint32_t s = 1; s < model->bitext->source_count; s++) {
            if (kept->times[s] && (!best || kept->times[s] > kept->times[best]))
                best = s;
        }
        if (!best)
            return;
        parangon_buf_printf(tsv, "%s%s", shown ? ", " : "", model->bitext->sources[best]);
        kept->times[best] = 0;
    }
}

static void put_rows(const struct model *model, struct kept *kept, size_t count,
                     struct parangon_buf *tsv)
{
    for (size_t i = 0; i < count; i++) {
        int weight = kept[i].weight;

        parangon_buf_printf(tsv, "%s\t%s\t%d.%03d\t", kept[i].stem[PARANGON_FR],
                            kept[i].stem[PARANGON_EN], weight / 1000, weight % 1000);
        put_sources(model, &kept[i], tsv);
        parangon_buf_putc(tsv, '\n');
    }
}

void parangon_bitext_learn(const struct parangon_bitext *bitext, struct parangon_buf *tsv)
{
    struct model model = {.bitext = bitext};
    size_t count, pairs = collect(&model);

    for (int side = 0; side < SIDES; side++)
        model.totals[side] =
            parangon_calloc(bitext->words[side].numbers.count, sizeof *model.totals[side]);
    estimate(&model, pairs);
    struct kept *kept = keep_good(&model, &count);
    count = keep_best(kept, count);
    count_sources(&model, pairs, kept, count);
    put_rows(&model, kept, count, tsv);
    free(kept);
    for (int side = 0; side < SIDES; side++)
        free(model.totals[side]);
    free(model.cells);
    free(model.slots);
}

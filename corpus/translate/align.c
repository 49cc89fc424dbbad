/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which sentences of two texts translate each other, told from their lengths alone: Gale and Church
 * 1993, section 3. A bead is one or two sentences of either side that belong together; the cheapest
 * chain of beads through both texts is found by dynamic programming.
 */
#include "bitext.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    SENTENCES_MAX = 1000 /* of one text; the rest of a longer one is left out */
};

struct sentence {
    size_t begin, end;
};

struct sentences {
    const char *text;
    struct sentence *at;
    size_t count, cap;
    size_t length; /* bytes of all */
};

/* The beads, and how likely each is (table 5 of the paper), as -ln p. A sentence left out is never
   given to learn from. */
static const struct bead {
    unsigned char french, english;
    double penalty;
} beads[] = {
    {1, 1, 0.117}, {1, 0, 4.615}, {0, 1, 4.615}, {2, 1, 2.419}, {1, 2, 2.419}, {2, 2, 4.510},
};

enum {
    BEADS = sizeof beads / sizeof *beads,
    NO_BEAD = BEADS
};

/* Variance of the length of a translation, for one character (section 3.2). */
#define VARIANCE 6.8

/* A bead whose lengths differ by more than this many standard deviations is no translation. */
#define DEVIATION_MAX 3.0

struct chain {
    double cost;
    unsigned char bead; /* that leads here */
};

/* ---- Sentences ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* An empty line, or a line that begins a heading or an item, ends what stands before. */
static bool is_break(const char *newline)
{
    const char *at = newline + 1;

    while (*at == ' ' || *at == '\t' || *at == '\r')
        at++;
    return *at == '\n' || *at == '#' || *at == '-' || *at == '*' || *at == '(' ||
           (*at >= '0' && *at <= '9');
}

/* Whether a sentence ends before `at`. "art. premier" does not end one, nor does "3.5". */
static bool is_end(const char *text, size_t at)
{
    size_t before = at, after = at;

    if (text[at] == '\n' && is_break(text + at))
        return true;
    if (!is_space(text[at]))
        return false;
    while (before > 0 && (text[before - 1] == ')' || text[before - 1] == '"'))
        before--;
    if (before == 0 || !strchr(".!?;", text[before - 1]))
        return false;
    while (is_space(text[after]))
        after++;
    return text[before - 1] != '.' || text[after] < 'a' || text[after] > 'z';
}

static void add_sentence(struct sentences *sentences, size_t begin, size_t end)
{
    while (begin < end && is_space(sentences->text[begin]))
        begin++;
    while (end > begin && is_space(sentences->text[end - 1]))
        end--;
    if (begin == end || sentences->count == SENTENCES_MAX)
        return;
    if (sentences->count == sentences->cap) {
        sentences->cap = sentences->cap ? sentences->cap * 2 : 64;
        sentences->at = parangon_realloc(sentences->at, sentences->cap, sizeof *sentences->at);
    }
    sentences->at[sentences->count++] = (struct sentence){begin, end};
    sentences->length += end - begin;
}

static struct sentences cut_sentences(const char *text)
{
    struct sentences sentences = {.text = text};
    size_t begin = 0, at = 0;

    for (; text[at]; at++) {
        if (is_end(text, at)) {
            add_sentence(&sentences, begin, at);
            begin = at;
        }
    }
    add_sentence(&sentences, begin, at);
    return sentences;
}

/* ---- Alignment ---- */

/* The length of `count` sentences that end before the number `end`. */
static double length_of(const struct sentences *sentences, size_t end, unsigned count)
{
    double length = 0;

    for (unsigned i = 1; i <= count; i++)
        length += (double)(sentences->at[end - i].end - sentences->at[end - i].begin);
    return length;
}

/* How far the lengths are from what a translation has, in standard deviations. `ratio` is that of
   the two texts, which also fits a language that needs more words, or a version that is brief. */
static double deviation(double french, double english, double ratio)
{
    double mean = (french + english / ratio) / 2;

    return mean > 0 ? fabs(english - french * ratio) / sqrt(mean * VARIANCE) : 0;
}

/* -ln of the chance that lengths differ at least so much. */
static double length_cost(double deviations)
{
    double chance = erfc(deviations / sqrt(2));

    return chance > 1e-300 ? -log(chance) : 700;
}

static double bead_deviation(const struct sentences *french, const struct sentences *english,
                             size_t f, size_t e, const struct bead *bead, double ratio)
{
    return deviation(length_of(french, f, bead->french), length_of(english, e, bead->english),
                     ratio);
}

static struct chain cheapest(const struct chain *chains, const struct sentences *french,
                             const struct sentences *english, size_t f, size_t e, double ratio)
{
    struct chain best = {.cost = HUGE_VAL, .bead = NO_BEAD};

    for (unsigned char b = 0; b < BEADS; b++) {
        const struct bead *bead = &beads[b];

        if (bead->french > f || bead->english > e)
            continue;
        double cost = chains[(f - bead->french) * (english->count + 1) + e - bead->english].cost +
                      bead->penalty +
                      length_cost(bead_deviation(french, english, f, e, bead, ratio));
        if (cost < best.cost)
            best = (struct chain){.cost = cost, .bead = b};
    }
    return best;
}

static struct chain *find_chain(const struct sentences *french, const struct sentences *english,
                                double ratio)
{
    size_t width = english->count + 1;
    struct chain *chains = parangon_calloc((french->count + 1) * width, sizeof *chains);

    for (size_t f = 0; f <= french->count; f++) {
        for (size_t e = 0; e <= english->count; e++) {
            if (f || e)
                chains[f * width + e] = cheapest(chains, french, english, f, e, ratio);
        }
    }
    return chains;
}

static void add_bead(struct parangon_bitext *bitext, const struct sentences *french,
                     const struct sentences *english, size_t f, size_t e, const struct bead *bead,
                     const char *source)
{
    const struct sentence *first = &french->at[f - bead->french];
    const struct sentence *second = &english->at[e - bead->english];
    char *one = parangon_strndup(french->text + first->begin, french->at[f - 1].end - first->begin);
    char *other =
        parangon_strndup(english->text + second->begin, english->at[e - 1].end - second->begin);

    parangon_bitext_add(bitext, one, other, source, 1);
    free(one);
    free(other);
}

/* Follows the chain back from the end of both texts. */
static void add_chain(struct parangon_bitext *bitext, const struct sentences *french,
                      const struct sentences *english, double ratio, const char *source)
{
    struct chain *chains = find_chain(french, english, ratio);
    size_t f = french->count, e = english->count;

    while (f || e) {
        const struct bead *bead = &beads[chains[f * (english->count + 1) + e].bead];

        if (bead->french && bead->english &&
            bead_deviation(french, english, f, e, bead, ratio) <= DEVIATION_MAX)
            add_bead(bitext, french, english, f, e, bead, source);
        f -= bead->french;
        e -= bead->english;
    }
    free(chains);
}

void parangon_bitext_align(struct parangon_bitext *bitext, const char *french, const char *english,
                           const char *source)
{
    struct sentences ours = cut_sentences(french), theirs = cut_sentences(english);

    if (ours.count && theirs.count)
        add_chain(bitext, &ours, &theirs, (double)theirs.length / (double)ours.length, source);
    free(ours.at);
    free(theirs.at);
}

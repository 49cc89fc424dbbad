/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spelling.h"

#include "near_words.h"
#include "sound.h"

#include <math.h>
#include <string.h>

enum {
    LETTERS_MAX = PARANGON_FORM_MAX + 8,
    TWO_SLIPS_FROM = 8,      /* letters from which two slips may be made */
    TWO_SLIPS_ALIKE_FROM = 6 /* and when it sounds the same */
};

/* ---- How likely a slip is ---- */

/* The rows of French and English keyboards; neighbours stand side by side. */
static const char *const keyboards[] = {"azertyuiop", "qsdfghjklm", "wxcvbn",
                                        "qwertyuiop", "asdfghjkl",  "zxcvbnm"};

static bool are_neighbours(char a, char b)
{
    for (size_t i = 0; a && b && i < sizeof keyboards / sizeof *keyboards; i++) {
        const char *at = strchr(keyboards[i], a);

        if (at && ((at > keyboards[i] && at[-1] == b) || at[1] == b))
            return true;
    }
    return false;
}

/* A letter that was left out, or swapped, could only be this one; one that was put in or taken
   instead could have been any of the alphabet, or a few at least: the keys near by, or a vowel for a
   vowel. A slip that leaves fewer choices is the likelier explanation of what was typed. */
#define COST_LEFT_OUT 1.0
#define COST_SWAPPED 1.0
#define COST_DOUBLED 0.8
#define COST_NEAR_BY 1.2
#define COST_VOWEL 1.3
#define COST_ANY 1.45

static bool is_vowel(char letter)
{
    return letter && strchr("aeiouy", letter);
}

static double replacing_cost(char a, char b)
{
    if (a == b)
        return 0;
    if (are_neighbours(a, b))
        return COST_NEAR_BY;
    return is_vowel(a) && is_vowel(b) ? COST_VOWEL : COST_ANY;
}

static bool is_doubled(const char *word, size_t at)
{
    return (at > 0 && word[at - 1] == word[at]) || word[at + 1] == word[at];
}

static double leaving_out_cost(const char *meant, size_t at)
{
    return is_doubled(meant, at) ? COST_DOUBLED : COST_LEFT_OUT;
}

static double putting_in_cost(const char *typed, size_t at)
{
    if (is_doubled(typed, at))
        return COST_DOUBLED;
    if ((at > 0 && are_neighbours(typed[at - 1], typed[at])) ||
        are_neighbours(typed[at], typed[at + 1]))
        return COST_NEAR_BY;
    return COST_ANY;
}

/* The first letter is seldom wrong. */
static double at_start(size_t i, size_t j)
{
    return i == 1 || j == 1 ? 0.2 : 0;
}

double spelling_cost(const char *typed, const char *meant)
{
    double rows[3][LETTERS_MAX + 1];
    double *before = rows[0], *above = rows[1], *row = rows[2];
    size_t len = strlen(typed), meant_len = strlen(meant);

    if (len > LETTERS_MAX || meant_len > LETTERS_MAX)
        return HUGE_VAL;
    row[0] = 0;
    for (size_t j = 1; j <= len; j++)
        row[j] = row[j - 1] + putting_in_cost(typed, j - 1);
    for (size_t i = 1; i <= meant_len; i++) {
        double *oldest = before;

        before = above;
        above = row;
        row = oldest;
        row[0] = above[0] + leaving_out_cost(meant, i - 1);
        for (size_t j = 1; j <= len; j++) {
            double replaced = replacing_cost(typed[j - 1], meant[i - 1]);

            row[j] = above[j - 1] + replaced + (replaced > 0 ? at_start(i, j) : 0);
            row[j] = fmin(row[j], above[j] + leaving_out_cost(meant, i - 1) + at_start(i, 0));
            row[j] = fmin(row[j], row[j - 1] + putting_in_cost(typed, j - 1) + at_start(0, j));
            if (i > 1 && j > 1 && typed[j - 1] == meant[i - 2] && typed[j - 2] == meant[i - 1])
                row[j] = fmin(row[j], before[j - 2] + COST_SWAPPED);
        }
    }
    return row[len];
}

/* ---- The best ---- */

/* Two letters that could each have been any make another word of most words. */
#define TWO_SLIPS_COST 2.5

struct choosing {
    const char *typed;
    size_t len;
    char sound[SOUND_MAX];
    const bool *own;
    struct spelling *found;
    size_t count;
};

static bool is_expected(const struct choosing *choosing, const struct lexicon_word *word)
{
    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++) {
        if (choosing->own[i] && word->passages[i])
            return true;
    }
    return false;
}

static bool is_better(const struct spelling *a, const struct spelling *b)
{
    if (a->slips != b->slips)
        return a->slips < b->slips;
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost < b->cost;
    return strcmp(a->word->form, b->word->form) < 0;
}

static void keep(struct choosing *choosing, const struct spelling *candidate)
{
    size_t at = choosing->count;

    while (at > 0 && is_better(candidate, &choosing->found[at - 1]))
        at--;
    if (at == SPELLING_FOUND_MAX)
        return;
    if (choosing->count < SPELLING_FOUND_MAX)
        choosing->count++;
    memmove(&choosing->found[at + 1], &choosing->found[at],
            (choosing->count - 1 - at) * sizeof *choosing->found);
    choosing->found[at] = *candidate;
}

static void consider(void *context, const struct lexicon_word *word, unsigned slips)
{
    struct choosing *choosing = context;
    char sound[SOUND_MAX];
    double cost;
    bool alike;

    if (slips == 0 || word->len < SPELLING_LETTERS_MIN - 1)
        return;
    sound_of(word->form, sound);
    alike = strcmp(sound, choosing->sound) == 0;
    cost = spelling_cost(choosing->typed, word->form);
    if (slips > 1 && !alike && !(choosing->len >= TWO_SLIPS_FROM && cost <= TWO_SLIPS_COST))
        return;
    keep(choosing, &(struct spelling){
                       .word = word,
                       .slips = slips,
                       .alike = alike,
                       .cost = cost - (alike ? 0.3 : 0) + (is_expected(choosing, word) ? 0 : 0.3) -
                               0.08 * log(lexicon_passages(word)),
                   });
}

size_t spelling_find(const struct lexicon *lexicon, const char *form,
                     const bool own[PARANGON_LANG_COUNT], struct spelling found[SPELLING_FOUND_MAX])
{
    struct choosing choosing = {.typed = form, .len = strlen(form), .own = own, .found = found};

    if (choosing.len < SPELLING_LETTERS_MIN || choosing.len > PARANGON_FORM_MAX)
        return 0;
    sound_of(form, choosing.sound);
    near_words(lexicon, form, choosing.len >= TWO_SLIPS_ALIKE_FROM ? 2 : 1, consider, &choosing);
    return choosing.count;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "near_words.h"

#include <string.h>

enum {
    LETTERS_MAX = PARANGON_FORM_MAX + 8
};

struct walk {
    const char *typed;
    size_t len;
    unsigned most; /* slips */
    const struct lexicon *lexicon;
    unsigned char rows[LETTERS_MAX + 1][LETTERS_MAX + 1]; /* row d: after d letters of the word */
};

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The row after letter `depth` (from 0) of the word; returns the least of it. */
static unsigned add_row(struct walk *walk, const char *word, size_t depth)
{
    const unsigned char *above = walk->rows[depth];
    unsigned char *row = walk->rows[depth + 1];
    unsigned smallest;

    row[0] = (unsigned char)(depth + 1);
    smallest = row[0];
    for (size_t j = 1; j <= walk->len; j++) {
        bool same = walk->typed[j - 1] == word[depth];
        unsigned slips = least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);

        if (depth > 0 && j > 1 && walk->typed[j - 1] == word[depth - 1] &&
            walk->typed[j - 2] == word[depth])
            slips = least(slips, walk->rows[depth - 1][j - 2] + 1u);
        row[j] = (unsigned char)slips;
        smallest = least(smallest, slips);
    }
    return smallest;
}

static unsigned least_of(const struct walk *walk, size_t depth)
{
    unsigned smallest = walk->rows[depth][0];

    for (size_t j = 1; j <= walk->len; j++)
        smallest = least(smallest, walk->rows[depth][j]);
    return smallest;
}

static size_t common(const char *a, const char *b, size_t most)
{
    size_t len = 0;

    while (len < most && a[len] && a[len] == b[len])
        len++;
    return len;
}

/* Calls `near` for each word with at most walk->most slips. */
static void walk_words(struct walk *walk, near_fn *near, void *context)
{
    const char *path = "";
    size_t valid = 0; /* letters of `path` whose rows hold */

    for (size_t j = 0; j <= walk->len; j++)
        walk->rows[0][j] = (unsigned char)j;
    for (size_t i = 0; i < walk->lexicon->count;) {
        const struct lexicon_word *word = &walk->lexicon->words[i];
        size_t depth = common(path, word->form, valid);
        bool lost = false;

        while (depth < word->len && depth < LETTERS_MAX && !lost) {
            /* A swap reaches over one row: a branch is lost when the row before is bad as well. */
            lost = add_row(walk, word->form, depth) > walk->most &&
                   least_of(walk, depth) + 1 > walk->most;
            depth++;
        }
        path = word->form;
        valid = depth;
        if (lost || depth < word->len) {
            i = lexicon_after(walk->lexicon, i, word->form, depth);
            continue;
        }
        if (walk->rows[depth][walk->len] <= walk->most)
            near(context, word, walk->rows[depth][walk->len]);
        i++;
    }
}

void near_words(const struct lexicon *lexicon, const char *form, unsigned most, near_fn *near,
                void *context)
{
    struct walk walk = {.typed = form, .len = strlen(form), .most = most, .lexicon = lexicon};

    if (walk.len <= LETTERS_MAX)
        walk_words(&walk, near, context);
}

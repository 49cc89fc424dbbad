/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SPELLING_H
#define QUERY_SPELLING_H

/*
 * Spelling: the words of an index that a word which is none of them was probably meant for.
 *
 * Order: fewer slips first; then the likelier slip (a doubled letter, neighbours on a keyboard, what
 * sounds alike), against how often the index has the word (M. D. Kernighan, K. W. Church, W. A. Gale
 * 1990, "A spelling correction program based on a noisy channel model", COLING).
 */

#include "lexicon.h"

enum {
    SPELLING_LETTERS_MIN = 4, /* of a shorter word any slip makes another word */
    SPELLING_FOUND_MAX = 8
};

struct spelling {
    const struct lexicon_word *word;
    unsigned slips; /* 1 or 2 */
    bool alike;     /* it sounds the same */
    double cost;    /* the smaller, the likelier */
};

/* The likeliest words for a folded form that is none, the best first; `own` tells the languages in
   which words are expected. Returns how many were written. */
size_t spelling_find(const struct lexicon *lexicon, const char *form,
                     const bool own[PARANGON_LANG_COUNT],
                     struct spelling found[SPELLING_FOUND_MAX]);

/* How unlikely it is that `meant` was typed as `typed`: about 1 for each slip. */
double spelling_cost(const char *typed, const char *meant);

#endif

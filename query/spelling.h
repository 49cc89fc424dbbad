/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SPELLING_H
#define QUERY_SPELLING_H

/*
 * Spelling: the words of an index that a word which is none of them was probably meant for.
 *
 * A slip is a letter put in, left out, replaced, or swapped with its neighbour (F. J. Damerau 1964,
 * "A technique for computer detection and correction of spelling errors", CACM 7/3), counted over
 * folded letters, so that accents and capitals are none. Candidates are found by walking the sorted
 * words as the trie that they make, one row of the table of distances (R. A. Wagner and M. J.
 * Fischer 1974, "The string-to-string correction problem", JACM 21/1) for each letter, and leaving
 * a branch as soon as no word in it can be near enough (K. Oflazer 1996, "Error-tolerant
 * finite-state recognition", Computational Linguistics 22/1): nothing is built beside the words
 * themselves, unlike with neighbourhoods of deletions, and all candidates are found, unlike with
 * sequences of letters.
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

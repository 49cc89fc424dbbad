/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_NEAR_WORDS_H
#define QUERY_NEAR_WORDS_H

/*
 * The words of a lexicon that a few slips of typing turn a form into: a letter put in, left out,
 * replaced, or swapped with its neighbour (F. J. Damerau 1964, "A technique for computer detection
 * and correction of spelling errors", CACM 7/3), no letter touched twice. Letters are bytes of the
 * folded form, so that accents and capitals count for nothing.
 *
 * The sorted words are walked as the trie that they make, one row of the table of distances (R. A.
 * Wagner and M. J. Fischer 1974, "The string-to-string correction problem", JACM 21/1) for each
 * letter; a branch is left as soon as no word in it can be near enough (K. Oflazer 1996,
 * "Error-tolerant finite-state recognition", Computational Linguistics 22/1). Nothing is built
 * beside the words themselves, unlike with neighbourhoods of deletions, and all near words are
 * found, unlike with sequences of letters.
 */

#include "lexicon.h"

typedef void near_fn(void *context, const struct lexicon_word *word, unsigned slips);

/* Calls `near` for each word that is at most so many slips away, by bytes. */
void near_words(const struct lexicon *lexicon, const char *form, unsigned most, near_fn *near,
                void *context);

#endif

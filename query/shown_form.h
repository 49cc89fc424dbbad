/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SHOWN_FORM_H
#define QUERY_SHOWN_FORM_H

/*
 * How a word of the index is written. Its forms are folded: what a person reads comes from the
 * passages that hold it, whose texts are stored as they were. Labels and titles would be nearer at
 * hand, but they hold few of the words, and forms with accents in the index would make it larger
 * for the ten words that an answer shows.
 */

#include "lexicon.h"

/* A word of the engine's lexicon, as most of the first passages of the language that hold it write
   it: with accents, and with a capital when they give it one within a sentence. The folded form when
   none is found. Borrowed from the lexicon, which remembers it. */
const char *shown_form(struct engine *engine, const struct lexicon_word *word,
                       enum parangon_lang lang);

/* The text with a capital at its beginning, or without any. Yours. */
char *shown_in_case(const char *text, bool capital);

#endif

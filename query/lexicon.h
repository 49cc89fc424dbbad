/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_LEXICON_H
#define QUERY_LEXICON_H

/*
 * The lexicon: every word of an index as its exact forms have it, folded and sorted by bytes, with
 * how many passages of each language hold it. Read once for a state of the index, on first use;
 * then one array, in which words that begin alike stand side by side.
 *
 * Belongs to an engine, which makes and frees it.
 */

#include "engine.h"

enum {
    LEXICON_WORDS_MAX = 4000000 /* of a larger index, the first by bytes */
};

struct lexicon_word {
    const char *form;
    unsigned len;
    uint32_t passages[PARANGON_LANG_COUNT];
    const char *shown; /* how it is written, once that was asked for; see shown_form.h */
    enum parangon_lang shown_lang;
};

struct lexicon {
    struct parangon_arena *arena; /* of the forms */
    struct lexicon_word *words;   /* numbers and codes are left out */
    size_t count;
};

/* The lexicon of the engine; borrowed until the engine is refreshed or closed. */
enum parangon_code lexicon_of(struct engine *engine, const struct lexicon **lexicon,
                              struct parangon_error *err);
void lexicon_free(struct lexicon *lexicon);

/* The first word that is not before the `len` bytes, in the part from `from` on. */
size_t lexicon_find(const struct lexicon *lexicon, size_t from, const char *bytes, size_t len);

/* The first word after those that begin with the `len` bytes, in the part from `from` on. */
size_t lexicon_after(const struct lexicon *lexicon, size_t from, const char *bytes, size_t len);

/* The language that a word is of: the preferred one when a good part of the passages that hold it
   are written in that, else the one that most are in. */
enum parangon_lang lexicon_language(const struct lexicon_word *word, enum parangon_lang preferred);

/* The passages that hold a word, in all languages. */
uint32_t lexicon_passages(const struct lexicon_word *word);

#endif

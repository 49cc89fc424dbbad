/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_TRANSLATE_BITEXT_H
#define CORPUS_TRANSLATE_BITEXT_H

/* What bitext.c gathers and learn.c learns from: pairs of texts as numbers of words. */

#include "parangon/translate.h"

#include <stdint.h>

enum {
    SIDES = PARANGON_OTHER, /* French and English, by the number of the language */
    STEMS_MAX = 64,         /* of one text of a pair; what comes after is left out */
    SOURCES_MAX = 32        /* different names; later ones are taken without a name */
};

/* The different stems of one language, numbered as they come. */
struct bitext_words {
    struct parangon_map numbers;
    const char **stems;
    size_t cap;
};

struct bitext_pair {
    size_t begin[SIDES]; /* in the `tokens` of the side */
    uint32_t count[SIDES];
    uint32_t times;
    uint32_t source;
};

struct parangon_bitext {
    struct parangon_stemmer *stemmer;
    struct parangon_arena *arena;
    struct bitext_words words[SIDES];
    uint32_t *tokens[SIDES]; /* numbers of words, one text after the other */
    size_t token_count[SIDES], token_cap[SIDES];
    struct bitext_pair *pairs;
    size_t count, cap;
    const char *sources[SOURCES_MAX]; /* the first is "", the nameless one */
    uint32_t source_count;
};

#endif

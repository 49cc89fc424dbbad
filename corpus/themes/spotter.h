/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_THEMES_SPOTTER_H
#define CORPUS_THEMES_SPOTTER_H

/*
 * The inside of a spotter.
 *
 * Expressions stand in a tree of words whose edges lie in one map: a node and a word lead to the
 * next node. Each language has its own root, under which words are stems. Acronyms stand under a
 * root of their own, and so do names for texts of unknown language; there, words are folded forms.
 */

#include "parangon/memory.h"
#include "parangon/vocabulary.h"

#include <stdint.h>

enum {
    ROOT_NAMES = PARANGON_OTHER, /* the roots before it are those of the languages */
    ROOT_ACRONYMS,
    ROOT_COUNT
};

/* Words of an expression; longer terms are left out. */
enum {
    EXPRESSION_MAX = 12
};

#define NO_EXPRESSION UINT32_MAX

/* A way to name a concept, at the node of its last word. */
struct expression {
    size_t concept;
    const char *term;
    enum parangon_strength strength;
    int capital;      /* which of its words needs a capital, or -1 */
    const char *form; /* of a single word that is found by its stem, else NULL */
    bool proper;      /* a name or a demonym: "réunion" has the stem of "réunionnais" */
    uint32_t next;    /* at the same node, or NO_EXPRESSION */
};

struct parangon_spotter {
    const struct parangon_vocabulary *vocabulary;
    struct parangon_arena *arena; /* of the forms */
    struct parangon_map edges;
    uint32_t *nodes; /* the first expression of each */
    size_t node_count, node_cap;
    struct expression *expressions;
    size_t expression_count, expression_cap;
};

/* ---- The tree ---- */

uint32_t spotter_node_add(struct parangon_spotter *spotter);

/* The node that a word leads to, made when it is new. */
uint32_t spotter_edge_grow(struct parangon_spotter *spotter, uint32_t node, const char *word);

/* The node that a word leads to, or PARANGON_MAP_NONE. */
size_t spotter_edge_follow(const struct parangon_spotter *spotter, uint32_t node, const char *word);

/* Of the spellings of a concept that nothing at a node tells apart, the best evidence stays. */
void spotter_expression_add(struct parangon_spotter *spotter, uint32_t node,
                            struct expression expression);

/* ---- What words are ---- */

/* COP21 and C40, but not C or 40: a code has capitals only, and two signs or more. */
bool word_is_code(const char *form, bool capitalised, bool acronym);

/* What may follow a code in a term in capitals: 21 in "COP 21", A in "INTERREG A". */
bool word_follows_code(const char *form, bool capitalised);

/* A stop word, or one that the Snowball lists lack. */
bool word_is_grammar(enum parangon_lang lang, const char *form, bool stop);

/* Whether a word is the other, or its plural or singular. */
bool word_is_inflected(const char *form, const char *other);

/* Stems bring words together that only look alike: "donne" and "don", "loi" and "loyer". Beside
   the other words of an expression that does no harm; a word alone must begin like the term, and
   when either is short, be its plural or singular. */
bool word_is_akin(const char *form, const char *other);

#endif

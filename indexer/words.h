/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_WORDS_H
#define INDEXER_WORDS_H

/* The words of one passage, gathered term by term before they go into a document. */

#include "parangon/memory.h"
#include "parangon/text.h"
#include "parangon/vocabulary.h"

#include <stdint.h>
#include <xapian-c.h>

/* A title's words count as often as this, a name's or body's once (measured: +.003 to +.006). */
enum {
    TITLE_WEIGHT = 3
};

struct words {
    enum parangon_lang lang;
    struct parangon_stemmer *stemmer;
    struct parangon_map terms; /* stem -> index in stems */
    struct gathered *stems;
    size_t count, cap;
    struct parangon_map forms; /* exact form -> index in form_counts */
    uint32_t *form_counts;
    size_t forms_cap;
    struct parangon_word *seen; /* in the order of the text, for finding expressions */
    size_t seen_count, seen_cap;
    struct parangon_arena *arena;   /* of what `seen` points to */
    uint32_t length;                /* of the passage, in weighted words */
    uint32_t next_title, next_body; /* positions */
};

void words_init(struct words *words, enum parangon_lang lang, struct parangon_stemmer *stemmer);
void words_clear(struct words *words);

/* Adds a title, a text, or names (searched, without a place in the text). */
void words_add_title(struct words *words, const char *text, size_t len);
void words_add_text(struct words *words, const char *text, size_t len);
void words_add_names(struct words *words, const char *text);

/* Puts all terms into the document. */
void words_put(const struct words *words, xc_document *document);

#endif

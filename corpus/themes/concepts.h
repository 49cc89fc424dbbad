/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_THEMES_CONCEPTS_H
#define CORPUS_THEMES_CONCEPTS_H

/* The inside of a vocabulary, shared by the files of this folder. */

#include "parangon/memory.h"
#include "parangon/vocabulary.h"

/* The longest id, with its prefix, and the longest label, in bytes. */
enum {
    CONCEPT_ID_MAX = 120,
    CONCEPT_LABEL_MAX = 500
};

struct concept_entry {
    struct parangon_concept concept;
    struct parangon_term *terms; /* concept.terms, open to additions */
    bool *demonym;               /* by term: names the people, not the country */
    size_t label_count;          /* how many of the first terms are labels */
    unsigned char *sdg;
    const char **broader; /* full ids, until they are resolved */
    size_t broader_count;
    unsigned depth; /* below a concept without a broader one */
};

/* One way to call a concept. */
struct concept_name {
    const char *key; /* see parangon_text_key */
    enum parangon_scheme scheme;
    size_t concept;
    int rank; /* the higher wins the key */
};

struct parangon_vocabulary {
    struct parangon_arena *arena;
    struct concept_entry **entries;
    size_t count;
    struct parangon_map ids; /* of full ids, to indices of entries */
    struct concept_name *names;
    size_t name_count;
    struct parangon_map keys; /* scheme and key, to indices of names */
};

/* "theme:", "action:" … */
const char *concept_prefix(enum parangon_scheme scheme);

/* The list `items` of the arena with room for one more than `count` items of `size` bytes. */
void *concept_list_grow(struct parangon_arena *arena, void *items, size_t count, size_t size);

/* Makes all ids and terms findable by parangon_vocabulary_named. */
void concept_names_index(struct parangon_vocabulary *vocabulary);

#endif

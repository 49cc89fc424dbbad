/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding a concept by what a person calls it, or nearly. */
#include "concepts.h"

#include <stdlib.h>
#include <string.h>

/* Which concept a key leads to when several have it. */
enum {
    RANK_ID = PARANGON_STRONG + 1,
    RANK_LABEL
};

/* The key of a name inside its scheme, in the map of all. */
static size_t scheme_key(struct parangon_buf *buf, enum parangon_scheme scheme, const char *words)
{
    char *key = parangon_text_key(words, strlen(words));

    parangon_buf_reset(buf);
    parangon_buf_putc(buf, (char)('0' + scheme));
    parangon_buf_puts(buf, key);
    free(key);
    return buf->len - 1;
}

static void add_name(struct parangon_vocabulary *vocabulary, struct parangon_buf *buf,
                     size_t concept, const char *words, int rank)
{
    enum parangon_scheme scheme = vocabulary->entries[concept]->concept.scheme;
    struct concept_name name = {.scheme = scheme, .concept = concept, .rank = rank};

    if (!scheme_key(buf, scheme, words))
        return;
    size_t at = parangon_map_put(&vocabulary->keys, buf->data, buf->len, vocabulary->name_count);
    if (at < vocabulary->name_count) {
        if (vocabulary->names[at].rank >= rank)
            return;
        name.key = vocabulary->names[at].key;
        vocabulary->names[at] = name;
        return;
    }
    name.key = parangon_arena_strdup(vocabulary->arena, buf->data + 1);
    vocabulary->names = concept_list_grow(vocabulary->arena, vocabulary->names,
                                          vocabulary->name_count, sizeof *vocabulary->names);
    vocabulary->names[vocabulary->name_count++] = name;
}

void concept_names_index(struct parangon_vocabulary *vocabulary)
{
    struct parangon_buf buf = {0};

    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct concept_entry *entry = vocabulary->entries[i];

        add_name(vocabulary, &buf, i, entry->concept.id, RANK_ID);
        for (size_t j = 0; j < entry->concept.term_count; j++) {
            int rank = j < entry->label_count ? RANK_LABEL : (int)entry->terms[j].strength;

            add_name(vocabulary, &buf, i, entry->terms[j].text, rank);
        }
    }
    parangon_buf_clear(&buf);
}

const struct parangon_concept *
parangon_vocabulary_named(const struct parangon_vocabulary *vocabulary, enum parangon_scheme scheme,
                          const char *words)
{
    const struct parangon_concept *concept = parangon_vocabulary_find(vocabulary, scheme, words);
    struct parangon_buf buf = {0};

    if (concept)
        return concept;
    scheme_key(&buf, scheme, words);
    size_t at = parangon_map_get(&vocabulary->keys, buf.data, buf.len);
    parangon_buf_clear(&buf);
    if (at == PARANGON_MAP_NONE)
        return NULL;
    return &vocabulary->entries[vocabulary->names[at].concept]->concept;
}

/* ---- Nearly ---- */

/* Longer words are names of nothing. */
/* Names other than the id count too: "aeu" is meant for the concept that "eau" names. */
const char *parangon_vocabulary_nearest(const struct parangon_vocabulary *vocabulary,
                                        enum parangon_scheme scheme, const char *words)
{
    char *key = parangon_text_key(words, strlen(words));
    size_t best = PARANGON_SLIP_NONE;
    const struct concept_name *nearest = NULL;

    for (size_t i = 0; i < vocabulary->name_count; i++) {
        const struct concept_name *name = &vocabulary->names[i];

        if (name->scheme != scheme)
            continue;
        size_t distance = parangon_text_slip(key, name->key);
        if (distance == PARANGON_SLIP_NONE)
            continue;
        if (distance < best || (distance == best && name->rank > nearest->rank)) {
            best = distance;
            nearest = name;
        }
    }
    free(key);
    return nearest ? vocabulary->entries[nearest->concept]->concept.id : NULL;
}

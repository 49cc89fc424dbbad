/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vocabulary in memory: concepts by number and by id, and how they hang together. */
#include "concepts.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *concept_prefix(enum parangon_scheme scheme)
{
    static const char *const prefixes[PARANGON_SCHEME_COUNT] = {
        [PARANGON_THEMES] = "theme:",      [PARANGON_ACTIONS] = "action:",
        [PARANGON_COUNTRIES] = "country:", [PARANGON_FUNDING] = "scheme:",
        [PARANGON_NETWORKS] = "network:",  [PARANGON_TERMS] = "term:",
        [PARANGON_LABELS] = "label:",
    };

    return prefixes[scheme];
}

/* Lists double when full, at powers of two, so that the count alone tells their room. */
void *concept_list_grow(struct parangon_arena *arena, void *items, size_t count, size_t size)
{
    if (count && (count < 4 || (count & (count - 1))))
        return items;
    void *larger = parangon_arena_alloc(arena, (count ? count * 2 : 4) * size);

    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

struct parangon_vocabulary *parangon_vocabulary_new(void)
{
    struct parangon_vocabulary *vocabulary = parangon_calloc(1, sizeof *vocabulary);

    vocabulary->arena = parangon_arena_new();
    return vocabulary;
}

void parangon_vocabulary_free(struct parangon_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    parangon_map_clear(&vocabulary->ids);
    parangon_map_clear(&vocabulary->keys);
    parangon_arena_free(vocabulary->arena);
    free(vocabulary);
}

size_t parangon_vocabulary_count(const struct parangon_vocabulary *vocabulary)
{
    return vocabulary->count;
}

const struct parangon_concept *parangon_vocabulary_at(const struct parangon_vocabulary *vocabulary,
                                                      size_t index)
{
    assert(index < vocabulary->count);
    return &vocabulary->entries[index]->concept;
}

const struct parangon_concept *
parangon_vocabulary_find(const struct parangon_vocabulary *vocabulary, enum parangon_scheme scheme,
                         const char *id)
{
    char full[CONCEPT_ID_MAX + 2];
    int len = snprintf(full, sizeof full, "%s%s", concept_prefix(scheme), id);

    if (len < 0 || len > CONCEPT_ID_MAX)
        return NULL;
    size_t index = parangon_map_get(&vocabulary->ids, full, (size_t)len);
    return index == PARANGON_MAP_NONE ? NULL : &vocabulary->entries[index]->concept;
}

const char *parangon_vocabulary_label(const struct parangon_vocabulary *vocabulary,
                                      enum parangon_scheme scheme, const char *id,
                                      enum parangon_lang lang)
{
    const struct parangon_concept *concept = parangon_vocabulary_find(vocabulary, scheme, id);

    if (!concept)
        return id;
    return concept->label[lang == PARANGON_OTHER ? PARANGON_FR : lang];
}

/* ---- What is checked once everything is there ---- */

static enum parangon_code reject_broader(const struct concept_entry *entry, const char *broader,
                                         const char *why, struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED, "concept %s%s: broader: \"%s\" %s",
                              concept_prefix(entry->concept.scheme), entry->concept.id, broader,
                              why);
}

static enum parangon_code resolve_broader(struct parangon_vocabulary *vocabulary,
                                          struct concept_entry *entry, struct parangon_error *err)
{
    size_t *indices =
        parangon_arena_alloc(vocabulary->arena, entry->broader_count * sizeof *indices);

    for (size_t i = 0; i < entry->broader_count; i++) {
        const char *id = entry->broader[i];

        indices[i] = parangon_map_get(&vocabulary->ids, id, strlen(id));
        if (indices[i] == PARANGON_MAP_NONE)
            return reject_broader(entry, id, "is unknown", err);
    }
    entry->concept.broader = indices;
    entry->concept.broader_count = entry->broader_count;
    return PARANGON_OK;
}

/* Deeper nesting than any vocabulary has: it is a circle, which nobody could walk up to its end. */
enum {
    BROADER_DEPTH_MAX = 32
};

/* Sets the depth of one concept below the top; `*changed` when it was another one before. */
static enum parangon_code deepen(struct parangon_vocabulary *vocabulary,
                                 struct concept_entry *entry, bool *changed,
                                 struct parangon_error *err)
{
    for (size_t i = 0; i < entry->broader_count; i++) {
        unsigned depth = vocabulary->entries[entry->concept.broader[i]]->depth + 1;

        if (depth > BROADER_DEPTH_MAX)
            return reject_broader(entry, entry->broader[i], "leads round in a circle", err);
        if (depth > entry->depth) {
            entry->depth = depth;
            *changed = true;
        }
    }
    return PARANGON_OK;
}

static enum parangon_code check_circles(struct parangon_vocabulary *vocabulary,
                                        struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    bool changed;

    do {
        changed = false;
        for (size_t i = 0; i < vocabulary->count && !code; i++)
            code = deepen(vocabulary, vocabulary->entries[i], &changed, err);
    } while (changed && !code);
    return code;
}

enum parangon_code parangon_vocabulary_finish(struct parangon_vocabulary *vocabulary,
                                              struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; i < vocabulary->count && !code; i++)
        code = resolve_broader(vocabulary, vocabulary->entries[i], err);
    if (!code)
        code = check_circles(vocabulary, err);
    if (!code)
        concept_names_index(vocabulary);
    return code;
}

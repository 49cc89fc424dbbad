/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hash table with open addressing and linear probing, at most half full. */
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

struct parangon_map_entry {
    char *key; /* NULL: free */
    size_t len;
    uint64_t hash;
    size_t value;
};

void parangon_map_clear(struct parangon_map *map)
{
    for (size_t i = 0; i < map->cap; i++)
        free(map->entries[i].key);
    free(map->entries);
    *map = (struct parangon_map){0};
}

/* The entry of the key, or the free one where it would go. */
static struct parangon_map_entry *slot(const struct parangon_map *map, uint64_t hash,
                                       const char *key, size_t len)
{
    size_t at = (size_t)hash & (map->cap - 1);

    for (;; at = (at + 1) & (map->cap - 1)) {
        struct parangon_map_entry *entry = &map->entries[at];

        if (!entry->key)
            return entry;
        if (entry->hash == hash && entry->len == len && memcmp(entry->key, key, len) == 0)
            return entry;
    }
}

size_t parangon_map_get(const struct parangon_map *map, const char *key, size_t len)
{
    if (!map->cap)
        return PARANGON_MAP_NONE;
    const struct parangon_map_entry *entry =
        slot(map, parangon_hash(PARANGON_HASH_START, key, len), key, len);
    return entry->key ? entry->value : PARANGON_MAP_NONE;
}

static void grow(struct parangon_map *map)
{
    struct parangon_map larger = {.cap = map->cap ? map->cap * 2 : 64, .count = map->count};

    larger.entries = parangon_calloc(larger.cap, sizeof *larger.entries);
    for (size_t i = 0; i < map->cap; i++) {
        const struct parangon_map_entry *entry = &map->entries[i];

        if (entry->key)
            *slot(&larger, entry->hash, entry->key, entry->len) = *entry;
    }
    free(map->entries);
    *map = larger;
}

size_t parangon_map_put(struct parangon_map *map, const char *key, size_t len, size_t value)
{
    if (map->count * 2 >= map->cap)
        grow(map);
    uint64_t hash = parangon_hash(PARANGON_HASH_START, key, len);
    struct parangon_map_entry *entry = slot(map, hash, key, len);

    if (!entry->key) {
        entry->key = parangon_strndup(key, len);
        entry->len = len;
        entry->hash = hash;
        entry->value = value;
        map->count++;
    }
    return entry->value;
}

void parangon_map_each(const struct parangon_map *map, parangon_map_fn *each, void *context)
{
    for (size_t i = 0; i < map->cap; i++) {
        const struct parangon_map_entry *entry = &map->entries[i];

        if (entry->key)
            each(context, entry->key, entry->len, entry->value);
    }
}

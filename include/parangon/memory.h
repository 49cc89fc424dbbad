/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_MEMORY_H
#define PARANGON_MEMORY_H

/*
 * Memory: checked allocation, arenas for things that die together, and growing byte buffers.
 *
 * Exhausted memory ends the process with abort(), as in GLib: every size that a user controls has
 * a limit checked before, so that a failure here is either a tiny machine or a bug.
 * Nothing here is shared between threads.
 */

#include "parangon/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Like malloc, calloc, realloc and strndup, but never NULL. Freed with free(). */
void *parangon_alloc(size_t size);
void *parangon_calloc(size_t count, size_t size);
void *parangon_realloc(void *block, size_t count, size_t size);
char *parangon_strdup(const char *text);
char *parangon_strndup(const char *text, size_t len);

/* An arena: what it gives lives until the arena is freed. */
struct parangon_arena;

struct parangon_arena *parangon_arena_new(void);
void parangon_arena_free(struct parangon_arena *arena);
void *parangon_arena_alloc(struct parangon_arena *arena, size_t size);
char *parangon_arena_strndup(struct parangon_arena *arena, const char *text, size_t len);
char *parangon_arena_strdup(struct parangon_arena *arena, const char *text);
char *parangon_arena_printf(struct parangon_arena *arena, const char *format, ...)
    PARANGON_PRINTF(2, 3);

/* A growing run of bytes, kept NUL-terminated. A zeroed struct is empty and valid. */
struct parangon_buf {
    char *data; /* NULL while nothing was ever added */
    size_t len;
    size_t cap;
};

void parangon_buf_clear(struct parangon_buf *buf); /* frees; the buffer is empty and usable again */
void parangon_buf_reset(struct parangon_buf *buf); /* empties, keeps the room */
void parangon_buf_add(struct parangon_buf *buf, const void *bytes, size_t len);
void parangon_buf_puts(struct parangon_buf *buf, const char *text);
void parangon_buf_putc(struct parangon_buf *buf, char byte);
void parangon_buf_printf(struct parangon_buf *buf, const char *format, ...) PARANGON_PRINTF(2, 3);
const char *parangon_buf_str(const struct parangon_buf *buf); /* "" when empty */
char *parangon_buf_take(struct parangon_buf *buf); /* the bytes are yours; the buffer is empty */

/* FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells changes, not adversaries.
   Start from PARANGON_HASH_START, or go on from an earlier result. */
#define PARANGON_HASH_START UINT64_C(14695981039346656037)
uint64_t parangon_hash(uint64_t start, const void *bytes, size_t len);

/* A table from strings to indices. A zeroed struct is empty and valid; keys are copied. */
struct parangon_map {
    struct parangon_map_entry *entries;
    size_t count;
    size_t cap; /* 0 or a power of two */
};

#define PARANGON_MAP_NONE SIZE_MAX

void parangon_map_clear(struct parangon_map *map);
/* The index stored for the key, or PARANGON_MAP_NONE. */
size_t parangon_map_get(const struct parangon_map *map, const char *key, size_t len);
/* Stores `value` unless the key is there; returns the value now stored for the key. */
size_t parangon_map_put(struct parangon_map *map, const char *key, size_t len, size_t value);
/* Calls `each` for all keys, in no particular order. */
typedef void parangon_map_fn(void *context, const char *key, size_t len, size_t value);
void parangon_map_each(const struct parangon_map *map, parangon_map_fn *each, void *context);

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *block)
{
    if (!block)
        abort();
    return block;
}

void *parangon_alloc(size_t size)
{
    return checked(malloc(size ? size : 1));
}

void *parangon_calloc(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *parangon_realloc(void *block, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        abort();
    size_t bytes = count * size;
    return checked(realloc(block, bytes ? bytes : 1));
}

char *parangon_strndup(const char *text, size_t len)
{
    char *copy = parangon_alloc(len + 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *parangon_strdup(const char *text)
{
    return parangon_strndup(text, strlen(text));
}

/* Arenas: a list of blocks, the newest in front; a large request gets a block of its own. */

enum {
    ARENA_BLOCK = 16 * 1024
};

struct block {
    struct block *next;
    size_t used;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

struct parangon_arena {
    struct block *first;
};

struct parangon_arena *parangon_arena_new(void)
{
    return parangon_calloc(1, sizeof(struct parangon_arena));
}

void parangon_arena_free(struct parangon_arena *arena)
{
    if (!arena)
        return;
    while (arena->first) {
        struct block *next = arena->first->next;

        free(arena->first);
        arena->first = next;
    }
    free(arena);
}

static size_t aligned(size_t size)
{
    size_t unit = _Alignof(max_align_t);

    if (size > SIZE_MAX - unit - sizeof(struct block))
        abort();
    return (size + unit - 1) / unit * unit;
}

void *parangon_arena_alloc(struct parangon_arena *arena, size_t size)
{
    size_t need = aligned(size);

    if (!arena->first || arena->first->size - arena->first->used < need) {
        size_t room = need > ARENA_BLOCK ? need : ARENA_BLOCK;
        struct block *block = parangon_alloc(sizeof *block + room);

        block->next = arena->first;
        block->used = 0;
        block->size = room;
        arena->first = block;
    }
    void *place = arena->first->bytes + arena->first->used;
    arena->first->used += need;
    return place;
}

char *parangon_arena_strndup(struct parangon_arena *arena, const char *text, size_t len)
{
    char *copy = parangon_arena_alloc(arena, len + 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *parangon_arena_strdup(struct parangon_arena *arena, const char *text)
{
    return parangon_arena_strndup(arena, text, strlen(text));
}

char *parangon_arena_printf(struct parangon_arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        abort();
    char *text = parangon_arena_alloc(arena, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}

/* Buffers */

static void buf_reserve(struct parangon_buf *buf, size_t more)
{
    if (more > SIZE_MAX / 4 - buf->len)
        abort();
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap *= 2;
    buf->data = parangon_realloc(buf->data, cap, 1);
    buf->cap = cap;
}

void parangon_buf_clear(struct parangon_buf *buf)
{
    free(buf->data);
    *buf = (struct parangon_buf){0};
}

void parangon_buf_reset(struct parangon_buf *buf)
{
    buf->len = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void parangon_buf_add(struct parangon_buf *buf, const void *bytes, size_t len)
{
    buf_reserve(buf, len);
    if (len)
        memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void parangon_buf_puts(struct parangon_buf *buf, const char *text)
{
    parangon_buf_add(buf, text, strlen(text));
}

void parangon_buf_putc(struct parangon_buf *buf, char byte)
{
    parangon_buf_add(buf, &byte, 1);
}

void parangon_buf_printf(struct parangon_buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        abort();
    buf_reserve(buf, (size_t)len);
    va_start(args, format);
    vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

const char *parangon_buf_str(const struct parangon_buf *buf)
{
    return buf->data ? buf->data : "";
}

char *parangon_buf_take(struct parangon_buf *buf)
{
    char *data = buf->data ? buf->data : parangon_strdup("");

    *buf = (struct parangon_buf){0};
    return data;
}

uint64_t parangon_hash(uint64_t start, const void *bytes, size_t len)
{
    const unsigned char *byte = bytes;

    for (size_t i = 0; i < len; i++)
        start = (start ^ byte[i]) * UINT64_C(1099511628211);
    return start;
}

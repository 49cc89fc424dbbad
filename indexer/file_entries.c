/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_entries.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC "parangon-files 2"

/* Names may hold anything but NUL. */
static void write_name(struct parangon_buf *text, const char *name)
{
    for (; *name; name++) {
        if (*name == '\n')
            parangon_buf_puts(text, "\\n");
        else if (*name == '\\')
            parangon_buf_puts(text, "\\\\");
        else
            parangon_buf_putc(text, *name);
    }
    parangon_buf_putc(text, '\n');
}

static void write_left_out(struct parangon_buf *text, const struct left_out *left_out)
{
    parangon_buf_puts(text, left_out->has_bands ? "1 " : "0 ");
    for (size_t i = 0; left_out->has_bands && i < SHINGLES_BANDS; i++)
        parangon_buf_printf(text, "%" PRIx64 " ", left_out->bands[i]);
    write_name(text, left_out->name);
    write_name(text, left_out->kept);
}

void file_entries_write(const struct file_entries *entries, const char *source,
                        struct parangon_buf *text)
{
    parangon_buf_printf(text, MAGIC "\n%" PRIx64 " %" PRId64 " %zu %zu ", entries->stamp,
                        entries->read_at, entries->count, entries->left_out.count);
    write_name(text, source);
    for (size_t i = 0; i < entries->count; i++) {
        const struct file_entry *entry = &entries->at[i];

        parangon_buf_printf(text, "%" PRIu64 " %" PRId64 " %" PRIx64 " %zu %zu %d ", entry->size,
                            entry->modified, entry->hash, entry->records, entry->group,
                            entry->again + 2 * entry->loose);
        write_name(text, entry->name);
    }
    for (size_t i = 0; i < entries->left_out.count; i++)
        write_left_out(text, &entries->left_out.at[i]);
}

/* ---- Reading ---- */

struct cursor {
    char *at;
    bool failed;
};

/* A number and the space behind it. */
static uint64_t read_number(struct cursor *cursor, int base)
{
    char *end = cursor->at;

    errno = 0;
    uint64_t number = strtoull(cursor->at, &end, base);
    if (end == cursor->at || *end != ' ' || errno)
        cursor->failed = true;
    else
        cursor->at = end + 1;
    return number;
}

static int64_t read_time(struct cursor *cursor)
{
    bool negative = *cursor->at == '-';

    cursor->at += negative;
    uint64_t number = read_number(cursor, 10);
    if (number > INT64_MAX)
        cursor->failed = true;
    return negative ? -(int64_t)(number & INT64_MAX) : (int64_t)(number & INT64_MAX);
}

/* The rest of the line, brought back to what it was in its own place. */
static char *read_name(struct cursor *cursor)
{
    char *name = cursor->at, *to = name, *end = strchr(name, '\n');

    if (!end) {
        cursor->failed = true;
        return name;
    }
    for (const char *from = name; from < end; from++) {
        if (*from == '\\' && from + 1 < end)
            *to++ = *++from == 'n' ? '\n' : *from;
        else
            *to++ = *from;
    }
    *to = '\0';
    cursor->at = end + 1;
    return name;
}

static bool read_head(struct file_entries *entries, size_t *left_out, struct cursor *cursor,
                      const char *source)
{
    if (strncmp(cursor->at, MAGIC "\n", sizeof MAGIC) != 0)
        return false;
    cursor->at += sizeof MAGIC;
    size_t most = strlen(cursor->at);
    entries->stamp = read_number(cursor, 16);
    entries->read_at = read_time(cursor);
    entries->count = read_number(cursor, 10);
    *left_out = read_number(cursor, 10);
    return !cursor->failed && entries->count <= most && strcmp(read_name(cursor), source) == 0;
}

static void read_entry(struct file_entry *entry, struct cursor *cursor)
{
    entry->size = read_number(cursor, 10);
    entry->modified = read_time(cursor);
    entry->hash = read_number(cursor, 16);
    entry->records = read_number(cursor, 10);
    entry->group = read_number(cursor, 10);
    uint64_t flags = read_number(cursor, 10);
    entry->again = flags & 1;
    entry->loose = flags & 2;
    entry->name = read_name(cursor);
}

static void read_left_out(struct file_entries *entries, struct cursor *cursor)
{
    struct left_out left_out = {.file = SIZE_MAX, .kept_file = SIZE_MAX};

    left_out.has_bands = read_number(cursor, 10) == 1;
    for (size_t i = 0; left_out.has_bands && i < SHINGLES_BANDS; i++)
        left_out.bands[i] = read_number(cursor, 16);
    left_out.name = read_name(cursor);
    left_out.kept = read_name(cursor);
    left_out_add(&entries->left_out, &left_out);
}

void file_entries_parse(struct file_entries *entries, const char *text, const char *source)
{
    struct file_entries parsed = {.text = parangon_strdup(text)};
    struct cursor cursor = {.at = parsed.text};
    size_t left_out = 0;
    bool whole = read_head(&parsed, &left_out, &cursor, source) && !cursor.failed;

    if (whole)
        parsed.at = parangon_calloc(parsed.count + 1, sizeof *parsed.at);
    for (size_t i = 0; whole && i < parsed.count; i++) {
        read_entry(&parsed.at[i], &cursor);
        whole = !cursor.failed && parsed.at[i].group <= parsed.count;
    }
    for (size_t i = 0; whole && i < left_out; i++) {
        read_left_out(&parsed, &cursor);
        whole = !cursor.failed;
    }
    *entries = (struct file_entries){0};
    if (whole)
        *entries = parsed;
    else
        file_entries_clear(&parsed);
}

void file_entries_clear(struct file_entries *entries)
{
    left_out_clear(&entries->left_out);
    free(entries->at);
    free(entries->text);
    *entries = (struct file_entries){0};
}

static int compare_names(const void *one, const void *other)
{
    const struct file_entry *first = one, *second = other;

    return strcmp(first->name, second->name);
}

const struct file_entry *file_entries_find(const struct file_entries *entries, const char *name)
{
    const struct file_entry wanted = {.name = name};

    return entries->count
               ? bsearch(&wanted, entries->at, entries->count, sizeof wanted, compare_names)
               : NULL;
}

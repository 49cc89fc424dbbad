/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_FILE_ENTRIES_H
#define INDEXER_FILE_ENTRIES_H

/* The text in which an index keeps what it knows of the files of a source: a line a file, then two
   lines for each version that is left out. */

#include "left_out.h"

#include "parangon/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_entry {
    const char *name; /* relative to the source */
    uint64_t size;
    int64_t modified; /* nanoseconds since 1970 */
    uint64_t hash;    /* of its bytes */
    size_t records;   /* of the index whose first version it holds */
    size_t group;     /* of files that are read together, 0 for none */
    bool again;       /* a part of it was left out: it is to be read whatever it is */
    bool loose;       /* it was read, and nothing was pruned since */
};

struct file_entries {
    uint64_t stamp;  /* of all that changes what is read from a file */
    int64_t read_at; /* nanoseconds since 1970, before the first file was looked at */
    struct file_entry *at;
    size_t count;
    struct left_out_list left_out; /* without the numbers of files */
    char *text;                    /* what names point into, when they were parsed */
};

/* Leaves `entries` empty when the text is malformed or of another source. Groups are from 1 to the
   number of entries. */
void file_entries_parse(struct file_entries *entries, const char *text, const char *source);
void file_entries_clear(struct file_entries *entries);

/* By binary search, or NULL. */
const struct file_entry *file_entries_find(const struct file_entries *entries, const char *name);

void file_entries_write(const struct file_entries *entries, const char *source,
                        struct parangon_buf *text);

#endif

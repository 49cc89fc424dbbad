/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_H
#define INDEXER_SOURCE_H

/* Sources: the files behind a path given on the command line. */

#include "left_out.h"

#include "parangon/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source_file {
    char *path; /* to open; "-" for standard input */
    char *name; /* relative to the source, for messages, ids and titles */
    uint64_t size;
    int64_t modified; /* nanoseconds since 1970 */
    bool failed;      /* it, or a part of it, could not be read this time */
    bool unread;      /* it is as it was when it was last read, and left alone */
    size_t records;   /* of the index whose first version it holds */
};

struct source {
    char *path;                /* as given; made absolute, "-" for standard input */
    bool missing;              /* nothing there */
    bool incomplete;           /* a folder in it could not be listed */
    int64_t listed_at;         /* nanoseconds since 1970, before the first file was looked at */
    struct source_file *files; /* in the order of their names */
    size_t count;
    size_t skipped; /* hidden files and unknown types of a folder */
    struct left_out_list left_out;
};

typedef void source_problem_fn(void *context, const char *name, const struct parangon_error *why);

/* Lists the files of `path`: itself, or all of a folder that a reader knows. A part that cannot be
   listed is said through `problem` and left out. Never fails: a missing path has `missing` set.
   Reports are no sources; `report` is where this run leaves its own, or NULL. */
void source_list(const char *path, const char *report, struct source *source,
                 source_problem_fn *problem, void *context);
void source_clear(struct source *source);

/* The file of this name, or the archive that a member of this name is in, or NULL. */
struct source_file *source_find(const struct source *source, const char *name);

#endif

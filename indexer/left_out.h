/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_LEFT_OUT_H
#define INDEXER_LEFT_OUT_H

/* What is left out of a source: versions that hold the same sheet as one that is kept. A zeroed
   list is empty; it owns the names. */

#include "shingles.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct left_out {
    char *name; /* of the file, or of the member of an archive; relative to the source */
    char *kept; /* the same of the one that is kept */
    size_t file, kept_file; /* the numbers of both in the source, SIZE_MAX while unknown */
    bool has_bands;         /* of its shingles: see shingles.h */
    uint64_t bands[SHINGLES_BANDS];
};

struct left_out_list {
    struct left_out *at;
    size_t count, room;
};

/* Copies the names. */
void left_out_add(struct left_out_list *list, const struct left_out *given);

/* Puts the list into the order of the files and of the names in them. */
void left_out_sort(struct left_out_list *list);
void left_out_clear(struct left_out_list *list);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_FORMATS_H
#define INDEXER_READERS_FORMATS_H

/*
 * The formats that are read, and how the format of a file is told: by what its bytes are, where
 * they say it, and by its extension for the rest. Adding a format is one row in readers.c.
 */

#include "reader.h"
#include "signature.h"

#include <stdbool.h>

/* Where a format is read. */
enum format_way {
    FORMAT_HERE,      /* in this process: our own strict code alone sees the bytes */
    FORMAT_ISOLATED,  /* in a worker, because large libraries parse it (isolation/) */
    FORMAT_CONVERTED, /* made into another format by LibreOffice first (converter/) */
};

struct format {
    const struct reader *reader;
    signature_fn *signature; /* NULL when only the extension tells */
    enum format_way way;
    const char *known_as;     /* what people call it, for messages; with FORMAT_CONVERTED */
    const char *converted_to; /* the name of another format; with FORMAT_CONVERTED */
    bool
        has_members; /* of other formats: it takes longer, and its reader heeds `skip`, so that it */
                     /* goes on behind a member that a worker died over */
    bool holds_files; /* an archive: programs are zips too (.jar), so that its bytes alone do not */
                      /* have it read in a folder */
};

struct formats {
    const struct format *rows;
    size_t count;
};

extern const struct formats formats;

/* The format of a file, or NULL. `stream` is left at its beginning; without one, or when it cannot
   be sought, the name alone tells. Of a file that was `named` a likely format is taken too. */
const struct format *format_of(const struct formats *table, const char *name, FILE *stream,
                               bool named);

/* The format whose reader has the name, or NULL. */
const struct format *format_named(const struct formats *table, const char *name);

#endif

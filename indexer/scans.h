/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SCANS_H
#define INDEXER_SCANS_H

/* Scans that were found inside a file, kept until its worker is done with it and read then. */

#include "readers/reader.h"

#include <stddef.h>
#include <stdio.h>

struct scan {
    char *name;   /* of the member */
    FILE *stream; /* NULL when there was no room */
};

/* A zeroed struct is empty. */
struct scans {
    struct scan *at;
    size_t count;
};

/* Keeps a copy of one; `context` is a struct scans. See isolation.h. */
void scans_keep(void *context, const char *member, const void *bytes, size_t len);

/* Reads them, each under its name. `code` and `err` are what came of the file itself, and come back
   unless the sink fails; after a failure of the sink before, nothing is read. */
enum parangon_code scans_read(const struct scans *scans, enum parangon_code code,
                              const struct reader_sink *sink, struct parangon_error *err);

void scans_clear(struct scans *scans);

#endif

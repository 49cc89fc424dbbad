/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_READER_H
#define CORPUS_INDEX_READER_H

/* What the two halves of the reader share: load.c reads a generation, reader.c finds it. */

#include "parangon/index.h"

enum {
    VERSION_MAX = 256
};

/* What tells one state of an index from the next. Xapian's file of the version of a database is
   small, and another one after every commit. */
struct seen {
    unsigned number;
    size_t len;
    char version[VERSION_MAX];
    bool open; /* the checksums, see checksums.h */
};

struct parangon_index {
    char *dir; /* NULL for one that was opened by its folder */
    struct seen seen;
    xc_database *database;
    struct parangon_knowledge knowledge;
    uint64_t knowledge_mark;               /* of the texts that the knowledge was read from */
    struct parangon_passage_key *passages; /* by document number, from 0 */
    uint32_t last;
    uint32_t *heads; /* by record number */
    uint32_t records;
};

/* Opens one generation, current or not, whose files are compared with nothing. The knowledge is
   left out when it is that of `before`, an earlier opening or NULL. The index has no `dir` and no
   `seen` yet, and without them cannot be refreshed. */
enum parangon_code reader_load(const char *folder, const struct parangon_index *before,
                               struct parangon_index **index, struct parangon_error *err);

#endif

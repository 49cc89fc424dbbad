/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_WRITER_H
#define CORPUS_INDEX_WRITER_H

/* What the two halves of the writer share: writer.c puts and removes, commit.c makes it last. */

#include "parangon/index.h"

struct parangon_writer {
    char *dir;
    char *folder; /* of the generation written to */
    int lock;
    unsigned number;     /* of that generation */
    bool new_generation; /* not published yet */
    bool open;           /* the checksums are open: the files may differ from what they were */
    bool goes_on;        /* they were open already: an earlier run did not come to its end */
    bool committed;      /* something, since the last publishing */
    bool changed;        /* since the last publishing */
    bool in_batch;
    enum parangon_code failure; /* of Xapian, after which nothing more can be kept */
    unsigned pending;           /* documents of the batch */
    size_t pending_bytes;       /* of their text */
    size_t pending_limit;       /* 0 for the default */
    uint32_t next_record;
    uint32_t stored_next; /* as the index has it */
    struct parangon_tally put, kept;
    xc_writer *xapian;
    xc_database *database; /* of the writer, for reading */
};

/* Gives the failure of the binding, after which the writer takes nothing more. */
enum parangon_code writer_failed(struct parangon_writer *writer, const struct xc_error *error,
                                 struct parangon_error *err);

/* To be called before anything is changed. */
enum parangon_code writer_begin(struct parangon_writer *writer, struct parangon_error *err);

/* Ends a batch that has become large enough. */
enum parangon_code writer_end_batch(struct parangon_writer *writer, struct parangon_error *err);

enum parangon_code writer_write_text(struct parangon_writer *writer, const char *key,
                                     const char *value, size_t len, struct parangon_error *err);

#endif

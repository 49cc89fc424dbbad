/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_ANSWERS_H
#define INDEXER_ISOLATION_ANSWERS_H

/* What a worker writes (worker.h), taken for what it is: words of a process that a hostile file
   may have taken over. Nothing is believed but what has the form and stays within the limits. */

#include "isolation.h"

#include "parangon/memory.h"

struct answers {
    const struct isolation_limits *limits;
    const char *name; /* of the file: names of members begin with it */
    const struct isolation_file *file;
    const struct reader_sink *sink;
    struct parangon_buf waiting; /* the beginning of a line */
    unsigned long long bytes;
    size_t versions, rejections, notes;
    size_t begun; /* members of the file itself */
    char *latest; /* of them, or NULL */
    char *member; /* that the sink was told of last, or NULL */
    char *weakness;
    bool ended;                /* the last line came */
    struct parangon_error end; /* what it says; PARANGON_OK when all is well */
};

/* Bytes from the pipe. PARANGON_REJECTED when the worker is to be ended, or the sink's failure. */
enum parangon_code answers_add(struct answers *answers, const char *bytes, size_t len,
                               struct parangon_error *err);

/* Leaves out the member that was begun last, in the middle of which the worker ended. */
enum parangon_code answers_reject_latest(struct answers *answers, const struct parangon_error *why,
                                         struct parangon_error *err);

/* The member is left, and the memory freed. */
void answers_clear(struct answers *answers);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_LEARN_H
#define INDEXER_LEARN_H

/* Learning: which words translate which, told from the records that stand in both languages. What
   was learnt is kept in the index and learnt anew whenever its records have changed. */

#include "report.h"

#include "parangon/index.h"

struct learning {
    struct parangon_writer *writer;
    struct parangon_map excluded; /* ids of records not to learn from */
    bool asked;                   /* by this run */
    char *before;                 /* what was learnt before, "" when the index is not to learn */
    struct report *report;
};

/* `exclude`, which may be NULL, names a file with one id a line. What was learnt before is that of
   the current generation of `dir`, so that a rebuild carries it on. */
enum parangon_code learning_init(struct learning *learning, const char *dir, const char *exclude,
                                 struct parangon_error *err);
void learning_clear(struct learning *learning);

/* Learns from all that the writer holds by now, if it is asked for or was at an earlier run.
   Nothing is learnt anew from records that are as they were. */
enum parangon_code learn_records(struct learning *learning, struct parangon_error *err);

#endif

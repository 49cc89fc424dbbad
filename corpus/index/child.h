/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_CHILD_H
#define CORPUS_INDEX_CHILD_H

/*
 * Work on files that may be damaged, in a process of its own: Xapian can crash or loop on damaged
 * tables, and no process can be saved from that inside itself.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

/* Runs in the child; what it writes to `out` comes to the parent, and so does its failure. */
typedef enum parangon_code child_fn(void *context, struct parangon_buf *out,
                                    struct parangon_error *err);

/* Runs `work` in a child and gives its result. A child that crashed, or that used more than
   `seconds` of processor time, is PARANGON_DAMAGED, and `out` is left empty. The caller must be the
   only thread of its process. */
enum parangon_code child_run(child_fn *work, void *context, unsigned seconds,
                             struct parangon_buf *out, struct parangon_error *err);

/* Limits the process that calls it as a child_run does its child: memory, no core, and it ends with
   its parent. Also for others that fork for the same reason. */
void child_limit(void);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_PROGRESS_H
#define INDEXER_PROGRESS_H

/* The line on a terminal that says how far a long work is:
   "reading 1 234 of 20 000, 310/s, 1 min left". */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool on;    /* else nothing is ever shown */
    bool drawn; /* the line stands on the terminal */
    const char *work;
    size_t done, total;    /* total 0 when it is not known */
    int64_t begun, latest; /* nanoseconds of a clock that only goes on */
};

void progress_begin(struct progress *progress, const char *work, size_t total);

/* One step is done. The line is drawn at most ten times a second. */
void progress_step(struct progress *progress);

/* Takes the line away, for a message to stand in its place. */
void progress_clear(struct progress *progress);

enum {
    PROGRESS_LINE_MAX = 160
};

/* The line after so many nanoseconds. */
void progress_line(const struct progress *progress, int64_t elapsed, char line[PROGRESS_LINE_MAX]);

#endif

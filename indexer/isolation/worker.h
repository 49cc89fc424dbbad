/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_WORKER_H
#define INDEXER_ISOLATION_WORKER_H

/*
 * A worker: reads one file in the sandbox and writes what it finds into a pipe, as lines of JSON:
 *
 *     {"weakness":"…"}                                   what the sandbox lacks here, first if at all
 *     {"take":{…},"line":3,"member":"a.zip/b.csv"}       a version; "member" inside of archives
 *     {"reject":"…","line":3,"member":"a.zip/b.csv"}     a part left out
 *     {"note":"…","doubt":true,"member":"a.zip/b.xlsx"}  said of the file; "doubt" as weighty as that
 *     {"member":"a.zip/b.pdf","scan":"…"}                a member that is a scan, in base64
 *     {"begin":"a.zip/b.csv"}                            a member of the file itself is read from here
 *     {"end":"…"}                                        last: why the file is of no use, or ""
 */

#include "sandbox.h"

#include "readers/reader.h"

struct work {
    const struct reader *reader; /* NULL when there is none of that name */
    const char *name;
    int file, pipe;
    size_t skip;
    bool scans;
    const struct sandbox *sandbox;
    size_t memory;
    unsigned cpu_seconds;
};

/* Ends the process. */
_Noreturn void worker_run(const struct work *work);

#endif

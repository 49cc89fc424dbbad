/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_ISOLATION_H
#define INDEXER_ISOLATION_ISOLATION_H

/*
 * Isolation: files whose formats need large parsers are read in processes that can do no harm.
 *
 * Small processes, the zygotes, are forked before the program opens anything; each forks a worker
 * for one file at a time. A worker gets the open file and one end of a pipe, drops into the sandbox
 * (sandbox.h), runs the reader and writes what the reader finds into the pipe, a line of JSON
 * each. The parent believes nothing of it: lines are parsed strictly and counted, and a worker
 * that is silent, endless or dead costs the one file.
 *
 * Files may be expected: their workers then read ahead, several at once, and what they write waits
 * until it is their turn. So the sinks are told the same in the same order, however many workers
 * there are.
 *
 * From one thread. The owner of what is passed in stays its owner.
 */

#include "readers/reader.h"

#include <stdbool.h>
#include <stddef.h>

/* What one file may cost. */
struct isolation_limits {
    unsigned silence_seconds;  /* without a word from the worker */
    unsigned total_seconds;    /* until its end */
    unsigned cpu_seconds;      /* of computing */
    size_t memory;             /* bytes of address space; not held under sanitizers */
    unsigned long long answer; /* bytes that it may write */
    size_t line;               /* bytes of one version */
    size_t versions;
};

/* Those of limits.h. */
#define ISOLATION_LIMITS                                                                           \
    ((struct isolation_limits){.silence_seconds = WORKER_SILENCE_SECONDS,                          \
                               .total_seconds = WORKER_TOTAL_SECONDS,                              \
                               .cpu_seconds = WORKER_CPU_SECONDS,                                  \
                               .memory = (size_t)WORKER_MEMORY_MIB << 20,                          \
                               .answer = (unsigned long long)WORKER_ANSWER_MIB << 20,              \
                               .line = (size_t)WORKER_LINE_MIB << 20,                              \
                               .versions = WORKER_VERSIONS})

enum {
    ISOLATION_WORKERS_MAX = 32
};

struct isolation_options {
    /* The reader of a format, by its name; called in the worker. */
    const struct reader *(*find)(const char *format);
    struct isolation_limits limits;
    size_t workers; /* at once; 0 is 1 */
    size_t ahead;   /* bytes that may wait for their turn, but for a last block of each worker */
};

struct isolation;

/* Forks the zygotes. Call it while the process is small and holds nothing open. */
enum parangon_code isolation_start(const struct isolation_options *options,
                                   struct isolation **isolation, struct parangon_error *err);
void isolation_stop(struct isolation *isolation);

/* Takes a member that is a scan (reader.h), to be read elsewhere. */
typedef void isolation_scan_fn(void *context, const char *member, const void *bytes, size_t len);

/* What is to be read. */
struct isolation_file {
    const char *format;
    const char *name;        /* as in struct reader_source */
    int descriptor;          /* of a regular file, open for reading */
    unsigned patience;       /* the limits on time are multiplied by it; 0 is 1 */
    bool has_members;        /* when a worker dies over a member, another one goes on behind */
    isolation_scan_fn *scan; /* NULL: scans are rejected */
    void *scan_context;
};

/* Now, before all that is expected. As the reader itself: PARANGON_REJECTED when the file is of no use, also when the worker crashed
   or went over a limit; what it gave before was taken. Any other failure is the sink's. */
enum parangon_code isolation_read(struct isolation *isolation, const struct isolation_file *file,
                                  const struct reader_sink *sink, struct parangon_error *err);

struct isolation_job;

/* Has the file read when a worker is free for it. The turns of files come in the order of these
   calls; file and name stay as they are until then. */
struct isolation_job *isolation_expect(struct isolation *isolation,
                                       const struct isolation_file *file);

/* Its turn: as isolation_read for that file. The job is freed. */
enum parangon_code isolation_finish(struct isolation *isolation, struct isolation_job *job,
                                    const struct reader_sink *sink, struct parangon_error *err);

/* Its turn will not come: its worker is ended and the job freed. */
void isolation_forget(struct isolation *isolation, struct isolation_job *job);

/* Why the last worker was held by less than the whole sandbox, or NULL when nothing lacked. */
const char *isolation_weakness(const struct isolation *isolation);

#endif

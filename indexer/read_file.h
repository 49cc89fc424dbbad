/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READ_FILE_H
#define INDEXER_READ_FILE_H

/* Reading one file: its format is told, and it is read where that format is read: here, in a
   worker, or in a worker after another program has converted it. What is read in a worker alone can
   be begun before its turn (read_ahead.h has it so). */

#include "readers/reader.h"
#include "scans.h"

#include <stdbool.h>

struct reading {
    struct isolation *isolation;
    bool ocr;     /* scanned pages are read by tesseract */
    size_t jobs;  /* workers at once; 0 is 1 */
    size_t ahead; /* bytes of what they read that may wait for their turn */
};

enum {
    READING_JOBS_MAX = 32,
    READING_JOBS_USUAL = 4
};

/* As many jobs as there are processors, and no more than READING_JOBS_USUAL: what workers read is
   checked and written by one process, which then has no more to wait for, and each worker may take
   the memory of one. */
size_t reading_jobs(void);

/* Starts the process that workers come from: call it before anything is open or large. */
enum parangon_code reading_start(struct reading *reading, struct parangon_error *err);
void reading_stop(struct reading *reading);

/* What this system lacks to hold workers, or NULL. */
const char *reading_weakness(const struct reading *reading);

/* A file, by its `path` ("-" is standard input) and its `name`; the rest is empty at first. */
struct reading_file {
    const char *path, *name;
    FILE *stream;                /* NULL when it is not open yet */
    const struct format *format; /* with `stream`; NULL when it is none that is read */
    struct isolation_job *job;   /* that reads ahead, or NULL; the file stays where it is */
    struct scans scans;          /* found in it in its turn */
};

/* Opens the file and, when it is read in a worker, has one begin. It says nothing about what stands
   in the way: that is tried again, and said, when it is the file's turn. */
void read_file_ahead(const struct reading *reading, struct reading_file *file);

/* Reads the file as readers do: anything but PARANGON_REJECTED and PARANGON_SYSTEM comes from the
   sink. What was read ahead comes in the order of read_file_ahead. The file is closed. */
enum parangon_code read_file(const struct reading *reading, struct reading_file *file,
                             const struct reader_sink *sink, struct parangon_error *err);

/* Closes a file whose turn does not come. */
void read_file_leave(const struct reading *reading, struct reading_file *file);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READ_FILE_H
#define INDEXER_READ_FILE_H

/* Reading one file: its format is told, and it is read where that format is read: here, in a
   worker, or in a worker after another program has converted it. */

#include "readers/reader.h"

#include <stdbool.h>

struct reading {
    struct isolation *isolation;
    bool ocr; /* scanned pages are read by tesseract */
};

/* Starts the process that workers come from: call it before anything is open or large. */
enum parangon_code reading_start(struct reading *reading, struct parangon_error *err);
void reading_stop(struct reading *reading);

/* What this system lacks to hold workers, or NULL. */
const char *reading_weakness(const struct reading *reading);

/* Reads the file at `path` ("-" is standard input) under its `name`, as readers do: anything but
   PARANGON_REJECTED and PARANGON_SYSTEM comes from the sink. */
enum parangon_code read_file(const struct reading *reading, const char *path, const char *name,
                             const struct reader_sink *sink, struct parangon_error *err);

#endif

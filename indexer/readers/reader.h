/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_READER_H
#define INDEXER_READERS_READER_H

/*
 * A reader turns one file into versions of records: JSON objects whose keys are the names of the
 * fields of a record (include/parangon/record.h). What a field may hold is checked afterwards, in
 * one place for all formats; a reader only reports what it cannot read.
 *
 * Adding a format: one file with a `struct reader`, and one row in the table of readers.c.
 */

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stdio.h>

struct reader_source {
    const char
        *name;    /* path relative to the SOURCE: what messages and default titles are made of */
    FILE *stream; /* open at its beginning; the reader does not close it */
};

/* Where a reader puts what it finds. */
struct reader_sink {
    void *context;
    /* Takes over `version`. `line` is where it begins, from 1, or 0 when the whole file is meant.
       Anything but PARANGON_OK ends the reading: the reader returns it as it is. */
    enum parangon_code (*take)(void *context, cJSON *version, size_t line,
                               struct parangon_error *err);
    /* Says that a part of the file was left out, and why; the rest goes on. */
    void (*reject)(void *context, size_t line, const struct parangon_error *why);
};

/* A whole file is held in memory up to this size, a line of JSONL up to the next one. */
#define READER_FILE_MAX ((size_t)64 << 20)
#define READER_LINE_MAX ((size_t)16 << 20)

struct reader {
    const char *name;
    const char *const *extensions; /* lower case, without the dot, NULL at the end */
    /* Fails with PARANGON_REJECTED (and a message with the line when there is one) when the file
       as a whole is of no use, with PARANGON_SYSTEM when it cannot be read. */
    enum parangon_code (*read)(const struct reader_source *source, const struct reader_sink *sink,
                               struct parangon_error *err);
};

/* The reader for a file of this name, by its extension, or NULL. */
const struct reader *reader_for(const char *name);

extern const struct reader reader_markdown;
extern const struct reader reader_json;
extern const struct reader reader_jsonl;
extern const struct reader reader_text;
extern const struct reader reader_csv;
extern const struct reader reader_xlsx;
extern const struct reader reader_ods;

#endif

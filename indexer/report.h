/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_REPORT_H
#define INDEXER_REPORT_H

/* What a run did, counted and said: problems as they come, on standard error; a summary last. */

#include "progress.h"

#include "parangon/error.h"
#include "parangon/memory.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct report {
    bool quiet, verbose, json;
    bool dry_run;
    size_t files, skipped, unread;
    size_t added, changed, unchanged, removed, rejected, warned;
    size_t lost;       /* put or removed, and not kept when the run failed */
    size_t duplicates; /* files left out for others that hold the same */
    cJSON *problems;   /* [{"file", "line", "message"}] */
    cJSON *warnings;   /* the same */
    cJSON *remarks;    /* the same */
    cJSON *left_out;   /* [{"file", "kept"}] */
    struct progress progress;
    struct parangon_map said; /* in which reading of the files a message was said first */
    size_t readings;
};

/* What was counted and said so far. */
struct report_mark {
    size_t files, skipped, rejected, warned;
    int problems, warnings, remarks;
};
struct report_mark report_mark(const struct report *report);

/* Goes back to it, since the same files are read again; nothing is said twice. */
void report_rewind(struct report *report, const struct report_mark *mark);

void report_init(struct report *report);
void report_clear(struct report *report);

/* A file or record that was left out: counted, said at once. `line` 0 means the whole file. */
void report_reject(struct report *report, const char *file, size_t line,
                   const struct parangon_error *why);

/* Something doubtful that was taken all the same; said only when verbose. */
void report_warn(struct report *report, const char *file, const char *message);

/* What was done with a file and calls for nobody: not counted, said only when verbose. */
void report_remark(struct report *report, const char *file, const char *message);

/* A file that holds the same sheet as the one `kept`; said only when verbose. */
void report_duplicate(struct report *report, const char *file, const char *kept);

/* A long work begins, named in the progress line; the steps of its parts go to `progress`. */
void report_begin(struct report *report, const char *work, size_t total);

/* Leaves of what was put and removed only what was kept, the rest being lost. */
void report_settle(struct report *report, size_t added, size_t changed, size_t removed);

/* All of it, as it is printed and kept in a file. Yours to free with cJSON_Delete. */
cJSON *report_json(const struct report *report);

/* The summary: on standard error as text, on standard output as JSON. */
void report_finish(struct report *report);

#endif

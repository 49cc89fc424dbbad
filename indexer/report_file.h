/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_REPORT_FILE_H
#define INDEXER_REPORT_FILE_H

/* The report of a run as a file, for people who never see a terminal: a page in HTML, or JSON. */

#include "report.h"
#include "source.h"

#include "parangon/memory.h"

struct report_file {
    const char *path; /* its ending says which of the two */
    const struct report *report;
    const char *index;
    const struct source *sources;
    size_t source_count;
    const char *failure; /* what ended the run, or NULL */
};

/* PARANGON_USAGE when the path has neither ending, or when something stands there that is no report
   and would be lost. Nothing is written. */
enum parangon_code report_file_check(const char *path, struct parangon_error *err);

/* Writes it beside its place and renames it, so that whoever reads sees the old one or the new. */
enum parangon_code report_file_write(const struct report_file *file, struct parangon_error *err);

/* Whether the file is a report, which is no source whatever folder it lies in: its bytes say it. */
bool report_file_is_one(const char *path);

/* What it says, as JSON: report_json, the date, the sources, and what is to be done. */
cJSON *report_file_json(const struct report_file *file);

/* What a report begins with. */
#define REPORT_GENERATOR "parangon-index report"
#define REPORT_HTML_MARK "<!DOCTYPE html>\n<!-- " REPORT_GENERATOR " -->\n"

/* The page made of that JSON, in French or in English. */
void report_html(const cJSON *json, bool french, struct parangon_buf *page);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_STATS_WRITING_H
#define QUERY_OUTPUT_STATS_WRITING_H

/* What the files that write what an index holds and lacks share: their words in both languages (see
   output_strings.h), and how these are put into the document. */

#include "document.h"
#include "output.h"

enum stats_string {
    STATS_TITLE,
    STATS_HOLDS,
    STATS_MORE,
    STATS_ALL_COUNTS,
    STATS_LEADS,
    STATS_NO_LEADS,
    STATS_LEADS_OF,
    STATS_LEADS_SHARE,
    STATS_MATRIX,
    STATS_PRACTICES,
    STATS_HOLES,
    STATS_HOLES_NONE,
    STATS_HOLES_MORE,
    STATS_THEME,
    STATS_COUNT,
    STATS_OTHER_LEADS,
    STATS_NONE,
    STATS_NONE_CELL,
    STATS_NONE_MEANS,
    STATS_NONE_FOR,
    STATS_ONLY_FOR,
    STATS_NO_CLASS,
    STATS_EVERY_CLASS,
    STATS_EMPTY_THEMES,
    STATS_REVIEW,
    STATS_REVIEW_COUNT,
    STATS_REVIEW_NONE,
    STATS_REVIEW_MORE,
    STATS_REVIEW_OLD,
    STATS_REVIEW_SHOWN,
    STATS_RECORD,
    STATS_REASONS,
    STATS_STRING_COUNT
};

struct stats {
    struct document *document;
    const struct output_settings *settings;
    const cJSON *answer;
};

const char *stats_word(const struct stats *stats, enum stats_string id);

/* The label of an object in the reader's language, else its value. */
const char *stats_label(const struct stats *stats, const cJSON *value);

/* Adds to what was opened last: a word with `value` in its place, or a number. */
void stats_fill(struct stats *stats, enum stats_string id, const char *value);
void stats_number(struct stats *stats, double number);

/* "12 / 40 (30 %)", which is a share and not only a part. */
void stats_add_part(struct parangon_buf *out, double part, double whole, enum parangon_lang ui);

/* A paragraph of its own, with a value or with a part. */
void stats_paragraph(struct stats *stats, enum stats_string id, const char *value);
void stats_paragraph_part(struct stats *stats, enum stats_string id, double part, double whole);

/* A paragraph on which command shows more, for those who have commands. */
void stats_hint(struct stats *stats, enum stats_string id);

/* Themes by size classes, and records to review: in tables, or in words for a narrow page. */
void stats_coverage(struct stats *stats, bool in_words);
void stats_review(struct stats *stats, bool in_words);

#endif

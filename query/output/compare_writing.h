/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_COMPARE_WRITING_H
#define QUERY_OUTPUT_COMPARE_WRITING_H

/* What the files that write a comparison share. */

#include "compare_strings.h"
#include "document.h"
#include "output.h"

struct writing {
    const cJSON *answer;
    const struct output_settings *settings;
    struct document *document;
};

const char *writing_word(const struct writing *writing, enum compare_string id);

/* A member {"fr", "en"} of an object in the reader's language; "" when it is absent. */
const char *writing_both(const struct writing *writing, const cJSON *object, const char *key);

/* A text of an object; "" when it is absent. */
const char *writing_text(const cJSON *object, const char *key);

/* A record by its title, in what was opened last; nothing when it has no id. */
void writing_record(const struct writing *writing, const cJSON *record);

/* The label of a choice, nothing when there is none. */
void writing_add_choice(const struct writing *writing, struct parangon_buf *out, const char *field,
                        const char *choice);

void writing_column(const struct writing *writing, enum compare_string id, bool is_number);

/* A cell of words, missing when there are none. */
void writing_cell(const struct writing *writing, const char *text);
/* The same; clears the buffer. */
void writing_buffer_cell(const struct writing *writing, struct parangon_buf *text);
/* A cell of words that may well be empty. */
void writing_plain_cell(const struct writing *writing, const char *text);

/* The tables of the indicators, and of the figures with their sources. */
void writing_indicators(const struct writing *writing);
void writing_sources(const struct writing *writing);

#endif

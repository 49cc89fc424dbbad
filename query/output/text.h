/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_TEXT_H
#define QUERY_OUTPUT_TEXT_H

/* The parts of the text output, one file a kind of answer. */

#include "output.h"
#include "page.h"

void text_print_search(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out);
void text_print_record(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out);
void text_print_themes(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out);
void text_print_stats(const cJSON *answer, const struct output_settings *settings,
                      struct parangon_buf *out);

void text_print_template(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out);

void text_print_check(const cJSON *answer, const struct output_settings *settings,
                      struct parangon_buf *out);

void text_print_suggestions(const cJSON *answer, const struct output_settings *settings,
                            struct parangon_buf *out);

void text_print_document(const struct document *document, const struct output_settings *settings,
                         struct parangon_buf *out);

/* A paragraph "name: value", the name in bold, further lines under the value's first words. */
void text_named(struct page *page, unsigned indent, const char *name, const char *value,
                enum parangon_lang ui);

/* The name to show for a facet. */
const char *text_facet_name(const cJSON *facet, enum parangon_lang ui);

#endif

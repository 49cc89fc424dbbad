/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENTS_H
#define QUERY_OUTPUT_DOCUMENTS_H

/* The answers put into documents, one file a kind; each is a document_fn. */

#include "document.h"
#include "output.h"

/* The note that a person hands on: the question, then each result with its source. */
void document_of_search(const cJSON *answer, const struct output_settings *settings,
                        struct document *document);

/* The results as one table. */
void document_of_search_sheet(const cJSON *answer, const struct output_settings *settings,
                              struct document *document);

/* All that is known of a record, its text with its headings. */
void document_of_record(const cJSON *answer, const struct output_settings *settings,
                        struct document *document);

/* The same in tables: all fields and texts, then amounts and figures as numbers. */
void document_of_record_sheet(const cJSON *answer, const struct output_settings *settings,
                              struct document *document);

#endif

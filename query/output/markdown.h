/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_MARKDOWN_H
#define QUERY_OUTPUT_MARKDOWN_H

/* The parts of the Markdown output: what a person pastes into a note. */

#include "document.h"
#include "output.h"

/* Text on one line, the signs that Markdown or HTML would act on escaped. */
void markdown_add_line(struct parangon_buf *out, const char *text);

/* A code span; a grave accent inside would end it, and no id needs one. */
void markdown_add_code(struct parangon_buf *out, const char *text);

/* Characters that would end the address in its brackets are percent-encoded. */
void markdown_add_link(struct parangon_buf *out, const char *label, const char *url);

/* A line on what was asked and when; nothing when the answer does not say when. */
void markdown_add_about(struct parangon_buf *out, const struct about *about, enum parangon_lang ui);

void markdown_print_document(const struct document *document,
                             const struct output_settings *settings, struct parangon_buf *out);

#endif

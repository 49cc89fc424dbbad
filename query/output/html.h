/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_HTML_H
#define QUERY_OUTPUT_HTML_H

/* A document as a part of a web page: of its own, or of a page of the service. */

#include "document.h"
#include "output.h"

/* The <article> with the title and all blocks; without the line on how it was made. Records are
   links when `settings` say to where. */
void html_add_document(const struct document *document, const struct output_settings *settings,
                       struct parangon_buf *out);

/* The blocks alone. */
void html_add_blocks(const struct document *document, const struct output_settings *settings,
                     struct parangon_buf *out);

/* The <footer> with what was asked, when, and whose the records are. */
void html_add_about(const struct document *document, struct parangon_buf *out);

#endif

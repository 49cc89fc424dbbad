/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_ODT_BODY_H
#define QUERY_OUTPUT_ODT_BODY_H

/* The blocks of a document in OpenDocument. */

#include "document.h"
#include "output.h"

/* Adds the blocks to `body`, and the styles of their own that they need to `styles`. */
void odt_add_body(struct parangon_buf *body, struct parangon_buf *styles,
                  const struct document *document, const struct output_settings *settings);

/* A paragraph in a named style. */
void odt_add_paragraph(struct parangon_buf *out, const char *style, const char *text);

#endif

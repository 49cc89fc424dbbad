/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_MARKDOWN_TEXT_H
#define QUERY_SERVE_MARKDOWN_TEXT_H

#include "parangon/memory.h"

/* The text of a record, which is Markdown of whatever quality, as HTML: headings (from the
   second level on), lists, quotes, tables as they are written, paragraphs. All of it is escaped:
   markup that a text brings is shown, never obeyed, and nothing in it becomes a link. */
void markdown_text_add(struct parangon_buf *out, const char *text);

#endif

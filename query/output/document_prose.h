/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENT_PROSE_H
#define QUERY_OUTPUT_DOCUMENT_PROSE_H

/* The text of a record, which is Markdown, as blocks of a document. */

#include "document.h"

/* `level` is that of the highest heading. Headings, points, tables' rows as they are, bold words
   and links are understood; what is not stays as it was written. */
void document_prose(struct document *document, const char *text, unsigned level,
                    enum parangon_lang lang);

#endif

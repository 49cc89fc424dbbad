/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_ODT_STYLES_H
#define QUERY_OUTPUT_ODT_STYLES_H

/* The fixed parts of a text in OpenDocument: names of XML, how paragraphs look. */

#include "parangon/memory.h"
#include "parangon/text.h"

#define ODT_TYPE "application/vnd.oasis.opendocument.text"
#define ODT_XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ODT_NAMES                                                                                  \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                           \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                             \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                               \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                             \
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""                    \
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""                               \
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                                               \
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""                      \
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\""

/* Writes styles.xml; `foot` stands before the number of the page at its foot. */
void odt_add_styles(struct parangon_buf *out, enum parangon_lang ui, const char *foot);

#endif

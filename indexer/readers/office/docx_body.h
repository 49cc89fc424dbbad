/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_DOCX_BODY_H
#define INDEXER_READERS_DOCX_BODY_H

/* The text of a DOCX: word/document.xml, footnotes.xml and endnotes.xml. */

#include "docx_styles.h"

/* Adds what the part holds to the document, notes to its notes. */
enum parangon_code docx_body_read(struct office *office, const struct docx_styles *styles,
                                  const struct parangon_buf *part, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PDF_FIELDS_H
#define INDEXER_READERS_PDF_FIELDS_H

/* The fields of a form that is filled in on the screen. */

#include "pdf_blocks.h"

/* Adds what the fields of the document hold to the form of the blocks and, as lines
   "Label : value", to their text, at the end of the page of each. */
void pdf_fields_add(struct pdf_blocks *blocks, PopplerDocument *document);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PDF_SCANS_H
#define INDEXER_READERS_PDF_SCANS_H

/* Scans: pages that are pictures of text. */

#include "pdf_words.h"
#include "readers/reader.h"

/* PARANGON_REJECTED when no page has text that can be read, and no field is filled in. Running heads
   were dropped before. */
enum parangon_code pdf_scans_refuse(const struct pdf_words *words, bool has_fields,
                                    struct parangon_error *err);

/* Notes which pages are pictures without text where others have text. */
void pdf_scans_note(const struct pdf_words *words, PopplerDocument *document,
                    const struct reader_sink *sink);

#endif

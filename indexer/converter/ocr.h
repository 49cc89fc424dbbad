/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_CONVERTER_OCR_H
#define INDEXER_CONVERTER_OCR_H

/* Scanned pages, read by tesseract in French and English, where it is installed. */

#include "readers/reader.h"

/* Reads a PDF that is a scan as readers do; `err` holds what the reader of PDF said of it, and keeps
   it when the programs are not there. */
enum parangon_code ocr_read(const struct reader_source *source, const struct reader_sink *sink,
                            struct parangon_error *err);

#endif

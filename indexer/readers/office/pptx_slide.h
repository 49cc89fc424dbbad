/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PPTX_SLIDE_H
#define INDEXER_READERS_PPTX_SLIDE_H

/* One slide of a PPTX, or the text of a diagram on it. */

#include "office.h"

/* Adds what the part holds. The title of the first slide is the title of the document. */
enum parangon_code pptx_slide_read(struct office *office, const struct parangon_buf *part,
                                   bool first, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ODF_BODY_H
#define INDEXER_READERS_ODF_BODY_H

/* The text of an OpenDocument text or presentation: content.xml. */

#include "odf_styles.h"

/* Adds what the part holds to the document, notes to its notes. */
enum parangon_code odf_body_read(struct office *office, const struct odf_styles *styles,
                                 const struct parangon_buf *part, struct parangon_error *err);

#endif

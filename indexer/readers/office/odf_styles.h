/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ODF_STYLES_H
#define INDEXER_READERS_ODF_STYLES_H

/* The styles of OpenDocument: styles.xml, and the automatic ones of content.xml. */

#include "office.h"
#include "readers/xml.h"

enum odf_switch {
    ODF_UNSET,
    ODF_OFF,
    ODF_ON
};

struct odf_style {
    enum odf_switch title, contents, bold, hidden, shaded;
    unsigned level; /* of headings, 0 when it does not say */
    unsigned size;  /* in half points; 0 when it does not say */
    char lang[4];
};

struct odf_styles;

struct odf_styles *odf_styles_new(void);
void odf_styles_free(struct odf_styles *styles);

/* Reads what a part says of styles; it may be called for several parts. */
enum parangon_code odf_styles_read(struct odf_styles *styles, const struct parangon_buf *part,
                                   struct parangon_error *err);

/* After the last part: follows each style to what it is based on. */
void odf_styles_resolve(struct odf_styles *styles);

/* The style of this family ("paragraph", "text", "table-cell" …) and name, or the default
   one of the family. */
const struct odf_style *odf_style(const struct odf_styles *styles, const char *family,
                                  const char *name);

#endif

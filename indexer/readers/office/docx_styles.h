/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_DOCX_STYLES_H
#define INDEXER_READERS_DOCX_STYLES_H

/* The styles of a DOCX: what the style of a paragraph or of letters says, with all that it is
   based on. */

#include "office.h"
#include "readers/xml.h"

enum docx_switch {
    DOCX_UNSET,
    DOCX_OFF,
    DOCX_ON
};

struct docx_style {
    enum office_role role; /* OFFICE_BODY when it says nothing */
    unsigned level;        /* of a heading, else 0 */
    enum docx_switch item, bold, hidden;
    bool contents; /* of a table of contents, which repeats headings */
    unsigned size; /* 0 when it does not say */
    char lang[4];
};

struct docx_styles;

struct docx_styles *docx_styles_new(void);
void docx_styles_free(struct docx_styles *styles);

/* Reads word/styles.xml. */
enum parangon_code docx_styles_read(struct docx_styles *styles, const struct parangon_buf *part,
                                    struct parangon_error *err);

/* The style of this id, or without one (NULL) the one of plain paragraphs. */
const struct docx_style *docx_style(const struct docx_styles *styles, const char *id);

/* What the attribute w:val of the element says of a trait; without one, it is on. */
enum docx_switch docx_said(struct xml *xml);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ODF_WALK_H
#define INDEXER_READERS_ODF_WALK_H

/* What the elements of an OpenDocument share while it is read; inside of odf_*.c only. */

#include "odf_styles.h"
#include "readers/xml.h"

struct odf_paragraph {
    enum office_role role;
    unsigned level;
};

/* How the letters around an element look, to go back to behind it. */
struct odf_letters {
    struct office_look look;
    bool hidden;
};

struct odf_walk {
    struct office *office;
    const struct odf_styles *styles;
    struct odf_paragraph paragraphs[XML_DEPTH_MAX + 1];
    size_t depth;                                 /* of paragraphs */
    struct odf_letters before[XML_DEPTH_MAX + 1]; /* each open paragraph and span, by its depth */
    bool hidden;

    bool begins_item; /* the next paragraph is the first of an entry of a list */
    bool in_header_rows;
    unsigned covered; /* places of the grid that the last cell of the row covers */

    bool in_title; /* of a slide */
    size_t titles; /* of slides so far */

    struct parangon_map controls; /* of forms, by id: index of what they show */
    const char **shown;
    size_t shown_count;
    char *list_id; /* of the list box that is read */
};

void odf_put(struct odf_walk *walk, const char *text);

/* Forms and what is filled in, for the table of all elements. */
void odf_open_content_control(void *context, struct xml *xml);
void odf_open_form_box(void *context, struct xml *xml);
void odf_open_form_text(void *context, struct xml *xml);
void odf_open_form_list(void *context, struct xml *xml);
void odf_open_form_option(void *context, struct xml *xml);
void odf_open_control(void *context, struct xml *xml);
void odf_forms_clear(struct odf_walk *walk);

/* Tables. */
void odf_open_table(void *context, struct xml *xml);
void odf_close_table(void *context, struct xml *xml);
void odf_open_header_rows(void *context, struct xml *xml);
void odf_close_header_rows(void *context, struct xml *xml);
void odf_open_row(void *context, struct xml *xml);
void odf_close_row(void *context, struct xml *xml);
void odf_open_cell(void *context, struct xml *xml);
void odf_close_cell(void *context, struct xml *xml);
void odf_open_covered(void *context, struct xml *xml);

/* Ends the walk when the document is beyond its limits. */
void odf_stop_when_full(const struct office *office, struct xml *xml);

#endif

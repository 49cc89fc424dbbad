/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_DOCX_WALK_H
#define INDEXER_READERS_DOCX_WALK_H

/* What the elements of a DOCX share while it is read; inside of docx_*.c only. */

#include "docx_styles.h"
#include "readers/xml.h"

/* A paragraph that is open; text boxes have paragraphs in paragraphs. */
struct docx_paragraph {
    const struct docx_style *style;
    enum docx_switch item;
    int outline; /* -1 when it does not say, 0 for body text, else the level */
};

/* A content control (w:sdt). */
struct docx_control {
    bool placeholder; /* shows what is to be filled in */
    bool contents;    /* is a table of contents */
    const char *box;  /* it is a box to check, which looks so */
};

struct docx_walk {
    struct office *office;
    const struct docx_styles *styles;
    struct docx_paragraph paragraphs[XML_DEPTH_MAX + 1];
    size_t depth; /* of paragraphs */

    bool in_text, in_paragraph_properties, in_row_properties, in_cell_properties;
    bool hidden, symbols; /* of the run */

    struct docx_control control;
    size_t muted_at;     /* depth of the element whose text is left out; 0 for none */
    const char *instead; /* is put in its place at the first text */

    /* Fields: whether each open one is still in its code, not in its result. */
    bool in_code[XML_DEPTH_MAX + 1];
    size_t fields, codes;
    bool in_box, in_list; /* of a field of a form, before 2007 */
    const char *box;
    long chosen, entry;

    bool choice_taken[XML_DEPTH_MAX + 1]; /* of mc:AlternateContent, by depth */
};

/* Puts the text as it is, whatever is muted. */
void docx_put(struct docx_walk *walk, const char *text);

/* Elements of content controls and of fields, for the table of all of them. */
void docx_open_control(void *context, struct xml *xml);
void docx_open_placeholder(void *context, struct xml *xml);
void docx_open_gallery(void *context, struct xml *xml);
void docx_open_box(void *context, struct xml *xml);
void docx_open_checked(void *context, struct xml *xml);
void docx_open_content(void *context, struct xml *xml);
void docx_close_content(void *context, struct xml *xml);

void docx_open_field_mark(void *context, struct xml *xml);
void docx_open_field_box(void *context, struct xml *xml);
void docx_open_field_state(void *context, struct xml *xml);
void docx_close_field_box(void *context, struct xml *xml);
void docx_open_field_list(void *context, struct xml *xml);
void docx_open_field_result(void *context, struct xml *xml);
void docx_open_field_entry(void *context, struct xml *xml);
void docx_close_field_list(void *context, struct xml *xml);

/* Tables. */
void docx_open_table(void *context, struct xml *xml);
void docx_close_table(void *context, struct xml *xml);
void docx_open_row(void *context, struct xml *xml);
void docx_close_row(void *context, struct xml *xml);
void docx_open_row_properties(void *context, struct xml *xml);
void docx_close_row_properties(void *context, struct xml *xml);
void docx_open_header_row(void *context, struct xml *xml);
void docx_open_grid_before(void *context, struct xml *xml);
void docx_open_cell(void *context, struct xml *xml);
void docx_close_cell(void *context, struct xml *xml);
void docx_open_cell_properties(void *context, struct xml *xml);
void docx_close_cell_properties(void *context, struct xml *xml);
void docx_open_span(void *context, struct xml *xml);
void docx_open_merge(void *context, struct xml *xml);
void docx_open_shading(void *context, struct xml *xml);

/* Ends the walk when the document is beyond its limits. */
void docx_stop_when_full(const struct office *office, struct xml *xml);

/* A field whose code does not end in its paragraph has none. */
void docx_forget_codes(struct docx_walk *walk);

#endif

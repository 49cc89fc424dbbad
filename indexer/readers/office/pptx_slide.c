/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pptx_slide.h"

#include "ooxml.h"
#include "readers/xml.h"

#include <stdlib.h>
#include <string.h>

enum place {
    PLACE_FREE, /* a box that somebody drew */
    PLACE_TITLE,
    PLACE_BODY, /* where paragraphs have bullets unless they say otherwise */
    PLACE_IDLE  /* date, number, footer */
};

struct slide {
    struct office *office;
    bool first;
    enum place place;
    bool item, in_text, in_table;
    bool first_row; /* of the table is a header */
    bool choice_taken[XML_DEPTH_MAX + 1];
};

static bool is_on(const char *value)
{
    return value && ooxml_is_on(value);
}

static void on_text(void *context, const char *text, size_t len)
{
    struct slide *slide = context;

    if (slide->in_text)
        office_text(slide->office, text, len);
}

static void open_slide(void *context, struct xml *xml)
{
    const char *show = xml_attribute(xml, "show");

    (void)context;
    if (show && !is_on(show))
        xml_skip(xml); /* hidden */
}

static void open_shape(void *context, struct xml *xml)
{
    (void)xml;
    ((struct slide *)context)->place = PLACE_FREE;
}

static void open_place(void *context, struct xml *xml)
{
    static const struct {
        const char *type;
        enum place place;
    } types[] = {
        {"title", PLACE_TITLE}, {"ctrTitle", PLACE_TITLE}, {"subTitle", PLACE_FREE},
        {"body", PLACE_BODY},   {"obj", PLACE_BODY},       {"dt", PLACE_IDLE},
        {"ftr", PLACE_IDLE},    {"hdr", PLACE_IDLE},       {"sldNum", PLACE_IDLE},
    };
    struct slide *slide = context;
    const char *type = xml_attribute(xml, "type");

    slide->place = type ? PLACE_FREE : PLACE_BODY;
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
        if (strcmp(type, types[i].type) == 0)
            slide->place = types[i].place;
    }
}

static void open_paragraph(void *context, struct xml *xml)
{
    struct slide *slide = context;
    struct parangon_error why;

    slide->item = slide->place == PLACE_BODY && !slide->in_table;
    slide->office->look = (struct office_look){0};
    office_paragraph_begin(slide->office);
    if (office_check(slide->office, &why) != PARANGON_OK)
        xml_stop(xml, &why);
}

static void close_paragraph(void *context, struct xml *xml)
{
    struct slide *slide = context;
    enum office_role role = slide->item ? OFFICE_ITEM : OFFICE_BODY;

    (void)xml;
    if (slide->place == PLACE_TITLE && !slide->in_table)
        role = slide->first ? OFFICE_TITLE : OFFICE_HEADING;
    office_paragraph_end(slide->office, role, 1);
}

static void open_bullet(void *context, struct xml *xml)
{
    (void)xml;
    ((struct slide *)context)->item = true;
}

static void open_no_bullet(void *context, struct xml *xml)
{
    (void)xml;
    ((struct slide *)context)->item = false;
}

static void open_run(void *context, struct xml *xml)
{
    (void)xml;
    ((struct slide *)context)->office->look = (struct office_look){0};
}

static void open_look(void *context, struct xml *xml)
{
    struct office_look *look = &((struct slide *)context)->office->look;
    const char *value;

    look->bold = is_on(xml_attribute(xml, "b"));
    if ((value = xml_attribute(xml, "sz")))
        look->size = (unsigned)(strtoul(value, NULL, 10) / 50 % 4096); /* given in hundredths */
    if ((value = xml_attribute(xml, "lang")))
        ooxml_language(value, look->lang);
}

static void open_text(void *context, struct xml *xml)
{
    struct slide *slide = context;

    (void)xml;
    slide->in_text = slide->place != PLACE_IDLE;
}

static void close_text(void *context, struct xml *xml)
{
    (void)xml;
    ((struct slide *)context)->in_text = false;
}

static void open_break(void *context, struct xml *xml)
{
    (void)xml;
    office_break(((struct slide *)context)->office);
}

/* A table */

static void open_frame(void *context, struct xml *xml)
{
    open_shape(context, xml);
}

static void open_table(void *context, struct xml *xml)
{
    struct slide *slide = context;

    (void)xml;
    slide->in_table = true;
    slide->first_row = false;
    office_table_begin(slide->office);
}

static void close_table(void *context, struct xml *xml)
{
    struct slide *slide = context;

    (void)xml;
    slide->in_table = false;
    office_table_end(slide->office);
}

static void open_table_properties(void *context, struct xml *xml)
{
    ((struct slide *)context)->first_row = is_on(xml_attribute(xml, "firstRow"));
}

static void open_row(void *context, struct xml *xml)
{
    struct slide *slide = context;

    (void)xml;
    office_row_begin(slide->office);
    office_row(slide->office)->header = slide->first_row;
    slide->first_row = false;
}

static void close_row(void *context, struct xml *xml)
{
    (void)xml;
    office_row_end(((struct slide *)context)->office);
}

static void open_cell(void *context, struct xml *xml)
{
    struct slide *slide = context;
    struct office_cell *cell;

    if (is_on(xml_attribute(xml, "hMerge"))) {
        xml_skip(xml); /* counted with the cell on the left */
        return;
    }
    const char *span = xml_attribute(xml, "gridSpan");
    unsigned long columns = span ? strtoul(span, NULL, 10) : 1;
    bool continued = is_on(xml_attribute(xml, "vMerge"));
    office_cell_begin(slide->office);
    cell = office_cell(slide->office);
    cell->span = columns >= 1 && columns <= 1000 ? (unsigned)columns : 1;
    cell->continued = continued;
}

static void close_cell(void *context, struct xml *xml)
{
    (void)xml;
    office_cell_end(((struct slide *)context)->office);
}

static void open_alternatives(void *context, struct xml *xml)
{
    ((struct slide *)context)->choice_taken[xml_depth(xml)] = false;
}

static void open_alternative(void *context, struct xml *xml)
{
    size_t depth = xml_depth(xml);
    bool *taken = &((struct slide *)context)->choice_taken[depth ? depth - 1 : 0];

    if (*taken)
        xml_skip(xml);
    *taken = true;
}

static const struct xml_element elements[] = {
    {"p:sld", open_slide, NULL},
    {"p:sp", open_shape, NULL},
    {"p:graphicFrame", open_frame, NULL},
    {"p:ph", open_place, NULL},
    {"a:p", open_paragraph, close_paragraph},
    {"a:buChar", open_bullet, NULL},
    {"a:buAutoNum", open_bullet, NULL},
    {"a:buNone", open_no_bullet, NULL},
    {"a:r", open_run, NULL},
    {"a:fld", open_run, NULL},
    {"a:rPr", open_look, NULL},
    {"a:t", open_text, close_text},
    {"m:t", open_text, close_text},
    {"a:br", open_break, NULL},
    {"a:tbl", open_table, close_table},
    {"a:tblPr", open_table_properties, NULL},
    {"a:tr", open_row, close_row},
    {"a:tc", open_cell, close_cell},
    {"mc:AlternateContent", open_alternatives, NULL},
    {"mc:Choice", open_alternative, NULL},
    {"mc:Fallback", open_alternative, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code pptx_slide_read(struct office *office, const struct parangon_buf *part,
                                   bool first, struct parangon_error *err)
{
    struct slide *slide = parangon_calloc(1, sizeof *slide);
    const struct xml_walk walk = {elements, on_text, slide};

    slide->office = office;
    slide->first = first;
    enum parangon_code code = xml_walk(part, &walk, err);
    free(slide);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "odf_body.h"

#include "odf_walk.h"

#include <stdlib.h>
#include <string.h>

void odf_put(struct odf_walk *walk, const char *text)
{
    if (!walk->hidden)
        office_text(walk->office, text, strlen(text));
}

static void on_text(void *context, const char *text, size_t len)
{
    struct odf_walk *walk = context;

    if (walk->depth && !walk->hidden)
        office_text(walk->office, text, len);
}

/* Remembers how letters look, until `look_back` at the end of the same element. */
static void look_ahead(struct odf_walk *walk, const struct xml *xml)
{
    walk->before[xml_depth(xml)] = (struct odf_letters){walk->office->look, walk->hidden};
}

static void look_back(struct odf_walk *walk, const struct xml *xml)
{
    walk->office->look = walk->before[xml_depth(xml)].look;
    walk->hidden = walk->before[xml_depth(xml)].hidden;
}

/* What the style says is put over what holds around. */
static void apply(struct odf_walk *walk, const struct odf_style *style)
{
    struct office_look *look = &walk->office->look;

    look->bold = style->bold ? style->bold == ODF_ON : look->bold;
    look->size = style->size ? style->size : look->size;
    if (*style->lang)
        memcpy(look->lang, style->lang, sizeof look->lang);
    walk->hidden = style->hidden ? style->hidden == ODF_ON : walk->hidden;
}

static void begin_paragraph(struct odf_walk *walk, struct xml *xml, unsigned level)
{
    const struct odf_style *style =
        odf_style(walk->styles, "paragraph", xml_attribute(xml, "text:style-name"));
    struct odf_paragraph *paragraph;

    if (style->contents == ODF_ON || walk->depth == XML_DEPTH_MAX) {
        xml_skip(xml);
        return;
    }
    paragraph = &walk->paragraphs[walk->depth++];
    *paragraph = (struct odf_paragraph){OFFICE_BODY, level ? level : style->level};
    if (style->title == ODF_ON)
        paragraph->role = OFFICE_TITLE;
    else if (walk->in_title)
        *paragraph = (struct odf_paragraph){walk->titles > 1 ? OFFICE_HEADING : OFFICE_TITLE, 1};
    else if (paragraph->level)
        paragraph->role = OFFICE_HEADING;
    else if (walk->begins_item)
        paragraph->role = OFFICE_ITEM;
    walk->begins_item = false;
    look_ahead(walk, xml);
    walk->office->look = (struct office_look){0};
    walk->hidden = false;
    apply(walk, odf_style(walk->styles, "graphic", NULL));
    apply(walk, style);
    office_paragraph_begin(walk->office);
    odf_stop_when_full(walk->office, xml);
}

static void open_paragraph(void *context, struct xml *xml)
{
    begin_paragraph(context, xml, 0);
}

static void open_heading(void *context, struct xml *xml)
{
    const char *value = xml_attribute(xml, "text:outline-level");
    unsigned long level = value ? strtoul(value, NULL, 10) : 1;

    begin_paragraph(context, xml, level >= 1 && level <= 10 ? (unsigned)level : 1);
}

static void close_paragraph(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const struct odf_paragraph *paragraph;

    if (walk->depth == 0)
        return;
    paragraph = &walk->paragraphs[--walk->depth];
    office_paragraph_end(walk->office, paragraph->role, paragraph->level);
    look_back(walk, xml);
}

static void open_span(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    look_ahead(walk, xml);
    apply(walk, odf_style(walk->styles, "text", xml_attribute(xml, "text:style-name")));
}

static void close_span(void *context, struct xml *xml)
{
    look_back(context, xml);
}

static void open_space(void *context, struct xml *xml)
{
    (void)xml;
    odf_put(context, " ");
}

static void open_break(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    (void)xml;
    if (!walk->hidden)
        office_break(walk->office);
}

static void open_item(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_walk *)context)->begins_item = true;
}

static void close_item(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_walk *)context)->begins_item = false;
}

static void open_note(void *context, struct xml *xml)
{
    (void)xml;
    office_notes_begin(((struct odf_walk *)context)->office);
}

static void close_note(void *context, struct xml *xml)
{
    (void)xml;
    office_notes_end(((struct odf_walk *)context)->office);
}

static void open_section(void *context, struct xml *xml)
{
    const char *display = xml_attribute(xml, "text:display");

    (void)context;
    if (display && strcmp(display, "none") == 0)
        xml_skip(xml);
}

static void leave_out(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

/* Slides */

static void open_page(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const char *name = xml_attribute(xml, "draw:style-name");

    if (odf_style(walk->styles, "drawing-page", name)->hidden == ODF_ON)
        xml_skip(xml);
}

static void open_frame(void *context, struct xml *xml)
{
    static const char *const idle[] = {"date-time", "footer", "header", "page-number", "notes"};
    struct odf_walk *walk = context;
    const char *empty = xml_attribute(xml, "presentation:placeholder");

    if (empty && strcmp(empty, "true") == 0) {
        xml_skip(xml);
        return;
    }
    const char *class = xml_attribute(xml, "presentation:class");
    for (size_t i = 0; class && i < sizeof idle / sizeof *idle; i++) {
        if (strcmp(class, idle[i]) == 0) {
            xml_skip(xml);
            return;
        }
    }
    walk->in_title = class && strcmp(class, "title") == 0;
    walk->titles += walk->in_title;
}

static void close_frame(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_walk *)context)->in_title = false;
}

static const struct xml_element elements[] = {
    {"text:p", open_paragraph, close_paragraph},
    {"text:h", open_heading, close_paragraph},
    {"text:span", open_span, close_span},
    {"text:s", open_space, NULL},
    {"text:tab", open_space, NULL},
    {"text:line-break", open_break, NULL},
    {"text:list-item", open_item, close_item},
    {"text:note-body", open_note, close_note},
    {"text:section", open_section, NULL},
    {"text:note-citation", leave_out, NULL},
    {"text:number", leave_out, NULL},
    {"text:tracked-changes", leave_out, NULL},
    {"text:placeholder", leave_out, NULL},
    {"text:ruby-text", leave_out, NULL},
    {"text:script", leave_out, NULL},
    {"text:table-of-content", leave_out, NULL},
    {"text:illustration-index", leave_out, NULL},
    {"text:table-index", leave_out, NULL},
    {"text:object-index", leave_out, NULL},
    {"text:user-index", leave_out, NULL},
    {"text:alphabetical-index", leave_out, NULL},
    {"office:annotation", leave_out, NULL},
    {"office:binary-data", leave_out, NULL},
    {"office:automatic-styles", leave_out, NULL},
    {"office:scripts", leave_out, NULL},
    {"draw:object", leave_out, NULL},
    {"draw:object-ole", leave_out, NULL},
    {"svg:title", leave_out, NULL},
    {"svg:desc", leave_out, NULL},
    {"draw:page", open_page, NULL},
    {"draw:frame", open_frame, close_frame},
    {"presentation:notes", leave_out, NULL},
    {"table:table", odf_open_table, odf_close_table},
    {"table:table-header-rows", odf_open_header_rows, odf_close_header_rows},
    {"table:table-row", odf_open_row, odf_close_row},
    {"table:table-cell", odf_open_cell, odf_close_cell},
    {"table:covered-table-cell", odf_open_covered, NULL},
    {"loext:content-control", odf_open_content_control, NULL},
    {"form:checkbox", odf_open_form_box, NULL},
    {"form:radio", odf_open_form_box, NULL},
    {"form:text", odf_open_form_text, NULL},
    {"form:textarea", odf_open_form_text, NULL},
    {"form:formatted-text", odf_open_form_text, NULL},
    {"form:combobox", odf_open_form_text, NULL},
    {"form:date", odf_open_form_text, NULL},
    {"form:number", odf_open_form_text, NULL},
    {"form:listbox", odf_open_form_list, NULL},
    {"form:option", odf_open_form_option, NULL},
    {"draw:control", odf_open_control, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code odf_body_read(struct office *office, const struct odf_styles *styles,
                                 const struct parangon_buf *part, struct parangon_error *err)
{
    struct odf_walk *walk = parangon_calloc(1, sizeof *walk);
    const struct xml_walk xml = {elements, on_text, walk};

    walk->office = office;
    walk->styles = styles;
    enum parangon_code code = xml_walk(part, &xml, err);
    odf_forms_clear(walk);
    free(walk);
    return code;
}

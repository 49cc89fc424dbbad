/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docx_body.h"

#include "docx_symbols.h"
#include "docx_walk.h"
#include "ooxml.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

static struct docx_paragraph *innermost(struct docx_walk *walk)
{
    return &walk->paragraphs[walk->depth ? walk->depth - 1 : 0];
}

static bool is_silent(struct docx_walk *walk)
{
    const struct docx_style *style = walk->depth ? innermost(walk)->style : NULL;

    return walk->hidden || walk->codes || walk->muted_at || (style && style->contents);
}

void docx_put(struct docx_walk *walk, const char *text)
{
    office_text(walk->office, text, strlen(text));
}

static void put_symbols(struct docx_walk *walk, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        int code;

        at += parangon_text_decode(text + at, len - at, &code);
        docx_put(walk, code == ' ' ? " " : docx_symbol((unsigned)code));
    }
}

static void on_text(void *context, const char *text, size_t len)
{
    struct docx_walk *walk = context;

    if (!walk->in_text)
        return;
    if (walk->muted_at && walk->instead) {
        docx_put(walk, walk->instead);
        walk->instead = NULL;
    }
    if (is_silent(walk))
        return;
    if (walk->symbols)
        put_symbols(walk, text, len);
    else
        office_text(walk->office, text, len);
}

/* Letters of the paragraph before any run says how they look. */
static void set_look(struct docx_walk *walk, const struct docx_style *style)
{
    const struct docx_style *plain = docx_style(walk->styles, NULL);
    struct office_look *look = &walk->office->look;

    look->bold = (style->bold ? style->bold : plain->bold) == DOCX_ON;
    look->size = style->size ? style->size : plain->size;
    memcpy(look->lang, *style->lang ? style->lang : plain->lang, sizeof look->lang);
    walk->hidden = (style->hidden ? style->hidden : plain->hidden) == DOCX_ON;
    walk->symbols = false;
}

static void open_paragraph(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    if (walk->depth == XML_DEPTH_MAX) {
        xml_skip(xml);
        return;
    }
    walk->depth++;
    *innermost(walk) =
        (struct docx_paragraph){.style = docx_style(walk->styles, NULL), .outline = -1};
    set_look(walk, innermost(walk)->style);
    office_paragraph_begin(walk->office);
    docx_stop_when_full(walk->office, xml);
}

static void close_paragraph(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const struct docx_paragraph *paragraph = innermost(walk);
    const struct docx_style *style = paragraph->style;
    enum office_role role = style->role;
    unsigned level = style->level;

    (void)xml;
    if (walk->depth == 0)
        return;
    if (paragraph->outline >= 0 && role != OFFICE_TITLE) {
        role = paragraph->outline ? OFFICE_HEADING : OFFICE_BODY;
        level = (unsigned)paragraph->outline;
    }
    if (role == OFFICE_BODY && (paragraph->item ? paragraph->item : style->item) == DOCX_ON)
        role = OFFICE_ITEM;
    office_paragraph_end(walk->office, role, level);
    if (--walk->depth == 0)
        docx_forget_codes(walk);
    else
        set_look(walk, innermost(walk)->style);
}

static void open_paragraph_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_paragraph_properties = true;
}

static void close_paragraph_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_paragraph_properties = false;
}

static void open_paragraph_style(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    if (!walk->in_paragraph_properties)
        return;
    innermost(walk)->style = docx_style(walk->styles, xml_attribute(xml, "w:val"));
    set_look(walk, innermost(walk)->style);
}

static void open_outline(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *value = xml_attribute(xml, "w:val");

    if (walk->in_paragraph_properties && value && *value >= '0' && *value <= '9' && !value[1])
        innermost(walk)->outline = *value == '9' ? 0 : *value - '0' + 1;
}

static void open_number(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *value = xml_attribute(xml, "w:val");

    if (walk->in_paragraph_properties)
        innermost(walk)->item = value && strcmp(value, "0") == 0 ? DOCX_OFF : DOCX_ON;
}

static void open_run(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    set_look(walk,
             innermost(walk)->style ? innermost(walk)->style : docx_style(walk->styles, NULL));
}

/* Those of a paragraph's mark are not the letters'. */
static void open_run_properties(void *context, struct xml *xml)
{
    if (((struct docx_walk *)context)->in_paragraph_properties)
        xml_skip(xml);
}

static void open_run_style(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const struct docx_style *style = docx_style(walk->styles, xml_attribute(xml, "w:val"));
    struct office_look *look = &walk->office->look;

    if (style == docx_style(walk->styles, NULL))
        return;
    look->bold = style->bold ? style->bold == DOCX_ON : look->bold;
    look->size = style->size ? style->size : look->size;
    if (*style->lang)
        memcpy(look->lang, style->lang, sizeof look->lang);
    walk->hidden = style->hidden ? style->hidden == DOCX_ON : walk->hidden;
}

static void open_bold(void *context, struct xml *xml)
{
    ((struct docx_walk *)context)->office->look.bold = docx_said(xml) == DOCX_ON;
}

static void open_size(void *context, struct xml *xml)
{
    const char *value = xml_attribute(xml, "w:val");

    if (value)
        ((struct docx_walk *)context)->office->look.size =
            (unsigned)strtoul(value, NULL, 10) % 4096;
}

static void open_language(void *context, struct xml *xml)
{
    const char *value = xml_attribute(xml, "w:val");

    if (value)
        ooxml_language(value, ((struct docx_walk *)context)->office->look.lang);
}

static void open_hidden(void *context, struct xml *xml)
{
    ((struct docx_walk *)context)->hidden = docx_said(xml) == DOCX_ON;
}

static void open_fonts(void *context, struct xml *xml)
{
    ((struct docx_walk *)context)->symbols = docx_is_symbol_font(xml_attribute(xml, "w:ascii"));
}

static void open_text(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_text = true;
}

static void close_text(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_text = false;
}

static void open_symbol(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    bool known = docx_is_symbol_font(xml_attribute(xml, "w:font"));
    const char *code = xml_attribute(xml, "w:char");

    if (known && code && !is_silent(walk))
        docx_put(walk, docx_symbol((unsigned)strtoul(code, NULL, 16)));
}

static void open_tab(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    if (!walk->in_paragraph_properties && !is_silent(walk))
        docx_put(walk, " ");
}

static void open_break(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    if (!is_silent(walk))
        office_break(walk->office);
}

static void open_hyphen(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    if (!is_silent(walk))
        docx_put(walk, "-");
}

static void leave_out(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

/* Deleted letters; in the properties of a row, the row itself. */
static void open_deleted(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    struct office_row *row = walk->in_row_properties ? office_row(walk->office) : NULL;

    if (row)
        row->dropped = true;
    xml_skip(xml);
}

/* The same content in several ways, for newer and older programs: the first is taken. */
static void open_alternatives(void *context, struct xml *xml)
{
    ((struct docx_walk *)context)->choice_taken[xml_depth(xml)] = false;
}

static void open_alternative(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    size_t depth = xml_depth(xml);
    bool *taken = &walk->choice_taken[depth ? depth - 1 : 0];

    if (*taken)
        xml_skip(xml);
    *taken = true;
}

static void open_note(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *type = xml_attribute(xml, "w:type");

    if (type && strcmp(type, "normal") != 0)
        xml_skip(xml); /* the line above the notes */
    else
        office_notes_begin(walk->office);
}

static void close_note(void *context, struct xml *xml)
{
    (void)xml;
    office_notes_end(((struct docx_walk *)context)->office);
}

static const struct xml_element elements[] = {
    {"w:p", open_paragraph, close_paragraph},
    {"w:pPr", open_paragraph_properties, close_paragraph_properties},
    {"w:pStyle", open_paragraph_style, NULL},
    {"w:outlineLvl", open_outline, NULL},
    {"w:numId", open_number, NULL},
    {"w:r", open_run, NULL},
    {"w:rPr", open_run_properties, NULL},
    {"w:rStyle", open_run_style, NULL},
    {"w:b", open_bold, NULL},
    {"w:sz", open_size, NULL},
    {"w:lang", open_language, NULL},
    {"w:vanish", open_hidden, NULL},
    {"w:rFonts", open_fonts, NULL},
    {"w:t", open_text, close_text},
    {"m:t", open_text, close_text},
    {"w:sym", open_symbol, NULL},
    {"w:tab", open_tab, NULL},
    {"w:ptab", open_tab, NULL},
    {"w:br", open_break, NULL},
    {"w:cr", open_break, NULL},
    {"w:noBreakHyphen", open_hyphen, NULL},
    {"w:del", open_deleted, NULL},
    {"w:moveFrom", leave_out, NULL},
    {"w:pPrChange", leave_out, NULL},
    {"w:rPrChange", leave_out, NULL},
    {"w:tblPrChange", leave_out, NULL},
    {"w:trPrChange", leave_out, NULL},
    {"w:tcPrChange", leave_out, NULL},
    {"w:rt", leave_out, NULL},
    {"mc:AlternateContent", open_alternatives, NULL},
    {"mc:Choice", open_alternative, NULL},
    {"mc:Fallback", open_alternative, NULL},
    {"w:footnote", open_note, close_note},
    {"w:endnote", open_note, close_note},
    {"w:tbl", docx_open_table, docx_close_table},
    {"w:tr", docx_open_row, docx_close_row},
    {"w:trPr", docx_open_row_properties, docx_close_row_properties},
    {"w:tblHeader", docx_open_header_row, NULL},
    {"w:gridBefore", docx_open_grid_before, NULL},
    {"w:tc", docx_open_cell, docx_close_cell},
    {"w:tcPr", docx_open_cell_properties, docx_close_cell_properties},
    {"w:gridSpan", docx_open_span, NULL},
    {"w:vMerge", docx_open_merge, NULL},
    {"w:shd", docx_open_shading, NULL},
    {"w:sdt", docx_open_control, NULL},
    {"w:showingPlcHdr", docx_open_placeholder, NULL},
    {"w:docPartGallery", docx_open_gallery, NULL},
    {"w14:checkbox", docx_open_box, NULL},
    {"w14:checked", docx_open_checked, NULL},
    {"w:sdtContent", docx_open_content, docx_close_content},
    {"w:fldChar", docx_open_field_mark, NULL},
    {"w:checkBox", docx_open_field_box, docx_close_field_box},
    {"w:default", docx_open_field_state, NULL},
    {"w:checked", docx_open_field_state, NULL},
    {"w:ddList", docx_open_field_list, docx_close_field_list},
    {"w:result", docx_open_field_result, NULL},
    {"w:listEntry", docx_open_field_entry, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code docx_body_read(struct office *office, const struct docx_styles *styles,
                                  const struct parangon_buf *part, struct parangon_error *err)
{
    struct docx_walk *walk = parangon_calloc(1, sizeof *walk);
    const struct xml_walk xml = {elements, on_text, walk};

    walk->office = office;
    walk->styles = styles;
    enum parangon_code code = xml_walk(part, &xml, err);
    free(walk);
    return code;
}

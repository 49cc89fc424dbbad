/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is filled in: content controls, and the fields that came before them. */
#include "docx_walk.h"
#include "ooxml.h"

#include "office_boxes.h"

#include <stdlib.h>
#include <string.h>

void docx_open_control(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    walk->control = (struct docx_control){0};
}

void docx_open_placeholder(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    walk->control.placeholder = docx_said(xml) == DOCX_ON;
}

void docx_open_gallery(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *value = xml_attribute(xml, "w:val");

    walk->control.contents = value && strcmp(value, "Table of Contents") == 0;
}

void docx_open_box(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    walk->control.box = OFFICE_BOX_EMPTY;
}

void docx_open_checked(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    if (ooxml_is_on(xml_attribute(xml, "w14:val")))
        walk->control.box = OFFICE_BOX_CHECKED;
}

/* The properties of a control stand before its content, so that they are known here. */
void docx_open_content(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    struct docx_control control = walk->control;

    walk->control = (struct docx_control){0};
    if (walk->muted_at || (!control.placeholder && !control.contents && !control.box))
        return;
    walk->muted_at = xml_depth(xml);
    walk->instead = control.box;
}

void docx_close_content(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    if (walk->muted_at == xml_depth(xml)) {
        walk->muted_at = 0;
        walk->instead = NULL;
    }
}

void docx_open_field_mark(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *type = xml_attribute(xml, "w:fldCharType");

    if (!type)
        return;
    if (strcmp(type, "begin") == 0 && walk->fields < XML_DEPTH_MAX) {
        walk->in_code[walk->fields++] = true;
        walk->codes++;
    } else if (walk->fields && strcmp(type, "begin") != 0) {
        bool *in_code = &walk->in_code[walk->fields - 1];

        walk->codes -= *in_code;
        *in_code = false;
        walk->fields -= strcmp(type, "end") == 0;
    }
}

void docx_forget_codes(struct docx_walk *walk)
{
    memset(walk->in_code, 0, sizeof walk->in_code);
    walk->codes = 0;
}

void docx_open_field_box(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    walk->in_box = true;
    walk->box = OFFICE_BOX_EMPTY;
}

/* w:default comes before w:checked, which has the last word. */
void docx_open_field_state(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    if (walk->in_box)
        walk->box = docx_said(xml) == DOCX_ON ? OFFICE_BOX_CHECKED : OFFICE_BOX_EMPTY;
}

void docx_close_field_box(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    if (walk->in_box)
        docx_put(walk, walk->box);
    walk->in_box = false;
}

void docx_open_field_list(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    walk->in_list = true;
    walk->chosen = -1; /* nothing was: the first entry often is « Choisir » */
    walk->entry = 0;
}

void docx_open_field_result(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *value = xml_attribute(xml, "w:val");

    if (walk->in_list && value)
        walk->chosen = strtol(value, NULL, 10);
}

void docx_open_field_entry(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;
    const char *value = xml_attribute(xml, "w:val");

    if (walk->in_list && value && walk->entry++ == walk->chosen)
        docx_put(walk, value);
}

void docx_close_field_list(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    (void)xml;
    walk->in_list = false;
}

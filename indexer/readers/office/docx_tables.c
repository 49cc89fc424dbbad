/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of a DOCX, their rows and cells. */
#include "docx_walk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void docx_stop_when_full(const struct office *office, struct xml *xml)
{
    struct parangon_error why;

    if (office_check(office, &why) != PARANGON_OK)
        xml_stop(xml, &why);
}

void docx_open_table(void *context, struct xml *xml)
{
    (void)xml;
    office_table_begin(((struct docx_walk *)context)->office);
}

void docx_close_table(void *context, struct xml *xml)
{
    (void)xml;
    office_table_end(((struct docx_walk *)context)->office);
}

void docx_open_row(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    office_row_begin(walk->office);
    docx_stop_when_full(walk->office, xml);
}

void docx_close_row(void *context, struct xml *xml)
{
    (void)xml;
    office_row_end(((struct docx_walk *)context)->office);
}

void docx_open_row_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_row_properties = true;
}

void docx_close_row_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_row_properties = false;
}

void docx_open_header_row(void *context, struct xml *xml)
{
    struct office_row *row = office_row(((struct docx_walk *)context)->office);

    if (row)
        row->header = docx_said(xml) == DOCX_ON;
}

static unsigned small_number(const char *value)
{
    unsigned long number = value ? strtoul(value, NULL, 10) : 0;

    return number < 1000 ? (unsigned)number : 1000;
}

void docx_open_grid_before(void *context, struct xml *xml)
{
    office_skip_columns(((struct docx_walk *)context)->office,
                        small_number(xml_attribute(xml, "w:val")));
}

void docx_open_cell(void *context, struct xml *xml)
{
    struct docx_walk *walk = context;

    office_cell_begin(walk->office);
    docx_stop_when_full(walk->office, xml);
}

void docx_close_cell(void *context, struct xml *xml)
{
    (void)xml;
    office_cell_end(((struct docx_walk *)context)->office);
}

void docx_open_cell_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_cell_properties = true;
}

void docx_close_cell_properties(void *context, struct xml *xml)
{
    (void)xml;
    ((struct docx_walk *)context)->in_cell_properties = false;
}

/* The open cell, when it is its properties that are read. */
static struct office_cell *described_cell(struct docx_walk *walk)
{
    return walk->in_cell_properties ? office_cell(walk->office) : NULL;
}

void docx_open_span(void *context, struct xml *xml)
{
    struct office_cell *cell = described_cell(context);
    unsigned span = small_number(xml_attribute(xml, "w:val"));

    if (cell)
        cell->span = span ? span : 1;
}

void docx_open_merge(void *context, struct xml *xml)
{
    struct office_cell *cell = described_cell(context);
    const char *value = xml_attribute(xml, "w:val");

    if (cell)
        cell->continued = !value || strcmp(value, "restart") != 0;
}

void docx_open_shading(void *context, struct xml *xml)
{
    struct office_cell *cell = described_cell(context);
    const char *fill = xml_attribute(xml, "w:fill");

    if (cell && fill)
        cell->shaded = strcasecmp(fill, "auto") != 0 && strcasecmp(fill, "FFFFFF") != 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of an OpenDocument, their rows and cells. */
#include "odf_walk.h"

#include <stdlib.h>
#include <string.h>

void odf_stop_when_full(const struct office *office, struct xml *xml)
{
    struct parangon_error why;

    if (office_check(office, &why) != PARANGON_OK)
        xml_stop(xml, &why);
}

void odf_open_table(void *context, struct xml *xml)
{
    (void)xml;
    office_table_begin(((struct odf_walk *)context)->office);
}

void odf_close_table(void *context, struct xml *xml)
{
    (void)xml;
    office_table_end(((struct odf_walk *)context)->office);
}

void odf_open_header_rows(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_walk *)context)->in_header_rows = true;
}

void odf_close_header_rows(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_walk *)context)->in_header_rows = false;
}

void odf_open_row(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    office_row_begin(walk->office);
    odf_stop_when_full(walk->office, xml);
    office_row(walk->office)->header = walk->in_header_rows;
    walk->covered = 0;
}

void odf_close_row(void *context, struct xml *xml)
{
    (void)xml;
    office_row_end(((struct odf_walk *)context)->office);
}

static unsigned count_of(struct xml *xml, const char *attribute)
{
    const char *value = xml_attribute(xml, attribute);
    unsigned long count = value ? strtoul(value, NULL, 10) : 1;

    return count < 1 ? 1 : count > 1000 ? 1000 : (unsigned)count;
}

void odf_open_cell(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    struct office_cell *cell;
    const char *style = xml_attribute(xml, "table:style-name");
    bool shaded = odf_style(walk->styles, "table-cell", style)->shaded == ODF_ON;

    office_cell_begin(walk->office);
    odf_stop_when_full(walk->office, xml);
    cell = office_cell(walk->office);
    cell->shaded = shaded;
    cell->span = count_of(xml, "table:number-columns-spanned");
    walk->begins_item = false;
}

void odf_close_cell(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const struct office_cell *cell = office_cell(walk->office);

    (void)xml;
    walk->covered = cell ? cell->span - 1 : 0;
    office_cell_end(walk->office);
}

/* A place that the cell on the left covers, which was counted with it; or the one above. */
void odf_open_covered(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    for (unsigned i = count_of(xml, "table:number-columns-repeated"); i; i--) {
        if (walk->covered) {
            walk->covered--;
            continue;
        }
        office_cell_begin(walk->office);
        office_cell(walk->office)->continued = true;
        office_cell_end(walk->office);
    }
    odf_stop_when_full(walk->office, xml);
    xml_skip(xml);
}

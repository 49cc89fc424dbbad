/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The number format of each style that a cell may have (ECMA-376, part 1, 18.8). */
#include "readers/xml.h"
#include "xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    STYLES_MAX = 65536,
    CUSTOM_MAX = 4096 /* Excel itself takes some hundreds */
};

struct custom {
    unsigned number;
    struct number_format format;
};

struct styles {
    struct xlsx_book *book;
    struct custom *custom;
    size_t custom_count;
    size_t format_cap;
    bool in_cells; /* the list that cells point into; the other one is of named styles */
};

static unsigned number_attribute(struct xml *xml, const char *name)
{
    const char *value = xml_attribute(xml, name);

    return value ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static void open_number_format(void *context, struct xml *xml)
{
    struct styles *styles = context;

    if (styles->custom_count == CUSTOM_MAX)
        return;
    struct custom *custom = &styles->custom[styles->custom_count++];
    custom->number = number_attribute(xml, "numFmtId");
    const char *code = xml_attribute(xml, "formatCode");
    number_format_parse(&custom->format, code ? code : "General");
}

static void open_cell_formats(void *context, struct xml *xml)
{
    (void)xml;
    ((struct styles *)context)->in_cells = true;
}

static void close_cell_formats(void *context, struct xml *xml)
{
    (void)xml;
    ((struct styles *)context)->in_cells = false;
}

static void find_format(const struct styles *styles, unsigned number, struct number_format *format)
{
    for (size_t i = 0; i < styles->custom_count; i++) {
        if (styles->custom[i].number == number) {
            *format = styles->custom[i].format;
            return;
        }
    }
    number_format_built_in(format, number);
}

static void open_format(void *context, struct xml *xml)
{
    struct styles *styles = context;
    struct xlsx_book *book = styles->book;

    if (!styles->in_cells || book->format_count == STYLES_MAX)
        return;
    if (book->format_count == styles->format_cap) {
        styles->format_cap = styles->format_cap ? 2 * styles->format_cap : 64;
        book->formats = parangon_realloc(book->formats, styles->format_cap, sizeof *book->formats);
    }
    find_format(styles, number_attribute(xml, "numFmtId"), &book->formats[book->format_count++]);
}

enum parangon_code xlsx_styles_read(struct xlsx_book *book, const struct parangon_buf *bytes,
                                    struct parangon_error *err)
{
    static const struct xml_element elements[] = {
        {"x:numFmt", open_number_format, NULL},
        {"x:cellXfs", open_cell_formats, close_cell_formats},
        {"x:xf", open_format, NULL},
        {0}};
    struct styles styles = {.book = book,
                            .custom = parangon_calloc(CUSTOM_MAX, sizeof *styles.custom)};
    const struct xml_walk walk = {.elements = elements, .context = &styles};
    enum parangon_code code = xml_walk(bytes, &walk, err);

    free(styles.custom);
    return code;
}

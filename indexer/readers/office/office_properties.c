/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_properties.h"

#include "readers/xml.h"

#include <stdbool.h>
#include <string.h>

enum {
    PROPERTY_MAX = 4096 /* bytes; more is none of a title or a description */
};

struct reading {
    struct parangon_arena *arena;
    struct office_properties *properties;
    bool open;
    struct parangon_buf text;
};

static void open_property(void *context, struct xml *xml)
{
    struct reading *reading = context;

    (void)xml;
    parangon_buf_reset(&reading->text);
    reading->open = true;
}

/* The text on one line, NULL when there is none. */
static const char *finish(struct reading *reading)
{
    struct parangon_buf line = {0};
    const char *text = parangon_buf_str(&reading->text);

    reading->open = false;
    if (reading->text.len > PROPERTY_MAX)
        return NULL;
    for (text += strspn(text, " \t\r\n"); *text; text += strspn(text, " \t\r\n")) {
        size_t len = strcspn(text, " \t\r\n");

        if (line.len)
            parangon_buf_putc(&line, ' ');
        parangon_buf_add(&line, text, len);
        text += len;
    }
    text = line.len ? parangon_arena_strdup(reading->arena, line.data) : NULL;
    parangon_buf_clear(&line);
    return text;
}

static void close_title(void *context, struct xml *xml)
{
    struct reading *reading = context;

    (void)xml;
    reading->properties->title = finish(reading);
}

static void close_description(void *context, struct xml *xml)
{
    struct reading *reading = context;

    (void)xml;
    reading->properties->description = finish(reading);
}

static void close_template(void *context, struct xml *xml)
{
    struct reading *reading = context;

    (void)xml;
    reading->properties->template_name = finish(reading);
}

static void open_template(void *context, struct xml *xml)
{
    struct reading *reading = context;
    const char *title = xml_attribute(xml, "xlink:title");

    if (title && strlen(title) <= PROPERTY_MAX)
        reading->properties->template_name = parangon_arena_strdup(reading->arena, title);
}

static void add_text(void *context, const char *text, size_t len)
{
    struct reading *reading = context;

    if (reading->open && reading->text.len <= PROPERTY_MAX)
        parangon_buf_add(&reading->text, text, len);
}

static const struct xml_element elements[] = {
    {"dc:title", open_property, close_title},
    {"dc:description", open_property, close_description},
    {"ep:Template", open_property, close_template},
    {"meta:template", open_template, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code office_properties_read(struct package *package, const char *part,
                                          struct parangon_arena *arena,
                                          struct office_properties *properties,
                                          struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct reading reading = {.arena = arena, .properties = properties};
    const struct xml_walk walk = {elements, add_text, &reading};
    enum parangon_code code = package_part(package, part, &bytes, err);

    if (code == PARANGON_OK) {
        code = xml_walk(&bytes, &walk, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "%s", part);
    }
    parangon_buf_clear(&reading.text);
    parangon_buf_clear(&bytes);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

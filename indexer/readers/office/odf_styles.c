/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "odf_styles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    STYLES_MAX = 20000, /* LibreOffice makes one for each new combination of traits */
    PARENTS_MAX = 20,
    KEY_MAX = 300
};

struct entry {
    struct odf_style own;
    char *parent; /* its key */
};

struct odf_styles {
    struct parangon_map keys; /* family/name, or family/ for the default */
    struct entry *entries;
    struct odf_style *resolved;
    size_t count, cap;
    size_t open; /* the style that is read, or PARANGON_MAP_NONE */
};

static const struct odf_style nothing;

struct odf_styles *odf_styles_new(void)
{
    struct odf_styles *styles = parangon_calloc(1, sizeof *styles);

    styles->open = PARANGON_MAP_NONE;
    return styles;
}

void odf_styles_free(struct odf_styles *styles)
{
    if (!styles)
        return;
    for (size_t i = 0; i < styles->count; i++)
        free(styles->entries[i].parent);
    free(styles->entries);
    free(styles->resolved);
    parangon_map_clear(&styles->keys);
    free(styles);
}

static struct entry *add_entry(struct odf_styles *styles, const char *key)
{
    if (styles->count == STYLES_MAX)
        return NULL;
    if (styles->count == styles->cap) {
        styles->cap = styles->cap ? styles->cap * 2 : 64;
        styles->entries = parangon_realloc(styles->entries, styles->cap, sizeof *styles->entries);
    }
    memset(&styles->entries[styles->count], 0, sizeof *styles->entries);
    parangon_map_put(&styles->keys, key, strlen(key), styles->count);
    return &styles->entries[styles->count++];
}

/* Whether the style is the one for titles, by the name that programs give to it. */
static bool is_title(const char *name)
{
    return strcasecmp(name, "Title") == 0 || strcasecmp(name, "Titre") == 0 ||
           strcasecmp(name, "Titre_20_principal") == 0;
}

/* Lines of a table of contents that came from another format as plain paragraphs. */
static bool is_contents(const char *name)
{
    return strncmp(name, "Contents_20_", 12) == 0 && name[12] >= '0' && name[12] <= '9';
}

/* Paragraphs named as headings that are none of text:h, as pandoc and older programs write. */
static unsigned named_level(const char *name)
{
    static const char *const words[] = {"Heading_20_", "Titre_20_"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);

        if (strncasecmp(name, words[i], len) == 0 && name[len] >= '1' && name[len] <= '9' &&
            !name[len + 1])
            return (unsigned)(name[len] - '0');
    }
    return 0;
}

static void begin_style(struct odf_styles *styles, struct xml *xml, bool is_default)
{
    char key[KEY_MAX], family[32];
    const char *value = xml_attribute(xml, "style:family");

    styles->open = PARANGON_MAP_NONE;
    snprintf(family, sizeof family, "%s", value ? value : "");
    value = is_default ? NULL : xml_attribute(xml, "style:name");
    snprintf(key, sizeof key, "%s/%s", family, value ? value : "");
    bool title = value && is_title(value), contents = value && is_contents(value);
    unsigned level = value ? named_level(value) : 0;
    struct entry *entry = add_entry(styles, key);
    if (!entry)
        return;
    styles->open = styles->count - 1;
    entry->own.title = title ? ODF_ON : ODF_UNSET;
    entry->own.contents = contents ? ODF_ON : ODF_UNSET;
    entry->own.level = strcmp(family, "paragraph") == 0 ? level : 0;
    value = is_default ? NULL : xml_attribute(xml, "style:parent-style-name");
    snprintf(key, sizeof key, "%s/%s", family, value ? value : "");
    if (!is_default)
        entry->parent = parangon_strdup(key);
    value = xml_attribute(xml, "style:default-outline-level");
    if (value && *value >= '1' && *value <= '9')
        entry->own.level = (unsigned)(*value - '0');
}

static void open_style(void *context, struct xml *xml)
{
    begin_style(context, xml, false);
}

static void open_default(void *context, struct xml *xml)
{
    begin_style(context, xml, true);
}

static void close_style(void *context, struct xml *xml)
{
    (void)xml;
    ((struct odf_styles *)context)->open = PARANGON_MAP_NONE;
}

static struct odf_style *target(struct odf_styles *styles)
{
    return styles->open < styles->count ? &styles->entries[styles->open].own : NULL;
}

static unsigned half_points(const char *value)
{
    char *unit;
    double size = strtod(value, &unit);

    return strcmp(unit, "pt") == 0 && size > 0 && size < 1000 ? (unsigned)(size * 2) : 0;
}

static bool is_bold(const char *weight)
{
    return strcmp(weight, "bold") == 0 || (*weight >= '6' && *weight <= '9');
}

static void open_letters(void *context, struct xml *xml)
{
    struct odf_style *style = target(context);
    const char *value;

    if (!style)
        return;
    if ((value = xml_attribute(xml, "fo:font-weight")))
        style->bold = is_bold(value) ? ODF_ON : ODF_OFF;
    if ((value = xml_attribute(xml, "fo:font-size")))
        style->size = half_points(value);
    if ((value = xml_attribute(xml, "text:display")))
        style->hidden = strcmp(value, "none") == 0 ? ODF_ON : ODF_OFF;
    value = xml_attribute(xml, "fo:language");
    if (value && (strlen(value) == 2 || strlen(value) == 3) && strcmp(value, "zxx") != 0)
        memcpy(style->lang, value, strlen(value) + 1);
}

static void open_cell(void *context, struct xml *xml)
{
    struct odf_style *style = target(context);
    const char *value = xml_attribute(xml, "fo:background-color");

    if (style && value)
        style->shaded = strcasecmp(value, "transparent") == 0 || strcasecmp(value, "#ffffff") == 0
                            ? ODF_OFF
                            : ODF_ON;
}

/* Of a slide. */
static void open_page(void *context, struct xml *xml)
{
    struct odf_style *style = target(context);
    const char *value = xml_attribute(xml, "presentation:visibility");

    if (style && value)
        style->hidden = strcmp(value, "hidden") == 0 ? ODF_ON : ODF_OFF;
}

static void leave_out(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static const struct xml_element elements[] = {
    {"style:style", open_style, close_style},
    {"style:default-style", open_default, close_style},
    {"style:text-properties", open_letters, NULL},
    {"style:table-cell-properties", open_cell, NULL},
    {"style:drawing-page-properties", open_page, NULL},
    {"office:body", leave_out, NULL},
    {"office:master-styles", leave_out, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code odf_styles_read(struct odf_styles *styles, const struct parangon_buf *part,
                                   struct parangon_error *err)
{
    const struct xml_walk walk = {elements, NULL, styles};

    styles->open = PARANGON_MAP_NONE;
    return xml_walk(part, &walk, err);
}

static void inherit(struct odf_style *style, const struct odf_style *base)
{
    style->title = style->title ? style->title : base->title;
    style->bold = style->bold ? style->bold : base->bold;
    style->hidden = style->hidden ? style->hidden : base->hidden;
    style->contents = style->contents ? style->contents : base->contents;
    style->shaded = style->shaded ? style->shaded : base->shaded;
    style->level = style->level ? style->level : base->level;
    style->size = style->size ? style->size : base->size;
    if (!*style->lang)
        memcpy(style->lang, base->lang, sizeof style->lang);
}

void odf_styles_resolve(struct odf_styles *styles)
{
    styles->resolved = parangon_calloc(styles->count ? styles->count : 1, sizeof *styles->resolved);
    for (size_t i = 0; i < styles->count; i++) {
        size_t at = i;

        for (int depth = 0; depth < PARENTS_MAX && at < styles->count; depth++) {
            const char *parent = styles->entries[at].parent;

            inherit(&styles->resolved[i], &styles->entries[at].own);
            at = parent ? parangon_map_get(&styles->keys, parent, strlen(parent))
                        : PARANGON_MAP_NONE;
        }
    }
}

const struct odf_style *odf_style(const struct odf_styles *styles, const char *family,
                                  const char *name)
{
    char key[KEY_MAX];

    snprintf(key, sizeof key, "%s/%s", family, name ? name : "");
    size_t at = parangon_map_get(&styles->keys, key, strlen(key));
    return at < styles->count && styles->resolved ? &styles->resolved[at] : &nothing;
}

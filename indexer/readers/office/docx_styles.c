/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docx_styles.h"

#include "ooxml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    STYLES_MAX = 5000,
    BASES_MAX = 20, /* Word itself allows eleven */
    BODY_LEVEL = 9  /* w:outlineLvl of what is no heading */
};

struct entry {
    struct docx_style own;
    bool outlined; /* own.level was set by w:outlineLvl */
    char *based_on;
};

struct docx_styles {
    struct parangon_map ids;
    struct entry *entries;
    struct docx_style *resolved;
    size_t count;
    struct docx_style defaults; /* of the document; then of plain paragraphs */
    size_t plain;               /* the default style of paragraphs, or PARANGON_MAP_NONE */
    struct entry *open;         /* that is being read; NULL outside */
    bool in_defaults;
};

enum docx_switch docx_said(struct xml *xml)
{
    return ooxml_is_on(xml_attribute(xml, "w:val")) ? DOCX_ON : DOCX_OFF;
}

struct docx_styles *docx_styles_new(void)
{
    struct docx_styles *styles = parangon_calloc(1, sizeof *styles);

    styles->plain = PARANGON_MAP_NONE;
    return styles;
}

void docx_styles_free(struct docx_styles *styles)
{
    if (!styles)
        return;
    for (size_t i = 0; i < styles->count; i++)
        free(styles->entries[i].based_on);
    free(styles->entries);
    free(styles->resolved);
    parangon_map_clear(&styles->ids);
    free(styles);
}

/* Where properties go at present, or NULL. */
static struct docx_style *target(struct docx_styles *styles)
{
    if (styles->open)
        return &styles->open->own;
    return styles->in_defaults ? &styles->defaults : NULL;
}

static void open_defaults(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;

    (void)xml;
    styles->in_defaults = true;
}

static void close_defaults(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;

    (void)xml;
    styles->in_defaults = false;
}

static void open_style(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;
    const char *id = xml_attribute(xml, "w:styleId");

    if (!id || styles->count == STYLES_MAX) {
        xml_skip(xml);
        return;
    }
    if (!styles->entries)
        styles->entries = parangon_calloc(STYLES_MAX, sizeof *styles->entries);
    parangon_map_put(&styles->ids, id, strlen(id), styles->count);
    styles->open = &styles->entries[styles->count++];
    const char *is_default = xml_attribute(xml, "w:default");
    if (!is_default || !ooxml_is_on(is_default))
        return;
    const char *type = xml_attribute(xml, "w:type");
    if (type && strcmp(type, "paragraph") == 0)
        styles->plain = styles->count - 1;
}

static void close_style(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;

    (void)xml;
    styles->open = NULL;
}

/* The number behind "heading" or "titre", 0 when it is no such name. */
static unsigned heading_level(const char *name)
{
    static const char *const words[] = {"heading", "titre", "title"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);

        if (strncasecmp(name, words[i], len) != 0)
            continue;
        const char *number = name + len + strspn(name + len, " ");
        if (*number >= '1' && *number <= '9' && !number[1])
            return (unsigned)(*number - '0');
    }
    return 0;
}

/* Built-in styles have English names in the file whatever Word shows, but other programs and
   people write French ones. */
static void open_name(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;
    const char *name = xml_attribute(xml, "w:val");
    struct docx_style *own = styles->open ? &styles->open->own : NULL;

    if (!own || !name)
        return;
    unsigned level = heading_level(name);
    if (level) {
        own->role = OFFICE_HEADING;
        own->level = level;
    } else if (strcasecmp(name, "title") == 0 || strcasecmp(name, "titre") == 0) {
        own->role = OFFICE_TITLE;
    } else if (strncasecmp(name, "toc ", 4) == 0 || strcasecmp(name, "table of figures") == 0 ||
               strncasecmp(name, "TM ", 3) == 0) {
        own->contents = true;
    }
}

static void open_based_on(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;
    const char *id = xml_attribute(xml, "w:val");

    if (styles->open && id && !styles->open->based_on)
        styles->open->based_on = parangon_strdup(id);
}

static void open_outline(void *context, struct xml *xml)
{
    struct docx_styles *styles = context;
    const char *value = xml_attribute(xml, "w:val");
    struct docx_style *own = styles->open ? &styles->open->own : NULL;

    if (!own || !value || own->role == OFFICE_TITLE || own->contents)
        return;
    int level = atoi(value);
    if (level >= 0 && level < BODY_LEVEL) {
        own->role = OFFICE_HEADING;
        own->level = (unsigned)level + 1;
    } else {
        own->role = OFFICE_BODY;
        own->level = 0;
        styles->open->outlined = true;
    }
}

static void open_number(void *context, struct xml *xml)
{
    struct docx_style *style = target(context);
    const char *value = xml_attribute(xml, "w:val");

    if (style)
        style->item = value && strcmp(value, "0") == 0 ? DOCX_OFF : DOCX_ON;
}

static void open_bold(void *context, struct xml *xml)
{
    struct docx_style *style = target(context);

    if (style)
        style->bold = docx_said(xml);
}

static void open_hidden(void *context, struct xml *xml)
{
    struct docx_style *style = target(context);

    if (style)
        style->hidden = docx_said(xml);
}

static void open_size(void *context, struct xml *xml)
{
    struct docx_style *style = target(context);
    const char *value = xml_attribute(xml, "w:val");

    if (style && value)
        style->size = (unsigned)strtoul(value, NULL, 10) % 4096;
}

static void open_language(void *context, struct xml *xml)
{
    struct docx_style *style = target(context);

    if (style)
        ooxml_language(xml_attribute(xml, "w:val"), style->lang);
}

/* Parts of a table's style, for its first row and so on, are not the style's own. */
static void leave_out(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static const struct xml_element elements[] = {
    {"w:docDefaults", open_defaults, close_defaults},
    {"w:style", open_style, close_style},
    {"w:name", open_name, NULL},
    {"w:basedOn", open_based_on, NULL},
    {"w:outlineLvl", open_outline, NULL},
    {"w:numId", open_number, NULL},
    {"w:b", open_bold, NULL},
    {"w:vanish", open_hidden, NULL},
    {"w:sz", open_size, NULL},
    {"w:lang", open_language, NULL},
    {"w:tblStylePr", leave_out, NULL},
    {"w:pPrChange", leave_out, NULL},
    {"w:rPrChange", leave_out, NULL},
    {NULL, NULL, NULL},
};

/* Fills what `style` leaves open with what `base` says. */
static void inherit(struct docx_style *style, const struct entry *base, bool *role_open)
{
    if (*role_open) {
        style->role = base->own.role;
        style->level = base->own.level;
        *role_open = style->role == OFFICE_BODY && !base->outlined;
    }
    style->item = style->item ? style->item : base->own.item;
    style->bold = style->bold ? style->bold : base->own.bold;
    style->hidden = style->hidden ? style->hidden : base->own.hidden;
    style->contents = style->contents || base->own.contents;
    style->size = style->size ? style->size : base->own.size;
    if (!*style->lang)
        memcpy(style->lang, base->own.lang, sizeof style->lang);
}

static struct docx_style resolve(const struct docx_styles *styles, size_t at)
{
    struct docx_style style = {0};
    bool role_open = true;

    for (int i = 0; i < BASES_MAX && at < styles->count; i++) {
        const struct entry *entry = &styles->entries[at];

        inherit(&style, entry, &role_open);
        if (!entry->based_on)
            break;
        at = parangon_map_get(&styles->ids, entry->based_on, strlen(entry->based_on));
    }
    return style;
}

enum parangon_code docx_styles_read(struct docx_styles *styles, const struct parangon_buf *part,
                                    struct parangon_error *err)
{
    const struct xml_walk walk = {elements, NULL, styles};
    enum parangon_code code = xml_walk(part, &walk, err);

    if (code != PARANGON_OK)
        return code;
    styles->resolved = parangon_calloc(styles->count ? styles->count : 1, sizeof *styles->resolved);
    for (size_t i = 0; i < styles->count; i++)
        styles->resolved[i] = resolve(styles, i);
    if (styles->plain < styles->count) {
        struct entry defaults = {.own = styles->defaults};
        bool role_open = false;

        styles->defaults = styles->resolved[styles->plain];
        inherit(&styles->defaults, &defaults, &role_open);
    }
    return PARANGON_OK;
}

const struct docx_style *docx_style(const struct docx_styles *styles, const char *id)
{
    size_t at = id ? parangon_map_get(&styles->ids, id, strlen(id)) : PARANGON_MAP_NONE;

    return at < styles->count && styles->resolved ? &styles->resolved[at] : &styles->defaults;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "epub_opf.h"

#include "readers/html/html_head.h"
#include "readers/markup.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* No entity is replaced and nothing else is opened; libxml2 stops at 256 elements in each other. */
static xmlDoc *parse(const struct parangon_buf *bytes)
{
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_NONET | XML_PARSE_NOCDATA;
    xmlDoc *doc = bytes->len && bytes->len < INT_MAX
                      ? xmlReadMemory(bytes->data, (int)bytes->len, NULL, NULL, options)
                      : NULL;

    if (doc && !xmlDocGetRootElement(doc)) {
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

const char *epub_opf_path(const struct parangon_buf *container, struct parangon_arena *arena)
{
    xmlDoc *doc = parse(container);
    xmlNode *file = doc ? html_find(xmlDocGetRootElement(doc), "rootfile") : NULL;
    const char *path = file ? html_attribute(file, "full-path") : "";

    path = *path ? parangon_arena_strdup(arena, path) : NULL;
    xmlFreeDoc(doc);
    return path;
}

static const char *text_of(xmlNode *root, const char *name, struct parangon_arena *arena)
{
    xmlNode *node = html_find(root, name);
    char *line = node ? html_line(node, 8192) : NULL;
    const char *text = line && *line ? parangon_arena_strdup(arena, line) : NULL;

    free(line);
    return text;
}

static int hex(char digit)
{
    const char *digits = "0123456789abcdef", *at = digit ? strchr(digits, digit | 0x20) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* "Text/chapitre%201.xhtml#a" beside "OEBPS/content.opf" is "OEBPS/Text/chapitre 1.xhtml". */
static const char *resolve(const char *href, const char *base, struct parangon_arena *arena)
{
    struct parangon_buf path = {0};
    const char *slash = strrchr(base, '/');

    if (slash && *href != '/')
        parangon_buf_add(&path, base, (size_t)(slash - base) + 1);
    for (; strncmp(href, "../", 3) == 0; href += 3) {
        if (path.len)
            path.len--; /* the slash of the folder that is left */
        while (path.len && path.data[path.len - 1] != '/')
            path.len--;
    }
    for (href += *href == '/'; *href && *href != '#'; href++) {
        int high = *href == '%' ? hex(href[1]) : -1, low = high >= 0 ? hex(href[2]) : -1;

        if (low >= 0 && (high || low)) {
            parangon_buf_putc(&path, (char)(high << 4 | low));
            href += 2;
        } else {
            parangon_buf_putc(&path, *href);
        }
    }
    const char *copy = parangon_arena_strndup(arena, parangon_buf_str(&path), path.len);
    parangon_buf_clear(&path);
    return copy;
}

/* The manifest: the id of each page, and where it stands among `paths`. */
static void read_manifest(xmlNode *root, const char *path, struct parangon_map *ids,
                          const char **paths, struct parangon_arena *arena)
{
    xmlNode *manifest = html_find(root, "manifest");
    size_t count = 0;

    for (xmlNode *node = manifest; node && count < EPUB_CHAPTERS_MAX;
         node = html_next(manifest, node)) {
        const char *id = html_attribute(node, "id"), *href = html_attribute(node, "href");
        /* The table of contents of EPUB 3 repeats the headings. */
        bool contents = strstr(html_attribute(node, "properties"), "nav") != NULL;

        if (!html_is(node, "item") || !*id || !*href || contents ||
            !strstr(html_attribute(node, "media-type"), "html"))
            continue;
        paths[count] = resolve(href, path, arena);
        parangon_map_put(ids, id, strlen(id), count++);
    }
}

static void read_spine(struct epub_opf *opf, xmlNode *root, const char *path,
                       struct parangon_arena *arena)
{
    const char **paths = parangon_calloc(EPUB_CHAPTERS_MAX, sizeof *paths);
    xmlNode *spine = html_find(root, "spine");
    struct parangon_map ids = {0};

    opf->chapters = parangon_arena_alloc(arena, EPUB_CHAPTERS_MAX * sizeof *opf->chapters);
    read_manifest(root, path, &ids, paths, arena);
    for (xmlNode *node = spine; node; node = html_next(spine, node)) {
        const char *id = html_attribute(node, "idref");
        size_t which =
            html_is(node, "itemref") ? parangon_map_get(&ids, id, strlen(id)) : PARANGON_MAP_NONE;

        /* A chapter stands once, however often the spine names it. */
        if (which == PARANGON_MAP_NONE || !paths[which] || opf->count == EPUB_CHAPTERS_MAX)
            continue;
        opf->chapters[opf->count++] = paths[which];
        paths[which] = NULL;
    }
    parangon_map_clear(&ids);
    free(paths);
}

bool epub_opf_read(struct epub_opf *opf, const struct parangon_buf *bytes, const char *path,
                   struct parangon_arena *arena)
{
    xmlDoc *doc = parse(bytes);

    if (!doc)
        return false;
    xmlNode *root = xmlDocGetRootElement(doc);
    const char *lang = text_of(root, "language", arena);
    opf->title = text_of(root, "title", arena);
    opf->summary = text_of(root, "description", arena);
    opf->lang = lang ? html_lang(lang, arena) : NULL;
    read_spine(opf, root, path, arena);
    xmlFreeDoc(doc);
    return true;
}

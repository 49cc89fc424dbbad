/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_head.h"

#include "readers/markup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Collapsed, or NULL when nothing is left. */
static const char *kept(const char *text, struct parangon_arena *arena)
{
    struct markup line = {0};

    markup_puts(&line, text);
    const char *copy = line.out.len ? parangon_arena_strdup(arena, line.out.data) : NULL;
    parangon_buf_clear(&line.out);
    return copy;
}

const char *html_lang(const char *tag, struct parangon_arena *arena)
{
    size_t len = 0;

    while (isalpha((unsigned char)tag[len]))
        len++;
    if (len < 2 || len > 3 || (tag[len] && !strchr("-_,; ", tag[len])))
        return NULL;
    char *lang = parangon_arena_strndup(arena, tag, len);
    for (size_t i = 0; i < len; i++)
        lang[i] = (char)tolower((unsigned char)lang[i]);
    return lang;
}

static const char *web_address(const char *url, struct parangon_arena *arena)
{
    size_t len = strcspn(url, " \t\r\n");

    if ((strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0) ||
        url[len] != '\0' || len > 2000)
        return NULL;
    return kept(url, arena);
}

static void read_meta(struct html_head *head, const xmlNode *meta, struct parangon_arena *arena)
{
    const char *name = html_attribute(meta, "property");
    const char *content = html_attribute(meta, "content");

    if (!*name)
        name = html_attribute(meta, "name");
    if (!*name)
        name = html_attribute(meta, "http-equiv");
    if (strcasecmp(name, "og:title") == 0 && !head->shown_title)
        head->shown_title = kept(content, arena);
    else if (strcasecmp(name, "og:site_name") == 0 && !head->site)
        head->site = kept(content, arena);
    else if (strcasecmp(name, "description") == 0)
        head->description = kept(content, arena);
    else if ((strcasecmp(name, "og:description") == 0 ||
              strcasecmp(name, "dcterms.description") == 0) &&
             !head->description)
        head->description = kept(content, arena);
    else if (strcasecmp(name, "og:url") == 0 && !head->url)
        head->url = web_address(content, arena);
    else if (!head->lang &&
             (strcasecmp(name, "content-language") == 0 || strcasecmp(name, "dc.language") == 0 ||
              strcasecmp(name, "dcterms.language") == 0 || strcasecmp(name, "og:locale") == 0))
        head->lang = html_lang(content, arena);
}

static void read_link(struct html_head *head, const xmlNode *link, struct parangon_arena *arena)
{
    const char *url = NULL;

    if (strcasecmp(html_attribute(link, "rel"), "canonical") == 0)
        url = web_address(html_attribute(link, "href"), arena);
    if (url)
        head->url = url;
}

static void read_root(struct html_head *head, const xmlNode *root, struct parangon_arena *arena)
{
    head->lang = html_lang(html_attribute(root, "lang"), arena);
    if (!head->lang)
        head->lang = html_lang(html_attribute(root, "xml:lang"), arena);
}

void html_head_read(struct html_head *head, xmlDoc *page, const struct parangon_buf *linked_data,
                    struct parangon_arena *arena)
{
    xmlNode *root = xmlDocGetRootElement(page);

    read_root(head, root, arena);
    for (xmlNode *node = root; node; node = html_next(root, node)) {
        if (html_is(node, "title") && !head->title && node->children && node->children->content)
            head->title = kept((const char *)node->children->content, arena);
        else if (html_is(node, "meta"))
            read_meta(head, node, arena);
        else if (html_is(node, "link"))
            read_link(head, node, arena);
    }
    for (size_t at = 0; at < linked_data->len; at += strlen(linked_data->data + at) + 1)
        html_linked_read(head, linked_data->data + at, arena);
}

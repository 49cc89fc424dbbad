/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_tree.h"

#include "html_names.h"
#include "readers/markup.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

/* What names mean is asked many times: the field of each node that libxml2 keeps for XPath, which
   nobody uses here, holds it. */
static void note_kinds(xmlNode *root)
{
    for (xmlNode *node = root; node; node = html_next(root, node)) {
        if (node->type == XML_ELEMENT_NODE)
            node->extra = (unsigned short)html_kind((const char *)node->name,
                                                    strlen((const char *)node->name));
    }
}

xmlDoc *html_parse(const struct parangon_buf *markup)
{
    /* The page was made UTF-8: what it says of its encoding is no longer true. */
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;

    if (markup->len == 0 || markup->len > INT_MAX)
        return NULL;
    xmlDoc *page = htmlReadMemory(markup->data, (int)markup->len, NULL, "UTF-8", options);
    if (page && !xmlDocGetRootElement(page)) {
        xmlFreeDoc(page);
        return NULL;
    }
    if (page)
        note_kinds(xmlDocGetRootElement(page));
    return page;
}

xmlNode *html_next_outside(const xmlNode *top, const xmlNode *node)
{
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

xmlNode *html_next(const xmlNode *top, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    return html_next_outside(top, node);
}

bool html_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

unsigned html_node_kind(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? node->extra : 0;
}

static const xmlAttr *find_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL;

    while (attribute && strcmp((const char *)attribute->name, name) != 0)
        attribute = attribute->next;
    return attribute;
}

const char *html_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *attribute = find_attribute(node, name);

    if (!attribute || !attribute->children || !attribute->children->content)
        return "";
    return (const char *)attribute->children->content;
}

bool html_has_attribute(const xmlNode *node, const char *name)
{
    return find_attribute(node, name) != NULL;
}

xmlNode *html_find(xmlNode *top, const char *name)
{
    for (xmlNode *node = top; node; node = html_next(top, node)) {
        if (html_is(node, name))
            return node;
    }
    return NULL;
}

char *html_line(const xmlNode *top, size_t most)
{
    struct markup line = {0};

    for (const xmlNode *node = top; node && line.out.len < most; node = html_next(top, node)) {
        if (node->type == XML_TEXT_NODE && node->content) {
            size_t len = strlen((const char *)node->content);

            markup_text(&line, (const char *)node->content, len);
        } else if (html_node_kind(node) & HTML_BLOCK || html_is(node, "br")) {
            markup_puts(&line, " ");
        }
    }
    markup_break(&line, 1);
    return line.out.data ? parangon_buf_take(&line.out) : parangon_strdup("");
}

void html_drop(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_text.h"

#include "html_names.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALT_MIN = 30 /* bytes of an image's text that says more than what it shows */
};

static void write_image(const xmlNode *node, struct markup *markup)
{
    const char *alt = html_attribute(node, "alt");

    if (strlen(alt) < ALT_MIN || !strchr(alt, ' '))
        return;
    markup_break(markup, 2);
    markup_puts(markup, alt);
    markup_break(markup, 2);
}

static bool is_in_item(const xmlNode *node, const xmlNode *top)
{
    for (; node && node != top; node = node->parent) {
        if (html_is(node, "li"))
            return true;
    }
    return false;
}

/* Paragraphs of one item stay together, and so do the items of a list inside of it. */
static unsigned break_before(const xmlNode *node, const xmlNode *top)
{
    return html_is(node, "li") || (node != top && is_in_item(node->parent, top)) ? 1 : 2;
}

/* The title was taken out: what else is marked as one begins a section. */
static const char *heading_sign(const xmlNode *node)
{
    return node->name[1] <= '2' ? "## " : "### ";
}

/* True when all that stands below was written too. */
static bool enter(xmlNode *node, const xmlNode *top, struct markup *markup, cJSON *form)
{
    unsigned kind = html_node_kind(node);

    if (node->type == XML_TEXT_NODE && node->content)
        markup_puts(markup, (const char *)node->content);
    if (node->type != XML_ELEMENT_NODE)
        return true;
    if (html_is(node, "br"))
        markup_break(markup, 1);
    else if (html_is(node, "img"))
        write_image(node, markup);
    else if (kind & HTML_HEADING)
        markup_sign(markup, heading_sign(node), 2);
    else if (html_is(node, "li"))
        markup_sign(markup, "- ", 1);
    else if (kind & HTML_BLOCK)
        markup_break(markup, break_before(node, top));
    if (html_is(node, "pre"))
        markup->verbatim = true;
    return (html_is(node, "table") && html_write_table(node, markup, form)) ||
           (html_is(node, "dl") && html_write_terms(node, markup, form));
}

static void leave(const xmlNode *node, const xmlNode *top, struct markup *markup)
{
    unsigned kind = html_node_kind(node);

    if (html_is(node, "pre"))
        markup->verbatim = false;
    if (kind & HTML_HEADING || html_is(node, "li"))
        markup->sign = NULL; /* nothing stood in it */
    if (kind & HTML_BLOCK)
        markup_break(markup, break_before(node, top));
}

void html_write(xmlNode *top, struct markup *markup, cJSON *form)
{
    xmlNode *node = top;

    for (;;) {
        bool done = node != top && enter(node, top, markup, form);

        if (!done && node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node != top && !node->next) {
            leave(node, top, markup);
            node = node->parent;
        }
        if (node == top)
            return;
        leave(node, top, markup);
        node = node->next;
    }
}

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

/* A part of the tree while it is written. */
struct writing {
    struct markup *markup;
    cJSON *form;
    size_t items; /* <li> that are open */
};

/* Paragraphs of one item stay together, and so do the items of a list inside of it. */
static unsigned lines_around(const struct writing *writing, const xmlNode *node)
{
    return html_is(node, "li") || writing->items ? 1 : 2;
}

/* The title was taken out: what else is marked as one begins a section. */
static const char *heading_sign(const xmlNode *node)
{
    return node->name[1] <= '2' ? "## " : "### ";
}

/* True when all that stands below was written too. */
static bool enter(struct writing *writing, xmlNode *node)
{
    struct markup *markup = writing->markup;
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
        markup_break(markup, lines_around(writing, node));
    writing->items += html_is(node, "li");
    if (html_is(node, "pre"))
        markup->verbatim = true;
    return (html_is(node, "table") && html_write_table(node, markup, writing->form)) ||
           (html_is(node, "dl") && html_write_terms(node, markup, writing->form));
}

static void leave(struct writing *writing, const xmlNode *node)
{
    unsigned kind = html_node_kind(node);

    if (html_is(node, "pre"))
        writing->markup->verbatim = false;
    if (kind & HTML_HEADING || html_is(node, "li"))
        writing->markup->sign = NULL; /* nothing stood in it */
    writing->items -= html_is(node, "li");
    if (kind & HTML_BLOCK)
        markup_break(writing->markup, lines_around(writing, node));
}

void html_write(xmlNode *top, struct markup *markup, cJSON *form)
{
    struct writing writing = {markup, form, 0};
    xmlNode *node = top;

    for (;;) {
        bool done = node != top && enter(&writing, node);

        if (!done && node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node != top) {
            leave(&writing, node);
            if (node->next)
                break;
            node = node->parent;
        }
        if (node == top)
            return;
        node = node->next;
    }
}

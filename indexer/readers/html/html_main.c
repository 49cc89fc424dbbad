/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_main.h"

#include "html_names.h"
#include "html_weights.h"

#include <string.h>

enum {
    MAIN_SHARE = 20,    /* percent of the page's prose that a declared main part has at least */
    ARTICLE_SHARE = 75, /* of the prose around it that one article has, when it is the subject */
    BLOCK_SHARE = 80    /* the same of a block that nothing declares */
};

static bool has_share(const xmlNode *part, const xmlNode *whole, size_t percent)
{
    return html_weight(part)->prose * 100 >= html_weight(whole)->prose * percent &&
           html_weight(part)->text > 0;
}

/* The declared main part with the most text; a page may hold several for several states of it. */
static xmlNode *find_declared(xmlNode *body)
{
    xmlNode *best = NULL;

    for (xmlNode *node = body; node; node = html_next(body, node)) {
        bool main = html_is(node, "main") || (node->type == XML_ELEMENT_NODE &&
                                              strcmp(html_attribute(node, "role"), "main") == 0);

        if (main && (!best || html_weight(node)->text > html_weight(best)->text))
            best = node;
    }
    return best && has_share(best, body, MAIN_SHARE) ? best : NULL;
}

/* The one article that has nearly all of the text, outermost first. */
static xmlNode *find_article(xmlNode *top)
{
    for (xmlNode *node = top; node; node = html_next(top, node)) {
        if (html_is(node, "article") && has_share(node, top, ARTICLE_SHARE))
            return node;
    }
    return NULL;
}

/* Whether text stands between the title and the part: an introduction, which belongs to it. */
static bool leaves_introduction(xmlNode *top, const xmlNode *part)
{
    xmlNode *title = html_find(top, "h1");
    size_t prose = 0;

    if (!title)
        return false;
    for (xmlNode *node = title; node && node != part; node = html_next(top, node)) {
        if (node->type == XML_ELEMENT_NODE && !(html_node_kind(node) & HTML_CONTAINER))
            prose += html_weight(node)->prose;
    }
    for (const xmlNode *node = title; node && node != top; node = node->parent) {
        if (node == part)
            return false;
    }
    return prose > 0;
}

/* Whether the block right above is but a heading: page builders give each its own block. */
static bool leaves_heading(const xmlNode *part)
{
    xmlNode *above = part->prev;

    while (above && (above->type != XML_ELEMENT_NODE || html_weight(above)->text == 0))
        above = above->prev;
    if (!above || html_weight(above)->links || html_weight(above)->prose)
        return false;
    for (xmlNode *node = above; node; node = html_next(above, node)) {
        if (html_node_kind(node) & HTML_HEADING && !html_is(node, "h1"))
            return true;
    }
    return false;
}

static xmlNode *heaviest_child(xmlNode *node)
{
    xmlNode *best = NULL;

    for (xmlNode *child = node->children; child; child = child->next) {
        if (html_node_kind(child) & HTML_CONTAINER &&
            (!best || html_weight(child)->prose > html_weight(best)->prose))
            best = child;
    }
    return best;
}

/* Down to the smallest block that still has nearly all prose. */
static xmlNode *find_dense(xmlNode *body)
{
    xmlNode *part = body, *child;

    if (html_weight(body)->prose == 0)
        return body;
    while ((child = heaviest_child(part)) && has_share(child, body, BLOCK_SHARE)) {
        if (leaves_introduction(part, child) || leaves_heading(child))
            break;
        part = child;
    }
    return part;
}

xmlNode *html_main(xmlNode *body, bool *declared)
{
    struct html_weights *weights = html_weights_new(body);
    xmlNode *part = find_declared(body);
    xmlNode *around = part ? part : body;
    xmlNode *article = html_weight(around)->prose ? find_article(around) : NULL;

    if (article && !leaves_introduction(around, article))
        part = article;
    *declared = part != NULL;
    if (!part)
        part = find_dense(body);
    html_weights_free(weights);
    return part;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "html_prune.h"

#include "html_hints.h"
#include "html_names.h"
#include "html_weights.h"

#include <stdlib.h>
#include <string.h>

enum {
    NOTICE_MAX = 1200, /* characters of a notice on cookies that says so only in its words */
    TRAIL_MAX = 300,   /* of a breadcrumb trail */
    LABELS_MAX = 200,  /* of a menu or a block of buttons without links */
    ACTION_MAX = 60    /* of a line such as "share this page" */
};

struct pruning {
    xmlNode *body;
    const struct html_weight *whole; /* of the page */
    enum html_strictness strictness;
};

static bool is_inside(const xmlNode *node, const char *name)
{
    for (node = node->parent; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        if (html_is(node, name))
            return true;
    }
    return false;
}

static bool is_within_main(const xmlNode *node)
{
    return is_inside(node, "main") || is_inside(node, "article");
}

static const xmlNode *heading_around(const xmlNode *node)
{
    for (node = node->parent; node; node = node->parent) {
        if (html_node_kind(node) & HTML_HEADING || html_is(node, "summary"))
            return node;
    }
    return NULL;
}

/* The heading of a part that opens may be a button as a whole; beside words it is a tool. */
static bool is_heading_itself(const xmlNode *control)
{
    const xmlNode *heading = heading_around(control);

    return heading && html_weight(control)->text * 2 > html_weight(heading)->text;
}

/* "¶", "§" or "#" behind a heading: the address of the place. */
static bool is_place_sign(const xmlNode *node)
{
    return html_is(node, "a") && html_attribute(node, "href")[0] == '#' &&
           html_weight(node)->text == 1 && heading_around(node);
}

static bool is_hidden(const xmlNode *node)
{
    const char *style = html_attribute(node, "style");

    return html_has_attribute(node, "hidden") ||
           strcmp(html_attribute(node, "aria-hidden"), "true") == 0 ||
           strcasestr(style, "display:none") || strcasestr(style, "display: none") ||
           strcasestr(style, "visibility:hidden") || strcasestr(style, "visibility: hidden");
}

static bool holds_most(const struct pruning *pruning, const struct html_weight *weight)
{
    return weight->prose * 2 > pruning->whole->prose;
}

/* Of <header>, <footer>, <aside> and <form>, some belong to the main text. */
static bool is_furniture(const xmlNode *node, const struct html_weight *weight)
{
    if (html_is(node, "nav") || html_is(node, "dialog"))
        return true;
    if (html_is(node, "footer"))
        return !is_inside(node, "blockquote") && !is_inside(node, "figure");
    if (html_is(node, "header"))
        return !is_within_main(node) && (weight->cores == 0 || html_is_linked(weight, 30));
    if (html_is(node, "aside"))
        return !is_within_main(node) || html_is_linked(weight, 40);
    if (html_is(node, "form"))
        return weight->prose == 0;
    return false;
}

/* "Accueil > Démarches > …", "Vous êtes ici : …" */
static bool is_trail(xmlNode *node, const struct html_weight *weight)
{
    if (weight->text > TRAIL_MAX || weight->links < 1 || !(html_node_kind(node) & HTML_BLOCK))
        return false;
    char *line = html_line(node, TRAIL_MAX);
    bool start = strncasecmp(line, "Vous êtes ici", strlen("Vous êtes ici")) == 0 ||
                 strncasecmp(line, "You are here", strlen("You are here")) == 0;
    bool home = strncasecmp(line, "Accueil", 7) == 0 || strncasecmp(line, "Home", 4) == 0;
    free(line);
    return start || (home && weight->links > 1 && html_is_linked(weight, 30));
}

static bool is_cookie_notice(xmlNode *node, const struct html_weight *weight)
{
    if (weight->text > NOTICE_MAX || weight->controls == 0 || weight->cores ||
        !(html_node_kind(node) & HTML_CONTAINER))
        return false;
    char *line = html_line(node, (size_t)NOTICE_MAX * 2);
    bool found = strcasestr(line, "cookie") != NULL;
    free(line);
    return found;
}

static bool is_hinted(const struct pruning *pruning, xmlNode *node,
                      const struct html_weight *weight)
{
    switch (html_hint(node)) {
    case HTML_HINT_COOKIES: return weight->cores == 0;
    case HTML_HINT_AROUND: return weight->cores == 0 && !holds_most(pruning, weight);
    case HTML_HINT_LINKS:
        return weight->cores == 0 && !holds_most(pruning, weight) &&
               (html_is_linked(weight, 40) || (weight->prose == 0 && weight->text <= LABELS_MAX));
    default: return is_cookie_notice(node, weight) || is_trail(node, weight);
    }
}

static bool is_boilerplate(const struct pruning *pruning, xmlNode *node)
{
    const struct html_weight *weight = html_weight(node);

    if (node == pruning->body || html_is(node, "main") || html_is(node, "article"))
        return false;
    if (is_hidden(node))
        return !holds_most(pruning, weight) || weight->text == 0;
    if (html_node_kind(node) & HTML_CONTROL)
        return !is_heading_itself(node);
    if (is_place_sign(node))
        return true;
    if (pruning->strictness >= HTML_STRICT_ELEMENTS && is_furniture(node, weight))
        return !holds_most(pruning, weight) || html_is(node, "nav");
    return pruning->strictness >= HTML_STRICT_HINTS && is_hinted(pruning, node, weight);
}

void html_prune(xmlNode *body, enum html_strictness strictness)
{
    struct html_weights *weights = html_weights_new(body);
    const struct pruning pruning = {body, html_weight(body), strictness};

    for (xmlNode *node = body, *next; node; node = next) {
        bool out = node->type == XML_ELEMENT_NODE ? is_boilerplate(&pruning, node)
                                                  : node->type != XML_TEXT_NODE;

        next = out ? html_next_outside(body, node) : html_next(body, node);
        if (out)
            html_drop(node);
    }
    html_weights_free(weights);
}

/* A table of contents, a list of entries, a line that does something. */
static bool is_idle(xmlNode *node, bool declared)
{
    const struct html_weight *weight = html_weight(node);
    unsigned kind = html_node_kind(node);

    if (!(kind & HTML_BLOCK) || kind & HTML_HEADING || weight->text == 0 || weight->prose)
        return false;
    if (weight->anchors > 2 && weight->anchors == weight->links && html_is_linked(weight, 70))
        return true;
    if (weight->text <= ACTION_MAX) {
        char *line = html_line(node, ACTION_MAX + 1);
        bool action = html_is_action(line);

        free(line);
        if (action)
            return true;
    }
    return !declared && weight->cores == 0 && html_is_linked(weight, 60) &&
           (weight->links > 1 || !html_is(node, "p")) && !(kind & HTML_TABLE);
}

/* Behind the heading and the lists of links that follow it. */
static xmlNode *drop_related(xmlNode *root, xmlNode *heading)
{
    xmlNode *next = heading->next;

    while (next && !(html_node_kind(next) & HTML_HEADING)) {
        xmlNode *after = next->next;

        if (next->type == XML_ELEMENT_NODE && html_weight(next)->text &&
            (!html_is_linked(html_weight(next), 40) || html_weight(next)->cores))
            break;
        html_drop(next);
        next = after;
    }
    next = html_next_outside(root, heading);
    html_drop(heading);
    return next;
}

static bool is_related(xmlNode *node)
{
    if (!(html_node_kind(node) & HTML_HEADING) || html_weight(node)->text > ACTION_MAX)
        return false;
    char *line = html_line(node, ACTION_MAX + 1);
    bool found = html_is_related(line);
    free(line);
    return found;
}

void html_prune_main(xmlNode *root, bool declared)
{
    struct html_weights *weights = html_weights_new(root);

    for (xmlNode *node = html_next(root, root), *next; node; node = next) {
        if (node->type == XML_ELEMENT_NODE && is_related(node)) {
            next = drop_related(root, node);
            continue;
        }
        bool out = node->type == XML_ELEMENT_NODE && is_idle(node, declared);
        next = out ? html_next_outside(root, node) : html_next(root, node);
        if (out)
            html_drop(node);
    }
    html_weights_free(weights);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_WEIGHTS_H
#define INDEXER_READERS_HTML_WEIGHTS_H

/* How much text stands below each element of a page, and of what kind. Counted in characters
   that are no white space; linear in the size of the tree. */

#include "html_tree.h"

struct html_weight {
    size_t text;     /* all of it */
    size_t linked;   /* inside of links */
    size_t prose;    /* of paragraphs long enough to say something, and mostly not links */
    size_t links;    /* elements */
    size_t anchors;  /* links to a place of the same page */
    size_t controls; /* buttons, fields */
    size_t cores;    /* <main>, <article>, <h1> */
};

struct html_weights;

struct html_weights *html_weights_new(xmlNode *top);
void html_weights_free(struct html_weights *weights);

/* Of an element that stood below `top` when the weights were taken. */
const struct html_weight *html_weight(const xmlNode *node);

/* Whether more than `percent` of the text is links. */
bool html_is_linked(const struct html_weight *weight, unsigned percent);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_TREE_H
#define INDEXER_READERS_HTML_TREE_H

/*
 * A page as a tree of libxml2, and what the readers ask it. Nothing here recurses; strings returned
 * as const are borrowed from the tree.
 */

#include "parangon/memory.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* The tree of markup that html_tame() made, or NULL when it has no element. xmlFreeDoc() frees. */
xmlDoc *html_parse(const struct parangon_buf *markup);

/* The element `top` itself first, then all nodes below it in the order of the page; NULL at the end. */
xmlNode *html_next(const xmlNode *top, const xmlNode *node);
/* The next one that does not stand below `node`. */
xmlNode *html_next_outside(const xmlNode *top, const xmlNode *node);

bool html_is(const xmlNode *node, const char *name);
unsigned html_node_kind(const xmlNode *node); /* see html_names.h; 0 for text */
const char *html_attribute(const xmlNode *node, const char *name); /* "" without it */
bool html_has_attribute(const xmlNode *node, const char *name);

/* The first element of that name at or below `top`, or NULL. */
xmlNode *html_find(xmlNode *top, const char *name);

/* The text below a node on one line, without white space around it, at most `most` bytes or so. */
char *html_line(const xmlNode *top, size_t most);

/* Takes a node and all below it out of the tree. */
void html_drop(xmlNode *node);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_PRUNE_H
#define INDEXER_READERS_HTML_PRUNE_H

/* What is not the main text goes out of the tree of a page. */

#include "html_tree.h"

/* How much is taken for boilerplate: a page that would be left without text is read again with less. */
enum html_strictness {
    HTML_STRICT_HIDDEN,   /* only what nobody sees */
    HTML_STRICT_ELEMENTS, /* and <nav>, <footer>, roles … */
    HTML_STRICT_HINTS     /* and what classes, ids and words say */
};

void html_prune(xmlNode *body, enum html_strictness strictness);

/* In the main part, once it is known: lists of links, actions, links to other pages. `declared`
   when the page itself named the part, which is then trusted more. */
void html_prune_main(xmlNode *root, bool declared);

#endif

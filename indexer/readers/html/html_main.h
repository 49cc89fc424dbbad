/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_MAIN_H
#define INDEXER_READERS_HTML_MAIN_H

/* The part of a page that is its main text. */

#include "html_tree.h"

/* The element that holds it, at least `body` itself; `declared` tells whether the page named it
   (<main>, <article>, role="main"). The tree has been pruned. */
xmlNode *html_main(xmlNode *body, bool *declared);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_HINTS_H
#define INDEXER_READERS_HTML_HINTS_H

/* What the makers of pages call the parts that are not the main text, in French and English. */

#include "html_tree.h"

enum html_hint {
    HTML_HINT_NONE,
    HTML_HINT_LINKS,  /* a menu, related pages: boilerplate when it is mostly links */
    HTML_HINT_AROUND, /* boilerplate unless it holds most of the page */
    HTML_HINT_COOKIES /* boilerplate however long it is */
};

/* By the class, the id and the role of an element. */
enum html_hint html_hint(const xmlNode *node);

/* A line that is an action on the page: "Partager cette page", "Back to top". */
bool html_is_action(const char *line);

/* A heading above links to other pages: "À lire aussi". */
bool html_is_related(const char *line);

#endif

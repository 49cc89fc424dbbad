/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_NAMES_H
#define INDEXER_READERS_HTML_NAMES_H

/* What the names of HTML's elements mean to the readers. */

#include <stddef.h>

enum {
    HTML_VOID = 1,         /* has no content and no end tag */
    HTML_OPTIONAL_END = 2, /* the next of its kind ends it */
    HTML_BLOCK = 4,        /* a paragraph of its own, or several */
    HTML_TABLE = 8,        /* a table or a part of one */
    HTML_CONTAINER = 16,   /* may be the whole main part of a page */
    HTML_HEADING = 32,
    HTML_CONTROL = 64, /* of a form: no text of the page */
    HTML_EMPTY = 128   /* void, and says nothing to us */
};

/* The sum of what holds for an element, case aside; 0 for text-level and unknown ones. */
unsigned html_kind(const char *name, size_t len);

#endif

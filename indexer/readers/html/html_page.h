/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_PAGE_H
#define INDEXER_READERS_HTML_PAGE_H

/* Pages in HTML, whether a file of their own, the body of a message or the chapter of a book. */

#include "html_head.h"

#include <cjson/cJSON.h>

struct html_page {
    struct html_head head; /* in the arena */
    struct parangon_arena *arena;
    char *title; /* of the main text, or NULL */
    char *text;  /* of a record, "" when there is none */
    cJSON *form; /* labels and values of its sheets; empty without one */
};

enum html_extent {
    HTML_MAIN,  /* the main text, without its title */
    HTML_WHOLE, /* all that is seen, headings and all: a chapter has no menus */
    HTML_MAIL   /* the same without quoted messages */
};

/* Reads a page of which `charset` is known, or NULL. The bytes are used up. Never fails: a page
   of which nothing can be made has no text. html_page_clear() frees what it holds. */
void html_page_read(struct html_page *page, struct parangon_buf *bytes, const char *charset,
                    enum html_extent extent);
void html_page_clear(struct html_page *page);

/* The version of a record: title, text, form, lang, summary, source. `fallback` is the title of a
   page that has none. */
cJSON *html_page_version(const struct html_page *page, const char *fallback);

#endif

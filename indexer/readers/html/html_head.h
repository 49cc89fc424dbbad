/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_HEAD_H
#define INDEXER_READERS_HTML_HEAD_H

/* What a page says about itself: <title>, <meta>, <link>, and JSON-LD in the terms of schema.org. */

#include "html_tree.h"

/* Strings on one line, NULL when the page does not say it; they live in the arena. */
struct html_head {
    const char *title;       /* <title>, with the name of the site as a rule */
    const char *shown_title; /* og:title, or a headline in JSON-LD */
    const char *site;
    const char *description;
    const char *lang; /* "fr" */
    const char *url;  /* canonical, http or https */
};

/* `linked_data` is what html_tame() found. */
void html_head_read(struct html_head *head, xmlDoc *page, const struct parangon_buf *linked_data,
                    struct parangon_arena *arena);

/* Fills what is not known yet from one text of JSON-LD; malformed text says nothing. */
void html_linked_read(struct html_head *head, const char *json, struct parangon_arena *arena);

/* The two or three letters of a language tag such as "fr-FR" or "en_GB", else NULL. */
const char *html_lang(const char *tag, struct parangon_arena *arena);

/* A title without the name of the site: "Eau | Ville de Brest" gives "Eau". Yours to free. */
char *html_bare_title(const char *title, const char *site);

/* Whether a description says something about this text, and not about the site as a whole. */
bool html_describes(const char *description, const char *title, const char *text);

/* Whether a text may be in the language that its page claims. */
bool html_is_credible(const char *lang, const char *text);

#endif

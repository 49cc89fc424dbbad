/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_SEARCH_PARTS_H
#define QUERY_SERVE_SEARCH_PARTS_H

/* Parts of the search page, in the order in which they stand there. */

#include "frame.h"

#include <cjson/cJSON.h>

/* More for the head: the feed of the question. */
const char *search_head_links(struct call *call, bool asked);

/* The form with the question. */
void search_add_box(struct call *call, bool asked);

/* What can be chosen, each with its count: a form that works without scripts. */
void search_add_facets(struct call *call, const cJSON *answer);

/* What is chosen, each to be taken away by a link. */
void search_add_chosen(struct call *call, const cJSON *answer);

/* What to do when nothing was found. */
void search_add_empty(struct call *call, const cJSON *answer);

void search_add_pages(struct call *call, const cJSON *answer);
void search_add_exports(struct call *call);

/* Before anything is asked: themes to begin with. */
void search_add_welcome(struct call *call, const cJSON *answer);

#endif

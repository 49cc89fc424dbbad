/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_RESULT_H
#define QUERY_SERVE_RESULT_H

/* One record in a list, on whatever page the list is. */

#include "frame.h"

#include <cjson/cJSON.h>

struct result_style {
    unsigned level;  /* of its heading */
    bool selectable; /* has a box for the comparison; the list is in a form then */
};

/* An <article>: title, facts, themes, snippet, languages, why it is here. */
void result_add(struct call *call, const cJSON *result, const struct result_style *style);

/* "/practice/ID" with the language of the page; of the arena. */
const char *result_address(const struct call *call, const char *id);

#endif

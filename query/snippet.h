/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SNIPPET_H
#define QUERY_SNIPPET_H

#include "match.h"

#include <cjson/cJSON.h>

/* The part of a passage's text that holds most of the question, as fragments:
   [{"text": "accès à l'"}, {"text": "eau", "hit": true}]. Matching words are marked to the last
   letter; "…" stands where the text is cut. `*breaks` is the number of pages that end in the text
   before the first of the words. */
cJSON *snippet_make(const struct match *match, const char *text, enum parangon_lang lang,
                    size_t *breaks);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SNIPPET_H
#define QUERY_SNIPPET_H

#include "match.h"

#include <cjson/cJSON.h>

/* The part of a passage's text that holds most of the question. */
struct snippet {
    /* [{"text": "accès à l'"}, {"text": "eau", "hit": true}]: matching words are marked to the last
       letter; "…" stands where the text is cut. */
    cJSON *fragments;
    size_t breaks; /* pages that end in the text before the first of the words */
    char *heading; /* of the text, above most of the words; NULL for none */
};

/* What is made in `snippet` is yours. */
void snippet_make(const struct match *match, const char *text, enum parangon_lang lang,
                  struct snippet *snippet);

#endif

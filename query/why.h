/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_WHY_H
#define QUERY_WHY_H

#include "rank.h"

#include <cjson/cJSON.h>

/* {"fr": …, "en": …}: what made the record come, in words. */
cJSON *why_make(const struct match *match, const struct hit *hit);

/* [{"label", "value"}]: every part of the score, adding up to it. */
cJSON *why_explain(const struct match *match, const struct hit *hit);

/* What the question was taken to mean besides its words:
   [{"words", "theme" or "country" …, "also": [terms of the other language], "from"}]. */
cJSON *why_expansions(const struct match *match);

#endif

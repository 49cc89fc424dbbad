/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_LIKE_WHY_H
#define QUERY_LIKE_WHY_H

/* Why a record is like another, in words and in figures. */

#include "rank.h"
#include "traits.h"

struct like_hit {
    struct hit hit;
    double words, traits; /* the two parts of its score */
    size_t asked;         /* the version whose words found it best */
    const char *id;       /* only to tell equals apart */
};

/* {"fr": …, "en": …} */
cJSON *like_why(const struct traits *traits, const struct match *match, const struct like_hit *hit);

/* [{"label", "value"}], adding up to the score. */
cJSON *like_explain(const struct traits *traits, const struct like_hit *hit);

#endif

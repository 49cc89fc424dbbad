/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_SIMILARITY_H
#define QUERY_COMPARE_SIMILARITY_H

/* How alike two authorities are, criterion by criterion (see compare.h), and the words for it. */

#include "compare/authorities.h"
#include "compare/compare.h"

/* Another kind of the same level (a métropole and a communauté urbaine) has most powers in common;
   a commune and a group share the territory of their action at best. */
#define SIMILARITY_SAME_LEVEL 0.7
#define SIMILARITY_COMMUNE_AND_GROUP 0.2
/* Of the population criterion: a tenth of the inhabitants, or ten times as many, is nothing alike.
   The classes are those that the study reports by, so that staying in one counts by itself. */
#define SIMILARITY_NOTHING_ALIKE 10.0
#define SIMILARITY_CLASS_SHARE 0.25
#define SIMILARITY_NEXT_CLASS 0.5 /* of that share, for neighbouring classes */
/* From here on a criterion brings two authorities together in words, below it sets them apart. */
#define SIMILARITY_ALIKE 0.6

struct similarity {
    double total; /* 0 to 1 */
    double values[CRITERION_COUNT];
    bool known[CRITERION_COUNT];
};

void similarity_measure(const struct authorities *authorities, const struct authority *a,
                        const struct authority *b, const double weights[CRITERION_COUNT],
                        struct similarity *similarity);

/* What brings `b` near `a`, and what sets it apart: {"fr", "en"}, for cJSON_Delete; an empty text
   when there is nothing. Criteria without weight are not spoken of. */
void similarity_say(const struct authorities *authorities, const struct authority *a,
                    const struct authority *b, const double weights[CRITERION_COUNT],
                    const struct similarity *similarity, cJSON **why, cJSON **differs);

/* Ids that both have, in order; returns how many, of which at most `max` are written. */
size_t similarity_common(const struct ids *a, const struct ids *b, const char *common[],
                         size_t max);

#endif

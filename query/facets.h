/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_FACETS_H
#define QUERY_FACETS_H

#include "rank.h"

/* The counts of the facets that the request asks for, over all records that match: an object from
   the name of each to [{"value", "label": {"fr", "en"}, "count", "selected"}], the most frequent
   first, ranges in their own order. What is chosen within a facet does not change its own counts.
   `left_out` (may be NULL) gets an object with how many values each has beyond the limit, or NULL
   when there are none. */
enum parangon_code facets_count(const struct ranking *ranking, struct match *match, cJSON **facets,
                                cJSON **left_out, struct parangon_error *err);

/* {"fr": …, "en": …} of a value of a field. */
cJSON *facet_label(const struct parangon_knowledge *knowledge, const struct parangon_field *field,
                   const char *value);

/* The same of a value that `record` has: a name that the vocabulary does not know is written as the
   record writes it. UINT32_MAX for no record. */
cJSON *facet_label_of(struct engine *engine, const struct parangon_field *field, const char *value,
                      uint32_t record);

#endif

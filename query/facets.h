/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_FACETS_H
#define QUERY_FACETS_H

#include "rank.h"

/* The counts of the facets that the request asks for, over all records that match: an object from
   the name of each facet to [{"value", "label": {"fr", "en"}, "count", "selected"}], the most
   frequent first. What is chosen within a facet does not change that facet's own counts. */
enum parangon_code facets_count(const struct ranking *ranking, struct match *match, cJSON **facets,
                                struct parangon_error *err);

/* {"fr": …, "en": …} of a value of a field. */
cJSON *facet_label(const struct parangon_knowledge *knowledge, const struct parangon_field *field,
                   const char *value);

#endif

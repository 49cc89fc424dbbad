/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_GROUPS_H
#define QUERY_GROUPS_H

/* The results of a search put together by lead or by country. */

#include "rank.h"

typedef enum parangon_code print_hit_fn(const struct match *match, const struct hit *hit,
                                        size_t rank, cJSON *results, struct parangon_error *err);

/* Adds to an answer "grouped_by"; "group_total", how many groups there are; and "groups", the page
   of them that the request asks for: [{"value", "label", "count", "results": […]}], in the order of
   their best records, of which each has the first few. A record with several values is in several
   groups; those without any are in the last one, whose value is null. */
enum parangon_code groups_add(const struct ranking *ranking, struct match *match,
                              print_hit_fn *print, cJSON *answer, struct parangon_error *err);

#endif

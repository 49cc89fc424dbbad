/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_EMPTIED_H
#define QUERY_EMPTIED_H

#include "rank.h"

/* Where nothing was found and there are filters, adds to the query of the answer "emptied_by", the
   filters without which something is found, each dropped alone: [{"filter", "values",
   "total_without"}], the most promising first; and "total_without_filters", what is found without
   any of them. */
void emptied_add(const struct ranking *ranking, const struct match *match, cJSON *query);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_YEAR_CHART_H
#define QUERY_SERVE_YEAR_CHART_H

#include "../call.h"

#include <cjson/cJSON.h>

/* Counts by year, [{"value", "count"}] with the earliest first, as a row of small bars that are also
   told in words; nothing when there are none. Long gaps are kept: a bar a year. */
void year_chart_add(struct call *call, const cJSON *years);

#endif

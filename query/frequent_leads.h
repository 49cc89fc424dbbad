/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_FREQUENT_LEADS_H
#define QUERY_FREQUENT_LEADS_H

/* The authorities and bodies that come up most often as a lead or co-lead. */

#include "engine.h"

enum {
    FREQUENT_LEADS = 10
};

/* {"records", "with_lead", "distinct", "top": [{"value", "label", "count", "share"}],
   "top_records", "top_share"} of the records that `selected` says; shares are of those that have a
   lead, null when none has. */
enum parangon_code frequent_leads(struct engine *engine, const unsigned char *selected,
                                  cJSON **leads, struct parangon_error *err);

#endif

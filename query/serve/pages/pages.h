/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_PAGES_H
#define QUERY_SERVE_PAGES_H

/* The pages: one file each. */

#include "../routes.h"

#include <cjson/cJSON.h>

route_fn page_search, page_practice, page_themes, page_compare, page_actors, page_coverage,
    page_about;

/* A failure for a person: what went wrong, and the way back. */
void page_failure(struct call *call, enum parangon_code code, const char *message);

#endif

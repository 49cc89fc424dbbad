/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_API_H
#define QUERY_SERVE_API_H

/* The JSON API: the answer objects of the commands, over HTTP. */

#include "routes.h"

route_fn api_search, api_suggest, api_practice, api_like, api_themes, api_coverage, api_compare,
    api_actors;

/* {"format": 1, "error": {"code", "message", "hint"}} */
void api_print_failure(struct call *call, const char *code, const char *message, const char *hint);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_API_H
#define QUERY_SERVE_API_H

/* The JSON API: the answer objects of the commands, over HTTP. */

#include "routes.h"

route_fn api_search, api_practice, api_themes;

/* {"format": 1, "error": {"code", "message", "hint"}} */
void api_print_failure(struct call *call, const char *code, const char *message, const char *hint);

/* Searches with the parameters of a call; `*answer` is for cJSON_Delete. What is found or not is
   counted. `strict` as in parameters.h. */
enum parangon_code api_ask_search(struct call *call, bool strict, cJSON **answer,
                                  struct parangon_error *err);

/* The record whose id is the rest of the path. */
enum parangon_code api_ask_practice(struct call *call, cJSON **answer, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_API_H
#define QUERY_SERVE_API_H

/* The JSON API: the answer objects of the commands, over HTTP. */

#include "routes.h"

route_fn api_search, api_suggest, api_practice, api_themes, api_coverage, api_compare, api_actors,
    api_like;

/* {"format": 1, "error": {"code", "message", "hint"}} */
void api_print_failure(struct call *call, const char *code, const char *message, const char *hint);

/* Who is to read a search: a program, which is told of parameters that do not exist and gets the
   facets that it asks for, or a page. */
enum search_use {
    SEARCH_FOR_PROGRAM,
    SEARCH_FOR_PAGE,
    SEARCH_FOR_FEED,  /* the latest records */
    SEARCH_FOR_EXPORT /* as many as can be taken away at once */
};

/* Searches with the parameters of a call; `*answer` is for cJSON_Delete. What is found or not is
   counted. */
enum parangon_code api_ask_search(struct call *call, enum search_use use, cJSON **answer,
                                  struct parangon_error *err);

/* What the base holds and lacks, as `parangon stats`. */
enum parangon_code api_ask_coverage(struct call *call, cJSON **answer, struct parangon_error *err);

/* Who finances, advises, trains: by words, filters and the day of today. */
enum parangon_code api_ask_actors(struct call *call, cJSON **answer, struct parangon_error *err);

/* Records like the one whose id is the rest of the path. */
enum parangon_code api_ask_like(struct call *call, cJSON **answer, struct parangon_error *err);

enum parangon_code api_ask_themes(struct call *call, cJSON **answer, struct parangon_error *err);

/* The record whose id is the rest of the path. */
enum parangon_code api_ask_practice(struct call *call, cJSON **answer, struct parangon_error *err);

#endif

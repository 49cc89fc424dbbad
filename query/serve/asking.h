/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_ASKING_H
#define QUERY_SERVE_ASKING_H

/* A call turned into the answer object that the command line prints: by its parameters, or by the id
   that is the rest of its path. `*answer` is for cJSON_Delete. */

#include "call.h"

#include <cjson/cJSON.h>

typedef enum parangon_code asking_fn(struct call *call, cJSON **answer, struct parangon_error *err);

asking_fn asking_suggestions, asking_practice, asking_like, asking_themes, asking_coverage,
    asking_actors;

/* Who is to read a search: a program, which is told of parameters that do not exist and gets the
   facets that it asks for, a page … */
enum search_use {
    SEARCH_FOR_PROGRAM,
    SEARCH_FOR_PAGE,
    SEARCH_FOR_FEED,  /* the latest records */
    SEARCH_FOR_EXPORT /* as many as can be taken away at once */
};

/* Searches. Whether programs and pages found something is counted. */
enum parangon_code asking_search(struct call *call, enum search_use use, cJSON **answer,
                                 struct parangon_error *err);

/* For programs. */
asking_fn asking_searched;

#endif

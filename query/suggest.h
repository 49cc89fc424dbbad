/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SUGGEST_H
#define QUERY_SUGGEST_H

/* What the beginning of a question may go on to: themes, countries, places, actors, titles and
   words of the index. */

#include "engine.h"
#include "request.h"

#include <cjson/cJSON.h>

enum {
    SUGGESTIONS_MAX = 50, /* of one answer */
    PREFIX_MAX = 400      /* bytes of what is typed: nothing is suggested for more */
};

/* The answer of schema/suggest.json. The words of the request are what was typed so far, its last
   word the one to be completed; `count` is the most to suggest; only what some record that passes
   the filters has is suggested. `ui`, else `locale`, is the language that is preferred. */
enum parangon_code suggest_answer(struct engine *engine, struct request *request, cJSON **answer,
                                  struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ACTORS_H
#define QUERY_ACTORS_H

/* Actors: who finances, advises, trains, represents. They are the records of networks, bodies,
   schemes and programmes. */

#include "engine.h"
#include "request.h"

#include <cjson/cJSON.h>

struct actors_request {
    /* Its words and filters choose the actors; so do offset and count what is shown of them. Three
       filters are read in the light of what actors are:
       - region: what works there, then what works in the whole country, in Europe, in the world,
         then what does not say; what belongs to other regions is left out;
       - function: a scheme finances, whether its record says so or not;
       - state: as told for the day. */
    const struct request *request;
    const char *as_of; /* YYYY-MM-DD: the day for which open and closed are told */
};

/* PARANGON_USAGE when the day is none. The keys of the answer are those of schema/actors.json. */
enum parangon_code actors_answer(struct engine *engine, const struct actors_request *asked,
                                 cJSON **answer, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ACTOR_CARD_H
#define QUERY_ACTOR_CARD_H

/* What an answer says of one actor. */

#include "parangon/text.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* How far an actor works, the nearest first. */
enum reach {
    REACH_REGION, /* in the region that is asked for */
    REACH_NATIONAL,
    REACH_EUROPEAN,
    REACH_INTERNATIONAL,
    REACH_UNKNOWN,
    REACH_COUNT,
    REACH_ELSEWHERE = REACH_COUNT /* in places other than the one asked for */
};

/* `in_region`: whether the record belongs to the region that is asked for. */
enum reach actor_reach(const cJSON *record, bool in_region);

/* "region", "national", "european", "international", "unknown". */
const char *actor_reach_name(enum reach reach);

/* For cJSON_Delete: what a list shows of the record for a reader of `lang`, and the fields of
   bodies and schemes. "functions" of a scheme hold finance; "state" is that of the day, null for
   what has none. */
cJSON *actor_card(const cJSON *record, const char *day, enum parangon_lang lang);

#endif

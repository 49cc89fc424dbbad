/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ANSWER_PARTS_H
#define QUERY_ANSWER_PARTS_H

/* Parts that several answers are made of. */

#include "request.h"

#include "parangon/text.h"

#include <cjson/cJSON.h>
#include <time.h>

/* {"format": 1, "date": "2021-02-16"}, for cJSON_Delete. */
cJSON *answer_new(void);

/* Adds a text, or null. */
void answer_add_text(cJSON *object, const char *key, const char *text);

/* Adds to a result what a list shows of a record as the index stores it: "id", "kind", "lang" and
   the title, summary and source of the version for a reader of `lang`, "lead", partners, themes,
   years, evidence … Lists are never absent; other fields are null or absent. */
void answer_add_record(cJSON *result, const cJSON *record, enum parangon_lang lang);

/* {"fr": …, "en": …} */
cJSON *answer_both(const char *french, const char *english);

/* The filters of a request: {"theme": ["…"]}. */
cJSON *answer_filters(const struct request *request);

/* On a damaged index a number may lead to a passage of another record: PARANGON_DAMAGED. */
enum parangon_code answer_expect_id(const cJSON *stored, const char *id,
                                    struct parangon_error *err);

/* Adds a part of a score, for those who want it explained: {"label": …, "value": …} */
void answer_add_part(cJSON *parts, const char *label, double value);

/* What an answer took, since a time of CLOCK_MONOTONIC. */
double answer_milliseconds(const struct timespec *since);

#endif

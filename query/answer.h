/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ANSWER_H
#define QUERY_ANSWER_H

/* Answers: one object a question, which every output reads. The keys are those of query/schema. */

#include "engine.h"
#include "rank.h"
#include "request.h"
#include "retry.h"

#include <cjson/cJSON.h>

/* Searches; `field:value` in the words is one more filter. A word that the index does not know is
   corrected when the request lets it: "corrected" of the query is the question with words of the
   index, and "corrected_used" tells whether the results are for that one. */
enum parangon_code answer_search(struct engine *engine, const struct request *request,
                                 cJSON **answer, struct parangon_error *err);

/* The same; the context is the request. */
ask_fn answer_ask_search;

/* The same for the words as they stand. */
enum parangon_code answer_as_typed(struct engine *engine, const struct request *request,
                                   cJSON **answer, struct parangon_error *err);

/* Adds a result of a search to `results`: its rank counts from 1. */
enum parangon_code answer_result(const struct match *match, const struct hit *hit, size_t rank,
                                 cJSON *results, struct parangon_error *err);

/* A record with the text of its versions; PARANGON_NOTHING when there is none of this id. */
enum parangon_code answer_record(struct engine *engine, const char *id, cJSON **answer,
                                 struct parangon_error *err);

/* The themes, with how many records are about each, by year; `word` is not looked at. */
enum parangon_code answer_themes(struct engine *engine, const char *word, cJSON **answer,
                                 struct parangon_error *err);

#endif

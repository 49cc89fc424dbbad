/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_LIKE_H
#define QUERY_LIKE_H

/*
 * Records that are like a given one, in any language.
 *
 * Each version of the record is made a question of its most telling words (telling_words.h), asked
 * in its language and, by the translations, in the other. What a passage holds of them is divided
 * by what the record's own best passage holds: 1 would be the same text. To the best of these come
 * what the two records have in common besides (traits.h).
 */

#include "engine.h"
#include "request.h"

#include <cjson/cJSON.h>

/* Scores below are chance: a form of action and some everyday words. They are no results. */
#define LIKE_LEAST 0.1

/* The keys are those of a search, "query" but for "like": the id, and the words that were asked.
   The filters of the request apply, its words and its order do not. PARANGON_NOTHING when there is
   no such record. */
enum parangon_code like_answer(struct engine *engine, const char *id, const struct request *request,
                               cJSON **answer, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_TELLING_WORDS_H
#define QUERY_TELLING_WORDS_H

/* The most telling words of a record as a question, to find records that are like it. */

#include "engine.h"
#include "question.h"

/* A record as it is compared with others. All borrowed. */
struct telling_source {
    const cJSON *record; /* as the index stores it */
    const char *text;    /* the body of the version */
    enum parangon_lang lang;
    uint32_t number; /* of the record */
};

/*
 * Fills `question` with the words of the version that tell most, the best first; none when it has
 * no words that could be found elsewhere. Words that name the leads, the partners and their countries are
 * left out: who takes part is compared apart, and names are so rare that they would drown the subject.
 * `question` borrows from `arena`.
 */
void telling_words(struct engine *engine, const struct telling_source *source,
                   struct parangon_arena *arena, struct question *question);

#endif

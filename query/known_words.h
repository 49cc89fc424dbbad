/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_KNOWN_WORDS_H
#define QUERY_KNOWN_WORDS_H

/* Which words of a question are right as they stand. */

#include "engine.h"
#include "question.h"

struct known_words {
    struct engine *engine;
    const struct request *request;
    const struct question *question;
    bool own[PARANGON_LANG_COUNT]; /* languages of the question */
    bool named[CLAUSES_MAX];       /* words of places, and of terms of the vocabulary */
};

/* Borrows all that it is given. */
void known_words_init(struct known_words *known, struct engine *engine,
                      const struct request *request, const struct question *question);

/* Whether the plain word of this number is right, or no word that can be wrong: see correction.h. */
bool known_words_has(struct known_words *known, size_t word);

#endif

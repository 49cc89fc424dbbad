/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_LANGUAGE_H
#define QUERY_LANGUAGE_H

#include "engine.h"
#include "question.h"

/* The language of a question, told from its words and from how often the index knows them in each
   language; PARANGON_OTHER when unsure. A language that the index does not hold is never told. */
enum parangon_lang question_language(struct engine *engine, const struct question *question);

#endif

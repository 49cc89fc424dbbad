/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_CORRECTION_H
#define QUERY_CORRECTION_H

/*
 * Corrections of a question: words that the index knows in no form, replaced by the words of the
 * index that were probably meant.
 *
 * A word that an index holds is never touched, however rare it is and however frequent its
 * neighbours are; nor is one whose stem it holds, that the tables of translations know, that is part
 * of a place's name or of a term of the vocabulary. Quoted words, those with a mark of the query
 * language, excluded ones, values of fields, numbers, codes and addresses are left alone.
 */

#include "engine.h"
#include "question.h"

struct correction {
    const char *text; /* the question with its words replaced; NULL when nothing is to be */
    bool sure;        /* what was typed hardly means anything else */
};

/* `question` was read from `request`, whose arena the text is in. */
enum parangon_code correction_find(struct engine *engine, const struct request *request,
                                   const struct question *question, struct correction *correction,
                                   struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_WINDOW_H
#define QUERY_WINDOW_H

#include "match.h"

/* What neighbouring words of the question add to a passage: for each adjacent pair of content
   words that stands in order within PHRASE_WINDOW places, both words' contributions. */
double window_phrases(const struct match *match, xc_docid document);

/* What the places of the words in a passage add, on the scale of the score itself. */
struct window_scores {
    double best; /* the best window of WINDOW_WORDS words: the sum over words of idf times their
                    saturated frequency in it, a word of the title counted TITLE_TIMES more */
    double near; /* how near to one another different words stand, over the whole text: each word by
                    its idf times the saturated sum of its neighbours' idf over the distance to the
                    power of 1.5 (after Büttcher, Clarke and Lushman 2006, "Term Proximity Scoring
                    for Ad-Hoc Retrieval on Very Large Text Collections", who take the square) */
};

/* A part that the request leaves out is 0. */
struct window_scores window_places(const struct match *match, xc_docid document);

#endif

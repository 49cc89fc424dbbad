/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_WINDOW_H
#define QUERY_WINDOW_H

#include "match.h"

/* What neighbouring words of the question add to a passage: for each adjacent pair of content
   words that stands in order within PHRASE_WINDOW places, both words' contributions. */
double window_phrases(const struct match *match, xc_docid document);

/* The best window of WINDOW_WORDS words: the sum over words of idf times their saturated frequency
   in it, a word of the title counted TITLE_TIMES more. On the scale of the score itself. */
double window_best(const struct match *match, xc_docid document);

#endif

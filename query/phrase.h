/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_PHRASE_H
#define QUERY_PHRASE_H

#include "match.h"

/* The passages of a language where the words of the clause stand side by side, with how often;
   `idf` is the sum of the words' own. */
enum parangon_code phrase_postings(struct match *match, const struct clause *clause,
                                   enum parangon_lang lang, struct postings *postings, double *idf,
                                   struct parangon_error *err);

/* The postings of a translated expression: passages where its parts stand in order, each within
   PHRASE_WINDOW places of the one before; its idf is the sum of theirs. */
enum parangon_code phrase_read_expression(struct match *match, struct alternative *expression,
                                          struct parangon_error *err);

/* The positions of a term in a document, in order; at most POSITIONS_MAX of them. */
enum {
    POSITIONS_MAX = 512
};
size_t phrase_positions(struct engine *engine, xc_docid document, const char *term, size_t len,
                        uint32_t positions[POSITIONS_MAX]);

#endif

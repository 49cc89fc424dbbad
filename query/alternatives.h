/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ALTERNATIVES_H
#define QUERY_ALTERNATIVES_H

#include "match.h"

/* Fills the alternatives of every clause: the terms by which it can be held, without postings. */
enum parangon_code alternatives_make(struct match *match, struct parangon_error *err);

/* One more way in which a clause can be held: the term of a value under a prefix. Borrowed until the
   next call for the same clause. */
struct alternative *alternative_add(struct match *match, struct clause_match *clause, enum way way,
                                    enum parangon_lang lang, const char *prefix, const char *value);

/* Whether passages of this language are looked at. */
bool alternative_is_searched(const struct match *match, enum parangon_lang lang);

/* The inverse document frequency as Xapian's BM25Weight computes it (bm25weight.cc, 1.4). */
double inverse_frequency(double documents, double holding);

#endif

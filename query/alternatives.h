/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ALTERNATIVES_H
#define QUERY_ALTERNATIVES_H

#include "match.h"

/* Fills the alternatives of every clause: the terms by which it can be held, without postings. */
enum parangon_code alternatives_make(struct match *match, struct parangon_error *err);

/* The inverse document frequency as Xapian's BM25Weight computes it (bm25weight.cc, 1.4). */
double inverse_frequency(double documents, double holding);

#endif

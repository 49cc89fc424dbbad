/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_EXPRESSION_H
#define QUERY_EXPRESSION_H

#include "match.h"

/* Expressions: labels of thesauri that neighbouring words of the question make up ("développement
   durable"), looked for in the other language as a whole, beside the translations of their words
   (measured: instead of them they lose, with them they gain). */

/* Adds to the clauses of each expression its translations into the languages that the question is
   not asked in. The longest expression wins; stop words between its words do not count. */
void expressions_add(struct match *match);

#endif

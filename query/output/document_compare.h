/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENT_COMPARE_H
#define QUERY_OUTPUT_DOCUMENT_COMPARE_H

/* Comparisons put into documents. */

#include "output.h"

/* Tables: peers, practices, indicators, sources of the figures. */
document_fn document_compare;
/* One table: a row a field, a column a practice. */
document_fn document_side_by_side;

#endif

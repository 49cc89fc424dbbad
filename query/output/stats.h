/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_STATS_H
#define QUERY_OUTPUT_STATS_H

/* What an index holds and lacks, put into a document: with the table of themes by size classes, or
   for the narrow page of a terminal with what that table lacks in words. */

#include "output.h"

document_fn document_stats;
document_fn document_stats_in_words;

#endif

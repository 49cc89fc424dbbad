/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENTS_H
#define QUERY_OUTPUT_DOCUMENTS_H

/* The answers put into documents, one file a kind: output.c says which is of which kind. */

#include "document.h"
#include "output.h"

/* The note that a person hands on: the question, then each result with its source. */
document_fn document_of_search;

/* The results as one table. */
document_fn document_of_search_sheet;

/* All that is known of a record, its text with its headings. */
document_fn document_of_record;

/* The same in tables: all fields and texts, then amounts and figures as numbers. */
document_fn document_of_record_sheet;

/* What an index holds and lacks, with the table of themes by size classes. */
document_fn document_of_stats;

/* The same for the narrow page of a terminal: what that table lacks is in words. */
document_fn document_of_stats_in_words;

/* Tables: peers, practices, indicators, sources of the figures. */
document_fn document_of_compare;

/* One table: a row a field, a column a practice. */
document_fn document_of_side_by_side;

/* A card each, then the table of who does what. */
document_fn document_of_actors;

/* A table, in their order. */
document_fn document_of_suggest;

#endif

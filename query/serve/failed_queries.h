/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_FAILED_QUERIES_H
#define QUERY_SERVE_FAILED_QUERIES_H

/*
 * Counts of the questions that found nothing, kept in a local file so that the vocabulary can grow.
 *
 * A row is a count, a tabulator and the question, folded; the file is replaced whole, the most
 * frequent first. No address, no time, nothing of who asked. Any thread.
 */

#include "parangon/error.h"

struct failed_queries;

/* Reads what the file has already; PARANGON_SYSTEM when it can be neither read nor written. NULL
   for a path gives none, which the other calls accept. */
enum parangon_code failed_queries_open(const char *path, struct failed_queries **queries,
                                       struct parangon_error *err);

/* Counts one more; written to the file once a minute. */
void failed_queries_add(struct failed_queries *queries, const char *words);

/* Writes, and frees. */
void failed_queries_close(struct failed_queries *queries);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_RELATIVES_H
#define INDEXER_RELATIVES_H

/*
 * Relatives: files of a source that have to be read together, as what becomes of one depends on the
 * others: two languages of a record, two formats, versions or copies of a sheet. What the index has
 * of a file that is not read again can be neither joined nor left out.
 */

#include "source.h"

#include "parangon/index.h"

/* Called with the numbers of two files of the source. */
typedef void relatives_fn(void *context, size_t file, size_t other);

/* Those that their names make relatives. */
void relatives_by_name(const struct source *source, relatives_fn *join, void *context);

/* Those that their texts make relatives, by the bands that the index keeps of records of earlier
   runs and of what was `left_out` then. All of these are borrowed. */
struct relatives;
struct relatives *relatives_open(xc_database *database, const struct source *source,
                                 const struct left_out_list *left_out);
void relatives_close(struct relatives *relatives);

/* Calls `take` with the numbers of the files that hold what may be the sheet of these bands. What
   one call found of the index the next ones do not say again. */
typedef void relatives_file_fn(void *context, size_t file);
void relatives_by_text(struct relatives *relatives, const uint64_t bands[SHINGLES_BANDS],
                       relatives_file_fn *take, void *context);

#endif

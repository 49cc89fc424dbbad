/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_RELATIVES_H
#define INDEXER_RELATIVES_H

/*
 * Relatives: files of a source that have to be read together, as what becomes of one depends on the
 * others: two languages of a record, two formats, versions or copies of a sheet. What the index has
 * of a file that is not read again can be neither joined nor left out.
 */

#include "source.h"
#include "spool.h"

#include "parangon/index.h"

/* Called with the numbers of two files of the source. */
typedef void relatives_fn(void *context, size_t file, size_t other);

/* Those that their names make relatives. */
void relatives_by_name(const struct source *source, relatives_fn *join, void *context);

/* Those that hold what may be the sheet of a version of the spool, by the bands of its text that
   the index keeps of records of earlier runs. */
void relatives_by_text(xc_database *database, const struct source *source,
                       const struct spool_version *version, relatives_fn *join, void *context);

#endif

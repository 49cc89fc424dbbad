/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_UPDATE_H
#define INDEXER_UPDATE_H

/* Updating: what waits in the spool goes into the index, where it differs from what is there. */

#include "report.h"
#include "source.h"
#include "spool.h"

#include "parangon/index.h"

struct update {
    struct parangon_writer *writer; /* NULL on a dry run without an index */
    const struct parangon_knowledge *knowledge;
    struct spool *spool;
    struct source *sources; /* by the number that the spool knows them by */
    size_t source_count;
    struct report *report;
};

/* Knows moved records again, and refuses those whose id another source has. Call it before anything
   is decided on what was rejected. */
enum parangon_code update_prepare(struct update *update, struct parangon_error *err);

/* Removes the records that the index has of files that are left out now, or that have become
   versions of another record. */
enum parangon_code update_left_out(struct update *update, struct parangon_error *err);

/* Puts every record of the spool that is new or changed. */
enum parangon_code update_records(struct update *update, struct parangon_error *err);

/* Removes the records that came from the sources before and are there no more. PARANGON_REJECTED
   when a source is missing or holds no record, which may be a folder that is not mounted. */
enum parangon_code update_prune(struct update *update, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_RENEWAL_H
#define INDEXER_RENEWAL_H

/* Renewal: a source is read again, but for the files that would give what they gave before. The
   spool then holds the records of all files that were read, each of them whole. */

#include "gather.h"
#include "known_files.h"

/* Of all that changes what is read from the files of a source. `knowledge` is the stamp of the
   vocabulary and the places. */
uint64_t renewal_stamp(const struct gathering *gathering, uint64_t knowledge);

struct renewal {
    struct gathering *gathering;
    struct source *source;
    struct known_files *known; /* NULL: everything is read */
    xc_database *database;     /* of the index; with `known` */
    bool prune;                /* what is there no more will be removed */
};

/* Gathers what has to be read, and counts the rest as unchanged. Fails as gather_source does. */
enum parangon_code renewal_gather(const struct renewal *renewal, struct parangon_error *err);

#endif

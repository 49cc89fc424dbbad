/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_GATHER_H
#define INDEXER_GATHER_H

/* Gathering: the files of a source are read, each version checked and put into the spool. */

#include "explain.h"
#include "map/map.h"
#include "read_file.h"
#include "report.h"
#include "source.h"
#include "spool.h"

#include "parangon/record.h"

/* How the files of one source are to be read; kept in the index for the next run. */
struct source_settings {
    const char *id_prefix; /* put in front of each id, or NULL */
    const char *lang;      /* "fr", "en", or "auto": of versions that do not say it */
    const cJSON *map;      /* see map.h, or NULL */
};

struct gathering {
    struct parangon_lookup lookup;
    struct spool *spool;
    struct report *report;
    struct source_settings settings;
    size_t source; /* number for the spool */
    const struct reading *reading;
    struct map *map;                 /* made of the settings while the source is read */
    struct explanation *explanation; /* when set, versions go there instead of the spool */
};

/* Reads all files of the source that are not to be left unread, and marks those that gave trouble. Only PARANGON_SYSTEM failures
   of the spool end it early. */
enum parangon_code gather_source(struct gathering *gathering, struct source *source,
                                 struct parangon_error *err);

#endif

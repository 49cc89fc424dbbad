/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_IDENTITY_H
#define INDEXER_IDENTITY_H

/*
 * Identity: how a record without an id of its own is known again. Its id was derived from the name
 * of its file once; when the file is moved, its content tells, and from then on its new name.
 */

#include "shingles.h"

#include "parangon/index.h"
#include "parangon/record.h"

#include <cjson/cJSON.h>

/* Raise when a head is known by something more: records are written anew when they are read. */
#define IDENTITY_VERSION "2"

/* Adds to the head of a record what it is known by: its source, its files, its contents and, when
   it may be a `duplicate` of others, what texts like its own share with it. */
void identity_put(xc_document *head, const cJSON *record, const char *source, bool duplicate);

/* Heads of records; a zeroed struct is empty. */
struct identity_heads {
    xc_docid *at; /* yours to free */
    size_t count, room;
};

/* Adds the heads of the records of the source that share a band: see shingles.h. Of those that very
   many share, some are left out. */
void identity_alike(xc_database *database, const char *source, const uint64_t bands[SHINGLES_BANDS],
                    struct identity_heads *heads);

/* Calls `take` with the path of each version of a record. */
typedef void identity_path_fn(void *context, const char *path);
void identity_paths(xc_database *database, xc_docid head, identity_path_fn *take, void *context);

/* A record of the index. */
struct identity {
    char *id;   /* yours to free */
    char *path; /* of one of its versions, relative to its source; yours to free */
};

/* The record of the source that has a version from this file or, failing that, with this very
   content; false when there is none. */
bool identity_find(xc_database *database, const char *source, const cJSON *version,
                   struct identity *identity);

/* Adds the heads of the records of the source that have a version from this file, unless the index
   cannot be read. */
void identity_of_file(xc_database *database, const char *source, const char *path,
                      struct identity_heads *heads);

/* What the head of a record stores, to be freed with cJSON_Delete; NULL when there is none. */
cJSON *identity_stored(xc_database *database, const char *id);

/* The source that a record of the index comes from, "" when there is no such record. Yours. */
char *identity_source(xc_database *database, const char *id);

#endif

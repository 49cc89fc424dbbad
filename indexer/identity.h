/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_IDENTITY_H
#define INDEXER_IDENTITY_H

/*
 * Identity: how a record without an id of its own is known again. Its id was derived from the name
 * of its file once; when the file is moved, its content tells, and from then on its new name.
 */

#include "parangon/index.h"
#include "parangon/record.h"

#include <cjson/cJSON.h>

/* Adds to the head of a record what it is known by: its source, its files, its contents. */
void identity_put(xc_document *head, const cJSON *record, const char *source);

/* A record of the index. */
struct identity {
    char *id;   /* yours to free */
    char *path; /* of one of its versions, relative to its source; yours to free */
};

/* The record of the source that has a version from this file or, failing that, with this very
   content; false when there is none. */
bool identity_find(xc_database *database, const char *source, const cJSON *version,
                   struct identity *identity);

/* What the head of a record stores, to be freed with cJSON_Delete; NULL when there is none. */
cJSON *identity_stored(xc_database *database, const char *id);

/* The source that a record of the index comes from, "" when there is no such record. Yours. */
char *identity_source(xc_database *database, const char *id);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SPOOL_H
#define INDEXER_SPOOL_H

/*
 * The spool: checked versions wait in a temporary file until all sources are read, so that the
 * versions of a record meet wherever they come from, and that nothing is written before it is
 * known whether all input is good. Only a few words a version stay in memory.
 */

#include "shingles.h"

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct spool;

enum {
    SPOOL_VERSIONS_MAX = 8
};

enum parangon_code spool_new(struct spool **spool, struct parangon_error *err);
void spool_free(struct spool *spool);

/* Where a version comes from. */
struct spool_origin {
    size_t source;    /* the number that the caller knows the source by */
    size_t file;      /* and that of the file in it */
    const char *path; /* of the file, for messages */
    const char *name; /* relative to the source */
    const char *pair; /* the id that it has beside its translation, or NULL: see pairs.h */
    bool derived;     /* its id was made from the name of the file */
    bool whole;       /* it is meant to be all that is in the file */
};

/* Adds a checked version, which has "id" and "lang"; it stays the caller's. A second version of the
   same id and language, or of the same id from another source, is PARANGON_REJECTED, both files
   named. But where both ids are derived from files of one source the second is kept as a rival of
   the first, until duplicates_find tells whether it is the same sheet. */
enum parangon_code spool_add(struct spool *spool, const cJSON *version,
                             const struct spool_origin *origin, struct parangon_error *err);

#define SPOOL_NONE SIZE_MAX

/* A version that waits. */
struct spool_version {
    size_t record;
    size_t file; /* as of its origin */
    char lang[8];
    char *path, *name, *pair; /* as of its origin */
    char *id;                 /* that it came with */
    bool derived, whole;
    bool has_bands; /* of its shingles: see shingles.h */
    uint64_t bands[SHINGLES_BANDS];
    size_t rival;  /* the version of its id and language that came before, or SPOOL_NONE */
    bool left_out; /* not to be written */
    size_t next;   /* of the same record, or SPOOL_NONE */
    off_t offset;  /* in the temporary file */
    size_t len;
};

/* The message that refuses the version of `path` for one that stands under its id already. */
enum parangon_code spool_refuse(const struct spool_version *stays, const char *id, const char *path,
                                bool other_source, struct parangon_error *err);

size_t spool_version_count(const struct spool *spool);
const struct spool_version *spool_version_at(const struct spool *spool, size_t version);

/* Reads one back, to be freed with cJSON_Delete; NULL when that fails. */
cJSON *spool_version_read(struct spool *spool, size_t version);

/* Leaves a version out, and its record when it has no other. */
void spool_leave_out(struct spool *spool, size_t version);

/* Makes a version one of the record `id`, which may be new. */
void spool_move(struct spool *spool, size_t version, const char *id);

/* Records, in the order in which their first version came. */
size_t spool_count(const struct spool *spool);
const char *spool_id(const struct spool *spool, size_t record);
size_t spool_source(const struct spool *spool, size_t record);

bool spool_derived(const struct spool *spool, size_t record);

/* Whether a version of the record may be a duplicate of others. */
bool spool_has_bands(const struct spool *spool, size_t record);

/* Another id for a record whose id was derived; false when another record has it. */
bool spool_rename(struct spool *spool, size_t record, const char *id);

/* The numbers of the files that the versions of a record come from, in their order. Returns how
   many. */
size_t spool_files(const struct spool *spool, size_t record, size_t files[SPOOL_VERSIONS_MAX]);

/* Takes out all records but the first `count`, which must not have got versions since. */
void spool_rewind(struct spool *spool, size_t count);

/* A dropped record stays in the numbering and is not to be written. */
void spool_drop(struct spool *spool, size_t record);
bool spool_dropped(const struct spool *spool, size_t record);

/* Whether the record is there, by id. */
bool spool_has(const struct spool *spool, const char *id);

/* Whether it is there and is to be written. */
bool spool_keeps(const struct spool *spool, const char *id);

/* Reads the versions of a record back; each to be freed with cJSON_Delete. */
enum parangon_code spool_versions(struct spool *spool, size_t record,
                                  cJSON *versions[SPOOL_VERSIONS_MAX], size_t *count,
                                  struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "update.h"

#include "document.h"
#include "doubts.h"
#include "identity.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The versions of a record of the spool, under the id that it has by now. */
static enum parangon_code read_versions(struct update *update, size_t number,
                                        cJSON *versions[SPOOL_VERSIONS_MAX], size_t *count,
                                        struct parangon_error *err)
{
    enum parangon_code code = spool_versions(update->spool, number, versions, count, err);

    for (size_t i = 0; code == PARANGON_OK && i < *count; i++)
        parangon_json_set_text(versions[i], "id", spool_id(update->spool, number));
    return code;
}

static struct source *source_of(const struct update *update, size_t number)
{
    return &update->sources[spool_source(update->spool, number)];
}

/* A record whose id was derived from a file that has moved since keeps the id it has. */
static enum parangon_code know_again(struct update *update, size_t number,
                                     struct parangon_error *err)
{
    const struct source *source = source_of(update, number);
    cJSON *versions[SPOOL_VERSIONS_MAX];
    struct identity identity = {0};
    size_t count = 0;
    enum parangon_code code = spool_versions(update->spool, number, versions, &count, err);

    size_t known = 0;
    while (known < count && !identity_find(parangon_writer_database(update->writer), source->path,
                                           versions[known], &identity))
        known++;
    if (code == PARANGON_OK && known < count) {
        const char *path = parangon_json_text(versions[known], "path");
        bool moved = strcmp(path, identity.path) == 0 || !source_find(source, identity.path);

        if (moved && strcmp(identity.id, spool_id(update->spool, number)) != 0)
            spool_rename(update->spool, number, identity.id);
    }
    free(identity.id);
    free(identity.path);
    while (count)
        cJSON_Delete(versions[--count]);
    return code;
}

/* The files of a record that is not taken are to be read at the next run too. */
static void mark_failed(struct update *update, size_t number)
{
    size_t files[SPOOL_VERSIONS_MAX], count = spool_files(update->spool, number, files);

    for (size_t i = 0; i < count; i++)
        source_of(update, number)->files[files[i]].failed = true;
}

/* A record that came from another source before: that one stays. */
static void refuse_taken(struct update *update, size_t number)
{
    const char *id = spool_id(update->spool, number), *source = source_of(update, number)->path;
    char *owner = identity_source(parangon_writer_database(update->writer), id);
    struct parangon_buf term = {0};
    struct parangon_error why;

    parangon_term(&term, "", source); /* a long path is cut in a term */
    if (*owner && strcmp(owner, term.data) != 0) {
        parangon_error_set(&why, PARANGON_REJECTED,
                           "id \"%s\" comes from %s already, which stays (give this source an "
                           "--id-prefix, or remove the other record)",
                           id, owner);
        report_reject(update->report, source, 0, &why);
        mark_failed(update, number);
        spool_drop(update->spool, number);
    }
    parangon_buf_clear(&term);
    free(owner);
}

/* Whether what a file of this name holds is unknown this time. */
static bool is_unknown(const struct source *source, const char *path)
{
    const struct source_file *file = source_find(source, path);

    return file ? file->failed : source->incomplete;
}

/* A version that is stored, was not read, and comes from a file that could not be read this time;
   NULL when there is none. */
static const char *unreadable_version(struct update *update, size_t number, const cJSON *stored,
                                      cJSON *const versions[], size_t count)
{
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record"), *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *path = parangon_json_text(version, "path");
        bool read = false;

        for (size_t i = 0; i < count; i++)
            read = read || strcmp(parangon_json_text(versions[i], "lang"), version->string) == 0;
        if (path && !read && is_unknown(source_of(update, number), path))
            return path;
    }
    return NULL;
}

/* A record stays as it is while one of its versions cannot be read: half of it would be lost. */
static enum parangon_code keep_halved(struct update *update, size_t number,
                                      struct parangon_error *err)
{
    const char *id = spool_id(update->spool, number);
    cJSON *stored = identity_stored(parangon_writer_database(update->writer), id);
    cJSON *versions[SPOOL_VERSIONS_MAX];
    size_t count = 0;
    enum parangon_code code =
        stored ? spool_versions(update->spool, number, versions, &count, err) : PARANGON_OK;
    const char *path =
        code == PARANGON_OK ? unreadable_version(update, number, stored, versions, count) : NULL;

    if (path) {
        char message[256];

        snprintf(message, sizeof message, "left as it was, since %.200s could not be read", path);
        report_warn(update->report, id, message);
        update->report->unchanged++;
        mark_failed(update, number);
        spool_drop(update->spool, number);
    }
    while (count)
        cJSON_Delete(versions[--count]);
    cJSON_Delete(stored);
    return code;
}

static bool is_troubled(const struct source *source)
{
    for (size_t i = 0; i < source->count; i++) {
        if (source->files[i].failed)
            return true;
    }
    return source->incomplete;
}

enum parangon_code update_prepare(struct update *update, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!update->writer || parangon_writer_is_new(update->writer))
        return code;
    bool *troubled = parangon_calloc(update->source_count + 1, sizeof *troubled);
    for (size_t i = 0; i < update->source_count; i++)
        troubled[i] = is_troubled(&update->sources[i]);
    for (size_t i = 0; code == PARANGON_OK && i < spool_count(update->spool); i++) {
        uint64_t hash;

        if (spool_dropped(update->spool, i))
            continue;
        if (spool_derived(update->spool, i) &&
            !parangon_writer_hash(update->writer, spool_id(update->spool, i), &hash))
            code = know_again(update, i, err);
        if (code == PARANGON_OK)
            refuse_taken(update, i);
        if (code == PARANGON_OK && !spool_dropped(update->spool, i) &&
            troubled[spool_source(update->spool, i)])
            code = keep_halved(update, i, err);
    }
    free(troubled);
    return code;
}

/* Takes a record out that the index has under an id that is given up, unless it is another's. */
static enum parangon_code give_up(struct update *update, const struct source *source,
                                  const char *id, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct parangon_buf term = {0};
    uint64_t hash;

    if (spool_keeps(update->spool, id) || !parangon_writer_hash(update->writer, id, &hash))
        return code;
    char *owner = identity_source(parangon_writer_database(update->writer), id);
    parangon_term(&term, "", source->path);
    if (strcmp(owner, term.data) == 0) {
        if (!update->report->dry_run)
            code = parangon_writer_remove(update->writer, id, err);
        update->report->removed += code == PARANGON_OK;
    }
    parangon_buf_clear(&term);
    free(owner);
    return code;
}

/* Whether the version is no longer what its own id names: left out for another, or joined with one.
   A record that is dropped for this run alone stays in the index. */
static bool has_gone(const struct spool *spool, const struct spool_version *version)
{
    return version->left_out || strcmp(version->id, spool_id(spool, version->record)) != 0;
}

enum parangon_code update_left_out(struct update *update, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct parangon_map done = {0};

    for (size_t i = 0; update->writer && i < spool_version_count(update->spool); i++) {
        const struct spool_version *version = spool_version_at(update->spool, i);
        const struct source *source = source_of(update, version->record);

        if (code == PARANGON_OK && version->derived && has_gone(update->spool, version) &&
            parangon_map_put(&done, version->id, strlen(version->id), i) == i)
            code = give_up(update, source, version->id, err);
    }
    parangon_map_clear(&done);
    return code;
}

/* Of all that the documents of a record are made from. */
static uint64_t record_hash(const struct update *update, cJSON *const versions[], size_t count)
{
    uint64_t hash = parangon_hash(update->knowledge->stamp, PARANGON_ANALYSIS_VERSION,
                                  sizeof PARANGON_ANALYSIS_VERSION);

    hash = parangon_hash(hash, IDENTITY_VERSION, sizeof IDENTITY_VERSION);
    for (size_t i = 0; i < count; i++) {
        char *text = cJSON_PrintUnformatted(versions[i]);

        if (!text)
            abort();
        hash = parangon_hash(hash, text, strlen(text) + 1);
        cJSON_free(text);
    }
    return hash;
}

static cJSON *make_record(const struct update *update, cJSON *const versions[], size_t count)
{
    const struct parangon_lookup lookup = {update->knowledge->vocabulary,
                                           update->knowledge->places};
    cJSON *record = parangon_record_merge((const cJSON *const *)versions, count);

    parangon_record_join(record, &lookup);
    return record;
}

/* Where the doubts about a record go, and the file they are said with. */
struct doubting {
    struct report *report;
    const char *file;
};

static void take_doubt(void *context, const char *message)
{
    const struct doubting *doubting = context;

    report_warn(doubting->report, doubting->file, message);
}

static void say_doubts(struct update *update, const struct workshop *workshop, const cJSON *record)
{
    const cJSON *versions = cJSON_GetObjectItemCaseSensitive(record, "versions");
    const char *path = parangon_json_text(cJSON_GetArrayItem(versions, 0), "path");
    struct doubting doubting = {update->report, path ? path : parangon_json_text(record, "id")};
    const time_t now = time(NULL);
    struct tm date;
    const struct doubts_of of = {record, workshop->has_theme,
                                 localtime_r(&now, &date) ? date.tm_year + 1900 : INT_MAX};

    doubts_find(&of, take_doubt, &doubting);
}

static size_t text_bytes(const cJSON *record)
{
    const cJSON *version;
    size_t bytes = 0;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *text = parangon_json_text(version, "text");

        bytes += text ? strlen(text) : 0;
    }
    return bytes;
}

/* A dry run makes the documents too, since themes are found in the making. */
static enum parangon_code put_record(struct update *update, struct workshop *workshop,
                                     const cJSON *record, uint64_t hash, const char *source,
                                     struct parangon_error *err)
{
    const char *id = parangon_json_text(record, "id");
    bool dry = update->report->dry_run;
    uint32_t number = dry ? 0 : parangon_writer_record_number(update->writer, id);
    xc_document **documents;
    size_t count = documents_make(workshop, record, number, source, &documents);
    const struct parangon_entry entry = {id, hash, documents, count, text_bytes(record)};
    enum parangon_code code = dry ? PARANGON_OK : parangon_writer_put(update->writer, &entry, err);

    documents_free(documents, count);
    if (code == PARANGON_OK)
        say_doubts(update, workshop, record);
    return code;
}

/* A draft or an archived record is not searched: it leaves the index. */
static enum parangon_code hide_record(struct update *update, const char *id,
                                      struct parangon_error *err)
{
    enum parangon_code code = PARANGON_NOTHING;

    if (update->writer && !update->report->dry_run)
        code = parangon_writer_remove(update->writer, id, err);
    if (code == PARANGON_OK)
        update->report->removed++;
    else
        report_warn(update->report, id, "not published: left out");
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static void count_to_file(struct update *update, size_t number)
{
    size_t files[SPOOL_VERSIONS_MAX];

    if (spool_files(update->spool, number, files))
        source_of(update, number)->files[files[0]].records++;
}

static enum parangon_code update_record(struct update *update, struct workshop *workshop,
                                        size_t number, cJSON *const versions[], size_t count,
                                        struct parangon_error *err)
{
    const char *id = spool_id(update->spool, number);
    const char *source = update->sources[spool_source(update->spool, number)].path;
    uint64_t hash = record_hash(update, versions, count), stored;
    bool known = update->writer && parangon_writer_hash(update->writer, id, &stored);
    enum parangon_code code = PARANGON_OK;

    if (known && stored == hash) {
        update->report->unchanged++;
        count_to_file(update, number);
        return PARANGON_OK;
    }
    cJSON *record = make_record(update, versions, count);
    if (!parangon_record_is_searched(record)) {
        code = hide_record(update, id, err);
    } else {
        code = put_record(update, workshop, record, hash, source, err);
        count_to_file(update, number);
        ++*(known ? &update->report->changed : &update->report->added);
    }
    cJSON_Delete(record);
    return code;
}

enum parangon_code update_records(struct update *update, struct parangon_error *err)
{
    struct workshop workshop;
    enum parangon_code code = PARANGON_OK;

    workshop_init(&workshop, update->knowledge);
    report_begin(update->report, "indexing", spool_count(update->spool));
    for (size_t i = 0; code == PARANGON_OK && i < spool_count(update->spool); i++) {
        cJSON *versions[SPOOL_VERSIONS_MAX];
        size_t count = 0;

        if (spool_dropped(update->spool, i))
            continue;
        workshop.duplicate = spool_has_bands(update->spool, i);
        code = read_versions(update, i, versions, &count, err);
        if (code == PARANGON_OK)
            code = update_record(update, &workshop, i, versions, count, err);
        while (count)
            cJSON_Delete(versions[--count]);
        progress_step(&update->report->progress);
    }
    workshop_clear(&workshop);
    return code;
}

/* Whether a stored record has a version from a file that was not, or could not be, read this time.
   A file that was left unread holds what it held: see known_files.h. */
static bool is_of_unread(const struct source *source, const cJSON *stored)
{
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record"), *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *path = parangon_json_text(version, "path");
        const struct source_file *file = path ? source_find(source, path) : NULL;

        if (path && ((file && file->unread) || is_unknown(source, path)))
            return true;
    }
    return false;
}

static int compare_heads(const void *one, const void *other)
{
    const xc_docid *first = one, *second = other;

    return (*first > *second) - (*first < *second);
}

/* The heads, in their order, that need not be read to know that they are of an unread file. */
static void find_unread(xc_database *database, const struct source *source,
                        struct identity_heads *heads)
{
    for (size_t i = 0; i < source->count; i++) {
        if (source->files[i].unread)
            identity_of_file(database, source->path, source->files[i].name, heads);
    }
    if (heads->count)
        qsort(heads->at, heads->count, sizeof *heads->at, compare_heads);
}

static bool is_among(const struct identity_heads *heads, xc_docid head)
{
    return heads->count &&
           bsearch(&head, heads->at, heads->count, sizeof *heads->at, compare_heads);
}

static cJSON *missing_id(xc_database *database, const struct source *source, xc_docid head,
                         xc_status *status, struct xc_error *error)
{
    char *data = NULL;
    size_t len = 0;
    cJSON *id = NULL;

    *status = xc_database_document_data(database, head, &data, &len, error);
    cJSON *stored = data ? parangon_unseal(data, len, NULL) : NULL;
    if (stored && !is_of_unread(source, stored))
        id = cJSON_CreateString(parangon_json_text(stored, "id"));
    cJSON_Delete(stored);
    xc_free(data);
    return id;
}

/* The ids of all records that came from a source and would be found missing. */
static enum parangon_code ids_of_source(struct update *update, const struct source *source,
                                        cJSON *ids, struct parangon_error *err)
{
    xc_database *database = parangon_writer_database(update->writer);
    struct identity_heads unread = {0};
    struct parangon_buf term = {0};
    struct xc_error error;
    xc_postings *postings;
    xc_docid head;
    size_t got = 1;

    parangon_term(&term, PARANGON_PREFIX_SOURCE, source->path);
    xc_status status = xc_postings_open(database, term.data, term.len, &postings, &error);
    parangon_buf_clear(&term);
    find_unread(database, source, &unread);
    while (status == XC_OK && got) {
        status = xc_postings_read(postings, &head, NULL, 1, &got, &error);
        if (status == XC_OK && got && !is_among(&unread, head)) {
            cJSON *id = missing_id(database, source, head, &status, &error);

            if (id)
                cJSON_AddItemToArray(ids, id);
        }
    }
    free(unread.at);
    if (postings)
        xc_postings_close(postings);
    return status == XC_OK ? PARANGON_OK : parangon_from_xapian(&error, "index", err);
}

static bool source_gave_any(const struct update *update, size_t source)
{
    for (size_t i = 0; i < update->sources[source].count; i++) {
        if (update->sources[source].files[i].unread)
            return true;
    }
    for (size_t i = 0; i < spool_count(update->spool); i++) {
        if (spool_source(update->spool, i) == source)
            return true;
    }
    return false;
}

static enum parangon_code prune_source(struct update *update, size_t source,
                                       struct parangon_error *err)
{
    const char *path = update->sources[source].path;
    cJSON *ids = cJSON_CreateArray();
    enum parangon_code code = ids_of_source(update, &update->sources[source], ids, err);
    const cJSON *id;

    if (code == PARANGON_OK && cJSON_GetArraySize(ids) > 0 && !source_gave_any(update, source))
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "%s: missing or empty, so nothing is pruned (is it mounted? use "
                                  "--remove to take single records out)",
                                  path);
    cJSON_ArrayForEach(id, ids)
    {
        if (code != PARANGON_OK || spool_has(update->spool, id->valuestring))
            continue;
        if (!update->report->dry_run)
            code = parangon_writer_remove(update->writer, id->valuestring, err);
        update->report->removed += code == PARANGON_OK;
    }
    cJSON_Delete(ids);
    return code;
}

enum parangon_code update_prune(struct update *update, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; update->writer && code == PARANGON_OK && i < update->source_count; i++)
        code = prune_source(update, i, err);
    return code;
}

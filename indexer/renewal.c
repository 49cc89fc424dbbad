/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "renewal.h"

#include "identity.h"
#include "relatives.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

/* Raise when a reader, a map or a check makes something else of the same file. */
#define READING_VERSION "2"

static uint64_t add_text(uint64_t hash, const char *text)
{
    return parangon_hash(hash, text ? text : "", text ? strlen(text) + 1 : 1);
}

uint64_t renewal_stamp(const struct gathering *gathering, uint64_t knowledge)
{
    const struct source_settings *settings = &gathering->settings;
    const uint64_t map = map_stamp(settings->map);
    const char ocr = gathering->reading->ocr ? 'y' : 'n';
    uint64_t hash = parangon_hash(knowledge, &map, sizeof map);

    hash = parangon_hash(hash, &ocr, sizeof ocr);
    hash = add_text(hash, PARANGON_VERSION " " READING_VERSION " " PARANGON_ANALYSIS_VERSION);
    hash = add_text(hash, settings->id_prefix);
    return add_text(hash, settings->lang);
}

static bool any_unread(const struct source *source)
{
    for (size_t i = 0; i < source->count; i++) {
        if (source->files[i].unread)
            return true;
    }
    return false;
}

static bool is_from(const struct renewal *renewal, const char *id)
{
    char *owner = identity_source(renewal->database, id);
    struct parangon_buf own = {0};

    parangon_term(&own, "", renewal->source->path); /* a long path is cut in a term */
    bool from = strcmp(owner, own.data) == 0;
    free(owner);
    parangon_buf_clear(&own);
    return from;
}

/* Joins the file of a record that was read with the unread ones that its record of the index comes
   from. */
static void join_stored(const struct renewal *renewal, size_t file, const char *id)
{
    cJSON *stored = identity_stored(renewal->database, id);
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record"), *version;

    if (!stored || !is_from(renewal, id)) {
        cJSON_Delete(stored);
        return;
    }
    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *path = parangon_json_text(version, "path");
        const struct source_file *other = path ? source_find(renewal->source, path) : NULL;

        if (other && other->unread)
            known_files_join(renewal->known, file, (size_t)(other - renewal->source->files));
    }
    cJSON_Delete(stored);
}

static void join_relatives(void *context, size_t file, size_t other)
{
    known_files_join(context, file, other);
}

/* Whether unread files have to be read too, since what was read shares a record with them. */
static bool must_read_more(const struct renewal *renewal, size_t first, size_t first_version)
{
    const struct spool *spool = renewal->gathering->spool;
    bool look = any_unread(renewal->source);

    for (size_t i = first_version; look && i < spool_version_count(spool); i++)
        relatives_by_text(renewal->database, renewal->source, spool_version_at(spool, i),
                          join_relatives, renewal->known);
    for (size_t i = first; i < spool_count(spool); i++) {
        size_t files[SPOOL_VERSIONS_MAX], count = spool_files(spool, i, files);

        for (size_t k = 1; k < count; k++)
            known_files_join(renewal->known, files[0], files[k]);
        if (look && count)
            join_stored(renewal, files[0], spool_id(spool, i));
    }
    return look && known_files_spread(renewal->known, renewal->source);
}

static void count_unread(const struct renewal *renewal)
{
    struct report *report = renewal->gathering->report;

    for (size_t i = 0; i < renewal->source->count; i++) {
        const struct source_file *file = &renewal->source->files[i];

        report->unread += file->unread;
        report->unchanged += file->unread ? file->records : 0;
    }
}

enum parangon_code renewal_gather(const struct renewal *renewal, struct parangon_error *err)
{
    struct gathering *gathering = renewal->gathering;
    enum parangon_code code;

    /* A map that is explained needs neither what is known nor a spool. */
    if (!renewal->known)
        return gather_source(gathering, renewal->source, err);
    const size_t first = spool_count(gathering->spool);
    const size_t first_version = spool_version_count(gathering->spool);
    const struct report_mark mark = report_mark(gathering->report);
    known_files_compare(renewal->known, renewal->source, renewal->prune);
    relatives_by_name(renewal->source, join_relatives, renewal->known);
    known_files_spread(renewal->known, renewal->source);
    /* It ends: each time, fewer files are left unread. */
    while ((code = gather_source(gathering, renewal->source, err)) == PARANGON_OK &&
           must_read_more(renewal, first, first_version)) {
        spool_rewind(gathering->spool, first);
        report_rewind(gathering->report, &mark);
    }
    if (code == PARANGON_OK)
        count_unread(renewal);
    return code;
}

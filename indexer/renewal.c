/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "renewal.h"

#include "identity.h"
#include "relatives.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

/* Raise when a reader, a map or a check makes something else of the same file. */
#define READING_VERSION "3"

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

/* What is found to be read too, since what was read shares, or may share, a record with it. */
struct looking {
    const struct renewal *renewal;
    struct relatives *relatives;
    bool *looked; /* of what was left out before: at its relatives */
    bool any;
};

static void want(void *context, size_t file)
{
    struct looking *looking = context;
    struct source_file *found = &looking->renewal->source->files[file];

    looking->any = looking->any || found->unread;
    found->unread = false;
}

/* Wants the unread files that the record of the index comes from under the id of one that was
   read. */
static void want_stored(struct looking *looking, const char *id)
{
    const struct renewal *renewal = looking->renewal;
    cJSON *stored = identity_stored(renewal->database, id);
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record"), *version;

    if (!stored || !is_from(renewal, id)) {
        cJSON_Delete(stored);
        return;
    }
    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *path = parangon_json_text(version, "path");
        const struct source_file *file = path ? source_find(renewal->source, path) : NULL;

        if (file)
            want(looking, (size_t)(file - renewal->source->files));
    }
    cJSON_Delete(stored);
}

static void join_relatives(void *context, size_t file, size_t other)
{
    known_files_join(context, file, other);
}

/* What was left out and is read may come in: it is compared with all that it resembles. */
static bool want_relatives_of_left_out(struct looking *looking)
{
    const struct left_out_list *list = known_files_left_out(looking->renewal->known);
    const struct source *source = looking->renewal->source;
    bool any = false;

    for (size_t i = 0; i < list->count; i++) {
        const struct left_out *left_out = &list->at[i];

        if (looking->looked[i] || !left_out->has_bands || left_out->file == SIZE_MAX ||
            source->files[left_out->file].unread)
            continue;
        looking->looked[i] = any = true;
        relatives_by_text(looking->relatives, left_out->bands, want, looking);
    }
    return any;
}

static void spread(struct looking *looking)
{
    do {
        if (known_files_spread(looking->renewal->known, looking->renewal->source))
            looking->any = true;
    } while (want_relatives_of_left_out(looking));
}

/* Whether unread files have to be read too. Of a file that was read without need it is known what
   resembles it. */
static bool must_read_more(struct looking *looking, size_t first, size_t first_version)
{
    const struct renewal *renewal = looking->renewal;
    const struct spool *spool = renewal->gathering->spool;
    bool look = any_unread(renewal->source);

    looking->any = false;
    for (size_t i = first_version; look && i < spool_version_count(spool); i++) {
        const struct spool_version *version = spool_version_at(spool, i);

        if (version->has_bands && !known_files_is_settled(renewal->known, version->file))
            relatives_by_text(looking->relatives, version->bands, want, looking);
    }
    for (size_t i = first; i < spool_count(spool); i++) {
        size_t files[SPOOL_VERSIONS_MAX], count = spool_files(spool, i, files);

        for (size_t k = 1; k < count; k++)
            known_files_join(renewal->known, files[0], files[k]);
        if (look && count)
            want_stored(looking, spool_id(spool, i));
    }
    if (look)
        spread(looking);
    return looking->any;
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

static enum parangon_code gather_known(const struct renewal *renewal, struct parangon_error *err)
{
    struct gathering *gathering = renewal->gathering;
    const size_t first = spool_count(gathering->spool);
    const size_t first_version = spool_version_count(gathering->spool);
    const struct report_mark mark = report_mark(gathering->report);
    const struct left_out_list *left_out = known_files_left_out(renewal->known);
    struct looking looking = {.renewal = renewal};
    enum parangon_code code;

    known_files_compare(renewal->known, renewal->source, renewal->prune);
    relatives_by_name(renewal->source, join_relatives, renewal->known);
    looking.relatives = relatives_open(renewal->database, renewal->source, left_out);
    looking.looked = parangon_calloc(left_out->count + 1, sizeof *looking.looked);
    spread(&looking);
    /* It ends: each time, fewer files are left unread. */
    while ((code = gather_source(gathering, renewal->source, err)) == PARANGON_OK &&
           must_read_more(&looking, first, first_version)) {
        spool_rewind(gathering->spool, first);
        report_rewind(gathering->report, &mark);
    }
    if (code == PARANGON_OK) {
        count_unread(renewal);
        known_files_recall(renewal->known, renewal->source);
    }
    relatives_close(looking.relatives);
    free(looking.looked);
    return code;
}

enum parangon_code renewal_gather(const struct renewal *renewal, struct parangon_error *err)
{
    /* A map that is explained needs neither what is known nor a spool. */
    if (!renewal->known)
        return gather_source(renewal->gathering, renewal->source, err);
    return gather_known(renewal, err);
}

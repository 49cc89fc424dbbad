/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spool.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct version {
    off_t offset;
    size_t len;
    size_t file;
    size_t next; /* of the same record, or PARANGON_MAP_NONE */
    char lang[8];
    char *path;
};

struct record {
    char *id;
    size_t source;
    size_t first, last; /* versions */
    bool derived, dropped;
};

struct spool {
    FILE *file;
    off_t end;
    struct parangon_map ids;
    struct record *records;
    size_t count, records_cap;
    struct version *versions;
    size_t version_count, versions_cap;
};

/* A file without a name, in $TMPDIR where that is set, which tmpfile() does not look at. */
static FILE *open_nameless(void)
{
    const char *folder = getenv("TMPDIR");
    struct parangon_buf path = {0};
    FILE *file = NULL;

    parangon_buf_printf(&path, "%s/parangon-XXXXXX", folder && *folder ? folder : P_tmpdir);
    int descriptor = mkstemp(path.data);
    if (descriptor >= 0) {
        unlink(path.data);
        file = fdopen(descriptor, "w+");
    }
    parangon_buf_clear(&path);
    return file;
}

enum parangon_code spool_new(struct spool **spool, struct parangon_error *err)
{
    FILE *file = open_nameless();

    if (!file)
        return parangon_error_set(err, PARANGON_SYSTEM, "temporary file: %s", strerror(errno));
    *spool = parangon_calloc(1, sizeof **spool);
    (*spool)->file = file;
    return PARANGON_OK;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    for (size_t i = 0; i < spool->count; i++)
        free(spool->records[i].id);
    for (size_t i = 0; i < spool->version_count; i++)
        free(spool->versions[i].path);
    free(spool->records);
    free(spool->versions);
    parangon_map_clear(&spool->ids);
    fclose(spool->file);
    free(spool);
}

/* Makes room for one element more. */
static void *grown(void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    *cap = *cap ? *cap * 2 : 64;
    return parangon_realloc(array, *cap, size);
}

static size_t find_or_add_record(struct spool *spool, const char *id,
                                 const struct spool_origin *origin)
{
    size_t record = parangon_map_put(&spool->ids, id, strlen(id), spool->count);

    if (record == spool->count) {
        spool->records =
            grown(spool->records, spool->count, &spool->records_cap, sizeof *spool->records);
        spool->records[spool->count++] = (struct record){.id = parangon_strdup(id),
                                                         .source = origin->source,
                                                         .first = PARANGON_MAP_NONE,
                                                         .last = PARANGON_MAP_NONE,
                                                         .derived = origin->derived};
    }
    return record;
}

static enum parangon_code check_twin(const struct spool *spool, const struct record *record,
                                     const char *lang, const struct spool_origin *origin,
                                     struct parangon_error *err)
{
    bool other = record->source != origin->source;

    for (size_t i = record->first; i != PARANGON_MAP_NONE; i = spool->versions[i].next) {
        const struct version *version = &spool->versions[i];

        if (other || strcmp(version->lang, lang) == 0)
            return parangon_error_set(
                err, PARANGON_REJECTED,
                "id \"%s\" of %s stands already in %s, which stays (give one of them another id%s)",
                record->id, origin->path, version->path,
                other ? ", or one source an --id-prefix" : "");
    }
    return PARANGON_OK;
}

static enum parangon_code write_version(struct spool *spool, const cJSON *json,
                                        struct version *version, struct parangon_error *err)
{
    char *text = cJSON_PrintUnformatted(json);

    if (!text)
        abort();
    version->offset = spool->end;
    version->len = strlen(text);
    bool done = fseeko(spool->file, spool->end, SEEK_SET) == 0 &&
                fwrite(text, 1, version->len, spool->file) == version->len;
    cJSON_free(text);
    if (!done)
        return parangon_error_set(err, PARANGON_SYSTEM, "temporary file: %s", strerror(errno));
    spool->end += (off_t)version->len;
    return PARANGON_OK;
}

enum parangon_code spool_add(struct spool *spool, const cJSON *json,
                             const struct spool_origin *origin, struct parangon_error *err)
{
    const char *id = parangon_json_text(json, "id"), *lang = parangon_json_text(json, "lang");
    size_t number = find_or_add_record(spool, id, origin);
    struct record *record = &spool->records[number];
    struct version version = {.file = origin->file, .next = PARANGON_MAP_NONE};
    enum parangon_code code = check_twin(spool, record, lang, origin, err);

    if (code == PARANGON_OK)
        code = write_version(spool, json, &version, err);
    if (code != PARANGON_OK)
        return code;
    snprintf(version.lang, sizeof version.lang, "%s", lang);
    version.path = parangon_strdup(origin->path);
    spool->versions =
        grown(spool->versions, spool->version_count, &spool->versions_cap, sizeof version);
    if (record->first == PARANGON_MAP_NONE)
        record->first = spool->version_count;
    else
        spool->versions[record->last].next = spool->version_count;
    record->last = spool->version_count;
    spool->versions[spool->version_count++] = version;
    return PARANGON_OK;
}

size_t spool_count(const struct spool *spool)
{
    return spool->count;
}

const char *spool_id(const struct spool *spool, size_t record)
{
    return spool->records[record].id;
}

size_t spool_source(const struct spool *spool, size_t record)
{
    return spool->records[record].source;
}

bool spool_derived(const struct spool *spool, size_t record)
{
    return spool->records[record].derived;
}

bool spool_rename(struct spool *spool, size_t record, const char *id)
{
    if (parangon_map_put(&spool->ids, id, strlen(id), record) != record)
        return false;
    free(spool->records[record].id);
    spool->records[record].id = parangon_strdup(id);
    return true;
}

size_t spool_files(const struct spool *spool, size_t record, size_t files[SPOOL_VERSIONS_MAX])
{
    size_t found = 0;

    for (size_t i = spool->records[record].first;
         i != PARANGON_MAP_NONE && found < SPOOL_VERSIONS_MAX; i = spool->versions[i].next)
        files[found++] = spool->versions[i].file;
    return found;
}

void spool_rewind(struct spool *spool, size_t count)
{
    size_t versions = spool->version_count;

    for (size_t i = count; i < spool->count; i++) {
        if (spool->records[i].first < versions)
            versions = spool->records[i].first;
        free(spool->records[i].id);
    }
    for (size_t i = versions; i < spool->version_count; i++)
        free(spool->versions[i].path);
    if (versions < spool->version_count)
        spool->end = spool->versions[versions].offset;
    spool->version_count = versions;
    spool->count = count;
    parangon_map_clear(&spool->ids);
    for (size_t i = 0; i < count; i++) {
        const char *id = spool->records[i].id;

        parangon_map_put(&spool->ids, id, strlen(id), i);
    }
}

void spool_drop(struct spool *spool, size_t record)
{
    spool->records[record].dropped = true;
}

bool spool_dropped(const struct spool *spool, size_t record)
{
    return spool->records[record].dropped;
}

bool spool_has(const struct spool *spool, const char *id)
{
    return parangon_map_get(&spool->ids, id, strlen(id)) != PARANGON_MAP_NONE;
}

static cJSON *read_version(struct spool *spool, const struct version *version)
{
    char *text = parangon_alloc(version->len + 1);
    cJSON *json = NULL;

    if (fseeko(spool->file, version->offset, SEEK_SET) == 0 &&
        fread(text, 1, version->len, spool->file) == version->len)
        json = cJSON_ParseWithLength(text, version->len);
    free(text);
    return json;
}

enum parangon_code spool_versions(struct spool *spool, size_t record,
                                  cJSON *versions[SPOOL_VERSIONS_MAX], size_t *count,
                                  struct parangon_error *err)
{
    size_t found = 0;

    for (size_t i = spool->records[record].first;
         i != PARANGON_MAP_NONE && found < SPOOL_VERSIONS_MAX; i = spool->versions[i].next) {
        versions[found] = read_version(spool, &spool->versions[i]);
        if (!versions[found]) {
            while (found)
                cJSON_Delete(versions[--found]);
            return parangon_error_set(err, PARANGON_SYSTEM, "temporary file: cannot be read back");
        }
        found++;
    }
    *count = found;
    return PARANGON_OK;
}

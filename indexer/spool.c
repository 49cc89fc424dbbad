/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spool.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    struct spool_version *versions;
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

static void clear_version(struct spool_version *version)
{
    free(version->path);
    free(version->name);
    free(version->pair);
    free(version->id);
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    for (size_t i = 0; i < spool->count; i++)
        free(spool->records[i].id);
    for (size_t i = 0; i < spool->version_count; i++)
        clear_version(&spool->versions[i]);
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
                                                         .first = SPOOL_NONE,
                                                         .last = SPOOL_NONE,
                                                         .derived = origin->derived};
    }
    return record;
}

enum parangon_code spool_refuse(const struct spool_version *stays, const char *id, const char *path,
                                bool other_source, struct parangon_error *err)
{
    return parangon_error_set(
        err, PARANGON_REJECTED,
        "id \"%s\" of %s stands already in %s, which stays (give one of them another id%s)", id,
        path, stays->path, other_source ? ", or one source an --id-prefix" : "");
}

/* Two whole files of one source may be one sheet: Fiche.docx and Fiche.pdf. */
static bool may_be_one(const struct spool_version *version, const struct spool_origin *origin)
{
    return version->derived && version->whole && origin->derived && origin->whole;
}

static enum parangon_code check_twin(const struct spool *spool, const struct record *record,
                                     const char *lang, const struct spool_origin *origin,
                                     size_t *rival, struct parangon_error *err)
{
    bool other = record->source != origin->source;

    for (size_t i = record->first; i != SPOOL_NONE; i = spool->versions[i].next) {
        const struct spool_version *version = &spool->versions[i];

        if (!other && strcmp(version->lang, lang) != 0)
            continue;
        if (other || !may_be_one(version, origin))
            return spool_refuse(version, record->id, origin->path, other, err);
        if (*rival == SPOOL_NONE)
            *rival = i;
    }
    return PARANGON_OK;
}

static enum parangon_code write_version(struct spool *spool, const cJSON *json,
                                        struct spool_version *version, struct parangon_error *err)
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

/* Puts the version at the end of those of its record. */
static void link_version(struct spool *spool, size_t number)
{
    struct record *record = &spool->records[spool->versions[number].record];

    spool->versions[number].next = SPOOL_NONE;
    if (record->first == SPOOL_NONE)
        record->first = number;
    else
        spool->versions[record->last].next = number;
    record->last = number;
    record->dropped = false;
}

/* A record that loses its only version is dropped. */
static void unlink_version(struct spool *spool, size_t number)
{
    struct record *record = &spool->records[spool->versions[number].record];
    size_t before = SPOOL_NONE, next = spool->versions[number].next;

    for (size_t i = record->first; i != number; i = spool->versions[i].next)
        before = i;
    if (before == SPOOL_NONE)
        record->first = next;
    else
        spool->versions[before].next = next;
    if (record->last == number)
        record->last = before;
    record->dropped = record->dropped || record->first == SPOOL_NONE;
}

static void describe(struct spool_version *version, const cJSON *json,
                     const struct spool_origin *origin)
{
    snprintf(version->lang, sizeof version->lang, "%s", parangon_json_text(json, "lang"));
    version->path = parangon_strdup(origin->path);
    version->name = parangon_strdup(origin->name);
    version->pair = origin->pair ? parangon_strdup(origin->pair) : NULL;
    version->id = parangon_strdup(parangon_json_text(json, "id"));
    version->derived = origin->derived;
    version->whole = origin->whole;
    version->has_bands = origin->derived && origin->whole && shingles_bands(json, version->bands);
}

enum parangon_code spool_add(struct spool *spool, const cJSON *json,
                             const struct spool_origin *origin, struct parangon_error *err)
{
    const char *id = parangon_json_text(json, "id"), *lang = parangon_json_text(json, "lang");
    size_t number = find_or_add_record(spool, id, origin);
    struct spool_version version = {.record = number, .file = origin->file, .rival = SPOOL_NONE};
    enum parangon_code code =
        check_twin(spool, &spool->records[number], lang, origin, &version.rival, err);

    if (code == PARANGON_OK)
        code = write_version(spool, json, &version, err);
    if (code != PARANGON_OK)
        return code;
    describe(&version, json, origin);
    spool->versions =
        grown(spool->versions, spool->version_count, &spool->versions_cap, sizeof version);
    spool->versions[spool->version_count] = version;
    link_version(spool, spool->version_count++);
    return PARANGON_OK;
}

size_t spool_version_count(const struct spool *spool)
{
    return spool->version_count;
}

const struct spool_version *spool_version_at(const struct spool *spool, size_t version)
{
    return &spool->versions[version];
}

void spool_leave_out(struct spool *spool, size_t version)
{
    unlink_version(spool, version);
    spool->versions[version].left_out = true;
}

void spool_move(struct spool *spool, size_t version, const char *id)
{
    const struct spool_origin origin = {
        .source = spool->records[spool->versions[version].record].source, .derived = true};

    unlink_version(spool, version);
    spool->versions[version].record = find_or_add_record(spool, id, &origin);
    link_version(spool, version);
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

bool spool_has_bands(const struct spool *spool, size_t record)
{
    for (size_t i = spool->records[record].first; i != SPOOL_NONE; i = spool->versions[i].next) {
        if (spool->versions[i].has_bands)
            return true;
    }
    return false;
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

    for (size_t i = spool->records[record].first; i != SPOOL_NONE && found < SPOOL_VERSIONS_MAX;
         i = spool->versions[i].next)
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
        clear_version(&spool->versions[i]);
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
    return parangon_map_get(&spool->ids, id, strlen(id)) != SPOOL_NONE;
}

bool spool_keeps(const struct spool *spool, const char *id)
{
    size_t record = parangon_map_get(&spool->ids, id, strlen(id));

    return record != PARANGON_MAP_NONE && !spool->records[record].dropped;
}

static cJSON *read_version(struct spool *spool, const struct spool_version *version)
{
    char *text = parangon_alloc(version->len + 1);
    cJSON *json = NULL;

    if (fseeko(spool->file, version->offset, SEEK_SET) == 0 &&
        fread(text, 1, version->len, spool->file) == version->len)
        json = cJSON_ParseWithLength(text, version->len);
    free(text);
    return json;
}

cJSON *spool_version_read(struct spool *spool, size_t version)
{
    return read_version(spool, &spool->versions[version]);
}

enum parangon_code spool_versions(struct spool *spool, size_t record,
                                  cJSON *versions[SPOOL_VERSIONS_MAX], size_t *count,
                                  struct parangon_error *err)
{
    size_t found = 0;

    for (size_t i = spool->records[record].first; i != SPOOL_NONE && found < SPOOL_VERSIONS_MAX;
         i = spool->versions[i].next) {
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

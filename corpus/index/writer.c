/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing an index: the lock, the records put and removed, the texts set. */
#include "writer.h"

#include "check.h"
#include "checksums.h"
#include "generation.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum parangon_code writer_failed(struct parangon_writer *writer, const struct xc_error *error,
                                 struct parangon_error *err)
{
    enum parangon_code code = parangon_from_xapian(error, writer->dir, err);

    /* What cannot be written is not damaged. */
    if (error->code == XC_IO || error->code == XC_OPENING || error->code == XC_NO_SPACE)
        code = parangon_error_set(err, PARANGON_SYSTEM,
                                  "%s: %s (what was committed before answers; make room and run "
                                  "again)",
                                  writer->dir, error->message);
    writer->failure = code;
    return code;
}

/* ---- Texts ---- */

/* The stamps are compared as they are, and the vocabulary comes with a checksum of its own. */
static bool is_plain(const char *key)
{
    static const char *const plain[] = {KEY_FORMAT, KEY_ANALYSIS, KEY_CANARY, KEY_NEXT_RECORD,
                                        PARANGON_KEY_VOCABULARY};

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (strcmp(plain[i], key) == 0)
            return true;
    }
    return false;
}

char *parangon_writer_get(struct parangon_writer *writer, const char *key)
{
    char *text;

    if (is_plain(key))
        return parangon_metadata(writer->database, key);
    return stored_text(writer->database, key, &text, NULL) == PARANGON_OK ? text
                                                                          : parangon_strdup("");
}

enum parangon_code parangon_writer_set(struct parangon_writer *writer, const char *key,
                                       const char *value, size_t len, struct parangon_error *err)
{
    char *before = parangon_writer_get(writer, key);
    bool same = strlen(before) == len && (len == 0 || memcmp(before, value, len) == 0);
    struct parangon_buf stored = {0};
    enum parangon_code code;

    free(before);
    if (same)
        return PARANGON_OK;
    code = writer_begin(writer, err);
    if (len && is_plain(key))
        parangon_buf_add(&stored, value, len);
    else if (len)
        seal_text(&stored, value, len);
    if (code == PARANGON_OK)
        code = writer_write_text(writer, key, stored.data, stored.len, err);
    parangon_buf_clear(&stored);
    return code;
}

/* ---- Opening ---- */

/* An index to be extended must be of this version, or half of it would not be found. */
static enum parangon_code check_version(struct parangon_writer *writer, struct parangon_error *err)
{
    char *format = parangon_writer_get(writer, KEY_FORMAT);
    char *analysis = parangon_writer_get(writer, KEY_ANALYSIS);
    char *stored = parangon_writer_get(writer, KEY_CANARY), *canary = generation_canary();
    enum parangon_code code = PARANGON_OK;

    if (strcmp(format, PARANGON_INDEX_FORMAT) != 0 ||
        strcmp(analysis, PARANGON_ANALYSIS_VERSION) != 0 || strcmp(stored, canary) != 0)
        code = parangon_error_set(err, PARANGON_NO_INDEX,
                                  "%s: made by another version (make it anew with --rebuild)",
                                  writer->dir);
    free(format);
    free(analysis);
    free(stored);
    free(canary);
    return code;
}

static enum parangon_code open_xapian(struct parangon_writer *writer, struct parangon_error *err)
{
    unsigned flags = writer->new_generation ? XC_WRITER_CREATE_OR_OVERWRITE : XC_WRITER_OPEN;
    struct xc_error error;
    xc_status status = xc_writer_open(writer->folder, flags, 0, &writer->xapian, &error);

    if (status == XC_OK)
        status = xc_writer_database(writer->xapian, &writer->database, &error);
    if (status != XC_OK)
        return writer_failed(writer, &error, err);
    if (!writer->new_generation) {
        enum parangon_code code = check_version(writer, err);

        if (code != PARANGON_OK)
            return code;
    }
    char *next = parangon_writer_get(writer, KEY_NEXT_RECORD);
    writer->next_record = writer->stored_next = (uint32_t)strtoul(next, NULL, 10);
    free(next);
    return PARANGON_OK;
}

/* What is damaged is not built on: the new checksums would say that it is whole. After a run that
   was killed there are none to compare, and the tables themselves are looked at. */
static enum parangon_code check_whole(struct parangon_writer *writer, struct parangon_error *err)
{
    struct checksums sums;
    enum parangon_code code;

    if (access(writer->folder, F_OK) != 0)
        return parangon_error_set(err, PARANGON_DAMAGED, "%s is missing", writer->folder);
    code = checksums_read(writer->folder, &sums, err);
    writer->open = writer->goes_on = sums.open;
    if (code == PARANGON_OK)
        code = sums.open ? check_tables(writer->folder, err)
                         : checksums_compare(writer->folder, &sums, UINT64_MAX, err);
    return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "%s", writer->dir);
}

/* A rebuild takes about the room of what is there. Half of it is asked for, since a new generation
   can be smaller than one that has grown by updates. */
static enum parangon_code check_room(struct parangon_writer *writer, unsigned current,
                                     struct parangon_error *err)
{
    enum {
        MIB = 1 << 20
    };
    char *folder = generation_path(writer->dir, current);
    struct checksums sums;
    struct statvfs disk;
    uint64_t needed = 0;

    if (current && checksums_read(folder, &sums, NULL) == PARANGON_OK) {
        for (size_t i = 0; i < sums.count; i++)
            needed += sums.files[i].size / 2;
    }
    free(folder);
    if (needed == 0 || statvfs(writer->dir, &disk) != 0)
        return PARANGON_OK;
    uint64_t room = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (room >= needed)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_SYSTEM,
                              "%s: %u MiB are free and a rebuild needs at least %u (free some, or "
                              "build in another folder with --index)",
                              writer->dir, (unsigned)(room / MIB), (unsigned)(needed / MIB) + 1);
}

/* The number of the generation to write to, and whether what is there allows it. */
static enum parangon_code choose_generation(struct parangon_writer *writer, bool rebuild,
                                            struct parangon_error *err)
{
    unsigned current = 0;
    enum parangon_code code = generation_current(writer->dir, &current, err);
    bool lost = code == PARANGON_DAMAGED;

    if (lost && rebuild)
        code = PARANGON_OK; /* the way out of a damaged folder */
    if (code != PARANGON_OK)
        return code;
    writer->new_generation = rebuild || current == 0;
    writer->number = lost                     ? generation_highest(writer->dir) + 1
                     : writer->new_generation ? current + 1
                                              : current;
    writer->folder = generation_path(writer->dir, writer->number);
    if (!writer->new_generation)
        return check_whole(writer, err);
    generation_remove(writer->dir, writer->number); /* left by a run that was killed */
    return check_room(writer, current, err);
}

enum parangon_code parangon_writer_open(const char *dir, bool rebuild,
                                        struct parangon_writer **writer, struct parangon_error *err)
{
    struct parangon_writer *opened = parangon_calloc(1, sizeof *opened);
    enum parangon_code code;

    opened->dir = parangon_strdup(dir);
    opened->lock = -1;
    code = generation_lock(dir, &opened->lock, err);
    if (code == PARANGON_OK)
        code = choose_generation(opened, rebuild, err);
    if (code == PARANGON_OK)
        code = open_xapian(opened, err);
    if (code == PARANGON_OK)
        *writer = opened;
    else
        parangon_writer_close(opened);
    return code;
}

bool parangon_writer_is_new(const struct parangon_writer *writer)
{
    return writer->new_generation;
}

bool parangon_writer_goes_on(const struct parangon_writer *writer)
{
    return writer->goes_on;
}

xc_database *parangon_writer_database(struct parangon_writer *writer)
{
    return writer->database;
}

/* ---- Records ---- */

/* The number of the head of a record, 0 when there is none. */
static xc_docid head_of(struct parangon_writer *writer, const char *id)
{
    struct parangon_buf term = {0};
    xc_postings *postings;
    xc_docid document = 0;
    size_t got = 0;

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    if (xc_postings_open(writer->database, term.data, term.len, &postings, NULL) == XC_OK) {
        if (xc_postings_read(postings, &document, NULL, 1, &got, NULL) != XC_OK || got == 0)
            document = 0;
        xc_postings_close(postings);
    }
    parangon_buf_clear(&term);
    return document;
}

/* A value of the head of a record; false when either is missing. */
static bool head_value(struct parangon_writer *writer, const char *id, xc_slot slot, char **value,
                       size_t *len)
{
    xc_docid head = head_of(writer, id);

    return head &&
           xc_database_document_value(writer->database, head, slot, value, len, NULL) == XC_OK;
}

bool parangon_writer_hash(struct parangon_writer *writer, const char *id, uint64_t *hash)
{
    char *value;
    size_t len;

    if (!head_value(writer, id, PARANGON_SLOT_HASH, &value, &len))
        return false;
    bool whole = len == sizeof *hash;
    if (whole)
        memcpy(hash, value, sizeof *hash);
    xc_free(value);
    return whole;
}

uint32_t parangon_writer_record_number(struct parangon_writer *writer, const char *id)
{
    struct parangon_passage_key key;
    char *value;
    size_t len;
    bool known = false;

    if (head_value(writer, id, PARANGON_SLOT_PASSAGE, &value, &len)) {
        known = parangon_passage_key_unpack(value, len, &key);
        xc_free(value);
    }
    return known ? key.record : writer->next_record++;
}

/* Removes the documents of a record, and counts them to the batch. */
static xc_status delete_record(struct parangon_writer *writer, const char *id,
                               struct xc_error *error)
{
    struct parangon_buf term = {0};
    uint32_t documents = 0;

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_status status =
        xc_database_termfreq(writer->database, term.data, term.len, &documents, error);
    if (status == XC_OK && documents)
        status = xc_writer_delete_by_term(writer->xapian, term.data, term.len, error);
    writer->pending += documents;
    parangon_buf_clear(&term);
    return status;
}

void parangon_writer_limit(struct parangon_writer *writer, size_t bytes)
{
    writer->pending_limit = bytes;
}

enum parangon_code parangon_writer_put(struct parangon_writer *writer,
                                       const struct parangon_entry *entry,
                                       struct parangon_error *err)
{
    struct xc_error error;
    enum parangon_code code = writer_begin(writer, err);

    if (code != PARANGON_OK)
        return code;
    unsigned before = writer->pending;
    xc_status status = delete_record(writer, entry->id, &error);
    bool known = writer->pending > before;

    xc_document_add_value(entry->passages[0], PARANGON_SLOT_HASH, (const char *)&entry->hash,
                          sizeof entry->hash, NULL);
    for (size_t i = 0; status == XC_OK && i < entry->count; i++)
        status = xc_writer_add(writer->xapian, entry->passages[i], NULL, &error);
    if (status != XC_OK)
        return writer_failed(writer, &error, err);
    writer->pending += (unsigned)entry->count;
    writer->pending_bytes += entry->bytes;
    ++*(known ? &writer->put.changed : &writer->put.added);
    return writer_end_batch(writer, err);
}

enum parangon_code parangon_writer_remove(struct parangon_writer *writer, const char *id,
                                          struct parangon_error *err)
{
    struct xc_error error;

    if (!head_of(writer, id))
        return PARANGON_NOTHING;
    enum parangon_code code = writer_begin(writer, err);
    if (code != PARANGON_OK)
        return code;
    if (delete_record(writer, id, &error) != XC_OK)
        return writer_failed(writer, &error, err);
    writer->put.removed++;
    return writer_end_batch(writer, err);
}

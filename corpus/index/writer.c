/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing an index: one lock, batches, and a new generation published by one rename. */
#include "generation.h"

#include "parangon/index.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Xapian's own threshold of 10,000 documents takes 1.8 times the time and five times the memory. */
enum {
    BATCH = 500
};

struct parangon_writer {
    char *dir;
    int lock;
    unsigned number;     /* of the generation written to */
    bool new_generation; /* not published yet */
    bool changed;
    unsigned pending; /* documents since the last commit */
    uint32_t next_record;
    uint32_t stored_next; /* as the index has it */
    xc_writer *xapian;
    xc_database *database; /* of the writer, for reading */
};

static enum parangon_code failed(const struct parangon_writer *writer, const struct xc_error *error,
                                 struct parangon_error *err)
{
    enum parangon_code code = parangon_from_xapian(error, writer->dir, err);

    if (error->code != XC_IO)
        return code;
    if (err)
        err->code = PARANGON_SYSTEM; /* what cannot be written is not damaged */
    return PARANGON_SYSTEM;
}

char *parangon_writer_get(struct parangon_writer *writer, const char *key)
{
    return parangon_metadata(writer->database, key);
}

static enum parangon_code write_text(struct parangon_writer *writer, const char *key,
                                     const char *value, size_t len, struct parangon_error *err)
{
    struct xc_error error;

    if (xc_writer_set_metadata(writer->xapian, key, strlen(key), value, len, &error) != XC_OK)
        return failed(writer, &error, err);
    return PARANGON_OK;
}

enum parangon_code parangon_writer_set(struct parangon_writer *writer, const char *key,
                                       const char *value, size_t len, struct parangon_error *err)
{
    char *before = parangon_writer_get(writer, key);
    bool same = strlen(before) == len && (len == 0 || memcmp(before, value, len) == 0);

    free(before);
    if (same)
        return PARANGON_OK;
    writer->changed = true;
    return write_text(writer, key, value, len, err);
}

static enum parangon_code stamp(struct parangon_writer *writer, struct parangon_error *err)
{
    char *canary = generation_canary();
    enum parangon_code code =
        write_text(writer, KEY_FORMAT, PARANGON_INDEX_FORMAT, strlen(PARANGON_INDEX_FORMAT), err);

    if (code == PARANGON_OK)
        code = write_text(writer, KEY_ANALYSIS, PARANGON_ANALYSIS_VERSION,
                          strlen(PARANGON_ANALYSIS_VERSION), err);
    if (code == PARANGON_OK)
        code = write_text(writer, KEY_CANARY, canary, strlen(canary), err);
    free(canary);
    return code;
}

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
    char *path = generation_path(writer->dir, writer->number);
    struct xc_error error;
    xc_status status = xc_writer_open(path, flags, 0, &writer->xapian, &error);

    free(path);
    if (status == XC_OK)
        status = xc_writer_database(writer->xapian, &writer->database, &error);
    if (status != XC_OK)
        return failed(writer, &error, err);
    if (writer->new_generation)
        return PARANGON_OK;
    char *next = parangon_writer_get(writer, KEY_NEXT_RECORD);
    writer->next_record = writer->stored_next = (uint32_t)strtoul(next, NULL, 10);
    free(next);
    return check_version(writer, err);
}

enum parangon_code parangon_writer_open(const char *dir, bool rebuild,
                                        struct parangon_writer **writer, struct parangon_error *err)
{
    struct parangon_writer *opened = parangon_calloc(1, sizeof *opened);
    unsigned current = 0;
    enum parangon_code code;

    opened->dir = parangon_strdup(dir);
    opened->lock = -1;
    code = generation_lock(dir, &opened->lock, err);
    if (code == PARANGON_OK) {
        code = generation_current(dir, &current, err);
        if (code == PARANGON_DAMAGED && rebuild)
            code = PARANGON_OK; /* the way out of a damaged folder */
    }
    if (code == PARANGON_OK) {
        opened->new_generation = rebuild || current == 0;
        opened->number = opened->new_generation ? current + 1 : current;
        if (opened->new_generation)
            generation_remove(dir, opened->number); /* left by a run that was killed */
        code = open_xapian(opened, err);
    }
    if (code == PARANGON_OK)
        *writer = opened;
    else
        parangon_writer_close(opened);
    return code;
}

void parangon_writer_close(struct parangon_writer *writer)
{
    if (!writer)
        return;
    if (writer->database)
        xc_database_close(writer->database);
    if (writer->xapian)
        xc_writer_close(writer->xapian);
    if (writer->new_generation && writer->number)
        generation_remove(writer->dir, writer->number);
    if (writer->lock >= 0)
        close(writer->lock);
    free(writer->dir);
    free(writer);
}

bool parangon_writer_is_new(const struct parangon_writer *writer)
{
    return writer->new_generation;
}

xc_database *parangon_writer_database(struct parangon_writer *writer)
{
    return writer->database;
}

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

static enum parangon_code commit(struct parangon_writer *writer, struct parangon_error *err)
{
    struct xc_error error;
    char next[16];

    snprintf(next, sizeof next, "%" PRIu32, writer->next_record);
    if (writer->next_record != writer->stored_next) {
        enum parangon_code code = write_text(writer, KEY_NEXT_RECORD, next, strlen(next), err);

        if (code != PARANGON_OK)
            return code;
        writer->stored_next = writer->next_record;
    }
    writer->pending = 0;
    if (xc_writer_commit(writer->xapian, &error) != XC_OK)
        return failed(writer, &error, err);
    return PARANGON_OK;
}

static xc_status delete_record(struct parangon_writer *writer, const char *id,
                               struct xc_error *error)
{
    struct parangon_buf term = {0};

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_status status = xc_writer_delete_by_term(writer->xapian, term.data, term.len, error);
    parangon_buf_clear(&term);
    return status;
}

enum parangon_code parangon_writer_put(struct parangon_writer *writer,
                                       const struct parangon_entry *entry,
                                       struct parangon_error *err)
{
    struct xc_error error;
    xc_status status = delete_record(writer, entry->id, &error);

    writer->changed = true;
    xc_document_add_value(entry->passages[0], PARANGON_SLOT_HASH, (const char *)&entry->hash,
                          sizeof entry->hash, NULL);
    for (size_t i = 0; status == XC_OK && i < entry->count; i++)
        status = xc_writer_add(writer->xapian, entry->passages[i], NULL, &error);
    if (status != XC_OK)
        return failed(writer, &error, err);
    writer->pending += (unsigned)entry->count;
    return writer->pending >= BATCH ? commit(writer, err) : PARANGON_OK;
}

enum parangon_code parangon_writer_remove(struct parangon_writer *writer, const char *id,
                                          struct parangon_error *err)
{
    struct xc_error error;

    if (!head_of(writer, id))
        return PARANGON_NOTHING;
    if (delete_record(writer, id, &error) != XC_OK)
        return failed(writer, &error, err);
    writer->changed = true;
    return PARANGON_OK;
}

enum parangon_code parangon_writer_publish(struct parangon_writer *writer,
                                           struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!writer->changed && !writer->new_generation)
        return PARANGON_OK;
    if (writer->new_generation)
        code = stamp(writer, err);
    if (code == PARANGON_OK)
        code = commit(writer, err);
    if (code == PARANGON_OK && writer->new_generation) {
        code = generation_publish(writer->dir, writer->number, err);
        if (code == PARANGON_OK)
            writer->new_generation = false;
    }
    if (code == PARANGON_OK)
        writer->changed = false;
    return code;
}

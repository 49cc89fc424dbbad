/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is written is made to last: batches, checksums, and a generation put in place. */
#include "checksums.h"
#include "generation.h"
#include "writer.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Xapian's own threshold of 10,000 documents takes 1.8 times the time and five times the memory. What
   waits for a commit takes some eight times the bytes of its text. */
enum {
    BATCH = 500,
    BATCH_BYTES = 8 << 20
};

static enum parangon_code refuse(const struct parangon_writer *writer, struct parangon_error *err)
{
    return parangon_error_set(err, writer->failure,
                              "%s: an earlier failure to write ended this run", writer->dir);
}

/* A batch is a transaction: otherwise Xapian may commit by itself in the middle of a record. */
enum parangon_code writer_begin(struct parangon_writer *writer, struct parangon_error *err)
{
    struct xc_error error;
    enum parangon_code code = PARANGON_OK;

    if (writer->failure != PARANGON_OK)
        return refuse(writer, err);
    if (!writer->new_generation && !writer->open) {
        code = checksums_open(writer->folder, err);
        writer->open = code == PARANGON_OK;
    }
    if (code == PARANGON_OK && !writer->in_batch) {
        if (xc_writer_begin_transaction(writer->xapian, &error) != XC_OK)
            return writer_failed(writer, &error, err);
        writer->in_batch = true;
    }
    writer->changed = writer->changed || code == PARANGON_OK;
    return code;
}

enum parangon_code writer_write_text(struct parangon_writer *writer, const char *key,
                                     const char *value, size_t len, struct parangon_error *err)
{
    struct xc_error error;

    if (xc_writer_set_metadata(writer->xapian, key, strlen(key), value, len, &error) != XC_OK)
        return writer_failed(writer, &error, err);
    return PARANGON_OK;
}

/* Xapian replaces its file of the revision by a rename, and leaves it to the file system when that
   is on the disk. */
static enum parangon_code end_transaction(struct parangon_writer *writer,
                                          struct parangon_error *err)
{
    struct xc_error error;

    writer->in_batch = false;
    writer->pending = 0;
    writer->pending_bytes = 0;
    if (xc_writer_commit_transaction(writer->xapian, &error) != XC_OK)
        return writer_failed(writer, &error, err);
    if (!generation_sync(writer->folder)) {
        writer->failure = PARANGON_SYSTEM;
        return parangon_error_set(err, PARANGON_SYSTEM, "%s: %s", writer->folder, strerror(errno));
    }
    writer->committed = true;
    if (!writer->new_generation)
        writer->kept = writer->put;
    return PARANGON_OK;
}

static enum parangon_code commit(struct parangon_writer *writer, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    char next[16];

    if (!writer->in_batch)
        return PARANGON_OK;
    if (writer->next_record != writer->stored_next) {
        snprintf(next, sizeof next, "%" PRIu32, writer->next_record);
        code = writer_write_text(writer, KEY_NEXT_RECORD, next, strlen(next), err);
        writer->stored_next = writer->next_record;
    }
    return code == PARANGON_OK ? end_transaction(writer, err) : code;
}

enum parangon_code writer_end_batch(struct parangon_writer *writer, struct parangon_error *err)
{
    size_t limit = writer->pending_limit ? writer->pending_limit : BATCH_BYTES;
    bool full = writer->pending >= BATCH || writer->pending_bytes >= limit;

    return full ? commit(writer, err) : PARANGON_OK;
}

static enum parangon_code stamp(struct parangon_writer *writer, struct parangon_error *err)
{
    char *canary = generation_canary();
    const char *const stamps[][2] = {{KEY_FORMAT, PARANGON_INDEX_FORMAT},
                                     {KEY_ANALYSIS, PARANGON_ANALYSIS_VERSION},
                                     {KEY_CANARY, canary}};
    enum parangon_code code = writer_begin(writer, err);

    for (size_t i = 0; code == PARANGON_OK && i < sizeof stamps / sizeof *stamps; i++)
        code = writer_write_text(writer, stamps[i][0], stamps[i][1], strlen(stamps[i][1]), err);
    free(canary);
    return code;
}

static enum parangon_code put_in_place(struct parangon_writer *writer, struct parangon_error *err)
{
    enum parangon_code code = generation_publish(writer->dir, writer->number, err);

    if (code == PARANGON_OK) {
        writer->new_generation = false;
        writer->kept = writer->put;
    }
    return code;
}

enum parangon_code parangon_writer_publish(struct parangon_writer *writer,
                                           struct parangon_error *err)
{
    enum parangon_code code = writer->failure == PARANGON_OK ? PARANGON_OK : refuse(writer, err);

    if (code == PARANGON_OK && writer->new_generation)
        code = stamp(writer, err);
    if (code == PARANGON_OK)
        code = commit(writer, err);
    if (code == PARANGON_OK && (writer->open || writer->new_generation)) {
        code = checksums_close(writer->folder, err);
        writer->open = code != PARANGON_OK;
    }
    if (code == PARANGON_OK && writer->new_generation)
        code = put_in_place(writer, err);
    if (code == PARANGON_OK)
        generation_remove_left_over(writer->dir, writer->number);
    if (code == PARANGON_OK)
        writer->changed = writer->committed = writer->goes_on = false;
    return code;
}

const struct parangon_tally *parangon_writer_kept(const struct parangon_writer *writer)
{
    return &writer->kept;
}

/* What a run has given up is dropped. When it had committed nothing and Xapian did not fail, the
   tables are as good as they were; else the next run looks at them, and does what is left to do. */
static bool is_as_before(const struct parangon_writer *writer)
{
    return writer->open && !writer->goes_on && writer->changed && !writer->committed &&
           writer->failure == PARANGON_OK;
}

/* A rename that was done and could not be put on the disk has made it current all the same. */
static bool is_unpublished(const struct parangon_writer *writer)
{
    unsigned current = 0;

    return writer->new_generation && writer->folder &&
           generation_current(writer->dir, &current, NULL) != PARANGON_SYSTEM &&
           current != writer->number;
}

void parangon_writer_close(struct parangon_writer *writer)
{
    if (!writer)
        return;
    if (writer->database)
        xc_database_close(writer->database);
    if (writer->xapian)
        xc_writer_close(writer->xapian);
    if (is_unpublished(writer))
        generation_remove(writer->dir, writer->number);
    else if (is_as_before(writer))
        checksums_close(writer->folder, NULL);
    if (writer->lock >= 0)
        close(writer->lock);
    free(writer->folder);
    free(writer->dir);
    free(writer);
}

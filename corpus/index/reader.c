/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index: which state of it, moving to the next, and asking it. */
#include "reader.h"

#include "checksums.h"
#include "child.h"
#include "generation.h"
#include "schema.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 10,
    PEEK_SECONDS = 20
};

/* So much is compared with its checksums at every opening: it takes less than a millisecond. */
#define COMPARED_BYTES ((uint64_t)4 << 20)

char *parangon_index_text(struct parangon_index *index, const char *key)
{
    char *text;

    return stored_text(index->database, key, &text, NULL) == PARANGON_OK ? text
                                                                         : parangon_strdup("");
}

/* ---- Opening ---- */

static void look_at_version(const char *folder, struct seen *seen)
{
    char *path = generation_file(folder, "iamglass");
    FILE *file = fopen(path, "rb");
    struct checksums sums;

    if (file) {
        seen->len = fread(seen->version, 1, sizeof seen->version, file);
        fclose(file);
    }
    free(path);
    seen->open = checksums_read(folder, &sums, NULL) == PARANGON_OK && sums.open;
}

static enum parangon_code look(const char *dir, struct seen *seen, struct parangon_error *err)
{
    enum parangon_code code;

    *seen = (struct seen){0};
    code = generation_current(dir, &seen->number, err);
    if (code == PARANGON_OK && seen->number == 0)
        return parangon_error_set(err, PARANGON_NO_INDEX, "there is no index");
    if (code == PARANGON_OK) {
        char *folder = generation_path(dir, seen->number);

        look_at_version(folder, seen);
        free(folder);
    }
    return code;
}

static bool is_same_state(const struct seen *one, const struct seen *other)
{
    return one->number == other->number && one->len == other->len &&
           memcmp(one->version, other->version, one->len) == 0;
}

/* Cheap, and most of what can happen to files: they are all there, whole in length, and the small
   ones in every byte. While a writer is at work there is nothing to compare. */
static enum parangon_code compare(const char *folder, struct parangon_error *err)
{
    struct checksums sums;
    enum parangon_code code;

    if (access(folder, F_OK) != 0)
        return parangon_error_set(err, PARANGON_DAMAGED, "%s is missing", strrchr(folder, '/') + 1);
    code = checksums_read(folder, &sums, err);
    if (code == PARANGON_OK && !sums.open)
        code = checksums_compare(folder, &sums, COMPARED_BYTES, err);
    return code;
}

static void wait_a_little(unsigned tries)
{
    struct timespec pause = {.tv_nsec = 1000000L * (long)tries};

    nanosleep(&pause, NULL);
}

/* Whether what went wrong may be because a writer was faster. */
static bool may_try_again(const char *dir, const struct seen *seen, enum parangon_code code)
{
    struct seen now;

    if (code == PARANGON_CHANGED)
        return true;
    return code == PARANGON_DAMAGED && look(dir, &now, NULL) == PARANGON_OK &&
           (now.open != seen->open || !is_same_state(seen, &now));
}

/* A stamp of another version may be a damaged one. */
static enum parangon_code suspect_damage(const char *dir, enum parangon_code code,
                                         struct parangon_error *err)
{
    struct parangon_error why;

    if (parangon_index_verify(dir, &why) != PARANGON_DAMAGED)
        return code;
    return parangon_error_set(err, PARANGON_DAMAGED, "%s", why.message);
}

static enum parangon_code open_current(const char *dir, struct parangon_index *before,
                                       struct parangon_index **index, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_CHANGED;
    struct seen seen;

    for (unsigned tries = 0; tries < TRIES; tries++) {
        if (tries)
            wait_a_little(tries);
        code = look(dir, &seen, err);
        if (code == PARANGON_OK) {
            char *folder = generation_path(dir, seen.number);

            code = compare(folder, err);
            if (code == PARANGON_OK)
                code = reader_load(folder, before, index, err);
            free(folder);
        }
        if (code == PARANGON_OK) {
            (*index)->seen = seen;
            return code;
        }
        if (code == PARANGON_NO_INDEX && seen.number && !seen.open)
            code = suspect_damage(dir, code, err);
        if (!may_try_again(dir, &seen, code))
            break;
    }
    return code;
}

enum parangon_code parangon_index_open(const char *dir, struct parangon_index **index,
                                       struct parangon_error *err)
{
    enum parangon_code code = open_current(dir, NULL, index, err);

    if (code != PARANGON_OK)
        return parangon_error_prefix(err, code, "%s", dir);
    (*index)->dir = parangon_strdup(dir);
    return code;
}

/* Puts what was opened anew into the handle that the caller has. */
static void replace(struct parangon_index *index, struct parangon_index *opened)
{
    struct parangon_index old = *index;

    if (!opened->knowledge.vocabulary) {
        opened->knowledge = old.knowledge;
        old.knowledge = (struct parangon_knowledge){0};
    }
    opened->dir = old.dir;
    *index = *opened;
    *opened = old;
    opened->dir = NULL;
    parangon_index_close(opened);
}

enum parangon_code parangon_index_refresh(struct parangon_index *index,
                                          enum parangon_refreshed *refreshed,
                                          struct parangon_error *err)
{
    struct parangon_index *opened;
    struct seen now;
    enum parangon_code code = look(index->dir, &now, err);

    if (code == PARANGON_OK && is_same_state(&index->seen, &now)) {
        *refreshed = PARANGON_UNCHANGED;
        return code;
    }
    if (code == PARANGON_OK)
        code = open_current(index->dir, index, &opened, err);
    if (code != PARANGON_OK)
        return parangon_error_prefix(err, code, "%s", index->dir);
    *refreshed = opened->knowledge.vocabulary ? PARANGON_NEW_KNOWLEDGE : PARANGON_NEW_RECORDS;
    replace(index, opened);
    return code;
}

bool parangon_index_is_current(const struct parangon_index *index)
{
    struct seen now;

    return look(index->dir, &now, NULL) == PARANGON_OK && is_same_state(&index->seen, &now);
}

uint64_t parangon_index_state(const struct parangon_index *index)
{
    uint64_t state =
        parangon_hash(PARANGON_HASH_START, &index->seen.number, sizeof index->seen.number);

    return parangon_hash(state, index->seen.version, index->seen.len);
}

enum parangon_code parangon_index_verify(const char *dir, struct parangon_error *err)
{
    struct checksums sums;
    struct seen seen, now;
    enum parangon_code code;

    do {
        code = look(dir, &seen, err);
        if (code != PARANGON_OK)
            return parangon_error_prefix(err, code, "%s", dir);
        char *folder = generation_path(dir, seen.number);
        code = checksums_read(folder, &sums, err);
        if (code == PARANGON_OK && sums.open)
            code = parangon_error_set(err, PARANGON_CHANGED,
                                      "gen-%u: being written, or left so by a run that was killed",
                                      seen.number);
        if (code == PARANGON_OK)
            code = checksums_compare(folder, &sums, UINT64_MAX, err);
        free(folder);
    } while (code == PARANGON_DAMAGED && look(dir, &now, NULL) == PARANGON_OK &&
             (now.open != seen.open || !is_same_state(&seen, &now)));
    return code;
}

/* ---- Peeking ---- */

struct peek {
    const char *folder, *key;
};

static enum parangon_code read_text(void *context, struct parangon_buf *out,
                                    struct parangon_error *err)
{
    const struct peek *peek = context;
    struct xc_error error;
    xc_database *database;
    char *text = NULL;
    enum parangon_code code = PARANGON_OK;

    if (xc_database_open(peek->folder, &database, &error) != XC_OK)
        return parangon_from_xapian(&error, "cannot be opened", err);
    if (strcmp(peek->key, PARANGON_KEY_VOCABULARY) == 0)
        text = parangon_metadata(database, peek->key);
    else
        code = stored_text(database, peek->key, &text, err);
    if (code == PARANGON_OK)
        parangon_buf_puts(out, text);
    free(text);
    xc_database_close(database);
    return code;
}

static bool peek_at(const char *dir, unsigned number, const char *key, struct parangon_buf *text)
{
    char *folder = generation_path(dir, number);
    struct peek peek = {folder, key};
    bool read = access(folder, F_OK) == 0 &&
                child_run(read_text, &peek, PEEK_SECONDS, text, NULL) == PARANGON_OK;

    free(folder);
    return read;
}

/* Without a current one: what the first run left when it was killed, or what can be found behind a
   pointer that is damaged. When that cannot be read, the generation before it may say as much. */
char *parangon_index_peek(const char *dir, const char *key)
{
    struct parangon_buf text = {0};
    unsigned number;

    if (generation_current(dir, &number, NULL) != PARANGON_OK || number == 0)
        number = generation_highest(dir);
    while (number && !peek_at(dir, number, key, &text))
        number--;
    return parangon_buf_take(&text);
}

/* ---- Asking ---- */

xc_database *parangon_index_database(struct parangon_index *index)
{
    return index->database;
}

const struct parangon_knowledge *parangon_index_knowledge(const struct parangon_index *index)
{
    return &index->knowledge;
}

const struct parangon_passage_key *parangon_index_passages(const struct parangon_index *index,
                                                           uint32_t *last)
{
    *last = index->last;
    return index->passages;
}

const uint32_t *parangon_index_heads(const struct parangon_index *index, uint32_t *records)
{
    *records = index->records;
    return index->heads;
}

enum parangon_code parangon_index_stored(struct parangon_index *index, uint32_t document,
                                         cJSON **stored, struct parangon_error *err)
{
    struct xc_error error;
    char *data;
    size_t len;

    if (xc_database_document_data(index->database, document, &data, &len, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    cJSON *json = parangon_unseal(data, len, err);
    xc_free(data);
    if (!json)
        return PARANGON_DAMAGED;
    *stored = json;
    return PARANGON_OK;
}

enum parangon_code parangon_index_head_of(struct parangon_index *index, const char *id,
                                          uint32_t *document, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct xc_error error;
    xc_postings *postings;
    size_t got = 0;

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_status status = xc_postings_open(index->database, term.data, term.len, &postings, &error);
    if (status == XC_OK) {
        status = xc_postings_read(postings, document, NULL, 1, &got, &error);
        xc_postings_close(postings);
    }
    parangon_buf_clear(&term);
    if (status != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    return got ? PARANGON_OK : PARANGON_NOTHING;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index: the current generation, and what is kept in memory of it. */
#include "reader.h"

#include "checksums.h"
#include "child.h"
#include "generation.h"
#include "schema.h"

#include "parangon/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    VERSION_MAX = 256,
    TRIES = 10,
    PEEK_SECONDS = 20
};

/* So much is compared with its checksums at every opening: it takes less than a millisecond. */
#define COMPARED_BYTES ((uint64_t)4 << 20)

/* What tells one state of an index from the next. Xapian's file of the version of a database is
   small, and another one after every commit. */
struct seen {
    unsigned number;
    size_t len;
    char version[VERSION_MAX];
    bool open; /* the checksums, see checksums.h */
};

struct parangon_index {
    char *dir; /* NULL for one that was opened by its folder */
    struct seen seen;
    xc_database *database;
    struct parangon_knowledge knowledge;
    uint64_t knowledge_mark;               /* of the texts that the knowledge was read from */
    struct parangon_passage_key *passages; /* by document number, from 0 */
    uint32_t last;
    uint32_t *heads; /* by record number */
    uint32_t records;
};

char *parangon_index_text(struct parangon_index *index, const char *key)
{
    char *text;

    return stored_text(index->database, key, &text, NULL) == PARANGON_OK ? text
                                                                         : parangon_strdup("");
}

/* ---- What an opening reads ---- */

static enum parangon_code check_stamp(struct parangon_index *index, const char *key,
                                      const char *expected, const char *what,
                                      struct parangon_error *err)
{
    char *stamp = parangon_metadata(index->database, key);
    enum parangon_code code = PARANGON_OK;

    if (strcmp(stamp, expected) != 0)
        code =
            parangon_error_set(err, PARANGON_NO_INDEX,
                               "the index was made with %s \"%.40s\", this program has \"%.40s\" "
                               "(rebuild it with parangon-index --rebuild)",
                               what, stamp, expected);
    free(stamp);
    return code;
}

static enum parangon_code check_stamps(struct parangon_index *index, struct parangon_error *err)
{
    char *canary = generation_canary();
    enum parangon_code code =
        check_stamp(index, KEY_FORMAT, PARANGON_INDEX_FORMAT, "index format", err);

    if (code == PARANGON_OK)
        code = check_stamp(index, KEY_ANALYSIS, PARANGON_ANALYSIS_VERSION, "analysis", err);
    if (code == PARANGON_OK)
        code = check_stamp(index, KEY_CANARY, canary, "stems", err);
    free(canary);
    return code;
}

/* The vocabulary, and what the index learnt from its own records beside what it was given. Texts
   that have not changed since an earlier opening, `before`, are not read again. */
static enum parangon_code read_knowledge(struct parangon_index *index, const char *vocabulary,
                                         const char *learnt, struct parangon_error *err)
{
    cJSON *files = parangon_unseal(vocabulary, strlen(vocabulary), err);
    enum parangon_code code;

    if (!files)
        return parangon_error_prefix(err, PARANGON_DAMAGED, "vocabulary");
    code = parangon_knowledge_from_files(files, &index->knowledge, err);
    if (code == PARANGON_OK && parangon_translations_add(index->knowledge.translations, learnt,
                                                         strlen(learnt), 1, NULL) != PARANGON_OK)
        code = parangon_error_set(err, PARANGON_DAMAGED, "learnt translations: cannot be read");
    return code;
}

static enum parangon_code load_knowledge(struct parangon_index *index,
                                         struct parangon_index *before, struct parangon_error *err)
{
    char *learnt;
    enum parangon_code code = stored_text(index->database, PARANGON_KEY_LEARNT, &learnt, err);

    if (code != PARANGON_OK)
        return code;
    char *vocabulary = parangon_metadata(index->database, PARANGON_KEY_VOCABULARY);
    index->knowledge_mark = parangon_hash(PARANGON_HASH_START, vocabulary, strlen(vocabulary) + 1);
    index->knowledge_mark = parangon_hash(index->knowledge_mark, learnt, strlen(learnt));
    if (!before || before->knowledge_mark != index->knowledge_mark)
        code = read_knowledge(index, vocabulary, learnt, err);
    free(vocabulary);
    free(learnt);
    return code;
}

/* Numbers of records are given in order and every record has a document, so that no record has a
   larger number than its documents. */
static bool note_passage(struct parangon_index *index, xc_docid document, const char *value,
                         size_t len)
{
    struct parangon_passage_key key;

    if (document > index->last || !parangon_passage_key_unpack(value, len, &key) ||
        key.record >= document)
        return false;
    index->passages[document] = key;
    if (key.record >= index->records) {
        uint32_t records =
            key.record + 1 > 2 * index->records ? key.record + 1 : 2 * index->records;

        index->heads = parangon_realloc(index->heads, records, sizeof *index->heads);
        memset(index->heads + index->records, 0, (records - index->records) * sizeof *index->heads);
        index->records = records;
    }
    if (index->heads[key.record] == 0)
        index->heads[key.record] = document; /* the first of its passages */
    return true;
}

enum {
    BLOCK = 1024
};

static enum parangon_code read_values(struct parangon_index *index, xc_values *values,
                                      struct parangon_error *err)
{
    static const size_t capacity = (size_t)BLOCK * PARANGON_PASSAGE_KEY_SIZE;
    xc_docid documents[BLOCK];
    size_t offsets[BLOCK + 1], got = 0;
    char *bytes = parangon_alloc(capacity);
    enum parangon_code code = PARANGON_OK;
    struct xc_error error;

    do {
        if (xc_values_read(values, documents, offsets, BLOCK, bytes, capacity, &got, &error) !=
            XC_OK)
            code = parangon_from_xapian(&error, "index", err);
        for (size_t i = 0; code == PARANGON_OK && i < got; i++) {
            if (!note_passage(index, documents[i], bytes + offsets[i], offsets[i + 1] - offsets[i]))
                code = parangon_error_set(err, PARANGON_DAMAGED,
                                          "document %u: belongs to no record", documents[i]);
        }
    } while (code == PARANGON_OK && got > 0);
    free(bytes);
    return code;
}

static enum parangon_code load_passages(struct parangon_index *index, struct parangon_error *err)
{
    struct xc_error error;
    xc_values *values;

    if (xc_database_lastdocid(index->database, &index->last, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    index->passages = parangon_calloc((size_t)index->last + 1, sizeof *index->passages);
    for (uint32_t i = 0; i <= index->last; i++)
        index->passages[i].record = UINT32_MAX;
    if (xc_values_open(index->database, PARANGON_SLOT_PASSAGE, &values, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    enum parangon_code code = read_values(index, values, err);
    xc_values_close(values);
    return code;
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

/* `before`, an earlier opening, may be NULL; what was taken over from it is still its own. */
static enum parangon_code open_folder(const char *folder, struct parangon_index *before,
                                      struct parangon_index **index, struct parangon_error *err)
{
    struct parangon_index *opened;
    struct xc_error error;
    enum parangon_code code = PARANGON_OK;

    opened = parangon_calloc(1, sizeof *opened);
    if (xc_database_open(folder, &opened->database, &error) != XC_OK)
        code = parangon_from_xapian(&error, "cannot be opened", err);
    if (code == PARANGON_OK)
        code = check_stamps(opened, err);
    if (code == PARANGON_OK)
        code = load_knowledge(opened, before, err);
    if (code == PARANGON_OK)
        code = load_passages(opened, err);
    if (code == PARANGON_OK)
        *index = opened;
    else
        parangon_index_close(opened);
    return code;
}

enum parangon_code reader_open_folder(const char *folder, struct parangon_index **index,
                                      struct parangon_error *err)
{
    return open_folder(folder, NULL, index, err);
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
                code = open_folder(folder, before, index, err);
            free(folder);
        }
        if (code == PARANGON_OK) {
            (*index)->seen = seen;
            return code;
        }
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

void parangon_index_close(struct parangon_index *index)
{
    if (!index)
        return;
    parangon_knowledge_clear(&index->knowledge);
    if (index->database)
        xc_database_close(index->database);
    free(index->passages);
    free(index->heads);
    free(index->dir);
    free(index);
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

char *parangon_index_peek(const char *dir, const char *key)
{
    struct peek peek = {.key = key};
    struct parangon_buf text = {0};
    unsigned number;

    /* Without a current one: what the first run left when it was killed, or what can be found
       behind a pointer that is damaged. */
    if (generation_current(dir, &number, NULL) != PARANGON_OK || number == 0)
        number = generation_highest(dir);
    if (number == 0)
        return parangon_strdup("");
    char *folder = generation_path(dir, number);
    peek.folder = folder;
    if (access(folder, F_OK) == 0)
        child_run(read_text, &peek, PEEK_SECONDS, &text, NULL);
    free(folder);
    parangon_buf_puts(&text, "");
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

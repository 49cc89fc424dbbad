/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index: the current generation, and what is kept in memory of it. */
#include "generation.h"

#include "parangon/index.h"
#include "parangon/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct parangon_index {
    xc_database *database;
    struct parangon_knowledge knowledge;
    struct parangon_passage_key *passages; /* by document number, from 0 */
    uint32_t last;
    uint32_t *heads; /* by record number */
    uint32_t records;
};

char *parangon_index_text(struct parangon_index *index, const char *key)
{
    return parangon_metadata(index->database, key);
}

static enum parangon_code check_stamp(struct parangon_index *index, const char *key,
                                      const char *expected, const char *what,
                                      struct parangon_error *err)
{
    char *stamp = parangon_index_text(index, key);
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

static enum parangon_code load_knowledge(struct parangon_index *index, struct parangon_error *err)
{
    char *text = parangon_index_text(index, PARANGON_KEY_VOCABULARY);
    cJSON *files = parangon_unseal(text, strlen(text), err);

    free(text);
    if (!files)
        return parangon_error_prefix(err, PARANGON_DAMAGED, "vocabulary");
    return parangon_knowledge_from_files(files, &index->knowledge, err);
}

/* What the index learnt from its own records goes with what it was given. */
static enum parangon_code load_learnt(struct parangon_index *index, struct parangon_error *err)
{
    char *rows = parangon_index_text(index, PARANGON_KEY_LEARNT);
    enum parangon_code code =
        parangon_translations_add(index->knowledge.translations, rows, strlen(rows), 1, NULL);

    free(rows);
    return code == PARANGON_OK
               ? code
               : parangon_error_set(err, PARANGON_DAMAGED, "learnt translations: cannot be read");
}

static void note_passage(struct parangon_index *index, xc_docid document, const char *value,
                         size_t len)
{
    struct parangon_passage_key key;

    if (document > index->last || !parangon_passage_key_unpack(value, len, &key))
        return;
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
}

enum {
    BLOCK = 1024
};

static xc_status read_values(struct parangon_index *index, xc_values *values,
                             struct xc_error *error)
{
    static const size_t capacity = (size_t)BLOCK * PARANGON_PASSAGE_KEY_SIZE;
    xc_docid documents[BLOCK];
    size_t offsets[BLOCK + 1], got = 0;
    char *bytes = parangon_alloc(capacity);
    xc_status status;

    do {
        status = xc_values_read(values, documents, offsets, BLOCK, bytes, capacity, &got, error);
        for (size_t i = 0; status == XC_OK && i < got; i++)
            note_passage(index, documents[i], bytes + offsets[i], offsets[i + 1] - offsets[i]);
    } while (status == XC_OK && got > 0);
    free(bytes);
    return status;
}

static enum parangon_code load_passages(struct parangon_index *index, struct parangon_error *err)
{
    struct xc_error error;
    xc_values *values;
    xc_status status = xc_database_lastdocid(index->database, &index->last, &error);

    if (status != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    index->passages = parangon_calloc((size_t)index->last + 1, sizeof *index->passages);
    for (uint32_t i = 0; i <= index->last; i++)
        index->passages[i].record = UINT32_MAX;
    status = xc_values_open(index->database, PARANGON_SLOT_PASSAGE, &values, &error);
    if (status == XC_OK) {
        status = read_values(index, values, &error);
        xc_values_close(values);
    }
    return status == XC_OK ? PARANGON_OK : parangon_from_xapian(&error, "index", err);
}

static enum parangon_code open_generation(const char *dir, struct parangon_index *index,
                                          struct parangon_error *err)
{
    struct xc_error error;
    unsigned number;
    enum parangon_code code = generation_current(dir, &number, err);

    if (code != PARANGON_OK)
        return code;
    if (number == 0)
        return parangon_error_set(err, PARANGON_NO_INDEX, "there is no index");
    char *path = generation_path(dir, number);
    if (access(path, F_OK) != 0)
        code = parangon_error_set(err, PARANGON_DAMAGED, "gen-%u is missing", number);
    else if (xc_database_open(path, &index->database, &error) != XC_OK)
        code = parangon_from_xapian(&error, "cannot be opened", err);
    free(path);
    return code;
}

char *parangon_index_peek(const char *dir, const char *key)
{
    struct parangon_index index = {0};
    char *text;

    if (open_generation(dir, &index, NULL) != PARANGON_OK)
        return parangon_strdup("");
    text = parangon_index_text(&index, key);
    xc_database_close(index.database);
    return text;
}

enum parangon_code parangon_index_open(const char *dir, struct parangon_index **index,
                                       struct parangon_error *err)
{
    struct parangon_index *opened = parangon_calloc(1, sizeof *opened);
    enum parangon_code code = open_generation(dir, opened, err);

    if (code == PARANGON_OK)
        code = check_stamps(opened, err);
    if (code == PARANGON_OK)
        code = load_knowledge(opened, err);
    if (code == PARANGON_OK)
        code = load_learnt(opened, err);
    if (code == PARANGON_OK)
        code = load_passages(opened, err);
    if (code == PARANGON_OK) {
        *index = opened;
        return code;
    }
    parangon_index_close(opened);
    return parangon_error_prefix(err, code, "%s", dir);
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
    free(index);
}

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

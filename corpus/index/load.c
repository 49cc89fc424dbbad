/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the opening of a generation reads and keeps in memory. */
#include "generation.h"
#include "reader.h"
#include "schema.h"

#include <stdlib.h>
#include <string.h>

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
                                         const struct parangon_index *before,
                                         struct parangon_error *err)
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

enum parangon_code reader_load(const char *folder, const struct parangon_index *before,
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

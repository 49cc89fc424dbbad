/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

/* Labels of lists are shown, not looked for in questions. */
static const unsigned spotted_schemes = 1u << PARANGON_THEMES | 1u << PARANGON_ACTIONS |
                                        1u << PARANGON_COUNTRIES | 1u << PARANGON_FUNDING |
                                        1u << PARANGON_NETWORKS | 1u << PARANGON_TERMS;

static void count_languages(struct engine *engine)
{
    double lengths[PARANGON_LANG_COUNT] = {0};

    for (uint32_t i = 1; i <= engine->last; i++) {
        const struct parangon_passage_key *key = &engine->passages[i];

        if (key->record == UINT32_MAX)
            continue;
        engine->passage_count++;
        engine->languages[key->lang].passages++;
        lengths[key->lang] += key->length;
    }
    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++) {
        if (engine->languages[i].passages)
            engine->languages[i].average_length = lengths[i] / engine->languages[i].passages;
    }
    for (uint32_t i = 0; i < engine->records; i++)
        engine->record_count += engine->heads[i] != 0;
}

enum parangon_code engine_open(const char *dir, struct engine *engine, struct parangon_error *err)
{
    struct engine opened = {0};
    enum parangon_code code = parangon_index_open(dir, &opened.index, err);

    if (code != PARANGON_OK)
        return code;
    opened.database = parangon_index_database(opened.index);
    opened.knowledge = parangon_index_knowledge(opened.index);
    opened.passages = parangon_index_passages(opened.index, &opened.last);
    opened.heads = parangon_index_heads(opened.index, &opened.records);
    opened.stemmer = parangon_stemmer_new();
    opened.spotter =
        parangon_spotter_new(opened.knowledge->vocabulary, opened.stemmer, spotted_schemes);
    count_languages(&opened);
    *engine = opened;
    return PARANGON_OK;
}

void engine_close(struct engine *engine)
{
    parangon_spotter_free(engine->spotter);
    parangon_stemmer_free(engine->stemmer);
    parangon_index_close(engine->index);
    free(engine->record_keys);
    *engine = (struct engine){0};
}

enum {
    BLOCK = 4096
};

enum parangon_code engine_postings(struct engine *engine, const char *term, size_t len,
                                   struct postings *postings, struct parangon_error *err)
{
    struct postings read = {0};
    struct xc_error error;
    xc_postings *cursor;
    size_t got = BLOCK, cap = 0;
    xc_status status = xc_postings_open(engine->database, term, len, &cursor, &error);

    if (status != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    while (status == XC_OK && got == BLOCK) {
        if (read.count + BLOCK > cap) {
            cap = cap ? cap * 2 : BLOCK;
            read.documents = parangon_realloc(read.documents, cap, sizeof *read.documents);
            read.wdfs = parangon_realloc(read.wdfs, cap, sizeof *read.wdfs);
        }
        status = xc_postings_read(cursor, read.documents + read.count, read.wdfs + read.count,
                                  BLOCK, &got, &error);
        read.count += status == XC_OK ? got : 0;
    }
    xc_postings_close(cursor);
    if (status != XC_OK) {
        postings_clear(&read);
        return parangon_from_xapian(&error, "index", err);
    }
    *postings = read;
    return PARANGON_OK;
}

void postings_clear(struct postings *postings)
{
    free(postings->documents);
    free(postings->wdfs);
    free(postings->frequencies);
    *postings = (struct postings){0};
}

size_t postings_find(const struct postings *postings, xc_docid document)
{
    size_t low = 0, high = postings->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (postings->documents[middle] < document)
            low = middle + 1;
        else
            high = middle;
    }
    return low < postings->count && postings->documents[low] == document ? low : SIZE_MAX;
}

uint32_t engine_record_of(const struct engine *engine, xc_docid document)
{
    return document <= engine->last ? engine->passages[document].record : UINT32_MAX;
}

static xc_status read_record_keys(struct engine *engine, struct xc_error *error)
{
    enum {
        VALUES = 512
    };
    static const size_t capacity = (size_t)VALUES * PARANGON_RECORD_KEY_SIZE;
    xc_docid documents[VALUES];
    size_t offsets[VALUES + 1], got = 0;
    char *bytes = parangon_alloc(capacity);
    xc_values *values = NULL;
    xc_status status = xc_values_open(engine->database, PARANGON_SLOT_RECORD, &values, error);

    while (status == XC_OK) {
        status = xc_values_read(values, documents, offsets, VALUES, bytes, capacity, &got, error);
        if (status != XC_OK || got == 0)
            break;
        for (size_t i = 0; i < got; i++) {
            uint32_t record = engine_record_of(engine, documents[i]);

            if (record < engine->records)
                parangon_record_key_unpack(bytes + offsets[i], offsets[i + 1] - offsets[i],
                                           &engine->record_keys[record]);
        }
    }
    if (values)
        xc_values_close(values);
    free(bytes);
    return status;
}

enum parangon_code engine_record_keys(struct engine *engine,
                                      const struct parangon_record_key **keys,
                                      struct parangon_error *err)
{
    struct xc_error error;

    if (!engine->record_keys) {
        engine->record_keys =
            parangon_calloc((size_t)engine->records + 1, sizeof *engine->record_keys);
        if (read_record_keys(engine, &error) != XC_OK) {
            free(engine->record_keys);
            engine->record_keys = NULL;
            return parangon_from_xapian(&error, "index", err);
        }
    }
    *keys = engine->record_keys;
    return PARANGON_OK;
}

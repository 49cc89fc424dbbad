/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine.h"

#include "audience.h"
#include "catalogue.h"
#include "field_values.h"
#include "lexicon.h"

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

/* What was made on first use, of one state of the index. */
static void forget(struct engine *engine)
{
    free(engine->record_keys);
    engine->record_keys = NULL;
    field_values_forget(engine);
    lexicon_free(engine->lexicon);
    engine->lexicon = NULL;
    catalogue_free(engine->catalogue);
    engine->catalogue = NULL;
}

/* What is borrowed from the index, and what is counted of it. */
static enum parangon_code take_index(struct engine *engine, struct parangon_error *err)
{
    audience_forget(engine);
    engine->database = parangon_index_database(engine->index);
    engine->knowledge = parangon_index_knowledge(engine->index);
    engine->passages = parangon_index_passages(engine->index, &engine->last);
    engine->heads = parangon_index_heads(engine->index, &engine->records);
    enum parangon_code code = audience_apply(engine, err);

    engine->passage_count = engine->record_count = 0;
    memset(engine->languages, 0, sizeof engine->languages);
    count_languages(engine);
    engine->is_taken = code == PARANGON_OK;
    return code;
}

static void make_spotter(struct engine *engine)
{
    parangon_spotter_free(engine->spotter);
    engine->spotter =
        parangon_spotter_new(engine->knowledge->vocabulary, engine->stemmer, spotted_schemes);
}

enum parangon_code engine_open(const char *dir, struct engine *engine, struct parangon_error *err)
{
    struct engine opened = {0};
    enum parangon_code code = parangon_index_open(dir, &opened.index, err);

    if (code != PARANGON_OK)
        return code;
    opened.stemmer = parangon_stemmer_new();
    code = take_index(&opened, err);
    make_spotter(&opened);
    *engine = opened;
    return code;
}

enum parangon_code engine_refresh(struct engine *engine, struct parangon_error *err)
{
    const struct timespec deadline = engine->deadline;
    enum parangon_refreshed refreshed;
    enum parangon_code code = parangon_index_refresh(engine->index, &refreshed, err);

    if (code != PARANGON_OK || (refreshed == PARANGON_UNCHANGED && engine->is_taken))
        return code;
    forget(engine);
    engine->deadline = (struct timespec){0}; /* moving on is no part of a question */
    code = take_index(engine, err);
    engine->deadline = deadline;
    if (refreshed == PARANGON_NEW_KNOWLEDGE)
        make_spotter(engine);
    return code;
}

enum parangon_code engine_limit(struct engine *engine, enum audience audience,
                                struct parangon_error *err)
{
    engine->audience = audience;
    forget(engine);
    return take_index(engine, err);
}

enum parangon_code engine_head_of(const struct engine *engine, const char *id, xc_docid *head,
                                  struct parangon_error *err)
{
    enum parangon_code code = parangon_index_head_of(engine->index, id, head, err);

    if (code != PARANGON_OK)
        return code;
    return engine->hidden && (*head > engine->last || engine->hidden[*head]) ? PARANGON_NOTHING
                                                                             : code;
}

bool engine_is_current(const struct engine *engine)
{
    return parangon_index_is_current(engine->index);
}

void engine_note(struct engine *engine, const struct xc_error *error)
{
    if (engine->failure.code == PARANGON_OK)
        parangon_from_xapian(error, "index", &engine->failure);
}

void engine_close(struct engine *engine)
{
    audience_forget(engine);
    parangon_spotter_free(engine->spotter);
    parangon_stemmer_free(engine->stemmer);
    forget(engine);
    parangon_index_close(engine->index);
    *engine = (struct engine){0};
}

enum {
    BLOCK = 4096
};

void engine_give_time(struct engine *engine, unsigned seconds)
{
    engine->deadline = (struct timespec){0};
    if (seconds == 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &engine->deadline);
    engine->deadline.tv_sec += seconds;
}

static enum parangon_code check_time(const struct engine *engine, struct parangon_error *err)
{
    struct timespec now;

    if (engine->deadline.tv_sec == 0)
        return PARANGON_OK;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec < engine->deadline.tv_sec ||
        (now.tv_sec == engine->deadline.tv_sec && now.tv_nsec < engine->deadline.tv_nsec))
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_OVERTIME, "the question takes too long");
}

/* Leaves out what the audience may not see. */
static void drop_hidden(const struct engine *engine, struct postings *postings)
{
    size_t kept = 0;

    for (size_t i = 0; engine->hidden && i < postings->count; i++) {
        xc_docid document = postings->documents[i];

        if (document <= engine->last && engine->hidden[document])
            continue;
        postings->documents[kept] = document;
        postings->wdfs[kept++] = postings->wdfs[i];
    }
    if (engine->hidden)
        postings->count = kept;
}

/* What is not a document of the index would be looked up outside of what is known of them. */
static enum parangon_code check_documents(const struct engine *engine,
                                          const struct postings *postings,
                                          struct parangon_error *err)
{
    for (size_t i = 0; i < postings->count; i++) {
        if (engine_record_of(engine, postings->documents[i]) == UINT32_MAX)
            return parangon_error_set(err, PARANGON_DAMAGED,
                                      "index: a list of documents names one that is not there");
    }
    return PARANGON_OK;
}

enum parangon_code engine_postings(struct engine *engine, const char *term, size_t len,
                                   struct postings *postings, struct parangon_error *err)
{
    struct postings read = {0};
    struct xc_error error;
    xc_postings *cursor;
    size_t got = BLOCK, cap = 0;

    if (check_time(engine, err) != PARANGON_OK)
        return PARANGON_OVERTIME;
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
    drop_hidden(engine, &read);
    enum parangon_code code = status == XC_OK ? check_documents(engine, &read, err)
                                              : parangon_from_xapian(&error, "index", err);
    if (code == PARANGON_OK)
        *postings = read;
    else
        postings_clear(&read);
    return code;
}

cJSON *engine_stored(struct engine *engine, xc_docid document)
{
    struct parangon_error why;
    cJSON *stored = NULL;
    enum parangon_code code = parangon_index_stored(engine->index, document, &stored, &why);

    if (code != PARANGON_OK && engine->failure.code == PARANGON_OK)
        engine->failure = why;
    return stored;
}

static uint32_t count_visible(struct engine *engine, const struct parangon_buf *term)
{
    struct postings postings = {0};
    struct parangon_error why;

    if (engine_postings(engine, term->data, term->len, &postings, &why) != PARANGON_OK &&
        engine->failure.code == PARANGON_OK)
        engine->failure = why;
    uint32_t count = (uint32_t)postings.count;

    postings_clear(&postings);
    return count;
}

size_t engine_first(struct engine *engine, const char *prefix, const char *value,
                    xc_docid documents[], size_t n)
{
    enum {
        PART = 64
    };
    xc_docid part[PART];
    struct parangon_buf term = {0};
    xc_postings *postings = NULL;
    struct xc_error error;
    size_t got = PART, found = 0;

    parangon_term(&term, prefix, value);
    xc_status status = xc_postings_open(engine->database, term.data, term.len, &postings, &error);
    while (status == XC_OK && got == PART && found < n) {
        status = xc_postings_read(postings, part, NULL, PART, &got, &error);
        for (size_t i = 0; status == XC_OK && i < got && found < n; i++) {
            if (engine_record_of(engine, part[i]) != UINT32_MAX)
                documents[found++] = part[i];
        }
    }
    if (status != XC_OK)
        engine_note(engine, &error);
    xc_postings_close(postings);
    parangon_buf_clear(&term);
    return found;
}

uint32_t engine_frequency(struct engine *engine, const char *prefix, const char *value)
{
    struct parangon_buf term = {0};
    uint32_t documents = 0;
    struct xc_error error;

    parangon_term(&term, prefix, value);
    if (engine->hidden)
        documents = count_visible(engine, &term);
    else if (xc_database_termfreq(engine->database, term.data, term.len, &documents, &error) !=
             XC_OK)
        engine_note(engine, &error);
    parangon_buf_clear(&term);
    return documents;
}

size_t engine_positions(struct engine *engine, xc_docid document, const char *term, size_t len,
                        uint32_t positions[], size_t n)
{
    struct xc_error error;
    size_t total = 0;

    if (xc_database_positions(engine->database, document, term, len, positions, n, &total,
                              &error) == XC_OK)
        return total;
    engine_note(engine, &error);
    return 0;
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

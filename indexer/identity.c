/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "identity.h"

#include "parangon/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX_FILE "F:"
#define PREFIX_CONTENT "M:"
#define PREFIX_BAND "B:"

static void file_term(struct parangon_buf *term, const char *source, const char *path)
{
    struct parangon_buf value = {0};

    parangon_buf_printf(&value, "%s\n%s", source, path);
    parangon_term(term, PREFIX_FILE, value.data);
    parangon_buf_clear(&value);
}

static void content_term(struct parangon_buf *term, const char *source, const cJSON *version)
{
    static const char *const fields[] = {"title", "summary", "text"};
    uint64_t hash = parangon_hash(PARANGON_HASH_START, source, strlen(source) + 1);
    struct parangon_buf value = {0};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *text = parangon_json_text(version, fields[i]);

        hash = parangon_hash(hash, text ? text : "", text ? strlen(text) + 1 : 1);
    }
    parangon_buf_printf(&value, "%016" PRIx64, hash);
    parangon_term(term, PREFIX_CONTENT, value.data);
    parangon_buf_clear(&value);
}

static void band_term(struct parangon_buf *term, const char *source, size_t number, uint64_t band)
{
    uint64_t hash = parangon_hash(PARANGON_HASH_START, source, strlen(source) + 1);
    char value[40];

    snprintf(value, sizeof value, "%zu-%016" PRIx64, number, hash ^ band);
    parangon_term(term, PREFIX_BAND, value);
}

static void put_bands(xc_document *head, const cJSON *version, const char *source)
{
    uint64_t bands[SHINGLES_BANDS];
    struct parangon_buf term = {0};
    bool enough = shingles_bands(version, bands);

    for (size_t i = 0; enough && i < SHINGLES_BANDS; i++) {
        band_term(&term, source, i, bands[i]);
        xc_document_add_boolean_term(head, term.data, term.len, NULL);
    }
    parangon_buf_clear(&term);
}

void identity_put(xc_document *head, const cJSON *record, const char *source, bool duplicate)
{
    struct parangon_buf term = {0};
    const cJSON *version;

    parangon_term(&term, PARANGON_PREFIX_SOURCE, source);
    xc_document_add_boolean_term(head, term.data, term.len, NULL);
    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        const char *path = parangon_json_text(version, "path");

        file_term(&term, source, path ? path : "");
        xc_document_add_boolean_term(head, term.data, term.len, NULL);
        content_term(&term, source, version);
        xc_document_add_boolean_term(head, term.data, term.len, NULL);
        if (duplicate)
            put_bands(head, version, source);
    }
    parangon_buf_clear(&term);
}

/* The first document that holds the term, 0 for none. */
static xc_docid first_with(xc_database *database, const struct parangon_buf *term)
{
    xc_postings *postings;
    xc_docid document = 0;
    size_t got = 0;

    if (xc_postings_open(database, term->data, term->len, &postings, NULL) != XC_OK)
        return 0;
    if (xc_postings_read(postings, &document, NULL, 1, &got, NULL) != XC_OK || got == 0)
        document = 0;
    xc_postings_close(postings);
    return document;
}

static cJSON *read_stored(xc_database *database, xc_docid head)
{
    char *data;
    size_t len;

    if (!head || xc_database_document_data(database, head, &data, &len, NULL) != XC_OK)
        return NULL;
    cJSON *stored = parangon_unseal(data, len, NULL);
    xc_free(data);
    return stored;
}

void identity_paths(xc_database *database, xc_docid head, identity_path_fn *take, void *context)
{
    cJSON *stored = read_stored(database, head);
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record"), *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
    {
        if (parangon_json_text(version, "path"))
            take(context, parangon_json_text(version, "path"));
    }
    cJSON_Delete(stored);
}

static void make_room(struct identity_heads *heads, size_t more)
{
    if (heads->count + more > heads->room) {
        heads->room = heads->room * 2 + more;
        heads->at = parangon_realloc(heads->at, heads->room, sizeof *heads->at);
    }
}

void identity_alike(xc_database *database, const char *source, const uint64_t bands[SHINGLES_BANDS],
                    struct identity_heads *heads)
{
    enum {
        HEADS_MAX = 16
    };
    struct parangon_buf term = {0};

    for (size_t i = 0; i < SHINGLES_BANDS; i++) {
        xc_postings *postings;
        size_t got = 0;

        band_term(&term, source, i, bands[i]);
        if (xc_postings_open(database, term.data, term.len, &postings, NULL) != XC_OK)
            continue;
        make_room(heads, HEADS_MAX);
        if (xc_postings_read(postings, heads->at + heads->count, NULL, HEADS_MAX, &got, NULL) !=
            XC_OK)
            got = 0;
        heads->count += got;
        xc_postings_close(postings);
    }
    parangon_buf_clear(&term);
}

static bool read_identity(xc_database *database, xc_docid head, struct identity *identity)
{
    cJSON *stored = read_stored(database, head);
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record");
    const cJSON *version = parangon_record_version(record, PARANGON_FR, NULL);
    const char *path = parangon_json_text(version, "path");

    if (version) {
        identity->id = parangon_strdup(parangon_json_text(record, "id"));
        identity->path = parangon_strdup(path ? path : "");
    }
    cJSON_Delete(stored);
    return version != NULL;
}

bool identity_find(xc_database *database, const char *source, const cJSON *version,
                   struct identity *identity)
{
    const char *path = parangon_json_text(version, "path");
    struct parangon_buf term = {0};

    file_term(&term, source, path ? path : "");
    xc_docid head = first_with(database, &term);
    if (!head) {
        content_term(&term, source, version);
        head = first_with(database, &term);
    }
    parangon_buf_clear(&term);
    return read_identity(database, head, identity);
}

void identity_of_file(xc_database *database, const char *source, const char *path,
                      struct identity_heads *heads)
{
    enum {
        BLOCK = 64
    };
    struct parangon_buf term = {0};
    xc_postings *postings;
    size_t got = BLOCK;

    file_term(&term, source, path);
    if (xc_postings_open(database, term.data, term.len, &postings, NULL) == XC_OK) {
        while (got == BLOCK) {
            make_room(heads, BLOCK);
            if (xc_postings_read(postings, heads->at + heads->count, NULL, BLOCK, &got, NULL) !=
                XC_OK)
                got = 0;
            heads->count += got;
        }
        xc_postings_close(postings);
    }
    parangon_buf_clear(&term);
}

cJSON *identity_stored(xc_database *database, const char *id)
{
    struct parangon_buf term = {0};
    cJSON *stored = NULL;
    char *data;
    size_t len;

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_docid head = first_with(database, &term);
    parangon_buf_clear(&term);
    if (head && xc_database_document_data(database, head, &data, &len, NULL) == XC_OK) {
        stored = parangon_unseal(data, len, NULL);
        xc_free(data);
    }
    return stored;
}

char *identity_source(xc_database *database, const char *id)
{
    static const size_t prefix = sizeof PARANGON_PREFIX_SOURCE - 1;
    struct parangon_buf term = {0};
    struct xc_term found;
    xc_terms *terms = NULL;
    bool any = false;
    char *source = NULL;

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_docid head = first_with(database, &term);
    parangon_buf_clear(&term);
    if (head && xc_terms_open_docid(database, head, &terms, NULL) == XC_OK &&
        xc_terms_skip_to(terms, PARANGON_PREFIX_SOURCE, prefix, NULL) == XC_OK &&
        xc_terms_next(terms, &found, &any, NULL) == XC_OK && any &&
        strncmp(found.bytes, PARANGON_PREFIX_SOURCE, prefix) == 0)
        source = parangon_strndup(found.bytes + prefix, found.len - prefix);
    xc_terms_close(terms);
    return source ? source : parangon_strdup("");
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an index stores, read back: every passage and record, the vocabulary, the sources. */
#include "check.h"
#include "generation.h"
#include "reader.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct parangon_index *index;
    xc_database *database;
    const struct parangon_passage_key *passages;
    const uint32_t *heads;
    uint32_t last, records;
    cJSON *problems;
    struct parangon_map ids;
    struct parangon_buf id; /* of the record under way */
    uint32_t record;        /* its number */
    double passage_count, record_count;
};

static size_t length_of_value(struct reading *reading, xc_docid document, xc_slot slot,
                              char bytes[PARANGON_RECORD_KEY_SIZE])
{
    char *value = NULL;
    size_t len = 0;

    if (xc_database_document_value(reading->database, document, slot, &value, &len, NULL) != XC_OK)
        return 0;
    if (len <= PARANGON_RECORD_KEY_SIZE)
        memcpy(bytes, value, len);
    xc_free(value);
    return len;
}

static void check_head(struct reading *reading, xc_docid document, const cJSON *stored,
                       const char *id)
{
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record");
    const char *own = parangon_json_text(record, "id");
    char bytes[PARANGON_RECORD_KEY_SIZE];
    struct parangon_record_key key;
    uint32_t found = 0;

    reading->record_count++;
    parangon_buf_reset(&reading->id);
    parangon_buf_puts(&reading->id, id);
    if (parangon_map_put(&reading->ids, id, strlen(id), document) != document)
        check_problem(reading->problems, "id \"%s\": two records have it", id);
    if (!own || strcmp(own, id) != 0)
        check_problem(reading->problems, "document %u: holds no record of its id \"%s\"", document,
                      id);
    size_t len = length_of_value(reading, document, PARANGON_SLOT_RECORD, bytes);
    if (!parangon_record_key_unpack(bytes, len, &key))
        check_problem(reading->problems, "record \"%s\": its years and figures are lost", id);
    if (length_of_value(reading, document, PARANGON_SLOT_HASH, bytes) != sizeof(uint64_t))
        check_problem(reading->problems, "record \"%s\": what it was made from is lost", id);
    if (parangon_index_head_of(reading->index, id, &found, NULL) != PARANGON_OK ||
        found != document)
        check_problem(reading->problems, "record \"%s\": is not found by its id", id);
}

/* A head begins a record; its other passages follow it. */
static void check_place(struct reading *reading, xc_docid document, const cJSON *stored)
{
    const struct parangon_passage_key *key = &reading->passages[document];
    const char *id = parangon_json_text(stored, "id"), *lang = parangon_json_text(stored, "lang");
    bool head = reading->heads[key->record] == document;

    if (!id || !lang) {
        check_problem(reading->problems, "document %u: has no id or no language", document);
        return;
    }
    if (head)
        check_head(reading, document, stored, id);
    else if (key->record != reading->record || strcmp(id, parangon_buf_str(&reading->id)) != 0)
        check_problem(reading->problems, "document %u: stands outside its record \"%s\"", document,
                      id);
    if (parangon_lang_from_code(lang) != key->lang)
        check_problem(reading->problems, "document %u: is in two languages", document);
    reading->record = key->record;
}

static enum parangon_code read_document(struct reading *reading, xc_docid document,
                                        struct parangon_error *err)
{
    struct parangon_error why = {0};
    cJSON *stored = NULL;
    enum parangon_code code = parangon_index_stored(reading->index, document, &stored, &why);

    reading->passage_count++;
    if (code == PARANGON_OK)
        check_place(reading, document, stored);
    else if (code == PARANGON_DAMAGED)
        check_problem(reading->problems, "document %u: %s", document, why.message);
    else
        return parangon_error_set(err, code, "%s", why.message);
    cJSON_Delete(stored);
    return PARANGON_OK;
}

static enum parangon_code read_documents(struct reading *reading, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct xc_error error;
    uint32_t documents = 0;

    for (xc_docid i = 1; code == PARANGON_OK && i <= reading->last && i; i++) {
        if (reading->passages[i].record != UINT32_MAX)
            code = read_document(reading, i, err);
    }
    if (code != PARANGON_OK)
        return code;
    if (xc_database_doccount(reading->database, &documents, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    if (documents != (uint32_t)reading->passage_count)
        check_problem(reading->problems, "%u documents are counted and %.0f are known", documents,
                      reading->passage_count);
    char *next = parangon_metadata(reading->database, KEY_NEXT_RECORD);
    if (strtoul(next, NULL, 10) < reading->records && reading->heads[strtoul(next, NULL, 10)])
        check_problem(reading->problems, "the number of the next record is taken");
    free(next);
    return code;
}

/* The sources are kept as JSON: [{"path": "…"}]. */
static void read_sources(struct reading *reading, cJSON *found)
{
    char *text = parangon_index_text(reading->index, PARANGON_KEY_SOURCES);
    cJSON *paths = cJSON_AddArrayToObject(found, "sources"), *sources = cJSON_Parse(text);
    const cJSON *source;

    cJSON_ArrayForEach(source, sources)
    {
        const char *path = parangon_json_text(source, "path");

        if (path)
            cJSON_AddItemToArray(paths, cJSON_CreateString(path));
    }
    if (!cJSON_IsArray(sources))
        check_problem(reading->problems, "the list of sources is lost");
    cJSON_Delete(sources);
    free(text);
}

enum parangon_code check_records(void *context, struct parangon_buf *out,
                                 struct parangon_error *err)
{
    struct reading reading = {.record = UINT32_MAX};
    cJSON *found;
    enum parangon_code code = reader_load(context, NULL, &reading.index, err);

    if (code != PARANGON_OK)
        return code;
    found = cJSON_CreateObject();
    reading.problems = cJSON_AddArrayToObject(found, "problems");
    reading.database = parangon_index_database(reading.index);
    reading.passages = parangon_index_passages(reading.index, &reading.last);
    reading.heads = parangon_index_heads(reading.index, &reading.records);
    code = read_documents(&reading, err);
    if (code == PARANGON_OK)
        read_sources(&reading, found);
    cJSON_AddNumberToObject(found, "records", reading.record_count);
    cJSON_AddNumberToObject(found, "passages", reading.passage_count);
    check_print(found, out);
    parangon_map_clear(&reading.ids);
    parangon_buf_clear(&reading.id);
    parangon_index_close(reading.index);
    return code;
}

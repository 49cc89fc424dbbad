/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "an_index.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

int make_folder(void **state)
{
    const char *place = getenv("TMPDIR");
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/parangon-test-XXXXXX", place ? place : P_tmpdir);
    *state = parangon_buf_take(&path);
    return mkdtemp(*state) ? 0 : 1;
}

char *inside(const char *folder, const char *name)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/%s", folder, name);
    return parangon_buf_take(&path);
}

static void remove_all(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        char *name = inside(path, entry->d_name);
        bool is_link = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");

        if (!is_link && unlink(name) != 0)
            remove_all(name);
        free(name);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

int remove_folder(void **state)
{
    remove_all(*state);
    free(*state);
    return 0;
}

bool is_there(const char *folder, const char *name)
{
    char *path = inside(folder, name);
    bool there = access(path, F_OK) == 0;

    free(path);
    return there;
}

void write_file(const char *folder, const char *name, const char *text)
{
    char *path = inside(folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    free(path);
}

/* ---- Writing and reading ---- */

static const char vocabulary[] =
    "{\"@graph\":[{\"id\":\"theme:eau\",\"prefLabel\":{\"fr\":\"Eau\",\"en\":\"Water\"}}]}";
static const char places_tsv[] = "com:54395\tcommune\tNancy\t\t104387\t2023\t54\t44\t\t\n";

struct parangon_writer *open_writer(const char *dir, bool rebuild)
{
    struct parangon_writer *writer = NULL;
    struct parangon_error err;

    if (parangon_writer_open(dir, rebuild, &writer, &err))
        fail_msg("%s", err.message);
    return writer;
}

void set_vocabulary(struct parangon_writer *writer)
{
    cJSON *files = cJSON_CreateObject();
    struct parangon_error err;
    size_t len;

    cJSON_AddStringToObject(files, "themes.jsonld", vocabulary);
    cJSON_AddStringToObject(files, "places.tsv", places_tsv);
    char *sealed = parangon_seal(files, &len);
    if (parangon_writer_set(writer, PARANGON_KEY_VOCABULARY, sealed, len, &err))
        fail_msg("%s", err.message);
    free(sealed);
    cJSON_Delete(files);
}

static void make_head(xc_document *document, cJSON *stored, const char *id)
{
    const struct parangon_record_key key = {0};
    char bytes[PARANGON_RECORD_KEY_SIZE];
    cJSON *record = cJSON_AddObjectToObject(stored, "record");

    cJSON_AddStringToObject(record, "id", id);
    parangon_record_key_pack(&key, bytes);
    xc_document_add_value(document, PARANGON_SLOT_RECORD, bytes, sizeof bytes, NULL);
    xc_document_add_boolean_term(document, PARANGON_TERM_HEAD, 1, NULL);
}

xc_document *make_passage(const char *id, uint32_t record, size_t number, const char *word)
{
    const struct parangon_passage_key key = {record, 100 + (uint32_t)number, PARANGON_FR};
    char bytes[PARANGON_PASSAGE_KEY_SIZE];
    struct parangon_buf term = {0};
    cJSON *json = cJSON_CreateObject();
    xc_document *document;
    size_t len;

    assert_int_equal(xc_document_new(&document, NULL), XC_OK);
    parangon_term(&term, PARANGON_PREFIX_ID, id);
    xc_document_add_boolean_term(document, term.data, term.len, NULL);
    parangon_term(&term, parangon_prefix_stem(PARANGON_FR), word);
    xc_document_add_term(document, term.data, term.len, 1, NULL);
    parangon_passage_key_pack(&key, bytes);
    xc_document_add_value(document, PARANGON_SLOT_PASSAGE, bytes, sizeof bytes, NULL);
    if (number == 0)
        make_head(document, json, id);
    cJSON_AddStringToObject(json, "id", id);
    cJSON_AddStringToObject(json, "lang", "fr");
    cJSON_AddStringToObject(json, "text", word);
    char *data = parangon_seal(json, &len);
    xc_document_set_data(document, data, len, NULL);
    free(data);
    cJSON_Delete(json);
    parangon_buf_clear(&term);
    return document;
}

/* Puts a record of `count` passages, at most 4; its hash is its number of passages. */
void put(struct parangon_writer *writer, const char *id, size_t count, const char *word)
{
    uint32_t record = parangon_writer_record_number(writer, id);
    xc_document *passages[4];
    struct parangon_error err;

    for (size_t i = 0; i < count; i++)
        passages[i] = make_passage(id, record, i, word);
    const struct parangon_entry entry = {id, count, passages, count, 0};
    if (parangon_writer_put(writer, &entry, &err))
        fail_msg("%s", err.message);
    for (size_t i = 0; i < count; i++)
        xc_document_free(passages[i]);
}

void publish(struct parangon_writer *writer)
{
    struct parangon_error err;

    if (parangon_writer_publish(writer, &err))
        fail_msg("%s", err.message);
}

/* An index of the records "a", of two passages, and "b". */
void make_index(const char *dir)
{
    struct parangon_writer *writer = open_writer(dir, false);

    set_vocabulary(writer);
    put(writer, "a", 2, "eau");
    put(writer, "b", 1, "mobil");
    publish(writer);
    parangon_writer_close(writer);
}

struct parangon_index *open_index(const char *dir)
{
    struct parangon_index *index = NULL;
    struct parangon_error err;

    if (parangon_index_open(dir, &index, &err))
        fail_msg("%s", err.message);
    return index;
}

/* How many documents the index has, and whether the text of the head of `id` is `word`. */
void expect_record(const char *dir, uint32_t documents, const char *id, const char *word)
{
    struct parangon_index *index = open_index(dir);
    struct parangon_error err;
    uint32_t document = 0, count = 0;
    enum parangon_code found = parangon_index_head_of(index, id, &document, &err);

    assert_int_equal(xc_database_doccount(parangon_index_database(index), &count, NULL), XC_OK);
    assert_int_equal(count, documents);
    assert_int_equal(found, word ? PARANGON_OK : PARANGON_NOTHING);
    if (word) {
        cJSON *stored = NULL;

        assert_int_equal(parangon_index_stored(index, document, &stored, &err), PARANGON_OK);
        assert_string_equal(parangon_json_text(stored, "id"), id);
        assert_string_equal(parangon_json_text(stored, "text"), word);
        cJSON_Delete(stored);
    }
    parangon_index_close(index);
}

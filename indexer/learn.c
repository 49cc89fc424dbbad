/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learn.h"

#include "parangon/json.h"
#include "parangon/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shown to people as the place where a translation was learnt. */
#define SOURCE "index"

#define HEADER "# Learnt from the records of this index that stand in both languages.\n"

/* Ids in their own order, so that what is learnt does not depend on when a record came in. */
struct ids {
    char **at;
    size_t count, cap;
};

/* One record: its first passage, and the texts of its two versions. */
struct texts {
    cJSON *head;
    struct parangon_buf whole[PARANGON_OTHER];
};

/* ---- Settings ---- */

static enum parangon_code read_excluded(struct parangon_map *excluded, const char *path,
                                        struct parangon_error *err)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    FILE *file = fopen(path, "r");

    if (!file)
        return parangon_error_set(err, PARANGON_USAGE, "--learn-exclude: %s: %s", path,
                                  strerror(errno));
    while ((len = getline(&line, &cap, file)) > 0) {
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        parangon_map_put(excluded, line, (size_t)len, 0);
    }
    bool failed = ferror(file) != 0;
    free(line);
    fclose(file);
    if (failed)
        return parangon_error_set(err, PARANGON_USAGE, "--learn-exclude: %s: cannot be read", path);
    return PARANGON_OK;
}

enum parangon_code learning_init(struct learning *learning, const char *dir, const char *exclude,
                                 struct parangon_error *err)
{
    learning->before = parangon_index_peek(dir, PARANGON_KEY_LEARNT);
    return exclude ? read_excluded(&learning->excluded, exclude, err) : PARANGON_OK;
}

void learning_clear(struct learning *learning)
{
    parangon_map_clear(&learning->excluded);
    free(learning->before);
    learning->before = NULL;
}

/* ---- Records of the index ---- */

/* Calls `take` with the stored data of each document of a term, in the order of the documents. */
static enum parangon_code each_stored(xc_database *database, const struct parangon_buf *term,
                                      void (*take)(void *context, cJSON *stored), void *context,
                                      struct parangon_error *err)
{
    struct xc_error error;
    xc_postings *postings = NULL;
    xc_docid document;
    size_t got = 1;
    xc_status status = xc_postings_open(database, term->data, term->len, &postings, &error);

    while (status == XC_OK && got) {
        char *data = NULL;
        size_t len = 0;

        status = xc_postings_read(postings, &document, NULL, 1, &got, &error);
        if (status == XC_OK && got)
            status = xc_database_document_data(database, document, &data, &len, &error);
        if (data)
            take(context, parangon_unseal(data, len, NULL));
        xc_free(data);
    }
    if (postings)
        xc_postings_close(postings);
    return status == XC_OK ? PARANGON_OK : parangon_from_xapian(&error, "index", err);
}

static const cJSON *version_of(const cJSON *stored, enum parangon_lang lang)
{
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record");

    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(record, "versions"),
                                            parangon_lang_code(lang));
}

static void take_id(void *context, cJSON *stored)
{
    struct ids *ids = context;
    const char *id = parangon_json_text(stored, "id");

    if (id && version_of(stored, PARANGON_FR) && version_of(stored, PARANGON_EN)) {
        if (ids->count == ids->cap) {
            ids->cap = ids->cap ? ids->cap * 2 : 256;
            ids->at = parangon_realloc(ids->at, ids->cap, sizeof *ids->at);
        }
        ids->at[ids->count++] = parangon_strdup(id);
    }
    cJSON_Delete(stored);
}

/* A heading is a sentence of its own. */
static void take_passage(void *context, cJSON *stored)
{
    struct texts *texts = context;
    const char *lang = parangon_json_text(stored, "lang");
    const char *heading = parangon_json_text(stored, "heading");
    const char *text = parangon_json_text(stored, "text");
    enum parangon_lang side = parangon_lang_from_code(lang ? lang : "");

    if (side != PARANGON_OTHER)
        parangon_buf_printf(&texts->whole[side], "%s\n\n%s\n\n", heading ? heading : "",
                            text ? text : "");
    if (!texts->head)
        texts->head = stored;
    else
        cJSON_Delete(stored);
}

/* ---- Learning ---- */

static void add_field(struct parangon_bitext *bitext, const cJSON *head, const char *field)
{
    const char *french = parangon_json_text(version_of(head, PARANGON_FR), field);
    const char *english = parangon_json_text(version_of(head, PARANGON_EN), field);

    if (french && english)
        parangon_bitext_add(bitext, french, english, SOURCE, 1);
}

static enum parangon_code add_record(struct learning *learning, struct parangon_bitext *bitext,
                                     const char *id, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct texts texts = {0};

    parangon_term(&term, PARANGON_PREFIX_ID, id);
    enum parangon_code code =
        each_stored(parangon_writer_database(learning->writer), &term, take_passage, &texts, err);
    if (code == PARANGON_OK) {
        add_field(bitext, texts.head, "title");
        add_field(bitext, texts.head, "summary");
        parangon_bitext_align(bitext, parangon_buf_str(&texts.whole[PARANGON_FR]),
                              parangon_buf_str(&texts.whole[PARANGON_EN]), SOURCE);
    }
    cJSON_Delete(texts.head);
    for (int side = 0; side < PARANGON_OTHER; side++)
        parangon_buf_clear(&texts.whole[side]);
    parangon_buf_clear(&term);
    return code;
}

static int compare_ids(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static enum parangon_code list_ids(struct learning *learning, struct ids *ids,
                                   struct parangon_error *err)
{
    struct parangon_buf term = {0};

    parangon_buf_puts(&term, PARANGON_TERM_HEAD);
    enum parangon_code code =
        each_stored(parangon_writer_database(learning->writer), &term, take_id, ids, err);
    parangon_buf_clear(&term);
    if (ids->count)
        qsort(ids->at, ids->count, sizeof *ids->at, compare_ids);
    return code;
}

static enum parangon_code gather_pairs(struct learning *learning, struct parangon_bitext *bitext,
                                       size_t *records, struct parangon_error *err)
{
    struct ids ids = {0};
    enum parangon_code code = list_ids(learning, &ids, err);

    *records = 0;
    for (size_t i = 0; i < ids.count; i++) {
        const char *id = ids.at[i];

        if (code == PARANGON_OK &&
            parangon_map_get(&learning->excluded, id, strlen(id)) == PARANGON_MAP_NONE) {
            code = add_record(learning, bitext, id, err);
            ++*records;
        }
        free(ids.at[i]);
    }
    free(ids.at);
    return code;
}

static size_t count_rows(const char *rows)
{
    size_t lines = 0;

    while ((rows = strchr(rows, '\n'))) {
        lines++;
        rows++;
    }
    return lines;
}

static enum parangon_code learn_all(struct learning *learning, struct parangon_error *err)
{
    const struct report *report = learning->report;
    struct parangon_stemmer *stemmer = parangon_stemmer_new();
    struct parangon_bitext *bitext = parangon_bitext_new(stemmer);
    struct parangon_buf rows = {0};
    size_t records;
    enum parangon_code code = gather_pairs(learning, bitext, &records, err);

    if (code == PARANGON_OK) {
        parangon_bitext_learn(bitext, &rows);
        if (!report->quiet && !report->json)
            parangon_say("parangon-index", "learnt %zu translations from %zu record%s",
                         count_rows(parangon_buf_str(&rows)), records, records == 1 ? "" : "s");
        struct parangon_buf table = {0};
        parangon_buf_puts(&table, HEADER);
        parangon_buf_puts(&table, parangon_buf_str(&rows));
        code =
            parangon_writer_set(learning->writer, PARANGON_KEY_LEARNT, table.data, table.len, err);
        parangon_buf_clear(&table);
    }
    parangon_buf_clear(&rows);
    parangon_bitext_free(bitext);
    parangon_stemmer_free(stemmer);
    return code;
}

enum parangon_code learn_records(struct learning *learning, struct parangon_error *err)
{
    const struct report *report = learning->report;
    bool known = *learning->before != '\0';

    if (!learning->asked && !known)
        return PARANGON_OK;
    if (!learning->asked && !parangon_writer_goes_on(learning->writer) &&
        report->added + report->changed + report->removed == 0)
        return parangon_writer_set(learning->writer, PARANGON_KEY_LEARNT, learning->before,
                                   strlen(learning->before), err);
    return learn_all(learning, err);
}

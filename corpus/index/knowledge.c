/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vocabulary and the places, read from their folder or from an index that carries them. */
#include "parangon/index.h"

#include "parangon/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_MAX = 16 << 20
};

#define TRAITS "places-traits.tsv"

/* In the order in which they are read: a later one may extend an earlier one. */
static const char *const file_names[] = {"themes.jsonld",
                                         "actions.jsonld",
                                         "countries.jsonld",
                                         "schemes.jsonld",
                                         "networks.jsonld",
                                         "terms.jsonld",
                                         "labels.jsonld",
                                         "places.tsv",
                                         TRAITS,
                                         "translations.tsv",
                                         "translations-freedict.tsv",
                                         "translations-expressions.tsv"};

/* Tables of translations, and how much each is trusted: the entries of a dictionary say nothing of
   how often a word is meant in each of its senses, and weigh best at this share. */
static const struct translation_file {
    const char *name;
    double scale;
    bool expressions; /* of several words, whose stems stand with a space between */
} translation_files[] = {{"translations.tsv", 1, false},
                         {"translations-freedict.tsv", 0.3, false},
                         {"translations-expressions.tsv", 1, true}};

static enum parangon_code read_file(const char *path, struct parangon_buf *text,
                                    struct parangon_error *err)
{
    char block[65536];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file)
        return parangon_error_set(err, PARANGON_SYSTEM, "%s: %s", path, strerror(errno));
    while ((got = fread(block, 1, sizeof block, file)) > 0 && text->len <= FILE_MAX)
        parangon_buf_add(text, block, got);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return parangon_error_set(err, PARANGON_SYSTEM, "%s: cannot be read", path);
    if (text->len > FILE_MAX)
        return parangon_error_set(err, PARANGON_REJECTED, "%s: larger than 16 MiB", path);
    return PARANGON_OK;
}

/* NULL for a file that is no table of translations. */
static const struct translation_file *translation_file_named(const char *name)
{
    for (size_t i = 0; i < sizeof translation_files / sizeof *translation_files; i++) {
        if (strcmp(translation_files[i].name, name) == 0)
            return &translation_files[i];
    }
    return NULL;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), size = strlen(end);

    return len >= size && strcmp(text + len - size, end) == 0;
}

static enum parangon_code add_file(struct parangon_knowledge *knowledge, const cJSON *file,
                                   struct parangon_error *err)
{
    const char *text = file->valuestring;
    size_t len = strlen(text);
    const struct translation_file *translations = translation_file_named(file->string);
    enum parangon_code code;

    if (translations) {
        code = parangon_translations_add(translations->expressions ? knowledge->expressions
                                                                   : knowledge->translations,
                                         text, len, translations->scale, err);
        return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "%s", file->string);
    }
    /* No record is made with the traits of places. */
    if (strcmp(file->string, TRAITS) == 0) {
        code = knowledge->places
                   ? parangon_places_add_traits(knowledge->places, text, len, err)
                   : parangon_error_set(err, PARANGON_REJECTED, "the places come first");
        return code == PARANGON_OK ? code : parangon_error_prefix(err, code, TRAITS);
    }
    knowledge->stamp = parangon_hash(knowledge->stamp, file->string, strlen(file->string) + 1);
    knowledge->stamp = parangon_hash(knowledge->stamp, text, len + 1);
    if (ends_with(file->string, ".tsv")) {
        parangon_places_free(knowledge->places);
        knowledge->places = NULL;
        code = parangon_places_parse(text, len, &knowledge->places, err);
    } else {
        code = parangon_vocabulary_add(knowledge->vocabulary, text, len, err);
    }
    return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "%s", file->string);
}

enum parangon_code parangon_knowledge_from_files(cJSON *files, struct parangon_knowledge *knowledge,
                                                 struct parangon_error *err)
{
    struct parangon_knowledge made = {.files = files, .stamp = PARANGON_HASH_START};
    enum parangon_code code = PARANGON_OK;
    const cJSON *file;

    made.vocabulary = parangon_vocabulary_new();
    made.translations = parangon_translations_new();
    made.expressions = parangon_translations_new();
    cJSON_ArrayForEach(file, files)
    {
        if (code == PARANGON_OK && cJSON_IsString(file))
            code = add_file(&made, file, err);
    }
    if (code == PARANGON_OK && !made.places)
        code = parangon_places_parse("", 0, &made.places, err);
    if (code == PARANGON_OK)
        code = parangon_vocabulary_finish(made.vocabulary, err);
    if (code == PARANGON_OK)
        *knowledge = made;
    else
        parangon_knowledge_clear(&made);
    return code;
}

static enum parangon_code add_text(cJSON *files, const char *name, const char *path,
                                   struct parangon_error *err)
{
    struct parangon_buf text = {0};
    enum parangon_code code = read_file(path, &text, err);

    if (code == PARANGON_OK && text.len && memchr(text.data, '\0', text.len))
        code = parangon_error_set(err, PARANGON_REJECTED, "%s: not a text file", path);
    if (code == PARANGON_OK)
        cJSON_AddStringToObject(files, name, parangon_buf_str(&text));
    parangon_buf_clear(&text);
    return code;
}

enum parangon_code parangon_knowledge_read(const char *folder, const char *extra_path,
                                           const char *extra, struct parangon_knowledge *knowledge,
                                           struct parangon_error *err)
{
    cJSON *files = cJSON_CreateObject();
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < sizeof file_names / sizeof *file_names; i++) {
        struct parangon_buf path = {0};

        parangon_buf_printf(&path, "%s/%s", folder, file_names[i]);
        code = add_text(files, file_names[i], path.data, err);
        parangon_buf_clear(&path);
    }
    if (code == PARANGON_OK && extra_path)
        code = add_text(files, PARANGON_EXTRA_VOCABULARY, extra_path, err);
    else if (code == PARANGON_OK && extra)
        cJSON_AddStringToObject(files, PARANGON_EXTRA_VOCABULARY, extra);
    if (code != PARANGON_OK) {
        cJSON_Delete(files);
        return parangon_error_prefix(err, code, "vocabulary");
    }
    code = parangon_knowledge_from_files(files, knowledge, err);
    /* The shipped files are good together: what is wrong came with the other one. */
    return code == PARANGON_OK ? code
                               : parangon_error_prefix(err, code, "vocabulary: %s",
                                                       extra_path ? extra_path : folder);
}

void parangon_knowledge_clear(struct parangon_knowledge *knowledge)
{
    parangon_vocabulary_free(knowledge->vocabulary);
    parangon_places_free(knowledge->places);
    parangon_translations_free(knowledge->translations);
    parangon_translations_free(knowledge->expressions);
    cJSON_Delete(knowledge->files);
    *knowledge = (struct parangon_knowledge){0};
}

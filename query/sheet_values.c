/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_values.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/values.h"

#include <stdio.h>
#include <string.h>

struct reading {
    const struct parangon_vocabulary *vocabulary;
    enum parangon_lang lang;
    struct sheet_values *values;
};

/* The label of an id, if it is understood as that id again. */
static const char *label_that_returns(const struct reading *reading,
                                      const struct parangon_field *field, const char *id)
{
    const struct parangon_concept *concept, *found;

    if (field->type != PARANGON_TYPE_CONCEPTS)
        return id;
    concept = parangon_vocabulary_find(reading->vocabulary, field->scheme, id);
    if (!concept)
        return id;
    found = parangon_vocabulary_named(reading->vocabulary, field->scheme,
                                      concept->label[reading->lang]);
    return found == concept ? concept->label[reading->lang] : id;
}

static cJSON *shown_concepts(const struct reading *reading, const struct parangon_field *field,
                             const cJSON *ids)
{
    cJSON *shown = cJSON_CreateArray();
    const cJSON *id;

    cJSON_ArrayForEach(id, ids)
    {
        if (cJSON_IsString(id))
            cJSON_AddItemToArray(
                shown, cJSON_CreateString(label_that_returns(reading, field, id->valuestring)));
    }
    return shown;
}

/* A place by its code, which is of one place only, else by its name. */
static cJSON *shown_place(const cJSON *place)
{
    const char *code = parangon_json_text(place, "code"), *name = parangon_json_text(place, "name");

    return cJSON_CreateString(code ? code : name ? name : "");
}

static void add_hint(struct parangon_buf *hint, const cJSON *place)
{
    const char *name = parangon_json_text(place, "name");

    if (name && parangon_json_text(place, "code"))
        parangon_buf_printf(hint, "%s%s", hint->len ? ", " : "", name);
}

static cJSON *shown_places(struct reading *reading, const char *field, const cJSON *value)
{
    cJSON *shown = cJSON_IsArray(value) ? cJSON_CreateArray() : shown_place(value);
    struct parangon_buf hint = {0};
    const cJSON *place;

    if (!cJSON_IsArray(value))
        add_hint(&hint, value);
    else
        cJSON_ArrayForEach(place, value)
        {
            cJSON_AddItemToArray(shown, shown_place(place));
            add_hint(&hint, place);
        }
    if (hint.len)
        cJSON_AddStringToObject(reading->values->hints, field, hint.data);
    parangon_buf_clear(&hint);
    return shown;
}

static bool is_empty(const cJSON *value)
{
    return !value || cJSON_IsNull(value) ||
           ((cJSON_IsArray(value) || cJSON_IsObject(value)) && !value->child);
}

static cJSON *shown_value(struct reading *reading, const struct parangon_field *field,
                          const cJSON *value)
{
    switch (field->type) {
    case PARANGON_TYPE_CONCEPTS: return shown_concepts(reading, field, value);
    case PARANGON_TYPE_PLACE:
    case PARANGON_TYPE_PLACES: return shown_places(reading, field->name, value);
    case PARANGON_TYPE_CHOICE: {
        char id[PARANGON_ID_MAX];
        const char *label, *choice = cJSON_IsString(value) ? value->valuestring : "";

        snprintf(id, sizeof id, "%s/%s", field->name, choice);
        label = parangon_vocabulary_label(reading->vocabulary, PARANGON_LABELS, id, reading->lang);
        const char *back = parangon_value_choice(label, field->name, reading->vocabulary);
        return cJSON_CreateString(back && strcmp(back, choice) == 0 ? label : choice);
    }
    default: return cJSON_Duplicate(value, true);
    }
}

/* All that a sheet may hold of the record, in the order of the table of fields. The text has its
   place behind. */
static void know(struct reading *reading, const cJSON *record, const cJSON *version)
{
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        bool of_version = field->flags & PARANGON_FIELD_VERSION;
        const cJSON *value =
            cJSON_GetObjectItemCaseSensitive(of_version ? version : record, field->name);

        if (is_empty(value) || field->type == PARANGON_TYPE_DERIVED ||
            strcmp(field->name, "path") == 0 || strcmp(field->name, "text") == 0)
            continue;
        cJSON_AddItemToObject(reading->values->known, field->name,
                              shown_value(reading, field, value));
    }
}

/* In a language that the record has not, what the other version says helps to translate it. */
static void hint_at_version(struct reading *reading, const cJSON *record)
{
    static const char *const fields[] = {"title", "summary"};
    const cJSON *version = parangon_record_version(record, reading->lang, NULL);

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *text = parangon_json_text(version, fields[i]);

        if (text)
            cJSON_AddStringToObject(reading->values->hints, fields[i], text);
    }
}

void sheet_values_read(struct sheet_values *values, const struct parangon_vocabulary *vocabulary,
                       const cJSON *record, enum parangon_lang lang)
{
    struct reading reading = {vocabulary, lang, values};
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(record, "versions"), parangon_lang_code(lang));

    *values = (struct sheet_values){cJSON_CreateObject(), cJSON_CreateObject()};
    know(&reading, record, version);
    if (!version)
        hint_at_version(&reading, record);
}

void sheet_values_clear(struct sheet_values *values)
{
    cJSON_Delete(values->known);
    cJSON_Delete(values->hints);
}

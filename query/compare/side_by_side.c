/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Practices side by side, field by field. */
#include "answer.h"
#include "answer_parts.h"
#include "compare/compare.h"

#include "parangon/json.h"

#include <string.h>

static enum parangon_code check_ids(const char *const ids[], size_t count,
                                    struct parangon_error *err)
{
    if (count < PRACTICES_MIN || count > PRACTICES_MAX)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--practices: %d to %d ids of records are meant", PRACTICES_MIN,
                                  PRACTICES_MAX);
    for (size_t i = 1; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(ids[i], ids[j]) == 0)
                return parangon_error_set(err, PARANGON_USAGE, "--practices: %.120s stands twice",
                                          ids[i]);
        }
    }
    return PARANGON_OK;
}

/* Texts are read in the record itself; here stands what can be compared. */
static void drop_texts(cJSON *record)
{
    cJSON *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
        cJSON_DeleteItemFromObjectCaseSensitive(version, "text");
}

static bool is_empty(const cJSON *value)
{
    return !value || cJSON_IsNull(value) || (cJSON_IsArray(value) && !value->child) ||
           (cJSON_IsString(value) && !*value->valuestring);
}

/* A field that at least one record has, and whether all have the same in it. */
static void add_field(cJSON *fields, const char *name, const cJSON *practices)
{
    const cJSON *record, *first = practices->child;
    bool some = false, same = true;

    cJSON_ArrayForEach(record, practices)
    {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(record, name);
        const cJSON *other = cJSON_GetObjectItemCaseSensitive(first, name);

        some = some || !is_empty(value);
        same = same && is_empty(value) == is_empty(other) &&
               (is_empty(value) || cJSON_Compare(value, other, true));
    }
    if (!some)
        return;
    cJSON *field = cJSON_CreateObject();
    cJSON_AddStringToObject(field, "name", name);
    cJSON_AddBoolToObject(field, "same", same);
    cJSON_AddItemToArray(fields, field);
}

static void add_fields(cJSON *answer, const cJSON *practices)
{
    cJSON *fields = cJSON_AddArrayToObject(answer, "fields");

    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if (!(field->flags & (PARANGON_FIELD_HIDDEN | PARANGON_FIELD_VERSION)) &&
            strcmp(field->name, "id") != 0)
            add_field(fields, field->name, practices);
    }
}

enum parangon_code compare_practices(struct engine *engine, const char *const ids[], size_t count,
                                     cJSON **answer, struct parangon_error *err)
{
    enum parangon_code code = check_ids(ids, count, err);
    cJSON *made = answer_new(), *practices = cJSON_AddArrayToObject(made, "practices");

    for (size_t i = 0; code == PARANGON_OK && i < count; i++) {
        cJSON *one = NULL;

        code = answer_record(engine, ids[i], &one, err);
        cJSON *record = cJSON_DetachItemFromObjectCaseSensitive(one, "record");
        if (record) {
            drop_texts(record);
            cJSON_AddItemToArray(practices, record);
        }
        cJSON_Delete(one);
    }
    if (code == PARANGON_OK) {
        add_fields(made, practices);
        *answer = made;
    } else {
        cJSON_Delete(made);
    }
    return code;
}

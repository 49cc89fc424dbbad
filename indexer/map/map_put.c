/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting values into fields: the check decides, and what it refuses is left out with a note. */
#include "map_inside.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

/* The value of the field as the check leaves it; NULL with the reason, or with err->code
   PARANGON_OK when the check takes it and keeps nothing. */
static cJSON *checked(const struct mapping *mapping, const struct parangon_field *field,
                      const cJSON *value, struct parangon_error *err)
{
    cJSON *version = cJSON_CreateObject();

    err->code = PARANGON_OK;
    if (strcmp(field->name, "title") != 0)
        cJSON_AddStringToObject(version, "title", "-");
    cJSON_AddItemToObject(version, field->name, cJSON_Duplicate(value, true));
    cJSON *good = parangon_record_check(version, mapping->input->lookup, NULL, err);
    cJSON *kept = cJSON_DetachItemFromObjectCaseSensitive(good, field->name);
    cJSON_Delete(good);
    cJSON_Delete(version);
    return kept;
}

void mapping_note(struct mapping *mapping, const struct target *target, const struct item *item)
{
    struct parangon_buf text = {0};
    const char *known = parangon_json_text(mapping->notes->origins, target->field->name);

    parangon_buf_puts(&text, item->kind);
    if (*item->from)
        parangon_buf_printf(&text, " \"%s\"", item->from);
    if (known && strstr(known, text.data)) {
        parangon_buf_clear(&text);
        return;
    }
    char *both = NULL;
    if (known) {
        struct parangon_buf joined = {0};

        parangon_buf_printf(&joined, "%s, %s", known, text.data);
        both = parangon_buf_take(&joined);
    }
    parangon_json_set_text(mapping->notes->origins, target->field->name, both ? both : text.data);
    free(both);
    parangon_buf_clear(&text);
}

/* Puts a list element by element: those that are refused are left out. */
static cJSON *good_elements(struct mapping *mapping, const struct target *target,
                            const struct item *item, const cJSON *list)
{
    cJSON *good = cJSON_CreateArray();
    const cJSON *element;

    cJSON_ArrayForEach(element, list)
    {
        struct parangon_error err;
        cJSON *kept = checked(mapping, target->field, element, &err), *one;

        if (err.code != PARANGON_OK)
            mapping_problem(mapping, item, "%s (left out)", err.message);
        while ((one = cJSON_DetachItemFromArray(kept, 0)) != NULL)
            cJSON_AddItemToArray(good, one);
        cJSON_Delete(kept);
    }
    return good;
}

/* The same element once. */
static void append(cJSON *list, cJSON *element)
{
    const cJSON *there;

    cJSON_ArrayForEach(there, list)
    {
        if (cJSON_Compare(there, element, true)) {
            cJSON_Delete(element);
            return;
        }
    }
    cJSON_AddItemToArray(list, element);
}

static bool put_list(struct mapping *mapping, const struct target *target, const struct item *item,
                     const cJSON *list)
{
    const char *name = target->field->name;
    cJSON *good = good_elements(mapping, target, item, list), *element;
    bool some = cJSON_GetArraySize(good) > 0;
    cJSON *had = cJSON_GetObjectItemCaseSensitive(mapping->version, name);

    if (some && !cJSON_IsArray(had)) {
        cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, name);
        had = cJSON_AddArrayToObject(mapping->version, name);
    }
    while ((element = cJSON_DetachItemFromArray(good, 0)) != NULL)
        append(had, element);
    cJSON_Delete(good);
    return some;
}

bool mapping_put(struct mapping *mapping, const struct target *target, const struct item *item,
                 cJSON *value)
{
    struct parangon_error err;
    bool put;

    if (target->field->type == PARANGON_TYPE_DERIVED) { /* the check says that it is none */
        cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, target->field->name);
        cJSON_AddItemToObject(mapping->version, target->field->name, value);
        return true;
    }
    if (cJSON_IsArray(value)) {
        put = put_list(mapping, target, item, value);
    } else {
        cJSON *kept = checked(mapping, target->field, value, &err);

        if (err.code != PARANGON_OK)
            mapping_problem(mapping, item, "%s (left out)", err.message);
        put = kept != NULL;
        if (kept) {
            cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, target->field->name);
            cJSON_AddItemToObject(mapping->version, target->field->name, kept);
        }
    }
    cJSON_Delete(value);
    if (put)
        mapping_note(mapping, target, item);
    return put;
}

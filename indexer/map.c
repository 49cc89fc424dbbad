/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Maps: foreign keys into the fields of a record. */
#include "gather.h"

#include "parangon/memory.h"

#include <string.h>

/* A member by its key; "a.b" reaches into objects unless the whole is a key itself. */
static const cJSON *member(const cJSON *object, const char *key)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    const char *dot = strchr(key, '.');

    if (found || !dot)
        return found;
    for (const cJSON *item = object ? object->child : NULL; item; item = item->next) {
        if (item->string && strlen(item->string) == (size_t)(dot - key) &&
            strncmp(item->string, key, (size_t)(dot - key)) == 0)
            return member(item, dot + 1);
    }
    return NULL;
}

static void add_value(cJSON *list, const cJSON *value)
{
    const cJSON *item;

    if (!value || cJSON_IsNull(value))
        return;
    if (!cJSON_IsArray(value)) {
        cJSON_AddItemToArray(list, cJSON_Duplicate(value, true));
        return;
    }
    cJSON_ArrayForEach(item, value) cJSON_AddItemToArray(list, cJSON_Duplicate(item, true));
}

/* Several texts for a field that holds one are joined as paragraphs. */
static cJSON *joined(cJSON *list)
{
    struct parangon_buf text = {0};
    const cJSON *item;

    cJSON_ArrayForEach(item, list)
    {
        if (!cJSON_IsString(item))
            continue;
        if (text.len)
            parangon_buf_puts(&text, "\n\n");
        parangon_buf_puts(&text, item->valuestring);
    }
    cJSON *string = cJSON_CreateString(parangon_buf_str(&text));
    parangon_buf_clear(&text);
    return string;
}

static cJSON *mapped_value(const cJSON *version, const cJSON *keys, enum parangon_type type)
{
    cJSON *list = cJSON_CreateArray(), *value;
    const cJSON *key;

    if (cJSON_IsString(keys))
        add_value(list, member(version, keys->valuestring));
    cJSON_ArrayForEach(key, (cJSON_IsArray(keys) ? keys : NULL))
        add_value(list, member(version, key->valuestring));
    if (cJSON_GetArraySize(list) == 1) {
        value = cJSON_DetachItemFromArray(list, 0);
        cJSON_Delete(list);
        return value;
    }
    if (cJSON_GetArraySize(list) == 0) {
        cJSON_Delete(list);
        return NULL;
    }
    if (type != PARANGON_TYPE_TEXT && type != PARANGON_TYPE_LINE)
        return list;
    value = joined(list);
    cJSON_Delete(list);
    return value;
}

cJSON *map_version(cJSON *version, const cJSON *map)
{
    const cJSON *keys;

    if (!map)
        return version;
    cJSON *mapped = cJSON_Duplicate(version, true);
    cJSON_ArrayForEach(keys, map)
    {
        cJSON *value = mapped_value(version, keys, parangon_field_named(keys->string)->type);

        cJSON_DeleteItemFromObjectCaseSensitive(mapped, keys->string);
        if (value)
            cJSON_AddItemToObject(mapped, keys->string, value);
    }
    cJSON_Delete(version);
    return mapped;
}

enum parangon_code map_check(const cJSON *map, struct parangon_error *err)
{
    const cJSON *keys, *key;

    if (!cJSON_IsObject(map))
        return parangon_error_set(err, PARANGON_USAGE, "a map is an object: our field, their key");
    cJSON_ArrayForEach(keys, map)
    {
        if (!parangon_field_named(keys->string))
            return parangon_error_set(err, PARANGON_USAGE, "\"%.60s\" is no field of a record",
                                      keys->string);
        bool good = cJSON_IsString(keys) || cJSON_IsArray(keys);
        cJSON_ArrayForEach(key, (cJSON_IsArray(keys) ? keys : NULL)) good =
            good && cJSON_IsString(key);
        if (!good)
            return parangon_error_set(err, PARANGON_USAGE,
                                      "\"%.60s\": a key or a list of keys is meant", keys->string);
    }
    return PARANGON_OK;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading maps: every mistake names the field and what to do. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENTRIES_MAX = 300,
    LABELS_MAX = 200,
    LABEL_BYTES_MAX = 400,
    MATCH_MAX = 200
};

#define OPTIONS "from|split|values|match|default|constant|take|headings"

/* ---- Entries ---- */

static enum parangon_code add_wanted(struct entry *entry, const char *name, const cJSON *label,
                                     struct parangon_error *err)
{
    if (!cJSON_IsString(label) || !*label->valuestring)
        return map_wrong(err, name, "a label, a key or a list of them is meant");
    if (strlen(label->valuestring) > LABEL_BYTES_MAX || entry->wanted_count == LABELS_MAX)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "\"%.60s\": at most %d labels, of at most %d bytes", name,
                                  LABELS_MAX, LABEL_BYTES_MAX);
    entry->wanted = parangon_realloc(entry->wanted, entry->wanted_count + 1, sizeof *entry->wanted);
    label_name_set(&entry->wanted[entry->wanted_count++], label->valuestring);
    return PARANGON_OK;
}

static enum parangon_code read_from(struct entry *entry, const char *name, const cJSON *from,
                                    struct parangon_error *err)
{
    const cJSON *label;
    enum parangon_code code = PARANGON_OK;

    if (!cJSON_IsArray(from))
        return add_wanted(entry, name, from, err);
    cJSON_ArrayForEach(label, from)
    {
        if (code == PARANGON_OK)
            code = add_wanted(entry, name, label, err);
    }
    return code;
}

static enum parangon_code read_split(struct entry *entry, const char *name, const cJSON *split,
                                     struct parangon_error *err)
{
    struct parangon_buf separators = {0};
    const cJSON *one = cJSON_IsArray(split) ? split->child : split;
    bool good = true;

    if (cJSON_IsFalse(split)) {
        entry->whole = true;
        return PARANGON_OK;
    }
    if (cJSON_IsString(split) && strcmp(split->valuestring, "auto") == 0)
        return PARANGON_OK;
    for (; one; one = cJSON_IsArray(split) ? one->next : NULL) {
        good = good && cJSON_IsString(one) && strlen(one->valuestring) == 1;
        parangon_buf_puts(&separators, good ? one->valuestring : "");
    }
    free(entry->separators);
    entry->separators = parangon_buf_take(&separators);
    if (good && *entry->separators)
        return PARANGON_OK;
    return map_wrong(
        err, name,
        "split: one character such as \";\", a list of such, \"auto\" or false is meant");
}

static enum parangon_code read_values(struct entry *entry, const char *name, const cJSON *values,
                                      struct parangon_error *err)
{
    const cJSON *value;

    if (!cJSON_IsObject(values))
        return map_wrong(err, name, "values: an object is meant: their value, ours");
    entry->values = cJSON_CreateObject();
    cJSON_ArrayForEach(value, values)
    {
        char *key = parangon_text_key(value->string, strlen(value->string));

        cJSON_AddItemToObject(entry->values, key, cJSON_Duplicate(value, true));
        free(key);
    }
    return PARANGON_OK;
}

static enum parangon_code read_match(struct entry *entry, const char *name, const cJSON *match,
                                     struct parangon_error *err)
{
    char why[160];

    if (!cJSON_IsString(match) || strlen(match->valuestring) > MATCH_MAX)
        return map_wrong(err, name, "match: a regular expression of at most 200 bytes is meant");
    for (const char *at = match->valuestring; (at = strchr(at, '\\')); at += at[1] ? 2 : 1) {
        if (at[1] >= '1' && at[1] <= '9') /* such an expression may take for ever */
            return map_wrong(err, name, "match: no references such as \\1");
    }
    entry->match = parangon_calloc(1, sizeof *entry->match);
    int failed = regcomp(entry->match, match->valuestring, REG_EXTENDED);
    if (!failed && entry->match->re_nsub == 1)
        return PARANGON_OK;
    if (failed) {
        regerror(failed, entry->match, why, sizeof why);
        free(entry->match);
        entry->match = NULL;
        return parangon_error_set(err, PARANGON_USAGE, "\"%.60s\": match: %s", name, why);
    }
    return map_wrong(err, name, "match: one group in brackets is meant, which is the value");
}

static enum parangon_code read_take(struct entry *entry, const char *name, const cJSON *take,
                                    struct parangon_error *err)
{
    if (!cJSON_IsString(take) || !parangon_is_choice("first|all", take->valuestring))
        return map_wrong(err, name, "take: \"first\" or \"all\" is meant");
    entry->first = strcmp(take->valuestring, "first") == 0;
    return PARANGON_OK;
}

static enum parangon_code read_option(struct entry *entry, const char *name, const cJSON *option,
                                      struct parangon_error *err)
{
    const char *key = option->string;

    if (strcmp(key, "from") == 0)
        return read_from(entry, name, option, err);
    if (strcmp(key, "split") == 0)
        return read_split(entry, name, option, err);
    if (strcmp(key, "values") == 0)
        return read_values(entry, name, option, err);
    if (strcmp(key, "match") == 0)
        return read_match(entry, name, option, err);
    if (strcmp(key, "take") == 0)
        return read_take(entry, name, option, err);
    if (strcmp(key, "constant") == 0)
        entry->constant = cJSON_Duplicate(option, true);
    else if (strcmp(key, "default") == 0)
        entry->fallback = cJSON_Duplicate(option, true);
    else if (strcmp(key, "headings") == 0)
        entry->headings = cJSON_IsTrue(option);
    else
        return parangon_error_prefix(err, map_unknown(err, key, "option of a map", OPTIONS),
                                     "\"%.60s\"", name);
    return PARANGON_OK;
}

static enum parangon_code read_entry(struct entry *entry, const cJSON *given,
                                     struct parangon_error *err)
{
    const char *name = given->string;
    enum parangon_code code = map_target(name, &entry->field, &entry->part, err);
    const cJSON *option;

    if (code != PARANGON_OK)
        return code;
    if (cJSON_IsString(given) || cJSON_IsArray(given))
        return read_from(entry, name, given, err);
    if (!cJSON_IsObject(given))
        return map_wrong(err, name, "a key or a list of keys is meant, or an object with \"from\"");
    cJSON_ArrayForEach(option, given)
    {
        if (code == PARANGON_OK)
            code = read_option(entry, name, option, err);
    }
    if (code == PARANGON_OK && !entry->wanted_count && !entry->constant)
        return map_wrong(err, name, "neither \"from\" nor \"constant\": where is the value?");
    return code;
}

static enum parangon_code read_entries(struct map *map, const cJSON *json, bool built_in,
                                       struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    const cJSON *given;

    cJSON_ArrayForEach(given, json)
    {
        if (code != PARANGON_OK)
            return code;
        if (strcmp(given->string, "from_path") == 0) {
            code = cJSON_IsString(given)
                       ? map_path_check(given->valuestring, map, err)
                       : map_wrong(err, "from_path",
                                   "a pattern such as \"{region}/{themes}/*\" is meant");
        } else if (strcmp(given->string, "built_in") == 0) {
            if (!cJSON_IsBool(given))
                code = map_wrong(err, "built_in", "true or false is meant");
        } else if (map->count == ENTRIES_MAX) {
            code = map_wrong(err, given->string, "there are too many entries before it");
        } else {
            map->entries = parangon_realloc(map->entries, map->count + 1, sizeof *map->entries);
            map->entries[map->count] = (struct entry){.built_in = built_in};
            code = read_entry(&map->entries[map->count++], given, err);
        }
    }
    return code;
}

static enum parangon_code add_built_in(struct map *map)
{
    cJSON *json = cJSON_ParseWithLength(default_map, default_map_len);

    assert(json);
    enum parangon_code code = read_entries(map, json, true, NULL);
    cJSON_Delete(json);
    return code;
}

enum parangon_code map_read(const cJSON *json, struct map **map, struct parangon_error *err)
{
    struct map *made = parangon_calloc(1, sizeof *made);
    enum parangon_code code = PARANGON_OK;

    if (json && !cJSON_IsObject(json))
        code = parangon_error_set(err, PARANGON_USAGE, "a map is an object: our field, their key");
    if (code == PARANGON_OK)
        code = read_entries(made, json, false, err);
    if (code == PARANGON_OK && !cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(json, "built_in")))
        code = add_built_in(made);
    if (code == PARANGON_OK)
        *map = made;
    else
        map_free(made);
    return code;
}

uint64_t map_stamp(const cJSON *json)
{
    char *text = json ? cJSON_PrintUnformatted(json) : NULL;
    uint64_t stamp = parangon_hash(PARANGON_HASH_START, default_map, default_map_len);

    stamp = parangon_hash(stamp, text ? text : "", text ? strlen(text) : 0);
    cJSON_free(text);
    return stamp;
}

static void entry_clear(struct entry *entry)
{
    for (size_t i = 0; i < entry->wanted_count; i++)
        label_name_clear(&entry->wanted[i]);
    free(entry->wanted);
    free(entry->part);
    free(entry->separators);
    cJSON_Delete(entry->values);
    cJSON_Delete(entry->constant);
    cJSON_Delete(entry->fallback);
    if (entry->match)
        regfree(entry->match);
    free(entry->match);
}

void map_free(struct map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->count; i++)
        entry_clear(&map->entries[i]);
    for (size_t i = 0; i < map->path_count; i++)
        free(map->path[i]);
    map_forget_labels(map, 0);
    free(map->entries);
    free(map->path);
    free(map);
}

void map_unmet(const struct map *map, cJSON *list)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct entry *entry = &map->entries[i];
        struct parangon_buf text = {0};

        if (entry->built_in || entry->met || !entry->wanted_count)
            continue;
        parangon_buf_printf(&text, "%s%s%s: ", entry->field->name, entry->part ? "." : "",
                            entry->part ? entry->part : "");
        for (size_t j = 0; j < entry->wanted_count; j++)
            parangon_buf_printf(&text, "%s\"%s\"", j ? ", " : "", entry->wanted[j].text);
        cJSON_AddItemToArray(list, cJSON_CreateString(text.data));
        parangon_buf_clear(&text);
    }
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Applying a map: what each field finds in the labels, keys and folders of one version. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

enum {
    FORM_LABELS_MAX = 2000,
    KNOWN_LABELS_MAX = 10000,
    MATCH_TEXT_MAX = 4000
};

/* What the group of the expression matches, or NULL when it does not. */
static cJSON *matched(const struct entry *entry, const cJSON *value)
{
    regmatch_t found[2];

    if (!entry->match || !cJSON_IsString(value))
        return cJSON_Duplicate(value, true);
    if (strlen(value->valuestring) > MATCH_TEXT_MAX ||
        regexec(entry->match, value->valuestring, 2, found, 0) != 0 || found[1].rm_so < 0)
        return NULL;
    char *group = parangon_strndup(value->valuestring + found[1].rm_so,
                                   (size_t)(found[1].rm_eo - found[1].rm_so));
    char *mended = parangon_text_mend(group, strlen(group), NULL);
    cJSON *string = cJSON_CreateString(mended);
    free(mended);
    free(group);
    return string;
}

static bool says_nothing(const struct entry *entry, const cJSON *value)
{
    return cJSON_IsNull(value) ||
           (cJSON_IsString(value) && !item_translated(entry, value->valuestring) &&
            parangon_value_is_missing(value->valuestring));
}

/* Adds a value, or each of a list, to the target of the entry. */
static void collect_value(struct mapping *mapping, struct entry *entry, struct item item,
                          const cJSON *value)
{
    const cJSON *element = cJSON_IsArray(value) ? value->child : value;

    const bool theirs = item.label || strcmp(item.kind, "key") == 0;

    item.element = cJSON_IsArray(value) && !item.label;
    for (; element; element = cJSON_IsArray(value) ? element->next : NULL) {
        if (theirs && says_nothing(entry, element))
            continue;
        item.value = theirs ? matched(entry, element) : cJSON_Duplicate(element, true);
        if (item.value)
            mapping_add(mapping, entry->field, entry->part, entry, &item);
        else
            mapping_problem(mapping, &item,
                            "%s: the expression of \"match\" does not fit (left out)",
                            entry->field->name);
    }
}

/* ---- Labels and keys ---- */

static void collect_label(struct mapping *mapping, struct entry *entry, struct label *label)
{
    collect_value(mapping, entry,
                  (struct item){.label = label, .from = label->name->text, .kind = "label"},
                  label->value);
    label->used = true;
}

/* All labels of the form that fit best; false when none does. */
static bool collect_labels(struct mapping *mapping, struct entry *entry,
                           const struct label_name *wanted)
{
    int best = LABEL_FIT_NONE;

    for (size_t i = 0; i < mapping->label_count; i++) {
        int fit = label_fit(mapping->labels[i].name, wanted, false);

        best = fit > best ? fit : best;
    }
    for (size_t i = 0; best && i < mapping->label_count; i++) {
        if (label_fit(mapping->labels[i].name, wanted, false) == best)
            collect_label(mapping, entry, &mapping->labels[i]);
    }
    return best != LABEL_FIT_NONE;
}

/* The label of the entry that comes next in the order of the map, then of the form. */
static struct label *next_label(struct mapping *mapping, size_t entry)
{
    struct label *next = NULL;

    for (size_t i = 0; i < mapping->label_count; i++) {
        struct label *label = &mapping->labels[i];

        if (label->known->entry == entry && !label->used &&
            (!next || label->known->wanted < next->known->wanted))
            next = label;
    }
    return next;
}

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

/* A member by its key as it is written, else as labels are compared. */
static const cJSON *find_key(const cJSON *version, const struct label_name *wanted)
{
    const cJSON *found = member(version, wanted->text), *item;

    if (found)
        return found;
    cJSON_ArrayForEach(item, version)
    {
        char *key = parangon_text_key(item->string, strlen(item->string));
        bool same = *key && strcmp(key, wanted->key) == 0;

        free(key);
        if (same)
            return item;
    }
    return NULL;
}

static size_t count_items(struct mapping *mapping, const struct entry *entry)
{
    const struct target *target = mapping_target(mapping, entry->field->name, entry->part);

    return target ? target->count : 0;
}

/* What only the map gives: a constant, or what stands in for a missing value. */
static void collect_own_values(struct mapping *mapping, struct entry *entry)
{
    if (entry->constant)
        collect_value(mapping, entry, (struct item){.from = "", .kind = "constant"},
                      entry->constant);
    if (entry->fallback && count_items(mapping, entry) == 0)
        collect_value(mapping, entry, (struct item){.from = "", .kind = "default"},
                      entry->fallback);
}

static void collect(struct mapping *mapping, struct entry *entry, const cJSON *given)
{
    for (size_t i = 0; i < entry->wanted_count; i++) {
        const struct label_name *wanted = &entry->wanted[i];
        bool met = collect_labels(mapping, entry, wanted);
        const cJSON *value = met ? NULL : find_key(given, wanted);

        if (value)
            collect_value(mapping, entry, (struct item){.from = wanted->text, .kind = "key"},
                          value);
        entry->met = entry->met || met || value;
        if (entry->first && count_items(mapping, entry))
            break;
    }
    collect_own_values(mapping, entry);
}

/* Labels that had a field already are not for the built-in map. */
static void collect_built_in(struct mapping *mapping, size_t index)
{
    struct entry *entry = &mapping->input->map->entries[index];
    struct label *label;

    while ((label = next_label(mapping, index)) != NULL) {
        collect_label(mapping, entry, label);
        if (entry->first && count_items(mapping, entry))
            return;
    }
}

/* A field that the map names is the map's alone. */
static bool is_mapped(const struct map *map, const struct entry *built_in)
{
    for (size_t i = 0; i < map->count && !map->entries[i].built_in; i++) {
        if (map->entries[i].field == built_in->field &&
            map_same_part(map->entries[i].part, built_in->part))
            return true;
    }
    return false;
}

/* Keys that went to a field are no unknown fields. */
static void forget_keys(struct mapping *mapping, const struct map *map)
{
    for (size_t i = 0; i < map->count && !map->entries[i].built_in; i++) {
        for (size_t j = 0; j < map->entries[i].wanted_count; j++) {
            const cJSON *item = find_key(mapping->version, &map->entries[i].wanted[j]);
            const char *dot = strchr(map->entries[i].wanted[j].text, '.');

            if (item && dot && !cJSON_HasObjectItem(mapping->version, item->string))
                continue; /* inside an object, which may hold more */
            if (item && !parangon_field_named(item->string))
                cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, item->string);
        }
    }
}

/* In a source of keys, a field that the map names holds what its keys say and nothing else. */
static void forget_mapped_fields(struct mapping *mapping, const struct map *map)
{
    for (size_t i = 0; i < map->count && !map->entries[i].built_in; i++) {
        if (!map->entries[i].part)
            cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, map->entries[i].field->name);
    }
}

/* A name of ours is no label that only resembles it: "themes" and « Thèmes ». */
static bool speaks_of(const struct label_name *wanted, const cJSON *given)
{
    const cJSON *found = find_key(given, wanted);

    return found && !(parangon_field_named(found->string) &&
                      cJSON_GetObjectItemCaseSensitive(given, found->string) == found &&
                      strcmp(found->string, wanted->text) != 0);
}

/* A sheet of ours among those that the map is for: its keys are fields, and none is one that the map
   asks for. */
static bool is_ours(const struct mapping *mapping, const cJSON *given)
{
    const struct map *map = mapping->input->map;
    const cJSON *item;
    bool asks = false;

    cJSON_ArrayForEach(item, given)
    {
        if (!parangon_field_named(item->string))
            return false;
    }
    for (size_t i = 0; i < map->count && !map->entries[i].built_in; i++) {
        for (size_t j = 0; j < map->entries[i].wanted_count; j++) {
            if (speaks_of(&map->entries[i].wanted[j], given))
                return false;
            asks = true;
        }
    }
    return asks && !mapping->form;
}

/* What such a sheet says counts before what the map gives to all. */
static void complete(struct mapping *mapping, struct entry *entry)
{
    if (!cJSON_GetObjectItemCaseSensitive(mapping->version, entry->field->name))
        collect_own_values(mapping, entry);
}

static void collect_all(struct mapping *mapping)
{
    const struct map *map = mapping->input->map;
    cJSON *given = cJSON_Duplicate(mapping->version, true);
    const bool ours = is_ours(mapping, given);

    for (size_t i = 0; i < map->count; i++) {
        struct entry *entry = &map->entries[i];
        const bool texts = strcmp(entry->field->name, "text") == 0;

        /* The text of a document has its tables already. */
        if (!entry->built_in && ours)
            complete(mapping, entry);
        else if (!entry->built_in)
            collect(mapping, entry, given);
        else if (mapping->label_count && !is_mapped(map, entry) && (!texts || mapping->row))
            collect_built_in(mapping, i);
    }
    if (!ours)
        forget_keys(mapping, map);
    if (!mapping->form && !ours)
        forget_mapped_fields(mapping, map);
    map_path_apply(mapping);
    cJSON_Delete(given);
}

/* ---- The fields ---- */

static bool is_money(const struct target *target)
{
    return strcmp(target->field->name, "amount_eur") == 0 ||
           strcmp(target->field->name, "amounts") == 0;
}

static void put_all(struct mapping *mapping)
{
    map_put_leads(mapping);
    map_put_partners(mapping);
    map_put_years(mapping);
    map_put_objects(mapping, "indicators");
    map_put_objects(mapping, "source");
    for (size_t i = 0; i < mapping->target_count; i++) {
        struct target *target = &mapping->targets[i];

        if (!target->done && !is_money(target))
            map_put_plain(mapping, target);
    }
    map_put_amounts(mapping); /* sums among the funders are amounts too */
}

static void read_labels(struct mapping *mapping)
{
    const cJSON *value;

    cJSON_ArrayForEach(value, mapping->form)
    {
        if (mapping->label_count == FORM_LABELS_MAX)
            break;
        mapping->labels =
            parangon_realloc(mapping->labels, mapping->label_count + 1, sizeof *mapping->labels);
        struct label *label = &mapping->labels[mapping->label_count++];
        const struct known_label *known = map_know_label(mapping->input->map, value->string);
        *label = (struct label){.name = &known->name, .known = known, .value = value};
    }
}

static void mapping_clear(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->target_count; i++) {
        for (size_t j = 0; j < mapping->targets[i].count; j++)
            cJSON_Delete(mapping->targets[i].items[j].value);
        free(mapping->targets[i].items);
        free(mapping->targets[i].part);
    }
    free(mapping->labels);
    free(mapping->targets);
    cJSON_Delete(mapping->form);
}

cJSON *map_version(const struct map_input *input, cJSON *version, struct map_notes *notes)
{
    struct mapping mapping = {.input = input, .notes = notes, .version = version};
    const char *text = parangon_json_text(version, "text");

    /* Only an object of labels is a form; anything else of that name is a foreign key. */
    if (cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(version, "form")))
        mapping.form = cJSON_DetachItemFromObjectCaseSensitive(version, "form");
    mapping.row = mapping.form && !(text && *text);
    map_forget_labels(input->map, KNOWN_LABELS_MAX);
    read_labels(&mapping);
    collect_all(&mapping);
    put_all(&mapping);
    map_finish(&mapping);
    version = mapping.version;
    mapping_clear(&mapping);
    return version;
}

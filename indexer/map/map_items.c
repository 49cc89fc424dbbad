/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items: what was found for a field, cut and translated as its entry of the map says. */
#include "map_inside.h"

#include "parangon/text.h"
#include "parangon/values.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ITEMS_MAX = 500 /* of one field */
};

/* ---- Notes ---- */

void map_notes_init(struct map_notes *notes)
{
    *notes = (struct map_notes){cJSON_CreateObject(), cJSON_CreateArray(), cJSON_CreateArray()};
}

void map_notes_clear(struct map_notes *notes)
{
    cJSON_Delete(notes->origins);
    cJSON_Delete(notes->problems);
    cJSON_Delete(notes->unused);
    *notes = (struct map_notes){0};
}

void mapping_problem(struct mapping *mapping, const struct item *item, const char *format, ...)
{
    char why[1200];
    va_list args;
    int len = 0;

    if (item && item->label) {
        item->label->lossy = true;
        len = snprintf(why, sizeof why, "\"%.80s\": ", item->label->name->text);
    }
    va_start(args, format);
    vsnprintf(why + len, sizeof why - (size_t)len, format, args);
    va_end(args);
    char *mended =
        parangon_text_mend(why, strlen(why), NULL); /* it may be cut within a character */
    cJSON_AddItemToArray(mapping->notes->problems, cJSON_CreateString(mended));
    free(mended);
}

/* ---- Targets ---- */

bool map_same_part(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

struct target *mapping_target(struct mapping *mapping, const char *field, const char *part)
{
    for (size_t i = 0; i < mapping->target_count; i++) {
        struct target *target = &mapping->targets[i];

        if (strcmp(target->field->name, field) == 0 && map_same_part(target->part, part))
            return target;
    }
    return NULL;
}

void mapping_add(struct mapping *mapping, const struct parangon_field *field, const char *part,
                 const struct entry *entry, const struct item *item)
{
    struct target *target = mapping_target(mapping, field->name, part);

    if (!target) {
        mapping->targets =
            parangon_realloc(mapping->targets, mapping->target_count + 1, sizeof *mapping->targets);
        target = &mapping->targets[mapping->target_count++];
        *target = (struct target){.field = field, .entry = entry};
        target->part = part ? parangon_strdup(part) : NULL;
    }
    if (target->count == ITEMS_MAX) {
        cJSON_Delete(item->value);
        return;
    }
    target->items = parangon_realloc(target->items, target->count + 1, sizeof *target->items);
    target->items[target->count++] = *item;
    if (item->label)
        item->label->used = true;
}

/* ---- Values ---- */

char *item_text(const struct item *item)
{
    char number[40];

    if (cJSON_IsString(item->value))
        return parangon_strdup(item->value->valuestring);
    if (!cJSON_IsNumber(item->value))
        return NULL;
    snprintf(number, sizeof number, "%.15g", item->value->valuedouble);
    return parangon_strdup(number);
}

const cJSON *item_translated(const struct entry *entry, const char *text)
{
    if (!entry || !entry->values)
        return NULL;
    char *key = parangon_text_key(text, strlen(text));
    const cJSON *ours = cJSON_GetObjectItemCaseSensitive(entry->values, key);
    free(key);
    return ours;
}

static void add_all(cJSON *list, const cJSON *value)
{
    const cJSON *element;

    if (cJSON_IsNull(value))
        return;
    if (!cJSON_IsArray(value)) {
        cJSON_AddItemToArray(list, cJSON_Duplicate(value, true));
        return;
    }
    cJSON_ArrayForEach(element, value) cJSON_AddItemToArray(list, cJSON_Duplicate(element, true));
}

static bool is_list(const struct target *target)
{
    switch (target->field->type) {
    case PARANGON_TYPE_LINES:
    case PARANGON_TYPE_CHOICES:
    case PARANGON_TYPE_CONCEPTS:
    case PARANGON_TYPE_PLACES:
    case PARANGON_TYPE_PLACE:
    case PARANGON_TYPE_NUMBERS:
    case PARANGON_TYPE_OBJECTS:
    case PARANGON_TYPE_PARTNERS: return true;
    default: return false;
    }
}

/* Fields of known names: what is between commas is one of them or nothing. */
static bool is_of_names(const struct target *target)
{
    return target->field->type == PARANGON_TYPE_CONCEPTS ||
           target->field->type == PARANGON_TYPE_CHOICES ||
           target->field->type == PARANGON_TYPE_NUMBERS;
}

/* « Eau et assainissement » is one theme, « Eau, assainissement » may be too. */
static bool is_one(const struct mapping *mapping, const struct target *target, const char *text)
{
    const bool named =
        target->field->type == PARANGON_TYPE_CONCEPTS || target->field->type == PARANGON_TYPE_LINES;
    const enum parangon_scheme scheme =
        target->field->type == PARANGON_TYPE_LINES ? PARANGON_NETWORKS : target->field->scheme;

    return named &&
           parangon_vocabulary_named(mapping->input->lookup->vocabulary, scheme, text) != NULL;
}

cJSON *item_parts(const struct mapping *mapping, const struct target *target,
                  const struct item *item)
{
    const struct entry *entry = target->entry;
    cJSON *parts = cJSON_CreateArray(), *cut = cJSON_CreateArray();
    char *text = item_text(item);
    const cJSON *ours = text ? item_translated(entry, text) : item->value, *part;

    if (ours) {
        add_all(parts, ours);
    } else if (!is_list(target) || item->element || (entry && entry->whole) ||
               is_one(mapping, target, text)) {
        cJSON_AddItemToArray(parts, cJSON_CreateString(text));
    } else {
        parangon_value_split(text, entry ? entry->separators : NULL, cut);
        if (cJSON_GetArraySize(cut) == 1 && is_of_names(target) && !(entry && entry->separators)) {
            cJSON_Delete(cJSON_DetachItemFromArray(cut, 0));
            parangon_value_split(text, ",/|", cut);
        }
    }
    cJSON_ArrayForEach(part, cut)
    {
        ours = item_translated(entry, part->valuestring);
        if (ours || !parangon_value_is_missing(part->valuestring))
            add_all(parts, ours ? ours : part);
    }
    cJSON_Delete(cut);
    free(text);
    return parts;
}

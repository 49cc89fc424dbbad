/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Objects made of parts: "source.url", "amounts.value", "indicators.name". */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

/* The value of a part in its plain form; `times` and the currency of the label count for money. */
static cJSON *part_value(struct mapping *mapping, const struct target *target,
                         const struct item *item, cJSON *object)
{
    const char *part = target->part;
    struct parangon_amount amount;
    struct parangon_dates dates;
    double number;
    char *text = item_text(item);
    cJSON *value = NULL;

    if (!text) {
        mapping_problem(mapping, item, "%s.%s: one value is meant (left out)", target->field->name,
                        part);
    } else if (strcmp(part, "year") == 0 && !parangon_value_dates(text, &dates, NULL)) {
        value = cJSON_CreateNumber(dates.first ? dates.first : dates.last);
    } else if (strcmp(part, "value") == 0 && cJSON_IsNumber(item->value)) {
        value = cJSON_CreateNumber(item->value->valuedouble *
                                   (item->label ? item->label->name->times : 1));
    } else if (strcmp(part, "value") == 0 && strcmp(target->field->name, "amounts") == 0 &&
               !parangon_value_amount(text, &amount, NULL)) {
        bool alone = item->label && !amount.scaled && !*amount.currency;
        const char *currency = alone ? item->label->name->currency : amount.currency;

        value = cJSON_CreateNumber(amount.value * (alone ? item->label->name->times : 1));
        if (*currency && !cJSON_HasObjectItem(object, "currency"))
            cJSON_AddStringToObject(object, "currency", currency);
    } else if (strcmp(part, "value") == 0 && !parangon_value_number(text, &number, NULL)) {
        value = cJSON_CreateNumber(number);
    } else {
        value = cJSON_CreateString(text);
    }
    free(text);
    return value;
}

/* The number of objects is that of the part with most values; a part with one is of all. */
static size_t count_objects(const struct mapping *mapping, const char *field)
{
    size_t most = 0;

    for (size_t i = 0; i < mapping->target_count; i++) {
        const struct target *target = &mapping->targets[i];

        if (target->part && strcmp(target->field->name, field) == 0 && target->count > most)
            most = target->count;
    }
    return most;
}

static cJSON *make_object(struct mapping *mapping, const char *field, size_t index,
                          const struct item **origin)
{
    cJSON *object = cJSON_CreateObject();

    for (size_t i = 0; i < mapping->target_count; i++) {
        struct target *target = &mapping->targets[i];

        if (!target->part || strcmp(target->field->name, field) != 0)
            continue;
        target->done = true;
        if (index >= target->count && target->count != 1)
            continue;
        const struct item *item = &target->items[target->count == 1 ? 0 : index];
        cJSON *value = part_value(mapping, target, item, object);
        if (value) {
            cJSON_DeleteItemFromObjectCaseSensitive(object, target->part);
            cJSON_AddItemToObject(object, target->part, value);
            *origin = item;
        }
    }
    return object;
}

/* « Rapport 2021, https://… »: a title, an address, or both. */
static cJSON *source_of(const char *text)
{
    cJSON *source = cJSON_CreateObject();
    const char *address = strstr(text, "http://");

    if (!address)
        address = strstr(text, "https://");
    if (!address && strncmp(text, "www.", 4) == 0)
        address = text;
    size_t len = address ? (size_t)(address - text) : strlen(text);
    while (len && strchr(" ,;:(-\n", text[len - 1]))
        len--;
    if (address) {
        char *url = parangon_strndup(address, strcspn(address, " \t\n)>,;"));

        cJSON_AddStringToObject(source, "url", url);
        free(url);
    }
    if (len) {
        char *title = parangon_strndup(text, len);

        cJSON_AddStringToObject(source, "title", title);
        free(title);
    }
    return source;
}

/* What a form says of its source joins what the reader knows of it: the page, the row. */
static void put_source(struct mapping *mapping, const struct item *item, cJSON *said)
{
    const struct target target = {.field = parangon_field_named("source")};
    cJSON *had = cJSON_GetObjectItemCaseSensitive(mapping->version, "source");
    cJSON *both = cJSON_IsObject(had) ? cJSON_Duplicate(had, true) : cJSON_CreateObject(), *part;

    while (said && (part = said->child) != NULL) {
        cJSON_DetachItemViaPointer(said, part);
        cJSON_DeleteItemFromObjectCaseSensitive(both, part->string);
        char *name = parangon_strdup(part->string);
        cJSON_AddItemToObject(both, name, part);
        free(name);
    }
    cJSON_Delete(said);
    mapping_put(mapping, &target, item, both);
}

void map_put_objects(struct mapping *mapping, const char *field)
{
    const bool source = strcmp(field, "source") == 0;
    struct target *whole = mapping_target(mapping, field, NULL);
    const struct target target = {.field = parangon_field_named(field)};
    size_t count = count_objects(mapping, field);

    if (source && whole) {
        const struct item *item = &whole->items[0];

        whole->done = true;
        put_source(mapping, item,
                   cJSON_IsString(item->value) ? source_of(item->value->valuestring)
                                               : cJSON_Duplicate(item->value, true));
    }
    if (count && source)
        count = 1;
    for (size_t i = 0; i < count; i++) {
        const struct item *origin = NULL;
        cJSON *object = make_object(mapping, field, i, &origin), *list;

        if (!origin) {
            cJSON_Delete(object);
        } else if (source) {
            put_source(mapping, origin, object);
        } else {
            list = cJSON_CreateArray();
            cJSON_AddItemToArray(list, object);
            mapping_put(mapping, &target, origin, list);
        }
    }
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Money: the total in euros, and every other sum under its label. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

static void put_total(struct mapping *mapping, const struct item *item, double value)
{
    const struct target target = {.field = parangon_field_named("amount_eur")};

    mapping_put(mapping, &target, item, cJSON_CreateNumber(value));
}

/* A sum under the name of its label, with the words that stood beside it. */
static void put_amount(struct mapping *mapping, const struct item *item, const char *label,
                       const struct parangon_amount *amount)
{
    const struct target target = {.field = parangon_field_named("amounts")};
    cJSON *object = cJSON_CreateObject(), *list = cJSON_CreateArray();
    struct parangon_buf name = {0};

    parangon_buf_puts(&name, label);
    if (*amount->words)
        parangon_buf_printf(&name, *label ? " (%s)" : "%s", amount->words);
    if (name.len)
        cJSON_AddStringToObject(object, "label", name.data);
    cJSON_AddNumberToObject(object, "value", amount->value);
    if (*amount->currency)
        cJSON_AddStringToObject(object, "currency", amount->currency);
    if (item->label && item->label->known->year)
        cJSON_AddNumberToObject(object, "year", item->label->known->year);
    cJSON_AddItemToArray(list, object);
    mapping_put(mapping, &target, item, list);
    parangon_buf_clear(&name);
}

/* What the item is called: its label without the unit, else its key. Yours. */
static char *name_of(const struct item *item)
{
    const char *text = item->label ? item->label->name->text : item->from;
    size_t len = strlen(text);

    if (item->label && (item->label->name->times > 1 || *item->label->name->currency))
        len = strcspn(text, "(");
    while (len && text[len - 1] == ' ')
        len--;
    return parangon_strndup(text, strcmp(item->kind, "path") == 0 ? 0 : len);
}

/* A number alone has the unit of its label: 45 under « Budget (k€) ». */
static void apply_unit(const struct item *item, struct parangon_amount *amount)
{
    if (!item->label || amount->scaled || *amount->currency)
        return;
    amount->value *= item->label->name->times;
    memcpy(amount->currency, item->label->name->currency, sizeof amount->currency);
}

static enum parangon_code read_amount(const struct item *item, const cJSON *value,
                                      struct parangon_amount *amount, struct parangon_error *err)
{
    const struct item part = {.value = (cJSON *)(uintptr_t)value};
    enum parangon_code code;

    if (cJSON_IsNumber(value)) {
        *amount = (struct parangon_amount){.value = value->valuedouble};
        code = value->valuedouble >= 0
                   ? PARANGON_OK
                   : parangon_error_set(err, PARANGON_REJECTED, "an amount is not negative");
    } else {
        char *text = item_text(&part);

        code = text ? parangon_value_amount(text, amount, err)
                    : parangon_error_set(err, PARANGON_REJECTED, "an amount is meant");
        free(text);
    }
    if (code == PARANGON_OK)
        apply_unit(item, amount);
    return code;
}

static bool is_euro(const struct parangon_amount *amount)
{
    return !*amount->currency || strcmp(amount->currency, "EUR") == 0;
}

/* ---- « Ville : 10 000 € ; AFD : 35 000 € » ---- */

/* « AFD : 35 000 € » and « AFD (35 000 €) »: the sum and what it is called. */
static bool read_named(const char *text, struct parangon_buf *name, struct parangon_amount *amount)
{
    const char *mark = strrchr(text, ':');

    if (!mark)
        mark = strrchr(text, '(');
    if (!mark)
        return parangon_value_amount(text, amount, NULL) == PARANGON_OK;
    size_t len = (size_t)(mark - text);
    while (len && text[len - 1] == ' ')
        len--;
    parangon_buf_add(name, text, len);
    return parangon_value_amount(mark + 1, amount, NULL) == PARANGON_OK;
}

/* Several sums in one value, each with its name; all of them or none. */
static bool put_several(struct mapping *mapping, const struct item *item, const char *text,
                        bool dry)
{
    cJSON *parts = cJSON_CreateArray();
    char *own = name_of(item);
    bool all = parangon_value_split(text, "\n;+", parts) > 0;
    const cJSON *part;

    cJSON_ArrayForEach(part, parts)
    {
        struct parangon_amount amount;
        struct parangon_buf name = {0};

        all = all && read_named(part->valuestring, &name, &amount);
        if (all && !dry) {
            apply_unit(item, &amount);
            put_amount(mapping, item, name.len ? name.data : own, &amount);
        }
        parangon_buf_clear(&name);
    }
    cJSON_Delete(parts);
    free(own);
    return all;
}

/* What is no sum, such as a range, stays as it was written. */
static void put_words(struct mapping *mapping, const struct item *item, const char *text)
{
    const struct target target = {.field = parangon_field_named("amounts")};
    cJSON *object = cJSON_CreateObject(), *list = cJSON_CreateArray();
    char *own = name_of(item);
    struct parangon_buf label = {0};

    parangon_buf_printf(&label, "%s%s%.300s", own, *own ? " : " : "", text);
    cJSON_AddStringToObject(object, "label", label.data);
    cJSON_AddItemToArray(list, object);
    mapping_put(mapping, &target, item, list);
    parangon_buf_clear(&label);
    free(own);
}

static void put_unread(struct mapping *mapping, const struct item *item, const cJSON *value,
                       const char *field, const struct parangon_error *err)
{
    const char *text = cJSON_IsString(value) ? value->valuestring : "";

    if (*text && put_several(mapping, item, text, true)) {
        put_several(mapping, item, text, false);
        return;
    }
    mapping_problem(mapping, item, "%s: %s", field, err->message);
    if (*text && strpbrk(text, "0123456789") && strlen(text) <= PARANGON_VALUE_MAX)
        put_words(mapping, item, text);
}

/* ---- The fields ---- */

/* True when the item gave the total. */
static bool put_item(struct mapping *mapping, const struct item *item, const cJSON *value,
                     bool total)
{
    struct parangon_amount amount;
    struct parangon_error err;
    enum parangon_code code = read_amount(item, value, &amount, &err);
    bool whole = total && code == PARANGON_OK && is_euro(&amount) && !amount.partial;

    if (code == PARANGON_REJECTED)
        put_unread(mapping, item, value, total ? "amount_eur" : "amounts", &err);
    if (whole)
        put_total(mapping, item, amount.value);
    if (code == PARANGON_OK && (!whole || amount.approximate)) {
        char *name = name_of(item);

        put_amount(mapping, item, name, &amount);
        free(name);
    }
    return whole;
}

/* The first sum in euros is the total, the others are amounts. */
static void put_target(struct mapping *mapping, struct target *target, bool total)
{
    bool have = false;

    if (!target)
        return;
    target->done = true;
    if (total)
        cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, target->field->name);
    for (size_t i = 0; i < target->count; i++) {
        cJSON *parts = item_parts(mapping, target, &target->items[i]);
        const cJSON *part;

        if (cJSON_IsObject(target->items[i].value)) { /* {"label", "value", …} of a JSON source */
            mapping_put(mapping, target, &target->items[i], parts);
            continue;
        }
        cJSON_ArrayForEach(part, parts) have =
            put_item(mapping, &target->items[i], part, total && !have) || have;
        cJSON_Delete(parts);
    }
}

void map_put_amounts(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->target_count; i++) {
        if (strcmp(mapping->targets[i].field->name, "amounts") == 0)
            cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, "amounts");
    }
    map_put_objects(mapping, "amounts");
    put_target(mapping, mapping_target(mapping, "amount_eur", NULL), true);
    put_target(mapping, mapping_target(mapping, "amounts", NULL), false);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items into the values of fields that stand alone. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Text ---- */

static void add_paragraphs(const struct mapping *mapping, const struct target *target,
                           const struct item *item, struct parangon_buf *text)
{
    cJSON *parts = item_parts(mapping, target, item);
    const cJSON *part;

    cJSON_ArrayForEach(part, parts)
    {
        if (!cJSON_IsString(part) || !*part->valuestring)
            continue;
        parangon_buf_puts(text, text->len ? "\n\n" : "");
        if (target->entry && target->entry->headings && item->label && part == parts->child) {
            parangon_buf_puts(text, "## ");
            label_print(item->label->name, text);
            parangon_buf_puts(text, "\n\n");
        }
        parangon_buf_puts(text, part->valuestring);
    }
    cJSON_Delete(parts);
}

/* Several texts for a field that holds one are joined as paragraphs. */
static void put_text(struct mapping *mapping, const struct target *target)
{
    struct parangon_buf text = {0};

    if (target->count == 1) {
        cJSON *parts = item_parts(mapping, target, &target->items[0]);
        cJSON *value = cJSON_DetachItemFromArray(parts, 0);

        if (value)
            mapping_put(mapping, target, &target->items[0], value);
        cJSON_Delete(parts);
        return;
    }
    for (size_t i = 0; i < target->count; i++)
        add_paragraphs(mapping, target, &target->items[i], &text);
    if (mapping_put(mapping, target, &target->items[0],
                    cJSON_CreateString(parangon_buf_str(&text)))) {
        for (size_t i = 1; i < target->count; i++)
            mapping_note(mapping, target, &target->items[i]);
    }
    parangon_buf_clear(&text);
}

/* ---- Lists ---- */

/* « Eau et énergie » when only « eau » and « énergie » are themes. */
static bool add_joined(const struct mapping *mapping, const struct target *target, const char *text,
                       cJSON *list)
{
    static const char *const joints[] = {" et ", " and ", " & "};
    const struct parangon_vocabulary *vocabulary = mapping->input->lookup->vocabulary;

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        const char *at = strstr(text, joints[i]);
        char *first = at ? parangon_strndup(text, (size_t)(at - text)) : NULL;
        const char *second = at ? at + strlen(joints[i]) : NULL;
        bool both = at && parangon_vocabulary_named(vocabulary, target->field->scheme, first) &&
                    parangon_vocabulary_named(vocabulary, target->field->scheme, second);

        if (both) {
            cJSON_AddItemToArray(list, cJSON_CreateString(first));
            cJSON_AddItemToArray(list, cJSON_CreateString(second));
        }
        free(first);
        if (both)
            return true;
    }
    return false;
}

static void add_goals(struct mapping *mapping, const struct item *item, const char *text,
                      cJSON *list)
{
    struct parangon_error err;
    unsigned goals = 0;

    if (parangon_value_goals(text, mapping->input->lookup->vocabulary, &goals, &err) ==
        PARANGON_REJECTED)
        mapping_problem(mapping, item, "sdg: %s (left out)", err.message);
    for (int goal = 1; goal <= 17; goal++) {
        if (goals & 1u << goal)
            cJSON_AddItemToArray(list, cJSON_CreateNumber(goal));
    }
}

/* A sum among the funders is an amount. */
static bool is_amount(const char *text)
{
    struct parangon_amount amount;

    return parangon_value_amount(text, &amount, NULL) == PARANGON_OK && *amount.currency;
}

static void add_part(struct mapping *mapping, const struct target *target, const struct item *item,
                     const cJSON *part, cJSON *list)
{
    const struct parangon_field *field = target->field;
    const char *text = cJSON_IsString(part) ? part->valuestring : NULL;
    bool named = text && field->type == PARANGON_TYPE_CONCEPTS &&
                 parangon_vocabulary_named(mapping->input->lookup->vocabulary, field->scheme, text);

    if (text && field->type == PARANGON_TYPE_NUMBERS)
        add_goals(mapping, item, text, list);
    else if (text && field->type == PARANGON_TYPE_LINES && is_amount(text))
        mapping_add(
            mapping, parangon_field_named("amounts"), NULL, NULL,
            &(struct item){cJSON_CreateString(text), item->label, item->from, item->kind, false});
    else if (!text || field->type != PARANGON_TYPE_CONCEPTS || named ||
             !add_joined(mapping, target, text, list))
        cJSON_AddItemToArray(list, cJSON_Duplicate(part, true));
}

static void put_parts(struct mapping *mapping, const struct target *target)
{
    const size_t count = target->count;
    const size_t index = (size_t)(target - mapping->targets);

    for (size_t i = 0; i < count; i++) {
        /* Amounts found here may move the table of targets. */
        const struct target *now = &mapping->targets[index];
        const struct item item = now->items[i];
        cJSON *parts = item_parts(mapping, now, &item), *list = cJSON_CreateArray();
        const cJSON *part;

        if (i == 0) /* what a reader gave gives way */
            cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, now->field->name);
        cJSON_ArrayForEach(part, parts)
            add_part(mapping, &mapping->targets[index], &item, part, list);
        mapping_put(mapping, &mapping->targets[index], &item, list);
        cJSON_Delete(parts);
    }
}

/* ---- Single values ---- */

/* A code such as "fr", "mg" or "fr-FR". */
static bool is_language_code(const char *text)
{
    size_t letters = 0;

    while (isalpha((unsigned char)text[letters]))
        letters++;
    return (letters == 2 || letters == 3) && (!text[letters] || text[letters] == '-');
}

/* « 3 – évalué par la collectivité »: the figure before the words. */
static bool is_explained_level(const char *text)
{
    static const char *const marks[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", ":", "(", "=", "."};
    const char *at = text + 1;

    if (!isdigit((unsigned char)*text))
        return false;
    at += strspn(at, " ");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]);

        if (strncmp(at, marks[i], len) == 0)
            return !isdigit((unsigned char)at[len + strspn(at + len, " ")]);
    }
    return false;
}

/* Takes over the value. Ids have no white space, languages have labels, levels are explained. NULL
   when it names no language: one that is not known would be indexed without its stems. */
static cJSON *prepared(const struct mapping *mapping, const struct target *target, cJSON *value)
{
    const struct parangon_vocabulary *vocabulary = mapping->input->lookup->vocabulary;
    char *text = cJSON_GetStringValue(value);
    const char *id = NULL;

    if (!text)
        return value;
    if (target->field->type == PARANGON_TYPE_ID) {
        for (char *at = text; *at; at++)
            *at = isspace((unsigned char)*at) ? '-' : *at;
    } else if (target->field->type == PARANGON_TYPE_LEVEL && is_explained_level(text)) {
        text[1] = '\0';
    } else if (strcmp(target->field->name, "lang") == 0) {
        id = parangon_value_choice(text, "lang", vocabulary);
        cJSON *code = id || is_language_code(text) ? cJSON_CreateString(id ? id : text) : NULL;
        cJSON_Delete(value);
        return code;
    }
    return value;
}

/* Another label for the same field keeps its value in the text of a row. */
static void leave_others(const struct target *target, size_t put)
{
    for (size_t i = put + 1; i < target->count; i++) {
        if (target->items[i].label && target->items[i].label != target->items[put].label)
            target->items[i].label->lossy = true;
    }
}

/* The first item that can be read; the others are said to be left out only by their labels. */
static void put_single(struct mapping *mapping, const struct target *target)
{
    for (size_t i = 0; i < target->count; i++) {
        cJSON *parts = item_parts(mapping, target, &target->items[i]);
        cJSON *value = cJSON_DetachItemFromArray(parts, 0);

        cJSON_Delete(parts);
        value = value ? prepared(mapping, target, value) : NULL;
        if (!value)
            mapping_problem(mapping, &target->items[i],
                            "%s: not one value that is known (left out)", target->field->name);
        if (value && mapping_put(mapping, target, &target->items[i], value)) {
            leave_others(target, i);
            return;
        }
    }
}

void map_put_plain(struct mapping *mapping, struct target *target)
{
    target->done = true;
    switch (target->field->type) {
    case PARANGON_TYPE_TEXT:
    case PARANGON_TYPE_LINE:
        if (strcmp(target->field->name, "lang") != 0) {
            put_text(mapping, target);
            return;
        }
        break;
    case PARANGON_TYPE_LINES:
    case PARANGON_TYPE_CHOICES:
    case PARANGON_TYPE_CONCEPTS:
    case PARANGON_TYPE_OBJECTS:
    case PARANGON_TYPE_NUMBERS: put_parts(mapping, target); return;
    default: break;
    }
    put_single(mapping, target);
}

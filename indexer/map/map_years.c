/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Years: one label may tell the beginning, the end, and that it goes on. */
#include "map_inside.h"

#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

/* What the first readable item of a field says; NULL when none does. */
static const struct item *read_first(struct mapping *mapping, struct target *target,
                                     struct parangon_dates *dates)
{
    for (size_t i = 0; target && i < target->count; i++) {
        cJSON *parts = item_parts(mapping, target, &target->items[i]);
        struct item part = target->items[i];
        struct parangon_error err;
        enum parangon_code code = PARANGON_NOTHING;

        part.value = parts->child;
        char *text = part.value ? item_text(&part) : NULL;
        if (text)
            code = parangon_value_dates(text, dates, &err);
        if (code == PARANGON_REJECTED)
            mapping_problem(mapping, &target->items[i], "%s: %s (left out)", target->field->name,
                            err.message);
        free(text);
        cJSON_Delete(parts);
        if (code == PARANGON_OK)
            return &target->items[i];
    }
    return NULL;
}

static void put(struct mapping *mapping, const char *field, const struct item *item, cJSON *value)
{
    const struct target target = {.field = parangon_field_named(field)};

    mapping_put(mapping, &target, item, value);
}

static void put_year(struct mapping *mapping, const char *field, const struct item *item, int year)
{
    if (year)
        put(mapping, field, item, cJSON_CreateNumber(year));
}

/* « oui », or what a date says: « en cours ». */
static void put_ongoing(struct mapping *mapping, struct target *target)
{
    for (size_t i = 0; i < target->count; i++) {
        cJSON *parts = item_parts(mapping, target, &target->items[i]);
        cJSON *value = cJSON_DetachItemFromArray(parts, 0);
        struct parangon_dates dates;
        bool put_already = false;

        if (cJSON_IsString(value) &&
            parangon_value_dates(value->valuestring, &dates, NULL) == PARANGON_OK &&
            dates.ongoing) {
            cJSON_Delete(value);
            value = cJSON_CreateTrue();
        }
        put_already = value && mapping_put(mapping, target, &target->items[i], value);
        cJSON_Delete(parts);
        if (put_already)
            return;
    }
}

static struct target *target_of(struct mapping *mapping, const char *field)
{
    struct target *target = mapping_target(mapping, field, NULL);

    if (target)
        target->done = true;
    return target;
}

/* A beginning that is a period tells the end too, unless another label does. */
void map_put_years(struct mapping *mapping)
{
    struct parangon_dates start = {0}, end = {0}, reported;
    struct target *ongoing = target_of(mapping, "ongoing");
    const struct item *from = read_first(mapping, target_of(mapping, "year_start"), &start);
    const struct item *to = read_first(mapping, target_of(mapping, "year_end"), &end);
    const struct item *report = read_first(mapping, target_of(mapping, "year_reported"), &reported);
    bool period = !*start.date && start.last;

    if (from)
        put_year(mapping, "year_start", from, start.first);
    if (to)
        put_year(mapping, "year_end", to, end.last);
    else if (from && period)
        put_year(mapping, "year_end", from, start.last);
    if (report)
        put_year(mapping, "year_reported", report, reported.last ? reported.last : reported.first);
    if (ongoing)
        put_ongoing(mapping, ongoing);
    else if ((from && start.ongoing && !(to && end.last)) || (to && end.ongoing))
        put(mapping, "ongoing", to && end.ongoing ? to : from, cJSON_CreateTrue());
}

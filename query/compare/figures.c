/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/figures.h"

#include "compare/terms.h"
#include "selection.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const measure_names[MEASURE_COUNT] = {
    [MEASURE_STAFF] = "staff",
    [MEASURE_BUDGET] = "budget",
    [MEASURE_BUDGET_SHARE] = "budget-share",
    [MEASURE_SERVICE] = "service",
    [MEASURE_CARRIER] = "carrier",
    [MEASURE_COFINANCING] = "cofinancing",
};

struct reading {
    struct engine *engine;
    struct parangon_arena *arena;
    struct figures *figures;
    unsigned char *marked; /* by record: it has measures */
};

static void mark_records(void *context, const char *value, const uint32_t records[], size_t count)
{
    struct reading *reading = context;

    (void)value;
    for (size_t i = 0; i < count; i++)
        reading->marked[records[i]] = 1;
}

static enum measure measure_named(const char *name)
{
    enum measure measure = 0;

    while (measure < MEASURE_COUNT && strcmp(measure_names[measure], name) != 0)
        measure++;
    return measure;
}

static const char *keep(const struct reading *reading, const char *text)
{
    return text && *text ? parangon_arena_strdup(reading->arena, text) : NULL;
}

/* Euros by any of the ways in which a unit names them: "€ par an", "EUR". */
static const char *keep_unit(const struct reading *reading, const char *unit)
{
    if (unit && (strstr(unit, "\xE2\x82\xAC") || strncmp(unit, "EUR", 3) == 0 ||
                 strncmp(unit, "euro", 4) == 0))
        return "EUR";
    return keep(reading, unit);
}

static void read_value(const struct reading *reading, const cJSON *indicator, struct figure *figure)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(indicator, "value");

    figure->exact = cJSON_IsNumber(value);
    figure->min = parangon_json_number(indicator, "value_min", NAN);
    figure->max = parangon_json_number(indicator, "value_max", NAN);
    if (figure->exact)
        figure->min = figure->max = value->valuedouble;
    else if (cJSON_IsString(value))
        figure->text = keep(reading, value->valuestring);
}

static void read_indicator(const struct reading *reading, const cJSON *record,
                           const cJSON *indicator)
{
    const char *code = parangon_record_measured(record, indicator);
    const char *name = parangon_json_text(indicator, "measure");
    enum measure measure = name ? measure_named(name) : MEASURE_COUNT;
    const struct parangon_place *place =
        code ? parangon_places_find(reading->engine->knowledge->places, code) : NULL;
    struct figures *figures = reading->figures;

    if (!place || measure == MEASURE_COUNT)
        return;
    if (figures->count == figures->cap) {
        figures->cap = figures->cap ? figures->cap * 2 : 32;
        figures->items = parangon_realloc(figures->items, figures->cap, sizeof *figures->items);
    }
    struct figure *figure = &figures->items[figures->count++];
    *figure = (struct figure){.measure = measure, .place = place};
    read_value(reading, indicator, figure);
    figure->unit = keep_unit(reading, parangon_json_text(indicator, "unit"));
    figure->year = (int)parangon_json_number(indicator, "year", 0);
    figure->perimeter = keep(reading, parangon_json_text(indicator, "perimeter"));
    figure->source = keep(reading, parangon_json_text(indicator, "source"));
    figure->uncertain = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(indicator, "uncertain"));
    figure->record = keep(reading, parangon_json_text(record, "id"));
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        figure->title[lang] =
            keep(reading, parangon_json_text(parangon_record_version(record, lang, NULL), "title"));
}

static enum parangon_code read_record(const struct reading *reading, uint32_t number,
                                      struct parangon_error *err)
{
    cJSON *record = NULL;
    enum parangon_code code = selection_record(reading->engine, number, &record, err);
    const cJSON *indicator;

    cJSON_ArrayForEach(indicator, cJSON_GetObjectItemCaseSensitive(record, "indicators"))
        read_indicator(reading, record, indicator);
    cJSON_Delete(record);
    return code;
}

static int compare_figures(const void *left, const void *right)
{
    const struct figure *a = left, *b = right;

    if (a->year != b->year)
        return a->year < b->year ? 1 : -1;
    if (a->uncertain != b->uncertain)
        return a->uncertain ? 1 : -1;
    if (!a->record || !b->record)
        return (a->record == NULL) - (b->record == NULL);
    int order = strcmp(a->record, b->record);
    return order ? order : strcmp(a->place->code, b->place->code);
}

enum parangon_code figures_read(struct engine *engine, struct parangon_arena *arena,
                                struct figures *figures, struct parangon_error *err)
{
    struct reading reading = {engine, arena, figures, parangon_calloc(engine->records + 1, 1)};
    enum parangon_code code = terms_each(engine, "measured", mark_records, &reading, err);

    for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++) {
        if (reading.marked[i])
            code = read_record(&reading, i, err);
    }
    free(reading.marked);
    if (figures->count)
        qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
    return code;
}

void figures_clear(struct figures *figures)
{
    free(figures->items);
    *figures = (struct figures){0};
}

/* What is said of the city and its group together, or of who carries the action of both. */
static bool holds_for_both(const struct figure *figure)
{
    return figure->measure == MEASURE_CARRIER || figure->measure == MEASURE_SERVICE ||
           (figure->perimeter && strcmp(figure->perimeter, "shared") == 0);
}

const struct figure *figures_of(const struct figures *figures, const struct parangon_place *place,
                                const struct parangon_place *other, enum measure measure)
{
    const struct figure *shared = NULL;

    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->items[i];

        if (figure->measure != measure)
            continue;
        if (figure->place == place)
            return figure;
        if (!shared && figure->place == other && holds_for_both(figure))
            shared = figure;
    }
    return shared;
}

bool figure_is_number(const struct figure *figure)
{
    return figure && figure->exact && !figure->uncertain;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/cell_parts.h"

#include "answer_parts.h"
#include "compare/both.h"

#include <math.h>
#include <string.h>

static void add_number(cJSON *cell, const char *key, double value)
{
    if (isnan(value))
        cJSON_AddNullToObject(cell, key);
    else
        cJSON_AddNumberToObject(cell, key, value);
}

cJSON *cell_missing(const char *note_fr, const char *note_en)
{
    cJSON *cell = cJSON_CreateObject();

    cJSON_AddNullToObject(cell, "value");
    cJSON_AddTrueToObject(cell, "missing");
    cJSON_AddItemToObject(cell, "text",
                          answer_both("non documenté dans la base", "not documented in the base"));
    if (note_fr)
        cJSON_AddItemToObject(cell, "note", answer_both(note_fr, note_en));
    return cell;
}

void cell_add_source(cJSON *cell, const struct figure *figure)
{
    const char *fr = figure->title[PARANGON_FR], *en = figure->title[PARANGON_EN];
    cJSON *source = cJSON_AddObjectToObject(cell, "source");

    answer_add_text(source, "id", figure->record);
    cJSON_AddItemToObject(source, "title", answer_both(fr ? fr : "", en ? en : fr ? fr : ""));
    answer_add_text(source, "text", figure->source);
}

void cell_add_plain_source(cJSON *cell, const char *fr, const char *en)
{
    cJSON *source = cJSON_AddObjectToObject(cell, "source");

    cJSON_AddNullToObject(source, "id");
    cJSON_AddItemToObject(source, "title", answer_both(fr, en));
    cJSON_AddNullToObject(source, "text");
}

void cell_add_year(cJSON *cell, int year)
{
    if (year > 0)
        cJSON_AddNumberToObject(cell, "year", year);
    else
        cJSON_AddNullToObject(cell, "year");
}

const char *cell_perimeter(const struct parangon_place *place)
{
    return strncmp(place->code, "com:", 4) == 0    ? "city"
           : strncmp(place->code, "epci:", 5) == 0 ? "epci"
                                                   : NULL;
}

cJSON *cell_value(const struct figure *figure, double min, double max, const char *unit,
                  const char *unit_fr, const char *unit_en)
{
    cJSON *cell = cJSON_CreateObject();
    struct both text = {0};

    if (figure->text) {
        cJSON_AddStringToObject(cell, "value", figure->text);
        both_puts(&text, figure->text, figure->text);
    } else if (figure->exact) {
        cJSON_AddNumberToObject(cell, "value", min);
        both_range(&text, min, min, unit_fr, unit_en);
    } else {
        cJSON_AddNullToObject(cell, "value");
        add_number(cell, "value_min", min);
        add_number(cell, "value_max", max);
        both_range(&text, min, max, unit_fr, unit_en);
    }
    if (figure->uncertain)
        both_puts(&text, " (lecture à vérifier)", " (reading to be checked)");
    answer_add_text(cell, "unit", unit);
    cell_add_year(cell, figure->year);
    answer_add_text(cell, "perimeter", figure->perimeter);
    cell_add_source(cell, figure);
    cJSON_AddBoolToObject(cell, "uncertain", figure->uncertain);
    cJSON_AddItemToObject(cell, "text", both_take(&text));
    return cell;
}

bool cell_has_value(const struct figure *figure)
{
    return figure && (figure->text || figure->exact || !isnan(figure->min) || !isnan(figure->max));
}

cJSON *cell_said(const struct authorities *authorities, const struct figure *figure)
{
    cJSON *cell;
    struct both text = {0};

    if (cell_has_value(figure))
        return cell_value(figure, figure->min, figure->max, figure->unit, figure->unit,
                          figure->unit);
    if (!figure || !figure->perimeter)
        return cell_missing(NULL, NULL);
    cell = cJSON_CreateObject();
    cJSON_AddStringToObject(cell, "value", figure->perimeter);
    cJSON_AddNullToObject(cell, "unit");
    cell_add_year(cell, figure->year);
    cJSON_AddStringToObject(cell, "perimeter", figure->perimeter);
    cell_add_source(cell, figure);
    cJSON_AddBoolToObject(cell, "uncertain", figure->uncertain);
    both_choice(&text, authorities->engine->knowledge->vocabulary, "carrier", figure->perimeter);
    cJSON_AddItemToObject(cell, "text", both_take(&text));
    return cell;
}

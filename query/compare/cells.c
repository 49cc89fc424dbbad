/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells of what records state. */
#include "compare/cells.h"

#include "compare/both.h"
#include "compare/cell_parts.h"

#include <math.h>
#include <string.h>

static void count_value(const struct figure *figure, double value, double *number, bool *loose)
{
    if (figure_is_number(figure))
        *number = value;
    else
        *loose = true;
}

/* ---- Figures of records ---- */

enum parangon_code cell_staff(const struct authorities *authorities,
                              const struct authority *authority, cJSON **cell, double *number,
                              bool *loose, struct parangon_error *err)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_STAFF);

    (void)err;
    if (!cell_has_value(figure)) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    *cell = cell_value(figure, figure->min, figure->max, "agents", "agents", "staff");
    count_value(figure, figure->min, number, loose);
    return PARANGON_OK;
}

enum parangon_code cell_budget(const struct authorities *authorities,
                               const struct authority *authority, cJSON **cell, double *number,
                               bool *loose, struct parangon_error *err)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_BUDGET);
    const char *unit = figure && figure->unit ? figure->unit : "";
    bool euros = strcmp(unit, "EUR") == 0;

    (void)err;
    if (!cell_has_value(figure)) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    *cell = cell_value(figure, figure->min, figure->max, unit, unit, unit);
    if (euros)
        count_value(figure, figure->min, number, loose);
    else
        *loose = true;
    return PARANGON_OK;
}

enum parangon_code cell_budget_share(const struct authorities *authorities,
                                     const struct authority *authority, cJSON **cell,
                                     double *number, bool *loose, struct parangon_error *err)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_BUDGET_SHARE);

    (void)err;
    if (!cell_has_value(figure)) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    *cell = cell_value(figure, figure->min, figure->max, "%", "%", "%");
    count_value(figure, figure->min, number, loose);
    return PARANGON_OK;
}

/* The inhabitants that a budget of this perimeter is for; NULL when the record does not say it. */
static const struct parangon_place *inhabited(const struct authority *authority,
                                              const char *perimeter)
{
    const char *own = cell_perimeter(authority->place);
    const struct parangon_place *group =
        own && strcmp(own, "epci") == 0 ? authority->place : authority->other;

    if (!perimeter)
        return NULL;
    if (own && strcmp(perimeter, own) == 0)
        return authority->place;
    return strcmp(perimeter, "shared") == 0 ? group : NULL;
}

static void add_inhabitants_note(cJSON *cell, const struct parangon_place *place)
{
    struct both note = {0};

    both_puts(&note, "budget rapporté à ", "budget over ");
    both_inhabitants(&note, (double)place->population);
    both_puts(&note, " (", " (");
    both_puts(&note, place->name, place->name);
    both_puts(&note, ", INSEE)", ", INSEE)");
    cJSON_AddItemToObject(cell, "note", both_take(&note));
}

enum parangon_code cell_per_inhabitant(const struct authorities *authorities,
                                       const struct authority *authority, cJSON **cell,
                                       double *number, bool *loose, struct parangon_error *err)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_BUDGET);
    bool usable =
        cell_has_value(figure) && !figure->text && figure->unit && strcmp(figure->unit, "EUR") == 0;
    const struct parangon_place *place = usable ? inhabited(authority, figure->perimeter) : NULL;

    (void)err;
    if (!usable || !place || place->population <= 0) {
        *cell = usable ? cell_missing("périmètre du budget non précisé par la source",
                                      "the source does not say the perimeter of the budget")
                       : cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    double min = figure->min / (double)place->population;
    double max = figure->max / (double)place->population;
    *cell = cell_value(figure, min, max, "EUR/inhabitant", "EUR", "EUR");
    add_inhabitants_note(*cell, place);
    count_value(figure, min, number, loose);
    return PARANGON_OK;
}

/* ---- What is said in words ---- */

enum parangon_code cell_service(const struct authorities *authorities,
                                const struct authority *authority, cJSON **cell, double *number,
                                bool *loose, struct parangon_error *err)
{
    (void)number;
    (void)loose;
    (void)err;
    *cell = cell_said(authorities, authority_figure(authorities, authority, MEASURE_SERVICE));
    return PARANGON_OK;
}

enum parangon_code cell_carrier(const struct authorities *authorities,
                                const struct authority *authority, cJSON **cell, double *number,
                                bool *loose, struct parangon_error *err)
{
    (void)number;
    (void)loose;
    (void)err;
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_CARRIER);

    if (!figure || !figure->perimeter)
        figure = authority_figure(authorities, authority, MEASURE_SERVICE);
    *cell = cell_said(authorities, figure);
    return PARANGON_OK;
}

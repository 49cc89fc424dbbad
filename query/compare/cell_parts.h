/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_CELL_PARTS_H
#define QUERY_COMPARE_CELL_PARTS_H

/* What cells of the table of indicators are made of. New cells are for cJSON_Delete. */

#include "compare/authorities.h"

#include <cjson/cJSON.h>

/* Not documented; the note may be NULL. */
cJSON *cell_missing(const char *note_fr, const char *note_en);

/* A value of a figure: exact, between bounds, or in words. */
cJSON *cell_value(const struct figure *figure, double min, double max, const char *unit,
                  const char *unit_fr, const char *unit_en);
bool cell_has_value(const struct figure *figure); /* which may be NULL */

/* In words, or by the perimeter alone: "shared"; missing without a figure. */
cJSON *cell_said(const struct authorities *authorities, const struct figure *figure);

/* The record that says it, by id and titles, and its own source. */
void cell_add_source(cJSON *cell, const struct figure *figure);
/* What is from no record. */
void cell_add_plain_source(cJSON *cell, const char *fr, const char *en);

void cell_add_year(cJSON *cell, int year);

/* "city" or "epci", by the level of the place; NULL for others. */
const char *cell_perimeter(const struct parangon_place *place);

#endif

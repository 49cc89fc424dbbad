/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_CELLS_H
#define QUERY_COMPARE_CELLS_H

/* Cells of the table of indicators: what is known of one authority, as JSON. */

#include "compare/authorities.h"

#include <cjson/cJSON.h>

/* The cell of one authority, for cJSON_Delete. `number` gets the value that counts in a median, NAN
   for none; `*loose` whether there is a value all the same: bounds, or one in doubt. */
typedef enum parangon_code cell_fn(const struct authorities *authorities,
                                   const struct authority *authority, cJSON **cell, double *number,
                                   bool *loose, struct parangon_error *err);

cell_fn cell_population, cell_staff, cell_budget, cell_per_inhabitant, cell_budget_share,
    cell_service, cell_carrier, cell_cofinancing, cell_practices, cell_countries;

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COVERAGE_MATRIX_H
#define QUERY_COVERAGE_MATRIX_H

/* Themes by size classes: how many practices there are of each, and where there is none. */

#include "engine.h"

#include <cjson/cJSON.h>

/* Adds the member "matrix" of schema/coverage.json. `practices` marks those that count, by record
   number. */
enum parangon_code coverage_matrix(struct engine *engine, const unsigned char *practices,
                                   cJSON *answer, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_EXPLAIN_H
#define INDEXER_EXPLAIN_H

/* What a map does to sources: their first records as they would be indexed, with where each value
   came from, and over all records the labels, entries and values that led nowhere. */

#include "map/map.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct explanation;

struct explanation *explanation_new(void);
void explanation_free(struct explanation *explanation);

/* A source begins, and ends with the map that its files were read with. */
void explanation_begin(struct explanation *explanation, const char *source);
void explanation_end(struct explanation *explanation, const struct map *map);

/* One version as it was checked, or NULL when it was rejected, and what was noted of it. */
void explanation_take(struct explanation *explanation, const cJSON *version, const char *file,
                      size_t line, const struct map_notes *notes);

/* On standard output, for people or as JSON. */
void explanation_print(const struct explanation *explanation, bool json);

#endif

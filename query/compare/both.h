/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_BOTH_H
#define QUERY_COMPARE_BOTH_H

/* A sentence in both languages, built piece by piece. A zeroed one is empty and valid. */

#include "parangon/memory.h"
#include "parangon/vocabulary.h"

#include <cjson/cJSON.h>

struct both {
    struct parangon_buf text[PARANGON_OTHER]; /* by language */
};

void both_puts(struct both *both, const char *french, const char *english);
void both_inhabitants(struct both *both, double value);
/* A count, or any plain number. */
void both_number(struct both *both, double value);
/* Exact when `min` and `max` are equal, else a range; units as number_add_range has them. */
void both_range(struct both *both, double min, double max, const char *french, const char *english);
void both_label(struct both *both, const struct parangon_vocabulary *vocabulary,
                enum parangon_scheme scheme, const char *id);
/* The label of a choice of a field, as "perimeter" and "city", in small letters as inside of a
   sentence; what is no such choice stands as it is. */
void both_choice(struct both *both, const struct parangon_vocabulary *vocabulary, const char *field,
                 const char *choice);
/* Adds the other sentence and clears it; between them, if there was something, a semicolon. */
void both_append(struct both *both, struct both *other);

/* {"fr", "en"}, for cJSON_Delete; clears. */
cJSON *both_take(struct both *both);
void both_clear(struct both *both);

#endif

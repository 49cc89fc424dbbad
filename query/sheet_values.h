/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SHEET_VALUES_H
#define QUERY_SHEET_VALUES_H

/* What is known of a record, as a sheet has it: labels and names that lead back to their ids. */

#include "parangon/record.h"

#include <cjson/cJSON.h>

struct sheet_values {
    cJSON *known; /* what is to be filled in, by field */
    cJSON *hints; /* names of the codes in it, by field */
};

void sheet_values_read(struct sheet_values *values, const struct parangon_vocabulary *vocabulary,
                       const cJSON *record, enum parangon_lang lang);
void sheet_values_clear(struct sheet_values *values);

#endif

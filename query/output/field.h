/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_FIELD_H
#define QUERY_OUTPUT_FIELD_H

/* The value of a whole record's field put into words, each type of field in its way. */

#include "output.h"

#include "parangon/record.h"

/* Short values of one field follow each other. Several long ones (amounts, figures, places) begin
   each with a line end, the first too; other line ends stand inside of one value. */
void field_add_value(struct parangon_buf *out, const struct output_settings *settings,
                     const struct parangon_field *field, const cJSON *value);

/* Whether the value of a field is of a kind to show among the fields of a record: its text, its
   title and what is hidden are not. */
bool field_is_listed(const struct parangon_field *field);

#endif

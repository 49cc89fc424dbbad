/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_YAML_VALUE_H
#define QUERY_YAML_VALUE_H

/* Values as one line of YAML, which a person can still read and change. */

#include "parangon/memory.h"

#include <cjson/cJSON.h>

/* Texts in double quotes, lists and objects between brackets. */
void yaml_add_value(struct parangon_buf *out, const cJSON *value);

/* A text as a comment would have it: on one line. */
void yaml_add_comment(struct parangon_buf *out, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_FRONT_MATTER_H
#define INDEXER_READERS_FRONT_MATTER_H

/*
 * In yaml.c: a YAML mapping as a JSON object, plain scalars by the core schema of YAML 1.2
 * (section 10.3.2): null, true and false, integers, floats, and strings for all else, dates among
 * them.
 *
 * Refused, with the line: anchors and aliases (a few lines of them can stand for gigabytes), tags
 * other than those of the core schema, a key that stands twice, keys that are no scalar, NUL
 * characters, numbers that are not finite, more than one document.
 */

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stddef.h>

/* The object that the front matter holds (an empty one when it is empty), or NULL with
   PARANGON_REJECTED. `first_line` is the line of the file on which `text` begins. */
cJSON *front_matter_parse(const char *text, size_t len, size_t first_line,
                          struct parangon_error *err);

#endif

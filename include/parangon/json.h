/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_JSON_H
#define PARANGON_JSON_H

/*
 * Strict JSON (RFC 8259) into cJSON trees, and small readers of them.
 *
 * cJSON alone stops at a NUL written as \u0000, accepts malformed UTF-8, text after the value and
 * the same key twice; all of these are refused here, with the line, before cJSON sees the text.
 */

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PARANGON_JSON_DEPTH_MAX 64

/* The value that `text` holds, to be freed with cJSON_Delete, or NULL with PARANGON_REJECTED and a
   message of the form "line 3: column 14: a key stands twice: \"id\"". */
cJSON *parangon_json_parse(const char *text, size_t len, struct parangon_error *err);

/* The text of a string member, or NULL when it is absent or no string. Borrowed from the tree. */
const char *parangon_json_text(const cJSON *object, const char *key);

/* The value of a number member, or `otherwise`. */
double parangon_json_number(const cJSON *object, const char *key, double otherwise);

/* Whether a list member (or a single string) holds the text. */
bool parangon_json_has(const cJSON *object, const char *key, const char *text);

/* Puts a string member in place of any other of the same key. */
void parangon_json_set_text(cJSON *object, const char *key, const char *text);

#ifdef __cplusplus
}
#endif

#endif

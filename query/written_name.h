/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_WRITTEN_NAME_H
#define QUERY_WRITTEN_NAME_H

/* How a record writes a name that the index knows by its key (parangon_text_key). */

#include <cjson/cJSON.h>

/* The name of a place or partner that has this key; NULL when it has another. Yours. */
char *written_name(const cJSON *place, const char *key);

/* The first such name among places or partners. */
char *written_name_among(const cJSON *places, const char *key);

#endif

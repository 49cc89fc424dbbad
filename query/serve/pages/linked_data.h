/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_LINKED_DATA_H
#define QUERY_SERVE_LINKED_DATA_H

#include "../call.h"

#include <cjson/cJSON.h>

/* A record in JSON-LD by schema.org, as a <script> of data for the head of its page; of the arena.
   `version` is the one that the page shows. */
const char *linked_data(struct call *call, const cJSON *record, const cJSON *version,
                        enum parangon_lang lang);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SELECTION_H
#define QUERY_SELECTION_H

/* Which records a request is about, for answers that are no list of results. */

#include "engine.h"
#include "request.h"

struct selection {
    uint32_t *records; /* numbers, in the order of a search */
    size_t count;
    const char *match; /* "all", "most" or "any" of the words */
};

/* All records that match the words and pass the filters of a request; without either, all records
   that are searched. */
enum parangon_code selection_run(struct engine *engine, const struct request *request,
                                 struct selection *selection, struct parangon_error *err);
void selection_clear(struct selection *selection);

/* The record of a number as the index stores it (the member "record" of its head), for
   cJSON_Delete. */
enum parangon_code selection_record(struct engine *engine, uint32_t record, cJSON **stored,
                                    struct parangon_error *err);

#endif

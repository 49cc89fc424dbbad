/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_FILTER_H
#define QUERY_FILTER_H

#include "engine.h"
#include "request.h"

/* Marks in `passes` (by record number, all 0) the records that the filter lets pass. */
enum parangon_code filter_apply(struct engine *engine, const struct filter *filter,
                                unsigned char *passes, struct parangon_error *err);

/* Whether the years of a record overlap those of the filter. */
bool filter_years_overlap(const struct parangon_record_key *key, int first, int last);

/* For each record (by number, all 0), the strongest of the themes of the filter: 0 to 4. */
enum parangon_code filter_about(struct engine *engine, const struct filter *filter,
                                unsigned char *about, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COVERAGE_H
#define QUERY_COVERAGE_H

/*
 * Coverage: what an index holds and what it lacks. Counts by every facet, practices by theme and
 * size class with the pairs that have none, the leads that come up most, and the records that want
 * another look. Counts are made from lists of documents; only the review reads records.
 */

#include "engine.h"
#include "request.h"

#include <cjson/cJSON.h>

enum {
    COVERAGE_AGE = 3,      /* years after which a record is old, unless asked otherwise */
    COVERAGE_AGE_MAX = 200 /* years */
};

enum coverage_part {
    COVERAGE_ALL,   /* the review as counts only */
    COVERAGE_HOLES, /* themes by size classes, nothing else */
    COVERAGE_REVIEW /* the list of records to review, nothing else */
};

/* A zeroed one, but for `request`, asks for everything as of today. */
struct coverage_request {
    const struct request *request; /* which records count; left as it is */
    enum coverage_part part;
    const char *as_of; /* YYYY-MM-DD: the day that ages are reckoned from; NULL for today */
    unsigned max_age;  /* years; 0 for COVERAGE_AGE */
    unsigned reasons;  /* of the list: bits of review.h, any of them; 0 for all */
    size_t offset, count;
};

/* The answer of query/schema/coverage.json. PARANGON_USAGE when `as_of` is no day. */
enum parangon_code coverage_answer(struct engine *engine, const struct coverage_request *coverage,
                                   cJSON **answer, struct parangon_error *err);

#endif

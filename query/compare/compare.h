/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_COMPARE_H
#define QUERY_COMPARE_COMPARE_H

/*
 * Comparing an authority with its peers, and practices with each other, in one answer object a
 * question; the keys are those of schema/compare.json and schema/side-by-side.json.
 *
 * Peers are authorities of the index: those that lead or co-lead a record, or that a record
 * measures. They are put in order by an explained similarity, a weighted mean of the criteria
 * below, each from 0 to 1. A criterion of which nothing is known for one of two authorities is left
 * out of their mean: what the base does not hold counts neither for nor against anyone.
 *
 * The weights are choices, not measurements: nobody has judged pairs of cities for this. Who
 * looks for peers looks for the same powers and the same size first (the reason for the first two,
 * two thirds of the whole); the study of 2021 says of staff and budget that they follow from the
 * size above all, so that they add little; the rest is seldom documented and only separates
 * authorities that are alike otherwise. `--by` sets other weights.
 */

#include "engine.h"
#include "request.h"

#include <cjson/cJSON.h>

enum criterion {
    CRITERION_LEVEL,      /* level and kind of authority */
    CRITERION_POPULATION, /* by the logarithm, and by the size classes of the study */
    CRITERION_CARRIER,    /* whether the city or the group carries international action */
    CRITERION_MEANS,      /* staff and budget, where records state them */
    CRITERION_SITE,       /* seaport, land border */
    CRITERION_COUNTRIES,  /* partner countries in common */
    CRITERION_NETWORKS,   /* networks in common */
    CRITERION_REGION,     /* only when asked for */
    CRITERION_COUNT
};

#define WEIGHT_OF_LEVEL 0.30
#define WEIGHT_OF_POPULATION 0.35
#define WEIGHT_OF_CARRIER 0.10
#define WEIGHT_OF_MEANS 0.10
#define WEIGHT_OF_SITE 0.05
#define WEIGHT_OF_COUNTRIES 0.05
#define WEIGHT_OF_NETWORKS 0.05
#define WEIGHT_OF_REGION 0.10 /* when it is asked for without a weight */

enum {
    PEERS = 5, /* unless asked otherwise */
    PEERS_MAX = 20,
    NAMES_MAX = 20,      /* included, or excluded */
    PRACTICES_MIN = 2,   /* side by side */
    PRACTICES_MAX = 6,   /* as many as fit a page */
    PRACTICES_SHOWN = 20 /* of one authority; the answer says how many there are */
};

struct compare_request {
    const char *place;             /* a name, a short name, or a code with or without its prefix */
    const struct request *records; /* filters and language. Filters that tell authorities (class,
                                      region, department, kind, EPCI) choose peers, all others the
                                      practices */
    size_t peers;
    bool same_kind;
    const char *include[NAMES_MAX], *exclude[NAMES_MAX];
    size_t include_count, exclude_count;
    double weights[CRITERION_COUNT];
};

/* The ordinary settings; `records` is borrowed. */
void compare_request_init(struct compare_request *compare, const struct request *records);

/* Criteria by name, each with a weight if wanted: "population=2,level". Only these then count. */
enum parangon_code compare_request_by(struct compare_request *compare, const char *criteria,
                                      struct parangon_error *err);

const char *criterion_name(enum criterion criterion);

/* PARANGON_USAGE for a name of several places, with their codes; PARANGON_NOTHING for an unknown
   one. An answer without peers is an answer. */
enum parangon_code compare_answer(struct engine *engine, const struct compare_request *compare,
                                  cJSON **answer, struct parangon_error *err);

/* PRACTICES_MIN to PRACTICES_MAX records by id, field by field. PARANGON_NOTHING when there is none
   of an id. */
enum parangon_code compare_practices(struct engine *engine, const char *const ids[], size_t count,
                                     cJSON **answer, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *french;
    double weight;
} criteria[CRITERION_COUNT] = {
    [CRITERION_LEVEL] = {"level", "echelon", WEIGHT_OF_LEVEL},
    [CRITERION_POPULATION] = {"population", "habitants", WEIGHT_OF_POPULATION},
    [CRITERION_CARRIER] = {"carrier", "portage", WEIGHT_OF_CARRIER},
    [CRITERION_MEANS] = {"means", "moyens", WEIGHT_OF_MEANS},
    [CRITERION_SITE] = {"site", "situation", WEIGHT_OF_SITE},
    [CRITERION_COUNTRIES] = {"countries", "pays", WEIGHT_OF_COUNTRIES},
    [CRITERION_NETWORKS] = {"networks", "reseaux", WEIGHT_OF_NETWORKS},
    [CRITERION_REGION] = {"region", "region", WEIGHT_OF_REGION},
};

enum {
    WEIGHT_MAX = 100
};

void compare_request_init(struct compare_request *compare, const struct request *records)
{
    *compare = (struct compare_request){.records = records, .peers = PEERS};
    for (enum criterion i = 0; i < CRITERION_COUNT; i++)
        compare->weights[i] = criteria[i].weight;
    compare->weights[CRITERION_REGION] = 0;
}

const char *criterion_name(enum criterion criterion)
{
    return criteria[criterion].name;
}

static bool is_word(const char *word, const char *text, size_t len)
{
    return strlen(word) == len && strncmp(word, text, len) == 0;
}

static enum criterion criterion_named(const char *text, size_t len)
{
    enum criterion i = 0;

    while (i < CRITERION_COUNT && !is_word(criteria[i].name, text, len) &&
           !is_word(criteria[i].french, text, len))
        i++;
    return i;
}

/* "population" or "population=2". */
static enum parangon_code set_criterion(double weights[CRITERION_COUNT], const char *text,
                                        size_t len, struct parangon_error *err)
{
    const char *equals = memchr(text, '=', len);
    size_t name_len = equals ? (size_t)(equals - text) : len;
    enum criterion criterion = criterion_named(text, name_len);
    char *end = NULL;
    double weight;

    if (criterion == CRITERION_COUNT)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--by: \"%.*s\" is none of level, population, carrier, means, "
                                  "site, countries, networks, region",
                                  (int)(name_len < 40 ? name_len : 40), text);
    weight = equals ? strtod(equals + 1, &end) : criteria[criterion].weight;
    if (equals && (end == equals + 1 || end != text + len || !(weight > 0 && weight <= WEIGHT_MAX)))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--by: %s: a weight above 0 and up to %d is meant",
                                  criteria[criterion].name, WEIGHT_MAX);
    weights[criterion] = weight;
    return PARANGON_OK;
}

enum parangon_code compare_request_by(struct compare_request *compare, const char *text,
                                      struct parangon_error *err)
{
    double weights[CRITERION_COUNT] = {0};
    enum parangon_code code = PARANGON_OK;

    if (!*text)
        return parangon_error_set(err, PARANGON_USAGE, "--by: a criterion is needed");
    while (code == PARANGON_OK && *text) {
        size_t len = strcspn(text, ",");

        code = set_criterion(weights, text, len, err);
        text += len + (text[len] == ',');
    }
    if (code == PARANGON_OK)
        memcpy(compare->weights, weights, sizeof weights);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/similarity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef bool criterion_fn(const struct authorities *authorities, const struct authority *a,
                          const struct authority *b, double *value);

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static size_t level_len(const struct parangon_place *place)
{
    return strcspn(place->code, ":");
}

static bool is_level(const struct parangon_place *place, const char *level)
{
    return level_len(place) == strlen(level) && strncmp(place->code, level, strlen(level)) == 0;
}

static bool measure_level(const struct authorities *authorities, const struct authority *a,
                          const struct authority *b, double *value)
{
    const struct parangon_place *first = a->place, *second = b->place;

    (void)authorities;
    if (same_text(first->kind, second->kind))
        *value = 1;
    else if (level_len(first) == level_len(second) &&
             strncmp(first->code, second->code, level_len(first)) == 0)
        *value = SIMILARITY_SAME_LEVEL;
    else if ((is_level(first, "com") && is_level(second, "epci")) ||
             (is_level(first, "epci") && is_level(second, "com")))
        *value = SIMILARITY_COMMUNE_AND_GROUP;
    else
        *value = 0;
    return true;
}

/* 1 for equal numbers, 0 from ten times on, by the logarithm between. */
static double nearness(double a, double b)
{
    double distance = fabs(log(a / b)) / log(SIMILARITY_NOTHING_ALIKE);

    return distance < 1 ? 1 - distance : 0;
}

/* The place of a class among all of them, in rising order; those of one family stand together. */
static int class_rank(const char *class)
{
    static const char *const classes[] = {"commune-lt-100", "commune-100-200", "commune-200-400",
                                          "commune-gt-400", "epci-lt-200",     "epci-200-400",
                                          "epci-400-500",   "epci-500-1000",   "epci-gt-1000"};

    for (int i = 0; i < (int)(sizeof classes / sizeof *classes); i++) {
        if (strcmp(classes[i], class) == 0)
            return i;
    }
    return -2;
}

/* Both are of one level, hence of one family. */
static bool is_next_class(const char *a, const char *b)
{
    int first = class_rank(a), second = class_rank(b);

    return first >= 0 && second >= 0 && abs(first - second) == 1;
}

static bool measure_population(const struct authorities *authorities, const struct authority *a,
                               const struct authority *b, double *value)
{
    const struct parangon_place *first = a->place, *second = b->place;
    double near, classes = 0;

    (void)authorities;
    if (first->population <= 0 || second->population <= 0)
        return false;
    near = nearness((double)first->population, (double)second->population);
    *value = near;
    /* The lowest and the highest class have no end: in them the distance decides alone. */
    if (near <= 0 || !first->size_class || !second->size_class ||
        level_len(first) != level_len(second))
        return true;
    if (strcmp(first->size_class, second->size_class) == 0)
        classes = 1;
    else if (is_next_class(first->size_class, second->size_class))
        classes = SIMILARITY_NEXT_CLASS;
    *value = (1 - SIMILARITY_CLASS_SHARE) * near + SIMILARITY_CLASS_SHARE * classes;
    return true;
}

static bool measure_carrier(const struct authorities *authorities, const struct authority *a,
                            const struct authority *b, double *value)
{
    const char *first = authority_carrier(authorities, a, NULL);
    const char *second = authority_carrier(authorities, b, NULL);

    *value = same_text(first, second);
    return first && second;
}

/* Ranges that overlap cannot be told apart; others are as near as their nearest ends. One is added,
   as there are authorities with nobody. */
static bool compare_figures(const struct figure *a, const struct figure *b, double *value)
{
    if (!a || !b || a->text || b->text || a->uncertain || b->uncertain ||
        !same_text(a->unit ? a->unit : "", b->unit ? b->unit : ""))
        return false;
    double low_a = isnan(a->min) ? 0 : a->min, high_a = isnan(a->max) ? HUGE_VAL : a->max;
    double low_b = isnan(b->min) ? 0 : b->min, high_b = isnan(b->max) ? HUGE_VAL : b->max;

    if (low_a < 0 || low_b < 0)
        return false;
    if (low_a <= high_b && low_b <= high_a)
        *value = 1;
    else if (high_a < low_b)
        *value = nearness(high_a + 1, low_b + 1);
    else
        *value = nearness(high_b + 1, low_a + 1);
    return true;
}

static bool measure_means(const struct authorities *authorities, const struct authority *a,
                          const struct authority *b, double *value)
{
    static const enum measure measures[] = {MEASURE_STAFF, MEASURE_BUDGET};
    double sum = 0, one;
    int known = 0;

    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (compare_figures(authority_figure(authorities, a, measures[i]),
                            authority_figure(authorities, b, measures[i]), &one)) {
            sum += one;
            known++;
        }
    }
    *value = known ? sum / known : 0;
    return known > 0;
}

/* The list of traits is not complete: where neither has one, nothing is known. */
static bool measure_site(const struct authorities *authorities, const struct authority *a,
                         const struct authority *b, double *value)
{
    unsigned all = a->place->traits | b->place->traits;
    unsigned common = a->place->traits & b->place->traits;

    (void)authorities;
    *value = common == all ? 1 : common ? 0.5 : 0;
    return all != 0;
}

size_t similarity_common(const struct ids *a, const struct ids *b, const char *common[], size_t max)
{
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            if (strcmp(a->items[i], b->items[j]) == 0) {
                if (count < max)
                    common[count] = a->items[i];
                count++;
            }
        }
    }
    return count;
}

/* Of the shorter list, so that an authority of which much is known is not put behind. */
static bool measure_ids(const struct ids *a, const struct ids *b, double *value)
{
    size_t least = a->count < b->count ? a->count : b->count;

    *value = least ? (double)similarity_common(a, b, NULL, 0) / (double)least : 0;
    return least > 0;
}

static bool measure_countries(const struct authorities *authorities, const struct authority *a,
                              const struct authority *b, double *value)
{
    (void)authorities;
    return measure_ids(&a->countries, &b->countries, value);
}

static bool measure_networks(const struct authorities *authorities, const struct authority *a,
                             const struct authority *b, double *value)
{
    (void)authorities;
    return measure_ids(&a->networks, &b->networks, value);
}

static bool measure_region(const struct authorities *authorities, const struct authority *a,
                           const struct authority *b, double *value)
{
    (void)authorities;
    *value = same_text(a->place->region, b->place->region);
    return a->place->region && b->place->region;
}

static criterion_fn *const criteria[CRITERION_COUNT] = {
    [CRITERION_LEVEL] = measure_level,       [CRITERION_POPULATION] = measure_population,
    [CRITERION_CARRIER] = measure_carrier,   [CRITERION_MEANS] = measure_means,
    [CRITERION_SITE] = measure_site,         [CRITERION_COUNTRIES] = measure_countries,
    [CRITERION_NETWORKS] = measure_networks, [CRITERION_REGION] = measure_region,
};

void similarity_measure(const struct authorities *authorities, const struct authority *a,
                        const struct authority *b, const double weights[CRITERION_COUNT],
                        struct similarity *similarity)
{
    double sum = 0, all = 0;

    *similarity = (struct similarity){0};
    for (enum criterion i = 0; i < CRITERION_COUNT; i++) {
        similarity->known[i] = criteria[i](authorities, a, b, &similarity->values[i]);
        if (!similarity->known[i])
            similarity->values[i] = 0;
        else
            all += weights[i];
        sum += weights[i] * similarity->values[i];
    }
    similarity->total = all > 0 ? sum / all : 0;
}

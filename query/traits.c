/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "traits.h"

#include "filter.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *field;
    double worth;
} worths[] = {
    {"schemes", WORTH_SCHEMES},     {"countries", WORTH_COUNTRIES}, {"networks", WORTH_NETWORKS},
    {"partners", WORTH_PARTNERS},   {"actions", WORTH_ACTIONS},     {"kind", WORTH_KIND},
    {"functions", WORTH_FUNCTIONS}, {"scope", WORTH_SCOPE},         {"lead", WORTH_LEAD},
    {"class", WORTH_CLASS},         {"authority", WORTH_AUTHORITY}, {"region", WORTH_REGION},
};

struct reading {
    struct engine *engine;
    struct parangon_arena *arena;
    struct traits *traits;
    uint32_t number; /* of the record that others are compared with */
    const struct parangon_field *field;
};

static bool is_known(const struct traits *traits, const struct parangon_field *field,
                     const char *value)
{
    for (size_t i = 0; i < traits->count; i++) {
        if (traits->list[i].field == field && strcmp(traits->list[i].value, value) == 0)
            return true;
    }
    return false;
}

static void note_value(void *context, const char *value)
{
    struct reading *reading = context;
    struct traits *traits = reading->traits;

    if (traits->count < TRAITS_MAX && !is_known(traits, reading->field, value))
        traits->list[traits->count++] = (struct trait){
            .field = reading->field, .value = parangon_arena_strdup(reading->arena, value)};
}

/* How rare a trait is: 1 for one that only two records share, near 0 for what most have. */
static double rarity(const struct engine *engine, const unsigned char *strength)
{
    double having = 0, records = engine->record_count;

    for (uint32_t i = 0; i < engine->records; i++)
        having += strength[i] > 0;
    return having && records > 1 ? log(records / having) / log(records) : 0;
}

/* ---- Values of fields ---- */

static enum parangon_code read_values(struct reading *reading, const cJSON *record, double worth,
                                      struct parangon_error *err)
{
    struct engine *engine = reading->engine;
    struct traits *traits = reading->traits;
    size_t first = traits->count;
    enum parangon_code code = PARANGON_OK;

    parangon_record_values(record, reading->field, note_value, reading);
    for (size_t i = first; code == PARANGON_OK && i < traits->count; i++) {
        struct trait *trait = &traits->list[i];
        const struct filter filter = {.field = trait->field, .values = &trait->value, .count = 1};

        trait->strength = parangon_calloc((size_t)engine->records + 1, 1);
        code = filter_apply(engine, &filter, trait->strength, err);
        trait->share = worth * rarity(engine, trait->strength) / (double)(traits->count - first);
    }
    return code;
}

/* ---- Themes ---- */

static double squared(double number)
{
    return number * number;
}

/* The cosine of the themes of two records, each theme as strong as its record is about it and
   counting as it is rare, times how rare the shared ones are: to have in common the one theme that
   most records have is little. */
static void compare_themes(struct reading *reading, const double *lengths)
{
    const struct engine *engine = reading->engine;
    struct traits *traits = reading->traits;
    double *shared = parangon_calloc((size_t)engine->records + 1, sizeof *shared);
    double own = 0;

    for (size_t t = 0; t < traits->count; t++) {
        const struct trait *trait = &traits->list[t];
        double mine = trait->strength[reading->number];

        own += squared(trait->share * mine);
        for (uint32_t i = 0; i < engine->records; i++) {
            traits->themes[i] += squared(trait->share) * mine * trait->strength[i];
            shared[i] += trait->share * mine * trait->strength[i];
        }
    }
    for (uint32_t i = 0; i < engine->records; i++) {
        double dot = traits->themes[i];

        if (dot > 0)
            traits->themes[i] = dot / sqrt(own * lengths[i]) * (dot / shared[i]);
    }
    free(shared);
}

/* Reads all themes, since those that the record does not have tell how far others are from it;
   keeps those that it has. */
static enum parangon_code read_themes(struct reading *reading, struct parangon_error *err)
{
    struct engine *engine = reading->engine;
    const struct parangon_vocabulary *vocabulary = engine->knowledge->vocabulary;
    double *lengths = parangon_calloc((size_t)engine->records + 1, sizeof *lengths);
    enum parangon_code code = PARANGON_OK;

    for (size_t c = 0; code == PARANGON_OK && c < parangon_vocabulary_count(vocabulary); c++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, c);
        const struct filter filter = {
            .field = reading->field, .values = (const char **)&concept->id, .count = 1};
        unsigned char *strength;

        if (concept->scheme != PARANGON_THEMES)
            continue;
        strength = parangon_calloc((size_t)engine->records + 1, 1);
        code = filter_about(engine, &filter, strength, err);
        double rare = rarity(engine, strength);
        for (uint32_t i = 0; i < engine->records; i++)
            lengths[i] += squared(rare * strength[i]);
        if (strength[reading->number] && reading->traits->count < TRAITS_MAX)
            reading->traits->list[reading->traits->count++] =
                (struct trait){reading->field, concept->id, rare, strength};
        else
            free(strength);
    }
    compare_themes(reading, lengths);
    free(lengths);
    return code;
}

enum parangon_code traits_read(struct engine *engine, const cJSON *record, uint32_t number,
                               struct parangon_arena *arena, struct traits *traits,
                               struct parangon_error *err)
{
    struct reading reading = {engine, arena, traits, number, parangon_field_named("themes")};

    *traits = (struct traits){0};
    traits->themes = parangon_calloc((size_t)engine->records + 1, sizeof *traits->themes);
    enum parangon_code code = read_themes(&reading, err);
    for (size_t i = 0; code == PARANGON_OK && i < sizeof worths / sizeof *worths; i++) {
        reading.field = parangon_field_named(worths[i].field);
        code = read_values(&reading, record, worths[i].worth, err);
    }
    return code;
}

void traits_clear(struct traits *traits)
{
    for (size_t i = 0; i < traits->count; i++)
        free(traits->list[i].strength);
    free(traits->themes);
    *traits = (struct traits){0};
}

double traits_score(const struct traits *traits, uint32_t record)
{
    double score = WORTH_THEMES * traits->themes[record];

    for (size_t i = 0; i < traits->count; i++) {
        const struct trait *trait = &traits->list[i];

        if (trait->field->scheme != PARANGON_THEMES && trait->strength[record])
            score += trait->share;
    }
    return score;
}

bool trait_is_shared(const struct trait *trait, uint32_t record)
{
    return trait->strength[record] >
           (trait->field->scheme == PARANGON_THEMES ? PARANGON_ABOUT_MENTIONED : 0);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "each_theme.h"

#include "parangon/record.h"

#include <stdlib.h>

struct walk {
    struct engine *engine;
    const struct parangon_vocabulary *vocabulary;
    const unsigned char *selected;
    uint32_t *seen; /* by record: the number of the last theme that it was met in, from 1 */
    uint32_t *records;
    bool *given; /* by concept: passed to `take` */
    theme_fn *take;
    void *context;
};

static const struct parangon_concept *concept_at(const struct walk *walk, size_t index)
{
    return parangon_vocabulary_at(walk->vocabulary, index);
}

static bool is_theme(const struct walk *walk, size_t index)
{
    return concept_at(walk, index)->scheme == PARANGON_THEMES;
}

/* Whether a concept is the theme or stands below it; a vocabulary has no circles. */
static bool is_below(const struct walk *walk, size_t index, size_t theme)
{
    const struct parangon_concept *concept = concept_at(walk, index);
    bool below = index == theme;

    for (size_t i = 0; !below && i < concept->broader_count; i++)
        below = is_below(walk, concept->broader[i], theme);
    return below;
}

/* Adds the records of one term that were not met in this theme yet. */
static enum parangon_code add_records(struct walk *walk, const char *id, uint32_t number,
                                      size_t *count, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, parangon_field_named("themes")->prefix, id);
    enum parangon_code code = engine_postings(walk->engine, term.data, term.len, &postings, err);
    parangon_buf_clear(&term);
    for (size_t i = 0; i < postings.count; i++) {
        uint32_t record = engine_record_of(walk->engine, postings.documents[i]);

        if (record >= walk->engine->records || walk->seen[record] == number ||
            (walk->selected && !walk->selected[record]))
            continue;
        walk->seen[record] = number;
        walk->records[(*count)++] = record;
    }
    postings_clear(&postings);
    return code;
}

static enum parangon_code give(struct walk *walk, size_t index, size_t under,
                               struct parangon_error *err)
{
    const struct parangon_concept *theme = concept_at(walk, index);
    uint32_t number = (uint32_t)index + 1;
    struct theme_records found = {.theme = theme,
                                  .under = under == SIZE_MAX ? NULL : concept_at(walk, under)};
    enum parangon_code code = add_records(walk, theme->id, number, &found.count, err);

    found.own = found.count;
    for (size_t i = 0; code == PARANGON_OK && i < parangon_vocabulary_count(walk->vocabulary);
         i++) {
        if (i != index && is_theme(walk, i) && is_below(walk, i, index))
            code = add_records(walk, concept_at(walk, i)->id, number, &found.count, err);
    }
    walk->given[index] = true;
    found.records = walk->records;
    if (code == PARANGON_OK)
        walk->take(walk->context, &found);
    return code;
}

static bool is_child(const struct walk *walk, size_t index, size_t parent)
{
    const struct parangon_concept *concept = concept_at(walk, index);

    for (size_t i = 0; i < concept->broader_count; i++) {
        if (concept->broader[i] == parent)
            return true;
    }
    return false;
}

/* A theme under two broader ones is given once. */
static enum parangon_code give_nested(struct walk *walk, size_t index, size_t under,
                                      struct parangon_error *err)
{
    enum parangon_code code = walk->given[index] ? PARANGON_OK : give(walk, index, under, err);

    for (size_t i = 0; code == PARANGON_OK && i < parangon_vocabulary_count(walk->vocabulary);
         i++) {
        if (is_theme(walk, i) && !walk->given[i] && is_child(walk, i, index))
            code = give_nested(walk, i, index, err);
    }
    return code;
}

/* What stands at the top: a broader concept of another scheme is none. */
static bool is_top(const struct walk *walk, size_t index)
{
    const struct parangon_concept *concept = concept_at(walk, index);

    for (size_t i = 0; i < concept->broader_count; i++) {
        if (is_theme(walk, concept->broader[i]))
            return false;
    }
    return true;
}

enum parangon_code each_theme(struct engine *engine, const unsigned char *selected, bool nested,
                              theme_fn *take, void *context, struct parangon_error *err)
{
    const struct parangon_vocabulary *vocabulary = engine->knowledge->vocabulary;
    size_t concepts = parangon_vocabulary_count(vocabulary);
    struct walk walk = {
        .engine = engine,
        .vocabulary = vocabulary,
        .selected = selected,
        .seen = parangon_calloc((size_t)engine->records + 1, sizeof *walk.seen),
        .records = parangon_calloc((size_t)engine->records + 1, sizeof *walk.records),
        .given = parangon_calloc(concepts + 1, sizeof *walk.given),
        .take = take,
        .context = context,
    };
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < concepts; i++) {
        if (is_theme(&walk, i) && nested && is_top(&walk, i))
            code = give_nested(&walk, i, SIZE_MAX, err);
        else if (is_theme(&walk, i) && !nested)
            code = give(&walk, i, SIZE_MAX, err);
    }
    free(walk.seen);
    free(walk.records);
    free(walk.given);
    return code;
}

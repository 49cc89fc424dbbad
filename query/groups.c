/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "groups.h"

#include "answer_parts.h"
#include "facets.h"
#include "field_values.h"

#include <stdlib.h>
#include <string.h>

struct hits_group {
    const char *value; /* of the field, borrowed from the engine; NULL: records without one */
    size_t *hits;      /* all that have it, as positions in the ranking, in its order */
    size_t count;
};

struct groups {
    const struct parangon_field *field;
    struct hits_group *groups;
    size_t count;
};

static const struct parangon_field *field_of(enum group_by group)
{
    return parangon_field_named(group == GROUP_LEAD ? "lead" : "countries");
}

static void clear(struct groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        free(groups->groups[i].hits);
    free(groups->groups);
}

static int by_position(const void *a, const void *b)
{
    size_t first = *(const size_t *)a, second = *(const size_t *)b;

    return first < second ? -1 : first > second;
}

static int by_best(const void *a, const void *b)
{
    const struct hits_group *first = a, *second = b;

    if (!first->value != !second->value)
        return first->value ? -1 : 1;
    if (first->hits[0] != second->hits[0])
        return first->hits[0] < second->hits[0] ? -1 : 1;
    return first->value ? strcmp(first->value, second->value) : 0;
}

/* Positions in the ranking by record, 1 for the first; 0 for a record that is not in it. */
static size_t *positions_of(const struct ranking *ranking, const struct engine *engine)
{
    size_t *positions = parangon_calloc((size_t)engine->records + 1, sizeof *positions);

    for (size_t i = 0; i < ranking->count; i++)
        positions[ranking->hits[i].record] = i + 1;
    return positions;
}

/* Takes the hits over; none make no group. */
static void add_group(struct groups *groups, const char *value, size_t *hits, size_t count)
{
    if (count == 0) {
        free(hits);
        return;
    }
    qsort(hits, count, sizeof *hits, by_position);
    groups->groups = parangon_realloc(groups->groups, groups->count + 1, sizeof *groups->groups);
    groups->groups[groups->count++] = (struct hits_group){value, hits, count};
}

static void group_values(struct groups *groups, const struct field_values *values,
                         const size_t *positions, unsigned char *grouped)
{
    for (size_t v = 0; v < values->count; v++) {
        size_t most = values->begin[v + 1] - values->begin[v], count = 0;
        size_t *hits = parangon_calloc(most + 1, sizeof *hits);

        for (uint32_t i = values->begin[v]; i < values->begin[v + 1]; i++) {
            size_t position = positions[values->records[i]];

            if (position == 0)
                continue;
            hits[count++] = position - 1;
            grouped[position - 1] = 1;
        }
        add_group(groups, values->values[v], hits, count);
    }
}

static void group_others(struct groups *groups, const struct ranking *ranking,
                         const unsigned char *grouped)
{
    size_t *hits = parangon_calloc(ranking->count + 1, sizeof *hits), count = 0;

    for (size_t i = 0; i < ranking->count; i++) {
        if (!grouped[i])
            hits[count++] = i;
    }
    add_group(groups, NULL, hits, count);
}

static enum parangon_code make(const struct ranking *ranking, struct match *match,
                               struct groups *groups, struct parangon_error *err)
{
    const struct field_values *values;
    enum parangon_code code = field_values_read(match->engine, groups->field, &values, err);

    if (code != PARANGON_OK)
        return code;
    size_t *positions = positions_of(ranking, match->engine);
    unsigned char *grouped = parangon_calloc(ranking->count + 1, 1);
    group_values(groups, values, positions, grouped);
    group_others(groups, ranking, grouped);
    if (groups->count)
        qsort(groups->groups, groups->count, sizeof *groups->groups, by_best);
    free(positions);
    free(grouped);
    return PARANGON_OK;
}

/* ---- Printing ---- */

static cJSON *label_of(const struct ranking *ranking, const struct match *match,
                       const struct groups *groups, const struct hits_group *group)
{
    if (!group->value)
        return answer_both("non documenté dans la base", "not documented in the base");
    return facet_label_of(match->engine, groups->field, group->value,
                       ranking->hits[group->hits[0]].record);
}

static enum parangon_code print_group(const struct ranking *ranking, const struct match *match,
                                      const struct groups *groups, const struct hits_group *group,
                                      print_hit_fn *print, cJSON *list, struct parangon_error *err)
{
    cJSON *item = cJSON_CreateObject(), *results;
    enum parangon_code code = PARANGON_OK;

    answer_add_text(item, "value", group->value);
    cJSON_AddItemToObject(item, "label", label_of(ranking, match, groups, group));
    cJSON_AddNumberToObject(item, "count", (double)group->count);
    results = cJSON_AddArrayToObject(item, "results");
    for (size_t i = 0; code == PARANGON_OK && i < group->count && i < match->request->per_group;
         i++)
        code = print(match, &ranking->hits[group->hits[i]], group->hits[i] + 1, results, err);
    cJSON_AddItemToArray(list, item);
    return code;
}

enum parangon_code groups_add(const struct ranking *ranking, struct match *match,
                              print_hit_fn *print, cJSON *answer, struct parangon_error *err)
{
    const struct request *request = match->request;
    struct groups groups = {.field = field_of(request->group)};
    enum parangon_code code = make(ranking, match, &groups, err);
    cJSON *list;

    cJSON_AddStringToObject(answer, "grouped_by", groups.field->filter);
    cJSON_AddNumberToObject(answer, "group_total", (double)groups.count);
    list = cJSON_AddArrayToObject(answer, "groups");
    for (size_t i = request->offset;
         code == PARANGON_OK && i < groups.count && i - request->offset < request->count; i++)
        code = print_group(ranking, match, &groups, &groups.groups[i], print, list, err);
    clear(&groups);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "actors.h"

#include "actor_card.h"
#include "answer_parts.h"
#include "facets.h"
#include "filter.h"
#include "selection.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"scheme", "network", "organisation", "programme"};
enum {
    KINDS = sizeof kinds / sizeof *kinds,
    GROUPS_MAX = 8 /* no fewer than kinds, or than reaches */
};

/* The request with the filters that are read here taken out of it. */
struct choice {
    struct engine *engine;
    const struct actors_request *asked;
    struct request request;
    const struct filter *region, *function, *state;
    unsigned char *in_region;  /* by record number, when a region is asked for */
    size_t groups[GROUPS_MAX]; /* how many actors are of each */
    bool by_reach, by_kind;
};

/* An actor that was chosen. */
struct actor {
    cJSON *card;
    size_t group;
};

struct actors {
    struct actor *list;
    size_t count;
};

/* ---- What is asked ---- */

static bool is_day(const char *day)
{
    static const char pattern[] = "0000-00-00";

    if (!day || strlen(day) != sizeof pattern - 1)
        return false;
    for (size_t i = 0; i < sizeof pattern - 1; i++) {
        bool digit = day[i] >= '0' && day[i] <= '9';

        if (pattern[i] == '0' ? !digit : day[i] != '-')
            return false;
    }
    long month = strtol(day + 5, NULL, 10), of_month = strtol(day + 8, NULL, 10);
    return month >= 1 && month <= 12 && of_month >= 1 && of_month <= 31;
}

/* The filter when it is one of those that are read here. */
static const struct filter **own_filter(struct choice *choice, const struct filter *filter)
{
    const char *name = filter->field ? filter->field->name : "";

    return strcmp(name, "region") == 0      ? &choice->region
           : strcmp(name, "functions") == 0 ? &choice->function
           : strcmp(name, "state") == 0     ? &choice->state
                                            : NULL;
}

/* Those kinds that are asked for; what is no actor is none of them. */
static void restrict_kinds(struct choice *choice)
{
    const struct parangon_field *field = parangon_field_named("kind");
    struct filter *own = NULL;
    size_t count = 0;

    for (size_t i = 0; i < choice->request.filter_count; i++) {
        if (choice->request.filters[i].field == field)
            own = &choice->request.filters[i];
    }
    if (!own) {
        own = &choice->request.filters[choice->request.filter_count++];
        *own = (struct filter){.field = field, .values = (const char **)kinds, .count = KINDS};
        return;
    }
    const char **values =
        parangon_arena_alloc(choice->request.arena, (own->count + 1) * sizeof *values);
    for (size_t i = 0; i < own->count; i++) {
        for (size_t k = 0; k < KINDS; k++) {
            if (strcmp(own->values[i], kinds[k]) == 0)
                values[count++] = kinds[k];
        }
    }
    own->values = values;
    own->count = count;
}

static enum parangon_code choice_init(struct choice *choice, struct engine *engine,
                                      const struct actors_request *asked,
                                      struct parangon_error *err)
{
    const struct request *request = asked->request;

    if (!is_day(asked->as_of))
        return parangon_error_set(err, PARANGON_USAGE, "as-of: YYYY-MM-DD is meant, not \"%.40s\"",
                                  asked->as_of ? asked->as_of : "");
    *choice = (struct choice){.engine = engine, .asked = asked, .request = *request};
    request_mend(&choice->request);
    choice->request.filters = parangon_arena_alloc(
        request->arena, (request->filter_count + 1) * sizeof *choice->request.filters);
    choice->request.filter_count = 0;
    for (size_t i = 0; i < request->filter_count; i++) {
        const struct filter **own = own_filter(choice, &request->filters[i]);

        if (own)
            *own = &request->filters[i];
        else
            choice->request.filters[choice->request.filter_count++] = request->filters[i];
    }
    restrict_kinds(choice);
    choice->by_reach = choice->region != NULL;
    choice->by_kind = !choice->region && !*request->words;
    if (!choice->region)
        return PARANGON_OK;
    choice->in_region = parangon_calloc((size_t)engine->records + 1, 1);
    return filter_apply(engine, choice->region, choice->in_region, err);
}

static void choice_clear(struct choice *choice)
{
    free(choice->in_region);
}

/* ---- Which actors ---- */

static bool is_one_of(const struct filter *filter, const char *value)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (strcmp(filter->values[i], value) == 0)
            return true;
    }
    return false;
}

static bool fits(const struct choice *choice, const cJSON *card)
{
    const char *state = parangon_json_text(card, "state");
    bool has = !choice->function;

    for (size_t i = 0; choice->function && i < choice->function->count; i++)
        has = has || parangon_json_has(card, "functions", choice->function->values[i]);
    return has && (!choice->state || (state && is_one_of(choice->state, state)));
}

static size_t kind_of(const cJSON *card)
{
    const char *kind = parangon_json_text(card, "kind");
    size_t k = 0;

    while (k + 1 < KINDS && !(kind && strcmp(kind, kinds[k]) == 0))
        k++;
    return k;
}

static enum parangon_lang reader_language(const struct request *request)
{
    return request->ui != PARANGON_OTHER ? request->ui : request->locale;
}

static enum parangon_code take(struct choice *choice, uint32_t number, struct actors *actors,
                               struct parangon_error *err)
{
    cJSON *record = NULL;
    enum parangon_code code = selection_record(choice->engine, number, &record, err);

    if (code != PARANGON_OK)
        return code;
    enum reach reach = actor_reach(record, choice->by_reach && choice->in_region[number]);
    cJSON *card = actor_card(record, choice->asked->as_of, reader_language(&choice->request));
    cJSON_Delete(record);
    if ((choice->by_reach && reach == REACH_ELSEWHERE) || !fits(choice, card)) {
        cJSON_Delete(card);
        return PARANGON_OK;
    }
    if (choice->by_reach)
        cJSON_AddStringToObject(card, "reach", actor_reach_name(reach));
    size_t group = choice->by_reach ? (size_t)reach : choice->by_kind ? kind_of(card) : 0;
    choice->groups[group]++;
    actors->list[actors->count++] = (struct actor){card, group};
    return PARANGON_OK;
}

/* In the order of the selection within each group. */
static void put_in_groups(struct actors *actors)
{
    struct actor *sorted = parangon_calloc(actors->count + 1, sizeof *sorted);
    size_t at = 0;

    for (size_t group = 0; at < actors->count; group++) {
        for (size_t i = 0; i < actors->count; i++) {
            if (actors->list[i].group == group)
                sorted[at++] = actors->list[i];
        }
    }
    free(actors->list);
    actors->list = sorted;
}

static enum parangon_code choose(struct choice *choice, struct actors *actors, const char **match,
                                 struct parangon_error *err)
{
    struct selection selection = {0};
    enum parangon_code code = selection_run(choice->engine, &choice->request, &selection, err);

    actors->list = parangon_calloc(selection.count + 1, sizeof *actors->list);
    for (size_t i = 0; code == PARANGON_OK && i < selection.count; i++)
        code = take(choice, selection.records[i], actors, err);
    *match = selection.match;
    selection_clear(&selection);
    put_in_groups(actors);
    return code;
}

/* ---- The answer ---- */

static cJSON *print_query(const struct choice *choice, const char *match)
{
    const struct request *request = choice->asked->request;
    cJSON *query = cJSON_CreateObject();

    answer_add_text(query, "text", choice->request.words);
    answer_add_text(query, "match", match);
    answer_add_text(query, "as_of", choice->asked->as_of);
    cJSON_AddItemToObject(query, "filters", answer_filters(request));
    return query;
}

static cJSON *group_label(const struct choice *choice, size_t group)
{
    const struct parangon_knowledge *knowledge = choice->engine->knowledge;

    if (choice->by_kind)
        return facet_label(knowledge, parangon_field_named("kind"), kinds[group]);
    if (group == REACH_REGION)
        return facet_label(knowledge, choice->region->field, choice->region->values[0]);
    if (group == REACH_UNKNOWN)
        return answer_both("Rayon d'action non documenté dans la base",
                           "Reach not documented in the base");
    return facet_label(knowledge, parangon_field_named("scope"),
                       actor_reach_name((enum reach)group));
}

/* The actors stand group by group. */
static cJSON *print_groups(const struct choice *choice)
{
    cJSON *groups = cJSON_CreateArray();
    size_t count = choice->by_reach ? (size_t)REACH_COUNT : choice->by_kind ? (size_t)KINDS : 0;

    for (size_t i = 0; i < count; i++) {
        cJSON *group = choice->groups[i] ? cJSON_CreateObject() : NULL;

        if (!group)
            continue;
        cJSON_AddStringToObject(group, "by", choice->by_reach ? "reach" : "kind");
        cJSON_AddStringToObject(group, "value",
                                choice->by_reach ? actor_reach_name((enum reach)i) : kinds[i]);
        cJSON_AddItemToObject(group, "label", group_label(choice, i));
        cJSON_AddNumberToObject(group, "count", (double)choice->groups[i]);
        cJSON_AddItemToArray(groups, group);
    }
    return groups;
}

/* Those functions that some actor has, in the order of the table of fields, each with how many
   have it. */
static cJSON *print_functions(const struct choice *choice, const struct actors *actors)
{
    const struct parangon_field *field = parangon_field_named("functions");
    cJSON *functions = cJSON_CreateArray();

    for (const char *at = field->choices; *at; at += strcspn(at, "|"), at += *at == '|') {
        char *value = parangon_strndup(at, strcspn(at, "|"));
        size_t count = 0;

        for (size_t i = 0; i < actors->count; i++)
            count += parangon_json_has(actors->list[i].card, "functions", value);
        if (count) {
            cJSON *function = cJSON_CreateObject();

            cJSON_AddStringToObject(function, "value", value);
            cJSON_AddItemToObject(function, "label",
                                  facet_label(choice->engine->knowledge, field, value));
            cJSON_AddNumberToObject(function, "count", (double)count);
            cJSON_AddItemToArray(functions, function);
        }
        free(value);
    }
    return functions;
}

/* One row an actor that is shown, one place a function of the answer. */
static cJSON *print_matrix(const cJSON *cards, const cJSON *functions)
{
    cJSON *matrix = cJSON_CreateArray();
    const cJSON *card, *function;

    cJSON_ArrayForEach(card, cards)
    {
        cJSON *row = cJSON_CreateObject(), *has;

        answer_add_text(row, "id", parangon_json_text(card, "id"));
        has = cJSON_AddArrayToObject(row, "has");
        cJSON_ArrayForEach(function, functions) cJSON_AddItemToArray(
            has, cJSON_CreateBool(
                     parangon_json_has(card, "functions", parangon_json_text(function, "value"))));
        cJSON_AddItemToArray(matrix, row);
    }
    return matrix;
}

static cJSON *print_answer(const struct choice *choice, struct actors *actors, const char *match)
{
    const struct request *request = choice->asked->request;
    cJSON *answer = answer_new(), *cards = cJSON_CreateArray();
    cJSON *functions = print_functions(choice, actors);

    for (size_t i = request->offset; i < actors->count && i - request->offset < request->count;
         i++) {
        cJSON_AddItemToArray(cards, actors->list[i].card);
        actors->list[i].card = NULL;
    }
    cJSON_AddItemToObject(answer, "query", print_query(choice, match));
    cJSON_AddNumberToObject(answer, "total", (double)actors->count);
    cJSON_AddNumberToObject(answer, "offset", (double)request->offset);
    cJSON_AddItemToObject(answer, "groups", print_groups(choice));
    cJSON_AddItemToObject(answer, "actors", cards);
    cJSON_AddItemToObject(answer, "functions", functions);
    cJSON_AddItemToObject(answer, "matrix", print_matrix(cards, functions));
    return answer;
}

enum parangon_code actors_answer(struct engine *engine, const struct actors_request *asked,
                                 cJSON **answer, struct parangon_error *err)
{
    struct choice choice = {0};
    struct actors actors = {0};
    const char *match = NULL;
    enum parangon_code code = choice_init(&choice, engine, asked, err);

    if (code == PARANGON_OK)
        code = choose(&choice, &actors, &match, err);
    if (code == PARANGON_OK)
        *answer = print_answer(&choice, &actors, match);
    for (size_t i = 0; i < actors.count; i++)
        cJSON_Delete(actors.list[i].card);
    free(actors.list);
    choice_clear(&choice);
    return code;
}

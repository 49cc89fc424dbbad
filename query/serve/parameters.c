/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parameters.h"

#include "parangon/program.h"

#include <string.h>

enum {
    COUNT = 10 /* results of a page unless asked otherwise */
};

/* The number of `value` among the choices. */
static enum parangon_code choose(const struct parameter *parameter, const char *const choices[],
                                 size_t *chosen, struct parangon_error *err)
{
    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(choices[i], parameter->value) == 0) {
            *chosen = i;
            return PARANGON_OK;
        }
    }
    return parangon_error_set(err, PARANGON_USAGE, "%s: \"%.40s\" is none of its values",
                              parameter->name, parameter->value);
}

static enum parangon_code set_number(const struct parameter *parameter, long min, long max,
                                     size_t *number, struct parangon_error *err)
{
    long value;
    enum parangon_code code =
        parangon_parse_number(parameter->value, parameter->name, min, max, &value, err);

    if (code == PARANGON_OK)
        *number = (size_t)value;
    return code;
}

static enum parangon_code set_filter(const struct call *call, struct request *request,
                                     const char *name, const char *value,
                                     struct parangon_error *err)
{
    const struct parangon_lookup lookup = {call->engine->knowledge->vocabulary,
                                           call->engine->knowledge->places};

    return request_filter(request, name, value, &lookup, err);
}

/* FIELD=VALUE */
static enum parangon_code set_free_filter(const struct call *call, struct request *request,
                                          const char *value, struct parangon_error *err)
{
    const char *equals = strchr(value, '=');

    if (!equals || equals == value)
        return parangon_error_set(err, PARANGON_USAGE, "filter: FIELD=VALUE is meant");
    return set_filter(call, request,
                      parangon_arena_strndup(call->arena, value, (size_t)(equals - value)),
                      equals + 1, err);
}

/* Of those that are no filters; PARANGON_NOTHING when it is none of them. */
static enum parangon_code set_option(const struct call *call, const struct parameter *parameter,
                                     struct request *request, struct parangon_error *err)
{
    static const char *const langs[] = {"fr", "en", "auto", NULL};
    static const char *const no_yes[] = {"no", "yes", NULL};
    static const char *const sorts[] = {"relevance", "date", "population", "evidence", NULL};
    static const char *const groups[] = {"none", "lead", "country", NULL};
    const char *name = parameter->name;
    enum parangon_code code = PARANGON_OK;
    size_t chosen = 0;

    if (strcmp(name, "q") == 0) {
        request->words = parameter->value;
    } else if (strcmp(name, "n") == 0 || strcmp(name, "count") == 0) {
        code = set_number(parameter, 0, SERVE_RESULTS, &request->count, err);
    } else if (strcmp(name, "offset") == 0) {
        code = set_number(parameter, 0, SERVE_DEPTH, &request->offset, err);
    } else if (strcmp(name, "ui") == 0) {
        code = choose(parameter, langs, &chosen, err);
    } else if (strcmp(name, "query-lang") == 0) {
        code = choose(parameter, langs, &chosen, err);
        request->query_lang = (enum parangon_lang)chosen;
    } else if (strcmp(name, "across") == 0) {
        code = choose(parameter, no_yes, &chosen, err);
        request->across = chosen == 1;
    } else if (strcmp(name, "correct") == 0) {
        code = choose(parameter, no_yes, &chosen, err);
        request->correct = chosen == 1;
    } else if (strcmp(name, "sort") == 0) {
        code = choose(parameter, sorts, &chosen, err);
        request->sort = (enum sort)chosen;
    } else if (strcmp(name, "facets") == 0) {
        code = request_facets(request, parameter->value, err);
    } else if (strcmp(name, "facet-limit") == 0) {
        code = set_number(parameter, 1, FACET_LIMIT_MAX, &request->facet_limit, err);
    } else if (strcmp(name, "group") == 0) {
        code = choose(parameter, groups, &chosen, err);
        request->group = (enum group_by)chosen;
    } else if (strcmp(name, "per-group") == 0) {
        code = set_number(parameter, 1, SERVE_PER_GROUP, &request->per_group, err);
    } else if (strcmp(name, "explain") == 0) {
        request->explain = strcmp(parameter->value, "no") != 0;
    } else if (strcmp(name, "filter") == 0) {
        code = set_free_filter(call, request, parameter->value, err);
    } else {
        return PARANGON_NOTHING;
    }
    return code;
}

const char *const parameters_none[] = {NULL};

static bool is_one_of(const char *name, const char *const names[])
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0)
            return true;
    }
    return false;
}

enum parangon_code parameters_read(const struct call *call, const char *const others[],
                                   struct request *request, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    request->count = COUNT;
    request->ui = call_parameter(call, "ui") ? call_language(call) : PARANGON_OTHER;
    request->locale = call->accepted;
    for (size_t i = 0; code == PARANGON_OK && i < call->parameter_count; i++) {
        const struct parameter *parameter = &call->parameters[i];

        if (!*parameter->value)
            continue;
        code = set_option(call, parameter, request, err);
        if (code != PARANGON_NOTHING)
            continue;
        code = PARANGON_OK;
        if (quantity_named(parameter->name) || parangon_field_filter(parameter->name))
            code = set_filter(call, request, parameter->name, parameter->value, err);
        else if (others && !is_one_of(parameter->name, others))
            code = parangon_error_set(err, PARANGON_USAGE, "there is no parameter \"%.40s\"",
                                      parameter->name);
    }
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "comparing.h"

#include "parameters.h"
#include "retry.h"

#include "compare/compare.h"

#include "parangon/program.h"

#include <string.h>

static const char *const own[] = {"place",   "practices", "peers", "same-kind",
                                  "include", "exclude",   "by",    NULL};

struct comparing {
    struct compare_request compare;
    const char *ids[PRACTICES_MAX];
    size_t id_count;
};

bool comparing_is_asked(const struct call *call)
{
    return call_parameter(call, "place") || call_parameter(call, "practices");
}

static enum parangon_code add(const char *names[], size_t *count, size_t max,
                              const struct parameter *parameter, struct parangon_error *err)
{
    if (*count == max)
        return parangon_error_set(err, PARANGON_USAGE, "%s: more than %zu", parameter->name, max);
    names[(*count)++] = parameter->value;
    return PARANGON_OK;
}

static enum parangon_code set(struct comparing *comparing, const struct parameter *parameter,
                              struct parangon_error *err)
{
    struct compare_request *compare = &comparing->compare;
    const char *name = parameter->name, *value = parameter->value;
    enum parangon_code code = PARANGON_OK;
    long number;

    if (strcmp(name, "place") == 0) {
        compare->place = value;
    } else if (strcmp(name, "practices") == 0) {
        code = add(comparing->ids, &comparing->id_count, PRACTICES_MAX, parameter, err);
    } else if (strcmp(name, "peers") == 0) {
        code = parangon_parse_number(value, name, 0, PEERS_MAX, &number, err);
        if (code == PARANGON_OK)
            compare->peers = (size_t)number;
    } else if (strcmp(name, "same-kind") == 0) {
        compare->same_kind = strcmp(value, "no") != 0;
    } else if (strcmp(name, "include") == 0) {
        code = add(compare->include, &compare->include_count, NAMES_MAX, parameter, err);
    } else if (strcmp(name, "exclude") == 0) {
        code = add(compare->exclude, &compare->exclude_count, NAMES_MAX, parameter, err);
    } else if (strcmp(name, "by") == 0) {
        code = compare_request_by(compare, value, err);
    }
    return code;
}

static enum parangon_code ask(struct engine *engine, void *context, cJSON **answer,
                              struct parangon_error *err)
{
    const struct comparing *comparing = context;

    if (comparing->id_count)
        return compare_practices(engine, comparing->ids, comparing->id_count, answer, err);
    return compare_answer(engine, &comparing->compare, answer, err);
}

static enum parangon_code check(const struct comparing *comparing, struct parangon_error *err)
{
    if (comparing->id_count ? comparing->id_count >= PRACTICES_MIN : !!comparing->compare.place)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_USAGE, "a place is needed, or %d to %d practices",
                              PRACTICES_MIN, PRACTICES_MAX);
}

enum parangon_code comparing_ask(struct call *call, enum answer_kind *kind, cJSON **answer,
                                 struct parangon_error *err)
{
    struct comparing comparing = {.id_count = 0};
    struct request request;

    request_init(&request);
    compare_request_init(&comparing.compare, &request);
    enum parangon_code code = parameters_read(call, call->is_api ? own : NULL, &request, err);

    request.ui = call_language(call);
    for (size_t i = 0; code == PARANGON_OK && i < call->parameter_count; i++) {
        if (*call->parameters[i].value)
            code = set(&comparing, &call->parameters[i], err);
    }
    if (code == PARANGON_OK)
        code = check(&comparing, err);
    *kind = comparing.id_count ? ANSWER_SIDE_BY_SIDE : ANSWER_COMPARE;
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask, &comparing, answer, err);
    request_clear(&request);
    return code;
}

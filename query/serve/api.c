/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api.h"

#include "answer_parts.h"
#include "asking.h"
#include "comparing.h"

#include "output/output.h"

static void print(struct call *call, const cJSON *answer)
{
    call->type = "application/json; charset=utf-8";
    output_add_json(answer, false, &call->body);
}

void api_print_failure(struct call *call, const char *code, const char *message, const char *hint)
{
    cJSON *answer = answer_new(), *error = cJSON_AddObjectToObject(answer, "error");

    cJSON_AddStringToObject(error, "code", code);
    cJSON_AddStringToObject(error, "message", message);
    cJSON_AddStringToObject(error, "hint", hint);
    print(call, answer);
    cJSON_Delete(answer);
}

static enum parangon_code reply(struct call *call, asking_fn *ask, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = ask(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

static enum parangon_code ask_comparison(struct call *call, cJSON **answer,
                                         struct parangon_error *err)
{
    enum answer_kind kind;

    return comparing_ask(call, &kind, answer, err);
}

enum parangon_code api_search(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_searched, err);
}

enum parangon_code api_suggest(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_suggestions, err);
}

enum parangon_code api_practice(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_practice, err);
}

enum parangon_code api_like(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_like, err);
}

enum parangon_code api_themes(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_themes, err);
}

enum parangon_code api_coverage(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_coverage, err);
}

enum parangon_code api_actors(struct call *call, struct parangon_error *err)
{
    return reply(call, asking_actors, err);
}

enum parangon_code api_compare(struct call *call, struct parangon_error *err)
{
    return reply(call, ask_comparison, err);
}

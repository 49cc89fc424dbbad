/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api.h"

#include "actors.h"
#include "answer.h"
#include "answer_parts.h"
#include "comparing.h"
#include "counters.h"
#include "coverage.h"
#include "failed_queries.h"
#include "like.h"
#include "parameters.h"
#include "retry.h"
#include "suggest.h"

#include "output/output.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    FEED_RESULTS = 50,
    ACTORS_SHOWN = 200
};

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

/* ---- Search ---- */

static enum parangon_code ask_search(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    const struct request *given = context;
    struct request request = *given;

    /* The words of a question add filters to those given, and are read anew each time. */
    request.filters = parangon_calloc(given->filter_count + 1, sizeof *request.filters);
    if (given->filter_count)
        memcpy(request.filters, given->filters, given->filter_count * sizeof *request.filters);
    enum parangon_code code = answer_search(engine, &request, answer, err);
    free(request.filters);
    return code;
}

/* A page is in one language, and shows these facets in this order. */
static enum parangon_code prepare_for_page(const struct call *call, struct request *request,
                                           struct parangon_error *err)
{
    request->ui = call_language(call);
    request->facet_count = 0;
    return request_facets(request, "theme,country,class,region,kind,action,evidence,stage,lang",
                          err);
}

static void prepare_for_feed(const struct call *call, struct request *request)
{
    request->ui = call_language(call);
    request->sort = SORT_DATE;
    request->correct = false; /* a feed has no place to say so */
    request->offset = 0;
    request->count = FEED_RESULTS;
}

/* A whole list, unless a part of it is asked for. */
static void prepare_for_export(const struct call *call, struct request *request)
{
    request->ui = call_language(call);
    if (!call_parameter(call, "n"))
        request->count = SERVE_EXPORTED;
}

static void count_question(struct call *call, const struct request *request, const cJSON *answer)
{
    bool found = parangon_json_number(answer, "total", 0) > 0;

    counters_add_question(found);
    if (!found)
        failed_queries_add(call->failed_queries, request->words);
}

enum parangon_code api_ask_search(struct call *call, enum search_use use, cJSON **answer,
                                  struct parangon_error *err)
{
    struct request request;

    request_init(&request);
    enum parangon_code code =
        parameters_read(call, use == SEARCH_FOR_PROGRAM ? parameters_none : NULL, &request, err);

    if (use != SEARCH_FOR_PROGRAM)
        request.group = GROUP_NONE; /* lists of results */
    if (code == PARANGON_OK && use == SEARCH_FOR_PAGE)
        code = prepare_for_page(call, &request, err);
    if (use == SEARCH_FOR_FEED)
        prepare_for_feed(call, &request);
    if (use == SEARCH_FOR_EXPORT)
        prepare_for_export(call, &request);
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_search, &request, answer, err);
    if (code == PARANGON_OK && *request.words && use <= SEARCH_FOR_PAGE)
        count_question(call, &request, *answer);
    request_clear(&request);
    return code;
}

enum parangon_code api_search(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_search(call, SEARCH_FOR_PROGRAM, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

/* ---- Suggestions ---- */

static enum parangon_code ask_suggestions(struct engine *engine, void *context, cJSON **answer,
                                          struct parangon_error *err)
{
    return suggest_answer(engine, context, answer, err);
}

/* Filters restrict what is suggested, as they will restrict what is found. */
enum parangon_code api_suggest(struct call *call, struct parangon_error *err)
{
    const char *prefix = call_parameter(call, "prefix");
    struct request request;
    cJSON *answer = NULL;

    request_init(&request);
    enum parangon_code code = parameters_read(call, false, &request, err);

    request.words = prefix ? prefix : "";
    request.locale = call_language(call);
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_suggestions, &request, &answer, err);
    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    request_clear(&request);
    return code;
}

/* ---- Others ---- */

static enum parangon_code ask_practice(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    return answer_record(engine, context, answer, err);
}

enum parangon_code api_ask_practice(struct call *call, cJSON **answer, struct parangon_error *err)
{
    return retry_ask(call->engine, ask_practice, (void *)(uintptr_t)call->rest, answer, err);
}

enum parangon_code api_practice(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_practice(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

static enum parangon_code ask_themes(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    (void)context;
    return answer_themes(engine, NULL, answer, err);
}

enum parangon_code api_ask_themes(struct call *call, cJSON **answer, struct parangon_error *err)
{
    return retry_ask(call->engine, ask_themes, NULL, answer, err);
}

enum parangon_code api_themes(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_themes(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

static enum parangon_code ask_coverage(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    const struct coverage_request coverage = {.request = context};

    return coverage_answer(engine, &coverage, answer, err);
}

enum parangon_code api_ask_coverage(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct request request;

    request_init(&request);
    enum parangon_code code =
        parameters_read(call, call->is_api ? parameters_none : NULL, &request, err);

    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_coverage, &request, answer, err);
    request_clear(&request);
    return code;
}

enum parangon_code api_coverage(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_coverage(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

enum parangon_code api_compare(struct call *call, struct parangon_error *err)
{
    enum answer_kind kind;
    cJSON *answer = NULL;
    enum parangon_code code = comparing_ask(call, &kind, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

/* ---- Actors ---- */

struct actors_call {
    struct request request;
    char today[32];
};

static enum parangon_code ask_actors(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    const struct actors_call *asked = context;
    const struct actors_request actors = {&asked->request, asked->today};

    return actors_answer(engine, &actors, answer, err);
}

enum parangon_code api_ask_actors(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct actors_call asked;
    time_t now = time(NULL);
    struct tm today;

    gmtime_r(&now, &today);
    strftime(asked.today, sizeof asked.today, "%Y-%m-%d", &today);
    request_init(&asked.request);
    enum parangon_code code =
        parameters_read(call, call->is_api ? parameters_none : NULL, &asked.request, err);

    asked.request.ui = call_language(call);
    if (!call_parameter(call, "n"))
        asked.request.count = ACTORS_SHOWN;
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_actors, &asked, answer, err);
    request_clear(&asked.request);
    return code;
}

enum parangon_code api_actors(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_actors(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

/* ---- Records like another ---- */

struct like_call {
    struct request request;
    const char *id;
};

static enum parangon_code ask_like(struct engine *engine, void *context, cJSON **answer,
                                   struct parangon_error *err)
{
    const struct like_call *asked = context;

    return like_answer(engine, asked->id, &asked->request, answer, err);
}

enum parangon_code api_ask_like(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct like_call asked = {.id = call->rest};

    request_init(&asked.request);
    enum parangon_code code =
        parameters_read(call, call->is_api ? parameters_none : NULL, &asked.request, err);

    asked.request.ui = call_language(call);
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_like, &asked, answer, err);
    request_clear(&asked.request);
    return code;
}

enum parangon_code api_like(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_like(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer);
    cJSON_Delete(answer);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "asking.h"

#include "actors.h"
#include "answer.h"
#include "counters.h"
#include "coverage.h"
#include "failed_queries.h"
#include "like.h"
#include "parameters.h"
#include "retry.h"
#include "suggest.h"

#include "parangon/json.h"

#include <time.h>

enum {
    FEED_RESULTS = 50,
    ACTORS_SHOWN = 200
};

/* The parameters of a call: a program is told of those that do not exist. */
static enum parangon_code read_parameters(const struct call *call, struct request *request,
                                          struct parangon_error *err)
{
    enum parangon_code code =
        parameters_read(call, call->is_api ? parameters_none : NULL, request, err);

    request->ui = call_language(call);
    return code;
}

/* ---- Search ---- */

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

enum parangon_code asking_search(struct call *call, enum search_use use, cJSON **answer,
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
        code = retry_ask(call->engine, answer_ask_search, &request, answer, err);
    if (code == PARANGON_OK && *request.words && use <= SEARCH_FOR_PAGE)
        count_question(call, &request, *answer);
    request_clear(&request);
    return code;
}

enum parangon_code asking_searched(struct call *call, cJSON **answer, struct parangon_error *err)
{
    return asking_search(call, SEARCH_FOR_PROGRAM, answer, err);
}

/* ---- Suggestions ---- */

static enum parangon_code ask_suggestions(struct engine *engine, void *context, cJSON **answer,
                                          struct parangon_error *err)
{
    return suggest_answer(engine, context, answer, err);
}

enum parangon_code asking_suggestions(struct call *call, cJSON **answer, struct parangon_error *err)
{
    static const char *const own[] = {"prefix", NULL};
    const char *prefix = call_parameter(call, "prefix");
    struct request request;

    request_init(&request);
    enum parangon_code code = parameters_read(call, own, &request, err);

    request.words = prefix ? prefix : "";
    request.locale = call_language(call);
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_suggestions, &request, answer, err);
    request_clear(&request);
    return code;
}

/* ---- One record, and those like it ---- */

struct about_record {
    struct request request;
    const char *id;
};

static enum parangon_code ask_practice(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    const struct about_record *about = context;

    return answer_record(engine, about->id, answer, err);
}

enum parangon_code asking_practice(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct about_record about = {.id = call->rest};

    return retry_ask(call->engine, ask_practice, &about, answer, err);
}

static enum parangon_code ask_like(struct engine *engine, void *context, cJSON **answer,
                                   struct parangon_error *err)
{
    const struct about_record *about = context;

    return like_answer(engine, about->id, &about->request, answer, err);
}

enum parangon_code asking_like(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct about_record about = {.id = call->rest};

    request_init(&about.request);
    enum parangon_code code = read_parameters(call, &about.request, err);

    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_like, &about, answer, err);
    request_clear(&about.request);
    return code;
}

/* ---- Themes, coverage, actors ---- */

static enum parangon_code ask_themes(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    (void)context;
    return answer_themes(engine, NULL, answer, err);
}

enum parangon_code asking_themes(struct call *call, cJSON **answer, struct parangon_error *err)
{
    return retry_ask(call->engine, ask_themes, NULL, answer, err);
}

static enum parangon_code ask_coverage(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    const struct coverage_request coverage = {.request = context};

    return coverage_answer(engine, &coverage, answer, err);
}

enum parangon_code asking_coverage(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct request request;

    request_init(&request);
    enum parangon_code code = read_parameters(call, &request, err);

    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_coverage, &request, answer, err);
    request_clear(&request);
    return code;
}

struct actors_of_today {
    struct request request;
    char today[32];
};

static enum parangon_code ask_actors(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    const struct actors_of_today *asked = context;
    const struct actors_request actors = {&asked->request, asked->today};

    return actors_answer(engine, &actors, answer, err);
}

enum parangon_code asking_actors(struct call *call, cJSON **answer, struct parangon_error *err)
{
    struct actors_of_today asked;
    time_t now = time(NULL);
    struct tm today;

    gmtime_r(&now, &today);
    strftime(asked.today, sizeof asked.today, "%Y-%m-%d", &today);
    request_init(&asked.request);
    enum parangon_code code = read_parameters(call, &asked.request, err);

    if (!call_parameter(call, "n"))
        asked.request.count = ACTORS_SHOWN;
    if (code == PARANGON_OK)
        code = retry_ask(call->engine, ask_actors, &asked, answer, err);
    request_clear(&asked.request);
    return code;
}

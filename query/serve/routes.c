/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "routes.h"

#include "api.h"
#include "assets.h"
#include "compress.h"
#include "discovery.h"
#include "export.h"
#include "openapi.h"
#include "service.h"

#include "pages/pages.h"

#include "parangon/program.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct route routes[] = {
    {"/", page_search, 0},
    {"/practice/", page_practice, 0},
    {"/themes", page_themes, 0},
    {"/compare", page_compare, 0},
    {"/actors", page_actors, 0},
    {"/coverage", page_coverage, 0},
    {"/about", page_about, ROUTE_STILL},
    {"/export.", export_answer, 0},
    {"/feed.atom", discovery_feed, 0},
    {"/opensearch.xml", discovery_opensearch, ROUTE_STILL},
    {"/sitemap.xml", discovery_sitemap, 0},
    {"/robots.txt", discovery_robots, ROUTE_STILL},
    {"/static/", assets_answer, ROUTE_STILL},
    {"/api/v1/search", api_search, ROUTE_API},
    {"/api/v1/suggest", api_suggest, ROUTE_API},
    {"/api/v1/practice/", api_practice, ROUTE_API},
    {"/api/v1/themes", api_themes, ROUTE_API},
    {"/api/v1/compare", api_compare, ROUTE_API},
    {"/api/v1/actors", api_actors, ROUTE_API},
    {"/api/v1/like/", api_like, ROUTE_API},
    {"/api/v1/coverage", api_coverage, ROUTE_API},
    {"/api/v1/openapi.json", openapi_answer, ROUTE_API | ROUTE_STILL},
    {"/healthz", service_health, ROUTE_API | ROUTE_NOT_KEPT},
    {"/metrics", service_metrics, ROUTE_STILL | ROUTE_NOT_KEPT},
};

static const struct route *find(struct call *call)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        size_t len = strlen(routes[i].path);
        bool open = len > 1 && strchr("/.", routes[i].path[len - 1]);

        if (open ? strncmp(call->path, routes[i].path, len) == 0 && call->path[len]
                 : strcmp(call->path, routes[i].path) == 0) {
            call->rest = call->path + len;
            return &routes[i];
        }
    }
    return NULL;
}

/* ---- Whether the client has it already ---- */

/* Answers change with the index, the address, the language, the program, and the day: a record's
   age is told in years, a scheme's state by its dates. */
static void set_etag(struct call *call, const struct route *route)
{
    enum parangon_lang lang = call_language(call);
    uint64_t tag = parangon_hash(PARANGON_HASH_START, PARANGON_VERSION, strlen(PARANGON_VERSION));
    long day = (long)(time(NULL) / 86400);

    if (route->flags & ROUTE_NOT_KEPT)
        return;
    if (!(route->flags & ROUTE_STILL)) {
        uint64_t state = parangon_index_state(call->engine->index);

        tag = parangon_hash(tag, &state, sizeof state);
        tag = parangon_hash(tag, &day, sizeof day);
    }
    tag = parangon_hash(tag, call->path, strlen(call->path) + 1);
    tag = parangon_hash(tag, call->query, strlen(call->query) + 1);
    tag = parangon_hash(tag, &lang, sizeof lang);
    call->etag = parangon_arena_printf(call->arena, "W/\"%016llx\"", (unsigned long long)tag);
}

/* RFC 9110, 13.1.2: a list of tags, compared without their weakness. */
static bool is_known(const struct call *call)
{
    return call->etag && call->if_none_match &&
           (strcmp(call->if_none_match, "*") == 0 || strstr(call->if_none_match, call->etag + 2));
}

/* ---- Failures ---- */

static const char *code_name(enum parangon_code code)
{
    switch (code) {
    case PARANGON_NOTHING: return "not-found";
    case PARANGON_USAGE:
    case PARANGON_REJECTED: return "bad-request";
    case PARANGON_OVERTIME: return "too-long";
    case PARANGON_NO_INDEX:
    case PARANGON_LOCKED:
    case PARANGON_CHANGED: return "unavailable";
    default: return "failure";
    }
}

/* What a client may know: its own mistakes. Paths of the machine are for the log. */
static const char *public_message(enum parangon_code code, const struct parangon_error *err)
{
    switch (code) {
    case PARANGON_NOTHING:
    case PARANGON_USAGE:
    case PARANGON_REJECTED:
    case PARANGON_OVERTIME: return err->message;
    case PARANGON_NO_INDEX:
    case PARANGON_LOCKED:
    case PARANGON_CHANGED: return "the index cannot be read just now";
    default: return "something went wrong here";
    }
}

static const char *public_hint(enum parangon_code code)
{
    switch (code) {
    case PARANGON_NOTHING: return "see /api/v1/openapi.json for what there is";
    case PARANGON_USAGE:
    case PARANGON_REJECTED: return "see /api/v1/openapi.json for the parameters";
    default: return "try again in a little while";
    }
}

void routes_fail(struct call *call, enum parangon_code code, const struct parangon_error *err)
{
    const char *message = public_message(code, err);

    if (message != err->message)
        parangon_say("parangon", "%s: %s", call->path, err->message);
    parangon_buf_reset(&call->body);
    call->status = call_status(code);
    call->etag = call->file = call->location = NULL;
    if (call->is_api)
        api_print_failure(call, code_name(code), message, public_hint(code));
    else
        page_failure(call, code, message);
}

/* ---- Answering ---- */

static enum parangon_code answer(struct call *call, const struct route *route,
                                 struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!(route->flags & ROUTE_STILL))
        code = engine_refresh(call->engine, err);
    if (code != PARANGON_OK)
        return code;
    set_etag(call, route);
    if (is_known(call)) {
        call->status = 304;
        return PARANGON_OK;
    }
    engine_give_time(call->engine, SERVE_QUESTION_SECONDS);
    return route->answer(call, err);
}

void routes_answer(struct call *call)
{
    const struct route *route = find(call);
    struct parangon_error err = {0};

    call->status = 200;
    call->is_api = route ? route->flags & ROUTE_API : strncmp(call->path, "/api/", 5) == 0;
    enum parangon_code code =
        route ? answer(call, route, &err)
              : parangon_error_set(&err, PARANGON_NOTHING, "there is nothing at this address");

    if (code != PARANGON_OK)
        routes_fail(call, code, &err);
    if (call->accepts_gzip)
        compress_body(call);
}

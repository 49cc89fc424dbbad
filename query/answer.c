/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answer.h"

#include "answer_parts.h"
#include "emptied.h"
#include "facets.h"
#include "groups.h"
#include "ranked.h"
#include "snippet.h"
#include "why.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <time.h>

/* ---- The question ---- */

/* The populations that the question was taken to ask for. */
static void add_sizes(cJSON *query, const struct question *question)
{
    cJSON *sizes = question->size_count ? cJSON_AddArrayToObject(query, "sizes") : NULL;

    for (size_t i = 0; i < question->size_count; i++) {
        cJSON *size = cJSON_CreateObject();

        cJSON_AddNumberToObject(size, "from", (double)question->sizes[i].from);
        if (question->sizes[i].to != SIZE_NO_BOUND)
            cJSON_AddNumberToObject(size, "to", (double)question->sizes[i].to);
        cJSON_AddItemToArray(sizes, size);
    }
}

/* How many records the order asked for says nothing of: they come last. */
static void add_sort(cJSON *query, const struct ranking *ranking, const struct request *request)
{
    static const char *const names[] = {"relevance", "date", "population", "evidence"};
    size_t unknown = 0;

    cJSON_AddStringToObject(query, "sort", names[request->sort]);
    if (request->sort == SORT_RELEVANCE)
        return;
    for (size_t i = 0; i < ranking->count; i++)
        unknown += ranking->hits[i].key == 0;
    cJSON_AddNumberToObject(query, "without_sort_value", (double)unknown);
}

static cJSON *print_query(const struct match *match, const struct ranking *ranking)
{
    const struct request *request = match->request;
    cJSON *query = cJSON_CreateObject();

    answer_add_text(query, "text", request->words);
    answer_add_text(query, "read_as", question_read_as(match->question, request));
    answer_add_text(query, "match", ranking->match);
    answer_add_text(query, "lang",
                    match->lang == PARANGON_OTHER ? NULL : parangon_lang_code(match->lang));
    cJSON_AddNullToObject(query, "corrected");
    cJSON_AddFalseToObject(query, "corrected_used");
    if (match->question->cut)
        cJSON_AddTrueToObject(query, "cut");
    add_sizes(query, match->question);
    cJSON_AddItemToObject(query, "expansions", why_expansions(match));
    cJSON_AddItemToObject(query, "filters", answer_filters(request));
    emptied_add(ranking, match, query);
    add_sort(query, ranking, request);
    return query;
}

/* ---- Results ---- */

/* The language to show records in: asked for, else the question's. */
static enum parangon_lang reader_language(const struct match *match)
{
    if (match->request->ui != PARANGON_OTHER)
        return match->request->ui;
    return match->lang != PARANGON_OTHER ? match->lang : match->request->locale;
}

/* The best passage of the record in the reader's language, else the one that brought it here. */
static xc_docid shown_passage(const struct match *match, const struct hit *hit)
{
    const struct engine *engine = match->engine;
    enum parangon_lang lang = reader_language(match);
    xc_docid best = 0;

    if (engine->passages[hit->document].lang == lang)
        return hit->document;
    for (xc_docid i = engine->heads[hit->record];
         i <= engine->last && engine->passages[i].record == hit->record; i++) {
        if (engine->passages[i].lang == lang && (!best || match->scores[i] > match->scores[best]))
            best = i;
    }
    return best ? best : hit->document;
}

/* The source of the record points to the page as well. */
static void add_page(cJSON *result, cJSON *passage, double page)
{
    cJSON *source = cJSON_GetObjectItemCaseSensitive(result, "source");
    const char *locator = parangon_json_text(source, "locator");
    struct parangon_buf with_page = {0};

    cJSON_AddNumberToObject(passage, "page", page);
    parangon_buf_printf(&with_page, "%s%sp.\xC2\xA0%.0f", locator ? locator : "",
                        locator ? ", " : "", page);
    cJSON_DeleteItemFromObjectCaseSensitive(source, "locator");
    cJSON_AddStringToObject(source, "locator", with_page.data);
    parangon_buf_clear(&with_page);
}

static void print_passage(cJSON *result, const struct match *match, const cJSON *stored)
{
    const char *written = parangon_json_text(stored, "written");
    enum parangon_lang lang =
        parangon_lang_from_code(written ? written : parangon_json_text(stored, "lang"));
    const char *text = parangon_json_text(stored, "text");
    double page = parangon_json_number(stored, "page", 0);
    cJSON *passage = cJSON_CreateObject();
    struct snippet snippet;

    snippet_make(match, text ? text : "", lang, &snippet);
    cJSON_AddItemToObject(result, "snippet", snippet.fragments);
    answer_add_text(passage, "heading",
                    snippet.heading ? snippet.heading : parangon_json_text(stored, "heading"));
    if (page > 0)
        add_page(result, passage, page + (double)snippet.breaks);
    else
        cJSON_AddNullToObject(passage, "page");
    cJSON_AddItemToObject(result, "passage", passage);
    free(snippet.heading);
}

/* Of a ranked list that only a program reads. */
static enum parangon_code print_brief(const struct match *match, const struct hit *hit, size_t rank,
                                      cJSON *results, struct parangon_error *err)
{
    cJSON *head = NULL, *result;
    enum parangon_code code =
        parangon_index_stored(match->engine->index, match->engine->heads[hit->record], &head, err);

    if (code != PARANGON_OK)
        return code;
    result = cJSON_CreateObject();
    cJSON_AddNumberToObject(result, "rank", (double)rank);
    answer_add_text(result, "id", parangon_json_text(head, "id"));
    cJSON_AddNumberToObject(result, "score", hit->score);
    cJSON_AddItemToArray(results, result);
    cJSON_Delete(head);
    return PARANGON_OK;
}

enum parangon_code answer_result(const struct match *match, const struct hit *hit, size_t rank,
                                 cJSON *results, struct parangon_error *err)
{
    struct engine *engine = match->engine;
    xc_docid shown = shown_passage(match, hit);
    cJSON *head = NULL, *passage = NULL, *result;
    enum parangon_code code =
        parangon_index_stored(engine->index, engine->heads[hit->record], &head, err);

    if (code == PARANGON_OK)
        code = parangon_index_stored(engine->index, shown, &passage, err);
    if (code == PARANGON_OK)
        code = answer_expect_id(passage, parangon_json_text(head, "id"), err);
    if (code != PARANGON_OK) {
        cJSON_Delete(head);
        cJSON_Delete(passage);
        return code;
    }
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(head, "record");
    result = cJSON_CreateObject();
    cJSON_AddNumberToObject(result, "rank", (double)rank);
    cJSON_AddNumberToObject(result, "score", hit->score);
    answer_add_record(result, record, reader_language(match));
    print_passage(result, match, passage);
    cJSON_AddItemToObject(result, "why", why_make(match, hit));
    if (match->request->explain)
        cJSON_AddItemToObject(result, "explain", why_explain(match, hit));
    cJSON_AddItemToArray(results, result);
    cJSON_Delete(head);
    cJSON_Delete(passage);
    return PARANGON_OK;
}

static enum parangon_code print_results(const struct match *match, const struct ranking *ranking,
                                        cJSON *results, struct parangon_error *err)
{
    const struct request *request = match->request;
    enum parangon_code code = PARANGON_OK;

    for (size_t i = request->offset;
         code == PARANGON_OK && i < ranking->count && i - request->offset < request->count; i++)
        code = (request->brief ? print_brief : answer_result)(match, &ranking->hits[i], i + 1,
                                                              results, err);
    return code;
}

static enum parangon_code add_facets(const struct ranking *ranking, struct match *match,
                                     cJSON *answer, struct parangon_error *err)
{
    cJSON *facets = NULL, *left_out = NULL;
    enum parangon_code code = facets_count(ranking, match, &facets, &left_out, err);

    if (code != PARANGON_OK)
        return code;
    cJSON_AddItemToObject(answer, "facets", facets);
    if (left_out)
        cJSON_AddItemToObject(answer, "facets_left_out", left_out);
    return code;
}

static enum parangon_code print_answer(struct match *match, const struct ranking *ranking,
                                       const struct timespec *start, cJSON *answer,
                                       struct parangon_error *err)
{
    const struct request *request = match->request;
    enum parangon_code code;

    cJSON_AddItemToObject(answer, "query", print_query(match, ranking));
    cJSON_AddNumberToObject(answer, "total", (double)ranking->count);
    cJSON_AddNumberToObject(answer, "offset", (double)request->offset);
    cJSON *took = cJSON_AddNumberToObject(answer, "took_ms", 0);
    cJSON_AddFalseToObject(answer, "partial");
    cJSON *results = cJSON_AddArrayToObject(answer, "results");
    if (request->group)
        code = groups_add(ranking, match, answer_result, answer, err);
    else
        code = print_results(match, ranking, results, err);
    if (code == PARANGON_OK)
        code = add_facets(ranking, match, answer, err);
    cJSON_SetNumberValue(took, answer_milliseconds(start));
    return code;
}

enum parangon_code answer_as_typed(struct engine *engine, const struct request *request,
                                   cJSON **answer, struct parangon_error *err)
{
    cJSON *made = answer_new();
    struct timespec start;
    struct ranked ranked;

    clock_gettime(CLOCK_MONOTONIC, &start);
    enum parangon_code code = ranked_run(&ranked, engine, request, err);
    if (code == PARANGON_OK)
        code = print_answer(&ranked.match, &ranked.ranking, &start, made, err);
    ranked_clear(&ranked);
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "like.h"

#include "answer.h"
#include "answer_parts.h"
#include "like_why.h"
#include "rank.h"
#include "selection.h"
#include "telling_words.h"
#include "traits.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One version of the record asked as a question. */
struct asked {
    enum parangon_lang lang;
    struct question question;
    struct request request;
    struct match match;
    struct ranking ranking;
    double self; /* the score of the record's own best passage */
};

struct like {
    struct engine *engine;
    const struct request *request;
    uint32_t number; /* of the record */
    cJSON *record;
    struct parangon_buf texts[PARANGON_LANG_COUNT];
    struct parangon_arena *arena;
    struct asked *asked[PARANGON_LANG_COUNT]; /* those versions that there are */
    size_t count;
    struct traits traits;
    struct like_hit *hits;
    size_t hit_count;
    struct like_hit *best; /* by record number: what the words give */
};

/* ---- The record ---- */

static enum parangon_code read_passage(struct like *like, xc_docid document,
                                       struct parangon_error *err)
{
    cJSON *stored = NULL;
    enum parangon_code code = parangon_index_stored(like->engine->index, document, &stored, err);

    if (code != PARANGON_OK)
        return code;
    const char *text = parangon_json_text(stored, "text");
    enum parangon_lang lang = parangon_lang_from_code(parangon_json_text(stored, "lang"));
    if (text)
        parangon_buf_printf(&like->texts[lang], "%s\n", text);
    if (!like->record)
        like->record = cJSON_DetachItemFromObjectCaseSensitive(stored, "record");
    cJSON_Delete(stored);
    return PARANGON_OK;
}

static enum parangon_code read_record(struct like *like, const char *id, struct parangon_error *err)
{
    const struct engine *engine = like->engine;
    uint32_t head = 0;
    enum parangon_code code = engine_head_of(engine, id, &head, err);

    if (code == PARANGON_OK) {
        like->number = engine_record_of(engine, head);
        for (xc_docid i = head;
             code == PARANGON_OK && i <= engine->last && engine->passages[i].record == like->number;
             i++)
            code = read_passage(like, i, err);
    }
    if (code == PARANGON_OK && (!like->record || like->number >= engine->records))
        return parangon_error_set(err, PARANGON_DAMAGED, "index: a record has no data");
    if (code == PARANGON_NOTHING)
        return parangon_error_set(err, code, "no record has the id \"%.120s\"", id);
    return code;
}

/* ---- Words ---- */

/* How much of the question the record itself holds in the language it is asked in. */
static double own_score(const struct like *like, const struct asked *asked)
{
    const struct engine *engine = like->engine;
    double best = 0;

    for (xc_docid i = engine->heads[like->number];
         i <= engine->last && engine->passages[i].record == like->number; i++) {
        if (asked->match.own[engine->passages[i].lang])
            best = fmax(best, asked->match.scores[i]);
    }
    return best;
}

/* The record itself is found best: it is left out once its score is known. Order and places of
   words that were picked here and there say nothing, and what the record is about is compared by
   its traits. */
static enum parangon_code ask(struct like *like, struct asked *asked, struct parangon_error *err)
{
    const struct telling_source source = {like->record, parangon_buf_str(&like->texts[asked->lang]),
                                          asked->lang, like->number};
    struct request *request = &asked->request;
    enum parangon_code code;

    telling_words(like->engine, &source, like->arena, &asked->question);
    *request = *like->request;
    request->arena = like->arena;
    request->words = "";
    request->query_lang = asked->lang;
    request->any = true;
    request->cap = false;
    request->sort = SORT_RELEVANCE;
    request->without =
        WITHOUT_EXACT | WITHOUT_PHRASE | WITHOUT_WINDOW | WITHOUT_NEAR | WITHOUT_CONCEPTS;
    code = match_run(&asked->match, like->engine, &asked->question, request, err);
    if (code != PARANGON_OK)
        return code;
    asked->self = own_score(like, asked);
    asked->match.excluded[like->number] = 1;
    return rank_run(&asked->ranking, &asked->match, err);
}

static enum parangon_code ask_versions(struct like *like, struct parangon_error *err)
{
    const cJSON *versions = cJSON_GetObjectItemCaseSensitive(like->record, "versions"), *version;
    enum parangon_code code = PARANGON_OK;

    cJSON_ArrayForEach(version, versions)
    {
        struct asked *asked;

        if (code != PARANGON_OK || like->count == PARANGON_LANG_COUNT)
            break;
        asked = parangon_calloc(1, sizeof *asked);
        asked->lang = parangon_lang_from_code(version->string);
        like->asked[like->count++] = asked;
        code = ask(like, asked, err);
    }
    return code;
}

/* For each record the best of what the versions give; shown are the words of the version in the
   reader's language, where it finds the record at all. */
static void gather_words(struct like *like, size_t which)
{
    const struct asked *asked = like->asked[which];
    const struct request *request = like->request;
    enum parangon_lang reader = request->ui != PARANGON_OTHER ? request->ui : request->locale;

    for (size_t i = 0; asked->self > 0 && asked->question.count && i < asked->ranking.count; i++) {
        const struct hit *hit = &asked->ranking.hits[i];
        struct like_hit *best = &like->best[hit->record];
        double words = fmin(hit->score / asked->self, 1), most = fmax(words, best->words);
        bool shown = best->words > 0 && like->asked[best->asked]->lang == reader;

        if (asked->lang == reader || (words > best->words && !shown))
            *best = (struct like_hit){.hit = *hit, .asked = which};
        best->words = most;
    }
}

/* ---- Ranking ---- */

static int by_score(const void *a, const void *b)
{
    const struct like_hit *first = a, *second = b;

    if (first->hit.score != second->hit.score)
        return first->hit.score > second->hit.score ? -1 : 1;
    if (first->id && second->id)
        return strcmp(first->id, second->id);
    return first->hit.record < second->hit.record ? -1 : 1;
}

static bool is_candidate(const struct like *like, uint32_t record)
{
    const struct asked *asked = like->asked[0];

    return like->engine->heads[record] && !asked->match.excluded[record] &&
           !asked->ranking.failed[record];
}

static void gather_hits(struct like *like)
{
    like->hits = parangon_calloc((size_t)like->engine->records + 1, sizeof *like->hits);
    for (uint32_t i = 0; i < like->engine->records; i++) {
        struct like_hit hit = like->best[i];

        if (!is_candidate(like, i))
            continue;
        hit.hit.record = i;
        if (!hit.hit.document)
            hit.hit.document = like->engine->heads[i];
        hit.hit.list = 1;
        hit.traits = traits_score(&like->traits, i);
        hit.hit.score = hit.words + hit.traits;
        if (hit.hit.score >= LIKE_LEAST)
            like->hits[like->hit_count++] = hit;
    }
    if (like->hit_count)
        qsort(like->hits, like->hit_count, sizeof *like->hits, by_score);
}

/* Those of the same score are in the order of their ids, as far as they are shown. */
static enum parangon_code break_ties(struct like *like, struct parangon_error *err)
{
    size_t last = like->request->offset + like->request->count;
    enum parangon_code code = PARANGON_OK;

    for (size_t from = 0, end; code == PARANGON_OK && from < like->hit_count && from < last;
         from = end) {
        for (end = from + 1;
             end < like->hit_count && like->hits[end].hit.score == like->hits[from].hit.score;)
            end++;
        for (size_t i = from; code == PARANGON_OK && end - from > 1 && i < end; i++) {
            cJSON *record = NULL;

            code = selection_record(like->engine, like->hits[i].hit.record, &record, err);
            if (code == PARANGON_OK)
                like->hits[i].id =
                    parangon_arena_strdup(like->arena, parangon_json_text(record, "id"));
            cJSON_Delete(record);
        }
        if (code == PARANGON_OK && end - from > 1)
            qsort(like->hits + from, end - from, sizeof *like->hits, by_score);
    }
    return code;
}

static enum parangon_code rank_all(struct like *like, struct parangon_error *err)
{
    enum parangon_code code = ask_versions(like, err);

    if (code == PARANGON_OK && like->count == 0)
        code = parangon_error_set(err, PARANGON_DAMAGED, "index: a record has no version");
    if (code == PARANGON_OK)
        code =
            traits_read(like->engine, like->record, like->number, like->arena, &like->traits, err);
    if (code != PARANGON_OK)
        return code;
    like->best = parangon_calloc((size_t)like->engine->records + 1, sizeof *like->best);
    for (size_t i = 0; i < like->count; i++)
        gather_words(like, i);
    gather_hits(like);
    return break_ties(like, err);
}

/* ---- The answer ---- */

static cJSON *print_query(const struct like *like, const char *id)
{
    enum parangon_lang lang = like->asked[0]->lang;
    cJSON *query = cJSON_CreateObject(), *words;

    answer_add_text(query, "text", "");
    answer_add_text(query, "like", id);
    answer_add_text(query, "read_as", "");
    cJSON_AddNullToObject(query, "match");
    answer_add_text(query, "lang", lang == PARANGON_OTHER ? NULL : parangon_lang_code(lang));
    cJSON_AddNullToObject(query, "corrected");
    words = cJSON_AddObjectToObject(query, "words");
    for (size_t i = 0; i < like->count; i++) {
        const struct asked *asked = like->asked[i];
        cJSON *list = cJSON_AddArrayToObject(words, parangon_lang_code(asked->lang));

        for (size_t w = 0; w < asked->question.count; w++)
            cJSON_AddItemToArray(list, cJSON_CreateString(asked->question.clauses[w].words->shown));
    }
    cJSON_AddItemToObject(query, "expansions", cJSON_CreateArray());
    cJSON_AddItemToObject(query, "filters", answer_filters(like->request));
    return query;
}

static enum parangon_code print_hit(const struct like *like, size_t rank, cJSON *results,
                                    struct parangon_error *err)
{
    const struct like_hit *hit = &like->hits[rank];
    const struct match *match = &like->asked[hit->asked]->match;
    enum parangon_code code = answer_result(match, &hit->hit, rank + 1, results, err);

    if (code != PARANGON_OK)
        return code;
    cJSON *result = cJSON_GetArrayItem(results, cJSON_GetArraySize(results) - 1);
    cJSON_ReplaceItemInObjectCaseSensitive(result, "why", like_why(&like->traits, match, hit));
    if (like->request->explain)
        cJSON_ReplaceItemInObjectCaseSensitive(result, "explain", like_explain(&like->traits, hit));
    return PARANGON_OK;
}

static enum parangon_code print_answer(const struct like *like, const char *id,
                                       const struct timespec *start, cJSON **answer,
                                       struct parangon_error *err)
{
    const struct request *request = like->request;
    cJSON *made = answer_new(), *results = cJSON_CreateArray();
    enum parangon_code code = PARANGON_OK;

    for (size_t i = request->offset;
         code == PARANGON_OK && i < like->hit_count && i - request->offset < request->count; i++)
        code = print_hit(like, i, results, err);
    cJSON_AddItemToObject(made, "query", print_query(like, id));
    cJSON_AddNumberToObject(made, "total", (double)like->hit_count);
    cJSON_AddNumberToObject(made, "offset", (double)request->offset);
    cJSON_AddNumberToObject(made, "took_ms", answer_milliseconds(start));
    cJSON_AddFalseToObject(made, "partial");
    cJSON_AddItemToObject(made, "results", results);
    cJSON_AddObjectToObject(made, "facets");
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}

static void like_clear(struct like *like)
{
    for (size_t i = 0; i < like->count; i++) {
        rank_clear(&like->asked[i]->ranking);
        match_clear(&like->asked[i]->match);
        free(like->asked[i]);
    }
    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++)
        parangon_buf_clear(&like->texts[i]);
    traits_clear(&like->traits);
    cJSON_Delete(like->record);
    free(like->hits);
    free(like->best);
    parangon_arena_free(like->arena);
}

enum parangon_code like_answer(struct engine *engine, const char *id, const struct request *request,
                               cJSON **answer, struct parangon_error *err)
{
    struct like like = {.engine = engine, .request = request, .arena = parangon_arena_new()};
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    enum parangon_code code = read_record(&like, id, err);
    if (code == PARANGON_OK)
        code = rank_all(&like, err);
    if (code == PARANGON_OK)
        code = print_answer(&like, id, &start, answer, err);
    like_clear(&like);
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank.h"

#include "filter.h"
#include "window.h"

#include "parangon/json.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENOUGH = 10,       /* records that hold all words: with fewer, some words may be missing */
    PHRASED = 200,     /* the best of a list that are looked at for neighbouring words */
    RERANKED = 50,     /* and for where in their text the words stand */
    CAPPED_RANKS = 10, /* ranks with at most CAP results of one lead */
    CAP = 2,
    LEADS_LOOKED_AT = 100 /* results among which those put off come back */
};

/* ---- What matches ---- */

static enum parangon_code apply_filters(struct ranking *ranking, struct match *match,
                                        struct parangon_error *err)
{
    struct engine *engine = match->engine;
    const struct request *request = match->request;
    unsigned char *passes = parangon_alloc((size_t)engine->records + 1);
    enum parangon_code code = PARANGON_OK;

    for (size_t f = 0; code == PARANGON_OK && f < request->filter_count; f++) {
        memset(passes, 0, (size_t)engine->records + 1);
        code = filter_apply(engine, &request->filters[f], passes, err);
        for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++) {
            if (!passes[i] && ranking->failed[i] < UCHAR_MAX) {
                ranking->failed[i]++;
                ranking->failed_one[i] = (unsigned char)f;
            }
        }
    }
    free(passes);
    return code;
}

/* For each record, 1 + the most words that a passage of it holds; 0 when it cannot match. */
static unsigned char *levels(const struct match *match)
{
    const struct engine *engine = match->engine;
    unsigned char *level = parangon_calloc((size_t)engine->records + 1, 1);
    bool words = match->needed + match->mandatory > 0;

    for (uint32_t i = 1; i <= engine->last; i++) {
        const struct parangon_passage_key *passage = &engine->passages[i];

        if (passage->record == UINT32_MAX || match->excluded[passage->record])
            continue;
        if (!match->request->across && words && !match->own[passage->lang])
            continue;
        if (match->mandatory_held[i] < match->mandatory)
            continue;
        if (level[passage->record] < match->held[i] + 1)
            level[passage->record] = (unsigned char)(match->held[i] + 1);
    }
    return level;
}

/* How many words are asked for: all, or as many as it takes for enough records. Filters have no
   say in it: choosing a value then gives just as many records as its count said. */
static unsigned choose_need(const struct match *match, const unsigned char *level)
{
    size_t holding[CLAUSES_MAX + 2] = {0};
    unsigned need = match->needed, least = match->mandatory ? 0 : 1;
    size_t found = 0;

    for (uint32_t i = 0; i < match->engine->records; i++) {
        if (level[i])
            holding[level[i] - 1]++;
    }
    if (match->needed == 0)
        return 0;
    if (match->request->any)
        return least;
    for (need = match->needed;; need--) {
        found += holding[need];
        if (found >= ENOUGH || need <= least)
            return need;
    }
}

static const char *match_name(const struct match *match, unsigned need)
{
    if (need >= match->needed)
        return "all";
    return need <= 1 ? "any" : "most";
}

static void choose_matches(struct ranking *ranking, const struct match *match)
{
    unsigned char *level = levels(match);
    unsigned need = choose_need(match, level);

    for (uint32_t i = 0; i < match->engine->records; i++)
        ranking->matches[i] = match->engine->heads[i] && level[i] > need;
    ranking->match = match_name(match, need);
    free(level);
}

/* ---- Lists, one of the question's languages and one of the other ---- */

struct list {
    struct hit *hits;
    size_t count;
};

static int by_score(const void *a, const void *b)
{
    const struct hit *first = a, *second = b;

    if (first->key != second->key)
        return first->key > second->key ? -1 : 1;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    return first->record < second->record ? -1 : first->record > second->record;
}

static void sort_hits(struct hit *hits, size_t count)
{
    if (count)
        qsort(hits, count, sizeof *hits, by_score);
}

/* The best passage of each matching record, in the languages `own` or in the others. */
static struct list make_list(const struct ranking *ranking, const struct match *match, bool own)
{
    const struct engine *engine = match->engine;
    uint32_t *place = parangon_calloc((size_t)engine->records + 1, sizeof *place);
    struct list list = {0};
    size_t cap = 0;

    for (uint32_t i = 1; i <= engine->last; i++) {
        const struct parangon_passage_key *passage = &engine->passages[i];
        uint32_t record = passage->record;

        if (record == UINT32_MAX || !ranking->matches[record] || ranking->failed[record] ||
            match->own[passage->lang] != own || match->scores[i] <= 0)
            continue;
        if (!place[record]) {
            if (list.count == cap) {
                cap = cap ? cap * 2 : 256;
                list.hits = parangon_realloc(list.hits, cap, sizeof *list.hits);
            }
            list.hits[list.count++] = (struct hit){.record = record, .own = own, .list = 1};
            place[record] = (uint32_t)list.count;
        }
        struct hit *hit = &list.hits[place[record] - 1];
        if (hit->words < match->scores[i]) {
            hit->words = hit->score = match->scores[i];
            hit->document = i;
        }
    }
    free(place);
    return list;
}

/* How many of the first `count` hits to refine: those that score like the last one as well, or the
   order of indexing would decide which. A thousand at most. */
static size_t with_ties(const struct list *list, size_t count)
{
    enum {
        MOST = 1000
    };

    if (count >= list->count)
        return list->count;
    while (count > 0 && count < list->count && count < MOST &&
           list->hits[count].score == list->hits[count - 1].score)
        count++;
    return count;
}

static void refine(struct list *list, const struct match *match)
{
    unsigned without = match->request->without;
    size_t phrased = without & WITHOUT_PHRASE ? 0 : PHRASED;
    size_t reranked = (without & WITHOUT_WINDOW) && (without & WITHOUT_NEAR) ? 0 : RERANKED;

    sort_hits(list->hits, list->count);
    for (size_t i = 0, last = with_ties(list, phrased); i < last; i++) {
        list->hits[i].phrase = window_phrases(match, list->hits[i].document);
        list->hits[i].score += list->hits[i].phrase;
    }
    sort_hits(list->hits, list->count);
    for (size_t i = 0, last = with_ties(list, reranked); i < last; i++) {
        struct window_scores scores = window_places(match, list->hits[i].document);

        list->hits[i].window = scores.best;
        list->hits[i].near = scores.near;
        list->hits[i].score += scores.best + scores.near;
    }
    sort_hits(list->hits, list->count);
}

static double best_score(const struct list *list)
{
    return list->count ? list->hits[0].score : 0;
}

/* What a word is worth in the languages of the question. */
static double word_worth(const struct match *match, const struct clause_match *clause)
{
    double worth = 0;

    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];

        if (!alternative->adds && alternative->lang < PARANGON_LANG_COUNT &&
            match->own[alternative->lang])
            worth = fmax(worth, alternative->idf);
    }
    return worth;
}

static bool holds_clause(const struct match *match, const struct clause_match *clause,
                         xc_docid document)
{
    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];

        if (alternative->holds && match_contribution(match, clause, alternative, document) > 0)
            return true;
    }
    return false;
}

/* How much of the question, by the worth of its words, the best of a list hold: 0 to 1. */
static double coverage(const struct list *list, const struct match *match)
{
    enum {
        LOOKED_AT = 10
    };
    double most = 0;

    for (size_t i = 0; i < list->count && i < LOOKED_AT; i++) {
        double held = 0, all = 0;

        for (size_t c = 0; c < match->question->count; c++) {
            const struct clause_match *clause = &match->clauses[c];
            double worth = clause->content ? word_worth(match, clause) : 0;

            all += worth;
            if (worth > 0 && holds_clause(match, clause, list->hits[i].document))
                held += worth;
        }
        if (all > 0)
            most = fmax(most, held / all);
    }
    return most;
}

/* A list of the other language that holds less of the question counts less: by the square of what
   it holds, against the question's own language (measured: without this, passages on nothing of
   the kind come between the results of a question whose words have no translation). */
static double trust(const struct list *own, const struct list *other, const struct match *match)
{
    double share = coverage(other, match) / fmax(coverage(own, match), 0.01);

    return own->count ? fmin(share * share, 1) : 1;
}

/* Raw scores of two languages say nothing of each other: each list counts relative to its best,
   the other language's a little less. The scale of the question's own language is kept. */
static void merge(struct ranking *ranking, const struct match *match, struct list *own,
                  struct list *other)
{
    double own_best = best_score(own), other_best = best_score(other);
    double relative = WEIGHT_ACROSS * trust(own, other, match) / fmax(other_best, 1e-9);
    double scale = own_best > 0 ? own_best * relative : 1;
    size_t *place = parangon_calloc((size_t)match->engine->records + 1, sizeof *place);

    ranking->hits = parangon_calloc(own->count + other->count, sizeof *ranking->hits);
    for (size_t i = 0; i < own->count; i++) {
        ranking->hits[ranking->count++] = own->hits[i];
        place[own->hits[i].record] = ranking->count;
    }
    for (size_t i = 0; i < other->count; i++) {
        struct hit hit = other->hits[i];
        size_t known = place[hit.record];

        hit.list = scale;
        hit.score *= scale;
        if (!known)
            ranking->hits[ranking->count++] = hit;
        else if (ranking->hits[known - 1].score < hit.score)
            ranking->hits[known - 1] = hit;
    }
    sort_hits(ranking->hits, ranking->count);
    free(place);
}

/* The best fit of the lead's population to the sizes of the question; 0 when it has none. */
static double fit(const struct question *question, const struct parangon_record_key *key)
{
    double best = 0;

    for (size_t i = 0; i < question->size_count; i++)
        best = fmax(best, size_fit(&question->sizes[i], key->population));
    return best;
}

/* A lead of the size asked for lifts a record by as much as half of the best one's words. */
static enum parangon_code lift_sizes(struct ranking *ranking, struct match *match,
                                     struct parangon_error *err)
{
    double best = ranking->count ? ranking->hits[0].score : 0;
    const struct parangon_record_key *keys;
    enum parangon_code code = engine_record_keys(match->engine, &keys, err);

    for (size_t i = 0; code == PARANGON_OK && i < ranking->count; i++) {
        struct hit *hit = &ranking->hits[i];

        hit->size = WEIGHT_SIZE * best * fit(match->question, &keys[hit->record]);
        hit->score += hit->size;
    }
    sort_hits(ranking->hits, ranking->count);
    return code;
}

static void rank_words(struct ranking *ranking, const struct match *match)
{
    struct list own = make_list(ranking, match, true), other = make_list(ranking, match, false);

    refine(&own, match);
    refine(&other, match);
    merge(ranking, match, &own, &other);
    free(own.hits);
    free(other.hits);
}

/* ---- Without words: by theme, or as they come ---- */

static const struct filter *theme_filter(const struct request *request)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        const struct filter *filter = &request->filters[i];

        if (filter->field && filter->field->scheme == PARANGON_THEMES &&
            filter->field->type == PARANGON_TYPE_CONCEPTS)
            return filter;
    }
    return NULL;
}

/* How much a record is about the theme; among equals the better documented one, then the later. */
static enum parangon_code rank_filtered(struct ranking *ranking, struct match *match,
                                        struct parangon_error *err)
{
    struct engine *engine = match->engine;
    const struct filter *themes = theme_filter(match->request);
    unsigned char *about = parangon_calloc((size_t)engine->records + 1, 1);
    const struct parangon_record_key *keys = NULL;
    enum parangon_code code = engine_record_keys(engine, &keys, err);

    if (code == PARANGON_OK && themes)
        code = filter_about(engine, themes, about, err);
    ranking->hits = parangon_calloc((size_t)engine->record_count + 1, sizeof *ranking->hits);
    for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++) {
        double size = match->question->size_count ? fit(match->question, &keys[i]) : 0;

        if (match->question->size_count && size <= 0)
            ranking->matches[i] = 0; /* facets do not count it either */
        if (!ranking->matches[i] || ranking->failed[i])
            continue;
        ranking->hits[ranking->count++] = (struct hit){
            .record = i,
            .document = engine->heads[i],
            .words = about[i],
            .size = size,
            .score = about[i] + size + (themes ? 0.1 * keys[i].evidence : 0),
            .list = 1,
            .own = true,
        };
    }
    free(about);
    sort_hits(ranking->hits, ranking->count);
    return code;
}

/* ---- Order ---- */

static long sort_key(const struct parangon_record_key *key, enum sort sort)
{
    switch (sort) {
    case SORT_DATE: return key->last == INT_MAX ? INT_MAX : key->last ? key->last : key->reported;
    case SORT_POPULATION: return key->population;
    case SORT_EVIDENCE: return key->graded ? key->evidence + 1 : 0;
    case SORT_RELEVANCE: break;
    }
    return 0;
}

static enum parangon_code reorder(struct ranking *ranking, struct match *match,
                                  struct parangon_error *err)
{
    const struct parangon_record_key *keys;
    enum parangon_code code = engine_record_keys(match->engine, &keys, err);

    for (size_t i = 0; code == PARANGON_OK && i < ranking->count; i++)
        ranking->hits[i].key = sort_key(&keys[ranking->hits[i].record], match->request->sort);
    if (code == PARANGON_OK)
        sort_hits(ranking->hits, ranking->count);
    return code;
}

/* Records that nothing else orders are in the order of their ids. Only what is shown is looked
   at. */
struct named {
    struct hit hit;
    char *id;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->id, ((const struct named *)b)->id);
}

static char *id_of(struct engine *engine, uint32_t record)
{
    cJSON *stored = engine_stored(engine, engine->heads[record]);
    char *id;

    if (!stored)
        return parangon_strdup("");
    id = parangon_strdup(parangon_json_text(stored, "id"));
    cJSON_Delete(stored);
    return id;
}

static void order_run(struct ranking *ranking, struct engine *engine, size_t begin, size_t end)
{
    struct named *named = parangon_calloc(end - begin, sizeof *named);

    for (size_t i = begin; i < end; i++)
        named[i - begin] = (struct named){ranking->hits[i], id_of(engine, ranking->hits[i].record)};
    qsort(named, end - begin, sizeof *named, by_id);
    for (size_t i = begin; i < end; i++) {
        ranking->hits[i] = named[i - begin].hit;
        free(named[i - begin].id);
    }
    free(named);
}

static void break_ties(struct ranking *ranking, const struct match *match, size_t begin)
{
    size_t shown = match->request->offset + match->request->count;

    if (shown < LEADS_LOOKED_AT)
        shown = LEADS_LOOKED_AT;
    while (begin < ranking->count && begin < shown) {
        const struct hit *first = &ranking->hits[begin];
        size_t end = begin + 1;

        while (end < ranking->count && ranking->hits[end].score == first->score &&
               ranking->hits[end].key == first->key)
            end++;
        if (end > begin + 1)
            order_run(ranking, match->engine, begin, end);
        begin = end;
    }
}

/* ---- At most two results of one lead among the first ten ---- */

static bool names_lead(const struct request *request)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field && strcmp(request->filters[i].field->name, "lead") == 0)
            return true;
    }
    return false;
}

/* Whether the question names the place of this code. */
static bool is_named(const struct match *match, const char *code)
{
    for (size_t i = 0; i < match->place_count; i++) {
        for (size_t t = 0; t < match->places[i].term_count; t++) {
            if (strcmp(match->places[i].terms[t].value, code) == 0)
                return true;
        }
    }
    return false;
}

/* The lead of a record as a number that is equal for equal leads; 0 for none, or one that the
   question names. */
static uint64_t lead_of(const struct match *match, uint32_t record)
{
    cJSON *stored = engine_stored(match->engine, match->engine->heads[record]);
    uint64_t hash = 0;

    if (!stored)
        return 0;
    const cJSON *lead = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(stored, "record"), "lead");
    const char *code = parangon_json_text(lead, "code"), *name = parangon_json_text(lead, "name");
    const char *which = code ? code : name;
    bool named = code && is_named(match, code);

    for (size_t i = 0; code && i < match->concept_count; i++)
        named = named || strcmp(match->concepts[i].concept->id, code) == 0;
    if (which && !named)
        hash = parangon_hash(PARANGON_HASH_START, which, strlen(which)) | 1;
    cJSON_Delete(stored);
    return hash;
}

static void cap_leads(struct ranking *ranking, const struct match *match)
{
    size_t looked = ranking->count < LEADS_LOOKED_AT ? ranking->count : LEADS_LOOKED_AT;
    uint64_t leads[CAPPED_RANKS];
    struct hit kept[LEADS_LOOKED_AT], put_off[LEADS_LOOKED_AT];
    size_t kept_count = 0, put_off_count = 0;

    for (size_t i = 0; i < looked; i++) {
        uint64_t lead = kept_count < CAPPED_RANKS ? lead_of(match, ranking->hits[i].record) : 0;
        unsigned same = 0;

        for (size_t k = 0; lead && k < kept_count && k < CAPPED_RANKS; k++)
            same += leads[k] == lead;
        if (same >= CAP) {
            put_off[put_off_count++] = ranking->hits[i];
            continue;
        }
        if (kept_count < CAPPED_RANKS)
            leads[kept_count] = lead;
        kept[kept_count++] = ranking->hits[i];
    }
    /* Those put off come right behind rank ten, with its score at most. */
    size_t at = 0, first = kept_count < CAPPED_RANKS ? kept_count : CAPPED_RANKS;
    double last = first ? kept[first - 1].score : 0;

    for (size_t i = 0; i < first; i++)
        ranking->hits[at++] = kept[i];
    for (size_t i = 0; i < put_off_count; i++) {
        put_off[i].capped = true;
        if (put_off[i].score > last)
            put_off[i].score = last;
        ranking->hits[at++] = put_off[i];
    }
    for (size_t i = first; i < kept_count; i++)
        ranking->hits[at++] = kept[i];
    sort_hits(ranking->hits + first, looked - first);
    break_ties(ranking, match, first);
}

enum parangon_code rank_run(struct ranking *ranking, struct match *match,
                            struct parangon_error *err)
{
    size_t size = (size_t)match->engine->records + 1;
    const struct request *request = match->request;
    enum parangon_code code;

    *ranking = (struct ranking){.matches = parangon_calloc(size, 1),
                                .failed = parangon_calloc(size, 1),
                                .failed_one = parangon_calloc(size, 1)};
    code = apply_filters(ranking, match, err);
    if (code != PARANGON_OK)
        return code;
    choose_matches(ranking, match);
    if (match->needed + match->mandatory > 0) {
        rank_words(ranking, match);
        if (match->question->size_count)
            code = lift_sizes(ranking, match, err);
    } else {
        code = rank_filtered(ranking, match, err);
    }
    if (code == PARANGON_OK && request->sort != SORT_RELEVANCE)
        code = reorder(ranking, match, err);
    /* An order that nobody sees is not worth reading the ids of all records. */
    if (code != PARANGON_OK || request->count == 0)
        return code;
    break_ties(ranking, match, 0);
    if (request->cap && !request->group && request->sort == SORT_RELEVANCE &&
        match->needed + match->mandatory > 0 && !names_lead(request))
        cap_leads(ranking, match);
    return code;
}

void rank_clear(struct ranking *ranking)
{
    free(ranking->hits);
    free(ranking->matches);
    free(ranking->failed);
    free(ranking->failed_one);
    *ranking = (struct ranking){0};
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "suggest.h"

#include "answer_parts.h"
#include "candidate.h"
#include "shown_form.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[CANDIDATE_KIND_COUNT] = {
    [CANDIDATE_THEME] = "theme", [CANDIDATE_COUNTRY] = "country", [CANDIDATE_PLACE] = "place",
    [CANDIDATE_ACTOR] = "actor", [CANDIDATE_WORD] = "word",       [CANDIDATE_TITLE] = "title"};

/* Each one more of a kind comes after others that are this much less likely, so that a list shows
   what there is of every kind. */
static const double step_of_kind[CANDIDATE_KIND_COUNT] = {
    [CANDIDATE_THEME] = 0.5, [CANDIDATE_COUNTRY] = 0.8, [CANDIDATE_PLACE] = 0.8,
    [CANDIDATE_ACTOR] = 0.8, [CANDIDATE_WORD] = 0.8,    [CANDIDATE_TITLE] = 0.8};

/* ---- What was typed ---- */

/* Also the last byte of a curved one. */
static bool is_apostrophe(const char *text, size_t at)
{
    return text[at] == '\'' || text[at] == '\x99' || strncmp(text + at, "\xE2\x80\x99", 3) == 0;
}

static bool ends_a_word(const char *text, size_t last_end)
{
    return text[last_end] && strchr(" \t\r\n\xC2", text[last_end]);
}

/* The last word is what is to be completed, unless a space follows it. What an apostrophe cuts off
   ("l'ea") is no word. */
static void read_typed(struct gathering *gathering)
{
    struct parangon_arena *arena = gathering->request->arena;
    struct typed *typed = &gathering->typed;
    struct parangon_buf key = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t last_end = 0, words = 0;

    typed->text = gathering->request->words;
    typed->last = "";
    typed->all_lower = true;
    parangon_cutter_init(&cutter, typed->text, strlen(typed->text), PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token)) {
        parangon_buf_printf(&key, "%s%s", key.len ? " " : "", token.form);
        typed->last = parangon_arena_strdup(arena, token.form);
        typed->last_begin = token.begin;
        typed->elided = token.begin > 0 && is_apostrophe(typed->text, token.begin - 1);
        typed->all_lower = typed->all_lower && !token.capitalised;
        last_end = token.end;
        words++;
    }
    if (words && is_apostrophe(typed->text, last_end))
        parangon_buf_reset(&key); /* an article alone, as yet */
    if (words && ends_a_word(typed->text, last_end)) {
        parangon_buf_putc(&key, ' ');
        typed->last = "";
        typed->last_begin = strlen(typed->text);
        words++;
    }
    typed->words = words ? words - 1 : 0;
    typed->key = parangon_arena_strdup(arena, parangon_buf_str(&key));
    parangon_buf_clear(&key);
}

/* ---- Writing ---- */

/* What is suggested, by itself. Yours. */
static char *own_text(struct gathering *gathering, const struct candidate *candidate)
{
    if (candidate->word)
        return parangon_strdup(shown_form(gathering->engine, candidate->word, candidate->lang));
    if (candidate->title)
        return parangon_strdup(candidate->title);
    return candidate->name->text
               ? parangon_strdup(candidate->name->text)
               : catalogue_text(gathering->engine, candidate->named, candidate->name->key);
}

/* With the words that were typed before, in their case. Yours. */
static char *whole_text(const struct gathering *gathering, const struct candidate *candidate,
                        const char *own)
{
    const struct typed *typed = &gathering->typed;
    struct parangon_buf text = {0};
    char *cased;

    if (!candidate->joins)
        return parangon_strdup(own);
    cased = typed->all_lower ? shown_in_case(own, false) : parangon_strdup(own);
    parangon_buf_add(&text, typed->text, typed->last_begin);
    parangon_buf_puts(&text, cased);
    free(cased);
    return parangon_buf_take(&text);
}

static void add_filter(cJSON *suggestion, const struct named *named, const char *text)
{
    cJSON *filter = cJSON_AddObjectToObject(suggestion, "filter");
    bool folded = named->field->type == PARANGON_TYPE_PARTNERS;

    cJSON_AddStringToObject(filter, named->field->filter, folded ? text : named->value);
}

static void print(struct gathering *gathering, const struct candidate *candidate, const char *own,
                  const char *text, size_t count, cJSON *suggestions)
{
    cJSON *suggestion = cJSON_CreateObject();
    enum parangon_lang lang =
        candidate->lang == PARANGON_OTHER && !candidate->word ? gathering->ui : candidate->lang;

    answer_add_text(suggestion, "text", text);
    answer_add_text(suggestion, "kind", kind_names[candidate->kind]);
    answer_add_text(suggestion, "value",
                    candidate->named ? candidate->named->value
                    : candidate->id  ? candidate->id
                                     : own);
    answer_add_text(suggestion, "lang", parangon_lang_code(lang));
    cJSON_AddNumberToObject(suggestion, "count", (double)count);
    if (candidate->named)
        add_filter(suggestion, candidate->named, own);
    cJSON_AddItemToArray(suggestions, suggestion);
}

/* Whether the text was not suggested yet, under any kind. */
static bool is_new(struct parangon_map *texts, const char *text)
{
    char *key = parangon_text_key(text, strlen(text));
    size_t before = texts->count;

    parangon_map_put(texts, key, strlen(key), before);
    free(key);
    return texts->count > before;
}

/* ---- The order ---- */

static struct candidate *best_of(struct gathering *gathering, const size_t taken[])
{
    struct candidate *best = NULL;
    double best_score = 0;

    for (size_t i = 0; i < gathering->count; i++) {
        struct candidate *candidate = &gathering->candidates[i];
        double score =
            candidate->score - step_of_kind[candidate->kind] * (double)taken[candidate->kind];

        if (!candidate->taken && (!best || score > best_score)) {
            best = candidate;
            best_score = score;
        }
    }
    return best;
}

static void choose(struct gathering *gathering, cJSON *suggestions)
{
    size_t taken[CANDIDATE_KIND_COUNT] = {0}, shown = 0;
    struct parangon_map texts = {0};
    struct candidate *candidate;

    while (shown < gathering->request->count && shown < SUGGESTIONS_MAX &&
           (candidate = best_of(gathering, taken)) != NULL) {
        size_t count = candidate_records(gathering, candidate);

        if (count > 0) {
            char *own = own_text(gathering, candidate);
            char *text = whole_text(gathering, candidate, own);

            if (is_new(&texts, text)) {
                print(gathering, candidate, own, text, count, suggestions);
                taken[candidate->kind]++;
                shown++;
            }
            free(text);
            free(own);
        }
        candidate->taken = true;
    }
    parangon_map_clear(&texts);
}

static enum parangon_code gather(struct gathering *gathering, struct parangon_error *err)
{
    enum parangon_code code = candidates_find_passing(gathering, err);

    if (code == PARANGON_OK && gathering->typed.words)
        code = candidates_find_held(gathering, err);
    if (code == PARANGON_OK)
        code = lexicon_of(gathering->engine, &gathering->lexicon, err);
    if (code == PARANGON_OK)
        candidates_add_words(gathering);
    if (code == PARANGON_OK)
        code = candidates_add_named(gathering, err);
    if (code == PARANGON_OK)
        candidates_add_titles(gathering);
    return code;
}

enum parangon_code suggest_answer(struct engine *engine, struct request *request, cJSON **answer,
                                  struct parangon_error *err)
{
    struct gathering gathering = {.engine = engine,
                                  .request = request,
                                  .ui =
                                      request->ui != PARANGON_OTHER ? request->ui : request->locale,
                                  .lang = PARANGON_OTHER};
    enum parangon_code code = PARANGON_OK;
    cJSON *made = answer_new(), *suggestions;

    request_mend(request);
    if (gathering.ui == PARANGON_OTHER)
        gathering.ui = PARANGON_EN;
    read_typed(&gathering);
    if (gathering.typed.elided)
        gathering.lang = PARANGON_FR;
    answer_add_text(made, "prefix", request->words);
    suggestions = cJSON_AddArrayToObject(made, "suggestions");
    if (*gathering.typed.key && strlen(request->words) <= PREFIX_MAX) {
        code = gather(&gathering, err);
        if (code == PARANGON_OK)
            choose(&gathering, suggestions);
    }
    free(gathering.candidates);
    free(gathering.passing);
    free(gathering.held);
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}

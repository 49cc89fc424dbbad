/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "telling_words.h"

#include "alternatives.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_ASKED = 25,      /* as many as Lucene's MoreLikeThis asks; more add noise and time */
    TITLE_TIMES = 3,       /* a title says what it is about: as much as the index gives it */
    SUMMARY_TIMES = 2,     /* a summary has what matters, and less by the way than a text */
    TITLE_IN_QUESTION = 2, /* a word of the title counts as if it were typed twice */
    TIMES_MIN = 2,   /* what is said once, neither in title nor summary, is by the way (MoreLikeThis
                      has the same limit) */
    LETTERS_MIN = 3, /* shorter words are hardly ever of the subject */
    DIFFERENT_WORDS = 20000, /* of a record that are looked at */
    TEXT_BYTES = 1 << 20     /* of its body */
};

struct telling {
    const char *form, *shown, *stem;
    double frequency, weight;
    size_t order; /* in the text */
    bool in_title;
};

struct gathered {
    struct engine *engine;
    struct parangon_arena *arena;
    enum parangon_lang lang;
    struct parangon_map stems; /* to places in `words` */
    struct telling *words;
    size_t count, cap;
    struct parangon_map names; /* stems that are left out */
};

static void leave_out(struct gathered *gathered, const char *name)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    if (!name)
        return;
    parangon_cutter_init(&cutter, name, strlen(name), gathered->lang);
    while (parangon_cutter_next(&cutter, &token)) {
        const char *stem =
            parangon_stem(gathered->engine->stemmer, gathered->lang, token.form, token.len);

        parangon_map_put(&gathered->names, stem, strlen(stem), 1);
    }
}

static void leave_out_countries(struct gathered *gathered, const cJSON *record)
{
    const cJSON *country;

    cJSON_ArrayForEach(country, cJSON_GetObjectItemCaseSensitive(record, "countries"))
    {
        if (cJSON_IsString(country))
            leave_out(gathered, parangon_vocabulary_label(gathered->engine->knowledge->vocabulary,
                                                          PARANGON_COUNTRIES, country->valuestring,
                                                          gathered->lang));
    }
}

static void leave_out_names(struct gathered *gathered, const cJSON *record)
{
    static const char *const lists[] = {"co_leads", "partners"};
    const cJSON *item;

    leave_out(gathered,
              parangon_json_text(cJSON_GetObjectItemCaseSensitive(record, "lead"), "name"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, lists[i]))
            leave_out(gathered, parangon_json_text(item, "name"));
    }
}

static struct telling *word_of(struct gathered *gathered, const struct parangon_token *token,
                               const char *text)
{
    const char *stem =
        parangon_stem(gathered->engine->stemmer, gathered->lang, token->form, token->len);
    size_t len = strlen(stem);
    size_t at = parangon_map_get(&gathered->stems, stem, len);

    if (at != PARANGON_MAP_NONE)
        return &gathered->words[at];
    if (parangon_map_get(&gathered->names, stem, len) != PARANGON_MAP_NONE ||
        gathered->count == DIFFERENT_WORDS)
        return NULL;
    if (gathered->count == gathered->cap) {
        gathered->cap = gathered->cap ? gathered->cap * 2 : 256;
        gathered->words = parangon_realloc(gathered->words, gathered->cap, sizeof *gathered->words);
    }
    parangon_map_put(&gathered->stems, stem, len, gathered->count);
    gathered->words[gathered->count] = (struct telling){
        .form = parangon_arena_strndup(gathered->arena, token->form, token->len),
        .shown =
            parangon_arena_strndup(gathered->arena, text + token->begin, token->end - token->begin),
        .stem = parangon_arena_strndup(gathered->arena, stem, len),
        .order = gathered->count,
    };
    return &gathered->words[gathered->count++];
}

static void gather(struct gathered *gathered, const char *text, unsigned times, bool title)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t len = text ? strlen(text) : 0;

    parangon_cutter_init(&cutter, text ? text : "", len < TEXT_BYTES ? len : TEXT_BYTES,
                         gathered->lang);
    while (parangon_cutter_next(&cutter, &token)) {
        struct telling *word = NULL;

        if (!token.number && token.len >= LETTERS_MIN &&
            !parangon_is_stop_word(gathered->lang, token.form, token.len))
            word = word_of(gathered, &token, text);
        if (!word)
            continue;
        word->frequency += times;
        word->in_title = word->in_title || title;
    }
}

/* Whether no passage but those of the record itself can be found by the word. */
static bool is_alone(const struct gathered *gathered, const struct telling *word, uint32_t holding,
                     uint32_t own)
{
    struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];

    return holding <= own && (gathered->lang == PARANGON_OTHER ||
                              parangon_translations_of(gathered->engine->knowledge->translations,
                                                       gathered->lang, word->stem, found) == 0);
}

static uint32_t own_passages(const struct engine *engine, const struct telling_source *source)
{
    uint32_t own = 0;

    for (uint32_t i = engine->heads[source->number];
         i && i <= engine->last && engine->passages[i].record == source->number; i++)
        own += engine->passages[i].lang == source->lang;
    return own;
}

/* tf·idf: the logarithm of how often the record says the word, times how rare it is. */
static void weigh(struct gathered *gathered, const struct telling_source *source)
{
    double passages = gathered->engine->languages[source->lang].passages;
    uint32_t own = own_passages(gathered->engine, source);

    for (size_t i = 0; i < gathered->count; i++) {
        struct telling *word = &gathered->words[i];
        uint32_t holding =
            engine_frequency(gathered->engine, parangon_prefix_stem(source->lang), word->stem);

        if (word->frequency >= TIMES_MIN && !is_alone(gathered, word, holding, own))
            word->weight = log(1 + word->frequency) * inverse_frequency(passages, holding);
    }
}

static int by_weight(const void *a, const void *b)
{
    const struct telling *first = a, *second = b;

    if (first->weight != second->weight)
        return first->weight > second->weight ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

static void ask(struct gathered *gathered, struct question *question)
{
    if (gathered->count)
        qsort(gathered->words, gathered->count, sizeof *gathered->words, by_weight);
    for (size_t i = 0; i < gathered->count && i < WORDS_ASKED; i++) {
        const struct telling *word = &gathered->words[i];
        struct question_word *kept = parangon_arena_alloc(gathered->arena, sizeof *kept);

        if (word->weight <= 0)
            break;
        *kept = (struct question_word){.form = word->form, .shown = word->shown};
        question->clauses[question->count++] =
            (struct clause){.kind = CLAUSE_WORD,
                            .group = question->groups++,
                            .times = word->in_title ? TITLE_IN_QUESTION : 1,
                            .words = kept,
                            .word_count = 1};
    }
}

void telling_words(struct engine *engine, const struct telling_source *source,
                   struct parangon_arena *arena, struct question *question)
{
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(source->record, "versions"),
        parangon_lang_code(source->lang));
    struct gathered gathered = {.engine = engine, .arena = arena, .lang = source->lang};

    *question = (struct question){.plain = true, .filters = ""};
    leave_out_names(&gathered, source->record);
    leave_out_countries(&gathered, source->record);
    gather(&gathered, parangon_json_text(version, "title"), TITLE_TIMES, true);
    gather(&gathered, parangon_json_text(version, "summary"), SUMMARY_TIMES, false);
    gather(&gathered, source->text, 1, false);
    weigh(&gathered, source);
    ask(&gathered, question);
    parangon_map_clear(&gathered.stems);
    parangon_map_clear(&gathered.names);
    free(gathered.words);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "known_words.h"

#include "language.h"
#include "named_place.h"
#include "spelling.h"

#include <stdlib.h>
#include <string.h>

/* ---- What is known ---- */

static void choose_languages(struct known_words *known)
{
    enum parangon_lang lang = known->request->query_lang;

    if (lang == PARANGON_OTHER)
        lang = question_language(known->engine, known->question);
    for (enum parangon_lang each = 0; each < PARANGON_LANG_COUNT; each++)
        known->own[each] = lang == PARANGON_OTHER || each == lang || each == PARANGON_OTHER;
}

static void mark(struct known_words *known, size_t first, size_t count)
{
    for (size_t i = first; i < first + count && i < CLAUSES_MAX; i++)
        known->named[i] = true;
}

static void mark_places(struct known_words *known)
{
    struct named_place *places = parangon_calloc(NAMED_PLACES_MAX, sizeof *places);
    size_t count = named_places_find(known->engine->knowledge->places, known->request->arena,
                                     known->question->typed, known->question->typed_count, places);

    for (size_t i = 0; i < count; i++)
        mark(known, places[i].first, places[i].count);
    free(places);
}

static void mark_terms(struct known_words *known, enum parangon_lang lang)
{
    const struct question *question = known->question;
    struct engine *engine = known->engine;
    struct parangon_word words[CLAUSES_MAX];
    struct parangon_match *found;

    for (size_t i = 0; i < question->typed_count; i++) {
        const struct question_word *word = &question->typed[i];

        words[i] = (struct parangon_word){
            .form = word->form,
            .stem = parangon_arena_strdup(
                known->request->arena,
                parangon_stem(engine->stemmer, lang, word->form, strlen(word->form))),
            .capitalised = word->capitalised,
            .acronym = word->acronym,
            .stop = word->stop[lang],
        };
    }
    size_t count = parangon_spotter_find(engine->spotter, lang, words, question->typed_count,
                                         question->all_lower, &found);
    for (size_t i = 0; i < count; i++)
        mark(known, found[i].first, found[i].count);
    free(found);
}

static bool is_held(struct known_words *known, const char *form)
{
    struct engine *engine = known->engine;

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        const char *stem = parangon_stem(engine->stemmer, lang, form, strlen(form));

        if (engine_frequency(engine, parangon_prefix_exact(lang), form) > 0)
            return true;
        if (known->own[lang] && engine_frequency(engine, parangon_prefix_stem(lang), stem) > 0)
            return true;
    }
    return false;
}

static bool is_translated(struct known_words *known, const char *form)
{
    struct engine *engine = known->engine;
    struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        const char *stem = parangon_stem(engine->stemmer, lang, form, strlen(form));

        if (known->own[lang] &&
            parangon_translations_of(engine->knowledge->translations, lang, stem, found))
            return true;
    }
    return false;
}

static bool is_place(struct known_words *known, const char *form)
{
    const struct parangon_place *place;

    return parangon_places_named(known->engine->knowledge->places, form, &place, 1) > 0;
}

/* ---- What may be corrected ---- */

static bool is_space(char byte)
{
    return byte == '\0' || strchr(" \t\r\n\v\f", byte);
}

/* Addresses, and what stands on either side of a colon: a field that has no such value. */
static bool is_in_code(const char *text, const struct question_word *word)
{
    size_t begin = word->begin, end = word->end;

    while (begin > 0 && !is_space(text[begin - 1]))
        begin--;
    while (!is_space(text[end]))
        end++;
    for (size_t i = begin; i < end; i++) {
        if (strchr("@:_\\0123456789", text[i]) && !(text[i] == ':' && i + 1 == end))
            return true;
    }
    return false;
}

bool known_words_has(struct known_words *known, size_t word_number)
{
    const struct question_word *word = &known->question->typed[word_number];

    return strlen(word->form) < SPELLING_LETTERS_MIN || word->number || word->acronym ||
           word->stop[PARANGON_FR] || word->stop[PARANGON_EN] || known->named[word_number] ||
           is_in_code(known->request->words, word) || is_held(known, word->form) ||
           is_translated(known, word->form) || is_place(known, word->form);
}

void known_words_init(struct known_words *known, struct engine *engine,
                      const struct request *request, const struct question *question)
{
    *known = (struct known_words){.engine = engine, .request = request, .question = question};
    choose_languages(known);
    mark_places(known);
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        if (known->own[lang])
            mark_terms(known, lang);
    }
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "alternatives.h"

#include "expression.h"
#include "group.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double inverse_frequency(double documents, double holding)
{
    double weight = (documents - holding + 0.5) / (holding + 0.5);

    if (weight < 2)
        weight = weight * 0.5 + 1;
    return log(weight);
}

struct alternative *alternative_add(struct match *match, struct clause_match *clause, enum way way,
                                    enum parangon_lang lang, const char *prefix, const char *value)
{
    struct parangon_arena *arena = match->request->arena;
    struct parangon_buf term = {0};
    struct alternative *alternative;

    if (clause->count == clause->cap) {
        clause->cap = clause->cap ? clause->cap * 2 : 8;
        clause->alternatives =
            parangon_realloc(clause->alternatives, clause->cap, sizeof *clause->alternatives);
    }
    alternative = &clause->alternatives[clause->count++];
    parangon_term(&term, prefix, value);
    *alternative = (struct alternative){
        .way = way,
        .lang = lang,
        .weight = 1,
        .weight_across = 1,
        .term = parangon_arena_strndup(arena, term.data, term.len),
        .term_len = term.len,
    };
    parangon_buf_clear(&term);
    return alternative;
}

bool alternative_is_searched(const struct match *match, enum parangon_lang lang)
{
    return match->engine->languages[lang].passages > 0 &&
           (match->own[lang] || match->request->across);
}

/* Names, numbers and acronyms are the same word in both languages. */
static bool is_name(const struct question_word *word)
{
    return word->number || word->acronym || word->capitalised;
}

static bool is_term(struct match *match, const char *prefix, const char *value)
{
    return engine_frequency(match->engine, prefix, value) > 0;
}

/* In its own language a word is known by its stem. */
static bool is_known_in_own(struct match *match, const char *form)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        if (match->own[lang] &&
            is_term(match, parangon_prefix_stem(lang),
                    parangon_stem(match->engine->stemmer, lang, form, strlen(form))))
            return true;
    }
    return false;
}

/* In the other language by its form: a foreign stemmer makes another word of what it does not
   know (« évènement » becomes "even"). */
static bool is_known_abroad(struct match *match, enum parangon_lang lang, const char *form)
{
    return is_term(match, parangon_prefix_exact(lang), form);
}

/* Names and numbers are not translated; what the table does not know is not either. */
static void add_translations(struct match *match, struct clause_match *clause,
                             enum parangon_lang lang)
{
    const struct question_word *word = clause->clause->words;
    struct alternative *group;

    if (lang == PARANGON_OTHER || word->number || word->acronym ||
        (match->request->without & WITHOUT_TRANSLATIONS))
        return;
    group = alternative_add(match, clause, WAY_TRANSLATION, lang, "", "");
    group->holds = true;
    if (!group_make(match, group, lang, word->form))
        clause->count--;
}

static void add_stems(struct match *match, struct clause_match *clause)
{
    const struct question_word *word = clause->clause->words;
    bool same = is_name(word) || !is_known_in_own(match, word->form);

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        struct alternative *stem;

        if (!alternative_is_searched(match, lang))
            continue;
        if (!match->own[lang])
            add_translations(match, clause, lang);
        if (!match->own[lang] && !is_known_abroad(match, lang, word->form))
            continue;
        stem = alternative_add(
            match, clause, WAY_STEM, lang, parangon_prefix_stem(lang),
            parangon_stem(match->engine->stemmer, lang, word->form, strlen(word->form)));
        stem->holds = match->own[lang] || same;
        stem->weight_across = same ? 1 : WEIGHT_COGNATE;
        if (match->own[lang] && !(match->request->without & WITHOUT_EXACT)) {
            stem = alternative_add(match, clause, WAY_FORM, lang, parangon_prefix_exact(lang),
                                   word->form);
            stem->adds = true;
            stem->weight = WEIGHT_EXACT;
        }
    }
}

static void add_form(struct match *match, struct clause_match *clause)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        if (alternative_is_searched(match, lang))
            alternative_add(match, clause, WAY_FORM, lang, parangon_prefix_exact(lang),
                            clause->clause->words->form)
                ->holds = true;
    }
}

/* The most frequent forms that begin so. */
enum {
    EXPANSION_MAX = 100
};

struct expansion {
    struct xc_term terms[EXPANSION_MAX];
    size_t count;
};

static void keep_frequent(struct expansion *expansion, const struct xc_term *term)
{
    size_t rarest = 0;

    if (expansion->count < EXPANSION_MAX) {
        expansion->terms[expansion->count++] = *term;
        return;
    }
    for (size_t i = 1; i < expansion->count; i++) {
        if (expansion->terms[i].termfreq < expansion->terms[rarest].termfreq)
            rarest = i;
    }
    if (expansion->terms[rarest].termfreq < term->termfreq)
        expansion->terms[rarest] = *term;
}

static enum parangon_code add_prefix_in(struct match *match, struct clause_match *clause,
                                        enum parangon_lang lang, struct parangon_error *err)
{
    struct expansion *expansion = parangon_calloc(1, sizeof *expansion);
    struct parangon_buf prefix = {0};
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms = NULL;
    bool found = true;

    parangon_term(&prefix, parangon_prefix_exact(lang), clause->clause->words->form);
    xc_status status =
        xc_terms_open(match->engine->database, prefix.data, prefix.len, &terms, &error);
    while (status == XC_OK && found) {
        status = xc_terms_next(terms, &term, &found, &error);
        if (status == XC_OK && found)
            keep_frequent(expansion, &term);
    }
    xc_terms_close(terms);
    for (size_t i = 0; i < expansion->count; i++)
        alternative_add(match, clause, WAY_FORM, lang, "", expansion->terms[i].bytes)->holds = true;
    parangon_buf_clear(&prefix);
    free(expansion);
    return status == XC_OK ? PARANGON_OK : parangon_from_xapian(&error, "index", err);
}

static enum parangon_code add_prefix(struct match *match, struct clause_match *clause,
                                     struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (enum parangon_lang lang = 0; code == PARANGON_OK && lang < PARANGON_LANG_COUNT; lang++) {
        if (alternative_is_searched(match, lang))
            code = add_prefix_in(match, clause, lang, err);
    }
    return code;
}

/* A phrase has one alternative a language; its postings are made from those of its words. */
static void add_phrases(struct match *match, struct clause_match *clause)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        if (alternative_is_searched(match, lang))
            alternative_add(match, clause, WAY_STEM, lang, "", "")->holds = true;
    }
}

/* ---- Concepts ---- */

/* The expressions of the vocabulary in the words of the question that are not excluded. */
static void find_concepts(struct match *match, enum parangon_lang lang)
{
    const struct question *question = match->question;
    struct parangon_arena *arena = match->request->arena;
    struct parangon_word words[CLAUSES_MAX];
    struct parangon_match *found;
    size_t count = 0;

    for (size_t i = 0; i < question->count; i++) {
        const struct clause *clause = &question->clauses[i];

        for (size_t w = 0; !clause->excluded && clause->kind <= CLAUSE_PHRASE &&
                           w < clause->word_count && count < CLAUSES_MAX;
             w++) {
            const struct question_word *word = &clause->words[w];

            match->clause_of[count] = i;
            words[count++] = (struct parangon_word){
                .form = word->form,
                .stem = parangon_arena_strdup(arena, parangon_stem(match->engine->stemmer, lang,
                                                                   word->form, strlen(word->form))),
                .capitalised = word->capitalised,
                .acronym = word->acronym,
                .stop = lang < PARANGON_OTHER && word->stop[lang],
            };
        }
    }
    size_t more = parangon_spotter_find(match->engine->spotter, lang, words, count,
                                        question->all_lower, &found);
    match->concepts =
        parangon_realloc(match->concepts, match->concept_count + more + 1, sizeof *match->concepts);
    if (more)
        memcpy(match->concepts + match->concept_count, found, more * sizeof *found);
    match->concept_count += more;
    free(found);
}

static struct alternative *add_concept(struct match *match, struct clause_match *clause,
                                       const struct parangon_match *found, const char *prefix,
                                       double strength)
{
    struct alternative *alternative = alternative_add(
        match, clause, WAY_CONCEPT, PARANGON_LANG_COUNT, prefix, found->concept->id);

    alternative->concept = found->concept;
    alternative->label = found->term;
    alternative->flat = strength;
    alternative->weight = WEIGHT_CONCEPT;
    alternative->holds = true;
    return alternative;
}

/* A theme is looser than its words; a term of the field is as good as its abbreviation. */
static void add_theme(struct match *match, struct clause_match *clause,
                      const struct parangon_match *found)
{
    static const double strengths[] = {0, 0.25, 0.5, 0.9, 1};
    bool term = found->concept->scheme == PARANGON_TERMS;

    for (unsigned about = 1; about <= PARANGON_ABOUT_MAX; about++) {
        struct alternative *alternative = add_concept(
            match, clause, found, parangon_prefix_about(about), term ? 0.9 : strengths[about]);

        alternative->holds = term || about >= PARANGON_ABOUT_FOUND;
        if (term)
            alternative->weight = 0.9;
    }
}

/* Whether the words of the expression are all that is asked for. */
static bool is_whole_question(const struct match *match, const struct parangon_match *found)
{
    size_t covered = 0, content = 0;

    for (size_t w = found->first; w < found->first + found->count; w++)
        covered += match->clauses[match->clause_of[w]].content;
    for (size_t c = 0; c < match->question->count; c++)
        content += match->clauses[c].content;
    return covered >= content;
}

/* Who asks for a funding scheme or a network by its name alone wants the sheet about it first; among
   other words the name says what the sheets wanted have to do with. */
static void add_body(struct match *match, struct clause_match *clause,
                     const struct parangon_match *found, const char *prefix)
{
    struct alternative *itself = add_concept(match, clause, found, PARANGON_PREFIX_ID,
                                             is_whole_question(match, found) ? 2.0 : 0.3);

    itself->weight = 1;
    itself->adds = true;
    add_concept(match, clause, found, prefix, 0.9)->weight = 0.8;
}

/* The labels of a country in both languages are translations of one another. */
static void add_country(struct match *match, struct clause_match *clause,
                        const struct parangon_match *found)
{
    struct alternative *country =
        add_concept(match, clause, found, parangon_field_named("countries")->prefix, 1);

    country->weight = 0.9;
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        const char *label = found->concept->label[lang];
        char *key = parangon_text_key(label, strlen(label));
        struct alternative *word;

        if (alternative_is_searched(match, lang) && !strchr(key, ' ')) {
            word = alternative_add(match, clause, WAY_LABEL, lang, parangon_prefix_stem(lang),
                                   parangon_stem(match->engine->stemmer, lang, key, strlen(key)));
            word->holds = true;
            word->concept = found->concept;
            word->label = found->term;
        }
        free(key);
    }
}

/* What a concept adds is shared among the words that name it. */
static void share(struct clause_match *clause, size_t from, size_t words)
{
    for (size_t i = from; i < clause->count; i++) {
        clause->alternatives[i].weight /= (double)words;
        clause->alternatives[i].weight_across /= (double)words;
    }
}

static void add_match(struct match *match, const struct parangon_match *found)
{
    size_t words = 0;

    for (size_t w = found->first; w < found->first + found->count; w++)
        words += match->clauses[match->clause_of[w]].content;
    for (size_t w = found->first; w < found->first + found->count; w++) {
        struct clause_match *clause = &match->clauses[match->clause_of[w]];
        size_t from = clause->count;

        if (!clause->content || clause->clause->kind != CLAUSE_WORD)
            continue;
        switch (found->concept->scheme) {
        case PARANGON_THEMES:
        case PARANGON_TERMS: add_theme(match, clause, found); break;
        case PARANGON_COUNTRIES: add_country(match, clause, found); break;
        case PARANGON_ACTIONS:
            add_concept(match, clause, found, parangon_field_named("actions")->prefix, 0.9);
            break;
        case PARANGON_FUNDING:
            add_body(match, clause, found, parangon_field_named("schemes")->prefix);
            break;
        case PARANGON_NETWORKS:
            add_body(match, clause, found, parangon_field_named("networks")->prefix);
            break;
        case PARANGON_LABELS:
        case PARANGON_SCHEME_COUNT: break;
        }
        share(clause, from, words);
    }
}

static void add_concepts(struct match *match)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        if (match->own[lang])
            find_concepts(match, lang);
    }
    for (size_t i = 0; i < match->concept_count; i++) {
        if (match->concepts[i].strength != PARANGON_WEAK)
            add_match(match, &match->concepts[i]);
    }
}

/* ---- Places ---- */

/* All words of the question that are not excluded, as they were typed. */
static size_t question_words(struct match *match, struct question_word words[CLAUSES_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < match->question->count; i++) {
        const struct clause *clause = &match->question->clauses[i];

        for (size_t w = 0; !clause->excluded && clause->kind <= CLAUSE_PHRASE &&
                           w < clause->word_count && count < CLAUSES_MAX;
             w++) {
            match->clause_of[count] = i;
            words[count++] = clause->words[w];
        }
    }
    return count;
}

/* A record about the place holds the words that name it. */
static void add_place(struct match *match, const struct named_place *named)
{
    size_t words = 0;

    for (size_t w = named->first; w < named->first + named->count; w++)
        words += match->clauses[match->clause_of[w]].content;
    for (size_t w = named->first; w < named->first + named->count; w++) {
        struct clause_match *clause = &match->clauses[match->clause_of[w]];

        if (!clause->content || clause->clause->kind != CLAUSE_WORD)
            continue;
        for (size_t t = 0; t < named->term_count; t++) {
            const struct place_term *term = &named->terms[t];
            struct alternative *place = alternative_add(
                match, clause, WAY_CONCEPT, PARANGON_LANG_COUNT, term->prefix, term->value);

            place->place = named->places[0]->name;
            place->flat = term->strength;
            place->weight = WEIGHT_PLACE / (double)words;
            place->weight_across = place->weight;
            place->holds = term->strength >= 0.5;
        }
    }
}

static void add_places(struct match *match)
{
    struct question_word words[CLAUSES_MAX];
    size_t count = question_words(match, words);

    match->place_count = named_places_find(match->engine->knowledge->places, match->request->arena,
                                           words, count, match->places);
    for (size_t i = 0; i < match->place_count; i++)
        add_place(match, &match->places[i]);
}

enum parangon_code alternatives_make(struct match *match, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < match->question->count; i++) {
        struct clause_match *clause = &match->clauses[i];

        switch (clause->clause->kind) {
        case CLAUSE_WORD:
            if (clause->content || clause->clause->excluded)
                add_stems(match, clause);
            break;
        case CLAUSE_PHRASE: add_phrases(match, clause); break;
        case CLAUSE_EXACT: add_form(match, clause); break;
        case CLAUSE_PREFIX: code = add_prefix(match, clause, err); break;
        }
    }
    if (!(match->request->without & WITHOUT_TRANSLATIONS))
        expressions_add(match);
    if (!(match->request->without & WITHOUT_CONCEPTS)) {
        add_concepts(match);
        add_places(match);
    }
    return code;
}

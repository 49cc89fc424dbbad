/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "why.h"

#include "answer_parts.h"
#include "group.h"

#include "parangon/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the reasons are called. */
static const struct {
    const char *words, *place, *size, *colon, *separator, *opens, *closes,
        *about[PARANGON_ABOUT_MAX + 1];
    const char *concept[PARANGON_SCHEME_COUNT];
} phrases[PARANGON_OTHER] = {
    [PARANGON_FR] = {.words = "mots",
                     .place = "lieu",
                     .size = "taille de la collectivité",
                     .colon = " : ",
                     .separator = " ; ",
                     .opens = " («\u00a0",
                     .closes = "\u00a0»)",
                     .about = {"", "thème évoqué dans le texte", "thème trouvé dans le texte",
                               "thème indiqué par la fiche", "thème principal de la fiche"},
                     .concept = {"thème", "forme d'action", "pays", "dispositif", "réseau", "terme",
                                 ""}},
    [PARANGON_EN] = {.words = "words",
                     .place = "place",
                     .size = "size of the authority",
                     .colon = ": ",
                     .separator = "; ",
                     .opens = " (“",
                     .closes = "”)",
                     .about = {"", "theme mentioned in the text", "theme found in the text",
                               "theme given by the record", "main theme of the record"},
                     .concept = {"theme", "form of action", "country", "scheme", "network", "term",
                                 ""}},
};

/* The alternative of this way by which the document holds a word, if it does. */
static const struct alternative *held_by(const struct match *match,
                                         const struct clause_match *clause, enum way way,
                                         xc_docid document)
{
    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];

        if (alternative->way == way && match_contribution(match, clause, alternative, document) > 0)
            return alternative;
    }
    return NULL;
}

/* « déchets → waste (.97; EuroVoc, GEMET) »: the likeliest part that the document holds. */
static void add_translation(struct parangon_buf *out, const struct match *match,
                            const struct alternative *group, xc_docid document)
{
    for (size_t i = 0; i < group->part_count; i++) {
        const struct group_part *part = &group->parts[i];

        if (engine_positions(match->engine, document, part->term, part->len, NULL, 0) == 0)
            continue;
        parangon_buf_printf(out, " → %s (%.2f%s%s)", group_word(match, group->lang, part->stem),
                            part->weight, *part->source ? "; " : "", part->source);
        return;
    }
}

/* « développement durable → sustainable development (EuroVoc) ». */
static void add_expression(struct parangon_buf *out, const struct match *match,
                           const struct alternative *expression)
{
    parangon_buf_printf(out, "%s →", expression->label);
    for (size_t i = 0; i < expression->part_count; i++)
        parangon_buf_printf(out, " %s",
                            group_word(match, expression->lang, expression->parts[i].stem));
    parangon_buf_printf(out, " (%s)", expression->parts[0].source);
}

/* Whether the document holds the clause by a word of its own. */
static bool holds_word(const struct match *match, const struct clause_match *clause,
                       xc_docid document)
{
    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];

        if (alternative->way != WAY_CONCEPT && alternative->way != WAY_TRANSLATION &&
            alternative->way != WAY_EXPRESSION && alternative->holds &&
            match_contribution(match, clause, alternative, document) > 0)
            return true;
    }
    return false;
}

static void add_clause_words(struct parangon_buf *out, const struct clause *clause)
{
    for (size_t i = 0; i < clause->word_count; i++)
        parangon_buf_printf(out, "%s%s", i ? " " : "", clause->words[i].shown);
}

static void add_words(struct parangon_buf *out, const struct match *match, xc_docid document,
                      enum parangon_lang lang)
{
    size_t count = 0;

    for (size_t c = 0; c < match->question->count; c++) {
        const struct clause_match *clause = &match->clauses[c];
        const struct alternative *translated = held_by(match, clause, WAY_TRANSLATION, document);
        const struct alternative *expression = held_by(match, clause, WAY_EXPRESSION, document);
        bool own = holds_word(match, clause, document);

        if (!clause->content || (!own && !translated && !expression))
            continue;
        if (expression && !expression->label)
            continue; /* said with its first word */
        if (count++ == 0)
            parangon_buf_printf(out, "%s%s", phrases[lang].words, phrases[lang].colon);
        else
            parangon_buf_puts(out, ", ");
        if (expression) {
            add_expression(out, match, expression);
            continue;
        }
        add_clause_words(out, clause->clause);
        if (!own)
            add_translation(out, match, translated, document);
    }
}

static bool has_concept(const struct match *match, const struct parangon_match *found,
                        xc_docid document)
{
    for (size_t c = 0; c < match->question->count; c++) {
        const struct clause_match *clause = &match->clauses[c];

        for (size_t i = 0; i < clause->count; i++) {
            if (clause->alternatives[i].concept == found->concept &&
                clause->alternatives[i].way == WAY_CONCEPT &&
                postings_find(&clause->alternatives[i].postings, document) != SIZE_MAX)
                return true;
        }
    }
    return false;
}

static void add_concepts(struct parangon_buf *out, const struct match *match, xc_docid document,
                         enum parangon_lang lang)
{
    for (size_t i = 0; i < match->concept_count; i++) {
        const struct parangon_match *found = &match->concepts[i];
        bool again = false;

        for (size_t b = 0; b < i; b++)
            again = again || match->concepts[b].concept == found->concept;
        if (again || found->strength == PARANGON_WEAK || !has_concept(match, found, document))
            continue;
        parangon_buf_printf(out, "%s%s%s%s", out->len ? phrases[lang].separator : "",
                            phrases[lang].concept[found->concept->scheme], phrases[lang].colon,
                            found->concept->label[lang]);
        if (strcmp(found->concept->label[lang], found->term) != 0)
            parangon_buf_printf(out, "%s%s%s", phrases[lang].opens, found->term,
                                phrases[lang].closes);
    }
}

static void add_places(struct parangon_buf *out, const struct match *match, xc_docid document,
                       enum parangon_lang lang)
{
    const char *last = NULL;

    for (size_t c = 0; c < match->question->count; c++) {
        const struct clause_match *clause = &match->clauses[c];

        for (size_t i = 0; i < clause->count; i++) {
            const struct alternative *alternative = &clause->alternatives[i];

            if (!alternative->place || !alternative->holds || alternative->place == last ||
                postings_find(&alternative->postings, document) == SIZE_MAX)
                continue;
            last = alternative->place;
            parangon_buf_printf(out, "%s%s%s%s", out->len ? phrases[lang].separator : "",
                                phrases[lang].place, phrases[lang].colon, last);
        }
    }
}

static void add_size(struct parangon_buf *out, const struct hit *hit, enum parangon_lang lang)
{
    if (hit->size > 0)
        parangon_buf_printf(out, "%s%s", out->len ? phrases[lang].separator : "",
                            phrases[lang].size);
}

static void add_filtered_theme(struct parangon_buf *out, const struct hit *hit,
                               enum parangon_lang lang)
{
    if (hit->words >= 1 && hit->words <= PARANGON_ABOUT_MAX)
        parangon_buf_puts(out, phrases[lang].about[(int)hit->words]);
}

cJSON *why_make(const struct match *match, const struct hit *hit)
{
    cJSON *why = cJSON_CreateObject();

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        struct parangon_buf out = {0};

        if (match->needed + match->mandatory == 0) {
            add_filtered_theme(&out, hit, lang);
        } else {
            add_words(&out, match, hit->document, lang);
            add_concepts(&out, match, hit->document, lang);
            add_places(&out, match, hit->document, lang);
        }
        add_size(&out, hit, lang);
        cJSON_AddStringToObject(why, parangon_lang_code(lang), parangon_buf_str(&out));
        parangon_buf_clear(&out);
    }
    return why;
}

/* ---- Explaining a score ---- */

/* The parts of one clause: the best of its alternatives, and those that add to it. */
static void explain_clause(cJSON *parts, const struct match *match,
                           const struct clause_match *clause, const struct hit *hit)
{
    const struct alternative *best = NULL;
    double best_value = 0;

    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];
        double value = match_contribution(match, clause, alternative, hit->document);

        if (value > 0 && alternative->adds) {
            char label[320];

            snprintf(label, sizeof label, "%s (+ %s)", clause->clause->words->shown,
                     alternative->term);
            answer_add_part(parts, label, value * hit->list);
        } else if (value > best_value) {
            best_value = value;
            best = alternative;
        }
    }
    if (best) {
        char label[320];

        snprintf(label, sizeof label, "%s (%s)", clause->clause->words->shown,
                 clause->clause->kind == CLAUSE_PHRASE ? "phrase"
                 : best->way == WAY_TRANSLATION        ? best->parts[0].term
                                                       : best->term);
        answer_add_part(parts, label, best_value * hit->list);
    }
}

cJSON *why_explain(const struct match *match, const struct hit *hit)
{
    cJSON *parts = cJSON_CreateArray();
    const cJSON *part;
    double sum = 0;

    if (match->needed + match->mandatory == 0) {
        answer_add_part(parts, "theme", hit->words);
        if (hit->size > 0)
            answer_add_part(parts, "size", hit->size);
        answer_add_part(parts, "evidence", hit->score - hit->words - hit->size);
        return parts;
    }
    for (size_t c = 0; c < match->question->count; c++) {
        if (match->clauses[c].content)
            explain_clause(parts, match, &match->clauses[c], hit);
    }
    if (hit->phrase > 0)
        answer_add_part(parts, "neighbouring words", hit->phrase * hit->list);
    if (hit->window > 0)
        answer_add_part(parts, "best window", hit->window * hit->list);
    if (hit->near > 0)
        answer_add_part(parts, "words near one another", hit->near * hit->list);
    if (hit->size > 0)
        answer_add_part(parts, "size", hit->size);
    cJSON_ArrayForEach(part, parts) sum += parangon_json_number(part, "value", 0);
    if (hit->capped && fabs(sum - hit->score) > 1e-9)
        answer_add_part(parts, "third result of its lead", hit->score - sum);
    return parts;
}

/* ---- Expansions ---- */

enum {
    ALSO_MAX = 6
};

static cJSON *other_terms(const struct match *match, const struct parangon_concept *concept)
{
    cJSON *terms = cJSON_CreateArray();

    for (size_t i = 0; i < concept->term_count && cJSON_GetArraySize(terms) < ALSO_MAX; i++) {
        const struct parangon_term *term = &concept->terms[i];

        if (term->strength == PARANGON_STRONG && term->lang < PARANGON_OTHER &&
            (!match->own[term->lang] || match->lang == PARANGON_OTHER))
            cJSON_AddItemToArray(terms, cJSON_CreateString(term->text));
    }
    return terms;
}

/* What a word was translated to, the likeliest first. */
static cJSON *translated_expansion(const struct match *match, const struct clause_match *clause,
                                   const struct alternative *group)
{
    cJSON *expansion = cJSON_CreateObject(), *also;

    cJSON_AddStringToObject(expansion, "words", clause->clause->words->shown);
    also = cJSON_AddArrayToObject(expansion, "also");
    for (size_t i = 0; i < group->part_count; i++)
        cJSON_AddItemToArray(
            also, cJSON_CreateString(group_word(match, group->lang, group->parts[i].stem)));
    cJSON_AddStringToObject(expansion, "from",
                            *group->parts[0].source ? group->parts[0].source : "translations");
    return expansion;
}

cJSON *why_expansions(const struct match *match)
{
    static const char *const keys[PARANGON_SCHEME_COUNT] = {
        "theme", "action", "country", "scheme", "network", "term", "label"};
    cJSON *expansions = cJSON_CreateArray();

    for (size_t i = 0; i < match->concept_count; i++) {
        const struct parangon_match *found = &match->concepts[i];
        cJSON *expansion;

        if (found->strength == PARANGON_WEAK)
            continue;
        expansion = cJSON_CreateObject();
        cJSON_AddStringToObject(expansion, "words", found->term);
        cJSON_AddStringToObject(expansion, keys[found->concept->scheme], found->concept->id);
        cJSON_AddItemToObject(expansion, "also", other_terms(match, found->concept));
        cJSON_AddStringToObject(expansion, "from", "vocabulary");
        cJSON_AddItemToArray(expansions, expansion);
    }
    for (size_t c = 0; c < match->question->count; c++) {
        const struct clause_match *clause = &match->clauses[c];

        for (size_t a = 0; clause->content && a < clause->count; a++) {
            if (clause->alternatives[a].way == WAY_TRANSLATION)
                cJSON_AddItemToArray(expansions,
                                     translated_expansion(match, clause, &clause->alternatives[a]));
        }
    }
    return expansions;
}

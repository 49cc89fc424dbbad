/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "expression.h"

#include "alternatives.h"

#include <string.h>

enum {
    EXPRESSION_WORDS_MAX = 5 /* see corpus/vocabulary/tools/make-translations.c */
};

/* The words of a question that expressions are looked for in. */
struct reading {
    struct match *match;
    enum parangon_lang from, to;
    struct clause_match *clauses[CLAUSES_MAX];
    const char *stems[CLAUSES_MAX]; /* of `from`, in the arena of the request */
    size_t count;
};

static void read_words(struct reading *reading)
{
    struct match *match = reading->match;

    for (size_t i = 0; i < match->question->count; i++) {
        struct clause_match *clause = &match->clauses[i];
        const char *form = clause->clause->words->form;

        if (!clause->content || clause->clause->kind != CLAUSE_WORD)
            continue;
        reading->clauses[reading->count] = clause;
        reading->stems[reading->count++] = parangon_arena_strdup(
            match->request->arena,
            parangon_stem(match->engine->stemmer, reading->from, form, strlen(form)));
    }
}

/* The words as they were typed. */
static const char *typed(const struct reading *reading, size_t first, size_t words)
{
    struct parangon_buf text = {0};

    for (size_t i = first; i < first + words; i++)
        parangon_buf_printf(&text, "%s%s", i > first ? " " : "",
                            reading->clauses[i]->clause->words->shown);
    const char *copy =
        parangon_arena_strdup(reading->match->request->arena, parangon_buf_str(&text));
    parangon_buf_clear(&text);
    return copy;
}

/* The words of a translation as terms of the index. */
static size_t make_parts(const struct reading *reading,
                         const struct parangon_translation *translation, struct group_part **parts)
{
    struct parangon_arena *arena = reading->match->request->arena;
    struct parangon_buf term = {0};
    size_t count = 0;

    *parts = parangon_arena_alloc(arena, EXPRESSION_WORDS_MAX * sizeof **parts);
    for (const char *at = translation->stem; *at && count < EXPRESSION_WORDS_MAX;) {
        size_t len = strcspn(at, " ");
        const char *stem = parangon_arena_strndup(arena, at, len);

        parangon_term(&term, parangon_prefix_stem(reading->to), stem);
        (*parts)[count++] =
            (struct group_part){.term = parangon_arena_strndup(arena, term.data, term.len),
                                .len = term.len,
                                .stem = stem,
                                .share = 1,
                                .weight = 1,
                                .source = translation->source};
        at += len + (at[len] == ' ');
    }
    parangon_buf_clear(&term);
    return count;
}

/* A passage that holds the translation holds every word of the expression. */
static void add_expression(const struct reading *reading, size_t first, size_t words,
                           const struct parangon_translation *translation)
{
    const char *label = typed(reading, first, words);
    struct group_part *parts;
    size_t count = make_parts(reading, translation, &parts);

    for (size_t i = 0; i < words; i++) {
        struct alternative *expression =
            alternative_add(reading->match, reading->clauses[first + i], WAY_EXPRESSION,
                            reading->to, parangon_prefix_stem(reading->to), translation->stem);

        expression->holds = true;
        expression->adds = true;
        expression->weight = expression->weight_across = WEIGHT_EXPRESSION / (double)words;
        expression->parts = parts;
        expression->part_count = count;
        expression->label = i == 0 ? label : NULL;
    }
}

/* How many words from `first` on the longest expression has, 0 for none. */
static size_t find_expression(const struct reading *reading, size_t first,
                              struct parangon_translation found[PARANGON_TRANSLATIONS_MAX],
                              size_t *count)
{
    const struct parangon_translations *table = reading->match->engine->knowledge->expressions;
    struct parangon_buf stems = {0};
    size_t longest = 0;

    for (size_t words = 1; words <= EXPRESSION_WORDS_MAX && first + words <= reading->count;
         words++) {
        struct parangon_translation longer[PARANGON_TRANSLATIONS_MAX];

        parangon_buf_printf(&stems, "%s%s", words > 1 ? " " : "",
                            reading->stems[first + words - 1]);
        size_t more =
            parangon_translations_of(table, reading->from, parangon_buf_str(&stems), longer);
        if (!more)
            continue;
        memcpy(found, longer, sizeof longer);
        *count = more;
        longest = words;
    }
    parangon_buf_clear(&stems);
    return longest;
}

static void add_from(struct reading *reading)
{
    read_words(reading);
    for (size_t first = 0; first < reading->count;) {
        struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];
        size_t count = 0, words = find_expression(reading, first, found, &count);

        for (size_t i = 0; i < count; i++)
            add_expression(reading, first, words, &found[i]);
        first += words ? words : 1;
    }
}

void expressions_add(struct match *match)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        struct reading reading = {
            .match = match, .from = lang == PARANGON_FR ? PARANGON_EN : PARANGON_FR, .to = lang};

        if (!match->own[lang] && alternative_is_searched(match, lang))
            add_from(&reading);
    }
}

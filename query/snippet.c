/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "plain_text.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SNIPPET_WORDS = 40,
    SNIPPET_BYTES = 600, /* for texts with very long words */
    TEXT_WORDS = 20000   /* what is looked at of a text */
};

/* A word of the text, as far as the snippet needs it. */
struct text_word {
    size_t begin, end;
    double weight; /* 0 when it is none of the question's */
    unsigned term; /* which of them */
};

struct text_words {
    struct text_word *words;
    size_t count, cap;
};

/* The weight of a word for the question, by its stem or its form; 0 for none. */
static double weight_of(const struct match *match, enum parangon_lang lang,
                        const struct parangon_token *token, const char *stem, unsigned *term)
{
    for (size_t c = 0; c < match->question->count; c++) {
        const struct clause_match *clause = &match->clauses[c];

        for (size_t w = 0; clause->clause->kind == CLAUSE_PHRASE && w < clause->clause->word_count;
             w++) {
            const char *form = clause->clause->words[w].form;

            *term = (unsigned)c;
            if (!clause->clause->excluded &&
                strcmp(parangon_stem(match->engine->stemmer, lang, form, strlen(form)), stem) == 0)
                return 1;
        }
        for (size_t a = 0; a < clause->count && !clause->clause->excluded; a++) {
            const struct alternative *alternative = &clause->alternatives[a];
            const char *word = alternative->term + strlen(parangon_prefix_stem(lang));
            bool is_form = alternative->way == WAY_FORM;

            *term = (unsigned)c;
            if (alternative->way == WAY_CONCEPT || alternative->lang != lang ||
                clause->clause->kind == CLAUSE_PHRASE)
                continue;
            for (size_t p = 0; p < alternative->part_count; p++) {
                if (strcmp(stem, alternative->parts[p].stem) == 0)
                    return fmax(alternative->idf * alternative->parts[p].share, 0.1);
            }
            if (alternative->way == WAY_TRANSLATION)
                continue;
            if (strcmp(is_form ? token->form : stem, word) == 0)
                return alternative->idf > 0 ? alternative->idf : 0.1;
        }
    }
    return 0;
}

static void add_word(struct text_words *words, struct text_word word)
{
    if (words->count == words->cap) {
        words->cap = words->cap ? words->cap * 2 : 512;
        words->words = parangon_realloc(words->words, words->cap, sizeof *words->words);
    }
    words->words[words->count++] = word;
}

/* Words that a concept of the question was found by are marked as well: « eau » for "water". */
static void mark_concepts(const struct match *match, enum parangon_lang lang,
                          struct text_words *words, const struct parangon_word *seen)
{
    struct parangon_match *found;
    size_t count =
        parangon_spotter_find(match->engine->spotter, lang, seen, words->count, false, &found);

    for (size_t i = 0; i < count; i++) {
        for (size_t c = 0; c < match->concept_count; c++) {
            if (match->concepts[c].index != found[i].index ||
                match->concepts[c].strength == PARANGON_WEAK || found[i].strength == PARANGON_WEAK)
                continue;
            for (size_t w = found[i].first; w < found[i].first + found[i].count; w++) {
                if (words->words[w].weight <= 0 && !seen[w].stop) {
                    words->words[w].weight = 1;
                    words->words[w].term = (unsigned)(CLAUSES_MAX + c % CLAUSES_MAX);
                }
            }
        }
    }
    free(found);
}

static struct text_words read_text(const struct match *match, const char *text,
                                   enum parangon_lang lang)
{
    struct parangon_arena *arena = parangon_arena_new();
    struct parangon_word *seen = NULL;
    struct text_words words = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t cap = 0;

    parangon_cutter_init(&cutter, text, strlen(text), lang);
    while (words.count < TEXT_WORDS && parangon_cutter_next(&cutter, &token)) {
        struct text_word word = {.begin = token.begin, .end = token.end};
        char *stem = parangon_arena_strdup(
            arena, parangon_stem(match->engine->stemmer, lang, token.form, token.len));

        word.weight = weight_of(match, lang, &token, stem, &word.term);
        if (words.count == cap) {
            cap = cap ? cap * 2 : 512;
            seen = parangon_realloc(seen, cap, sizeof *seen);
        }
        seen[words.count] = (struct parangon_word){
            .form = parangon_arena_strndup(arena, token.form, token.len),
            .stem = stem,
            .capitalised = token.capitalised,
            .acronym = token.acronym,
            .stop = parangon_is_stop_word(lang, token.form, token.len),
        };
        add_word(&words, word);
    }
    if (match->concept_count && words.count)
        mark_concepts(match, lang, &words, seen);
    free(seen);
    parangon_arena_free(arena);
    return words;
}

/* Different words of the question count whole, a repeated one a tenth. */
static double span_weight(const struct text_words *words, size_t first, size_t last)
{
    bool seen[2 * CLAUSES_MAX] = {false};
    double sum = 0;

    for (size_t i = first; i < last; i++) {
        const struct text_word *word = &words->words[i];

        if (word->weight > 0) {
            sum += seen[word->term] ? word->weight / 10 : word->weight;
            seen[word->term] = true;
        }
    }
    return sum;
}

/* The first word of the best span; it begins a few words before its first hit. */
static size_t best_span(const struct text_words *words)
{
    enum {
        LEAD_IN = 8
    };
    double best = 0;
    size_t at = 0;

    for (size_t i = 0; i < words->count; i++) {
        size_t last = i + SNIPPET_WORDS - LEAD_IN;
        double weight;

        if (words->words[i].weight <= 0)
            continue;
        weight = span_weight(words, i, last < words->count ? last : words->count);
        if (weight > best) {
            best = weight;
            at = i > LEAD_IN ? i - LEAD_IN : 0;
        }
    }
    return at;
}

static void add_fragment(cJSON *fragments, const char *text, size_t begin, size_t end, bool hit)
{
    struct parangon_buf part = {0};
    bool space = false;

    for (size_t i = begin; i < end; i++) {
        bool blank = strchr(" \t\r\n\v\f", text[i]) != NULL;

        if (!blank || !space)
            parangon_buf_putc(&part, blank ? ' ' : text[i]);
        space = blank;
    }
    if (part.len) {
        cJSON *fragment = cJSON_CreateObject();

        cJSON_AddStringToObject(fragment, "text", part.data);
        if (hit)
            cJSON_AddTrueToObject(fragment, "hit");
        cJSON_AddItemToArray(fragments, fragment);
    }
    parangon_buf_clear(&part);
}

static void add_ellipsis(cJSON *fragments)
{
    add_fragment(fragments, "\xE2\x80\xA6", 0, 3, false);
}

static size_t count_breaks(const char *text, size_t end)
{
    size_t count = 0;

    for (size_t i = 0; i < end; i++)
        count += text[i] == '\f';
    return count;
}

/* The heading of the section that holds most of the hits from `first` to `last`, or NULL. */
static char *heading_of(const struct plain_text *plain, const struct text_words *words,
                        size_t first, size_t last)
{
    const struct plain_heading *best = NULL, *heading = NULL;
    double best_weight = 0, weight = 0;
    size_t next = 0;

    for (size_t i = first; i < last; i++) {
        while (next < plain->heading_count &&
               plain->headings[next].begin <= words->words[i].begin) {
            heading = &plain->headings[next++];
            weight = 0;
        }
        weight += words->words[i].weight;
        if (weight > best_weight) {
            best_weight = weight;
            best = heading;
        }
    }
    return best ? parangon_strndup(plain->text + best->begin, best->len) : NULL;
}

static void cut_snippet(const struct match *match, const struct plain_text *plain,
                        enum parangon_lang lang, struct snippet *snippet)
{
    const char *text = plain->text;
    struct text_words words = read_text(match, text, lang);
    size_t first = best_span(&words), last = first;
    size_t at = first ? words.words[first].begin : 0;
    size_t from = at;
    bool hit = false;

    while (last < words.count && last - first < SNIPPET_WORDS &&
           words.words[last].end - from < SNIPPET_BYTES)
        last++;
    if (first)
        add_ellipsis(snippet->fragments);
    for (size_t i = first; i < last; i++) {
        const struct text_word *word = &words.words[i];

        if (word->weight <= 0)
            continue;
        add_fragment(snippet->fragments, text, at, word->begin, false);
        add_fragment(snippet->fragments, text, word->begin, word->end, true);
        if (!hit)
            snippet->breaks = count_breaks(text, word->begin);
        hit = true;
        at = word->end;
    }
    if (last) {
        bool cut = last < words.count;
        size_t end = cut ? words.words[last - 1].end : strlen(text);

        add_fragment(snippet->fragments, text, at, end, false);
        if (cut)
            add_ellipsis(snippet->fragments);
    }
    snippet->heading = heading_of(plain, &words, first, last);
    free(words.words);
}

void snippet_make(const struct match *match, const char *text, enum parangon_lang lang,
                  struct snippet *snippet)
{
    struct plain_text plain = plain_text_of(text);

    *snippet = (struct snippet){.fragments = cJSON_CreateArray()};
    cut_snippet(match, &plain, lang, snippet);
    plain_text_clear(&plain);
}

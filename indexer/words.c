/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words.h"

#include "parangon/index.h"

#include <stdlib.h>
#include <string.h>

struct gathered {
    uint32_t *positions;
    size_t count, cap;
    size_t titles;  /* the first ones are of the title */
    uint32_t loose; /* occurrences without a position */
};

void words_init(struct words *words, enum parangon_lang lang, struct parangon_stemmer *stemmer)
{
    *words = (struct words){.lang = lang,
                            .stemmer = stemmer,
                            .arena = parangon_arena_new(),
                            .next_title = 1,
                            .next_body = PARANGON_BODY_POSITION};
}

void words_clear(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->stems[i].positions);
    free(words->stems);
    free(words->form_counts);
    free(words->seen);
    parangon_map_clear(&words->terms);
    parangon_map_clear(&words->forms);
    parangon_arena_free(words->arena);
}

static struct gathered *gathered_for(struct words *words, const char *stem)
{
    size_t index = parangon_map_put(&words->terms, stem, strlen(stem), words->count);

    if (index == words->count) {
        if (words->count == words->cap) {
            words->cap = words->cap ? words->cap * 2 : 256;
            words->stems = parangon_realloc(words->stems, words->cap, sizeof *words->stems);
        }
        words->stems[words->count++] = (struct gathered){0};
    }
    return &words->stems[index];
}

static void add_position(struct gathered *gathered, uint32_t position, bool title)
{
    if (gathered->count == gathered->cap) {
        gathered->cap = gathered->cap ? gathered->cap * 2 : 4;
        gathered->positions =
            parangon_realloc(gathered->positions, gathered->cap, sizeof *gathered->positions);
    }
    gathered->positions[gathered->count++] = position;
    gathered->titles += title;
}

static void count_form(struct words *words, const struct parangon_token *token, uint32_t weight)
{
    size_t before = words->forms.count;
    size_t index = parangon_map_put(&words->forms, token->form, token->len, before);

    if (index >= words->forms_cap) {
        words->forms_cap = words->forms_cap ? words->forms_cap * 2 : 256;
        words->form_counts =
            parangon_realloc(words->form_counts, words->forms_cap, sizeof *words->form_counts);
    }
    if (index == before)
        words->form_counts[index] = 0;
    words->form_counts[index] += weight;
}

static void remember(struct words *words, const struct parangon_token *token, const char *stem)
{
    if (words->seen_count == words->seen_cap) {
        words->seen_cap = words->seen_cap ? words->seen_cap * 2 : 256;
        words->seen = parangon_realloc(words->seen, words->seen_cap, sizeof *words->seen);
    }
    words->seen[words->seen_count++] = (struct parangon_word){
        .form = parangon_arena_strndup(words->arena, token->form, token->len),
        .stem = parangon_arena_strdup(words->arena, stem),
        .capitalised = token->capitalised,
        .acronym = token->acronym,
        .stop = parangon_is_stop_word(words->lang, token->form, token->len),
    };
}

enum part {
    PART_TITLE,
    PART_TEXT,
    PART_NAMES
};

static void add(struct words *words, const char *text, size_t len, enum part part)
{
    uint32_t weight = part == PART_TITLE ? TITLE_WEIGHT : 1;
    uint32_t *next = part == PART_TITLE ? &words->next_title : &words->next_body;
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text, len, words->lang);
    while (parangon_cutter_next(&cutter, &token)) {
        const char *stem = parangon_stem(words->stemmer, words->lang, token.form, token.len);
        struct gathered *gathered = gathered_for(words, stem);

        if (part == PART_NAMES || (part == PART_TITLE && *next >= PARANGON_BODY_POSITION - 1))
            gathered->loose += weight;
        else
            add_position(gathered, (*next)++, part == PART_TITLE);
        if (part != PART_NAMES)
            remember(words, &token, stem);
        count_form(words, &token, weight);
        words->length += weight;
    }
    ++*next; /* a phrase does not run from one part into the next */
}

void words_add_title(struct words *words, const char *text, size_t len)
{
    add(words, text, len, PART_TITLE);
}

void words_add_text(struct words *words, const char *text, size_t len)
{
    add(words, text, len, PART_TEXT);
}

void words_add_names(struct words *words, const char *text)
{
    add(words, text, strlen(text), PART_NAMES);
}

struct putting {
    const struct words *words;
    xc_document *document;
    struct parangon_buf term;
};

static void put_stem(void *context, const char *stem, size_t len, size_t index)
{
    struct putting *putting = context;
    const struct gathered *gathered = &putting->words->stems[index];
    struct parangon_buf *term = &putting->term;

    parangon_buf_reset(term);
    parangon_buf_puts(term, parangon_prefix_stem(putting->words->lang));
    parangon_buf_add(term, stem, len);
    xc_document_add_postings(putting->document, term->data, term->len, gathered->positions,
                             gathered->titles, TITLE_WEIGHT, NULL);
    xc_document_add_postings(putting->document, term->data, term->len,
                             gathered->positions + gathered->titles,
                             gathered->count - gathered->titles, 1, NULL);
    if (gathered->loose)
        xc_document_add_term(putting->document, term->data, term->len, gathered->loose, NULL);
}

static void put_form(void *context, const char *form, size_t len, size_t index)
{
    struct putting *putting = context;
    struct parangon_buf *term = &putting->term;

    parangon_buf_reset(term);
    parangon_buf_puts(term, parangon_prefix_exact(putting->words->lang));
    parangon_buf_add(term, form, len);
    xc_document_add_term(putting->document, term->data, term->len,
                         putting->words->form_counts[index], NULL);
}

void words_put(const struct words *words, xc_document *document)
{
    struct putting putting = {.words = words, .document = document};

    parangon_map_each(&words->terms, put_stem, &putting);
    parangon_map_each(&words->forms, put_form, &putting);
    parangon_buf_clear(&putting.term);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs of texts that say the same, cut into stems. */
#include "bitext.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct parangon_bitext *parangon_bitext_new(struct parangon_stemmer *stemmer)
{
    struct parangon_bitext *bitext = parangon_calloc(1, sizeof *bitext);

    bitext->stemmer = stemmer;
    bitext->arena = parangon_arena_new();
    bitext->sources[bitext->source_count++] = "";
    return bitext;
}

void parangon_bitext_free(struct parangon_bitext *bitext)
{
    if (!bitext)
        return;
    for (int side = 0; side < SIDES; side++) {
        parangon_map_clear(&bitext->words[side].numbers);
        free(bitext->words[side].stems);
        free(bitext->tokens[side]);
    }
    free(bitext->pairs);
    parangon_arena_free(bitext->arena);
    free(bitext);
}

static uint32_t word_number(struct parangon_bitext *bitext, int side, const char *stem)
{
    struct bitext_words *words = &bitext->words[side];
    size_t count = words->numbers.count;
    size_t number = parangon_map_put(&words->numbers, stem, strlen(stem), count);

    if (number == count) {
        if (count == words->cap) {
            words->cap = count ? count * 2 : 1024;
            words->stems = parangon_realloc(words->stems, words->cap, sizeof *words->stems);
        }
        words->stems[number] = parangon_arena_strdup(bitext->arena, stem);
    }
    return (uint32_t)number;
}

static void add_token(struct parangon_bitext *bitext, int side, uint32_t number)
{
    if (bitext->token_count[side] == bitext->token_cap[side]) {
        bitext->token_cap[side] = bitext->token_cap[side] ? bitext->token_cap[side] * 2 : 4096;
        bitext->tokens[side] = parangon_realloc(bitext->tokens[side], bitext->token_cap[side],
                                                sizeof *bitext->tokens[side]);
    }
    bitext->tokens[side][bitext->token_count[side]++] = number;
}

/* Adds the stems of one text: words of grammar and numbers say nothing of what words mean. */
static uint32_t add_text(struct parangon_bitext *bitext, enum parangon_lang lang, const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    uint32_t count = 0;

    parangon_cutter_init(&cutter, text, strlen(text), lang);
    while (count < STEMS_MAX && parangon_cutter_next(&cutter, &token)) {
        if (token.number || parangon_is_stop_word(lang, token.form, token.len))
            continue;
        const char *stem = parangon_stem(bitext->stemmer, lang, token.form, token.len);
        add_token(bitext, (int)lang, word_number(bitext, (int)lang, stem));
        count++;
    }
    return count;
}

static uint32_t source_number(struct parangon_bitext *bitext, const char *name)
{
    for (uint32_t i = 0; i < bitext->source_count; i++) {
        if (strcmp(bitext->sources[i], name) == 0)
            return i;
    }
    if (bitext->source_count == SOURCES_MAX)
        return 0;
    bitext->sources[bitext->source_count] = name;
    return bitext->source_count++;
}

void parangon_bitext_add(struct parangon_bitext *bitext, const char *french, const char *english,
                         const char *source, unsigned times)
{
    struct bitext_pair pair = {
        .begin = {bitext->token_count[PARANGON_FR], bitext->token_count[PARANGON_EN]},
        .times = times};

    pair.count[PARANGON_FR] = add_text(bitext, PARANGON_FR, french);
    pair.count[PARANGON_EN] = add_text(bitext, PARANGON_EN, english);
    if (!times || !pair.count[PARANGON_FR] || !pair.count[PARANGON_EN]) {
        for (int side = 0; side < SIDES; side++)
            bitext->token_count[side] = pair.begin[side];
        return;
    }
    pair.source = source_number(bitext, source ? source : "");
    if (bitext->count == bitext->cap) {
        bitext->cap = bitext->cap ? bitext->cap * 2 : 1024;
        bitext->pairs = parangon_realloc(bitext->pairs, bitext->cap, sizeof *bitext->pairs);
    }
    bitext->pairs[bitext->count++] = pair;
}

size_t parangon_bitext_pairs(const struct parangon_bitext *bitext)
{
    return bitext->count;
}

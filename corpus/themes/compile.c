/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the terms of a vocabulary to the expressions of a spotter. */
#include "concepts.h"
#include "spotter.h"

#include <stdlib.h>
#include <string.h>

/* A word of a term. */
struct part {
    char form[PARANGON_FORM_MAX + 8];
    char stem[PARANGON_FORM_MAX + 8];
    bool capitalised, acronym, stop;
};

struct term {
    struct part parts[EXPRESSION_MAX * 2]; /* with its stop words */
    size_t count;
    struct expression expression;
};

static void copy_word(char *to, const char *word)
{
    size_t len = strlen(word);

    if (len > PARANGON_FORM_MAX)
        len = PARANGON_FORM_MAX;
    memcpy(to, word, len);
    to[len] = '\0';
}

/* False when the term has no word, or too many. */
static bool cut_term(struct term *term, struct parangon_stemmer *stemmer,
                     const struct parangon_term *source)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    term->count = 0;
    parangon_cutter_init(&cutter, source->text, strlen(source->text), source->lang);
    while (parangon_cutter_next(&cutter, &token)) {
        if (term->count == sizeof term->parts / sizeof *term->parts)
            return false;
        struct part *part = &term->parts[term->count++];

        copy_word(part->form, token.form);
        copy_word(part->stem, parangon_stem(stemmer, source->lang, token.form, token.len));
        part->capitalised = token.capitalised;
        part->acronym = token.acronym;
        part->stop = word_is_grammar(source->lang, part->form,
                                     parangon_is_stop_word(source->lang, token.form, token.len));
    }
    return term->count > 0;
}

static bool is_acronym_term(const struct term *term)
{
    for (size_t i = 0; i < term->count; i++) {
        const struct part *part = &term->parts[i];

        if (!word_is_code(part->form, part->capitalised, part->acronym) &&
            (i == 0 || !word_follows_code(part->form, part->capitalised)))
            return false;
    }
    return true;
}

/* Leaves the stop words out, unless fewer than two words would be left: "sans-abri" is not "abri",
   nor "La Réunion" any meeting. */
static void drop_stop_words(struct term *term)
{
    size_t content = 0;

    for (size_t i = 0; i < term->count; i++)
        content += !term->parts[i].stop;
    if (content < 2 && strcmp(term->parts[0].form, "the") != 0)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < term->count; i++) {
        if (!term->parts[i].stop)
            term->parts[kept++] = term->parts[i];
    }
    if (kept)
        term->count = kept;
}

/* The first word of meaning that the term writes with a capital, or -1. */
static int first_capital(const struct term *term)
{
    for (size_t i = 0; i < term->count; i++) {
        if (term->parts[i].capitalised && !term->parts[i].stop)
            return (int)i;
    }
    return -1;
}

static void grow_path(struct parangon_spotter *spotter, uint32_t root, const struct term *term)
{
    uint32_t node = root;

    if (term->count > EXPRESSION_MAX)
        return;
    for (size_t i = 0; i < term->count; i++)
        node = spotter_edge_grow(spotter, node,
                                 root < ROOT_NAMES ? term->parts[i].stem : term->parts[i].form);
    spotter_expression_add(spotter, node, term->expression);
}

/* The French stemmer parts some plurals from their singulars: emplois, conflits, vélos. A single
   word is found by either stem. */
static void grow_other_number(struct parangon_spotter *spotter, struct parangon_stemmer *stemmer,
                              struct term *term)
{
    struct part *part = &term->parts[0];
    char other[sizeof part->form];
    size_t len = strlen(part->form);

    memcpy(other, part->form, len);
    if (len > 1 && other[len - 1] == 's')
        len--;
    else
        other[len++] = 's';
    other[len] = '\0';
    const char *stem = parangon_stem(stemmer, PARANGON_FR, other, len);
    if (strcmp(stem, part->stem) == 0)
        return;
    copy_word(part->stem, stem);
    grow_path(spotter, PARANGON_FR, term);
}

static void add_term(struct parangon_spotter *spotter, struct parangon_stemmer *stemmer,
                     size_t index, size_t which)
{
    const struct concept_entry *entry = spotter->vocabulary->entries[index];
    const struct parangon_term *source = &entry->terms[which];
    enum parangon_scheme scheme = entry->concept.scheme;
    bool proper = scheme == PARANGON_COUNTRIES || scheme == PARANGON_NETWORKS;
    bool name = proper && !entry->demonym[which];
    struct term term;

    term.expression = (struct expression){.concept = index,
                                          .term = source->text,
                                          .strength = source->strength,
                                          .proper = proper,
                                          .capital = -1};
    if (!cut_term(&term, stemmer, source))
        return;
    if (is_acronym_term(&term)) {
        grow_path(spotter, ROOT_ACRONYMS, &term);
        return;
    }
    if (name && first_capital(&term) >= 0) {
        term.expression.capital = first_capital(&term);
        grow_path(spotter, ROOT_NAMES, &term);
    }
    if (source->lang == PARANGON_OTHER)
        return;
    drop_stop_words(&term);
    if (name)
        term.expression.capital = first_capital(&term);
    if (term.count == 1)
        term.expression.form = parangon_arena_strdup(spotter->arena, term.parts[0].form);
    grow_path(spotter, source->lang, &term);
    if (term.count == 1 && source->lang == PARANGON_FR)
        grow_other_number(spotter, stemmer, &term);
}

struct parangon_spotter *parangon_spotter_new(const struct parangon_vocabulary *vocabulary,
                                              struct parangon_stemmer *stemmer, unsigned schemes)
{
    struct parangon_spotter *spotter = parangon_calloc(1, sizeof *spotter);

    spotter->vocabulary = vocabulary;
    spotter->arena = parangon_arena_new();
    for (int root = 0; root < ROOT_COUNT; root++)
        spotter_node_add(spotter);
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct parangon_concept *concept = &vocabulary->entries[i]->concept;

        if (!(schemes & 1u << concept->scheme))
            continue;
        for (size_t j = 0; j < concept->term_count; j++)
            add_term(spotter, stemmer, i, j);
    }
    return spotter;
}

void parangon_spotter_free(struct parangon_spotter *spotter)
{
    if (!spotter)
        return;
    parangon_map_clear(&spotter->edges);
    free(spotter->nodes);
    free(spotter->expressions);
    parangon_arena_free(spotter->arena);
    free(spotter);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the expressions of a spotter in a text. */
#include "spotter.h"

#include "concepts.h"

#include <string.h>

/* Stop words in a row that an expression runs over. */
enum {
    PASSED_MAX = 4
};

struct search {
    const struct parangon_spotter *spotter;
    enum parangon_lang lang;
    const struct parangon_word *words;
    size_t count;
    bool all_lower;
    uint32_t root;
    size_t path[EXPRESSION_MAX]; /* the words taken, by their place in the text */
    struct parangon_match *matches;
    size_t match_count, match_cap;
    size_t settled; /* matches of earlier words; those after it compete */
    size_t end;     /* of the longest expression at this word */
};

static bool is_admitted(const struct search *search, const struct expression *expression)
{
    const struct parangon_word *first = &search->words[search->path[0]];

    if (expression->form &&
        !(expression->proper ? word_is_inflected : word_is_akin)(expression->form, first->form))
        return false;
    return expression->capital < 0 || search->all_lower ||
           search->words[search->path[expression->capital]].capitalised;
}

/* Puts the match among those of the same words: in order of concepts, each once. */
static void add_match(struct search *search, struct parangon_match match)
{
    size_t at = search->match_count;

    while (at > search->settled && search->matches[at - 1].index >= match.index)
        at--;
    if (at < search->match_count && search->matches[at].index == match.index) {
        if (search->matches[at].strength < match.strength)
            search->matches[at] = match;
        return;
    }
    if (search->match_count == search->match_cap) {
        search->match_cap = search->match_cap ? search->match_cap * 2 : 16;
        search->matches =
            parangon_realloc(search->matches, search->match_cap, sizeof *search->matches);
    }
    memmove(search->matches + at + 1, search->matches + at,
            (search->match_count - at) * sizeof *search->matches);
    search->matches[at] = match;
    search->match_count++;
}

/* Notes the expressions that end at a node, when none longer is known. */
static void note(struct search *search, uint32_t node, size_t end)
{
    const struct parangon_spotter *spotter = search->spotter;

    if (end < search->end)
        return;
    for (uint32_t i = spotter->nodes[node]; i != NO_EXPRESSION; i = spotter->expressions[i].next) {
        const struct expression *expression = &spotter->expressions[i];

        if (!is_admitted(search, expression))
            continue;
        if (end > search->end)
            search->match_count = search->settled;
        search->end = end;
        add_match(search,
                  (struct parangon_match){
                      .concept = &spotter->vocabulary->entries[expression->concept]->concept,
                      .index = expression->concept,
                      .first = search->path[0],
                      .count = end - search->path[0],
                      .strength = expression->strength,
                      .term = expression->term,
                  });
    }
}

static bool fits_acronym(const struct search *search, const struct parangon_word *word, bool first)
{
    if (word_is_code(word->form, word->capitalised, word->acronym))
        return true;
    if (!first && word_follows_code(word->form, word->capitalised))
        return true;
    return search->all_lower && (!first || !word_is_grammar(search->lang, word->form, word->stop));
}

/* The node that the word at `at` leads to, or PARANGON_MAP_NONE. */
static size_t step(const struct search *search, uint32_t node, size_t at)
{
    const struct parangon_word *word = &search->words[at];

    if (search->root == ROOT_ACRONYMS && !fits_acronym(search, word, node == search->root))
        return PARANGON_MAP_NONE;
    return spotter_edge_follow(search->spotter, node,
                               search->root < ROOT_NAMES ? word->stem : word->form);
}

/* Takes the word at `at` as the next one of the expressions below `node`, then goes on. */
static void walk(struct search *search, uint32_t node, size_t depth, size_t at)
{
    size_t next = step(search, node, at);

    if (next == PARANGON_MAP_NONE)
        return;
    search->path[depth++] = at++;
    note(search, (uint32_t)next, at);
    if (depth == EXPRESSION_MAX)
        return;
    for (size_t passed = 0; at < search->count && passed <= PASSED_MAX; passed++, at++) {
        const struct parangon_word *word = &search->words[at];

        walk(search, (uint32_t)next, depth, at);
        if (search->root >= ROOT_NAMES || !word_is_grammar(search->lang, word->form, word->stop))
            return;
    }
}

size_t parangon_spotter_find(const struct parangon_spotter *spotter, enum parangon_lang lang,
                             const struct parangon_word *words, size_t count, bool all_lower,
                             struct parangon_match **matches)
{
    struct search search = {
        .spotter = spotter, .lang = lang, .words = words, .count = count, .all_lower = all_lower};

    for (size_t at = 0; at < count;) {
        search.end = at;
        search.settled = search.match_count;
        search.root = (uint32_t)lang;
        walk(&search, search.root, 0, at);
        search.root = ROOT_ACRONYMS;
        walk(&search, search.root, 0, at);
        at = search.end > at ? search.end : at + 1;
    }
    *matches = search.matches;
    return search.match_count;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "window.h"

#include "phrase.h"

#include <math.h>
#include <stdlib.h>

enum {
    TITLE_TIMES = 3
};

/* The term by which a passage holds a clause at some place in its text. */
struct placed {
    const struct alternative *alternative;
    const char *term;
    size_t len;
};

/* The likeliest translation that the passage holds. */
static bool place_group(const struct match *match, const struct alternative *group,
                        xc_docid document, struct placed *placed)
{
    for (size_t i = 0; i < group->part_count; i++) {
        const struct group_part *part = &group->parts[i];

        if (engine_positions(match->engine, document, part->term, part->len, NULL, 0) > 0) {
            *placed = (struct placed){group, part->term, part->len};
            return true;
        }
    }
    return false;
}

/* The term of a clause in the language of the passage; false when the passage lacks it. */
static bool place_clause(const struct match *match, const struct clause_match *clause,
                         xc_docid document, struct placed *placed)
{
    enum parangon_lang lang = match->engine->passages[document].lang;

    if (!clause->content || clause->clause->kind != CLAUSE_WORD)
        return false;
    for (size_t i = 0; i < clause->count; i++) {
        const struct alternative *alternative = &clause->alternatives[i];

        if (alternative->way == WAY_FORM || alternative->way == WAY_CONCEPT ||
            alternative->way == WAY_EXPRESSION || alternative->lang != lang ||
            postings_find(&alternative->postings, document) == SIZE_MAX)
            continue;
        if (alternative->way == WAY_TRANSLATION)
            return place_group(match, alternative, document, placed);
        *placed = (struct placed){alternative, alternative->term, alternative->term_len};
        return true;
    }
    return false;
}

static bool stand_near(const uint32_t first[], size_t firsts, const uint32_t second[],
                       size_t seconds)
{
    for (size_t i = 0, j = 0; i < firsts && j < seconds;) {
        if (second[j] <= first[i])
            j++;
        else if (second[j] - first[i] < PHRASE_WINDOW)
            return true;
        else
            i++;
    }
    return false;
}

double window_phrases(const struct match *match, xc_docid document)
{
    uint32_t positions[2][POSITIONS_MAX];
    size_t counts[2] = {0, 0}, now = 0;
    double before = 0, sum = 0; /* what the word before adds, 0 when it is not there */

    for (size_t i = 0; i < match->question->count; i++) {
        const struct clause_match *clause = &match->clauses[i];
        struct placed placed;
        double value = 0;

        if (!clause->content)
            continue; /* stop words stand between the words of a pair */
        now = !now;
        counts[now] = 0;
        if (place_clause(match, clause, document, &placed)) {
            counts[now] =
                phrase_positions(match->engine, document, placed.term, placed.len, positions[now]);
            value = match_contribution(match, clause, placed.alternative, document);
        }
        if (value > 0 && before > 0 &&
            stand_near(positions[!now], counts[!now], positions[now], counts[now]))
            sum += before + value;
        before = value;
    }
    return WEIGHT_PHRASE * sum;
}

/* ---- The best window ---- */

struct place {
    uint32_t position;
    unsigned word;
};

struct window_word {
    double idf;
    unsigned titles; /* occurrences in the title */
    unsigned inside; /* in the window under way */
};

struct window {
    struct place *places;
    size_t count, cap;
    struct window_word words[CLAUSES_MAX];
    size_t word_count;
};

static void add_word(struct window *window, const struct match *match, const struct placed *placed,
                     xc_docid document)
{
    uint32_t positions[POSITIONS_MAX];
    size_t count = phrase_positions(match->engine, document, placed->term, placed->len, positions);
    unsigned word = (unsigned)window->word_count++;

    window->words[word] = (struct window_word){.idf = placed->alternative->idf};
    if (window->count + count > window->cap) {
        window->cap = 2 * (window->count + count);
        window->places = parangon_realloc(window->places, window->cap, sizeof *window->places);
    }
    for (size_t i = 0; i < count; i++) {
        if (positions[i] < PARANGON_BODY_POSITION)
            window->words[word].titles++;
        else
            window->places[window->count++] = (struct place){positions[i], word};
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct place *first = a, *second = b;

    return first->position < second->position ? -1 : first->position > second->position;
}

static double window_score(const struct window *window)
{
    double sum = 0;

    for (size_t i = 0; i < window->word_count; i++) {
        const struct window_word *word = &window->words[i];
        double frequency = word->inside + TITLE_TIMES * word->titles;

        sum += word->idf * (BM25_K1 + 1) * frequency / (BM25_K1 + frequency);
    }
    return sum;
}

static double slide(struct window *window)
{
    double best = window_score(window); /* of the title alone */
    size_t left = 0;

    for (size_t right = 0; right < window->count; right++) {
        window->words[window->places[right].word].inside++;
        while (window->places[right].position - window->places[left].position >= WINDOW_WORDS)
            window->words[window->places[left++].word].inside--;
        double score = window_score(window);
        if (score > best)
            best = score;
    }
    return best;
}

/* Words farther apart than this say nothing of each other. */
enum {
    NEAR_MAX = 50
};

static double near_score(const struct window *window)
{
    double nearness[CLAUSES_MAX] = {0}, sum = 0;

    for (size_t i = 1; i < window->count; i++) {
        const struct place *first = &window->places[i - 1], *second = &window->places[i];
        uint32_t distance = second->position - first->position;

        if (first->word == second->word || distance == 0 || distance > NEAR_MAX)
            continue;
        double share = 1 / (distance * sqrt(distance));
        nearness[first->word] += window->words[second->word].idf * share;
        nearness[second->word] += window->words[first->word].idf * share;
    }
    for (size_t i = 0; i < window->word_count; i++)
        sum += window->words[i].idf * (BM25_K1 + 1) * nearness[i] / (BM25_K1 + nearness[i]);
    return sum;
}

struct window_scores window_places(const struct match *match, xc_docid document)
{
    unsigned without = match->request->without;
    struct window_scores scores = {0};
    struct window window = {0};

    for (size_t i = 0; i < match->question->count; i++) {
        struct placed placed;

        if (place_clause(match, &match->clauses[i], document, &placed))
            add_word(&window, match, &placed, document);
    }
    if (window.count)
        qsort(window.places, window.count, sizeof *window.places, compare_places);
    if (!(without & WITHOUT_WINDOW))
        scores.best = WEIGHT_WINDOW * slide(&window);
    if (!(without & WITHOUT_NEAR))
        scores.near = WEIGHT_NEAR * near_score(&window);
    free(window.places);
    return scores;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "phrase.h"

#include "alternatives.h"

#include <stdlib.h>
#include <string.h>

enum {
    PHRASE_WORDS_MAX = 16
};

struct phrase {
    struct engine *engine;
    size_t count;
    uint32_t reach; /* how far behind a word the next one may stand */
    char *terms[PHRASE_WORDS_MAX];
    struct postings postings[PHRASE_WORDS_MAX];
};

size_t phrase_positions(struct engine *engine, xc_docid document, const char *term, size_t len,
                        uint32_t positions[POSITIONS_MAX])
{
    size_t total = engine_positions(engine, document, term, len, positions, POSITIONS_MAX);

    return total < POSITIONS_MAX ? total : POSITIONS_MAX;
}

/* The first position behind `before` and within reach of it, or 0. */
static uint32_t next_position(const uint32_t positions[], size_t count, uint32_t before,
                              uint32_t reach)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (positions[middle] <= before)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && positions[low] - before <= reach ? positions[low] : 0;
}

/* How often the words stand behind one another in a document that holds them all. */
static uint32_t occurrences(const struct phrase *phrase, xc_docid document)
{
    uint32_t last[POSITIONS_MAX], next[POSITIONS_MAX]; /* of the words so far; of the next one */
    size_t count = phrase_positions(phrase->engine, document, phrase->terms[0],
                                    strlen(phrase->terms[0]), last);

    for (size_t w = 1; w < phrase->count && count; w++) {
        size_t others = phrase_positions(phrase->engine, document, phrase->terms[w],
                                         strlen(phrase->terms[w]), next);
        size_t kept = 0;

        for (size_t i = 0; i < count; i++) {
            uint32_t position = next_position(next, others, last[i], phrase->reach);

            if (position)
                last[kept++] = position;
        }
        count = kept;
    }
    return (uint32_t)count;
}

static bool is_in_all(const struct phrase *phrase, xc_docid document)
{
    for (size_t w = 1; w < phrase->count; w++) {
        if (postings_find(&phrase->postings[w], document) == SIZE_MAX)
            return false;
    }
    return true;
}

static void collect(const struct phrase *phrase, struct postings *found)
{
    const struct postings *first = &phrase->postings[0];

    found->documents = parangon_calloc(first->count, sizeof *found->documents);
    found->wdfs = parangon_calloc(first->count, sizeof *found->wdfs);
    for (size_t i = 0; i < first->count; i++) {
        uint32_t times =
            is_in_all(phrase, first->documents[i]) ? occurrences(phrase, first->documents[i]) : 0;

        if (times) {
            found->documents[found->count] = first->documents[i];
            found->wdfs[found->count++] = times;
        }
    }
}

/* Reads the postings of one more word, and adds its weight to `idf`. Takes over `term`. */
static enum parangon_code add_word(struct phrase *phrase, char *term, enum parangon_lang lang,
                                   double *idf, struct parangon_error *err)
{
    struct postings *postings = &phrase->postings[phrase->count];
    enum parangon_code code = engine_postings(phrase->engine, term, strlen(term), postings, err);

    if (code == PARANGON_OK)
        *idf +=
            inverse_frequency(phrase->engine->languages[lang].passages, (double)postings->count);
    phrase->terms[phrase->count++] = term;
    return code;
}

static void clear(struct phrase *phrase)
{
    for (size_t i = 0; i < phrase->count; i++) {
        free(phrase->terms[i]);
        postings_clear(&phrase->postings[i]);
    }
}

enum parangon_code phrase_postings(struct match *match, const struct clause *clause,
                                   enum parangon_lang lang, struct postings *postings, double *idf,
                                   struct parangon_error *err)
{
    struct phrase phrase = {.engine = match->engine, .reach = 1};
    enum parangon_code code = PARANGON_OK;

    *idf = 0;
    while (code == PARANGON_OK && phrase.count < clause->word_count &&
           phrase.count < PHRASE_WORDS_MAX) {
        const char *form = clause->words[phrase.count].form;
        struct parangon_buf term = {0};

        parangon_term(&term, parangon_prefix_stem(lang),
                      parangon_stem(match->engine->stemmer, lang, form, strlen(form)));
        code = add_word(&phrase, parangon_buf_take(&term), lang, idf, err);
    }
    if (code == PARANGON_OK)
        collect(&phrase, postings);
    clear(&phrase);
    return code;
}

enum parangon_code phrase_read_expression(struct match *match, struct alternative *expression,
                                          struct parangon_error *err)
{
    struct phrase phrase = {.engine = match->engine, .reach = PHRASE_WINDOW - 1};
    enum parangon_code code = PARANGON_OK;

    expression->idf = 0;
    for (size_t i = 0; code == PARANGON_OK && i < expression->part_count; i++)
        code =
            add_word(&phrase, parangon_strndup(expression->parts[i].term, expression->parts[i].len),
                     expression->lang, &expression->idf, err);
    if (code == PARANGON_OK)
        collect(&phrase, &expression->postings);
    clear(&phrase);
    return code;
}

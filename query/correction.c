/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "correction.h"

#include "context.h"
#include "shown_form.h"
#include "spelling.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG_WORD = 6 /* letters from which a slip seldom makes one word of another */
};

/* What the company of the other words of the question weighs, beside a slip, which is 1. */
#define CONTEXT_WEIGHT 0.4
/* The cost up to which a slip leaves one reading: a letter left out, doubled or swapped. */
#define PLAIN_SLIP 1.0

struct writing {
    struct known_words known;
    struct context context;
    const struct lexicon *lexicon; /* NULL until there is something to correct */
    struct parangon_buf text;
    size_t copied; /* bytes of the question that are in the text */
    bool changed;
    bool sure; /* of every word that was replaced */
};

/* ---- Which word was meant ---- */

/* Among the candidates with the fewest slips that a record which passes the filters has: the one
   that keeps company with the other words of the question. `*fits` is how well it does. */
static const struct spelling *choose(struct writing *writing, const struct spelling found[],
                                     size_t count, double *fits)
{
    const struct spelling *best = NULL;
    double least = 0;

    for (size_t i = 0; i < count && (!best || found[i].slips == best->slips); i++) {
        double fit = context_fits(&writing->context, found[i].word->form);
        double cost = found[i].cost - CONTEXT_WEIGHT * fit;

        if (fit >= 0 && (!best || cost < least)) {
            best = &found[i];
            least = cost;
            *fits = fit;
        }
    }
    return best;
}

static bool is_grammar(const struct lexicon_word *word)
{
    return parangon_is_stop_word(PARANGON_FR, word->form, word->len) ||
           parangon_is_stop_word(PARANGON_EN, word->form, word->len);
}

/* A name may be one that the index has nothing about, two slips are a guess, and so is a letter
   replaced in a short word, or a word that never stands with the others. A word of grammar finds
   nothing more. */
static bool is_sure(const struct question_word *word, const struct spelling *spelling, double fits)
{
    bool name = word->capitalised && word->begin > 0;
    double cost = spelling_cost(word->form, spelling->word->form);
    bool plain = strlen(word->form) >= LONG_WORD || cost <= PLAIN_SLIP || spelling->alike;

    return spelling->slips == 1 && plain && !name && fits > 0 && !is_grammar(spelling->word);
}

/* ---- The corrected question ---- */

/* A capital stays where one was typed, and comes nowhere else: it tells names from words. */
static char *in_case_of(const struct question_word *word, const struct known_words *known,
                        const struct lexicon_word *meant)
{
    enum parangon_lang preferred =
        known->own[PARANGON_EN] && !known->own[PARANGON_FR] ? PARANGON_EN : PARANGON_FR;
    const char *shown = shown_form(known->engine, meant, lexicon_language(meant, preferred));

    return shown_in_case(shown, word->capitalised);
}

static void replace(struct writing *writing, const struct question_word *word,
                    const struct spelling *spelling, double fits)
{
    char *meant = in_case_of(word, &writing->known, spelling->word);

    parangon_buf_add(&writing->text, writing->known.request->words + writing->copied,
                     word->begin - writing->copied);
    parangon_buf_puts(&writing->text, meant);
    free(meant);
    writing->copied = word->end;
    writing->sure = writing->sure && is_sure(word, spelling, fits);
    writing->changed = true;
}

static enum parangon_code prepare(struct writing *writing, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!writing->lexicon)
        code = context_make(&writing->known, &writing->context, err);
    if (code == PARANGON_OK && !writing->lexicon)
        code = lexicon_of(writing->known.engine, &writing->lexicon, err);
    return code;
}

static enum parangon_code write_all(struct writing *writing, struct parangon_error *err)
{
    const struct question *question = writing->known.question;

    for (size_t i = 0; i < question->typed_count; i++) {
        const struct question_word *word = &question->typed[i];
        struct spelling found[SPELLING_FOUND_MAX];

        if (known_words_has(&writing->known, i))
            continue;
        enum parangon_code code = prepare(writing, err);
        if (code != PARANGON_OK)
            return code;
        size_t count = spelling_find(writing->lexicon, word->form, writing->known.own, found);
        double fits = 0;
        const struct spelling *meant = choose(writing, found, count, &fits);
        if (meant)
            replace(writing, word, meant, fits);
    }
    return PARANGON_OK;
}

enum parangon_code correction_find(struct engine *engine, const struct request *request,
                                   const struct question *question, struct correction *correction,
                                   struct parangon_error *err)
{
    struct writing *writing = parangon_calloc(1, sizeof *writing);

    writing->sure = true;
    known_words_init(&writing->known, engine, request, question);
    enum parangon_code code = write_all(writing, err);
    if (code == PARANGON_OK) {
        *correction = (struct correction){.sure = writing->sure};
        if (writing->changed) {
            parangon_buf_puts(&writing->text, request->words + writing->copied);
            correction->text =
                parangon_arena_strdup(request->arena, parangon_buf_str(&writing->text));
        }
    }
    parangon_buf_clear(&writing->text);
    context_clear(&writing->context);
    free(writing);
    return code;
}

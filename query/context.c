/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "context.h"

#include "passing.h"

#include <stdlib.h>
#include <string.h>

/* Marks the records of a term with `mark`, which counts up once a record and word. */
static enum parangon_code mark_term(struct context *context, const char *prefix, const char *value,
                                    unsigned char *marked, struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, prefix, value);
    enum parangon_code code = engine_postings(context->engine, term.data, term.len, &postings, err);
    parangon_buf_clear(&term);
    for (size_t i = 0; i < postings.count; i++) {
        uint32_t record = engine_record_of(context->engine, postings.documents[i]);

        if (record != UINT32_MAX)
            marked[record] = 1;
    }
    postings_clear(&postings);
    return code;
}

static enum parangon_code add_word(struct known_words *known, struct context *context,
                                   const struct question_word *word, unsigned char *marked,
                                   struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    memset(marked, 0, (size_t)context->engine->records + 1);
    for (enum parangon_lang lang = 0; code == PARANGON_OK && lang < PARANGON_LANG_COUNT; lang++) {
        if (known->own[lang])
            code = mark_term(
                context, parangon_prefix_stem(lang),
                parangon_stem(context->engine->stemmer, lang, word->form, strlen(word->form)),
                marked, err);
    }
    for (uint32_t i = 0; code == PARANGON_OK && i < context->engine->records; i++)
        context->words[i] = (unsigned char)(context->words[i] + marked[i]);
    context->count++;
    return code;
}

enum parangon_code context_make(struct known_words *known, struct context *context,
                                struct parangon_error *err)
{
    size_t size = (size_t)known->engine->records + 1;
    unsigned char *marked = parangon_alloc(size);
    enum parangon_code code = PARANGON_OK;

    *context = (struct context){.engine = known->engine,
                                .passes = parangon_calloc(size, 1),
                                .words = parangon_calloc(size, 1)};
    code = passing_mark(known->engine, known->request, context->passes, err);
    for (size_t i = 0; code == PARANGON_OK && i < known->question->typed_count; i++) {
        const struct question_word *word = &known->question->typed[i];

        if (!word->stop[PARANGON_FR] && !word->stop[PARANGON_EN] && known_words_has(known, i))
            code = add_word(known, context, word, marked, err);
    }
    free(marked);
    return code;
}

void context_clear(struct context *context)
{
    free(context->passes);
    free(context->words);
    *context = (struct context){0};
}

double context_fits(struct context *context, const char *form)
{
    unsigned most = 0;
    bool found = false;

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        struct parangon_buf term = {0};
        struct postings postings = {0};

        parangon_term(&term, parangon_prefix_exact(lang), form);
        if (engine_postings(context->engine, term.data, term.len, &postings,
                            &context->engine->failure) != PARANGON_OK)
            postings = (struct postings){0};
        for (size_t i = 0; i < postings.count; i++) {
            uint32_t record = engine_record_of(context->engine, postings.documents[i]);

            if (!context->passes[record])
                continue;
            found = true;
            most = context->words[record] > most ? context->words[record] : most;
        }
        postings_clear(&postings);
        parangon_buf_clear(&term);
    }
    if (!found)
        return -1;
    return context->count ? (double)most / (double)context->count : 1;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which records count for suggestions, and how many of them have what is suggested. */
#include "candidate.h"
#include "match.h"
#include "passing.h"

#include <stdlib.h>
#include <string.h>

enum parangon_code candidates_find_passing(struct gathering *gathering, struct parangon_error *err)
{
    gathering->passing = parangon_calloc((size_t)gathering->engine->records + 1, 1);
    return passing_mark(gathering->engine, gathering->request, gathering->passing, err);
}

/* Whether any passage that the audience may see holds this very form, not only another of its
   stem. */
static bool is_there(struct engine *engine, const struct lexicon_word *word)
{
    xc_docid document;

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        if (word->passages[lang] &&
            engine_first(engine, parangon_prefix_exact(lang), word->form, &document, 1) > 0)
            return true;
    }
    return false;
}

/* The records that hold all words of a question in one passage, marked; false when none does. */
static bool mark_holding(const struct match *match, const unsigned char *passing,
                         unsigned char *held)
{
    const struct engine *engine = match->engine;
    bool any = false;

    for (uint32_t i = 1; i <= engine->last; i++) {
        uint32_t record = engine->passages[i].record;

        if (record == UINT32_MAX || !passing[record] || match->excluded[record] ||
            match->held[i] < match->needed || match->mandatory_held[i] < match->mandatory)
            continue;
        held[record] = 1;
        any = true;
    }
    return any;
}

enum parangon_code candidates_find_held(struct gathering *gathering, struct parangon_error *err)
{
    const struct parangon_lookup lookup = {gathering->engine->knowledge->vocabulary,
                                           gathering->engine->knowledge->places};
    struct request request = {.arena = gathering->request->arena,
                              .query_lang = PARANGON_OTHER,
                              .ui = PARANGON_OTHER,
                              .across = true};
    struct question *question = parangon_alloc(sizeof *question);
    unsigned char *held = parangon_calloc((size_t)gathering->engine->records + 1, 1);
    struct match match;

    request.words =
        parangon_arena_strndup(request.arena, gathering->typed.text, gathering->typed.last_begin);
    question_read(question, &request, &lookup);
    enum parangon_code code = match_run(&match, gathering->engine, question, &request, err);
    if (code == PARANGON_OK && !gathering->typed.elided)
        gathering->lang = match.lang;
    if (code == PARANGON_OK && mark_holding(&match, gathering->passing, held))
        gathering->held = held;
    else
        free(held);
    match_clear(&match);
    free(question);
    return code;
}

struct counting {
    struct gathering *gathering;
    const unsigned char *allowed;
    unsigned char *seen; /* by record */
    size_t count;
};

static void count_term(struct counting *counting, const char *prefix, const char *value)
{
    struct engine *engine = counting->gathering->engine;
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, prefix, value);
    if (engine_postings(engine, term.data, term.len, &postings, &engine->failure) == PARANGON_OK) {
        for (size_t i = 0; i < postings.count; i++) {
            uint32_t record = engine_record_of(engine, postings.documents[i]);

            if (counting->allowed[record] && !counting->seen[record]) {
                counting->seen[record] = 1;
                counting->count++;
            }
        }
    }
    postings_clear(&postings);
    parangon_buf_clear(&term);
}

size_t candidate_records(struct gathering *gathering, const struct candidate *candidate)
{
    struct engine *engine = gathering->engine;
    struct counting counting = {.gathering = gathering,
                                .allowed = candidate->joins && gathering->held ? gathering->held
                                                                               : gathering->passing,
                                .seen = parangon_calloc((size_t)engine->records + 1, 1)};

    if (candidate->named) {
        count_term(&counting, candidate->named->field->prefix, candidate->named->value);
    } else if (candidate->word && is_there(engine, candidate->word)) {
        for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
            if (candidate->word->passages[lang])
                count_term(&counting, parangon_prefix_stem(lang),
                           parangon_stem(engine->stemmer, lang, candidate->word->form,
                                         candidate->word->len));
        }
    } else if (!candidate->word) {
        counting.count = counting.allowed[candidate->record];
    }
    free(counting.seen);
    return counting.count;
}

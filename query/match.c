/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match.h"

#include "alternatives.h"
#include "group.h"
#include "language.h"
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

static void choose_languages(struct match *match)
{
    match->lang = match->request->query_lang;
    if (match->lang == PARANGON_OTHER)
        match->lang = question_language(match->engine, match->question);
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++)
        match->own[lang] =
            match->lang == PARANGON_OTHER || lang == match->lang || lang == PARANGON_OTHER;
}

/* A stop word of the question's language; of either when it is unsure. */
static bool is_stop(const struct match *match, const struct question_word *word)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        if (match->own[lang] && word->stop[lang] && !(match->request->without & WITHOUT_STOP))
            return true;
    }
    return false;
}

static void choose_content(struct match *match)
{
    size_t content = 0;

    for (size_t i = 0; i < match->question->count; i++) {
        struct clause_match *clause = &match->clauses[i];

        clause->clause = &match->question->clauses[i];
        clause->mandatory = clause->clause->kind != CLAUSE_WORD && !clause->clause->excluded;
        clause->content = !clause->clause->excluded &&
                          (clause->mandatory || !is_stop(match, clause->clause->words));
        content += clause->content;
    }
    for (size_t i = 0; content == 0 && i < match->question->count; i++)
        match->clauses[i].content = !match->clauses[i].clause->excluded;
}

/* Groups of clauses joined by OR count once. */
static void count_groups(struct match *match)
{
    for (unsigned group = 0; group < match->question->groups; group++) {
        bool content = false, mandatory = false;

        for (size_t i = 0; i < match->question->count; i++) {
            if (match->clauses[i].clause->group != group)
                continue;
            content = content || match->clauses[i].content;
            mandatory = mandatory || match->clauses[i].mandatory;
        }
        match->mandatory += content && mandatory;
        match->needed += content && !mandatory;
    }
}

static enum parangon_code read_alternative(struct match *match, const struct clause *clause,
                                           struct alternative *alternative,
                                           struct parangon_error *err)
{
    struct engine *engine = match->engine;
    bool any = alternative->lang == PARANGON_LANG_COUNT;
    double passages = any ? engine->passage_count : engine->languages[alternative->lang].passages;
    enum parangon_code code;

    if (clause->kind == CLAUSE_PHRASE)
        return phrase_postings(match, clause, alternative->lang, &alternative->postings,
                               &alternative->idf, err);
    if (alternative->way == WAY_TRANSLATION)
        return group_read(match, alternative, err);
    if (alternative->way == WAY_EXPRESSION)
        return phrase_read_expression(match, alternative, err);
    code = engine_postings(engine, alternative->term, alternative->term_len, &alternative->postings,
                           err);
    alternative->idf = inverse_frequency(passages, (double)alternative->postings.count);
    return code;
}

/* Of the frequency of a word in a passage of a length; k1, b: see match.h. */
static double saturation(const struct match *match, double wdf,
                         const struct parangon_passage_key *passage)
{
    double average = match->engine->languages[passage->lang].average_length;
    double norm = 1 - BM25_B + BM25_B * (average > 0 ? passage->length / average : 1);

    return (BM25_K1 + 1) * wdf / (BM25_K1 * norm + wdf);
}

static double frequency_at(const struct postings *postings, size_t at)
{
    return postings->frequencies ? postings->frequencies[at] : postings->wdfs[at];
}

static double contribution(const struct match *match, const struct clause_match *clause,
                           const struct alternative *alternative, size_t at)
{
    const struct parangon_passage_key *passage =
        &match->engine->passages[alternative->postings.documents[at]];
    double times = 2.0 * clause->clause->times / (1.0 + clause->clause->times); /* k3 1 */
    double weight = match->own[passage->lang] ? alternative->weight : alternative->weight_across;
    double frequency = alternative->flat > 0
                           ? alternative->flat
                           : saturation(match, frequency_at(&alternative->postings, at), passage);

    return times * weight * alternative->idf * frequency;
}

double match_contribution(const struct match *match, const struct clause_match *clause,
                          const struct alternative *alternative, xc_docid document)
{
    size_t at = postings_find(&alternative->postings, document);

    return at == SIZE_MAX ? 0 : contribution(match, clause, alternative, at);
}

/* What is gathered of one clause over all passages before it goes into the scores. */
struct gathering {
    float *best, *added;       /* by document number */
    unsigned char *state;      /* 1 seen, 2 held */
    unsigned char *group_mark; /* the last group that held the document, plus 1 */
    xc_docid *seen;
    size_t seen_count;
};

enum {
    SEEN = 1,
    HELD = 2
};

/* A translation that is hardly one does not make a passage hold the word. */
static bool holds(const struct alternative *alternative, size_t at)
{
    const double *frequencies = alternative->postings.frequencies;

    return alternative->holds && (!frequencies || frequencies[at] >= GROUP_HOLDS);
}

static void gather(const struct match *match, const struct clause_match *clause,
                   const struct alternative *alternative, struct gathering *gathering)
{
    for (size_t i = 0; i < alternative->postings.count; i++) {
        xc_docid document = alternative->postings.documents[i];

        if (engine_record_of(match->engine, document) == UINT32_MAX)
            continue;
        if (!match->own[match->engine->passages[document].lang] && !match->request->across)
            continue;
        float score = (float)contribution(match, clause, alternative, i);
        if (!gathering->state[document])
            gathering->seen[gathering->seen_count++] = document;
        gathering->state[document] |= SEEN | (holds(alternative, i) ? HELD : 0);
        if (alternative->adds)
            gathering->added[document] += score;
        else if (gathering->best[document] < score)
            gathering->best[document] = score;
    }
}

static void pour(struct match *match, const struct clause_match *clause,
                 struct gathering *gathering)
{
    unsigned char mark = (unsigned char)(clause->clause->group + 1);

    for (size_t i = 0; i < gathering->seen_count; i++) {
        xc_docid document = gathering->seen[i];

        match->scores[document] += gathering->best[document] + gathering->added[document];
        if ((gathering->state[document] & HELD) && gathering->group_mark[document] != mark) {
            gathering->group_mark[document] = mark;
            ++*(clause->mandatory ? &match->mandatory_held[document] : &match->held[document]);
        }
        gathering->best[document] = gathering->added[document] = 0;
        gathering->state[document] = 0;
    }
    gathering->seen_count = 0;
}

static void exclude(struct match *match, const struct clause_match *clause)
{
    for (size_t a = 0; a < clause->count; a++) {
        const struct alternative *alternative = &clause->alternatives[a];

        for (size_t i = 0; alternative->holds && i < alternative->postings.count; i++) {
            uint32_t record = engine_record_of(match->engine, alternative->postings.documents[i]);

            if (record != UINT32_MAX)
                match->excluded[record] = 1;
        }
    }
}

static void score_all(struct match *match)
{
    size_t size = (size_t)match->engine->last + 1;
    struct gathering gathering = {
        .best = parangon_calloc(size, sizeof(float)),
        .added = parangon_calloc(size, sizeof(float)),
        .state = parangon_calloc(size, 1),
        .group_mark = parangon_calloc(size, 1),
        .seen = parangon_calloc(size, sizeof(xc_docid)),
    };

    for (size_t i = 0; i < match->question->count; i++) {
        const struct clause_match *clause = &match->clauses[i];

        if (clause->clause->excluded) {
            exclude(match, clause);
            continue;
        }
        for (size_t a = 0; a < clause->count; a++)
            gather(match, clause, &clause->alternatives[a], &gathering);
        pour(match, clause, &gathering);
    }
    free(gathering.best);
    free(gathering.added);
    free(gathering.state);
    free(gathering.group_mark);
    free(gathering.seen);
}

enum parangon_code match_run(struct match *match, struct engine *engine,
                             const struct question *question, const struct request *request,
                             struct parangon_error *err)
{
    size_t size = (size_t)engine->last + 1;
    enum parangon_code code;

    *match = (struct match){.engine = engine, .question = question, .request = request};
    match->clauses = parangon_calloc(question->count, sizeof *match->clauses);
    match->clause_of = parangon_calloc(CLAUSES_MAX, sizeof *match->clause_of);
    match->scores = parangon_calloc(size, sizeof *match->scores);
    match->held = parangon_calloc(size, 1);
    match->mandatory_held = parangon_calloc(size, 1);
    match->excluded = parangon_calloc((size_t)engine->records + 1, 1);
    choose_languages(match);
    choose_content(match);
    count_groups(match);
    code = alternatives_make(match, err);
    for (size_t i = 0; code == PARANGON_OK && i < question->count; i++) {
        struct clause_match *clause = &match->clauses[i];

        for (size_t a = 0; code == PARANGON_OK && a < clause->count; a++)
            code = read_alternative(match, clause->clause, &clause->alternatives[a], err);
    }
    if (code == PARANGON_OK)
        score_all(match);
    return code;
}

void match_clear(struct match *match)
{
    for (size_t i = 0; match->clauses && i < match->question->count; i++) {
        for (size_t a = 0; a < match->clauses[i].count; a++)
            postings_clear(&match->clauses[i].alternatives[a].postings);
        free(match->clauses[i].alternatives);
    }
    free(match->clauses);
    free(match->concepts);
    free(match->clause_of);
    free(match->scores);
    free(match->held);
    free(match->mandatory_held);
    free(match->excluded);
    *match = (struct match){0};
}

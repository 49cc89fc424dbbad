/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "group.h"

#include "alternatives.h"

#include <stdlib.h>
#include <string.h>

bool group_make(struct match *match, struct alternative *alternative, enum parangon_lang lang,
                const char *form)
{
    enum parangon_lang from = lang == PARANGON_FR ? PARANGON_EN : PARANGON_FR;
    struct parangon_arena *arena = match->request->arena;
    struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];
    struct group_part *parts;
    struct parangon_buf term = {0};
    double sum = 0;
    size_t count = parangon_translations_of(
        match->engine->knowledge->translations, from,
        parangon_stem(match->engine->stemmer, from, form, strlen(form)), found);

    if (!count)
        return false;
    parts = parangon_arena_alloc(arena, count * sizeof *parts);
    for (size_t i = 0; i < count; i++)
        sum += found[i].weight;
    for (size_t i = 0; i < count; i++) {
        parangon_term(&term, parangon_prefix_stem(lang), found[i].stem);
        parts[i] = (struct group_part){
            .term = parangon_arena_strndup(arena, term.data, term.len),
            .len = term.len,
            .stem = found[i].stem,
            .share = found[i].weight / sum,
            .weight = found[i].weight,
            .source = found[i].source,
        };
    }
    parangon_buf_clear(&term);
    alternative->parts = parts;
    alternative->part_count = count;
    return true;
}

/* Weighted frequencies while they are gathered, by document number. */
struct gathered {
    double *frequencies;
    xc_docid *seen;
    size_t count;
};

static void gather(struct gathered *gathered, const struct postings *postings, double share)
{
    for (size_t i = 0; i < postings->count; i++) {
        xc_docid document = postings->documents[i];

        if (gathered->frequencies[document] <= 0)
            gathered->seen[gathered->count++] = document;
        gathered->frequencies[document] += share * postings->wdfs[i];
    }
}

static int by_number(const void *a, const void *b)
{
    xc_docid first = *(const xc_docid *)a, second = *(const xc_docid *)b;

    return first < second ? -1 : first > second;
}

enum parangon_code group_read(struct match *match, struct alternative *alternative,
                              struct parangon_error *err)
{
    size_t size = (size_t)match->engine->last + 1;
    struct gathered gathered = {parangon_calloc(size, sizeof(double)),
                                parangon_calloc(size, sizeof(xc_docid)), 0};
    struct postings *postings = &alternative->postings;
    enum parangon_code code = PARANGON_OK;
    double holding = 0;

    for (size_t i = 0; code == PARANGON_OK && i < alternative->part_count; i++) {
        const struct group_part *part = &alternative->parts[i];
        struct postings of_part = {0};

        code = engine_postings(match->engine, part->term, part->len, &of_part, err);
        gather(&gathered, &of_part, part->share);
        holding += part->share * (double)of_part.count;
        postings_clear(&of_part);
    }
    if (gathered.count)
        qsort(gathered.seen, gathered.count, sizeof *gathered.seen, by_number);
    postings->frequencies = parangon_calloc(gathered.count, sizeof *postings->frequencies);
    for (size_t i = 0; i < gathered.count; i++)
        postings->frequencies[i] = gathered.frequencies[gathered.seen[i]];
    free(gathered.frequencies);
    postings->documents = gathered.seen;
    postings->count = gathered.count;
    alternative->idf =
        inverse_frequency(match->engine->languages[alternative->lang].passages, holding);
    return code;
}

const char *group_word(const struct match *match, enum parangon_lang lang, const char *stem)
{
    enum {
        LOOKED_AT = 200
    };
    const char *prefix = parangon_prefix_exact(lang);
    struct parangon_buf start = {0};
    const char *best = stem;
    struct xc_term term;
    uint32_t most = 0;
    xc_terms *terms = NULL;
    struct xc_error error;
    bool found = true;

    parangon_term(&start, prefix, stem);
    xc_status status =
        xc_terms_open(match->engine->database, start.data, start.len, &terms, &error);
    for (size_t i = 0; status == XC_OK && i < LOOKED_AT; i++) {
        status = xc_terms_next(terms, &term, &found, &error);
        if (status != XC_OK || !found)
            break;
        const char *form = term.bytes + strlen(prefix);
        if (term.termfreq > most &&
            strcmp(parangon_stem(match->engine->stemmer, lang, form, strlen(form)), stem) == 0) {
            most = term.termfreq;
            best = parangon_arena_strdup(match->request->arena, form);
        }
    }
    if (status != XC_OK)
        engine_note(match->engine, &error);
    xc_terms_close(terms);
    parangon_buf_clear(&start);
    return best;
}

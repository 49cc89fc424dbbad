/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of the index, and names in the catalogue, that begin as typed. */
#include "candidate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 100,      /* the most frequent ones that begin so */
    LETTERS_MIN = 3,      /* of a word that is suggested */
    LATER_LETTERS_MIN = 2 /* typed, to begin a later word of a name */
};

/* What puts a kind before the others; frequency counts beside it, by its logarithm. */
static const double before_others[CANDIDATE_KIND_COUNT] = {
    [CANDIDATE_THEME] = 3, [CANDIDATE_COUNTRY] = 2.5, [CANDIDATE_PLACE] = 2,
    [CANDIDATE_ACTOR] = 2, [CANDIDATE_WORD] = 0,      [CANDIDATE_TITLE] = -1};
/* A name that is not what it is called by: of a theme, words that have to do with it. */
static const double other_name[] = {
    [NAMED_THEME] = -4, [NAMED_COUNTRY] = -1, [NAMED_PLACE] = -2, [NAMED_ACTOR] = -2};
#define SHORT_NAME 4.0 /* an abbreviation is typed as a whole */
#define WHOLE 2.0      /* what was typed is all of it */
#define LATER (-6.0)   /* it begins a later word: after all of its kind that begin so */
#define FOREIGN (-3.0)
#define OTHER_LANGUAGE (-2.0)

struct candidate *candidate_add(struct gathering *gathering, enum candidate_kind kind, double score)
{
    if (gathering->count == gathering->cap) {
        gathering->cap = gathering->cap ? gathering->cap * 2 : 128;
        gathering->candidates =
            parangon_realloc(gathering->candidates, gathering->cap, sizeof *gathering->candidates);
    }
    struct candidate *candidate = &gathering->candidates[gathering->count++];
    *candidate = (struct candidate){.kind = kind, .score = before_others[kind] + score};
    return candidate;
}

/* ---- Words ---- */

static enum parangon_lang language_of(const struct gathering *gathering,
                                      const struct lexicon_word *word)
{
    return lexicon_language(word,
                            gathering->lang != PARANGON_OTHER ? gathering->lang : gathering->ui);
}

/* What is not in the language of what was typed, or of the reader. */
static double foreign(const struct gathering *gathering, enum parangon_lang lang)
{
    if (lang == PARANGON_OTHER)
        return 0;
    if (gathering->lang != PARANGON_OTHER)
        return lang == gathering->lang ? 0 : FOREIGN;
    return lang == gathering->ui ? 0 : OTHER_LANGUAGE;
}

/* A word of grammar says nothing alone, in the language it mostly stands in. */
static bool is_suggested(const struct lexicon_word *word)
{
    return word->len >= LETTERS_MIN &&
           !parangon_is_stop_word(lexicon_language(word, PARANGON_OTHER), word->form, word->len);
}

/* The most frequent first. */
static int by_frequency(const void *a, const void *b)
{
    const struct lexicon_word *first = *(const struct lexicon_word *const *)a;
    const struct lexicon_word *second = *(const struct lexicon_word *const *)b;
    uint32_t left = lexicon_passages(first), right = lexicon_passages(second);

    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(first->form, second->form);
}

/* The rarest of the words goes to the end, where the next one takes its place. */
static void put_rarest_last(const struct lexicon_word *words[], size_t count)
{
    size_t rarest = 0;

    for (size_t i = 1; i < count; i++) {
        if (lexicon_passages(words[i]) < lexicon_passages(words[rarest]))
            rarest = i;
    }
    const struct lexicon_word *last = words[count - 1];
    words[count - 1] = words[rarest];
    words[rarest] = last;
}

static size_t most_frequent(const struct gathering *gathering,
                            const struct lexicon_word *words[WORDS_MAX])
{
    const struct lexicon *lexicon = gathering->lexicon;
    const char *last = gathering->typed.last;
    size_t len = strlen(last), count = 0;

    for (size_t i = lexicon_find(lexicon, 0, last, len);
         i < lexicon->count && strncmp(lexicon->words[i].form, last, len) == 0; i++) {
        const struct lexicon_word *word = &lexicon->words[i];

        if (!is_suggested(word) ||
            (gathering->lang != PARANGON_OTHER && !word->passages[gathering->lang]))
            continue;
        if (count < WORDS_MAX)
            words[count++] = word;
        else if (lexicon_passages(words[WORDS_MAX - 1]) < lexicon_passages(word))
            words[WORDS_MAX - 1] = word;
        else
            continue;
        if (count == WORDS_MAX)
            put_rarest_last(words, count);
    }
    qsort(words, count, sizeof *words, by_frequency);
    return count;
}

/* Forms of one stem find the same: the most frequent stands for all, or the one that was typed. */
static bool is_first_of_stem(struct gathering *gathering, struct parangon_map *stems,
                             const struct lexicon_word *word)
{
    enum parangon_lang lang = language_of(gathering, word);
    const char *stem = parangon_stem(gathering->engine->stemmer, lang, word->form, word->len);
    struct parangon_buf key = {0};
    size_t before = stems->count;

    parangon_buf_printf(&key, "%d%s", (int)lang, stem);
    parangon_map_put(stems, key.data, key.len, before);
    parangon_buf_clear(&key);
    return stems->count > before;
}

static void add_word(struct gathering *gathering, struct parangon_map *stems,
                     const struct lexicon_word *word, bool whole)
{
    if (!is_first_of_stem(gathering, stems, word))
        return;
    enum parangon_lang lang = language_of(gathering, word);
    struct candidate *candidate = candidate_add(gathering, CANDIDATE_WORD,
                                                log1p(lexicon_passages(word)) +
                                                    (whole ? WHOLE : 0) + foreign(gathering, lang));
    candidate->word = word;
    candidate->lang = lang;
    candidate->joins = gathering->typed.words > 0;
}

void candidates_add_words(struct gathering *gathering)
{
    const struct lexicon_word *words[WORDS_MAX];
    struct parangon_map stems = {0};
    const char *last = gathering->typed.last;
    size_t count = *last ? most_frequent(gathering, words) : 0;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i]->form, last) == 0)
            add_word(gathering, &stems, words[i], true);
    }
    for (size_t i = 0; i < count; i++)
        add_word(gathering, &stems, words[i], false);
    parangon_map_clear(&stems);
}

/* ---- Names ---- */

static bool begins(const char *key, const char *start)
{
    return *start && strncmp(key, start, strlen(start)) == 0;
}

static bool begins_later(const char *key, const char *start)
{
    if (strlen(start) < LATER_LETTERS_MIN)
        return false;
    while ((key = strchr(key, ' ')) != NULL) {
        if (begins(++key, start))
            return true;
    }
    return false;
}

/* How well a name fits: false when it does not. */
static bool fit(const struct gathering *gathering, enum named_kind kind,
                const struct catalogue_name *name, double *score, bool *joins)
{
    const struct typed *typed = &gathering->typed;
    bool whole = strcmp(name->key, typed->key) == 0;

    *joins = false;
    *score = foreign(gathering, name->lang) + (name->label ? 0 : other_name[kind]);
    if (whole && (name->label || kind != NAMED_THEME))
        *score += WHOLE + (name->label ? 0 : SHORT_NAME);
    if (name->whole_only)
        return whole && kind != NAMED_THEME;
    if (begins(name->key, typed->key))
        return true;
    if (typed->words && begins(name->key, typed->last)) {
        *joins = true;
        return true;
    }
    *score += LATER;
    return begins_later(name->key, typed->key);
}

/* An item comes once, under the name that fits best: of equals the shorter. */
static void add_item(struct gathering *gathering, const struct catalogue *catalogue, size_t first,
                     size_t after)
{
    static const enum candidate_kind kinds[] = {[NAMED_THEME] = CANDIDATE_THEME,
                                                [NAMED_COUNTRY] = CANDIDATE_COUNTRY,
                                                [NAMED_PLACE] = CANDIDATE_PLACE,
                                                [NAMED_ACTOR] = CANDIDATE_ACTOR};
    const struct named *named = &catalogue->items[catalogue->names[first].item];
    const struct catalogue_name *best = NULL;
    double best_score = 0, score;
    bool best_joins = false, joins;

    for (size_t i = first; i < after; i++) {
        const struct catalogue_name *name = &catalogue->names[i];

        if (!fit(gathering, named->kind, name, &score, &joins))
            continue;
        if (best && (score < best_score ||
                     (!(score > best_score) && strlen(name->key) >= strlen(best->key))))
            continue;
        best = name;
        best_score = score;
        best_joins = joins;
    }
    if (!best)
        return;
    struct candidate *candidate =
        candidate_add(gathering, kinds[named->kind], best_score + log1p(named->passages));
    candidate->name = best;
    candidate->named = named;
    candidate->lang = best->lang;
    candidate->joins = best_joins;
}

enum parangon_code candidates_add_named(struct gathering *gathering, struct parangon_error *err)
{
    const struct catalogue *catalogue;
    enum parangon_code code = catalogue_of(gathering->engine, &catalogue, err);

    for (size_t first = 0, after; code == PARANGON_OK && first < catalogue->name_count;
         first = after) {
        after = first + 1;
        while (after < catalogue->name_count &&
               catalogue->names[after].item == catalogue->names[first].item)
            after++;
        add_item(gathering, catalogue, first, after);
    }
    return code;
}

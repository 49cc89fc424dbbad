/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

/* The forms of one language, as the index gives them: sorted by bytes. */
struct walk {
    xc_terms *terms;
    size_t prefix_len;
    struct xc_term term;
    bool found;
};

static xc_status walk_next(struct walk *walk, struct xc_error *error)
{
    xc_status status;

    /* What bears a digit is a number, a date or a code: nobody means it by a slip, and it is not
       what a word goes on to. */
    do
        status = xc_terms_next(walk->terms, &walk->term, &walk->found, error);
    while (status == XC_OK && walk->found &&
           strpbrk(walk->term.bytes + walk->prefix_len, "0123456789#%"));
    return status;
}

static xc_status walk_open(struct walk *walk, xc_database *database, enum parangon_lang lang,
                           struct xc_error *error)
{
    const char *prefix = parangon_prefix_exact(lang);

    *walk = (struct walk){.prefix_len = strlen(prefix)};
    xc_status status = xc_terms_open(database, prefix, walk->prefix_len, &walk->terms, error);
    return status == XC_OK ? walk_next(walk, error) : status;
}

static const char *walk_form(const struct walk *walk)
{
    return walk->term.bytes + walk->prefix_len;
}

/* The form that comes first among those the languages stand at; NULL at the end of all. */
static const char *first_form(const struct walk walks[])
{
    const char *first = NULL;

    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++) {
        if (walks[i].found && (!first || strcmp(walk_form(&walks[i]), first) < 0))
            first = walk_form(&walks[i]);
    }
    return first;
}

static struct lexicon_word *add_word(struct lexicon *lexicon, size_t *cap, const char *form)
{
    if (lexicon->count == *cap) {
        *cap = *cap ? *cap * 2 : 4096;
        lexicon->words = parangon_realloc(lexicon->words, *cap, sizeof *lexicon->words);
    }
    struct lexicon_word *word = &lexicon->words[lexicon->count++];
    size_t len = strlen(form);

    *word = (struct lexicon_word){.form = parangon_arena_strndup(lexicon->arena, form, len),
                                  .len = (unsigned)len};
    return word;
}

static xc_status merge(struct lexicon *lexicon, struct walk walks[], struct xc_error *error)
{
    xc_status status = XC_OK;
    const char *form;
    size_t cap = 0;

    while (status == XC_OK && (form = first_form(walks)) && lexicon->count < LEXICON_WORDS_MAX) {
        struct lexicon_word *word = add_word(lexicon, &cap, form);

        for (size_t i = 0; status == XC_OK && i < PARANGON_LANG_COUNT; i++) {
            if (!walks[i].found || strcmp(walk_form(&walks[i]), word->form) != 0)
                continue;
            word->passages[i] = walks[i].term.termfreq;
            status = walk_next(&walks[i], error);
        }
    }
    return status;
}

enum parangon_code lexicon_of(struct engine *engine, const struct lexicon **lexicon,
                              struct parangon_error *err)
{
    struct walk walks[PARANGON_LANG_COUNT] = {{0}};
    struct lexicon *read;
    struct xc_error error;
    xc_status status = XC_OK;

    if (!engine->lexicon) {
        read = parangon_calloc(1, sizeof *read);
        read->arena = parangon_arena_new();
        for (enum parangon_lang lang = 0; status == XC_OK && lang < PARANGON_LANG_COUNT; lang++)
            status = walk_open(&walks[lang], engine->database, lang, &error);
        if (status == XC_OK)
            status = merge(read, walks, &error);
        for (size_t i = 0; i < PARANGON_LANG_COUNT; i++)
            xc_terms_close(walks[i].terms);
        if (status != XC_OK) {
            lexicon_free(read);
            return parangon_from_xapian(&error, "index", err);
        }
        engine->lexicon = read;
    }
    *lexicon = engine->lexicon;
    return PARANGON_OK;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    parangon_arena_free(lexicon->arena);
    free(lexicon->words);
    free(lexicon);
}

/* Compares the beginning of a word with some bytes: 0 when it begins with them. */
static int compare_start(const struct lexicon_word *word, const char *bytes, size_t len)
{
    int order = memcmp(word->form, bytes, word->len < len ? word->len : len);

    return order ? order : word->len < len ? -1 : 0;
}

size_t lexicon_find(const struct lexicon *lexicon, size_t from, const char *bytes, size_t len)
{
    size_t low = from, high = lexicon->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_start(&lexicon->words[middle], bytes, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t lexicon_after(const struct lexicon *lexicon, size_t from, const char *bytes, size_t len)
{
    size_t low = from, step = 1;

    /* Most that is asked for is near: the end is looked for in growing steps first. */
    while (low + step < lexicon->count &&
           compare_start(&lexicon->words[low + step], bytes, len) <= 0) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < lexicon->count ? low + step : lexicon->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_start(&lexicon->words[middle], bytes, len) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t lexicon_passages(const struct lexicon_word *word)
{
    uint32_t passages = 0;

    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++)
        passages += word->passages[i];
    return passages;
}

enum parangon_lang lexicon_language(const struct lexicon_word *word, enum parangon_lang preferred)
{
    enum {
        GOOD_PART = 5 /* one in so many */
    };
    enum parangon_lang most = PARANGON_FR;

    for (enum parangon_lang lang = 1; lang < PARANGON_LANG_COUNT; lang++) {
        if (word->passages[lang] > word->passages[most])
            most = lang;
    }
    return word->passages[preferred] > 0 &&
                   word->passages[preferred] >= word->passages[most] / GOOD_PART
               ? preferred
               : most;
}

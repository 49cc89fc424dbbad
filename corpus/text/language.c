/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Languages: their codes, their words of grammar, and telling which one a text is written in. */
#include "stop_words.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *parangon_lang_code(enum parangon_lang lang)
{
    static const char *const codes[PARANGON_LANG_COUNT] = {"fr", "en", "other"};

    return codes[lang];
}

enum parangon_lang parangon_lang_from_code(const char *code)
{
    size_t len = strcspn(code, "-_");

    if (len == 2 && strncasecmp(code, "fr", 2) == 0)
        return PARANGON_FR;
    if (len == 2 && strncasecmp(code, "en", 2) == 0)
        return PARANGON_EN;
    return PARANGON_OTHER;
}

static int compare_words(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

bool parangon_is_stop_word(enum parangon_lang lang, const char *form, size_t len)
{
    char word[PARANGON_FORM_MAX + 1];

    if (lang == PARANGON_OTHER || len > PARANGON_FORM_MAX)
        return false;
    memcpy(word, form, len);
    word[len] = '\0';
    return bsearch(word, stop_words[lang].words, stop_words[lang].count, sizeof(char *),
                   compare_words) != NULL;
}

/* As many words as decide; a longer text is told by its beginning. */
enum {
    LANGUAGE_SAMPLE = 400
};

static bool has_accent(const char *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if ((unsigned char)text[i] == 0xC3) /* U+00C0 to U+00FF, the accented letters of French */
            return true;
    }
    return false;
}

/* The most frequent words of grammar of Dutch, German, Italian, Portuguese and Spanish, folded, that
   neither French nor English has: two of them that weigh as much as the other evidence make a
   third language. In order, for bsearch. */
static bool is_third(const char *form)
{
    static const char *const words[] = {
        "aan",   "al",    "alle",  "ao",    "aos",  "como", "con",   "da",   "das",    "degli",
        "dei",   "del",   "della", "dem",   "den",  "der",  "di",    "die",  "dos",    "een",
        "ein",   "eine",  "einer", "el",    "esta", "este", "fur",   "gli",  "haar",   "het",
        "hij",   "ihre",  "ihren", "im",    "ist",  "las",  "los",   "maar", "met",    "mit",
        "na",    "nas",   "nella", "nicht", "niet", "oder", "ook",   "os",   "para",   "per",
        "por",   "samen", "sein",  "seu",   "seus", "sich", "sobre", "sono", "suoi",   "sus",
        "uber",  "uma",   "und",   "van",   "ve",   "vom",  "von",   "voor", "werden", "wird",
        "wurde", "zijn",  "zu",    "zum",   "zur",
    };

    return bsearch(form, words, sizeof words / sizeof *words, sizeof *words, compare_words) != NULL;
}

/* The weights are those measured for questions: a word of one list only counts 2, an accent 1. */
enum parangon_lang parangon_text_language(const char *text, size_t len)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    int balance = 0, third = 0;

    parangon_cutter_init(&cutter, text, len, PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token) && token.position <= LANGUAGE_SAMPLE) {
        bool french = parangon_is_stop_word(PARANGON_FR, token.form, token.len);
        bool english = parangon_is_stop_word(PARANGON_EN, token.form, token.len);
        bool elision = token.begin > 0 && strchr("'\x99", text[token.begin - 1]) && token.len > 1;

        third += 2 * is_third(token.form);
        balance += 2 * (french - english) + has_accent(text, token.begin, token.end) + elision;
    }
    if (balance == 0 || (third >= 4 && third >= abs(balance)))
        return PARANGON_OTHER;
    return balance > 0 ? PARANGON_FR : PARANGON_EN;
}

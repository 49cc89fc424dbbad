/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Languages: their codes and their words of grammar. */
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

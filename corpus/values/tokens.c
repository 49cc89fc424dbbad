/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cutting a value into figures, words and marks. */
#include "tokens.h"

#include "fold.h"

#include "parangon/record.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <ctype.h>
#include <string.h>

static bool is_space(int character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
           (character >= 0x2000 && character <= 0x200B) || character == 0x202F ||
           character == 0x205F || character == 0x3000 || character == 0xFEFF;
}

static char mark_of(int character)
{
    if (character < 0x80)
        return (char)character;
    if ((character >= 0x2010 && character <= 0x2015) || character == 0x2212)
        return '-';
    if (character == 0x2018 || character == 0x2019 || character == 0x2BC)
        return '\'';
    if (character == 0x2248)
        return '~';
    return character == 0x2026 ? '+' : TOKEN_STRANGE;
}

static const char *currency_of(int character)
{
    switch (character) {
    case 0x20AC: return "eur";
    case '$': return "usd";
    case 0xA3: return "gbp";
    case 0xA5: return "jpy";
    default: return NULL;
    }
}

static void append(struct token *token, const char *bytes, size_t len)
{
    size_t have = strlen(token->form);

    if (have + len < sizeof token->form)
        memcpy(token->form + have, bytes, len);
}

/* Figures are the ASCII ones: a superscript is a note, and ½ is not 12. */
static enum token_kind kind_of(int character)
{
    if (character >= '0' && character <= '9')
        return TOKEN_FIGURES;
    return character_class(character) == CLASS_LETTER ? TOKEN_WORD : TOKEN_MARK;
}

/* Takes the character into the token it belongs to; a new one unless it goes on with the last. */
static void take(struct tokens *tokens, int character, size_t begin, size_t end, bool spaced)
{
    struct token *last = tokens->count ? &tokens->at[tokens->count - 1] : NULL;
    const char *currency = currency_of(character);
    enum token_kind kind = currency ? TOKEN_WORD : kind_of(character);
    char folded[FOLD_MAX];

    bool goes_on = last && !spaced && !currency && kind != TOKEN_MARK && last->kind == kind &&
                   last->end == begin && !currency_of((unsigned char)tokens->text[last->begin]);
    if (!goes_on) {
        last = &tokens->at[tokens->count++];
        *last = (struct token){.kind = kind, .begin = begin, .spaced = spaced};
    }
    last->end = end;
    if (currency)
        append(last, currency, 3);
    else if (kind == TOKEN_MARK)
        last->form[0] = mark_of(character);
    else
        append(last, folded, character_fold(character, folded));
}

bool tokens_cut(struct tokens *tokens, const char *text)
{
    size_t len = strlen(text);
    bool spaced = false;

    *tokens = (struct tokens){.text = text};
    if (len > PARANGON_VALUE_MAX)
        return false;
    for (size_t at = 0; at < len;) {
        int character;
        size_t size = parangon_text_decode(text + at, len - at, &character);

        if (is_space(character)) {
            spaced = true;
        } else if (character_class(character) != CLASS_INVISIBLE) {
            if (tokens->count == TOKENS_MAX)
                return false;
            take(tokens, character, at, at + size, spaced);
            spaced = false;
        }
        at += size;
    }
    return true;
}

bool token_is(const struct token *token, const char *form)
{
    return strcmp(token->form, form) == 0;
}

bool token_is_one_of(const struct token *token, const char *forms)
{
    return token->kind != TOKEN_END && parangon_is_choice(forms, token->form);
}

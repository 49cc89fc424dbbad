/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Amounts of money: « 1,2 M€ », « 2 millions d'euros », "EUR 45,000", « environ 45 000 € ». */
#include "tokens.h"

#include "parangon/values.h"

#include <stdio.h>
#include <string.h>

/* What a currency is called; codes are ISO 4217. FCFA is two currencies of one value. */
static const struct {
    const char *words; /* "a|b" */
    const char *code;
} currencies[] = {
    {"eur|euro|euros", "EUR"},
    {"usd|dollar|dollars", "USD"},
    {"gbp|sterling", "GBP"},
    {"chf", "CHF"},
    {"fcfa|cfa", "FCFA"},
    {"xof", "XOF"},
    {"xaf", "XAF"},
    {"mga|ariary|ariarys", "MGA"},
    {"mad|dirham|dirhams", "MAD"},
    {"tnd", "TND"},
    {"dzd", "DZD"},
    {"lbp", "LBP"},
    {"jpy|yen|yens", "JPY"},
    {"cny|yuan|yuans|rmb", "CNY"},
    {"cad", "CAD"},
    {"htg|gourde|gourdes", "HTG"},
    {"vnd|dong|dongs", "VND"},
    {"inr", "INR"},
    {"brl", "BRL"},
    {"frf|francs|franc|ff", "FRF"},
};

static const struct {
    const char *words;
    double times;
    bool sticks; /* only right before a currency or the end: « M » and « k » */
} multiples[] = {
    {"k|keur|kusd", 1e3, true},     {"millier|milliers|mille|thousand|thousands", 1e3, false},
    {"m|meur|musd|mio", 1e6, true}, {"million|millions", 1e6, false},
    {"md|mds|bn|mdeur", 1e9, true}, {"milliard|milliards|billion|billions", 1e9, false},
};

/* Around a sum without a meaning of their own. */
#define FILLERS "de|d|des|of|the|la|le|les|un|a|total|totaux|soit|montant|budget|cout|somme|amount"

/* Words that make a sum rough, and words that make it a part or a rate. A word that stands in no
   list means something that is not known here, and refuses the whole. */
#define ROUGH                                                                                      \
    "environ|env|approximativement|approx|approximately|about|around|circa|ca|pres|presque|plus|"  \
    "moins|more|less|than|nearly|almost|over|under|up|to|jusqu|ordre|autour|quelque|quelques|"     \
    "estime|estimes|estimee|estimated|estimation|previsionnel|prevu|prevus|prevue|provisional|"    \
    "planned|at|en|dans|que|l|minimum|maximum|max|min|at|least|most"
#define PART                                                                                       \
    "par|an|ans|annee|annees|annuel|annuels|annuelle|annuellement|per|year|annum|annual|yearly|"   \
    "mois|month|monthly|mensuel|ht|hors|taxe|taxes|habitant|habitants|inhabitant|capita|each|"     \
    "chacun|chacune|jour|day|agent|agents|commune|communes|projet|projets|project|projects"

static const char *currency_named(const struct token *token)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < sizeof currencies / sizeof *currencies; i++)
        if (token_is_one_of(token, currencies[i].words))
            return currencies[i].code;
    return NULL;
}

/* Takes the name of a currency at `*at`, if there is one: « euros », "US dollars", « F CFA ». */
static bool take_currency(const struct tokens *tokens, size_t *at, char currency[8])
{
    const struct token *token = &tokens->at[*at];
    const char *code;
    size_t used = 1;

    if (token_is_one_of(token, "f|francs|franc") && token_is(token + 1, "cfa"))
        code = "FCFA", used = 2;
    else if (token_is_one_of(token, "francs|franc") && token_is(token + 1, "suisses"))
        code = "CHF", used = 2;
    else if (token_is_one_of(token, "us|u") && currency_named(token + 1))
        code = "USD", used = 2;
    else if (token_is_one_of(token, "livres|pounds") && token_is(token + 1, "sterling"))
        code = "GBP", used = 2;
    else
        code = currency_named(token);
    if (!code)
        return false;
    snprintf(currency, 8, "%s", code);
    *at += used;
    return true;
}

/* « k », « millions » and the like; "keur" names its currency as well. */
static bool take_multiple(const struct tokens *tokens, size_t *at, double *times, char currency[8])
{
    const struct token *token = &tokens->at[*at];

    for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++) {
        size_t len = strlen(token->form);

        if (!token_is_one_of(token, multiples[i].words))
            continue;
        if (multiples[i].sticks && len < 4 && token[1].kind == TOKEN_WORD &&
            !currency_named(token + 1) && !token_is(token + 1, "f"))
            return false;
        if (len >= 4 && strcmp(token->form + len - 3, "eur") == 0)
            strcpy(currency, "EUR");
        if (len >= 4 && strcmp(token->form + len - 3, "usd") == 0)
            strcpy(currency, "USD");
        *times *= multiples[i].times;
        ++*at;
        return true;
    }
    return false;
}

static void skip_fillers(const struct tokens *tokens, size_t *at)
{
    while (token_is_one_of(&tokens->at[*at], "de|d|of|'"))
        ++*at;
}

/* The sum at `*at`, with what belongs to it on both sides. */
static bool take_sum(const struct tokens *tokens, size_t *at, struct parangon_amount *amount)
{
    double times = 1;

    take_currency(tokens, at, amount->currency);
    size_t begin = *at;
    if (!tokens_number(tokens, at, UNSURE_THOUSANDS, &amount->value))
        return false;
    while (take_multiple(tokens, at, &times, amount->currency))
        skip_fillers(tokens, at);
    /* Nobody counts in millions of thousands: 1,250 M€ has decimals. */
    if (times > 1)
        tokens_number(tokens, &begin, UNSURE_DECIMALS, &amount->value);
    take_currency(tokens, at, amount->currency);
    amount->value *= times;
    amount->scaled = times > 1;
    return true;
}

/* What stands beside the sum: false for a word or a figure that is not understood. */
static bool take_words(const struct tokens *tokens, size_t begin, size_t end,
                       struct parangon_amount *amount)
{
    for (size_t i = begin; i < end; i++) {
        const struct token *token = &tokens->at[i];

        if (token->kind == TOKEN_FIGURES)
            return false;
        if (token_is_one_of(token, PART) || token_is(token, "/"))
            amount->partial = true;
        else if (token_is_one_of(token, ROUGH) || token_is_one_of(token, "~|<|>|+|?"))
            amount->approximate = true;
        else if (!token_is_one_of(token, FILLERS "|ttc|toutes|(|)|[|]|:|;|,|.|-|'|*"))
            return false;
    }
    return true;
}

/* The words as they were written, brackets and marks at both ends left out. */
static void keep_words(const struct tokens *tokens, size_t begin, size_t end,
                       struct parangon_amount *amount)
{
    size_t first = 0, last = tokens->count, len = strlen(amount->words);

    if (end == 0)
        return;
    begin = begin < end ? begin : end;
    first = tokens->at[begin].begin;
    last = tokens->at[end - 1].end;
    while (first < last && strchr("()[],:;. ", tokens->text[first]))
        first++;
    while (last > first && strchr("()[],:;. ", tokens->text[last - 1]))
        last--;
    if (begin == end || first == last || last - first + len + 2 > sizeof amount->words)
        return;
    snprintf(amount->words + len, sizeof amount->words - len, "%s%.*s", len ? " " : "",
             (int)(last - first), tokens->text + first);
}

static size_t first_figures(const struct tokens *tokens)
{
    size_t at = 0;

    while (at < tokens->count && tokens->at[at].kind != TOKEN_FIGURES)
        at++;
    while (at > 0 && currency_named(&tokens->at[at - 1]))
        at--;
    return at > 0 && token_is_one_of(&tokens->at[at - 1], "us|u") ? at - 1 : at;
}

static bool read_amount(const struct tokens *tokens, struct parangon_amount *amount)
{
    size_t begin = first_figures(tokens), end = begin;

    *amount = (struct parangon_amount){0};
    if (begin > 0 && token_is(&tokens->at[begin - 1], "-"))
        return false; /* what is owed is no budget */
    if (!take_sum(tokens, &end, amount) || !take_words(tokens, 0, begin, amount) ||
        !take_words(tokens, end, tokens->count, amount))
        return false;
    if (amount->approximate || amount->partial) {
        keep_words(tokens, 0, begin, amount);
        keep_words(tokens, end, tokens->count, amount);
    }
    return true;
}

enum parangon_code parangon_value_amount(const char *text, struct parangon_amount *amount,
                                         struct parangon_error *err)
{
    struct parangon_amount found;
    struct tokens tokens;

    if (parangon_value_is_missing(text))
        return PARANGON_NOTHING;
    if (!tokens_cut(&tokens, text) || !read_amount(&tokens, &found))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "\"%.60s\" is not one amount (as 45 000 € or 1,2 M€)", text);
    *amount = found;
    return PARANGON_OK;
}

bool parangon_value_unit(const char *text, double *times, char currency[8])
{
    struct tokens tokens;
    size_t at = 0;

    *times = 1;
    currency[0] = '\0';
    if (!tokens_cut(&tokens, text) || tokens.count == 0)
        return false;
    while (token_is_one_of(&tokens.at[at], "en|in|unite|unit|:"))
        at++;
    size_t begin = at;
    while (take_multiple(&tokens, &at, times, currency))
        skip_fillers(&tokens, &at);
    take_currency(&tokens, &at, currency);
    while (token_is_one_of(&tokens.at[at], "ttc"))
        at++;
    return at > begin && at == tokens.count;
}

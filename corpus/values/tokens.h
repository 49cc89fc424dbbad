/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_VALUES_TOKENS_H
#define CORPUS_VALUES_TOKENS_H

/* A value cut into figures, folded words and marks: what the readers of values look at. */

#include <stdbool.h>
#include <stddef.h>

enum {
    TOKENS_MAX = 60,
    TOKEN_FORM_MAX = 24
};

#define TOKEN_STRANGE '\x01'

enum token_kind {
    TOKEN_END,
    TOKEN_FIGURES,
    TOKEN_WORD, /* lower case, without accents; a currency sign is the code of its currency */
    TOKEN_MARK /* one character; dashes are '-', apostrophes '\'', what has no ASCII form TOKEN_STRANGE */
};

struct token {
    enum token_kind kind;
    size_t begin, end;         /* bytes of the text */
    bool spaced;               /* white space stands before it */
    char form[TOKEN_FORM_MAX]; /* longer ones are cut: no word that is looked for is that long */
};

struct tokens {
    const char *text;
    struct token at[TOKENS_MAX + 1]; /* ends with TOKEN_END */
    size_t count;
};

/* False when the text is too long to be a value. `text` must outlive the tokens. */
bool tokens_cut(struct tokens *tokens, const char *text);

bool token_is(const struct token *token, const char *form);

/* Whether the word is one of "a|b|c". */
bool token_is_one_of(const struct token *token, const char *forms);

/* What three figures behind a single mark are, as in 1,250. */
enum unsure_mark {
    UNSURE_REFUSED,
    UNSURE_THOUSANDS,
    UNSURE_DECIMALS
};

/* The number that the figures at `*at` begin, in any of the ways of writing thousands and decimals;
   moves `*at` behind it. False when they are none. */
bool tokens_number(const struct tokens *tokens, size_t *at, enum unsure_mark unsure,
                   double *number);

#endif

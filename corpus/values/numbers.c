/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as French and English write them: spaces, points, commas and apostrophes. */
#include "tokens.h"

#include "parangon/values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    GROUPS_MAX = 8,
    FIGURES_MAX = 18
};

/* "1 250 000,50": groups of figures and the marks between them. */
struct groups {
    const struct token *figures[GROUPS_MAX];
    char mark[GROUPS_MAX]; /* before each group but the first */
    size_t count;
};

static size_t figures_of(const struct groups *groups, size_t index)
{
    return groups->figures[index]->end - groups->figures[index]->begin;
}

/* The mark by which the token after `at` is joined to its number, 0 when it is not. */
static char joint(const struct tokens *tokens, size_t at)
{
    const struct token *mark = &tokens->at[at + 1], *next = mark;

    if (mark->kind == TOKEN_FIGURES)
        return mark->end - mark->begin == 3 ? ' ' : '\0';
    if (mark->kind != TOKEN_MARK || mark->spaced || !strchr(".,'", mark->form[0]))
        return '\0';
    next++;
    return next->kind == TOKEN_FIGURES && !next->spaced ? mark->form[0] : '\0';
}

static bool collect(const struct tokens *tokens, size_t *at, struct groups *groups)
{
    char mark;

    *groups = (struct groups){.figures = {&tokens->at[*at]}, .count = 1};
    if (tokens->at[*at].kind != TOKEN_FIGURES)
        return false;
    while ((mark = joint(tokens, *at)) != '\0') {
        *at += mark == ' ' ? 1 : 2;
        if (groups->count == GROUPS_MAX)
            return false;
        groups->mark[groups->count] = mark;
        groups->figures[groups->count++] = &tokens->at[*at];
    }
    ++*at;
    return true;
}

static size_t count_mark(const struct groups *groups, char mark)
{
    size_t count = 0;

    for (size_t i = 1; i < groups->count; i++)
        count += groups->mark[i] == mark;
    return count;
}

/* Whether the last mark stands before decimals. `*unsure`: it may as well stand before thousands,
   as in 1,250. */
static bool has_decimals(const struct groups *groups, bool *unsure)
{
    size_t last = groups->count - 1;
    char mark = groups->mark[last];

    *unsure = false;
    if (groups->count == 1 || mark == ' ' || mark == '\'' || count_mark(groups, mark) > 1)
        return false;
    if (groups->count > 2 || figures_of(groups, 1) != 3 || figures_of(groups, 0) > 3 ||
        strcmp(groups->figures[0]->form, "0") == 0)
        return true;
    *unsure = true;
    return false;
}

/* Thousands are groups of three behind one to three, all joined by the same mark. */
static bool are_thousands(const struct groups *groups, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (figures_of(groups, i) != 3 || groups->mark[i] != groups->mark[1])
            return false;
    }
    return count == 1 || figures_of(groups, 0) <= 3;
}

static bool number_of(const struct groups *groups, bool decimals, double *number)
{
    char figures[GROUPS_MAX * TOKEN_FORM_MAX + 2] = "";
    size_t whole = groups->count - decimals;

    if (!are_thousands(groups, whole))
        return false;
    for (size_t i = 0; i < groups->count; i++) {
        if (figures_of(groups, i) > FIGURES_MAX)
            return false;
        if (i == whole)
            strcat(figures, ".");
        strcat(figures, groups->figures[i]->form);
    }
    if (strlen(figures) > FIGURES_MAX + 1)
        return false;
    *number = strtod(figures, NULL);
    return true;
}

bool tokens_number(const struct tokens *tokens, size_t *at, enum unsure_mark as, double *number)
{
    struct groups groups;
    size_t end = *at;
    bool unsure;

    if (!collect(tokens, &end, &groups))
        return false;
    bool decimals = has_decimals(&groups, &unsure);
    if (unsure && as == UNSURE_REFUSED)
        return false;
    decimals = decimals || (unsure && as == UNSURE_DECIMALS);
    if (!number_of(&groups, decimals, number))
        return false;
    *at = end;
    return true;
}

enum parangon_code parangon_value_number(const char *text, double *number,
                                         struct parangon_error *err)
{
    struct tokens tokens;
    size_t at = 0;

    if (parangon_value_is_missing(text))
        return PARANGON_NOTHING;
    bool cut = tokens_cut(&tokens, text);
    bool minus = cut && token_is(&tokens.at[0], "-");
    at += minus;
    if (cut && tokens_number(&tokens, &at, UNSURE_REFUSED, number)) {
        at += token_is(&tokens.at[at], "%");
        if (tokens.at[at].kind == TOKEN_END) {
            *number = minus ? -*number : *number;
            return PARANGON_OK;
        }
    }
    return parangon_error_set(err, PARANGON_REJECTED,
                              "\"%.60s\" is not one number (as 1250000,5 or 1 250 000)", text);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Single dates: « 1er mars 2020 », 16/02/2021, 2021-02-16, "Feb 16, 2021", « été 2019 ». */
#include "dates.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Two figures are a year of the century of the index: 69 is 1969, as in POSIX strptime. */
    PIVOT = 69
};

static const char *const months[] = {
    "janvier|janv|january|jan",
    "fevrier|fevr|fev|february|feb",
    "mars|march|mar",
    "avril|avr|april|apr",
    "mai|may",
    "juin|june|jun",
    "juillet|juil|july|jul",
    "aout|august|aug",
    "septembre|september|sept|sep",
    "octobre|october|oct",
    "novembre|november|nov",
    "decembre|december|dec",
};

/* Words before a date that change nothing, or only make it less precise than its year. */
#define BEFORE                                                                                     \
    "le|la|les|l|de|du|des|d|the|of|en|in|on|annee|annees|year|years|debut|fin|mi|courant|early|"  \
    "late|mid|ete|printemps|automne|hiver|spring|summer|autumn|fall|winter|semestre|trimestre|"    \
    "quarter|semester|half|s|t|q|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|"      \
    "tuesday|wednesday|thursday|friday|saturday|sunday|environ|vers|circa|about|around|ca|depuis|" \
    "since|date|'"

static int month_named(const struct token *token)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < 12; i++)
        if (token_is_one_of(token, months[i]))
            return (int)i + 1;
    return 0;
}

static size_t width(const struct token *token)
{
    return token->kind == TOKEN_FIGURES ? token->end - token->begin : 0;
}

static int figures(const struct token *token)
{
    return width(token) > 0 && width(token) <= 4 ? (int)strtol(token->form, NULL, 10) : -1;
}

static int year_of(const struct token *token)
{
    int year = figures(token);

    if (width(token) == 4 && year >= 1000)
        return year;
    if (width(token) != 2)
        return 0;
    return year < PIVOT ? 2000 + year : 1900 + year;
}

/* Days of a month; February has 29, since a year may be told apart from its month. */
static bool is_day(int month, int day)
{
    return day >= 1 && day <= (month == 2 ? 29 : 30 + (month % 2 == (month < 8)));
}

static bool take(struct day *day, size_t *at, size_t used, const int date[3])
{
    if (date[1] < 0 || date[1] > 12 || (date[2] && !is_day(date[1], date[2])))
        return false;
    *day = (struct day){date[0], date[1], date[2]};
    *at += used;
    return true;
}

static bool is_mark(const struct token *token, const char *marks)
{
    return token->kind == TOKEN_MARK && !token->spaced && strchr(marks, token->form[0]);
}

/* 2021-02-16 and 2021-02; 2019-20 is a period and not taken here. */
static bool read_iso(const struct tokens *tokens, size_t *at, struct day *day)
{
    const struct token *token = &tokens->at[*at];
    int month =
        width(token) == 4 && is_mark(token + 1, "-/.") && !token[2].spaced && width(token + 2) <= 2
            ? figures(token + 2)
            : -1;

    if (month < 1 || month > 12 || year_of(token) == 0)
        return false;
    if (is_mark(token + 3, token[1].form) && figures(token + 4) > 0 && width(token + 4) <= 2)
        return take(day, at, 5, (const int[]){year_of(token), month, figures(token + 4)});
    return width(token + 2) == 2 && take(day, at, 3, (const int[]){year_of(token), month, 0});
}

/* 16/02/2021, 16.2.21, 02/2021; 02/16/2021 can only be the American order. */
static bool read_slashed(const struct tokens *tokens, size_t *at, struct day *day)
{
    const struct token *token = &tokens->at[*at];
    int first = width(token) <= 2 ? figures(token) : -1;
    int second = is_mark(token + 1, "-/.") ? figures(token + 2) : -1;

    if (first < 1 || second < 1)
        return false;
    if (is_mark(token + 3, token[1].form) && width(token + 2) <= 2 && year_of(token + 4))
        return second > 12 ? take(day, at, 5, (const int[]){year_of(token + 4), first, second})
                           : take(day, at, 5, (const int[]){year_of(token + 4), second, first});
    return width(token + 2) == 4 && first <= 12 &&
           take(day, at, 3, (const int[]){year_of(token + 2), first, 0});
}

/* « 1er mars 2020 », "16th of February, 2021", "Feb 16, 2021", « mars 2020 », « 3 mai ». */
static bool read_named(const struct tokens *tokens, size_t *at, struct day *day)
{
    size_t end = *at;
    int date[3] = {0};

    if (figures(&tokens->at[end]) > 0 && width(&tokens->at[end]) <= 2) {
        date[2] = figures(&tokens->at[end++]);
        end += token_is_one_of(&tokens->at[end], "er|st|nd|rd|th");
        end += token_is_one_of(&tokens->at[end], "of|de");
    }
    date[1] = month_named(&tokens->at[end++]);
    if (!date[1])
        return false;
    end += token_is(&tokens->at[end], ".");
    if (!date[2] && figures(&tokens->at[end]) > 0 && width(&tokens->at[end]) <= 2) {
        date[2] = figures(&tokens->at[end++]);
        end += token_is_one_of(&tokens->at[end], "st|nd|rd|th");
    }
    if (width(&tokens->at[end + (tokens->at[end].kind != TOKEN_END)]) == 4)
        end += token_is_one_of(&tokens->at[end], ",|de|of");
    if (width(&tokens->at[end]) == 4)
        date[0] = year_of(&tokens->at[end++]);
    return take(day, at, end - *at, date);
}

static bool read_year(const struct tokens *tokens, size_t *at, struct day *day)
{
    const struct token *token = &tokens->at[*at];

    return width(token) == 4 && year_of(token) &&
           take(day, at, 1, (const int[]){year_of(token), 0, 0});
}

/* « 1er semestre », "T2", "Q3": a part of the year that follows. */
static size_t skip_part(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->at[at];

    if (width(token) == 1 && token_is_one_of(token + 1, "er|e|eme|st|nd|rd|th") &&
        token_is_one_of(token + 2, "semestre|trimestre|quarter|semester|half"))
        return at + 3;
    if (token_is_one_of(token, "t|s|q") && width(token + 1) == 1)
        return at + 2;
    return at;
}

static void skip_before(const struct tokens *tokens, size_t *at)
{
    size_t begin;

    do {
        begin = *at;
        *at = skip_part(tokens, *at);
        while (token_is_one_of(&tokens->at[*at], BEFORE) && skip_part(tokens, *at) == *at)
            ++*at;
        if (*at > begin && token_is_one_of(&tokens->at[*at], "-|,|:"))
            ++*at;
    } while (*at > begin);
}

/* A clock behind a date, as spreadsheets write one: T00:00:00, 00:00. */
static void skip_clock(const struct tokens *tokens, size_t *at)
{
    size_t end = *at;

    end += token_is(&tokens->at[end], "t");
    if (width(&tokens->at[end]) != 2 || !token_is(&tokens->at[end + 1], ":"))
        return;
    while (tokens->at[end].kind == TOKEN_FIGURES || token_is_one_of(&tokens->at[end], ":|.|z"))
        end++;
    *at = end;
}

bool day_read(const struct tokens *tokens, size_t *at, struct day *day)
{
    size_t end = *at;

    skip_before(tokens, &end);
    if (!read_iso(tokens, &end, day) && !read_slashed(tokens, &end, day) &&
        !read_named(tokens, &end, day) && !read_year(tokens, &end, day))
        return false;
    skip_clock(tokens, &end);
    *at = end;
    return true;
}

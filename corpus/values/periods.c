/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Periods: « 2019-2021 », « depuis 2018 », « de mars à mai 2021 », "2018 - ongoing". */
#include "dates.h"

#include "parangon/memory.h"
#include "parangon/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words that open a period that goes on, that ends with the date, and that join two dates. */
#define SINCE "depuis|since"
#define UNTIL "jusqu|jusque|until|till|thru"
#define JOINTS "-|/|,|;|&|>|a|au|aux|to|et|and|until|till|through|jusqu|jusque|'|puis|then|en"
#define OPENERS "du|de|le|the|from|entre|between|a|partir|compter|starting|en|des|d|'|of"
#define NOW "maintenant|present|now|ongoing|today|aujourd|jour|jours|continu|continues"
#define GOES_ON                                                                                    \
    "en|cours|in|progress|ce|a|l|'|hui|heure|actuelle|nos|toujours|still|le|the|to|present|"       \
    "date|" NOW "|-|.|encore|action|reconduit|permanent|perenne"

/* Whether the rest only says that it goes on: « en cours », « aujourd'hui », "present". */
static bool goes_on(const struct tokens *tokens, size_t at)
{
    bool said = false;

    for (; at < tokens->count; at++) {
        const struct token *token = &tokens->at[at];

        if (!token_is_one_of(token, GOES_ON "|(|)|,|:"))
            return false;
        said =
            said || token_is_one_of(token, NOW "|cours|toujours|still|progress|permanent|perenne");
    }
    return said;
}

/* What the rest is when it is no date: nothing, a lone joint (« 2018 - »), or that it goes on. */
static bool ends_well(const struct tokens *tokens, size_t at, bool *ongoing)
{
    if (at == tokens->count || (at + 1 == tokens->count && token_is(&tokens->at[at], ".")))
        return true;
    *ongoing = goes_on(tokens, at);
    if (at + 1 == tokens->count && token_is_one_of(&tokens->at[at], "-|>|+"))
        *ongoing = true;
    if (*ongoing)
        return true;
    while (token_is_one_of(&tokens->at[at], ".")) /* « 2018... » */
        *ongoing = true, at++;
    return *ongoing && at == tokens->count;
}

static bool skip_joint(const struct tokens *tokens, size_t *at)
{
    size_t begin = *at;

    while (token_is_one_of(&tokens->at[*at], JOINTS))
        ++*at;
    return *at > begin;
}

/* The short end of « 2019-20 »: the century is that of the first year. */
static bool read_short_year(const struct tokens *tokens, size_t *at, int before, struct day *day)
{
    const struct token *token = &tokens->at[*at];
    int year = token->kind == TOKEN_FIGURES && token->end - token->begin == 2
                   ? before - before % 100 + (int)strtol(token->form, NULL, 10)
                   : 0;

    if (year <= before)
        return false;
    *day = (struct day){.year = year};
    ++*at;
    return true;
}

/* A date, or the day that begins « du 3 au 5 mai 2021 ». */
static bool read_end(const struct tokens *tokens, size_t *at, struct day *day)
{
    const struct token *token = &tokens->at[*at];
    size_t next = *at + 1;

    if (day_read(tokens, at, day))
        return true;
    if (token->kind != TOKEN_FIGURES || token->end - token->begin > 2)
        return false;
    next += token_is_one_of(&tokens->at[next], "er|st|nd|rd|th");
    if (!token_is_one_of(&tokens->at[next], "-|au|to|et|and"))
        return false;
    *day = (struct day){0};
    *at = next;
    return true;
}

/* The dates of a period while they are read. */
struct walk {
    const struct tokens *tokens;
    size_t at;
    struct day last;
    int year;  /* the last that was told */
    bool open; /* the last date waits for the year of the next */
    size_t count;
};

static bool next_day(struct walk *walk, struct day *day)
{
    return read_end(walk->tokens, &walk->at, day) ||
           (walk->year && read_short_year(walk->tokens, &walk->at, walk->year, day));
}

/* False when it ends before it begins. */
static bool take_day(struct walk *walk, const struct day *day, struct parangon_dates *dates)
{
    walk->last = *day;
    walk->open = day->year == 0;
    walk->count++;
    if (walk->open)
        return true;
    if (day->year < walk->year)
        return false;
    walk->year = day->year;
    if (dates->first == 0)
        dates->first = day->year;
    dates->last = day->year;
    return true;
}

static bool read_all(struct walk *walk, struct parangon_dates *dates)
{
    struct day day;

    while (next_day(walk, &day)) {
        struct walk ahead = *walk;

        if (!take_day(walk, &day, dates))
            return false;
        ahead.year = walk->year;
        ahead.at = walk->at;
        skip_joint(walk->tokens, &ahead.at);
        size_t next = ahead.at;
        if (next == walk->at || !next_day(&ahead, &day))
            break;
        walk->at = next;
    }
    return walk->count > 0 && !walk->open && ends_well(walk->tokens, walk->at, &dates->ongoing);
}

static void write_date(const struct day *day, char date[11])
{
    char text[40];
    int len = snprintf(text, sizeof text, "%04d", day->year);

    if (day->month)
        len += snprintf(text + len, sizeof text - (size_t)len, "-%02d", day->month);
    if (day->day)
        snprintf(text + len, sizeof text - (size_t)len, "-%02d", day->day);
    snprintf(date, 11, "%.10s", text);
}

static bool read_dates(const char *text, struct parangon_dates *dates)
{
    struct tokens tokens;
    struct walk walk = {.tokens = &tokens};

    *dates = (struct parangon_dates){0};
    if (!tokens_cut(&tokens, text))
        return false;
    bool since = token_is_one_of(&tokens.at[0], SINCE);
    bool until = token_is_one_of(&tokens.at[0], UNTIL);
    while (token_is_one_of(&tokens.at[walk.at], OPENERS "|" SINCE "|" UNTIL))
        walk.at++;
    if (goes_on(&tokens, 0)) {
        dates->ongoing = true;
        return true;
    }
    if (!read_all(&walk, dates))
        return false;
    if (walk.count == 1) {
        dates->ongoing = dates->ongoing || since;
        dates->first = until ? 0 : dates->first;
        dates->last = dates->ongoing ? 0 : dates->last;
        if (!dates->ongoing && !until)
            write_date(&walk.last, dates->date);
    } else if (dates->ongoing) {
        dates->last = 0;
    }
    return true;
}

/* « 2019-2021 (3 ans) » and « 3 ans (2019-2021) »: the part that is a date. */
static bool read_bracketed(const char *text, struct parangon_dates *dates)
{
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;

    if (!close)
        return false;
    char *inside = parangon_strndup(open + 1, (size_t)(close - open - 1));
    char *outside = parangon_strndup(text, (size_t)(open - text));
    bool read = read_dates(outside, dates) || read_dates(inside, dates);
    free(inside);
    free(outside);
    return read;
}

enum parangon_code parangon_value_dates(const char *text, struct parangon_dates *dates,
                                        struct parangon_error *err)
{
    struct parangon_dates found;

    if (parangon_value_is_missing(text))
        return PARANGON_NOTHING;
    if (!read_dates(text, &found) && !read_bracketed(text, &found))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "\"%.60s\" is no date or period (as 2019-2021, 16/02/2021 or "
                                  "depuis 2018)",
                                  text);
    *dates = found;
    return PARANGON_OK;
}

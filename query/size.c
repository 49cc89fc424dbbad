/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "size.h"

#include "parangon/memory.h"
#include "parangon/record.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOKENS_MAX = 512,
    WORD_MAX = 24, /* no word looked for is longer */
    PHRASE_MAX = 4,
    POPULATION_MIN = 100,       /* fewer inhabitants are persons, not a place */
    POPULATION_MAX = 100000000, /* more live in no city or region */
    BARE_MIN = 10000            /* of a number with no word for inhabitants: no year, no street */
};

struct token {
    size_t begin, end;
    char form[WORD_MAX]; /* folded, cut */
};

struct reader {
    const char *text;
    size_t len;
    struct token *tokens;
    size_t count;
};

enum sense {
    SENSE_NONE,
    SENSE_ABOUT,
    SENSE_MORE,
    SENSE_LESS,
    SENSE_BETWEEN,
    SENSE_COUNT
};

/* What comes before a number, by sense; the longest that fits is taken. Words of the same use are
   kept in one text, with bars between. */
static const char *const before[SENSE_COUNT] = {
    [SENSE_MORE] =
        "plus de|pas moins de|au moins|au minimum|au dessus de|au dela de|a partir de|depassant|"
        "depassant les|superieur a|superieure a|superieurs a|superieures a|"
        "more than|no less than|no fewer than|larger than|bigger than|greater than|at least|over|"
        "above|exceeding",
    [SENSE_LESS] =
        "moins de|pas plus de|au plus|au maximum|au dessous de|en dessous de|sous|sous les|"
        "inferieur a|inferieure a|inferieurs a|inferieures a|"
        "less than|fewer than|no more than|not more than|smaller than|under|below|up to|at most",
    [SENSE_ABOUT] = "environ|autour de|autour des|pres de|a peu pres|de quelque|"
                    "about|around|approximately|roughly|nearly|some",
    [SENSE_BETWEEN] = "entre|between",
};

/* What may follow the word for inhabitants. */
static const char *const after[SENSE_COUNT] = {
    [SENSE_MORE] = "et plus|ou plus|et au dela|ou davantage|au moins|au minimum|minimum|"
                   "or more|and more|and over|and above|at least",
    [SENSE_LESS] =
        "et moins|ou moins|au plus|au maximum|maximum|or less|or fewer|and under|at most",
    [SENSE_ABOUT] = "environ|or so",
};

/* ---- Words ---- */

static struct reader cut(const char *text, size_t len, enum parangon_lang lang)
{
    struct reader reader = {.text = text, .len = len};
    struct parangon_cutter cutter;
    struct parangon_token token;

    reader.tokens = parangon_calloc(TOKENS_MAX, sizeof *reader.tokens);
    parangon_cutter_init(&cutter, text, len, lang == PARANGON_EN ? PARANGON_EN : PARANGON_FR);
    while (reader.count < TOKENS_MAX && parangon_cutter_next(&cutter, &token)) {
        struct token *kept = &reader.tokens[reader.count++];

        kept->begin = token.begin;
        kept->end = token.end;
        memcpy(kept->form, token.form, token.len < WORD_MAX ? token.len : WORD_MAX - 1);
    }
    return reader;
}

static bool is_one_of(const struct reader *reader, size_t at, const char *words)
{
    return at < reader->count && parangon_is_choice(words, reader->tokens[at].form);
}

/* Whether the `count` tokens from `at` on are one of the phrases. */
static bool is_phrase(const struct reader *reader, size_t at, size_t count, const char *phrases)
{
    char words[PHRASE_MAX * (WORD_MAX + 1)] = "";

    if (at > reader->count || count > reader->count - at)
        return false;
    for (size_t i = 0; i < count; i++) {
        strcat(words, i ? " " : "");
        strcat(words, reader->tokens[at + i].form);
    }
    return parangon_is_choice(phrases, words);
}

static bool is_within(const struct reader *reader, size_t begin, size_t end, const char *mark,
                      size_t len)
{
    for (; begin + len <= end; begin++) {
        if (memcmp(reader->text + begin, mark, len) == 0)
            return true;
    }
    return false;
}

/* Whether one of the marks stands between the token at `at` and the one before it. */
static bool has_mark(const struct reader *reader, size_t at, const char *marks)
{
    size_t begin = at ? reader->tokens[at - 1].end : 0;
    size_t end = at < reader->count ? reader->tokens[at].begin : reader->len;

    while (*marks) {
        size_t len = strcspn(marks, "|");

        if (is_within(reader, begin, end, marks, len))
            return true;
        marks += len + (marks[len] == '|');
    }
    return false;
}

/* A size does not reach over the end of a sentence, a list or a quotation. */
static bool is_parted(const struct reader *reader, size_t at)
{
    return has_mark(reader, at, ",|;|:|!|?|\"|«|»|“|”");
}

/* ---- Numbers ---- */

struct number {
    double value;
    size_t next;  /* the token after it */
    bool scaled;  /* by "mille", "k", "million": what it is multiplied by is said */
    double scale; /* and by how much */
    bool year;    /* four figures such as 2021 */
};

static double scale_of(const char *word)
{
    static const struct {
        const char *word;
        double scale;
    } scales[] = {
        {"k", 1e3},       {"mille", 1e3},    {"millier", 1e3}, {"milliers", 1e3}, {"thousand", 1e3},
        {"million", 1e6}, {"millions", 1e6}, {"m", 1e6},       {"mio", 1e6},
    };

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strcmp(scales[i].word, word) == 0)
            return scales[i].scale;
    }
    return 0;
}

/* "150.000" and "150,000": nobody counts thousandths of inhabitants, so that either mark before
   three figures is one of thousands, whatever the language; but "1,250 million" has decimals. */
static bool is_grouped(const struct reader *reader, const struct token *token)
{
    const char *text = reader->text + token->begin;
    size_t len = token->end - token->begin, marks = 0;

    for (size_t i = 0; i < len; i++)
        marks += text[i] == '.' || text[i] == ',';
    return marks == 1 && len > 4 && (text[len - 4] == '.' || text[len - 4] == ',');
}

static double digits_of(const struct reader *reader, const struct token *token)
{
    double value = 0;

    for (size_t i = token->begin; i < token->end; i++) {
        if (reader->text[i] >= '0' && reader->text[i] <= '9')
            value = value * 10 + (reader->text[i] - '0');
    }
    return value;
}

/* "150 000", "1,2 million", "150k". */
static bool read_figures(const struct reader *reader, size_t at, struct number *number)
{
    const struct token *token = &reader->tokens[at];
    const char *next = at + 1 < reader->count ? reader->tokens[at + 1].form : "";
    char *rest;

    if (token->form[0] < '0' || token->form[0] > '9')
        return false;
    *number = (struct number){.value = strtod(token->form, &rest), .next = at + 1};
    if (*rest) {
        number->scale = strlen(rest) == 1 ? scale_of(rest) : 0;
        if (number->scale <= 0)
            return false;
    } else {
        number->scale = scale_of(next);
        number->next += number->scale > 0;
    }
    number->scaled = number->scale > 0;
    if (number->scaled)
        number->value *= number->scale;
    else if (is_grouped(reader, token))
        number->value = digits_of(reader, token);
    number->year = !number->scaled && token->end - token->begin == 4 && number->value >= 1900 &&
                   number->value < 2100;
    return true;
}

/* "cent cinquante mille", "half a million", "two hundred thousand": words are a number before a
   word of scale only, so that "un" and "a" stay articles elsewhere. */
static bool read_words(const struct reader *reader, size_t at, struct number *number)
{
    static const struct {
        const char *word;
        double value; /* 100 multiplies */
    } values[] = {
        {"un", 1},        {"une", 1},       {"a", 1},       {"one", 1},        {"deux", 2},
        {"two", 2},       {"trois", 3},     {"three", 3},   {"quatre", 4},     {"four", 4},
        {"cinq", 5},      {"five", 5},      {"six", 6},     {"sept", 7},       {"seven", 7},
        {"huit", 8},      {"eight", 8},     {"neuf", 9},    {"nine", 9},       {"dix", 10},
        {"ten", 10},      {"quinze", 15},   {"vingt", 20},  {"twenty", 20},    {"trente", 30},
        {"thirty", 30},   {"quarante", 40}, {"forty", 40},  {"cinquante", 50}, {"fifty", 50},
        {"soixante", 60}, {"sixty", 60},    {"eighty", 80}, {"cent", 100},     {"cents", 100},
        {"hundred", 100}, {"demi", 0.5},    {"half", 0.5},
    };
    enum {
        VALUES = sizeof values / sizeof *values
    };
    double total = 0;
    bool half = false;

    for (; at < reader->count; at++) {
        size_t v = 0;

        while (v < VALUES && strcmp(values[v].word, reader->tokens[at].form) != 0)
            v++;
        if (v == VALUES)
            break;
        half = half || values[v].value < 1;
        total = values[v].value > 99 && total > 0 ? total * 100 : total + values[v].value;
    }
    if (at == reader->count || scale_of(reader->tokens[at].form) <= 0)
        return false;
    number->scale = scale_of(reader->tokens[at].form);
    number->value = (half ? 0.5 : total > 0 ? total : 1) * number->scale;
    number->scaled = true;
    number->year = false;
    number->next = at + 1;
    return total > 0 || strcmp(reader->tokens[at].form, "mille") == 0;
}

static bool read_number(const struct reader *reader, size_t at, struct number *number)
{
    return at < reader->count &&
           (read_figures(reader, at, number) || read_words(reader, at, number));
}

/* ---- What stands around a number ---- */

struct finding {
    size_t first, next; /* tokens */
    enum sense sense;
    double low, high; /* equal for one figure */
    bool year;        /* one of the figures looks like a year */
    bool counted;     /* a word for inhabitants follows */
    bool people;      /* and it is "people", whom projects reach too */
    bool settled;     /* "ville de" comes before */
    bool population;  /* "population" comes before */
};

/* « jusqu'à »: the cutter leaves out the elided half. */
static bool is_up_to(const struct reader *reader, size_t at)
{
    return strcmp(reader->tokens[at].form, "a") == 0 && has_mark(reader, at, "usqu'|usqu’");
}

static enum sense sign_before(const struct reader *reader, size_t at)
{
    return has_mark(reader, at, ">|≥")   ? SENSE_MORE
           : has_mark(reader, at, "<|≤") ? SENSE_LESS
           : has_mark(reader, at, "~|≈") ? SENSE_ABOUT
                                         : SENSE_NONE;
}

static enum sense sense_of(const struct reader *reader, size_t at, size_t count,
                           const char *const phrases[SENSE_COUNT])
{
    for (enum sense sense = SENSE_NONE; sense < SENSE_COUNT; sense++) {
        if (phrases[sense] && is_phrase(reader, at, count, phrases[sense]))
            return sense;
    }
    return SENSE_NONE;
}

/* The sense of the longest phrase that ends before the token at `at`, and its length. */
static enum sense sense_before(const struct reader *reader, size_t at, size_t *count)
{
    enum sense sense = SENSE_NONE;

    for (*count = at < PHRASE_MAX ? at : PHRASE_MAX; *count > 0; --*count) {
        sense = sense_of(reader, at - *count, *count, before);
        if (sense)
            break;
    }
    return sense;
}

static enum sense sense_after(const struct reader *reader, size_t at, size_t *count)
{
    enum sense sense = SENSE_NONE;

    for (*count = PHRASE_MAX; *count > 0 && !sense; --*count) {
        sense = sense_of(reader, at, *count, after);
        if (sense)
            break;
    }
    return sense;
}

/* Moves `first` back over what compares: "plus de", ">", "+ de". */
static enum sense look_back(const struct reader *reader, size_t *first)
{
    size_t at = *first, len;
    enum sense sense = sign_before(reader, at);

    if (sense || at == 0)
        return sense;
    sense = sense_before(reader, at, &len);
    if (!sense && is_up_to(reader, at - 1))
        sense = SENSE_LESS;
    if (!sense && strcmp(reader->tokens[at - 1].form, "de") == 0)
        sense = has_mark(reader, at - 1, "+")    ? SENSE_MORE
                : has_mark(reader, at - 1, "- ") ? SENSE_LESS
                                                 : SENSE_NONE;
    if (sense)
        *first = at - (len ? len : 1);
    return sense;
}

/* Moves `first` back over "villes de", "cities with a population of": of no use to the search once
   the size is read. Other nouns, as "métropole", say more than that and stay. */
static void look_for_noun(const struct reader *reader, struct finding *finding)
{
    static const char links[] = "de|des|du|a|la|une|est|dont|avec|ayant|comptant|"
                                "of|with|having|have|is|whose";
    static const char towns[] = "ville|villes|commune|communes|cite|cites|collectivite|"
                                "collectivites|city|cities|town|towns|municipality|municipalities";
    static const char others[] = "metropole|metropoles|agglomeration|agglomerations|agglo|"
                                 "territoire|territoires|intercommunalite|intercommunalites|epci|"
                                 "metropolis|area";
    size_t at = finding->first;

    for (size_t left = 4; at > 0 && left > 0 && is_one_of(reader, at - 1, links); left--)
        at--;
    if (at == 0 || is_parted(reader, at))
        return;
    if (!finding->population && is_one_of(reader, at - 1, "population|populations")) {
        finding->population = true;
        finding->first = at - 1;
        look_for_noun(reader, finding);
    } else if (is_one_of(reader, at - 1, towns)) {
        finding->settled = true;
        finding->first = at - 1;
    } else if (is_one_of(reader, at - 1, others)) {
        finding->settled = true;
    }
}

/* Reads the word for inhabitants at `next`, and "ou plus" behind it. */
static void look_for_unit(const struct reader *reader, struct finding *finding)
{
    static const char units[] = "habitant|habitants|hab|habs|hbt|hbts|ames|"
                                "inhabitant|inhabitants|inhab|residents";
    size_t at = finding->next + is_one_of(reader, finding->next, "de|of"), count = 0;

    if (is_parted(reader, at))
        return;
    finding->people = is_one_of(reader, at, "people");
    finding->counted = finding->people || is_one_of(reader, at, units);
    if (!finding->counted)
        return;
    finding->next = at + 1;
    if (!finding->sense)
        finding->sense = sense_after(reader, finding->next, &count);
    finding->next += count;
}

/* The second figure of "100-200 000", "entre 100 000 et 200 000", "100,000 to 200,000". */
static void look_for_second(const struct reader *reader, struct finding *finding,
                            const struct number *first)
{
    size_t at = first->next, start;
    struct number second;
    enum sense sense = SENSE_NONE;
    bool joined = is_one_of(reader, at, "et|and");

    if (!joined && !is_one_of(reader, at, "a|to") && !has_mark(reader, at, "-|–|—"))
        return;
    at += joined || is_one_of(reader, at, "a|to");
    for (start = at; at < start + 3 && !read_number(reader, at, &second); at++)
        ;
    if (at == start + 3)
        return;
    if (at > start) {
        size_t back = at;

        sense = look_back(reader, &back);
        if (back != start)
            return;
    }
    if (joined && finding->sense != SENSE_BETWEEN && (!sense || sense == finding->sense))
        return;
    finding->low = first->value;
    /* "100-200 000", "1 à 2 millions": the second figure says what both are multiplied by. */
    double scale = second.scaled ? second.scale : 1000;
    if (!first->scaled && first->value < 1000 && first->value * scale <= second.value)
        finding->low *= scale;
    finding->high = second.value;
    finding->year = finding->year || second.year;
    finding->next = second.next;
    finding->sense = SENSE_BETWEEN;
}

/* ---- Whether it is a size ---- */

/* Rates, facts about those who live in a place, and thresholds that a text is about. */
static bool is_rate(const struct reader *reader, const struct finding *finding)
{
    static const char rates[] = "pour|par|les|aux|nos|leurs|ces|per|for|the|these|their|our";
    static const char reached[] = "par|sur|km2|km|ha|seuil|beneficiant|beneficiaires|concernes|"
                                  "touches|desservis|raccordes|formes|per|threshold|mark|served|"
                                  "reached|trained|benefiting|beneficiaries|displaced";
    size_t at = finding->first, next = finding->next;

    if (at >= 1 && is_one_of(reader, at - 1, rates))
        return true;
    if (at >= 2 && is_phrase(reader, at - 2, 2, "seuil de|seuil des|threshold of"))
        return true;
    return has_mark(reader, at, "/") || has_mark(reader, next, "/") ||
           (!is_parted(reader, next) && is_one_of(reader, next, reached));
}

/* A number without a word for inhabitants ends what is said: no noun follows that it could count. */
static bool is_end(const struct reader *reader, size_t at)
{
    const char *form;

    if (at == reader->count || is_parted(reader, at))
        return true;
    form = reader->tokens[at].form;
    return parangon_is_stop_word(PARANGON_FR, form, strlen(form)) ||
           parangon_is_stop_word(PARANGON_EN, form, strlen(form));
}

static bool is_size(const struct reader *reader, const struct finding *finding)
{
    bool said = finding->settled || finding->population;
    double least = fmin(finding->low, finding->high), most = fmax(finding->low, finding->high);

    if (least < POPULATION_MIN || most > POPULATION_MAX)
        return false;
    if (finding->year && !(finding->counted && (said || finding->sense)))
        return false;
    if (finding->people)
        return said || finding->sense;
    if (finding->counted)
        return true;
    return said && most >= (finding->population ? 1000 : BARE_MIN) && is_end(reader, finding->next);
}

static bool find_at(const struct reader *reader, size_t at, struct finding *finding)
{
    struct number number;

    finding->next = at + 1;
    if (!read_number(reader, at, &number))
        return false;
    *finding = (struct finding){.first = at,
                                .next = number.next,
                                .low = number.value,
                                .high = number.value,
                                .year = number.year};
    finding->sense = look_back(reader, &finding->first);
    look_for_second(reader, finding, &number);
    if (!finding->sense && has_mark(reader, finding->next, "+"))
        finding->sense = SENSE_MORE;
    look_for_unit(reader, finding);
    bool rate = is_rate(reader, finding);
    look_for_noun(reader, finding);
    return !rate && is_size(reader, finding);
}

static struct size size_of(const struct reader *reader, const struct finding *finding)
{
    long low = lround(fmin(finding->low, finding->high));
    long high = lround(fmax(finding->low, finding->high));
    struct size size = {.from = low,
                        .to = high,
                        .begin = reader->tokens[finding->first].begin,
                        .end = reader->tokens[finding->next - 1].end};

    if (finding->sense == SENSE_MORE) {
        size.to = SIZE_NO_BOUND;
    } else if (finding->sense == SENSE_LESS) {
        size.from = 0;
        size.to = high - 1; /* a bound belongs to the class above it */
    } else if (low == high) {
        size.figure = high;
        size.from = high / 2;
        size.to = high * 2;
    }
    return size;
}

size_t sizes_read(const char *text, size_t len, enum parangon_lang lang,
                  struct size sizes[SIZES_MAX])
{
    struct reader reader = cut(text, len, lang);
    struct finding finding;
    size_t count = 0;

    for (size_t at = 0; at < reader.count && count < SIZES_MAX; at++) {
        if (find_at(&reader, at, &finding))
            sizes[count++] = size_of(&reader, &finding);
        at = finding.next - 1; /* what is no size is not read by halves either */
    }
    free(reader.tokens);
    return count;
}

double size_fit(const struct size *size, long population)
{
    double fit = 1;

    if (population <= 0)
        return 0;
    if (size->figure)
        fit = 1 - fabs(log2((double)population / (double)size->figure)) / 2;
    else if (population < size->from)
        fit = (1 - log2((double)size->from / (double)population)) / 2;
    else if (size->to != SIZE_NO_BOUND && population > size->to)
        fit = (1 - log2((double)population / (double)size->to)) / 2;
    return fit > 0 ? fit : 0;
}

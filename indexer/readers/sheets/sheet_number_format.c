/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the codes of number formats; sheet_number.h. */
#include "sheet_number.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

void number_format_built_in(struct number_format *format, unsigned number)
{
    static const struct {
        unsigned number;
        const char *code;
    } dates[] = {
        {9, "0%"},           {10, "0%"},    {14, "d/m/yyyy"}, {15, "d-mmm-yy"}, {16, "d-mmm"},
        {17, "mmm-yy"},      {18, "h:mm"},  {19, "h:mm:ss"},  {20, "h:mm"},     {21, "h:mm:ss"},
        {22, "m/d/yy h:mm"}, {45, "mm:ss"}, {46, "[h]:mm"},   {47, "mm:ss"},
    };

    *format = (struct number_format){0};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (dates[i].number == number)
            number_format_parse(format, dates[i].code);
    }
    if ((number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 58))
        number_format_parse(format, "yyyy/m/d"); /* dates of East Asia */
}

/* One code while it is gone through. */
struct parsing {
    struct number_format *format;
    const char *at;
    bool figures; /* a place of a figure was met */
    bool minutes_or_month;
    unsigned commas; /* since the last place of a figure */
};

static void add_affix(struct parsing *parsing, const char *text, size_t len)
{
    char *affix = parsing->figures ? parsing->format->after : parsing->format->before;
    size_t there = strlen(affix);

    if (there + len >= NUMBER_AFFIX_MAX)
        return;
    memcpy(affix + there, text, len);
    affix[there + len] = '\0';
}

/* "[h]" counts hours beyond 24, "[$€-40C]" is a currency; colours, conditions and languages say
   nothing. */
static void take_bracket(struct parsing *parsing)
{
    const char *inside = parsing->at + 1;
    size_t len = strcspn(inside, "]");

    if (len && strspn(inside, "hHmMsS") == len) {
        parsing->format->hours = parsing->format->elapsed = true;
    } else if (*inside == '$') {
        size_t symbol = strcspn(inside, "-]");

        add_affix(parsing, inside + 1, symbol - 1);
    }
    parsing->at = inside + len + (inside[len] == ']');
}

static void take_quoted(struct parsing *parsing)
{
    const char *inside = parsing->at + 1;
    size_t len = strcspn(inside, "\"");

    add_affix(parsing, inside, len);
    parsing->at = inside + len + (inside[len] == '"');
}

/* The length of the character that a backslash, "_" or "*" applies to. */
static size_t character_len(const char *text)
{
    size_t len = *text ? 1 : 0;

    while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
        len++;
    return len;
}

static void take_letter(struct parsing *parsing)
{
    struct number_format *format = parsing->format;

    switch (tolower((unsigned char)*parsing->at)) {
    case 'y':
    case 'e': format->year = true; break;
    case 'd': format->day = true; break;
    case 'h':
    case 's': format->hours = true; break;
    case 'm': parsing->minutes_or_month = true; break;
    default: break;
    }
    parsing->at++;
}

static void take_placeholder(struct parsing *parsing)
{
    parsing->figures = true;
    parsing->commas = 0;
    parsing->at++;
}

static void take_step(struct parsing *parsing)
{
    const char *at = parsing->at;
    size_t len;

    if (*at == '[') {
        take_bracket(parsing);
    } else if (*at == '"') {
        take_quoted(parsing);
    } else if (*at == '\\') {
        len = character_len(at + 1);
        add_affix(parsing, at + 1, len);
        parsing->at += 1 + len;
    } else if (*at == '_' || *at == '*') {
        parsing->at += 1 + character_len(at + 1);
    } else if (strchr("0#?", *at)) {
        take_placeholder(parsing);
    } else if (strncasecmp(at, "e+", 2) == 0 || strncasecmp(at, "e-", 2) == 0) {
        parsing->at += 2;
    } else if (strncasecmp(at, "am/pm", 5) == 0) {
        parsing->at += 5;
    } else if (isalpha((unsigned char)*at)) {
        take_letter(parsing);
    } else {
        parsing->commas += *at == ',';
        parsing->format->percent |= *at == '%';
        len = character_len(at);
        if (!strchr(",.%/:", *at))
            add_affix(parsing, at, len);
        parsing->at += len;
    }
}

static bool says_something(const char *affix)
{
    for (; *affix; affix++) {
        if (isalpha((unsigned char)*affix) || (*affix & 0x80) || *affix == '$')
            return true;
    }
    return false;
}

static bool is_blank_at(const char *text, size_t at)
{
    return text[at] == ' ' || (at > 0 && memcmp(text + at - 1, "\xC2\xA0", 2) == 0);
}

/* Without the blanks that a neighbour of the cell would see. */
static void trim(struct number_format *format)
{
    size_t len = strlen(format->after);
    size_t blanks = strspn(format->before, " ");

    while (len && is_blank_at(format->after, len - 1))
        len -= format->after[len - 1] == ' ' ? 1 : 2;
    format->after[len] = '\0';
    memmove(format->before, format->before + blanks, strlen(format->before + blanks) + 1);
    if (!says_something(format->before))
        format->before[0] = '\0';
    if (!says_something(format->after))
        format->after[0] = '\0';
}

void number_format_parse(struct number_format *format, const char *code)
{
    struct parsing parsing = {.format = format, .at = code};

    *format = (struct number_format){0};
    if (strncasecmp(code, "general", 7) == 0)
        return;
    while (*parsing.at && *parsing.at != ';') /* the section for positive numbers */
        take_step(&parsing);
    format->month = parsing.minutes_or_month && !format->hours;
    if (parsing.minutes_or_month && format->hours && (format->year || format->day))
        format->month = true;
    format->thousands = parsing.figures ? parsing.commas : 0;
    if (format->thousands > 4)
        format->thousands = 4;
    trim(format);
}

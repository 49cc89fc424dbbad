/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists written into one value: « Eau ; Énergie », one a line, behind bullets. */
#include "parangon/memory.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Spaces and the bullets of a list, which stand before an element and never end one. */
static const char *skip_bullets(const char *text)
{
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x96\xAA", "\xE2\x97\xA6",
                                          "\xC2\xB7",     "\xE2\x96\xBA", "\xE2\x9E\xA2",
                                          "\xEF\x82\xB7", "\xC2\xA0",     "\xE2\x80\xAF"};
    bool skipped = true;

    while (skipped) {
        skipped = false;
        while (isspace((unsigned char)*text))
            text++;
        if ((text[0] == '-' || text[0] == '*') && isspace((unsigned char)text[1]))
            text++, skipped = true;
        for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
            size_t len = strlen(bullets[i]);

            if (strncmp(text, bullets[i], len) == 0)
                text += len, skipped = true;
        }
    }
    return text;
}

static void add_part(cJSON *parts, const char *text, size_t len)
{
    char *part = parangon_strndup(text, len);
    const char *begin = skip_bullets(part);
    size_t end = strlen(begin);

    while (end && isspace((unsigned char)begin[end - 1]))
        end--;
    char *trimmed = parangon_strndup(begin, end);
    if (*trimmed)
        cJSON_AddItemToArray(parts, cJSON_CreateString(trimmed));
    free(trimmed);
    free(part);
}

/* A comma within a number, and a slash within a word, an address or a date, cut nothing. */
static bool is_inside_word(const char *text, size_t at)
{
    char before = at ? text[at - 1] : ' ', after = text[at + 1];

    if (text[at] == ',')
        return isdigit((unsigned char)before) && isdigit((unsigned char)after);
    if (text[at] == '/')
        return before == '/' || after == '/' || before == ':' || isdigit((unsigned char)after) ||
               (at == 2 && isupper((unsigned char)text[0]) && isupper((unsigned char)text[1]));
    return false;
}

/* Where the next separator stands, from `at` on; the length of the text when there is none. */
static size_t find_separator(const char *text, size_t at, const char *separators)
{
    int depth = 0;

    for (; text[at]; at++) {
        if (strchr("([", text[at]))
            depth++;
        else if (strchr(")]", text[at]))
            depth -= depth > 0;
        else if ((depth == 0 || text[at] == '\n') && strchr(separators, text[at]) &&
                 !is_inside_word(text, at))
            return at;
    }
    return at;
}

static void cut_at(const char *text, const char *separators, cJSON *parts)
{
    size_t at = 0;

    for (;;) {
        size_t end = find_separator(text, at, separators);

        add_part(parts, text + at, end - at);
        if (!text[end])
            return;
        at = end + 1;
    }
}

static bool is_upper_or_figure(const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text, strlen(text), PARANGON_FR);
    return parangon_cutter_next(&cutter, &token) &&
           (token.capitalised || token.number || isdigit((unsigned char)token.form[0]));
}

/* « Ministère de l'Europe, des affaires étrangères » is one, « Eau, Énergie » are two, and so are
   « eau, énergie », which all begin small. */
static bool are_elements(const cJSON *parts)
{
    size_t small = 0, count = 0;
    const cJSON *part;

    cJSON_ArrayForEach(part, parts)
    {
        small += !is_upper_or_figure(part->valuestring);
        count++;
    }
    return count > 1 && (small == 0 || small == count);
}

/* Bullets in the middle of a line end an element as new lines do. */
static char *break_bullets(const char *text)
{
    static const char bullet[] = "\xE2\x80\xA2";
    struct parangon_buf broken = {0};
    const char *next;

    while ((next = strstr(text, bullet)) != NULL) {
        parangon_buf_add(&broken, text, (size_t)(next - text));
        parangon_buf_putc(&broken, '\n');
        text = next + strlen(bullet);
    }
    parangon_buf_puts(&broken, text);
    return parangon_buf_take(&broken);
}

/* The parts by the first of the kinds of separators that cuts the text sensibly. */
static cJSON *cut_sensibly(const char *text)
{
    static const char *const kinds[] = {"\n;", ",", "/|"};
    cJSON *parts = NULL;

    const bool address = strstr(text, "://") || strncmp(text, "www.", 4) == 0;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds - address; i++) {
        parts = cJSON_CreateArray();
        cut_at(text, kinds[i], parts);
        if (i == 0 ? cJSON_GetArraySize(parts) > 1 : are_elements(parts))
            return parts;
        cJSON_Delete(parts);
    }
    parts = cJSON_CreateArray();
    add_part(parts, text, strlen(text));
    return parts;
}

size_t parangon_value_split(const char *text, const char *separators, cJSON *parts)
{
    char *broken = break_bullets(text);
    cJSON *found = separators ? cJSON_CreateArray() : cut_sensibly(broken), *part;
    size_t count = 0;

    if (separators)
        cut_at(strchr(separators, '\n') ? broken : text, separators, found);
    while ((part = cJSON_DetachItemFromArray(found, 0)) != NULL) {
        cJSON_AddItemToArray(parts, part);
        count++;
    }
    cJSON_Delete(found);
    free(broken);
    return count;
}

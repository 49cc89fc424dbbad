/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xlsx_text.h"

#include "page.h"

#include "parangon/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "_x", four hexadecimal digits, "_": a character, to whoever reads a workbook (ECMA-376, part 1,
   22.9.2.19). */
static bool is_escape(const char *at)
{
    if (at[0] != '_' || at[1] != 'x')
        return false;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)at[i]))
            return false;
    }
    return at[6] == '_';
}

void xlsx_add_clean(struct parangon_buf *out, const char *text)
{
    struct parangon_buf clean = {0};

    page_add_clean(&clean, text);
    for (const char *at = parangon_buf_str(&clean); *at; at++) {
        if (is_escape(at))
            parangon_buf_puts(out, "_x005F");
        if (*at != '\r')
            parangon_buf_putc(out, *at);
    }
    parangon_buf_clear(&clean);
}

/* The bytes of the character at `text`, and the units it takes. */
static size_t step(const char *text, size_t left, size_t *units)
{
    int character;
    size_t size = parangon_text_decode(text, left, &character);

    *units = character > 0xFFFF ? 2 : 1;
    return size;
}

size_t xlsx_units(const char *text)
{
    size_t left = strlen(text), all = 0, units;

    while (left) {
        size_t size = step(text, left, &units);

        all += units;
        text += size;
        left -= size;
    }
    return all;
}

size_t xlsx_fit(const char *text, size_t room)
{
    size_t left = strlen(text), taken = 0, units;

    while (left) {
        size_t size = step(text + taken, left, &units);

        if (units > room)
            break;
        room -= units;
        taken += size;
        left -= size;
    }
    return taken;
}

/* Excel keeps "History" for itself, and no name begins or ends with an apostrophe. */
static char *allowed_name(const char *wanted)
{
    struct parangon_buf name = {0};

    xlsx_add_clean(&name, wanted);
    for (size_t i = 0; i < name.len; i++) {
        if (strchr("[]:*?/\\'\n\t", name.data[i]))
            name.data[i] = ' ';
    }
    char *key = parangon_text_key(parangon_buf_str(&name), name.len);
    bool kept = strcmp(key, "history") == 0;

    free(key);
    if (kept || strspn(parangon_buf_str(&name), " ") == name.len)
        parangon_buf_puts(&name, kept ? " 1" : "1");
    return parangon_buf_take(&name);
}

void xlsx_add_name(struct parangon_buf *out, const char *wanted, struct parangon_map *taken)
{
    char *name = allowed_name(wanted);
    struct parangon_buf tried = {0};

    for (unsigned number = 1;; number++) {
        char behind[16] = "";
        char *key;

        if (number > 1)
            snprintf(behind, sizeof behind, " (%u)", number);
        parangon_buf_reset(&tried);
        parangon_buf_add(&tried, name, xlsx_fit(name, XLSX_NAME_MAX - strlen(behind)));
        parangon_buf_puts(&tried, behind);
        /* Names that Excel holds for one fold to one key; others that do are told apart too. */
        key = parangon_text_key(tried.data, tried.len);
        size_t count = taken->count;
        bool is_new = parangon_map_put(taken, key, strlen(key), count) == count;

        free(key);
        if (is_new)
            break;
    }
    parangon_buf_puts(out, tried.data);
    parangon_buf_clear(&tried);
    free(name);
}

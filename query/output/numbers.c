/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "numbers.h"

#include "output_strings.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THIN "\xE2\x80\xAF" /* U+202F, narrow no-break space */
#define EURO "\xE2\x82\xAC"

enum {
    DIGITS_MAX = 400
}; /* the largest double has 309 before the point */

/* Written by printf, which takes its point from the locale. */
static void write_fixed(char text[DIGITS_MAX], double value, int decimals)
{
    snprintf(text, DIGITS_MAX, "%.*f", decimals, isfinite(value) ? value : 0.0);
    for (char *at = text; *at; at++) {
        if (!isdigit((unsigned char)*at) && *at != '-')
            *at = '.';
    }
}

void number_add_fixed(struct parangon_buf *out, double value, int decimals)
{
    char text[DIGITS_MAX];

    write_fixed(text, value, decimals);
    parangon_buf_puts(out, text);
}

void number_add_plain(struct parangon_buf *out, double value)
{
    number_add_fixed(out, value, 0);
}

static void drop_trailing_zeros(char *text)
{
    char *end = text + strlen(text);

    if (!strchr(text, '.'))
        return;
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

void number_add(struct parangon_buf *out, double value, enum parangon_lang ui)
{
    char text[DIGITS_MAX];
    const char *digits = text;

    write_fixed(text, value, 2);
    drop_trailing_zeros(text);
    if (*digits == '-')
        parangon_buf_putc(out, *digits++);
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            parangon_buf_puts(out, ui == PARANGON_FR ? THIN : ",");
        parangon_buf_putc(out, digits[i]);
    }
    if (digits[whole]) {
        parangon_buf_putc(out, ui == PARANGON_FR ? ',' : '.');
        parangon_buf_puts(out, digits + whole + 1);
    }
}

void number_add_money(struct parangon_buf *out, double value, const char *currency,
                      enum parangon_lang ui)
{
    bool euro = !currency || !*currency || strcmp(currency, "EUR") == 0;
    const char *sign = euro ? EURO : currency;

    if (ui != PARANGON_FR) {
        parangon_buf_puts(out, sign);
        parangon_buf_puts(out, euro ? "" : THIN);
    }
    number_add(out, value, ui);
    if (ui == PARANGON_FR) {
        parangon_buf_puts(out, THIN);
        parangon_buf_puts(out, sign);
    }
}

static bool is_money(const char *unit)
{
    return unit && strcmp(unit, "EUR") == 0;
}

void number_add_measure(struct parangon_buf *out, double value, const char *unit,
                        enum parangon_lang ui)
{
    if (is_money(unit)) {
        number_add_money(out, value, unit, ui);
        return;
    }
    number_add(out, value, ui);
    if (unit && strcmp(unit, "%") == 0)
        parangon_buf_puts(out, ui == PARANGON_FR ? THIN "%" : "%");
    else if (unit)
        parangon_buf_printf(out, " %s", unit);
}

void number_add_range(struct parangon_buf *out, double min, double max, const char *unit,
                      enum parangon_lang ui)
{
    bool both = !isnan(min) && !isnan(max);
    struct parangon_buf number = {0};

    if (both) {
        number_add_measure(out, min, is_money(unit) ? unit : NULL, ui);
        parangon_buf_puts(out, ui == PARANGON_FR ? " à " : " to ");
        number_add_measure(out, max, unit, ui);
        return;
    }
    number_add_measure(&number, isnan(min) ? max : min, unit, ui);
    string_add(out, isnan(min) ? STRING_LESS_THAN : STRING_MORE_THAN, ui,
               parangon_buf_str(&number));
    parangon_buf_clear(&number);
}

void number_add_inhabitants(struct parangon_buf *out, double value, enum parangon_lang ui)
{
    struct parangon_buf number = {0};

    number_add(&number, value, ui);
    string_add(out, STRING_INHABITANTS, ui, parangon_buf_str(&number));
    parangon_buf_clear(&number);
}

void number_add_date(struct parangon_buf *out, const char *date, enum parangon_lang ui)
{
    int year, month, day;
    int read = sscanf(date, "%4d-%2d-%2d", &year, &month, &day);

    if (ui != PARANGON_FR || read < 2)
        parangon_buf_puts(out, date);
    else if (read == 2)
        parangon_buf_printf(out, "%02d/%d", month, year);
    else
        parangon_buf_printf(out, "%02d/%02d/%d", day, month, year);
}

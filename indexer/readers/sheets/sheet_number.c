/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MAX 2958465.0 /* 9999-12-31 */

void number_write_plain(struct parangon_buf *to, double value)
{
    enum {
        FIGURES = 15,
        DECIMALS_MAX = 20
    };
    char text[64];

    snprintf(text, sizeof text, "%.*g", FIGURES, value);
    const char *exponent = strchr(text, 'e');
    if (exponent && fabs(value) < 1e21) {
        int decimals = FIGURES - 1 - atoi(exponent + 1);

        decimals = decimals < 0 ? 0 : decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
        snprintf(text, sizeof text, "%.*f", decimals, value);
        if (strchr(text, '.')) {
            size_t len = strlen(text);

            while (text[len - 1] == '0')
                len--;
            text[text[len - 1] == '.' ? len - 1 : len] = '\0';
        }
    }
    parangon_buf_puts(to, strcmp(text, "-0") == 0 ? "0" : text);
}

/* Day 1 is 1900-01-01; day 60 is a 29 February that 1900 did not have (ECMA-376, 18.17.4.1). The
   calendar is counted from 0000-03-01, in eras of 400 years. */
static void write_day(struct parangon_buf *to, long serial, const struct number_format *format)
{
    long days = serial + (serial < 60 ? 1 : 0) + 693899;
    long era = days / 146097;
    long of_era = days % 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long shifted = (5 * of_year + 2) / 153; /* months from March */
    long day = of_year - (153 * shifted + 2) / 5 + 1;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;

    year += era * 400 + (month <= 2);
    parangon_buf_printf(to, "%04ld", year);
    if (format->month || format->day)
        parangon_buf_printf(to, "-%02ld", month);
    if (format->day || (format->month && !format->year))
        parangon_buf_printf(to, "-%02ld", day);
}

static void write_time(struct parangon_buf *to, long minutes)
{
    parangon_buf_printf(to, "%02ld:%02ld", minutes / 60, minutes % 60);
}

static void write_date(struct parangon_buf *to, double value, const struct number_format *format,
                       bool is_1904)
{
    bool date = format->year || format->month || format->day;
    double days = floor(value);
    long minutes = lround((value - days) * 24 * 60);

    if (format->elapsed || (!date && days < 1)) {
        write_time(to, lround(value * 24 * 60));
        return;
    }
    if (minutes == 24 * 60) {
        minutes = 0;
        days++;
    }
    write_day(to, (long)days + (is_1904 ? 1462 : 0), format);
    if (format->hours && minutes) {
        parangon_buf_putc(to, ' ');
        write_time(to, minutes);
    }
}

static bool is_date(const struct number_format *format)
{
    return format->year || format->month || format->day || format->hours;
}

void number_write(struct parangon_buf *to, double value, const struct number_format *format,
                  bool is_1904)
{
    if (is_date(format) && value >= 0 && value <= DAY_MAX - (is_1904 ? 1462 : 0)) {
        write_date(to, value, format, is_1904);
        return;
    }
    for (unsigned i = 0; i < format->thousands; i++)
        value /= 1000;
    parangon_buf_puts(to, format->before);
    number_write_plain(to, format->percent ? value * 100 : value);
    parangon_buf_puts(to, format->percent ? "%" : format->after);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_bullets.h"

#include "text_chars.h"

#include "parangon/text.h"

#include <string.h>

size_t bullets_sign(const char *text, size_t len)
{
    static const int bullets[] = {0x2022, 0x2023, 0x25AA, 0x25A0, 0x25CF, 0x25CB,
                                  0x25BA, 0x25B6, 0x2192, 0x27A2, 0xB7,   0};
    int c;
    size_t step = parangon_text_decode(text, len, &c);

    for (const int *bullet = bullets; *bullet; bullet++) {
        if (len && c == *bullet)
            return step + strspn(text + step, " ");
    }
    return 0;
}

size_t bullets_dash(const char *text, size_t len)
{
    int c;
    size_t step = parangon_text_decode(text, len, &c);
    bool dash = c == '-' || c == '*' || c == 0x2013 || c == 0x2014;

    return dash && step < len && text[step] == ' ' ? step + strspn(text + step, " ") : 0;
}

size_t bullets_number(const char *text, size_t len)
{
    size_t digits = 0;

    while (digits < len && chars_is_digit((unsigned char)text[digits]))
        digits++;
    if (!digits || digits > 2 || len < digits + 3 || !strchr(".)", text[digits]))
        return 0;
    return text[digits + 1] == ' ' ? digits + 2 : 0;
}

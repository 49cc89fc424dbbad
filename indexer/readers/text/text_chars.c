/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_chars.h"

#include "parangon/text.h"

#include <utf8proc.h>

bool chars_is_letter(int c)
{
    utf8proc_category_t category = utf8proc_category(c);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool chars_is_upper(int c)
{
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool chars_is_lower(int c)
{
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool chars_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

int chars_first(const char *text, size_t len)
{
    int c = 0;

    parangon_text_decode(text, len, &c);
    return len ? c : 0;
}

int chars_last(const char *text, size_t len, size_t *len_of)
{
    size_t start = len;

    while (start > 0) {
        start--;
        if (((unsigned char)text[start] & 0xC0) != 0x80)
            break;
    }
    if (len_of)
        *len_of = len - start;
    return chars_first(text + start, len - start);
}

size_t chars_count(const char *text, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t chars_letters_at_start(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        int c;
        size_t step = parangon_text_decode(text + at, len - at, &c);

        if (!chars_is_letter(c))
            break;
        at += step;
    }
    return at;
}

size_t chars_letters_at_end(const char *text, size_t len)
{
    size_t start = len;
    size_t step;

    while (start > 0 && len - start < CHARS_WORD_MAX &&
           chars_is_letter(chars_last(text, start, &step)))
        start -= step;
    return len - start;
}

void chars_add_lower(struct parangon_buf *to, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        utf8proc_uint8_t bytes[4];
        int c;

        at += parangon_text_decode(text + at, len - at, &c);
        utf8proc_ssize_t size = utf8proc_encode_char(utf8proc_tolower(c), bytes);
        parangon_buf_add(to, bytes, (size_t)size);
    }
}

bool chars_all_capitals(const char *text, size_t len, size_t least)
{
    size_t capitals = 0;

    for (size_t at = 0; at < len;) {
        int c;

        at += parangon_text_decode(text + at, len - at, &c);
        if (chars_is_lower(c))
            return false;
        capitals += chars_is_upper(c);
    }
    return capitals >= least;
}

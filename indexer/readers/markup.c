/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markup.h"

#include "charset.h"

#include "parangon/text.h"

#include <string.h>

/* What waited comes before the character. */
static void settle(struct markup *markup)
{
    if (markup->out.len == 0)
        markup->breaks = 0;
    if (markup->breaks || markup->out.len == 0)
        markup->space = false;
    for (; markup->breaks; markup->breaks--)
        parangon_buf_putc(&markup->out, '\n');
    if (markup->sign)
        parangon_buf_puts(&markup->out, markup->sign);
    if (markup->sign)
        markup->space = false;
    markup->sign = NULL;
    if (markup->space)
        parangon_buf_putc(&markup->out, ' ');
    markup->space = false;
}

/* Hyphens and marks that nobody sees would cut words in two for a search. */
static bool is_invisible(int character)
{
    return character == 0xAD || (character >= 0x200B && character <= 0x200F) ||
           character == 0x2060 || character == 0xFEFF;
}

static void put(struct markup *markup, int character, const char *bytes, size_t len)
{
    bool line_start = markup->breaks || markup->out.len == 0 || markup->sign;

    if (is_invisible(character))
        return;
    if (character == '\n' && markup->verbatim) {
        markup->space = false;
        if (!line_start)
            markup->breaks = 1;
        return;
    }
    if (character == 0xA0 && (line_start || markup->space))
        character = ' '; /* nothing to hold together */
    if (character < 0x20 || character == ' ' || character == 0x2028 || character == 0x2029) {
        markup->space = !line_start;
        return;
    }
    settle(markup);
    if (character >= 0x80 && character < 0xA0)
        charset_put(&markup->out, charset_windows((unsigned)character));
    else
        parangon_buf_add(&markup->out, bytes, len);
}

void markup_text(struct markup *markup, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        int character;
        size_t step = parangon_text_decode(text + at, len - at, &character);

        if (character == 0xFFFD && step == 1)
            put(markup, character, "\xEF\xBF\xBD", 3);
        else
            put(markup, character, text + at, step);
        at += step;
    }
}

void markup_puts(struct markup *markup, const char *text)
{
    markup_text(markup, text, strlen(text));
}

void markup_break(struct markup *markup, unsigned lines)
{
    markup->space = false;
    /* A no-break space at the end of a line holds nothing together. */
    while (markup->breaks == 0 && markup->out.len >= 2 &&
           memcmp(markup->out.data + markup->out.len - 2, "\xC2\xA0", 2) == 0)
        markup->out.data[markup->out.len -= 2] = '\0';
    if (markup->sign) /* nothing stands behind it yet */
        return;
    if (markup->breaks < lines)
        markup->breaks = lines;
}

void markup_sign(struct markup *markup, const char *sign, unsigned lines)
{
    markup->sign = NULL;
    markup_break(markup, lines);
    markup->sign = sign;
}

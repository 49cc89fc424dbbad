/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "charset.h"

#include "parangon/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* https://encoding.spec.whatwg.org/index-windows-1252.txt, 0x80 to 0x9F. */
static const unsigned short windows[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

unsigned charset_windows(unsigned byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
}

void charset_put(struct parangon_buf *text, unsigned character)
{
    if (character < 0x80) {
        parangon_buf_putc(text, (char)character);
    } else if (character < 0x800) {
        parangon_buf_putc(text, (char)(0xC0 | character >> 6));
        parangon_buf_putc(text, (char)(0x80 | (character & 0x3F)));
    } else {
        parangon_buf_putc(text, (char)(0xE0 | character >> 12));
        parangon_buf_putc(text, (char)(0x80 | (character >> 6 & 0x3F)));
        parangon_buf_putc(text, (char)(0x80 | (character & 0x3F)));
    }
}

static void from_windows(struct parangon_buf *bytes)
{
    struct parangon_buf text = {0};

    for (size_t i = 0; i < bytes->len; i++)
        charset_put(&text, charset_windows((unsigned char)bytes->data[i]));
    parangon_buf_clear(bytes);
    *bytes = text;
}

/* What does not fit the character set becomes U+FFFD. */
static bool convert(struct parangon_buf *bytes, const char *name)
{
    iconv_t way = iconv_open("UTF-8", name);
    char block[16 * 1024], *from = bytes->data;
    size_t left = bytes->len;
    struct parangon_buf text = {0};

    if (way == (iconv_t)-1)
        return false;
    while (left) {
        char *to = block;
        size_t room = sizeof block;
        size_t result = iconv(way, &from, &left, &to, &room);
        int failure = errno;

        parangon_buf_add(&text, block, (size_t)(to - block));
        if (result == (size_t)-1 && failure != E2BIG && left) {
            parangon_buf_puts(&text, "\xEF\xBF\xBD");
            from++;
            left--;
        }
    }
    iconv_close(way);
    parangon_buf_clear(bytes);
    *bytes = text;
    return true;
}

static bool starts_with(const struct parangon_buf *bytes, const char *mark, size_t len)
{
    return bytes->len >= len && memcmp(bytes->data, mark, len) == 0;
}

/* What a byte order mark says; the mark itself is cut off. NULL without one. */
static const char *take_mark(struct parangon_buf *bytes)
{
    size_t len = starts_with(bytes, "\xEF\xBB\xBF", 3)                                    ? 3
                 : starts_with(bytes, "\xFF\xFE", 2) || starts_with(bytes, "\xFE\xFF", 2) ? 2
                                                                                          : 0;
    const char *name = len == 3                                 ? "UTF-8"
                       : bytes->len && bytes->data[0] == '\xFF' ? "UTF-16LE"
                                                                : "UTF-16BE";

    if (len == 0)
        return NULL;
    memmove(bytes->data, bytes->data + len, bytes->len - len + 1);
    bytes->len -= len;
    return name;
}

static size_t count_foreign(const struct parangon_buf *text)
{
    size_t count = 0;

    for (size_t at = 0; at < text->len;) {
        size_t len = parangon_text_decode(text->data + at, text->len - at, NULL);

        count += len > 1;
        at += len;
    }
    return count;
}

/* Whether the bytes are UTF-8, damaged at most in a few places, which are mended. */
static bool accept_utf8(struct parangon_buf *bytes, bool declared)
{
    size_t replaced;
    char *mended = parangon_text_mend(bytes->data, bytes->len, &replaced);

    if (replaced && !(declared && replaced * 4 <= count_foreign(bytes))) {
        free(mended);
        return false;
    }
    parangon_buf_clear(bytes);
    bytes->data = mended;
    bytes->len = strlen(mended);
    bytes->cap = bytes->len + 1;
    return true;
}

/* The sets that are one family for browsers: https://encoding.spec.whatwg.org/#names-and-labels */
static bool is_latin(const char *name)
{
    static const char *const names[] = {"iso-8859-1", "iso8859-1", "latin1",   "us-ascii", "ascii",
                                        "iso-8859-9", "cp1252",    "x-cp1252", "ansi",     NULL};

    for (const char *const *known = names; *known; known++) {
        if (strcasecmp(name, *known) == 0)
            return true;
    }
    return strcasecmp(name, "windows-1252") == 0;
}

static void blank_controls(struct parangon_buf *bytes)
{
    for (size_t i = 0; i < bytes->len; i++) {
        unsigned char byte = (unsigned char)bytes->data[i];

        if ((byte < 0x20 && !strchr("\t\n\r\f", byte)) || byte == 0 || byte == 0x7F)
            bytes->data[i] = ' ';
    }
}

void charset_to_utf8(struct parangon_buf *bytes, const char *declared)
{
    const char *mark = bytes->len ? take_mark(bytes) : NULL;

    if (bytes->len == 0)
        return;
    if (mark && strcmp(mark, "UTF-8") != 0) {
        convert(bytes, mark);
        blank_controls(bytes);
        return;
    }
    /* A NUL ends the strings of C; none stands for a letter in any set below. */
    bool wide = declared && (strncasecmp(declared, "utf-16", 6) == 0 ||
                             strncasecmp(declared, "utf-32", 6) == 0);
    if (!wide)
        blank_controls(bytes);
    bool other = declared && !wide && !is_latin(declared) && strncasecmp(declared, "utf", 3) != 0;
    bool utf8 = mark || (declared && strncasecmp(declared, "utf", 3) == 0);
    if (!accept_utf8(bytes, utf8) && !(other && convert(bytes, declared)))
        from_windows(bytes);
    blank_controls(bytes);
}

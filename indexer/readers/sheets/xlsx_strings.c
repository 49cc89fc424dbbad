/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The strings that cells of a workbook share, rich text joined (ECMA-376, part 1, 18.4). */
#include "readers/xml.h"
#include "xlsx_parts.h"

#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The code unit that "_xHHHH_" stands for, or -1. */
static long escaped_unit(const char *text, size_t len)
{
    if (len < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return -1;
    }
    return strtol(text + 2, NULL, 16);
}

static size_t write_character(char *to, long character)
{
    if (character < 0x80) {
        to[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        to[0] = (char)(0xC0 | character >> 6);
        to[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | character >> 12);
    to[1] = (char)(0x80 | (character >> 6 & 0x3F));
    to[2] = (char)(0x80 | (character & 0x3F));
    return 3;
}

/* Control characters other than the ends of lines, halves of pairs and non-characters are left
   out: no text is lost with them. */
void xlsx_unescape(struct parangon_buf *text)
{
    size_t to = 0;

    for (size_t at = 0; at < text->len;) {
        long unit = escaped_unit(text->data + at, text->len - at);

        if (unit < 0) {
            text->data[to++] = text->data[at++];
            continue;
        }
        if (unit == '\t' || unit == '\n' ||
            (unit >= 0x20 && unit != 0x7F && (unit < 0xD800 || unit > 0xDFFF) && unit < 0xFFFE))
            to += write_character(text->data + to, unit);
        at += 7;
    }
    text->len = to;
    if (text->data)
        text->data[to] = '\0';
}

struct strings {
    struct xlsx_book *book;
    struct parangon_buf one;
    bool in_text;
};

static void open_text(void *context, struct xml *xml)
{
    (void)xml;
    ((struct strings *)context)->in_text = true;
}

static void close_text(void *context, struct xml *xml)
{
    (void)xml;
    ((struct strings *)context)->in_text = false;
}

/* How the characters are pronounced stands beside them. */
static void open_phonetic(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static void take_text(void *context, const char *text, size_t len)
{
    struct strings *strings = context;

    if (strings->in_text)
        parangon_buf_add(&strings->one, text, len);
}

static void close_string(void *context, struct xml *xml)
{
    struct strings *strings = context;
    struct xlsx_book *book = strings->book;

    (void)xml;
    if (book->string_count == book->string_cap) {
        book->string_cap = book->string_cap ? 2 * book->string_cap : 1024;
        book->string_starts =
            parangon_realloc(book->string_starts, book->string_cap, sizeof *book->string_starts);
    }
    book->string_starts[book->string_count++] = book->strings.len;
    xlsx_unescape(&strings->one);
    parangon_buf_add(&book->strings, parangon_buf_str(&strings->one), strings->one.len + 1);
    parangon_buf_reset(&strings->one);
}

enum parangon_code xlsx_strings_read(struct xlsx_book *book, const struct parangon_buf *bytes,
                                     struct parangon_error *err)
{
    static const struct xml_element elements[] = {{"x:si", NULL, close_string},
                                                  {"x:t", open_text, close_text},
                                                  {"x:rPh", open_phonetic, NULL},
                                                  {0}};
    struct strings strings = {.book = book};
    const struct xml_walk walk = {.elements = elements, .text = take_text, .context = &strings};
    enum parangon_code code = xml_walk(bytes, &walk, err);

    parangon_buf_clear(&strings.one);
    return code;
}

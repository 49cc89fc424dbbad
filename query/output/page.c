/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page.h"

#include "parangon/text.h"

#include <string.h>
#include <utf8proc.h>

enum {
    NOT_A_CHARACTER = 0xFFFD
};

void page_init(struct page *page, struct parangon_buf *out, unsigned width, bool styled)
{
    memset(page, 0, sizeof *page);
    page->out = out;
    page->width = width == 0 ? PAGE_WIDTH : width < PAGE_WIDTH_MIN ? PAGE_WIDTH_MIN : width;
    page->styled = styled;
}

void page_clear(struct page *page)
{
    parangon_buf_clear(&page->word);
}

static bool is_break(int character)
{
    switch (character) {
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case ' ':
    case 0x85:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x205F:
    case 0x3000: return true;
    default: return character >= 0x2000 && character <= 0x200A && character != 0x2007;
    }
}

/* Marks that turn the direction of text around (U+202A and on, U+2066 and on) can make a line show
   what it does not say; invisible ones only spoil the count of columns. */
int page_printable(int character)
{
    if (character == '\t' || character == '\n' || character == '\r')
        return character;
    if (character == 0xAD || character == 0x200B || character == 0xFEFF ||
        (character >= 0x202A && character <= 0x202E) ||
        (character >= 0x2066 && character <= 0x2069))
        return 0;
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN: return is_break(character) ? ' ' : NOT_A_CHARACTER;
    default: return character;
    }
}

/* The next character of a text, made printable, and the bytes to copy for it. */
static int next_character(const char **text, size_t *left, char bytes[4], size_t *size)
{
    int character;
    size_t len = parangon_text_decode(*text, *left, &character);

    *text += len;
    *left -= len;
    character = page_printable(character);
    *size = character == 0 ? 0 : (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes);
    return character;
}

void page_add_clean(struct parangon_buf *out, const char *text)
{
    size_t left = strlen(text), size;
    char bytes[4];

    while (left) {
        next_character(&text, &left, bytes, &size);
        parangon_buf_add(out, bytes, size);
    }
}

unsigned page_columns(const char *text)
{
    size_t left = strlen(text), size;
    unsigned columns = 0;
    char bytes[4];

    while (left) {
        int wide = utf8proc_charwidth(next_character(&text, &left, bytes, &size));

        columns += wide > 0 ? (unsigned)wide : 0;
    }
    return columns;
}

static void start_line(struct page *page)
{
    unsigned indent = page->begun ? page->rest : page->first;
    const char *mark = page->begun || !page->mark ? "" : page->mark;
    unsigned taken = page_columns(mark);

    if (page->begun)
        parangon_buf_putc(page->out, '\n');
    if (taken > indent)
        indent = taken;
    parangon_buf_printf(page->out, "%*s%s", (int)(indent - taken), "", mark);
    page->column = indent;
    page->begun = true;
    page->space = false;
}

/* The word goes on the line when it fits, else on a new one. */
static void put_word(struct page *page)
{
    unsigned room = page->column + (page->space ? 1 : 0) + page->word_width;

    if (page->word.len) {
        if (!page->begun || room > page->width)
            start_line(page);
        if (page->space)
            parangon_buf_putc(page->out, ' ');
        page->column += page->word_width + (page->space ? 1 : 0);
        parangon_buf_add(page->out, parangon_buf_str(&page->word), page->word.len);
    }
    parangon_buf_reset(&page->word);
    page->word_width = 0;
    page->space = false;
}

/* A space that French typography ties to the sign beside it, whichever space was typed. */
static bool is_tied(int before, int after)
{
    return before == 0xAB || after == 0xBB || after == 0xB7 || after == ';' || after == ':' ||
           after == '!' || after == '?';
}

static void end_gap(struct page *page, int character)
{
    page->gap = false;
    if (page->word.len && is_tied(page->last, character)) {
        parangon_buf_putc(&page->word, ' ');
        page->word_width++;
    } else {
        put_word(page);
        page->space = page->column > 0;
    }
}

static void put_character(struct page *page, int character, const char *bytes, size_t size)
{
    int wide = utf8proc_charwidth(character);
    unsigned width = wide > 0 ? (unsigned)wide : 0;
    unsigned indent = page->rest > page->first ? page->rest : page->first;
    unsigned room = page->width > indent + 2 ? page->width - indent : 2;

    if (width && page->word_width + width > room)
        put_word(page);
    parangon_buf_add(&page->word, bytes, size);
    page->word_width += width;
    page->last = character;
}

static const char *const style_codes[] = {"", "\x1b[1m", "\x1b[2m"};

/* Each word carries its own codes, so that a broken line never leaves a style open. */
void page_text(struct page *page, const char *text, enum style style)
{
    bool styled = page->styled && style != STYLE_PLAIN;
    bool open = false;
    size_t left = strlen(text), size;
    char bytes[4];

    while (left) {
        int character = next_character(&text, &left, bytes, &size);
        bool white = is_break(character);

        if (open && white)
            parangon_buf_puts(&page->word, "\x1b[0m");
        open = open && !white;
        page->gap = page->gap || white;
        if (white || character == 0)
            continue;
        if (page->gap)
            end_gap(page, character);
        if (styled && !open)
            parangon_buf_puts(&page->word, style_codes[style]);
        open = styled;
        put_character(page, character, bytes, size);
    }
    if (open)
        parangon_buf_puts(&page->word, "\x1b[0m");
}

void page_open(struct page *page, unsigned first, unsigned rest)
{
    page->first = first;
    page->rest = rest;
    page->mark = NULL;
    page->begun = page->space = page->gap = false;
    page->column = 0;
    page->last = 0;
}

void page_mark(struct page *page, const char *mark)
{
    page->mark = mark;
}

void page_close(struct page *page)
{
    put_word(page);
    if (page->begun)
        parangon_buf_putc(page->out, '\n');
    page->begun = false;
}

void page_paragraph(struct page *page, unsigned indent, const char *text, enum style style)
{
    page_open(page, indent, indent);
    page_text(page, text, style);
    page_close(page);
}

void page_unbroken(struct page *page, unsigned indent, const char *text, enum style style)
{
    bool styled = page->styled && style != STYLE_PLAIN;
    size_t left = strlen(text), size;
    char bytes[4];

    parangon_buf_printf(page->out, "%*s%s", (int)indent, "", styled ? style_codes[style] : "");
    while (left) {
        bool white = is_break(next_character(&text, &left, bytes, &size));

        parangon_buf_add(page->out, white ? " " : bytes, white ? 1 : size);
    }
    parangon_buf_puts(page->out, styled ? "\x1b[0m\n" : "\n");
}

void page_blank(struct page *page)
{
    parangon_buf_putc(page->out, '\n');
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_words.h"

#include "readers/text/text_bullets.h"
#include "readers/text/text_chars.h"

#include "parangon/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    PAGES_MAX = 5000,
    GLYPHS_MAX = 200 * 1000,     /* of a page: a hundred times what a page of text has */
    TEXT_MAX = 16 * 1024 * 1024, /* bytes: ten thousand pages of text */
    WORD_MAX = 1000              /* bytes: what is longer goes on as the next word */
};

/* One page while its words are made. */
struct page_text {
    char *text;
    PopplerRectangle *boxes; /* one a character */
    guint count;
    GList *attributes; /* runs of characters of one font */
    GList *run;
};

static void page_text_init(struct page_text *page, PopplerPage *from)
{
    *page = (struct page_text){.text = poppler_page_get_text(from)};
    if (page->text && *page->text &&
        !poppler_page_get_text_layout(from, &page->boxes, &page->count))
        page->count = 0;
    if (page->count > GLYPHS_MAX)
        page->count = GLYPHS_MAX;
    if (page->count)
        page->attributes = poppler_page_get_text_attributes(from);
    page->run = page->attributes;
}

static void page_text_clear(struct page_text *page)
{
    g_free(page->text);
    g_free(page->boxes);
    poppler_page_free_text_attributes(page->attributes);
}

/* The font of the character; characters must be asked for in their order. */
static const PopplerTextAttributes *font_of(struct page_text *page, guint at)
{
    while (page->run && ((const PopplerTextAttributes *)page->run->data)->end_index < (gint)at)
        page->run = page->run->next;
    return page->run ? page->run->data : NULL;
}

static bool contains(const char *name, const char *part)
{
    size_t len = strlen(part);

    for (; *name; name++) {
        if (strncasecmp(name, part, len) == 0)
            return true;
    }
    return false;
}

/* CMBX is the bold of TeX's own fonts. */
static bool is_bold(const char *font)
{
    static const char *const parts[] = {"bold", "black", "heavy", "demi", "cmbx"};
    bool bold = false;

    for (size_t i = 0; font && i < sizeof parts / sizeof *parts; i++)
        bold = bold || contains(font, parts[i]);
    return bold;
}

enum {
    HYPHEN = 0x2010,
    HARD_HYPHEN = 0x2011,
    PRIVATE_FIRST = 0xE000,
    PRIVATE_LAST = 0xF8FF
};

static bool is_private(const char *text, size_t len)
{
    int c;

    parangon_text_decode(text, len, &c);
    return c >= PRIVATE_FIRST && c <= PRIVATE_LAST;
}

/* Characters of private use mean something in one font only: alone they are bullets of Symbol or
   Wingdings, elsewhere ornaments. */
static void add_character(struct parangon_buf *to, const char *text, size_t len, bool first)
{
    int c;
    size_t step = parangon_text_decode(text, len, &c);
    bool private_use = is_private(text, len);

    if (step != len || c == 0xFFFD)
        parangon_buf_puts(to, "\xEF\xBF\xBD");
    else if (private_use && first)
        parangon_buf_puts(to, "\xE2\x80\xA2");
    else if (c == HYPHEN || c == HARD_HYPHEN)
        parangon_buf_putc(to, '-');
    else if (!private_use && c >= 0x20 && !(c >= 0x7F && c < 0xA0))
        parangon_buf_add(to, text, len);
}

static void widen(struct pdf_word *word, const PopplerRectangle *box)
{
    word->x1 = fminf(word->x1, (float)fmin(box->x1, box->x2));
    word->y1 = fminf(word->y1, (float)fmin(box->y1, box->y2));
    word->x2 = fmaxf(word->x2, (float)fmax(box->x1, box->x2));
    word->y2 = fmaxf(word->y2, (float)fmax(box->y1, box->y2));
}

static bool is_digits(const char *text, size_t len)
{
    size_t digits = 0;

    while (digits < len && chars_is_digit((unsigned char)text[digits]))
        digits++;
    return len > 0 && digits == len;
}

/* Whether the box is smaller than the other and stands higher on the same line. */
static bool is_raised(const PopplerRectangle *box, const struct pdf_word *other)
{
    double height = other->y2 - other->y1;

    return box->y2 - box->y1 < height * 0.85 && box->y2 < other->y2 - height * 0.15 &&
           box->y2 > other->y1;
}

/* Whether figures above the line after the word count a footnote, and are no power: m², km². */
static bool takes_note_mark(const struct pdf_words *words, const struct pdf_word *word)
{
    const char *text = words->text.data + word->at;
    size_t len = words->text.len - word->at;
    size_t letters = chars_letters_at_end(text, len);

    return !(letters == len && len <= 2 && text[len - 1] == 'm');
}

/* Whether the word is the mark of a footnote, which stands apart from the word before it. */
static bool stands_as_note_mark(const struct pdf_words *words, const struct pdf_word *word)
{
    const struct pdf_page *page = &words->pages[words->page_count - 1];
    const PopplerRectangle box = {.x1 = word->x1, .y1 = word->y1, .x2 = word->x2, .y2 = word->y2};

    if (words->count <= page->first || !is_digits(words->text.data + word->at, word->len))
        return false;
    const struct pdf_word *before = &words->items[words->count - 1];
    return is_raised(&box, before) && word->x1 >= before->x2 &&
           word->x1 - before->x2 < before->size / 2 &&
           !is_digits(words->text.data + before->at, before->len);
}

static bool is_dots(const char *text, size_t len)
{
    size_t dots = 0;

    while (dots < len && text[dots] == '.')
        dots++;
    return len > 0 && dots == len;
}

/* Whether the word is of the dots that lead to a number in a table of contents: four or more, for
   three are an ellipsis. Those before it are dropped as well. */
static bool is_leader(struct pdf_words *words, const struct pdf_word *word)
{
    enum {
        DOTS_MIN = 4
    };
    const struct pdf_page *page = &words->pages[words->page_count - 1];
    size_t dots = word->len;
    size_t at = words->count;

    if (!is_dots(words->text.data + word->at, word->len))
        return false;
    for (; at > page->first && dots < DOTS_MIN; at--) {
        const struct pdf_word *before = &words->items[at - 1];

        if (!is_dots(words->text.data + before->at, before->len))
            return false;
        dots += before->len;
    }
    if (dots < DOTS_MIN)
        return false;
    for (; at < words->count; at++)
        words->items[at].dropped = true;
    return true;
}

static void add_word(struct pdf_words *words, struct pdf_word word)
{
    bool sound = isfinite(word.x1) && isfinite(word.x2) && isfinite(word.y1) && isfinite(word.y2);

    word.len = (uint16_t)(words->text.len - word.at);
    word.dropped = stands_as_note_mark(words, &word) || is_leader(words, &word);
    if (!word.len || !sound)
        return;
    if (words->count == words->room) {
        words->room = words->room ? words->room * 2 : 1024;
        words->items = parangon_realloc(words->items, words->room, sizeof *words->items);
    }
    words->items[words->count++] = word;
}

/* What a character is to the word before it. */
enum place {
    IN_WORD,
    NEXT_WORD,
    NOTE_MARK
};

/* Whether the box stands elsewhere than right behind the one before: the library gives the last
   word of a column and the first of the next without a space between at times. */
static bool is_apart(const PopplerRectangle *before, const PopplerRectangle *box)
{
    double height = fmin(before->y2 - before->y1, box->y2 - box->y1);

    return box->x1 > before->x2 + height / 3 || box->x1 < before->x1 - height / 2 ||
           box->y1 > before->y2 || box->y2 < before->y1;
}

static enum place place_of(const struct pdf_words *words, const struct pdf_word *word,
                           const char *text, size_t len, const PopplerRectangle *box)
{
    const char *bytes = words->text.data + word->at;
    size_t word_len = words->text.len - word->at;
    bool digit = is_digits(text, len);

    if (word_len + len > WORD_MAX || is_apart(box - 1, box) || bullets_sign(bytes, word_len))
        return NEXT_WORD;
    if (digit && !is_digits(bytes, word_len) && is_raised(box, word))
        return takes_note_mark(words, word) ? NOTE_MARK : IN_WORD;
    /* The number of a footnote in front of its first word. */
    const struct pdf_word first = {.y1 = (float)box->y1, .y2 = (float)box->y2};
    const PopplerRectangle number = {.y1 = word->y1, .y2 = word->y2};
    return !digit && is_digits(bytes, word_len) && is_raised(&number, &first) ? NEXT_WORD : IN_WORD;
}

static struct pdf_word begin_word(const struct pdf_words *words, struct page_text *page, guint at)
{
    const PopplerTextAttributes *font = font_of(page, at);
    struct pdf_word word = {.x1 = INFINITY, .y1 = INFINITY, .x2 = -INFINITY, .y2 = -INFINITY};

    word.at = (uint32_t)words->text.len;
    word.size = font && font->font_size > 0 ? (float)font->font_size
                                            : (float)fabs(page->boxes[at].y2 - page->boxes[at].y1);
    word.bold = font && is_bold(font->font_name);
    return word;
}

static bool is_space(const char *text)
{
    return strchr(" \t\r\n\f\v", *text) != NULL;
}

/* The words of one page; boxes and characters go in step. */
static void add_words(struct pdf_words *words, struct page_text *page)
{
    struct pdf_word word = {.len = 0};
    bool open = false;
    guint at = 0;

    for (const char *text = page->text; *text && at < page->count; at++) {
        size_t len = strnlen(text, (size_t)(g_utf8_next_char(text) - text));
        const PopplerRectangle *box = &page->boxes[at];
        enum place place = open ? place_of(words, &word, text, len, box) : NEXT_WORD;

        if (is_space(text)) {
            if (open)
                add_word(words, word);
            open = false;
        } else if (place != NOTE_MARK) {
            if (open && place == NEXT_WORD)
                add_word(words, word);
            if (place == NEXT_WORD)
                word = begin_word(words, page, at);
            word.ornament = place == NEXT_WORD && is_private(text, len);
            open = true;
            add_character(&words->text, text, len, place == NEXT_WORD);
            widen(&word, box);
        }
        text += len;
    }
    if (open)
        add_word(words, word);
}

static void add_page(struct pdf_words *words, PopplerPage *from)
{
    struct pdf_page *page = &words->pages[words->page_count++];
    struct page_text text;
    double width = 0;
    double height = 0;

    page->first = words->count;
    if (from) {
        poppler_page_get_size(from, &width, &height);
        page_text_init(&text, from);
        if (text.count)
            add_words(words, &text);
        page_text_clear(&text);
    }
    page->count = words->count - page->first;
    page->width = (float)width;
    page->height = (float)height;
    words->empty_pages += page->count == 0;
}

enum parangon_code pdf_words_read(struct pdf_words *words, PopplerDocument *document,
                                  struct parangon_error *err)
{
    int count = poppler_document_get_n_pages(document);

    *words = (struct pdf_words){0};
    if (count > PAGES_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "%d pages, more than %d, the most a PDF may have: split it",
                                  count, PAGES_MAX);
    words->pages = parangon_calloc(count > 0 ? (size_t)count : 1, sizeof *words->pages);
    for (int i = 0; i < count; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);

        add_page(words, page);
        g_clear_object(&page);
        if (words->text.len > TEXT_MAX) {
            pdf_words_clear(words);
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "more than %d MiB of text, the most a PDF may have: split it",
                                      TEXT_MAX >> 20);
        }
    }
    return PARANGON_OK;
}

void pdf_words_clear(struct pdf_words *words)
{
    free(words->items);
    free(words->pages);
    parangon_buf_clear(&words->text);
    *words = (struct pdf_words){0};
}

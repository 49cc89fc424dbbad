/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_lines.h"

#include "text_chars.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINES_MAX = 1024 * 1024, /* each costs some hundred bytes until the text is put together */
    WIDTH_MAX = 90,          /* a wider line is a whole paragraph and says nothing of columns */
    HEAD_PAGES = 3           /* on so many pages does a running head stand at least */
};

enum {
    HARD_SPACE = 0xA0,
    SOFT_HYPHEN = 0xAD,
    HYPHEN = 0x2010,
    HARD_HYPHEN = 0x2011,
    BULLET = 0x2022,
    WINGDINGS_BULLET = 0xF0A7,
    SYMBOL_BULLET = 0xF0B7
};

bool text_is_ended(const char *text, size_t len)
{
    static const int closing[] = {')', '"', '\'', 0xBB, 0x201D, 0x2019, ' ', 0xA0, 0x202F};
    size_t step;

    while (len) {
        int c = chars_last(text, len, &step);
        bool skip = chars_is_digit(c);

        for (size_t i = 0; !skip && i < sizeof closing / sizeof *closing; i++)
            skip = c == closing[i];
        if (!skip)
            return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':' || c == ';';
        len -= step;
    }
    return false;
}

/* What a character becomes. Those of private use mean something in one font only: the bullets of
   Symbol and Wingdings are known, the rest are ornaments. */
static int clean_character(int c)
{
    if (c == HYPHEN || c == HARD_HYPHEN)
        return '-';
    if (c == SYMBOL_BULLET || c == WINGDINGS_BULLET)
        return BULLET;
    if (c == '\n' || c == '\f')
        return c;
    return c < 0x20 || c == 0x7F || (c >= 0xE000 && c <= 0xF8FF) ? ' ' : c;
}

/* Whether the text goes on with the end of its line. */
static bool is_at_line_end(const char *text)
{
    text += strspn(text, " \t\r");
    return *text == '\n' || *text == '\f' || *text == '\0';
}

/* A copy in which soft hyphens stand only where they cut a word at the end of a line, and hard
   spaces only between words. */
static char *clean_copy(const char *text, size_t len)
{
    struct parangon_buf copy = {0};

    for (size_t at = 0; at < len;) {
        int c;
        size_t step = parangon_text_decode(text + at, len - at, &c);
        int clean = clean_character(c);
        bool at_edge =
            copy.len == 0 || copy.data[copy.len - 1] == '\n' || is_at_line_end(text + at + step);

        if (clean == BULLET)
            parangon_buf_puts(&copy, "\xE2\x80\xA2");
        else if (clean == HARD_SPACE && at_edge)
            parangon_buf_putc(&copy, ' ');
        else if (clean != c)
            parangon_buf_putc(&copy, (char)clean);
        else if (c != SOFT_HYPHEN || at_edge)
            parangon_buf_add(&copy, text + at, step);
        at += step;
    }
    return parangon_buf_take(&copy);
}

static struct text_line make_line(char *start, size_t len, bool page_top)
{
    struct text_line line = {.page_top = page_top};

    while (line.indent < len && start[line.indent] == ' ')
        line.indent++;
    line.start = start + line.indent;
    line.len = len - line.indent;
    while (line.len && line.start[line.len - 1] == ' ')
        line.len--;
    line.width = chars_count(line.start, line.len);
    return line;
}

static bool add_line(struct text_lines *lines, struct text_line line, size_t *room)
{
    bool after_blank = lines->count == 0 || lines->items[lines->count - 1].len == 0;

    if (line.len == 0 && after_blank && !line.page_top)
        return true;
    if (lines->count == *room) {
        if (*room >= LINES_MAX)
            return false;
        *room = *room ? *room * 2 : 256;
        lines->items = parangon_realloc(lines->items, *room, sizeof *lines->items);
    }
    lines->items[lines->count++] = line;
    return true;
}

static bool split(struct text_lines *lines)
{
    char *at = lines->text;
    bool page_top = false;
    size_t room = 0;

    while (*at) {
        size_t len = strcspn(at, "\n\f");
        char end = at[len];

        if ((len || end == '\n') && !add_line(lines, make_line(at, len, page_top), &room))
            return false;
        page_top = end == '\f';
        at += len + (end != '\0');
    }
    return true;
}

static void take_out(struct text_line *line)
{
    line->len = 0;
    line->width = 0;
}

/* Letter-spaced titles, as in "R U N N I N G  H E A D" */

/* Most of the words have one letter: kerning binds some pairs, as in "T R A VA I L". */
static bool is_letter_spaced(const struct text_line *line)
{
    size_t words = 0;
    size_t single = 0;

    for (size_t at = 0; at < line->len;) {
        const char *space = memchr(line->start + at, ' ', line->len - at);
        size_t len = space ? (size_t)(space - line->start) - at : line->len - at;

        if (len) {
            words++;
            single += chars_count(line->start + at, len) == 1 &&
                      chars_is_letter(chars_first(line->start + at, len));
        }
        at += len + 1;
    }
    return words >= 5 && single * 10 >= words * 7;
}

/* Takes out single spaces in place; more than one stand between words. */
static void close_up(struct text_line *line)
{
    size_t to = 0;

    for (size_t at = 0; at < line->len;) {
        size_t spaces = strspn(line->start + at, " ");

        if (spaces > 1)
            line->start[to++] = ' ';
        at += spaces;
        if (at < line->len)
            line->start[to++] = line->start[at++];
    }
    line->len = to;
    line->width = chars_count(line->start, to);
}

/* When letter-spaced lines recur, that is how the running heads of the text are set, and all such
   lines are running heads; when none does, they are titles. */
static void treat_letter_spaced(struct text_lines *lines)
{
    struct parangon_map seen = {0};
    bool recur = false;

    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->items[i];

        if (line->len && is_letter_spaced(line))
            recur |= parangon_map_put(&seen, line->start, line->len, i) != i;
    }
    parangon_map_clear(&seen);
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->items[i];

        if (!line->len || !is_letter_spaced(line))
            continue;
        if (recur)
            take_out(line);
        else
            close_up(line);
    }
}

/* Lines at the edges of pages */

static bool is_edge(const struct text_lines *lines, size_t at)
{
    bool top = true;
    bool bottom = true;

    for (size_t i = at; i > 0 && !lines->items[i].page_top && top; i--)
        top = lines->items[i - 1].len == 0;
    for (size_t i = at + 1; i < lines->count && !lines->items[i].page_top && bottom; i++)
        bottom = lines->items[i].len == 0;
    return top || bottom;
}

/* The line with its numbers, which count the pages, made alike. */
static char *edge_key(const struct text_line *line)
{
    struct parangon_buf key = {0};

    for (size_t i = 0; i < line->len; i++) {
        bool digit = chars_is_digit((unsigned char)line->start[i]);

        if (!digit || key.len == 0 || key.data[key.len - 1] != '0')
            parangon_buf_putc(&key, digit ? '0' : line->start[i]);
    }
    return parangon_buf_take(&key);
}

static size_t count_pages(const struct text_lines *lines)
{
    size_t pages = 1;

    for (size_t i = 0; i < lines->count; i++)
        pages += lines->items[i].page_top;
    return pages;
}

/* Takes out the lines that stand at the edge of HEAD_PAGES pages or more. */
static void drop_running_heads(struct text_lines *lines)
{
    struct parangon_map numbers = {0};
    size_t *times;
    size_t *number_of;

    if (count_pages(lines) < HEAD_PAGES)
        return;
    times = parangon_calloc(lines->count, sizeof *times);
    number_of = parangon_calloc(lines->count, sizeof *number_of);
    for (size_t i = 0; i < lines->count; i++) {
        number_of[i] = PARANGON_MAP_NONE;
        if (lines->items[i].len && is_edge(lines, i)) {
            char *key = edge_key(&lines->items[i]);

            number_of[i] = parangon_map_put(&numbers, key, strlen(key), numbers.count);
            times[number_of[i]]++;
            free(key);
        }
    }
    for (size_t i = 0; i < lines->count; i++) {
        if (number_of[i] != PARANGON_MAP_NONE && times[number_of[i]] >= HEAD_PAGES)
            take_out(&lines->items[i]);
    }
    parangon_map_clear(&numbers);
    free(number_of);
    free(times);
}

/* A number of at most three digits between blank lines counts a page, or is torn from a chart.
   An indented line behind it begins the next page as well as a blank line does. */
static void drop_page_numbers(struct text_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->items[i];
        bool before = i == 0 || line->page_top || lines->items[i - 1].len == 0;
        const struct text_line *next = i + 1 < lines->count ? line + 1 : NULL;
        bool after = !next || next->page_top || next->len == 0 || next->indent > line->indent;

        if (line->len && line->len <= 3 && before && after &&
            strspn(line->start, "0123456789") >= line->len)
            take_out(line);
    }
}

static int compare_sizes(const void *a, const void *b)
{
    size_t one = *(const size_t *)a;
    size_t other = *(const size_t *)b;

    return (one > other) - (one < other);
}

/* Seven lines in ten are no wider: most are full, the others end paragraphs or are headings. */
static size_t usual_width(const struct text_lines *lines)
{
    size_t *widths = parangon_calloc(lines->count, sizeof *widths);
    size_t count = 0;
    size_t usual = 0;

    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].len)
            widths[count++] = lines->items[i].width;
    }
    if (count) {
        qsort(widths, count, sizeof *widths, compare_sizes);
        usual = widths[(count - 1) * 7 / 10];
    }
    free(widths);
    return usual < WIDTH_MAX ? usual : WIDTH_MAX;
}

enum parangon_code text_lines_init(struct text_lines *lines, const char *text, size_t len,
                                   struct parangon_error *err)
{
    *lines = (struct text_lines){.text = clean_copy(text, len)};
    if (!split(lines)) {
        text_lines_clear(lines);
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "more than %d lines, the most a text may have: split it",
                                  LINES_MAX);
    }
    treat_letter_spaced(lines);
    drop_running_heads(lines);
    drop_page_numbers(lines);
    lines->width = usual_width(lines);
    return PARANGON_OK;
}

void text_lines_clear(struct text_lines *lines)
{
    free(lines->items);
    free(lines->text);
    *lines = (struct text_lines){0};
}

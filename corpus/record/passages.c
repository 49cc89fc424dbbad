/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cutting a long text into the parts that are searched and shown on their own. */
#include "parangon/memory.h"
#include "parangon/record.h"

#include <string.h>

enum {
    WHOLE_MAX = 8000,  /* bytes, about 1,200 words: a shorter text stays whole */
    PASSAGE_MAX = 4000 /* a longer section is cut between paragraphs */
};

struct cut {
    const char *text;
    struct parangon_passage *passages;
    size_t count, cap;
    const char *heading;
    size_t heading_len;
};

static void trim(const char *text, size_t *begin, size_t *end)
{
    while (*begin < *end && strchr(" \t\r\n\f", text[*begin]))
        ++*begin;
    while (*end > *begin && strchr(" \t\r\n\f", text[*end - 1]))
        --*end;
}

static void add_passage(struct cut *cut, size_t begin, size_t end)
{
    trim(cut->text, &begin, &end);
    if (begin == end)
        return;
    if (cut->count == cut->cap) {
        cut->cap = cut->cap ? cut->cap * 2 : 8;
        cut->passages = parangon_realloc(cut->passages, cut->cap, sizeof *cut->passages);
    }
    cut->passages[cut->count++] = (struct parangon_passage){.begin = begin,
                                                            .end = end,
                                                            .heading = cut->heading,
                                                            .heading_len = cut->heading_len,
                                                            .lang = PARANGON_OTHER};
}

/* Where to cut a section that is too long: after the last paragraph that fits, else the last
   line, else the last space, else in the middle of things, never inside a character. */
static size_t cut_point(const char *text, size_t begin, size_t end)
{
    size_t limit = begin + PASSAGE_MAX, line = 0, space = 0;

    if (end - begin <= PASSAGE_MAX)
        return end;
    for (size_t at = limit; at > begin + PASSAGE_MAX / 4; at--) {
        if (text[at] == '\n' && text[at - 1] == '\n')
            return at;
        if (!line && text[at] == '\n')
            line = at;
        if (!space && text[at] == ' ')
            space = at;
    }
    if (line || space)
        return line ? line : space;
    while (limit > begin + 1 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

static void add_section(struct cut *cut, size_t begin, size_t end)
{
    while (begin < end) {
        size_t point = cut_point(cut->text, begin, end);

        add_passage(cut, begin, point);
        begin = point;
    }
}

/* The length of the marks of a heading line ("## ") and of the page breaks before them, or 0. */
static size_t heading_marks(const char *line, size_t len)
{
    size_t breaks = 0;
    size_t marks = 0;

    while (breaks < len && line[breaks] == '\f')
        breaks++;
    while (breaks + marks < len && marks < 6 && line[breaks + marks] == '#')
        marks++;
    return marks && breaks + marks < len && line[breaks + marks] == ' ' ? breaks + marks + 1 : 0;
}

static void cut_at_headings(struct cut *cut, size_t len)
{
    size_t section = 0;

    for (size_t at = 0; at < len;) {
        const char *newline = memchr(cut->text + at, '\n', len - at);
        size_t end = newline ? (size_t)(newline - cut->text) : len;
        size_t marks = heading_marks(cut->text + at, end - at);

        if (marks) {
            size_t begin = at + marks, stop = end;

            add_section(cut, section, at);
            trim(cut->text, &begin, &stop);
            cut->heading = cut->text + begin;
            cut->heading_len = stop - begin;
            section = end;
        }
        at = end + 1;
    }
    add_section(cut, section, len);
}

static size_t count_breaks(const char *text, size_t begin, size_t end)
{
    size_t count = 0;

    for (size_t i = begin; i < end; i++)
        count += text[i] == '\f';
    return count;
}

/* Tells each passage its page, when the text has pages. */
static void number_pages(struct cut *cut, size_t len)
{
    size_t page = 1;
    size_t at = 0;

    if (count_breaks(cut->text, 0, len) == 0)
        return;
    for (size_t i = 0; i < cut->count; i++) {
        struct parangon_passage *passage = &cut->passages[i];

        trim(cut->text, &passage->begin, &passage->end);
        page += count_breaks(cut->text, at, passage->begin);
        at = passage->begin;
        passage->page = page;
    }
}

size_t parangon_passages_cut(const char *text, size_t len, struct parangon_passage **passages)
{
    struct cut cut = {.text = text};

    if (len > WHOLE_MAX)
        cut_at_headings(&cut, len);
    if (cut.count == 0) {
        cut.passages = parangon_realloc(cut.passages, 1, sizeof *cut.passages);
        cut.passages[cut.count++] =
            (struct parangon_passage){.begin = 0, .end = len, .lang = PARANGON_OTHER};
    }
    number_pages(&cut, len);
    *passages = cut.passages;
    return cut.count;
}

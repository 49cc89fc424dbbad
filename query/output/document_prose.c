/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_prose.h"

#include "markdown_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADING_MAX = 5,
    POINT_MAX = 4
};

struct prose {
    struct document *document;
    enum parangon_lang lang;
    unsigned level;
    bool open; /* a paragraph or a point takes the next line */
};

/* ---- Words of a line ---- */

static void add_part(struct prose *prose, struct parangon_buf *part)
{
    document_text_in(prose->document, parangon_buf_str(part), prose->lang);
    parangon_buf_reset(part);
}

/* "**words**": how long it is with its marks; 0 when there is none. */
static size_t bold_length(const char *at)
{
    const char *end = strncmp(at, "**", 2) == 0 ? strstr(at + 2, "**") : NULL;

    return end && end > at + 2 && !isspace((unsigned char)at[2]) ? (size_t)(end + 2 - at) : 0;
}

/* "[words](address)": the lengths of both; false when there is none. */
static bool is_link(const char *at, size_t *words, size_t *address)
{
    if (*at != '[')
        return false;
    *words = strcspn(at + 1, "[]\n");
    if (strncmp(at + 1 + *words, "](", 2) != 0)
        return false;
    *address = strcspn(at + *words + 3, " ()\n");
    return at[*words + 3 + *address] == ')';
}

static size_t add_link(struct prose *prose, const char *at, size_t words, size_t address)
{
    char *text = parangon_strndup(at + 1, words);
    char *url = parangon_strndup(at + words + 3, address);

    document_link(prose->document, text, url);
    free(text);
    free(url);
    return words + address + 4;
}

static void add_words(struct prose *prose, const char *at)
{
    struct parangon_buf part = {0};
    size_t words, address;

    while (*at) {
        size_t bold = bold_length(at);

        if (bold) {
            char *text = parangon_strndup(at + 2, bold - 4);

            add_part(prose, &part);
            document_strong(prose->document, text);
            free(text);
            at += bold;
        } else if (is_link(at, &words, &address)) {
            add_part(prose, &part);
            at += add_link(prose, at, words, address);
        } else {
            at += *at == '\\' && ispunct((unsigned char)at[1]);
            parangon_buf_putc(&part, *at++);
        }
    }
    add_part(prose, &part);
    parangon_buf_clear(&part);
}

/* ---- Lines ---- */

static void add_heading(struct prose *prose, const char *line, size_t depth)
{
    /* A sheet's own title is its front matter's: its text begins with "##". */
    size_t level = prose->level + (depth > 2 ? depth - 2 : 0);

    document_heading(prose->document, level < HEADING_MAX ? (unsigned)level : HEADING_MAX, "");
    add_words(prose, line + depth + strspn(line + depth, " "));
    prose->open = false;
}

static void add_point(struct prose *prose, const char *line, size_t indent, size_t mark)
{
    size_t level = indent / 2;
    /* A number says which; a dash says nothing that the point itself does not. */
    size_t hidden = isdigit((unsigned char)*line) ? 0 : mark;

    document_point(prose->document, level < POINT_MAX ? (unsigned)level : POINT_MAX);
    add_words(prose, line + hidden);
    prose->open = true;
}

static void add_line(struct prose *prose, const char *line)
{
    size_t indent = strspn(line, " \t");
    size_t heading, mark;

    line += indent;
    heading = markdown_heading_depth(line);
    mark = markdown_item_mark(line);
    if (!*line) {
        prose->open = false;
    } else if (heading) {
        add_heading(prose, line, heading);
    } else if (mark) {
        add_point(prose, line, indent, mark);
    } else {
        /* Rows of a table keep to lines of their own. */
        if (!prose->open || *line == '|')
            document_paragraph(prose->document);
        else
            document_text(prose->document, " ");
        add_words(prose, *line == '>' ? line + 1 + strspn(line + 1, " ") : line);
        prose->open = *line != '|';
    }
}

void document_prose(struct document *document, const char *text, unsigned level,
                    enum parangon_lang lang)
{
    struct prose prose = {.document = document, .lang = lang, .level = level};
    char *line;

    while ((line = markdown_next_line(&text))) {
        add_line(&prose, line);
        free(line);
    }
}

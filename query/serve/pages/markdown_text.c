/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_text.h"

#include "../html.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum open {
    OPEN_NOTHING,
    OPEN_PARAGRAPH,
    OPEN_LIST,
    OPEN_NUMBERS,
    OPEN_QUOTE,
    OPEN_ROWS
};

static const char *const opening[] = {"", "<p>", "<ul>\n", "<ol>\n", "<blockquote><p>", "<pre>"};
static const char *const closing[] = {
    "", "</p>\n", "</ul>\n", "</ol>\n", "</p></blockquote>\n", "</pre>\n"};

struct state {
    struct parangon_buf *out;
    enum open open;
    bool item; /* an item of the list is open */
};

static void end_item(struct state *state)
{
    if (state->item)
        html_add(state->out, "</li>\n");
    state->item = false;
}

static void open_block(struct state *state, enum open what)
{
    if (state->open == what)
        return;
    end_item(state);
    html_add(state->out, "%r%r", closing[state->open], opening[what]);
    state->open = what;
}

/* Bold and italics are dropped with their signs: what matters is the words. */
static void add_inline(struct state *state, const char *text)
{
    struct parangon_buf plain = {0};

    for (; *text; text++) {
        if (text[0] == '*' && text[1] == '*')
            text++;
        else if (!(text[0] == '\\' && ispunct((unsigned char)text[1])))
            parangon_buf_putc(&plain, *text);
    }
    html_add(state->out, "%s", parangon_buf_str(&plain));
    parangon_buf_clear(&plain);
}

/* Bytes of the mark that opens an item of a list ("- ", "12. "), 0 when there is none. */
static size_t item_mark(const char *line, enum open *kind)
{
    size_t digits = strspn(line, "0123456789");

    *kind = OPEN_LIST;
    if ((*line == '-' || *line == '*' || *line == '+') && line[1] == ' ')
        return 2;
    *kind = OPEN_NUMBERS;
    if (digits && digits < 4 && (line[digits] == '.' || line[digits] == ')') &&
        line[digits + 1] == ' ')
        return digits + 2;
    return 0;
}

/* The first level is the title of the page. */
static bool add_heading(struct state *state, const char *line)
{
    size_t depth = strspn(line, "#");

    if (depth == 0 || depth > 6 || line[depth] != ' ')
        return false;
    unsigned level = depth < 2 ? 2 : (unsigned)depth;

    open_block(state, OPEN_NOTHING);
    html_add(state->out, "<h%u>", level);
    add_inline(state, line + depth + 1);
    html_add(state->out, "</h%u>\n", level);
    return true;
}

static bool add_item(struct state *state, const char *line)
{
    enum open kind;
    size_t mark = item_mark(line, &kind);

    if (!mark)
        return false;
    open_block(state, kind);
    end_item(state);
    html_add(state->out, "<li>");
    state->item = true;
    add_inline(state, line + mark);
    return true;
}

static void add_line(struct state *state, const char *line)
{
    if (!*line) {
        open_block(state, OPEN_NOTHING);
        return;
    }
    if (add_heading(state, line) || add_item(state, line))
        return;
    if (*line == '|') {
        open_block(state, OPEN_ROWS);
        add_inline(state, line);
        html_add(state->out, "\n");
        return;
    }
    if (*line == '>') {
        open_block(state, OPEN_QUOTE);
        line += line[1] == ' ' ? 2 : 1;
    } else if (!state->item && state->open != OPEN_QUOTE) {
        open_block(state, OPEN_PARAGRAPH);
    }
    add_inline(state, line);
    html_add(state->out, "\n");
}

void markdown_text_add(struct parangon_buf *out, const char *text)
{
    struct state state = {.out = out};

    while (*text) {
        size_t len = strcspn(text, "\r\n");
        char *line = parangon_strndup(text, len);
        char *start = line + strspn(line, " \t\f");

        for (size_t end = strlen(start); end && isspace((unsigned char)start[end - 1]); end--)
            start[end - 1] = '\0';
        add_line(&state, start);
        free(line);
        text += len;
        text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
    open_block(&state, OPEN_NOTHING);
}

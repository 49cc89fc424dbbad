/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plain_text.h"

#include "parangon/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void note_heading(struct plain_text *plain, size_t begin, size_t len)
{
    plain->headings =
        parangon_realloc(plain->headings, plain->heading_count + 1, sizeof *plain->headings);
    plain->headings[plain->heading_count++] = (struct plain_heading){begin, len};
}

/* One line, without its end; returns its length. */
static size_t add_line(struct plain_text *plain, struct parangon_buf *shown, const char *line)
{
    size_t len = strcspn(line, "\n"), marks = strspn(line, "#");
    bool heading = marks > 0 && marks < len && line[marks] == ' ';
    bool item = len > 2 && strchr("-*", line[0]) && line[1] == ' ';
    size_t skip = heading ? marks + 1 : item ? 2 : 0;

    if (heading)
        note_heading(plain, shown->len, len - skip);
    parangon_buf_add(shown, line + skip, len - skip);
    if (heading && shown->len && !strchr(".!?:", shown->data[shown->len - 1]))
        parangon_buf_putc(shown, '.');
    return len;
}

struct plain_text plain_text_of(const char *text)
{
    struct plain_text plain = {0};
    struct parangon_buf shown = {0};

    while (*text) {
        size_t breaks = strspn(text, "\f");

        parangon_buf_add(&shown, text, breaks);
        text += breaks;
        text += add_line(&plain, &shown, text);
        text += *text == '\n';
        parangon_buf_putc(&shown, *text ? '\n' : ' ');
    }
    plain.text = parangon_buf_take(&shown);
    return plain;
}

void plain_text_clear(struct plain_text *plain)
{
    free(plain->headings);
    free(plain->text);
}

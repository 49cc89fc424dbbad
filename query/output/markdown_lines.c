/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_lines.h"

#include "parangon/memory.h"

#include <ctype.h>
#include <string.h>

char *markdown_next_line(const char **text)
{
    size_t len = strcspn(*text, "\r\n"), end = len;

    if (!**text)
        return NULL;
    while (end && isspace((unsigned char)(*text)[end - 1]))
        end--;
    char *line = parangon_strndup(*text, end);
    *text += len;
    *text += (*text)[0] == '\r' && (*text)[1] == '\n' ? 2 : **text != '\0';
    return line;
}

size_t markdown_heading_depth(const char *line)
{
    size_t depth = strspn(line, "#");

    return depth && depth <= 6 && line[depth] == ' ' ? depth : 0;
}

size_t markdown_item_mark(const char *line)
{
    size_t digits = strspn(line, "0123456789");

    if ((*line == '-' || *line == '*' || *line == '+') && line[1] == ' ')
        return 2;
    if (digits && digits < 4 && (line[digits] == '.' || line[digits] == ')') &&
        line[digits + 1] == ' ')
        return digits + 2;
    return 0;
}

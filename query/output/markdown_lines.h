/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_MARKDOWN_LINES_H
#define QUERY_OUTPUT_MARKDOWN_LINES_H

/* The lines of a text that is Markdown, and the marks that they open with. */

#include <stddef.h>

/* The line that `*text` begins with, without white space at its end; `*text` moves to the next one.
   NULL at the end of the text. Yours. */
char *markdown_next_line(const char **text);

/* How many "#" open a heading; 0 when it is none. */
size_t markdown_heading_depth(const char *line);

/* Bytes of the mark that opens an item of a list ("- ", "12. "); 0 when there is none. */
size_t markdown_item_mark(const char *line);

#endif

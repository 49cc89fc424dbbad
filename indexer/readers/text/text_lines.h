/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_LINES_H
#define INDEXER_READERS_TEXT_LINES_H

/*
 * The lines of a plain text, without what belongs to the pages and not to the text: running heads
 * and page numbers. A form feed begins a page, as in what pdftotext writes.
 */

#include "parangon/error.h"

#include <stdbool.h>
#include <stddef.h>

struct text_line {
    char *start;  /* without the space around it; not terminated */
    size_t len;   /* 0: blank, or taken out */
    size_t width; /* in characters */
    size_t indent;
    bool page_top;
};

struct text_lines {
    struct text_line *items;
    size_t count;
    size_t width; /* of a usual full line, in characters */
    char *text;   /* what the lines point into */
};

/* Blank lines in a row become one. PARANGON_REJECTED when there are too many lines. */
enum parangon_code text_lines_init(struct text_lines *lines, const char *text, size_t len,
                                   struct parangon_error *err);
void text_lines_clear(struct text_lines *lines);

/* Whether a text ends a sentence or a clause: its last sign, closing quotes and the number of a
   footnote apart, is a stop. */
bool text_is_ended(const char *text, size_t len);

#endif

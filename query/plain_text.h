/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_PLAIN_TEXT_H
#define QUERY_PLAIN_TEXT_H

/* A text as it is shown in one line, and where its headings stand in that. */

#include <stddef.h>

/* Bytes of the plain text. */
struct plain_heading {
    size_t begin, len;
};

struct plain_text {
    char *text;
    struct plain_heading *headings;
    size_t heading_count;
};

/* The text without the marks of headings and lists at the beginning of lines; a heading ends with
   a full stop, as what follows it is on the same line now. */
struct plain_text plain_text_of(const char *text);
void plain_text_clear(struct plain_text *plain);

#endif

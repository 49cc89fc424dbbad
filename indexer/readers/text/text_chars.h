/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_CHARS_H
#define INDEXER_READERS_TEXT_CHARS_H

/* What the reader of plain text asks of characters. Text is valid UTF-8 here. */

#include "parangon/memory.h"

#include <stdbool.h>
#include <stddef.h>

bool chars_is_letter(int c);
bool chars_is_upper(int c);
bool chars_is_lower(int c);
bool chars_is_digit(int c);

/* The first character of the text, 0 when it is empty. */
int chars_first(const char *text, size_t len);
/* The last character of the text, 0 when it is empty, and its length when `len_of` is not NULL. */
int chars_last(const char *text, size_t len, size_t *len_of);
/* The number of characters. */
size_t chars_count(const char *text, size_t len);

/* No word has so many bytes: where letters run on without end, the run at the end of the text is
   cut, so that a text put together from many pieces is not gone over for each. */
#define CHARS_WORD_MAX 256

/* The length in bytes of the run of letters at the start or at the end of the text. */
size_t chars_letters_at_start(const char *text, size_t len);
size_t chars_letters_at_end(const char *text, size_t len);

/* Adds the text in lower case. */
void chars_add_lower(struct parangon_buf *to, const char *text, size_t len);

/* Whether the text has letters, at least `least` of them, and all are capitals. */
bool chars_all_capitals(const char *text, size_t len, size_t least);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_CHARSET_H
#define INDEXER_READERS_CHARSET_H

/* Bytes in any character set into UTF-8, for pages and messages, which name theirs or fail to. */

#include "parangon/memory.h"

/* Makes of `bytes`, in place, valid UTF-8 without a byte order mark and without control characters
   but white space. `declared` is the name of the character set, or NULL. The bytes have the last
   word: a byte order mark, or UTF-8 that is sound, goes before what a page says of itself, and what
   is neither is taken for windows-1252, as browsers do. */
void charset_to_utf8(struct parangon_buf *bytes, const char *declared);

/* The character that windows-1252 has at 0x80 to 0x9F. Pages write &#150; for a dash. */
unsigned charset_windows(unsigned byte);

/* Appends a character to UTF-8 text. */
void charset_put(struct parangon_buf *text, unsigned character);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ENCODING_H
#define INDEXER_READERS_ENCODING_H

/*
 * The encoding of text, told from its bytes alone, and its conversion into UTF-8.
 *
 * UTF-16 and UTF-32 show by their mark or by where their NUL bytes stand. Bytes that are no UTF-8
 * are read under each of the single-byte encodings that French offices used (windows-1252, of
 * which ISO-8859-1 is a part; ISO-8859-15; Mac Roman; the DOS page 850), and the one under which
 * accents, quotes and signs stand where they do in words wins. When all make nonsense, none does.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

/* The name of the encoding for iconv(3); "UTF-8" also for text in it of which a few bytes are
   damaged; NULL when no encoding known here makes text of the bytes. Static storage. */
const char *encoding_tell(const char *bytes, size_t len);

/* Converts the text into UTF-8 and cuts off a byte order mark. What does not belong to the encoding
   becomes U+FFFD. PARANGON_SYSTEM when this machine cannot convert from the encoding. */
enum parangon_code encoding_convert(struct parangon_buf *text, const char *encoding,
                                    struct parangon_error *err);

#endif

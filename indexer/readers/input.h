/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_INPUT_H
#define INDEXER_READERS_INPUT_H

/* What the readers of whole files share: reading within the limit, and plain text in any state. */

#include "parangon/memory.h"
#include "reader.h"

/* The whole stream into `bytes`, which the caller clears. PARANGON_REJECTED when it has more than
   READER_FILE_MAX bytes, PARANGON_SYSTEM when it cannot be read. */
enum parangon_code input_read(FILE *stream, struct parangon_buf *bytes, struct parangon_error *err);

/* The same for at most `max` bytes. */
enum parangon_code input_read_within(FILE *stream, size_t max, struct parangon_buf *bytes,
                                     struct parangon_error *err);

/* Like input_read, for text: in UTF-8 whatever it was in (encoding.h), without a byte order mark,
   lines ended by \n alone, malformed bytes mended when they are few. Empty and binary files, and
   those in no encoding that shows, are PARANGON_REJECTED. What it was in is noted to the sink. */
enum parangon_code input_read_text(FILE *stream, const struct reader_sink *sink,
                                   struct parangon_buf *text, struct parangon_error *err);

/* Puts text in UTF-8 in place of text in another encoding, without a byte order mark. What is in
   UTF-8, or in no encoding that shows, stays as it is, malformed bytes included. The encoding is
   noted to the sink; NULL when it is none of the whole file. */
enum parangon_code input_to_utf8(struct parangon_buf *bytes, const struct reader_sink *sink,
                                 struct parangon_error *err);

/* A PARANGON_SYSTEM error from errno, for a stream that could not be read. */
enum parangon_code input_unreadable(struct parangon_error *err);

/* The line, from 1, on which the byte at `at` stands. */
size_t input_line(const char *text, size_t at);

/* A title for a file without one: its base name without the extension and the suffix of its
   language. Yours to free. */
char *input_base_name(const char *name);

#endif

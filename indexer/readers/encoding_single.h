/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ENCODING_SINGLE_H
#define INDEXER_READERS_ENCODING_SINGLE_H

/* Which single-byte encoding makes words of the bytes. Part of encoding.h. */

#include <stddef.h>

/* The name for iconv(3), or NULL when none makes sense of them. */
const char *encoding_tell_single(const char *bytes, size_t len);

#endif

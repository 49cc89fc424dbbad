/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_BUDGET_H
#define INDEXER_BUDGET_H

/* The memory that the program may take, and what of it waits to be written. */

#include "parangon/error.h"

#include <stddef.h>

#define BUDGET_DEFAULT ((size_t)256 << 20)

/* "64M", "1G", "400000K", or bytes: PARANGON_USAGE when it is no size, or one that is too small for
   the vocabulary and a batch. */
enum parangon_code budget_parse(const char *text, size_t *bytes, struct parangon_error *err);

/* How many bytes of text may wait to be written. */
size_t budget_pending(size_t bytes);

/* How many bytes of what was read ahead may wait for their turn, before anything is written. */
size_t budget_ahead(size_t bytes);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READ_AHEAD_H
#define INDEXER_READ_AHEAD_H

/* Reading the files of a source in their order, while workers read those that come next. */

#include "read_file.h"
#include "source.h"

struct read_ahead;

/* Both stay as they are until the end; files that are left unread are passed over. */
struct read_ahead *read_ahead_open(const struct reading *reading, const struct source *source);
void read_ahead_close(struct read_ahead *ahead);

/* The number of the next file; false behind the last one. */
bool read_ahead_next(struct read_ahead *ahead, size_t *number);

/* Reads that file, as read_file does. */
enum parangon_code read_ahead_read(struct read_ahead *ahead, const struct reader_sink *sink,
                                   struct parangon_error *err);

#endif

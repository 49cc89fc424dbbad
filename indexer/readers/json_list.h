/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_JSON_LIST_H
#define INDEXER_READERS_JSON_LIST_H

/* The items of a JSON list, cut out of a stream one at a time, so that the list may be of any
   size. */

#include "parangon/memory.h"
#include "reader.h"

struct json_list {
    FILE *stream;
    size_t line, column;           /* of the next byte, from 1 */
    struct parangon_buf item;      /* the latest one */
    size_t item_line, item_column; /* where it begins */
    bool any, ended;               /* an item was given; the last one was */
};

/* Whether the stream holds a list in UTF-8 or another encoding of single bytes; then it stands
   behind the bracket, else at its beginning again. */
bool json_list_open(struct json_list *list, FILE *stream);
void json_list_close(struct json_list *list);

/* The next item, parsed, with `*line`; PARANGON_NOTHING at the end of the list and of the stream.
   PARANGON_REJECTED, with the line in its message, ends the reading. */
enum parangon_code json_list_next(struct json_list *list, cJSON **item, size_t *line,
                                  struct parangon_error *err);

#endif

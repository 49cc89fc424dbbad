/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_JSON_LIST_H
#define INDEXER_READERS_JSON_LIST_H

/* The elements of a list in JSON, one after the other, in the memory that the largest one takes. */

#include "reader.h"

#include "parangon/memory.h"

struct json_list {
    FILE *stream; /* at its beginning; the rest zeroed */
    struct parangon_buf element;
    size_t line, column; /* from 0, of the byte that is next */
    unsigned long long bytes;
    size_t element_line, element_column; /* from 1, of the last element */
    bool begun, ended;
};

/* `*element` is the next element, to be freed with cJSON_Delete, or NULL at the end, when nothing
   but white space follows. Fails as parangon_json_parse does, with the line in the whole text. */
enum parangon_code json_list_next(struct json_list *list, cJSON **element,
                                  struct parangon_error *err);
void json_list_clear(struct json_list *list);

#endif

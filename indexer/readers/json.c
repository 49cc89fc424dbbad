/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A JSON file: one object is a version of a record, a list holds one in each object. */
#include "input.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

/* Goes over a list known to be valid and says on which line each item begins. */
struct item_cursor {
    const char *text;
    size_t len;
    size_t at;
    size_t line;
};

static char step(struct item_cursor *cursor)
{
    char byte = cursor->text[cursor->at++];

    cursor->line += byte == '\n';
    return byte;
}

static void skip_string(struct item_cursor *cursor)
{
    while (cursor->at < cursor->len) {
        char byte = step(cursor);

        if (byte == '\\')
            step(cursor);
        else if (byte == '"')
            return;
    }
}

/* Goes past the item at the cursor and the comma or bracket behind it. */
static void skip_item(struct item_cursor *cursor)
{
    int depth = 0;

    while (cursor->at < cursor->len) {
        char byte = step(cursor);

        if (byte == '"')
            skip_string(cursor);
        else if (byte == '{' || byte == '[')
            depth++;
        else if ((byte == '}' || byte == ']' || byte == ',') && depth == 0)
            return;
        else if (byte == '}' || byte == ']')
            depth--;
    }
}

/* The line of the next item, on which the cursor then stands. */
static size_t next_item(struct item_cursor *cursor)
{
    if (cursor->at == 0) {
        while (step(cursor) != '[')
            ;
    } else {
        skip_item(cursor);
    }
    while (strchr(" \t\r\n", cursor->text[cursor->at]))
        step(cursor);
    return cursor->line;
}

static void reject_item(const struct reader_sink *sink, size_t line)
{
    struct parangon_error why;

    parangon_error_set(&why, PARANGON_REJECTED, "an object is expected in the list");
    sink->reject(sink->context, line, &why);
}

static enum parangon_code read_list(const struct parangon_buf *bytes, cJSON *list,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct item_cursor cursor = {.text = bytes->data, .len = bytes->len, .line = 1};
    enum parangon_code code = PARANGON_OK;
    cJSON *item;

    while (code == PARANGON_OK && (item = cJSON_DetachItemFromArray(list, 0)) != NULL) {
        size_t line = next_item(&cursor);

        if (cJSON_IsObject(item)) {
            code = sink->take(sink->context, item, line, err);
        } else {
            reject_item(sink, line);
            cJSON_Delete(item);
        }
    }
    return code;
}

/* Takes over `value`. */
static enum parangon_code read_value(const struct parangon_buf *bytes, cJSON *value,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    enum parangon_code code;

    if (cJSON_IsObject(value))
        return sink->take(sink->context, value, 1, err);
    if (cJSON_IsArray(value))
        code = read_list(bytes, value, sink, err);
    else
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "line 1: an object, or a list of objects, is expected");
    cJSON_Delete(value);
    return code;
}

static enum parangon_code read_json(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = input_read(source->stream, &bytes, err);

    if (code == PARANGON_OK)
        code = input_to_utf8(&bytes, err);
    if (code == PARANGON_OK) {
        cJSON *value = parangon_json_parse(parangon_buf_str(&bytes), bytes.len, err);

        code = value ? read_value(&bytes, value, sink, err) : PARANGON_REJECTED;
    }
    parangon_buf_clear(&bytes);
    return code;
}

static const char *const extensions[] = {"json", NULL};

const struct reader reader_json = {"json", extensions, read_json};

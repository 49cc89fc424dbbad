/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A JSON file: one object is a version of a record, a list holds one in each object. A list may be of
   any size: its elements are read one by one, once to see that all of it is good, once to take
   them. */
#include "input.h"
#include "json_list.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static void reject_item(const struct reader_sink *sink, size_t line)
{
    struct parangon_error why;

    parangon_error_set(&why, PARANGON_REJECTED, "an object is expected in the list");
    sink->reject(sink->context, line, &why);
}

/* Without a sink, the elements are only looked at. */
static enum parangon_code go_through(FILE *stream, const struct reader_sink *sink,
                                     struct parangon_error *err)
{
    struct json_list list = {.stream = stream};
    enum parangon_code code;
    cJSON *element;

    while ((code = json_list_next(&list, &element, err)) == PARANGON_OK && element) {
        if (sink && cJSON_IsObject(element)) {
            code = sink->take(sink->context, element, list.element_line, err);
            if (code != PARANGON_OK)
                break;
            continue;
        }
        if (sink)
            reject_item(sink, list.element_line);
        cJSON_Delete(element);
    }
    json_list_clear(&list);
    return code;
}

static enum parangon_code read_list(FILE *stream, const struct reader_sink *sink,
                                    struct parangon_error *err)
{
    enum parangon_code code = go_through(stream, NULL, err);

    if (code == PARANGON_OK && fseeko(stream, 0, SEEK_SET) != 0)
        code = input_unreadable(err);
    return code == PARANGON_OK ? go_through(stream, sink, err) : code;
}

/* A list in UTF-16 is read with its whole file in memory. */
static enum parangon_code read_converted_list(struct parangon_buf *bytes,
                                              const struct reader_sink *sink,
                                              struct parangon_error *err)
{
    FILE *memory = fmemopen(bytes->data, bytes->len, "r");

    if (!memory)
        return input_unreadable(err);
    enum parangon_code code = read_list(memory, sink, err);
    fclose(memory);
    return code;
}

static enum parangon_code read_value(const struct parangon_buf *bytes,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    cJSON *value = parangon_json_parse(parangon_buf_str(bytes), bytes->len, err);

    if (!value)
        return PARANGON_REJECTED;
    if (cJSON_IsObject(value))
        return sink->take(sink->context, value, 1, err);
    cJSON_Delete(value);
    return parangon_error_set(err, PARANGON_REJECTED,
                              "line 1: an object, or a list of objects, is expected");
}

static enum parangon_code read_whole(FILE *stream, const struct reader_sink *sink,
                                     struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = input_read(stream, &bytes, err);

    if (code == PARANGON_OK)
        code = input_to_utf8(&bytes, sink, err);
    if (code == PARANGON_OK) {
        const char *first = parangon_buf_str(&bytes);

        first += strspn(first, " \t\r\n");
        code =
            *first == '[' ? read_converted_list(&bytes, sink, err) : read_value(&bytes, sink, err);
    }
    parangon_buf_clear(&bytes);
    return code;
}

/* Whether a list begins here, in an encoding that has ASCII in it. Goes back to the beginning. */
static bool is_list(FILE *stream)
{
    char head[4096];
    size_t len = fread(head, 1, sizeof head, stream);
    size_t at = len >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < len && head[at] && strchr(" \t\r\n", head[at]))
        at++;
    return fseeko(stream, 0, SEEK_SET) == 0 && at < len && head[at] == '[' &&
           !memchr(head, '\0', len);
}

static enum parangon_code read_json(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    return is_list(source->stream) ? read_list(source->stream, sink, err)
                                   : read_whole(source->stream, sink, err);
}

static const char *const extensions[] = {"json", NULL};

const struct reader reader_json = {"json", extensions, read_json};

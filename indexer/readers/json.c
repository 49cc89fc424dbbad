/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A JSON file: one object is a version of a record, a list holds one in each object. */
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

static enum parangon_code read_list(struct json_list *list, const struct reader_sink *sink,
                                    struct parangon_error *err)
{
    enum parangon_code code;
    cJSON *item;
    size_t line;

    while ((code = json_list_next(list, &item, &line, err)) == PARANGON_OK) {
        if (cJSON_IsObject(item)) {
            code = sink->take(sink->context, item, line, err);
        } else {
            reject_item(sink, line);
            cJSON_Delete(item);
        }
        if (code != PARANGON_OK)
            return code;
    }
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

/* A list that is malformed somewhere gives nothing at all: it may be half of an export. */
static enum parangon_code check_list(struct json_list *list, struct parangon_error *err)
{
    enum parangon_code code;
    cJSON *item;
    size_t line;

    while ((code = json_list_next(list, &item, &line, err)) == PARANGON_OK)
        cJSON_Delete(item);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

/* Goes over the stream twice. */
static enum parangon_code read_stream(struct json_list *list, FILE *stream,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    enum parangon_code code = check_list(list, err);

    json_list_close(list);
    if (code != PARANGON_OK)
        return code;
    rewind(stream);
    if (!json_list_open(list, stream))
        return parangon_error_set(err, PARANGON_REJECTED, "changed while it was read");
    code = read_list(list, sink, err);
    json_list_close(list);
    return code;
}

/* A list in UTF-16 or UTF-32, from memory and in UTF-8. */
static enum parangon_code read_converted_list(struct parangon_buf *bytes,
                                              const struct reader_sink *sink,
                                              struct parangon_error *err)
{
    FILE *memory = fmemopen(bytes->data, bytes->len, "r");
    struct json_list list = {0};

    if (!memory)
        return input_unreadable(err);
    json_list_open(&list, memory);
    enum parangon_code code = read_stream(&list, memory, sink, err);
    fclose(memory);
    return code;
}

static enum parangon_code read_object(const struct parangon_buf *bytes,
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

/* A single object, which is held as a whole, or what is neither. */
static enum parangon_code read_whole(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = input_read(source->stream, &bytes, err);

    if (code == PARANGON_OK)
        code = input_to_utf8(&bytes, err);
    if (code == PARANGON_OK) {
        const char *text = parangon_buf_str(&bytes);
        bool list = text[strspn(text, " \t\r\n")] == '[';

        code = list ? read_converted_list(&bytes, sink, err) : read_object(&bytes, sink, err);
    }
    parangon_buf_clear(&bytes);
    return code;
}

static enum parangon_code read_json(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct json_list list;

    if (!json_list_open(&list, source->stream))
        return read_whole(source, sink, err);
    return read_stream(&list, source->stream, sink, err);
}

static const char *const extensions[] = {"json", NULL};

const struct reader reader_json = {"json", extensions, read_json};

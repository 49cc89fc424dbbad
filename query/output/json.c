/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer as it is, for programs: one JSON value, or one result a line. */
#include "output.h"

#include "about.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* cJSON writes the bytes of strings as they are. Outside of strings JSON is ASCII, so that mending
   its whole text only changes strings: bytes that are no UTF-8 become U+FFFD, and DEL and the
   control characters from U+0080 on, which some terminals obey, are escaped. */
static void add_mended(struct parangon_buf *out, const char *json)
{
    size_t left = strlen(json), len;
    int character;

    for (; left; json += len, left -= len) {
        len = parangon_text_decode(json, left, &character);
        if (character >= 0x7F && character <= 0x9F) {
            parangon_buf_printf(out, "\\u%04x", (unsigned)character);
        } else {
            char bytes[4];
            utf8proc_ssize_t size = utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes);

            parangon_buf_add(out, bytes, (size_t)size);
        }
    }
    parangon_buf_putc(out, '\n');
}

void output_add_json(const cJSON *value, bool pretty, struct parangon_buf *out)
{
    char *json = pretty ? cJSON_Print(value) : cJSON_PrintUnformatted(value);

    if (!json)
        abort(); /* no memory: nothing else can fail */
    add_mended(out, json);
    cJSON_free(json);
}

static void print_json(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    (void)settings;
    output_add_json(answer, true, out);
}

/* A line carries what was asked and when, since lines are taken apart and put together. */
static void print_line(const cJSON *object, const cJSON *answer, struct parangon_buf *out)
{
    cJSON *line = cJSON_Duplicate(object, true);

    if (!line)
        return;
    if (cJSON_IsObject(line))
        cJSON_AddItemToObject(line, "export", about_export(answer));
    output_add_json(line, false, out);
    cJSON_Delete(line);
}

static void print_lines(const cJSON *answer, const struct output_settings *settings,
                        struct parangon_buf *out)
{
    const cJSON *result;

    (void)settings;
    cJSON_ArrayForEach(result, words_member(answer, "results")) print_line(result, answer, out);
}

static void print_record_line(const cJSON *answer, const struct output_settings *settings,
                              struct parangon_buf *out)
{
    (void)settings;
    print_line(words_member(answer, "record"), answer, out);
}

const struct output output_json = {
    .name = "json",
    .media_type = "application/json",
    .extension = ".json",
    .print_any = print_json,
};

const struct output output_jsonl = {
    .name = "jsonl",
    .media_type = "application/x-ndjson",
    .extension = ".jsonl",
    .print = {[ANSWER_SEARCH] = print_lines, [ANSWER_RECORD] = print_record_line},
};

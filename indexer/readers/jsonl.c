/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON lines: one object a line, read as they come, so that a source may be of any size; only one
   in UTF-16 or UTF-32 is read as a whole. */
#include "input.h"

#include "parangon/json.h"

#include <stdbool.h>
#include <string.h>

struct lines {
    FILE *stream;
    struct parangon_buf line; /* without its end */
    size_t number;
    struct parangon_buf whole;
    FILE *memory;  /* over `whole`, or NULL */
    bool too_long; /* the rest of the line was skipped, and `line` is of no use */
};

/* Puts the next line into `lines`; false at the end of the stream and when it cannot be read. */
static bool next_line(struct lines *lines)
{
    bool any = false;
    int byte;

    parangon_buf_reset(&lines->line);
    lines->too_long = false;
    while ((byte = getc_unlocked(lines->stream)) != EOF) {
        any = true;
        if (byte == '\n')
            break;
        if (lines->line.len < READER_LINE_MAX)
            parangon_buf_putc(&lines->line, (char)byte);
        else
            lines->too_long = true;
    }
    if (ferror(lines->stream) || !any)
        return false;
    lines->number++;
    return true;
}

/* Whether lines of bytes are of no use: the first one shows the mark of UTF-16 or UTF-32, or NUL
   bytes. */
static bool is_wide(const struct lines *lines)
{
    const struct parangon_buf *line = &lines->line;

    return line->len &&
           (memchr(line->data, '\0', line->len) || memchr("\xFE\xFF", line->data[0], 2));
}

/* Reads on to the end of the stream and goes on with all of it, from memory and in UTF-8. */
static enum parangon_code widen(struct lines *lines, const struct reader_sink *sink,
                                struct parangon_error *err)
{
    struct parangon_buf *all = &lines->whole;

    parangon_buf_add(all, lines->line.data, lines->line.len);
    if (!feof(lines->stream))
        parangon_buf_putc(all, '\n');
    enum parangon_code code = input_read(lines->stream, all, err);
    if (code == PARANGON_OK)
        code = input_to_utf8(all, sink, err);
    if (code != PARANGON_OK)
        return code;
    parangon_buf_putc(all, '\n');
    lines->memory = fmemopen(all->data, all->len, "r");
    if (!lines->memory)
        return input_unreadable(err);
    lines->stream = lines->memory;
    lines->number = 0;
    return PARANGON_OK;
}

static bool is_blank(const struct parangon_buf *line)
{
    return strspn(parangon_buf_str(line), " \t\r") == line->len;
}

/* The object on the line, or NULL with the reason. */
static cJSON *parse_line(struct lines *lines, struct parangon_error *why)
{
    static const char own_line[] = "line 1: ";

    if (lines->too_long) {
        parangon_error_set(why, PARANGON_REJECTED, "longer than %zu MiB, the most a line may have",
                           READER_LINE_MAX >> 20);
        return NULL;
    }
    if (input_to_utf8(&lines->line, NULL, why) != PARANGON_OK)
        return NULL;
    cJSON *value = parangon_json_parse(lines->line.data, lines->line.len, why);
    if (!value) {
        size_t cut = sizeof own_line - 1;

        if (strncmp(why->message, own_line, cut) == 0)
            memmove(why->message, why->message + cut, strlen(why->message + cut) + 1);
        return NULL;
    }
    if (cJSON_IsObject(value))
        return value;
    cJSON_Delete(value);
    parangon_error_set(why, PARANGON_REJECTED, "an object is expected");
    return NULL;
}

static enum parangon_code read_lines(struct lines *lines, const struct reader_sink *sink,
                                     struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    while (code == PARANGON_OK && next_line(lines)) {
        struct parangon_error why;

        if (lines->number == 1 && !lines->too_long && !lines->memory && is_wide(lines)) {
            code = widen(lines, sink, err);
            continue;
        }
        if (!lines->too_long && is_blank(&lines->line))
            continue;
        cJSON *version = parse_line(lines, &why);
        if (version)
            code = sink->take(sink->context, version, lines->number, err);
        else
            sink->reject(sink->context, lines->number, &why);
    }
    if (code == PARANGON_OK && ferror(lines->stream))
        return input_unreadable(err);
    return code;
}

static enum parangon_code read_jsonl(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    struct lines lines = {.stream = source->stream};
    enum parangon_code code = read_lines(&lines, sink, err);

    if (lines.memory)
        fclose(lines.memory);
    parangon_buf_clear(&lines.line);
    parangon_buf_clear(&lines.whole);
    return code;
}

static const char *const extensions[] = {"jsonl", "ndjson", NULL};

const struct reader reader_jsonl = {"jsonl", extensions, read_jsonl};

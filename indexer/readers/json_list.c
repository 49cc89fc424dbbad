/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_list.h"

#include "input.h"

#include "parangon/json.h"

#include <string.h>

/* A list of any length that a disk is filled with by hand. */
#define LIST_MAX (4ULL << 30)

static enum parangon_code fail(const struct json_list *list, int byte, const char *why,
                               struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED, "line %zu: column %zu: %s", list->line + 1,
                              list->column + 1, byte == EOF ? "the text ends too early" : why);
}

static int peek(const struct json_list *list)
{
    int byte = getc_unlocked(list->stream);

    if (byte != EOF)
        ungetc(byte, list->stream);
    return byte;
}

static int next(struct json_list *list)
{
    int byte = getc_unlocked(list->stream);

    if (byte == EOF)
        return byte;
    list->bytes++;
    if (byte == '\n') {
        list->line++;
        list->column = 0;
    } else if ((byte & 0xC0) != 0x80) {
        list->column++;
    }
    return byte;
}

/* The first byte that is no white space, still to be read. */
static int skip_space(struct json_list *list)
{
    int byte;

    while ((byte = peek(list)) == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
        next(list);
    return byte;
}

static enum parangon_code begin(struct json_list *list, struct parangon_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";

    list->begun = true;
    for (size_t i = 0; mark[i] && peek(list) == (unsigned char)mark[i]; i++)
        getc_unlocked(list->stream);
    int byte = skip_space(list);
    if (byte != '[')
        return fail(list, byte, "a list is expected", err);
    next(list);
    return PARANGON_OK;
}

/* Reads to the end of the element: the comma or bracket behind it at its own depth. That what is cut
   off is well-formed is seen by the parser. */
static bool cut(struct json_list *list)
{
    bool quoted = false, escaped = false;
    size_t depth = 0;
    int byte;

    parangon_buf_reset(&list->element);
    while ((byte = peek(list)) != EOF) {
        if (!quoted && depth == 0 && (byte == ',' || byte == ']'))
            return true;
        if (!quoted && depth == 0 && list->element.len && strchr(" \t\r\n", byte)) {
            byte = skip_space(list);
            if (byte == ',' || byte == ']' || byte == EOF)
                return true;
            parangon_buf_putc(&list->element, ' ');
        }
        if (list->element.len == READER_LINE_MAX)
            return false;
        parangon_buf_putc(&list->element, (char)next(list));
        if (quoted) {
            quoted = escaped || byte != '"';
            escaped = !escaped && byte == '\\';
        } else {
            quoted = byte == '"';
            depth += byte == '{' || byte == '[';
            depth -= depth && (byte == '}' || byte == ']');
        }
    }
    return true;
}

/* Lines and columns of the element into those of the whole text. */
static enum parangon_code place_error(const struct json_list *list, struct parangon_error *err)
{
    struct parangon_error why = *err;
    size_t line, column;
    int behind = 0;

    if (sscanf(why.message, "line %zu: column %zu: %n", &line, &column, &behind) != 2 || !behind)
        return parangon_error_prefix(err, PARANGON_REJECTED, "line %zu", list->element_line);
    return parangon_error_set(
        err, PARANGON_REJECTED, "line %zu: column %zu: %s", list->element_line + line - 1,
        line == 1 ? list->element_column + column - 1 : column, why.message + behind);
}

static enum parangon_code read_element(struct json_list *list, cJSON **element,
                                       struct parangon_error *err)
{
    list->element_line = list->line + 1;
    list->element_column = list->column + 1;
    if (!cut(list))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "line %zu: an element of more than %zu MiB", list->element_line,
                                  READER_LINE_MAX >> 20);
    if (list->bytes > LIST_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "larger than 4 GiB, the most a list may have: split it");
    if (list->element.len == 0)
        return fail(list, peek(list), "a value is expected", err);
    enum parangon_code code = input_to_utf8(&list->element, NULL, err);
    if (code == PARANGON_OK) {
        cJSON *value =
            parangon_json_parse(parangon_buf_str(&list->element), list->element.len, err);

        if (value)
            *element = value;
        else
            code = PARANGON_REJECTED;
    }
    return code == PARANGON_OK ? code : place_error(list, err);
}

static enum parangon_code finish(struct json_list *list, struct parangon_error *err)
{
    next(list);
    list->ended = true;
    int byte = skip_space(list);
    if (byte != EOF)
        return fail(list, byte, "text after the end of the value", err);
    return ferror(list->stream) ? input_unreadable(err) : PARANGON_OK;
}

enum parangon_code json_list_next(struct json_list *list, cJSON **element,
                                  struct parangon_error *err)
{
    bool first = !list->begun;
    enum parangon_code code = first ? begin(list, err) : PARANGON_OK;

    *element = NULL;
    if (code != PARANGON_OK || list->ended)
        return code;
    int byte = skip_space(list);
    if (byte == ']')
        return finish(list, err);
    if (!first && byte == ',') {
        next(list);
        byte = skip_space(list);
        if (byte == ']')
            return fail(list, byte, "a value is expected", err);
    }
    if (ferror(list->stream))
        return input_unreadable(err);
    return byte == EOF ? fail(list, byte, "", err) : read_element(list, element, err);
}

void json_list_clear(struct json_list *list)
{
    parangon_buf_clear(&list->element);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_list.h"

#include "input.h"

#include "parangon/json.h"

#include <stdint.h>
#include <string.h>

/* ---- Bytes ---- */

static int next_byte(struct json_list *list)
{
    int byte = getc_unlocked(list->stream);

    if (byte == '\n') {
        list->line++;
        list->column = 1;
    } else if (byte != EOF && (byte & 0xC0) != 0x80) {
        list->column++;
    }
    return byte;
}

static bool is_space(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static int next_solid(struct json_list *list, size_t *line, size_t *column)
{
    int byte;

    do {
        *line = list->line;
        *column = list->column;
        byte = next_byte(list);
    } while (is_space(byte));
    return byte;
}

static enum parangon_code fail(size_t line, size_t column, const char *why,
                               struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED, "line %zu: column %zu: %s", line, column,
                              why);
}

bool json_list_open(struct json_list *list, FILE *stream)
{
    size_t line, column;
    char head[3] = "";

    *list = (struct json_list){.stream = stream, .line = 1, .column = 1};
    if (fread(head, 1, sizeof head, stream) != sizeof head ||
        memcmp(head, "\xEF\xBB\xBF", sizeof head) != 0)
        rewind(stream);
    if (next_solid(list, &line, &column) == '[') {
        int byte = getc_unlocked(stream);

        ungetc(byte, stream);
        if (byte != '\0') /* UTF-16 or UTF-32 without a mark */
            return true;
    }
    rewind(stream);
    return false;
}

void json_list_close(struct json_list *list)
{
    parangon_buf_clear(&list->item);
}

/* ---- Items ---- */

/* The brackets that are open around the next byte of an item. */
struct nesting {
    unsigned depth;
    uint64_t objects; /* a bit for each: whether it is a brace */
    bool in_string, escaped;
};

enum step {
    STEP_ON,
    STEP_END,      /* the byte is the comma or the bracket behind the item */
    STEP_MISPLACED /* a closing bracket of the other kind, which no parser takes */
};

static enum step step_string(struct nesting *nesting, int byte)
{
    if (nesting->escaped)
        nesting->escaped = false;
    else if (byte == '\\')
        nesting->escaped = true;
    else if (byte == '"')
        nesting->in_string = false;
    return STEP_ON;
}

/* A nesting too deep goes on uncounted: the item will be refused for it. */
static enum step step_over(struct nesting *nesting, int byte)
{
    if (nesting->in_string)
        return step_string(nesting, byte);
    if (nesting->depth == 0 && (byte == ',' || byte == ']'))
        return STEP_END;
    if (byte == '"') {
        nesting->in_string = true;
    } else if (byte == '{' || byte == '[') {
        nesting->objects = nesting->objects << 1 | (byte == '{');
        nesting->depth++;
    } else if (byte == '}' || byte == ']') {
        if (nesting->depth == 0 || (nesting->objects & 1) != (byte == '}'))
            return STEP_MISPLACED;
        nesting->objects >>= 1;
        nesting->depth--;
    }
    return STEP_ON;
}

/* Cuts the item that begins with `byte`. `*end` is what stands behind it: a comma, a bracket, EOF,
   or the misplaced bracket that is its last byte. */
static enum parangon_code cut_item(struct json_list *list, int byte, int *end,
                                   struct parangon_error *err)
{
    struct nesting nesting = {0};

    parangon_buf_reset(&list->item);
    for (; byte != EOF; byte = next_byte(list)) {
        enum step step = step_over(&nesting, byte);

        if (step == STEP_END)
            break;
        if (list->item.len == READER_LINE_MAX)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "line %zu: an item longer than %zu MiB, the most it may have",
                                      list->item_line, READER_LINE_MAX >> 20);
        parangon_buf_putc(&list->item, (char)byte);
        if (nesting.depth >= PARANGON_JSON_DEPTH_MAX) /* the list is one more */
            return fail(list->line, list->column - 1, "nested more than 64 deep", err);
        if (step == STEP_MISPLACED)
            break;
    }
    *end = byte;
    return ferror(list->stream) ? input_unreadable(err) : PARANGON_OK;
}

/* A place within the item becomes one within the file. */
static enum parangon_code place(const struct json_list *list, struct parangon_error *err)
{
    size_t line, column;
    int len = 0;

    if (sscanf(err->message, "line %zu: column %zu: %n", &line, &column, &len) != 2 || !len) {
        return parangon_error_prefix(err, PARANGON_REJECTED, "line %zu", list->item_line);
    }
    struct parangon_error inner = *err;
    column += line == 1 ? list->item_column - 1 : 0;
    return fail(list->item_line + line - 1, column, inner.message + len, err);
}

static enum parangon_code parse_item(struct json_list *list, cJSON **item,
                                     struct parangon_error *err)
{
    if (input_to_utf8(&list->item, err) == PARANGON_OK)
        *item = parangon_json_parse(parangon_buf_str(&list->item), list->item.len, err);
    return *item ? PARANGON_OK : place(list, err);
}

static enum parangon_code check_end(struct json_list *list, struct parangon_error *err)
{
    size_t line, column;

    if (next_solid(list, &line, &column) != EOF)
        return fail(line, column, "text after the end of the value", err);
    return ferror(list->stream) ? input_unreadable(err) : PARANGON_NOTHING;
}

enum parangon_code json_list_next(struct json_list *list, cJSON **item, size_t *line,
                                  struct parangon_error *err)
{
    int byte, end = EOF;

    *item = NULL;
    if (list->ended)
        return check_end(list, err);
    byte = next_solid(list, &list->item_line, &list->item_column);
    if (byte == ']' && !list->any)
        return check_end(list, err);
    if (byte == EOF || byte == ',' || byte == ']')
        return fail(list->item_line, list->item_column,
                    byte == EOF ? "the text ends too early" : "a value is expected", err);
    enum parangon_code code = cut_item(list, byte, &end, err);
    if (code == PARANGON_OK)
        code = parse_item(list, item, err);
    if (code == PARANGON_OK && end == EOF) {
        cJSON_Delete(*item);
        *item = NULL;
        return fail(list->line, list->column, "the text ends too early", err);
    }
    list->any = true;
    list->ended = end == ']';
    *line = list->item_line;
    return code;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A scanner that accepts exactly RFC 8259, minus the same key twice in one object and minus
 * \u0000, which a C string cannot carry. It makes nothing: cJSON reads what has passed.
 */
#include "parangon/json.h"

#include "parangon/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* cJSON 1.7.15 copies a number into a buffer of 64 bytes before reading it. */
enum {
    NUMBER_MAX = 63,
    KEY_SHOWN = 60
};

struct scanner {
    const char *text;
    size_t len;
    size_t at;
    unsigned depth;
    struct parangon_buf decoded; /* the last string, its escapes resolved */
    struct parangon_error *err;
};

static bool fail_at(struct scanner *s, size_t at, const char *why)
{
    size_t line = 1;
    size_t column = 1;

    for (size_t i = 0; i < at; i++) {
        if (s->text[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)s->text[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    parangon_error_set(s->err, PARANGON_REJECTED, "line %zu: column %zu: %s", line, column, why);
    return false;
}

static bool fail(struct scanner *s, const char *why)
{
    return fail_at(s, s->at, s->at < s->len ? why : "the text ends too early");
}

/* The byte ahead, or 0 at the end: a NUL in the text is valid nowhere, so both mean failure. */
static unsigned char ahead(const struct scanner *s)
{
    return s->at < s->len ? (unsigned char)s->text[s->at] : 0;
}

static bool skip_if(struct scanner *s, char byte)
{
    if (s->at >= s->len || s->text[s->at] != byte)
        return false;
    s->at++;
    return true;
}

static void skip_space(struct scanner *s)
{
    while (s->at < s->len && strchr(" \t\r\n", s->text[s->at]) && s->text[s->at] != '\0')
        s->at++;
}

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The length of the UTF-8 character ahead, 0 when it is malformed (RFC 3629, table 3-7 of Unicode:
   the second byte's range excludes overlong forms, surrogates and what lies past U+10FFFF). */
static size_t utf8_len(const struct scanner *s)
{
    const unsigned char *byte = (const unsigned char *)s->text + s->at;
    unsigned char first = byte[0];
    size_t len = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

    if (first > 0xF4 || len > s->len - s->at)
        return 0;
    if (len > 1 && (byte[1] < low || byte[1] > high))
        return 0;
    for (size_t i = 2; i < len; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
    }
    return len;
}

static bool scan_hex(struct scanner *s, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *digit = ahead(s) ? strchr(digits, ahead(s)) : NULL;

        if (!digit)
            return fail(s, "\\u takes four hexadecimal digits");
        *unit = *unit * 16 + (unsigned)(digit - digits) % 16;
        s->at++;
    }
    return true;
}

static void add_character(struct parangon_buf *buf, unsigned c)
{
    if (c >= 0x10000) {
        parangon_buf_putc(buf, (char)(0xF0 | c >> 18));
        parangon_buf_putc(buf, (char)(0x80 | (c >> 12 & 0x3F)));
    } else if (c >= 0x800) {
        parangon_buf_putc(buf, (char)(0xE0 | c >> 12));
    }
    if (c >= 0x800)
        parangon_buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3F)));
    else if (c >= 0x80)
        parangon_buf_putc(buf, (char)(0xC0 | c >> 6));
    parangon_buf_putc(buf, (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c));
}

/* What follows "\u": one unit of UTF-16, or a pair of surrogates. */
static bool scan_unicode_escape(struct scanner *s)
{
    size_t start = s->at - 2;
    unsigned unit;
    unsigned low;

    if (!scan_hex(s, &unit))
        return false;
    if (unit == 0)
        return fail_at(s, start, "\\u0000 is not accepted");
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        if (unit >= 0xDC00 || !skip_if(s, '\\') || !skip_if(s, 'u'))
            return fail_at(s, start, "half of a surrogate pair stands alone");
        if (!scan_hex(s, &low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return fail_at(s, start, "half of a surrogate pair stands alone");
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    add_character(&s->decoded, unit);
    return true;
}

static bool scan_escape(struct scanner *s)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    const char *name = ahead(s) ? strchr(names, ahead(s)) : NULL;

    if (skip_if(s, 'u'))
        return scan_unicode_escape(s);
    if (!name)
        return fail(s, "an escape that JSON does not have");
    parangon_buf_putc(&s->decoded, values[name - names]);
    s->at++;
    return true;
}

static bool scan_string(struct scanner *s)
{
    size_t start = s->at;

    if (!skip_if(s, '"'))
        return fail(s, "a string is expected");
    parangon_buf_reset(&s->decoded);
    while (s->at < s->len) {
        if (skip_if(s, '"'))
            return true;
        if (skip_if(s, '\\')) {
            if (!scan_escape(s))
                return false;
            continue;
        }
        if (ahead(s) < 0x20)
            return fail(s, ahead(s) == '\n' ? "a string goes past the end of its line"
                                            : "a control character in a string");
        size_t len = utf8_len(s);
        if (!len)
            return fail(s, "malformed UTF-8");
        parangon_buf_add(&s->decoded, s->text + s->at, len);
        s->at += len;
    }
    return fail_at(s, start, "a string is not closed");
}

static bool scan_digits(struct scanner *s)
{
    if (!is_digit(ahead(s)))
        return fail(s, "a digit is expected");
    while (is_digit(ahead(s)))
        s->at++;
    return true;
}

static bool scan_number_form(struct scanner *s)
{
    skip_if(s, '-');
    if (skip_if(s, '0')) {
        if (is_digit(ahead(s)))
            return fail(s, "a number begins with 0");
    } else if (!scan_digits(s)) {
        return false;
    }
    if (skip_if(s, '.') && !scan_digits(s))
        return false;
    if (skip_if(s, 'e') || skip_if(s, 'E')) {
        if (!skip_if(s, '+'))
            skip_if(s, '-');
        return scan_digits(s);
    }
    return true;
}

static bool scan_number(struct scanner *s)
{
    size_t start = s->at;
    char copy[NUMBER_MAX + 1];

    if (!scan_number_form(s))
        return false;
    if (s->at - start > NUMBER_MAX)
        return fail_at(s, start, "a number of more than 63 characters");
    memcpy(copy, s->text + start, s->at - start);
    copy[s->at - start] = '\0';
    if (!isfinite(strtod(copy, NULL)))
        return fail_at(s, start, "a number is too large");
    return true;
}

static bool scan_word(struct scanner *s)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);

        if (s->len - s->at >= len && memcmp(s->text + s->at, words[i], len) == 0) {
            s->at += len;
            return true;
        }
    }
    return fail(s, "a value is expected");
}

static bool scan_value(struct scanner *s);

static bool scan_list(struct scanner *s)
{
    skip_space(s);
    if (skip_if(s, ']'))
        return true;
    for (;;) {
        if (!scan_value(s))
            return false;
        if (skip_if(s, ']'))
            return true;
        if (!skip_if(s, ','))
            return fail(s, "a comma or ] is expected");
    }
}

/* Names the key as it is written, which keeps the message on one line. */
static bool fail_twice(struct scanner *s, size_t start)
{
    char why[KEY_SHOWN + 40];
    size_t len = s->at - start;
    size_t shown = len < KEY_SHOWN ? len : KEY_SHOWN;

    while (shown < len && ((unsigned char)s->text[start + shown] & 0xC0) == 0x80)
        shown--;
    snprintf(why, sizeof why, "a key stands twice: %.*s", (int)shown, s->text + start);
    return fail_at(s, start, why);
}

static bool scan_key(struct scanner *s, struct parangon_map *keys)
{
    size_t number = keys->count;

    skip_space(s);
    size_t start = s->at;
    if (!scan_string(s))
        return false;
    if (parangon_map_put(keys, parangon_buf_str(&s->decoded), s->decoded.len, number) != number)
        return fail_twice(s, start);
    skip_space(s);
    return skip_if(s, ':') || fail(s, "a colon is expected");
}

static bool scan_members(struct scanner *s, struct parangon_map *keys)
{
    skip_space(s);
    if (skip_if(s, '}'))
        return true;
    for (;;) {
        if (!scan_key(s, keys) || !scan_value(s))
            return false;
        if (skip_if(s, '}'))
            return true;
        if (!skip_if(s, ','))
            return fail(s, "a comma or } is expected");
    }
}

static bool scan_object(struct scanner *s)
{
    struct parangon_map keys = {0};
    bool fine = scan_members(s, &keys);

    parangon_map_clear(&keys);
    return fine;
}

static bool scan_nested(struct scanner *s)
{
    if (s->depth == PARANGON_JSON_DEPTH_MAX)
        return fail(s, "nested more than 64 deep");
    s->depth++;
    bool fine = s->text[s->at++] == '{' ? scan_object(s) : scan_list(s);
    s->depth--;
    return fine;
}

/* One value and the space on both its sides. */
static bool scan_value(struct scanner *s)
{
    bool fine;

    skip_space(s);
    unsigned char first = ahead(s);
    if (first == '{' || first == '[')
        fine = scan_nested(s);
    else if (first == '"')
        fine = scan_string(s);
    else if (first == '-' || is_digit(first))
        fine = scan_number(s);
    else
        fine = scan_word(s);
    skip_space(s);
    return fine;
}

static bool scan_text(struct scanner *s)
{
    skip_space(s);
    if (s->at == s->len)
        return fail_at(s, s->at, "there is no value");
    if (!scan_value(s))
        return false;
    return s->at == s->len || fail(s, "text after the end of the value");
}

cJSON *parangon_json_parse(const char *text, size_t len, struct parangon_error *err)
{
    struct scanner s = {.err = err};
    size_t mark = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    s.text = text + mark;
    s.len = len - mark;
    bool fine = scan_text(&s);
    parangon_buf_clear(&s.decoded);
    if (!fine)
        return NULL;
    cJSON *value = cJSON_ParseWithLength(s.text, s.len);
    if (!value)
        parangon_error_set(err, PARANGON_BUG, "json: cJSON refuses a text that is valid");
    return value;
}

const char *parangon_json_text(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

double parangon_json_number(const cJSON *object, const char *key, double otherwise)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsNumber(member) ? member->valuedouble : otherwise;
}

bool parangon_json_has(const cJSON *object, const char *key, const char *text)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    const cJSON *item;

    if (cJSON_IsString(member))
        return strcmp(member->valuestring, text) == 0;
    if (!cJSON_IsArray(member))
        return false;
    cJSON_ArrayForEach(item, member)
    {
        if (cJSON_IsString(item) && strcmp(item->valuestring, text) == 0)
            return true;
    }
    return false;
}

void parangon_json_set_text(cJSON *object, const char *key, const char *text)
{
    /* Made first: `text` may point into the member that goes. */
    cJSON *value = cJSON_CreateString(text);

    cJSON_DeleteItemFromObjectCaseSensitive(object, key);
    if (!value || !cJSON_AddItemToObject(object, key, value))
        abort();
}

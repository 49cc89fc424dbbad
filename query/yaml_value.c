/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "yaml_value.h"

#include "parangon/text.h"

#include <string.h>

/* YAML 1.1 folds NEL and the Unicode line ends inside of quotes, and refuses what does not print. */
static bool needs_escape(int character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x2028 ||
           character == 0x2029 || character == 0xFEFF;
}

static void add_quoted(struct parangon_buf *out, const char *text)
{
    size_t left = strlen(text), len;
    int character;

    parangon_buf_putc(out, '"');
    for (; left; text += len, left -= len) {
        len = parangon_text_decode(text, left, &character);
        if (character == '"' || character == '\\')
            parangon_buf_printf(out, "\\%c", character);
        else if (character == '\n')
            parangon_buf_puts(out, "\\n");
        else if (needs_escape(character))
            parangon_buf_printf(out, "\\u%04x", (unsigned)character);
        else
            parangon_buf_add(out, text, len);
    }
    parangon_buf_putc(out, '"');
}

static void add_number(struct parangon_buf *out, const cJSON *value)
{
    char *number = cJSON_PrintUnformatted(value); /* as many digits as it takes, with a point */

    parangon_buf_puts(out, number ? number : "null");
    cJSON_free(number);
}

void yaml_add_value(struct parangon_buf *out, const cJSON *value)
{
    const cJSON *item;
    bool object = cJSON_IsObject(value);

    if (cJSON_IsString(value)) {
        add_quoted(out, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        add_number(out, value);
    } else if (cJSON_IsBool(value)) {
        parangon_buf_puts(out, cJSON_IsTrue(value) ? "true" : "false");
    } else if (object || cJSON_IsArray(value)) {
        parangon_buf_putc(out, object ? '{' : '[');
        cJSON_ArrayForEach(item, value)
        {
            parangon_buf_puts(out, item == value->child ? "" : ", ");
            if (object)
                parangon_buf_printf(out, "%s: ", item->string);
            yaml_add_value(out, item);
        }
        parangon_buf_putc(out, object ? '}' : ']');
    } else {
        parangon_buf_puts(out, "null");
    }
}

void yaml_add_comment(struct parangon_buf *out, const char *text)
{
    for (; *text; text++)
        parangon_buf_putc(out, (unsigned char)*text < 0x20 ? ' ' : *text);
}

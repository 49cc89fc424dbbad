/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static unsigned failures;

void case_failed(const struct test_case *found, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s:%u: ", found->file, found->number);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    failures++;
}

char *source_path(const char *relative)
{
    const char *root = getenv("PARANGON_SOURCE_ROOT");
    struct parangon_buf path = {0};

    if (!root || !*root) {
        print_message("skipped: PARANGON_SOURCE_ROOT does not name the source tree\n");
        skip();
    }
    parangon_buf_printf(&path, "%s/%s", root, relative);
    return parangon_buf_take(&path);
}

/* The character of `digits` hexadecimal figures at `text`, or -1. */
static int hexadecimal(const char *text, size_t digits)
{
    char figures[5] = {0};

    if (strlen(text) < digits)
        return -1;
    memcpy(figures, text, digits);
    if (strspn(figures, "0123456789abcdefABCDEF") != digits)
        return -1;
    return (int)strtol(figures, NULL, 16);
}

static void add_character(struct parangon_buf *buf, int character)
{
    if (character < 0x80) {
        parangon_buf_putc(buf, (char)character);
    } else if (character < 0x800) {
        parangon_buf_putc(buf, (char)(0xC0 | character >> 6));
        parangon_buf_putc(buf, (char)(0x80 | (character & 0x3F)));
    } else {
        parangon_buf_putc(buf, (char)(0xE0 | character >> 12));
        parangon_buf_putc(buf, (char)(0x80 | (character >> 6 & 0x3F)));
        parangon_buf_putc(buf, (char)(0x80 | (character & 0x3F)));
    }
}

/* Undoes the escape at `text`, after the backslash; returns its length, 0 when it is none. */
static size_t add_escape(struct parangon_buf *buf, const char *text)
{
    int character = -1;
    size_t len = 1;

    switch (text[0]) {
    case 'n': parangon_buf_putc(buf, '\n'); return 1;
    case 't': parangon_buf_putc(buf, '\t'); return 1;
    case '\\': parangon_buf_putc(buf, '\\'); return 1;
    case 'x':
        len = 3;
        character = hexadecimal(text + 1, 2);
        if (character >= 0)
            parangon_buf_putc(buf, (char)character);
        break;
    case 'u':
        len = 5;
        character = hexadecimal(text + 1, 4);
        if (character >= 0)
            add_character(buf, character);
        break;
    default: break;
    }
    return character < 0 ? 0 : len;
}

static bool unescape(const char *text, struct case_line *line)
{
    struct parangon_buf buf = {0};

    if (strcmp(text, "-") == 0)
        text = "";
    while (*text) {
        size_t used = *text == '\\' ? add_escape(&buf, text + 1) : 0;

        if (*text == '\\' && used == 0) {
            parangon_buf_clear(&buf);
            return false;
        }
        if (used == 0)
            parangon_buf_putc(&buf, *text);
        text += used + 1;
    }
    line->len = buf.len;
    line->text = parangon_buf_take(&buf);
    return true;
}

char *case_escaped(const char *bytes, size_t len)
{
    struct parangon_buf buf = {0};

    for (size_t at = 0; at < len;) {
        int character;
        size_t size = parangon_text_decode(bytes + at, len - at, &character);

        if (size == 1 && (character < ' ' || character >= 0x7F))
            parangon_buf_printf(&buf, "\\x%02X", (unsigned char)bytes[at]);
        else if (character == 0xA0 || character == 0xAD ||
                 (character >= 0x300 && character < 0x370) ||
                 (character >= 0x2000 && character < 0x2010) || character == 0x202F)
            parangon_buf_printf(&buf, "\\u%04X", (unsigned)character);
        else
            parangon_buf_add(&buf, bytes + at, size);
        at += size;
    }
    return parangon_buf_take(&buf);
}

/* What is read of a file: the lines of the case at hand. */
struct reading {
    struct test_case found;
    size_t lines, count;
    unsigned done;
    case_fn *check;
};

static void end_case(struct reading *reading)
{
    if (reading->count == 0)
        return;
    if (reading->count == reading->lines)
        reading->check(&reading->found);
    else
        case_failed(&reading->found, "%zu lines, where a case has %zu", reading->count,
                    reading->lines);
    for (size_t i = 0; i < reading->count; i++)
        free(reading->found.line[i].text);
    reading->count = 0;
    reading->done++;
}

static void take_line(struct reading *reading, const char *text, unsigned number)
{
    if (strcmp(text, "#") == 0 || strncmp(text, "# ", 2) == 0)
        return;
    if (!*text) {
        end_case(reading);
        return;
    }
    if (reading->count == 0)
        reading->found.number = number;
    if (reading->count == CASE_LINES_MAX || !unescape(text, &reading->found.line[reading->count]))
        case_failed(&reading->found, "line %u is one too many or holds a wrong escape", number);
    else
        reading->count++;
}

void cases_run(const char *name, size_t lines, case_fn *check)
{
    char relative[128], text[4096];
    unsigned number = 0;

    snprintf(relative, sizeof relative, "tests/cases/%s", name);
    char *path = source_path(relative);
    struct reading reading = {.found.file = relative, .lines = lines, .check = check};
    FILE *file = fopen(path, "r");

    if (!file)
        fail_msg("%s cannot be read", path);
    failures = 0;
    while (fgets(text, sizeof text, file)) {
        text[strcspn(text, "\n")] = '\0';
        take_line(&reading, text, ++number);
    }
    end_case(&reading);
    fclose(file);
    free(path);
    assert_true(reading.done > 0);
    if (failures)
        fail_msg("%u of %u cases of %s failed", failures, reading.done, name);
}

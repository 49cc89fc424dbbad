/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "csv_fields.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    QUOTED_MAX = 1 << 20, /* bytes between quotes, and lines: longer means that one is missing */
    QUOTED_LINES_MAX = 1000,
    UNCLOSED_MAX = 100, /* quotes that are no quotes; after these, none is one */
    SAMPLE_ROWS = 60,   /* that tell the separator */
    SAMPLE_BYTES = 256 << 10
};

bool csv_fields_end(const struct csv_fields *fields)
{
    return fields->at >= fields->len;
}

static char byte_at(const struct csv_fields *fields, size_t at)
{
    return at < fields->len ? fields->text[at] : '\n';
}

static bool ends_field(const struct csv_fields *fields, size_t at)
{
    char byte = byte_at(fields, at);

    return byte == '\n' || byte == fields->separator;
}

static size_t skip_spaces(const struct csv_fields *fields, size_t at)
{
    while (byte_at(fields, at) == ' ' && fields->separator != ' ')
        at++;
    return at;
}

/* Where the quote stands that closes the one before `start`, or SIZE_MAX. Behind a closing quote
   the field ends. One that stands at the start of a field on a later line opens that field, so
   that the first was no opening quote. */
static size_t closing_quote(const struct csv_fields *fields, size_t start)
{
    size_t lines = 0;

    for (size_t at = start; at < fields->len && at - start < QUOTED_MAX; at++) {
        char byte = fields->text[at];

        lines += byte == '\n';
        if (lines > QUOTED_LINES_MAX)
            return SIZE_MAX;
        if (byte != '"')
            continue;
        if (byte_at(fields, at + 1) == '"')
            at++;
        else if (ends_field(fields, skip_spaces(fields, at + 1)))
            return at;
        else if (lines && ends_field(fields, at - 1))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

static void add_quoted(struct csv_fields *fields, size_t start, size_t end,
                       struct parangon_buf *field)
{
    for (size_t at = start; at < end; at++) {
        parangon_buf_putc(field, fields->text[at]);
        fields->line += fields->text[at] == '\n';
        at += fields->text[at] == '"'; /* the second of two */
    }
    fields->at = skip_spaces(fields, end + 1);
}

/* Whether the field at `at` is in quotes; then it is read. */
static bool take_quoted(struct csv_fields *fields, struct parangon_buf *field)
{
    size_t open = skip_spaces(fields, fields->at);

    if (byte_at(fields, open) != '"' || fields->unclosed >= UNCLOSED_MAX)
        return false;
    size_t end = closing_quote(fields, open + 1);
    if (end == SIZE_MAX) {
        if (fields->unclosed++ == 0)
            fields->unclosed_line = fields->line;
        return false;
    }
    add_quoted(fields, open + 1, end, field);
    return true;
}

bool csv_fields_next(struct csv_fields *fields, struct parangon_buf *field)
{
    parangon_buf_reset(field);
    if (!take_quoted(fields, field)) {
        size_t start = fields->at;

        while (!ends_field(fields, fields->at))
            fields->at++;
        parangon_buf_add(field, fields->text + start, fields->at - start);
    }
    bool more = byte_at(fields, fields->at) == fields->separator && fields->at < fields->len;
    if (!more)
        fields->line++;
    fields->at++;
    return more;
}

/* How well the separator cuts the first rows: rows of the same number of fields, times fields. */
static size_t fitness(const struct csv_fields *start, char separator)
{
    enum {
        FIELDS_MAX = 64
    };
    size_t rows_of[FIELDS_MAX] = {0};
    struct csv_fields fields = *start;
    struct parangon_buf field = {0};
    size_t best = 0;

    fields.separator = separator;
    if (fields.len > fields.at + SAMPLE_BYTES)
        fields.len = fields.at + SAMPLE_BYTES;
    for (size_t row = 0; row < SAMPLE_ROWS && !csv_fields_end(&fields); row++) {
        size_t count = 1;

        while (csv_fields_next(&fields, &field))
            count++;
        rows_of[count < FIELDS_MAX ? count : FIELDS_MAX - 1]++;
    }
    parangon_buf_clear(&field);
    for (size_t count = 2; count < FIELDS_MAX; count++) {
        if (rows_of[count] * count > best)
            best = rows_of[count] * count;
    }
    return best;
}

static char tell_separator(const struct csv_fields *fields)
{
    static const char separators[] = ";\t,|";
    char best = ';';
    size_t best_fitness = 0;

    for (const char *separator = separators; *separator; separator++) {
        size_t fit = fitness(fields, *separator);

        if (fit > best_fitness) {
            best = *separator;
            best_fitness = fit;
        }
    }
    return best;
}

void csv_fields_init(struct csv_fields *fields, const char *text, size_t len)
{
    *fields = (struct csv_fields){.text = text, .len = len, .line = 1};
    if (len >= 5 && strncasecmp(text, "sep=", 4) == 0 && text[4] != '\n' &&
        (len == 5 || text[5] == '\n')) {
        fields->separator = text[4];
        fields->at = 6;
        fields->line = 2;
        return;
    }
    fields->separator = tell_separator(fields);
}

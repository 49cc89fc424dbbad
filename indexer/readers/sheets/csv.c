/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CSV and TSV, as spreadsheets and databases export them: each row of the table is a version. */
#include "csv_fields.h"
#include "readers/input.h"
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

/* The name without folders and extension, which spreadsheets give to the only sheet. */
static char *sheet_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');

    return parangon_strndup(base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

static enum parangon_code read_rows(struct csv_fields *fields, struct sheet *sheet,
                                    struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct parangon_buf field = {0};
    bool more;

    for (size_t row = fields->line; code == PARANGON_OK && !csv_fields_end(fields); row++) {
        size_t column = 0;

        sheet_row_begin(sheet, row);
        do {
            more = csv_fields_next(fields, &field);
            sheet_cell(sheet, column++, 1, parangon_buf_str(&field), field.len);
        } while (more);
        code = sheet_row_end(sheet, 1, err);
    }
    parangon_buf_clear(&field);
    if (code == PARANGON_OK || code == PARANGON_NOTHING)
        code = sheet_end(sheet, err);
    return code == PARANGON_NOTHING ? PARANGON_REJECTED : code;
}

static void say_unclosed(const struct csv_fields *fields, const struct reader_sink *sink)
{
    struct parangon_error why;

    if (fields->unclosed == 0)
        return;
    parangon_error_set(
        &why, PARANGON_REJECTED,
        "line %zu: a quote is never closed: taken for a plain character (%zu in all)",
        fields->unclosed_line, fields->unclosed);
    sink->reject(sink->context, 0, &why);
}

static enum parangon_code read_csv(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf text = {0};
    struct csv_fields fields;
    enum parangon_code code = input_read_text(source->stream, sink, &text, err);

    if (code == PARANGON_OK) {
        char *name = sheet_name(source->name);
        const struct sheet_origin origin = {.name = name};
        struct sheet *sheet = sheet_open(&origin, sink);

        csv_fields_init(&fields, text.data, text.len);
        code = read_rows(&fields, sheet, err);
        if (code == PARANGON_OK)
            say_unclosed(&fields, sink);
        sheet_close(sheet);
        free(name);
    }
    parangon_buf_clear(&text);
    return code;
}

static const char *const extensions[] = {"csv", "tsv", "tab", NULL};

const struct reader reader_csv = {"csv", extensions, read_csv};

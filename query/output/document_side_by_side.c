/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "documents.h"

#include "compare_strings.h"
#include "field.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

/* A value in one cell: what stands on lines of its own elsewhere is separated by semicolons. */
static void value_cell(struct document *document, const struct output_settings *settings,
                       const struct parangon_field *field, const cJSON *value)
{
    const char *between = string_in(STRING_LIST, settings->ui);
    struct parangon_buf text = {0}, line = {0};

    if (value)
        field_add_value(&text, settings, field, value);
    for (const char *at = parangon_buf_str(&text); *at; at++) {
        if (*at != '\n')
            parangon_buf_putc(&line, *at);
        else if (line.len)
            parangon_buf_puts(&line, between);
    }
    if (line.len) {
        document_cell(document);
        document_text(document, parangon_buf_str(&line));
    } else {
        document_missing(document, compare_string(COMPARE_MISSING, settings->ui));
    }
    parangon_buf_clear(&text);
    parangon_buf_clear(&line);
}

static void text_row(struct document *document, const struct output_settings *settings,
                     const cJSON *practices, const char *key)
{
    const cJSON *practice;

    document_row(document);
    document_cell(document);
    document_text(document, string_field(key, settings->ui));
    cJSON_ArrayForEach(practice, practices)
    {
        const char *text = words_text(parangon_record_version(practice, settings->ui, NULL), key);

        if (text) {
            document_cell(document);
            document_text(document, text);
        } else {
            document_missing(document, compare_string(COMPARE_MISSING, settings->ui));
        }
    }
}

static void field_row(struct document *document, const struct output_settings *settings,
                      const cJSON *practices, const char *name)
{
    const struct parangon_field *field = name ? parangon_field_named(name) : NULL;
    const char *shown = field ? string_field(name, settings->ui) : NULL;
    const cJSON *practice;

    if (!field)
        return;
    document_row(document);
    document_cell(document);
    document_text(document, shown ? shown : name);
    cJSON_ArrayForEach(practice, practices)
        value_cell(document, settings, field, words_member(practice, name));
}

void document_of_side_by_side(const cJSON *answer, const struct output_settings *settings,
                              struct document *document)
{
    const cJSON *practices = words_member(answer, "practices"), *item;
    enum parangon_lang ui = settings->ui;

    document_init(document, ui, compare_string(COMPARE_SIDE_BY_SIDE, ui));
    document_table(document, compare_string(COMPARE_SHEET_FIELDS, ui), "", true);
    document_column(document, compare_string(COMPARE_FIELD, ui), false);
    cJSON_ArrayForEach(item, practices)
    {
        const char *id = words_text(item, "id");

        document_column(document, id ? id : "", false);
    }
    text_row(document, settings, practices, "title");
    text_row(document, settings, practices, "summary");
    cJSON_ArrayForEach(item, words_member(answer, "fields"))
        field_row(document, settings, practices, words_text(item, "name"));
}

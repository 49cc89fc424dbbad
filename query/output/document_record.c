/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole record: to read and hand on, or in tables to calculate with. */
#include "documents.h"

#include "document_prose.h"
#include "export_strings.h"
#include "field.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

struct paper {
    struct document *document;
    const struct output_settings *settings;
    const cJSON *record;
};

static const char *field_name(const struct parangon_field *field, enum parangon_lang ui)
{
    const char *name = string_field(field->name, ui);

    return name ? name : field->name;
}

/* Values that begin each with a line end stand on lines of their own. */
static void add_lines(struct document *document, const char *value)
{
    document_text(document, *value == '\n' ? value + 1 : value);
}

/* A source is cited with its quote, and leads to its address. */
static void add_source(struct paper *paper, const cJSON *source)
{
    enum parangon_lang ui = paper->document->ui;
    const char *quote = words_text(source, "quote"), *url = words_text(source, "url");
    struct parangon_buf text = {0};

    words_add_source(&text, source);
    document_text(paper->document, parangon_buf_str(&text));
    if (quote) {
        document_text(paper->document, text.len ? "\n" : "");
        document_text(paper->document, string_in(STRING_OPEN_QUOTE, ui));
        document_text(paper->document, quote);
        document_text(paper->document, string_in(STRING_CLOSE_QUOTE, ui));
    }
    if (url) {
        document_text(paper->document, text.len || quote ? "\n" : "");
        document_link(paper->document, url, url);
    }
    parangon_buf_clear(&text);
}

static bool is_table(const struct parangon_field *field)
{
    return field->type == PARANGON_TYPE_OBJECTS;
}

static void add_field(struct paper *paper, const struct parangon_field *field, const cJSON *member)
{
    struct document *document = paper->document;
    struct parangon_buf value = {0};

    field_add_value(&value, paper->settings, field, member);
    if (value.len) {
        document_row(document);
        document_cell(document);
        document_text(document, field_name(field, document->ui));
        if (cJSON_IsNumber(member) && field->type == PARANGON_TYPE_YEAR) {
            document_year(document, member->valuedouble);
        } else if (cJSON_IsNumber(member) && field->type == PARANGON_TYPE_NUMBER) {
            document_number(document, member->valuedouble, 2, "EUR");
        } else {
            document_cell(document);
            if (strcmp(field->name, "source") == 0 && cJSON_IsObject(member))
                add_source(paper, member);
            else
                add_lines(document, value.data);
        }
    }
    parangon_buf_clear(&value);
}

static void open_fields(struct paper *paper)
{
    enum parangon_lang ui = paper->document->ui;

    document_table(paper->document, export_string(EXPORT_RECORD, ui), NULL, true);
    document_column(paper->document, export_string(EXPORT_FACTS, ui), false);
    document_key(paper->document, "field");
    document_column(paper->document, export_string(EXPORT_COLUMN_VALUE, ui), false);
    document_key(paper->document, "value");
}

static void add_fields(struct paper *paper, bool with_tables)
{
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        const cJSON *member = words_field(paper->record, field->name, paper->document->ui);

        if (member && field_is_listed(field) && (with_tables || !is_table(field)))
            add_field(paper, field, member);
    }
}

/* ---- Amounts and figures ---- */

static void add_text_cell(struct paper *paper, const cJSON *object, const char *key)
{
    const struct parangon_field perimeter = {.name = "perimeter", .scheme = PARANGON_LABELS};
    const cJSON *value = words_member(object, key);

    if (cJSON_IsNumber(value) && strcmp(key, "year") == 0) {
        document_year(paper->document, value->valuedouble);
    } else if (cJSON_IsNumber(value)) {
        document_number(paper->document, value->valuedouble, 2, NULL);
    } else {
        document_cell(paper->document);
        if (cJSON_IsString(value) && strcmp(key, "perimeter") == 0)
            document_text(paper->document,
                          words_value(paper->settings, &perimeter, value->valuestring));
        else if (cJSON_IsString(value))
            document_text(paper->document, value->valuestring);
    }
}

struct objects {
    const char *field;
    enum export_string name;
    struct {
        const char *key;
        enum export_string name;
    } columns[6];
};

static const struct objects amounts = {"amounts",
                                       EXPORT_AMOUNTS,
                                       {{"label", EXPORT_COLUMN_LABEL},
                                        {"value", EXPORT_COLUMN_VALUE},
                                        {"currency", EXPORT_COLUMN_CURRENCY},
                                        {"year", EXPORT_COLUMN_YEAR}}};
static const struct objects figures = {"indicators",
                                       EXPORT_FIGURES,
                                       {{"name", EXPORT_COLUMN_FIGURE},
                                        {"value", EXPORT_COLUMN_VALUE},
                                        {"unit", EXPORT_COLUMN_UNIT},
                                        {"year", EXPORT_COLUMN_YEAR},
                                        {"perimeter", EXPORT_COLUMN_PERIMETER},
                                        {"source", EXPORT_COLUMN_SOURCE}}};

static bool is_used(const cJSON *list, const char *key)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, list)
    {
        if (words_member(item, key))
            return true;
    }
    return false;
}

/* Only the columns that something is in. */
static void add_objects(struct paper *paper, const struct objects *objects)
{
    const cJSON *list = words_member(paper->record, objects->field), *item;
    const char *name = export_string(objects->name, paper->document->ui);
    size_t count = sizeof objects->columns / sizeof *objects->columns;

    if (!cJSON_GetArraySize(list))
        return;
    document_table(paper->document, name, name, true);
    for (size_t c = 0; c < count && objects->columns[c].key; c++) {
        const char *key = objects->columns[c].key;

        if (!is_used(list, key))
            continue;
        document_column(paper->document,
                        export_string(objects->columns[c].name, paper->document->ui),
                        strcmp(key, "value") == 0 || strcmp(key, "year") == 0);
        document_key(paper->document, key);
    }
    cJSON_ArrayForEach(item, list)
    {
        document_row(paper->document);
        for (size_t c = 0; c < count && objects->columns[c].key; c++) {
            if (is_used(list, objects->columns[c].key))
                add_text_cell(paper, item, objects->columns[c].key);
        }
    }
}

/* ---- The whole ---- */

static const cJSON *begin(struct paper *paper, enum parangon_lang *lang)
{
    enum parangon_lang ui = paper->settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN;
    const cJSON *version = parangon_record_version(paper->record, ui, lang);
    const char *title = words_text(version, "title");

    document_init(paper->document, ui, title ? title : words_text(paper->record, "id"));
    return version;
}

void document_of_record(const cJSON *answer, const struct output_settings *settings,
                        struct document *document)
{
    struct paper paper = {document, settings, words_member(answer, "record")};
    enum parangon_lang lang = PARANGON_OTHER;
    const cJSON *version = begin(&paper, &lang);
    const char *summary = words_text(version, "summary"), *text = words_text(version, "text");

    document_paragraph(document);
    document_text_in(document, summary, lang);
    open_fields(&paper);
    add_fields(&paper, false);
    add_objects(&paper, &amounts);
    add_objects(&paper, &figures);
    if (text)
        document_prose(document, text, 1, lang);
}

/* A row of the fields that is no field of the table of fields: of one version. */
static void add_version_row(struct document *document, const cJSON *version, const char *key)
{
    const char *name = string_field(key, document->ui), *text = words_text(version, key);
    struct parangon_buf head = {0};

    if (!text)
        return;
    parangon_buf_printf(&head, "%s (%s)", name ? name : key, version->string);
    document_row(document);
    document_cell(document);
    document_text(document, head.data);
    document_cell(document);
    document_text(document, text);
    parangon_buf_clear(&head);
}

void document_of_record_sheet(const cJSON *answer, const struct output_settings *settings,
                              struct document *document)
{
    static const char *const keys[] = {"title", "summary", "text", "path"};
    struct paper paper = {document, settings, words_member(answer, "record")};
    const cJSON *version;

    begin(&paper, NULL);
    open_fields(&paper);
    add_fields(&paper, false);
    cJSON_ArrayForEach(version, words_member(paper.record, "versions"))
    {
        for (size_t i = 0; version->string && i < sizeof keys / sizeof *keys; i++)
            add_version_row(document, version, keys[i]);
    }
    add_objects(&paper, &amounts);
    add_objects(&paper, &figures);
}

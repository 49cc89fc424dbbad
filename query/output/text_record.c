/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole record: its title, its fields, its versions with their text. */
#include "text.h"

#include "field.h"
#include "markdown_lines.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

static void print_value_line(struct page *page, const char *line, bool item)
{
    /* An address is for copying. */
    if (!item && strncmp(line, "http", 4) == 0) {
        page_unbroken(page, 2, line, STYLE_PLAIN);
        return;
    }
    page_open(page, item ? 4 : 2, item ? 4 : 2);
    page_mark(page, item ? "- " : NULL);
    page_text(page, line, STYLE_PLAIN);
    page_close(page);
}

/* The value's lines under each other, the first after the name unless they are a list. */
static void print_lines(struct page *page, const char *name, char *value, enum parangon_lang ui)
{
    bool list = *value == '\n';
    char *rest = NULL;
    const char *line = strtok_r(value, "\n", &rest);

    text_named(page, 0, name, list || !line ? "" : line, ui);
    if (!list)
        line = strtok_r(NULL, "\n", &rest);
    for (; line; line = strtok_r(NULL, "\n", &rest))
        print_value_line(page, line, list);
}

static void print_fields(struct page *page, const cJSON *record,
                         const struct output_settings *settings)
{
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        const char *name = string_field(field->name, settings->ui);
        const cJSON *member = words_field(record, field->name, settings->ui);
        struct parangon_buf value = {0};

        if (member && field_is_listed(field))
            field_add_value(&value, settings, field, member);
        if (value.len)
            print_lines(page, name ? name : field->name, value.data, settings->ui);
        parangon_buf_clear(&value);
    }
}

/* ---- The text of a version, which is Markdown ---- */

/* A line that does not go on with the one before. */
static bool starts_paragraph(const char *line)
{
    return !*line || markdown_heading_depth(line) || *line == '|' || *line == '>' ||
           markdown_item_mark(line);
}

static void print_line(struct page *page, const char *line, bool *open)
{
    while (*line == ' ' || *line == '\t')
        line++;
    if (*open && starts_paragraph(line)) {
        page_close(page);
        *open = false;
    }
    if (!*line) {
        page_blank(page);
    } else if (markdown_heading_depth(line)) {
        page_paragraph(page, 0, line + strspn(line, "# "), STYLE_BOLD);
    } else {
        if (!*open)
            page_open(page, 0, (unsigned)markdown_item_mark(line));
        page_text(page, line, STYLE_PLAIN);
        page_text(page, "\n", STYLE_PLAIN);
        *open = true;
    }
}

static void print_body(struct page *page, const char *text)
{
    bool open = false;
    char *line;

    while ((line = markdown_next_line(&text))) {
        print_line(page, line, &open);
        free(line);
    }
    if (open)
        page_close(page);
}

static void print_version_text(struct page *page, const cJSON *version, enum parangon_lang ui)
{
    const char *summary = words_text(version, "summary");
    const char *text = words_text(version, "text");
    const char *path = words_text(version, "path");

    if (summary) {
        page_blank(page);
        page_paragraph(page, 0, summary, STYLE_PLAIN);
    }
    if (text) {
        page_blank(page);
        print_body(page, text);
    }
    if (path) {
        page_blank(page);
        text_named(page, 0, string_field("path", ui), path, ui);
    }
}

static void print_other_version(struct page *page, const cJSON *version, enum parangon_lang ui)
{
    const char *title = words_text(version, "title");
    enum parangon_lang lang = parangon_lang_from_code(version->string);
    struct parangon_buf name = {0};

    string_add(&name, STRING_VERSION, ui,
               lang == PARANGON_OTHER
                   ? version->string
                   : string_in(lang == PARANGON_FR ? STRING_IN_FRENCH : STRING_IN_ENGLISH, ui));
    page_blank(page);
    text_named(page, 0, name.data, title ? title : "", ui);
    parangon_buf_clear(&name);
    print_version_text(page, version, ui);
}

void text_print_record(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    const cJSON *record = words_member(answer, "record");
    enum parangon_lang ui = settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN;
    const cJSON *mine = parangon_record_version(record, ui, NULL);
    const char *title = words_text(mine, "title");
    const cJSON *version;
    struct page page;

    page_init(&page, out, settings->width, settings->styled);
    if (title) {
        page_paragraph(&page, 0, title, STYLE_BOLD);
        page_blank(&page);
    }
    print_fields(&page, record, settings);
    if (mine)
        print_version_text(&page, mine, ui);
    cJSON_ArrayForEach(version, words_member(record, "versions"))
    {
        if (version != mine && version->string)
            print_other_version(&page, version, ui);
    }
    page_clear(&page);
}

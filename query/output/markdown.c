/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list, or a whole record, that a person can paste into a note. */
#include "markdown.h"

#include "about.h"
#include "field.h"
#include "numbers.h"
#include "output_strings.h"
#include "page.h"
#include "search_notes.h"
#include "text.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

void markdown_add_line(struct parangon_buf *out, const char *text)
{
    struct parangon_buf clean = {0};

    page_add_clean(&clean, text);
    for (const char *at = parangon_buf_str(&clean); *at; at++) {
        if (strchr("\\`*_[]<>|&~#", *at))
            parangon_buf_putc(out, '\\');
        parangon_buf_putc(out, *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at);
    }
    parangon_buf_clear(&clean);
}

void markdown_add_code(struct parangon_buf *out, const char *text)
{
    size_t start = out->len + 1;

    parangon_buf_putc(out, '`');
    page_add_clean(out, text);
    for (size_t i = start; i < out->len; i++) {
        if (strchr("`\r\n\t", out->data[i]))
            out->data[i] = ' ';
    }
    parangon_buf_putc(out, '`');
}

static bool is_web_address(const char *url)
{
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

void markdown_add_link(struct parangon_buf *out, const char *label, const char *url)
{
    parangon_buf_putc(out, '[');
    markdown_add_line(out, label);
    parangon_buf_puts(out, "](<");
    for (const char *at = url; *at; at++) {
        if ((unsigned char)*at <= ' ' || *at == 0x7F || strchr("<>\\", *at))
            parangon_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
        else
            parangon_buf_putc(out, *at);
    }
    parangon_buf_puts(out, ">)");
}

void markdown_add_about(struct parangon_buf *out, const struct about *about, enum parangon_lang ui)
{
    struct parangon_buf line = {0};

    if (!about->date)
        return;
    about_add_line(&line, about, ui);
    parangon_buf_putc(out, '\n');
    markdown_add_line(out, parangon_buf_str(&line));
    parangon_buf_putc(out, '\n');
    parangon_buf_clear(&line);
}

static void add_about(struct parangon_buf *out, const cJSON *answer,
                      const struct output_settings *settings)
{
    struct parangon_arena *arena = parangon_arena_new();
    struct about about = {0};

    about_read(&about, arena, answer, settings);
    markdown_add_about(out, &about, settings->ui);
    parangon_arena_free(arena);
}

/* ---- Results ---- */

/* One point under a result: "Name: text". Nothing when the text is empty; empties the text. */
static void add_point(struct parangon_buf *out, int indent, const char *name,
                      struct parangon_buf *text, enum parangon_lang ui)
{
    if (text->len) {
        parangon_buf_printf(out, "%*s- ", indent, "");
        if (name)
            parangon_buf_printf(out, "%s%s", name, string_in(STRING_COLON, ui));
        markdown_add_line(out, text->data);
        parangon_buf_putc(out, '\n');
    }
    parangon_buf_reset(text);
}

static void add_source_point(struct parangon_buf *out, int indent, const cJSON *source,
                             enum parangon_lang ui)
{
    const char *url = words_text(source, "url");
    struct parangon_buf text = {0};

    words_add_source(&text, source);
    if (url && is_web_address(url)) {
        parangon_buf_printf(out, "%*s- %s%s", indent, "", string_field("source", ui),
                            string_in(STRING_COLON, ui));
        markdown_add_link(out, text.len ? text.data : url, url);
        parangon_buf_putc(out, '\n');
    } else {
        add_point(out, indent, string_field("source", ui), &text, ui);
    }
    parangon_buf_clear(&text);
}

static void add_result(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *result, double rank)
{
    const char *title = words_text(result, "title");
    const char *summary = words_text(result, "summary");
    const char *id = words_text(result, "id");
    struct parangon_buf text = {0};
    size_t start = out->len;
    int indent;

    number_add_plain(out, parangon_json_number(result, "rank", rank));
    parangon_buf_puts(out, ". ");
    indent = (int)(out->len - start);
    parangon_buf_puts(out, "**");
    markdown_add_line(out, title ? title : id ? id : "?");
    parangon_buf_puts(out, "**\n");
    words_add_facts(&text, settings, result);
    add_point(out, indent, NULL, &text, settings->ui);
    words_add_labels(&text, settings, PARANGON_THEMES, words_member(result, "themes"), ", ");
    add_point(out, indent, string_field("themes", settings->ui), &text, settings->ui);
    parangon_buf_puts(&text, summary ? summary : "");
    add_point(out, indent, NULL, &text, settings->ui);
    add_source_point(out, indent, words_member(result, "source"), settings->ui);
    if (id) {
        parangon_buf_printf(out, "%*s- ", indent, "");
        markdown_add_code(out, id);
        parangon_buf_putc(out, '\n');
    }
    parangon_buf_clear(&text);
}

static void add_groups(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *groups)
{
    const cJSON *group, *result;
    struct parangon_buf heading = {0};

    cJSON_ArrayForEach(group, groups)
    {
        search_add_group(&heading, group, settings->ui);
        parangon_buf_puts(out, "### ");
        markdown_add_line(out, parangon_buf_str(&heading));
        parangon_buf_puts(out, "\n\n");
        parangon_buf_reset(&heading);
        cJSON_ArrayForEach(result, words_member(group, "results"))
            add_result(out, settings, result, 0);
        parangon_buf_putc(out, '\n');
    }
    parangon_buf_clear(&heading);
}

/* Notes stand in a paragraph of their own. */
static void add_note(struct parangon_buf *out, struct parangon_buf *note)
{
    if (note->len) {
        markdown_add_line(out, parangon_buf_str(note));
        parangon_buf_puts(out, "\n\n");
    }
    parangon_buf_reset(note);
}

/* What the question was corrected to, or might be. */
static void note_correction(struct parangon_buf *note, const cJSON *query, enum parangon_lang ui)
{
    const char *corrected = words_text(query, "corrected");
    bool used = cJSON_IsTrue(words_member(query, "corrected_used"));

    if (corrected)
        string_add(note, used ? STRING_CORRECTED : STRING_PROPOSED, ui, corrected);
}

static void print_search(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    const cJSON *results = words_member(answer, "results");
    const char *text = words_text(words_member(answer, "query"), "text");
    double rank = parangon_json_number(answer, "offset", 0);
    const cJSON *result;
    struct parangon_buf note = {0};

    if (text) {
        parangon_buf_puts(out, "## ");
        markdown_add_line(out, text);
        parangon_buf_puts(out, "\n\n");
    }
    note_correction(&note, words_member(answer, "query"), settings->ui);
    add_note(out, &note);
    search_note_sort(&note, answer, settings->ui);
    add_note(out, &note);
    cJSON_ArrayForEach(result, results) add_result(out, settings, result, rank += 1);
    add_groups(out, settings, words_member(answer, "groups"));
    if (!cJSON_GetArraySize(results) && !cJSON_GetArraySize(words_member(answer, "groups")))
        parangon_buf_printf(out, "%s\n", string_in(STRING_NO_RECORD, settings->ui));
    search_note_emptied(&note, settings, words_member(answer, "query"));
    if (note.len)
        parangon_buf_putc(out, '\n');
    add_note(out, &note);
    parangon_buf_clear(&note);
    add_about(out, answer, settings);
}

/* ---- A record ---- */

/* Values on lines of their own, one after the other. */
static void join_lines(struct parangon_buf *value, enum parangon_lang ui)
{
    struct parangon_buf joined = {0};

    for (size_t i = 0; i < value->len; i++) {
        if (value->data[i] != '\n')
            parangon_buf_putc(&joined, value->data[i]);
        else if (joined.len)
            parangon_buf_puts(&joined, string_in(STRING_LIST, ui));
    }
    parangon_buf_reset(value);
    parangon_buf_puts(value, parangon_buf_str(&joined));
    parangon_buf_clear(&joined);
}

static void add_fields(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *record)
{
    struct parangon_buf value = {0};

    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        const char *name = string_field(field->name, settings->ui);
        const cJSON *member = words_field(record, field->name, settings->ui);

        if (!member || !field_is_listed(field))
            continue;
        if (strcmp(field->name, "source") == 0) {
            add_source_point(out, 0, member, settings->ui);
            continue;
        }
        field_add_value(&value, settings, field, member);
        join_lines(&value, settings->ui);
        add_point(out, 0, name ? name : field->name, &value, settings->ui);
    }
    parangon_buf_clear(&value);
}

/* The text is Markdown already. */
static void add_version(struct parangon_buf *out, const cJSON *version)
{
    const char *summary = words_text(version, "summary");
    const char *text = words_text(version, "text");

    if (summary) {
        parangon_buf_putc(out, '\n');
        markdown_add_line(out, summary);
        parangon_buf_putc(out, '\n');
    }
    if (text) {
        parangon_buf_putc(out, '\n');
        page_add_clean(out, text);
        parangon_buf_putc(out, '\n');
    }
}

static void print_record(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    const cJSON *record = words_member(answer, "record");
    const cJSON *version = parangon_record_version(
        record, settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN, NULL);
    const char *title = words_text(version, "title");

    if (title) {
        parangon_buf_puts(out, "# ");
        markdown_add_line(out, title);
        parangon_buf_puts(out, "\n\n");
    }
    add_fields(out, settings, record);
    if (version)
        add_version(out, version);
    add_about(out, answer, settings);
}

const struct output output_markdown = {
    .name = "markdown",
    .media_type = "text/markdown; charset=utf-8",
    .extension = ".md",
    .print = {[ANSWER_SEARCH] = print_search,
              [ANSWER_RECORD] = print_record,
              [ANSWER_TEMPLATE] = text_print_template},
    .print_document = markdown_print_document,
};

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of one record: what is known of it, its text, its source. */
#include "pages.h"

#include "linked_data.h"
#include "result.h"

#include "../asking.h"

#include "output/document.h"
#include "output/document_prose.h"
#include "output/field.h"
#include "output/html.h"
#include "output/output_strings.h"
#include "output/words.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <string.h>

enum {
    SIMILAR_SHOWN = 4
};

static bool is_web_address(const char *url)
{
    return url && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0);
}

/* ---- Key facts ---- */

/* Several long values begin each with a line end. */
static void add_lines(struct call *call, const char *value)
{
    bool list = *value == '\n';

    html_add(&call->body, list ? "<ul>" : "");
    while (*value) {
        size_t len = strcspn(value, "\n");
        const char *line = parangon_arena_strndup(call->arena, value, len);

        if (len)
            html_add(&call->body, list ? "<li>%s</li>" : "%s ", line);
        value += len + (value[len] == '\n');
    }
    html_add(&call->body, list ? "</ul>" : "");
}

/* Values of a field that a search can be narrowed by are links to that search. */
static bool add_links(struct call *call, const struct parangon_field *field, const cJSON *value)
{
    const struct output_settings settings = frame_settings(call);
    const cJSON *item;
    unsigned count = 0;

    if (field->type != PARANGON_TYPE_CONCEPTS || !field->filter)
        return false;
    cJSON_ArrayForEach(item, value)
    {
        struct address address;

        if (!cJSON_IsString(item))
            continue;
        address_to(call, "/", &address);
        address_add(&address, field->filter, item->valuestring);
        html_add(&call->body, "%r<a href=\"%s\">%s</a>", count++ ? ", " : "",
                 address_print(&address), words_label(&settings, field->scheme, item->valuestring));
    }
    return true;
}

static void add_fact(struct call *call, const struct parangon_field *field, const cJSON *value)
{
    const struct output_settings settings = frame_settings(call);
    const char *name = string_field(field->name, settings.ui);
    struct parangon_buf words = {0};

    field_add_value(&words, &settings, field, value);
    if (words.len) {
        html_add(&call->body, "<div><dt>%s</dt><dd>", name ? name : field->name);
        if (!add_links(call, field, value))
            add_lines(call, words.data);
        html_add(&call->body, "</dd></div>\n");
    }
    parangon_buf_clear(&words);
}

/* The source has a part of its own; that a public page shows what is published and public needs no
   saying. */
static bool is_told_elsewhere(const struct parangon_field *field, const cJSON *value)
{
    static const char *const told[][2] = {
        {"source", NULL}, {"status", "published"}, {"visibility", "public"}};

    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (strcmp(field->name, told[i][0]) == 0 &&
            (!told[i][1] || (cJSON_IsString(value) && strcmp(value->valuestring, told[i][1]) == 0)))
            return true;
    }
    return false;
}

static void add_facts(struct call *call, const cJSON *record)
{
    enum parangon_lang ui = call_language(call);

    html_add(
        &call->body,
        "<section aria-labelledby=\"facts\">\n<h2 id=\"facts\">%s</h2>\n<dl class=\"facts\">\n",
        page_string(PAGE_FACTS, ui));
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        const cJSON *value = words_field(record, field->name, ui);

        if (value && field_is_listed(field) && !is_told_elsewhere(field, value))
            add_fact(call, field, value);
    }
    html_add(&call->body, "</dl>\n</section>\n");
}

static void add_source(struct call *call, const cJSON *record)
{
    const cJSON *source = words_member(record, "source");
    const char *url = words_text(source, "url"), *quote = words_text(source, "quote");
    enum parangon_lang ui = call_language(call);
    struct parangon_buf words = {0};

    words_add_source(&words, source);
    if (!words.len && !url)
        return;
    html_add(&call->body, "<section aria-labelledby=\"source\">\n<h2 id=\"source\">%s</h2>\n<p>",
             page_string(PAGE_SOURCE, ui));
    if (is_web_address(url))
        html_add(&call->body, "<a href=\"%s\" rel=\"noreferrer\">%s</a>", url,
                 words.len ? words.data : url);
    else
        html_add(&call->body, "%s", words.data);
    html_add(&call->body, "</p>\n");
    if (quote)
        html_add(&call->body, "<blockquote><p>%s</p></blockquote>\n", quote);
    html_add(&call->body, "</section>\n");
    parangon_buf_clear(&words);
}

/* ---- The text ---- */

static void add_languages(struct call *call, const cJSON *record, enum parangon_lang shown)
{
    const cJSON *version;

    cJSON_ArrayForEach(version, words_member(record, "versions"))
    {
        enum parangon_lang lang = parangon_lang_from_code(version->string);
        struct address address;

        if (lang == shown || lang == PARANGON_OTHER)
            continue;
        address_of(call, &address);
        address_set(&address, "version", parangon_lang_code(lang));
        html_add(&call->body, "<p><a href=\"%s\" hreflang=\"%s\">%s</a></p>\n",
                 address_print(&address), parangon_lang_code(lang),
                 page_string(lang == PARANGON_FR ? PAGE_ALSO_FRENCH : PAGE_ALSO_ENGLISH,
                             call_language(call)));
    }
}

/* Markdown of whatever quality; what it brings of markup is shown, never obeyed. */
static void add_prose(struct call *call, const char *text)
{
    const struct output_settings settings = frame_settings(call);
    struct document document;

    document_init(&document, settings.ui, NULL);
    document_prose(&document, text, 1, PARANGON_OTHER);
    html_add_blocks(&document, &settings, &call->body);
    document_clear(&document);
}

static void add_version(struct call *call, const cJSON *version, enum parangon_lang lang)
{
    const char *summary = words_text(version, "summary"), *text = words_text(version, "text");
    enum parangon_lang ui = call_language(call);
    const char *attribute = lang == ui ? "" : lang == PARANGON_FR ? " lang=\"fr\"" : " lang=\"en\"";

    if (summary)
        html_add(&call->body, "<p class=\"summary\"%r>%s</p>\n", attribute, summary);
    if (text) {
        html_add(&call->body, "<div class=\"text\"%r>\n", attribute);
        add_prose(call, text);
        html_add(&call->body, "</div>\n");
    }
}

/* ---- What to do with it ---- */

static void add_exports(struct call *call)
{
    static const char *const exports[][2] = {{"/export.html", "HTML"},
                                             {"/export.odt", "ODT"},
                                             {"/export.md", "Markdown"},
                                             {"/export.csv", "CSV"},
                                             {"/export.csl.json", "CSL-JSON"}};
    struct address address;

    html_add(&call->body, "<p class=\"exports\">%s", page_string(PAGE_NOTE, call_language(call)));
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        address_to(call, exports[i][0], &address);
        address_add(&address, "practice", call->rest);
        html_add(&call->body, "%r<a href=\"%s\">%s</a>", i ? ", " : " ", address_print(&address),
                 exports[i][1]);
    }
    html_add(&call->body, "</p>\n");
}

/* Whoever leads it can be compared with its peers, on its first theme. */
static void add_comparison(struct call *call, const cJSON *record)
{
    const cJSON *lead = words_member(record, "lead");
    const cJSON *theme = cJSON_GetArrayItem(words_member(record, "themes"), 0);
    const char *code = words_text(lead, "code"), *name = words_text(lead, "name");
    struct parangon_buf words = {0};
    struct address address;

    if (!code || !name || !parangon_places_find(call->engine->knowledge->places, code))
        return;
    address_to(call, "/compare", &address);
    address_add(&address, "place", code);
    address_add(&address, "theme", cJSON_IsString(theme) ? theme->valuestring : NULL);
    page_string_add(&words, PAGE_COMPARE_PLACE, call_language(call), name);
    html_add(&call->body, "<p><a href=\"%s\">%s</a></p>\n", address_print(&address), words.data);
    parangon_buf_clear(&words);
}

/* Similar records, as far as there are any; the page does without when they cannot be had. */
static void add_similar(struct call *call)
{
    const struct result_style style = {.level = 3};
    const cJSON *result;
    cJSON *answer = NULL;
    unsigned shown = 0;

    if (asking_like(call, &answer, NULL) != PARANGON_OK ||
        !cJSON_GetArraySize(words_member(answer, "results"))) {
        cJSON_Delete(answer);
        return;
    }
    html_add(&call->body, "<section aria-labelledby=\"similar\">\n<h2 id=\"similar\">%s</h2>\n",
             page_string(PAGE_SIMILAR, call_language(call)));
    cJSON_ArrayForEach(result, words_member(answer, "results"))
    {
        if (shown++ == SIMILAR_SHOWN)
            break;
        result_add(call, result, &style);
    }
    html_add(&call->body, "</section>\n");
    cJSON_Delete(answer);
}

/* ---- The page ---- */

/* The version that was chosen, else that of the page's language. */
static const cJSON *find_version(const struct call *call, const cJSON *record,
                                 enum parangon_lang *lang)
{
    const char *chosen = call_parameter(call, "version");
    enum parangon_lang wanted = chosen ? parangon_lang_from_code(chosen) : PARANGON_OTHER;

    return parangon_record_version(record, wanted == PARANGON_OTHER ? call_language(call) : wanted,
                                   lang);
}

static void print(struct call *call, const cJSON *record)
{
    enum parangon_lang ui = call_language(call), lang = PARANGON_OTHER;
    const cJSON *version = find_version(call, record, &lang);
    const char *title = words_text(version, "title");
    const struct page_head head = {.title = title ? title : call->rest,
                                   .section = SECTION_NONE,
                                   .markup = linked_data(call, record, version, lang)};
    struct address home;

    frame_open(call, &head);
    address_to(call, "/", &home);
    html_add(&call->body,
             "<p class=\"back\"><a href=\"%s\">%s</a></p>\n<article class=\"record\">\n"
             "<h1%r>%s</h1>\n",
             address_print(&home), page_string(PAGE_BACK, ui),
             lang == ui || lang == PARANGON_OTHER ? ""
             : lang == PARANGON_FR                ? " lang=\"fr\""
                                                  : " lang=\"en\"",
             head.title);
    add_languages(call, record, lang);
    add_version(call, version, lang);
    add_facts(call, record);
    add_source(call, record);
    add_comparison(call, record);
    add_exports(call);
    html_add(&call->body, "</article>\n");
    add_similar(call);
    frame_close(call);
}

enum parangon_code page_practice(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = asking_practice(call, &answer, err);

    if (code == PARANGON_OK)
        print(call, words_member(answer, "record"));
    cJSON_Delete(answer);
    return code;
}

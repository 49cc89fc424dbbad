/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "result.h"

#include "output/numbers.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

const char *result_address(const struct call *call, const char *id)
{
    struct address address;

    address_to(call, parangon_arena_printf(call->arena, "/practice/%s", id), &address);
    return address_print(&address);
}

/* A record may be written in another language than the page: then its words say so. */
static const char *lang_of(const struct call *call, const cJSON *result)
{
    const char *lang = words_text(result, "lang");

    if (!lang || strcmp(lang, parangon_lang_code(call_language(call))) == 0)
        return "";
    return parangon_arena_printf(call->arena, " lang=\"%s\"",
                                 strcmp(lang, "fr") == 0 ? "fr" : "en");
}

static void add_title(struct call *call, const cJSON *result, const struct result_style *style)
{
    const char *id = words_text(result, "id"), *title = words_text(result, "title");

    html_add(&call->body, "<h%u%r><a href=\"%s\">%s</a></h%u>\n", style->level,
             lang_of(call, result), id ? result_address(call, id) : "", title ? title : id,
             style->level);
}

static void add_facts(struct call *call, const cJSON *result)
{
    const struct output_settings settings = frame_settings(call);
    struct parangon_buf facts = {0};

    words_add_facts(&facts, &settings, result);
    if (facts.len)
        html_add(&call->body, "<p class=\"facts\">%s</p>\n", facts.data);
    parangon_buf_clear(&facts);
}

/* ---- Themes, and the languages that there are ---- */

static void add_themes(struct call *call, const cJSON *result)
{
    const struct output_settings settings = frame_settings(call);
    const cJSON *theme;

    cJSON_ArrayForEach(theme, words_member(result, "themes"))
    {
        struct address address;

        if (!cJSON_IsString(theme))
            continue;
        address_to(call, "/", &address);
        address_add(&address, "theme", theme->valuestring);
        html_add(&call->body, "<li><a href=\"%s\">%s</a></li>\n", address_print(&address),
                 words_label(&settings, PARANGON_THEMES, theme->valuestring));
    }
}

/* How large whoever leads it is, by the classes of the base. */
static void add_class(struct call *call, const cJSON *result)
{
    const struct output_settings settings = frame_settings(call);
    const char *class = words_text(words_member(result, "lead"), "class");
    struct parangon_buf label = {0};
    struct address address;

    if (!class)
        return;
    address_to(call, "/", &address);
    address_add(&address, "class", class);
    words_add_choice(&label, &settings, "class", class);
    html_add(&call->body, "<li class=\"size\"><a href=\"%s\">%s</a></li>\n",
             address_print(&address), parangon_buf_str(&label));
    parangon_buf_clear(&label);
}

static void add_languages(struct call *call, const cJSON *result)
{
    enum parangon_lang ui = call_language(call);
    const char *shown = words_text(result, "lang");
    const cJSON *lang;

    if (shown && strcmp(shown, parangon_lang_code(ui)) != 0)
        html_add(&call->body, "<li class=\"lang\">%s</li>\n",
                 page_string(strcmp(shown, "fr") == 0 ? PAGE_IN_FRENCH : PAGE_IN_ENGLISH, ui));
    cJSON_ArrayForEach(lang, words_member(result, "langs"))
    {
        if (!cJSON_IsString(lang) || (shown && strcmp(lang->valuestring, shown) == 0))
            continue;
        html_add(
            &call->body, "<li class=\"lang\">%s</li>\n",
            page_string(strcmp(lang->valuestring, "fr") == 0 ? PAGE_ALSO_FRENCH : PAGE_ALSO_ENGLISH,
                        ui));
    }
}

static void add_tags(struct call *call, const cJSON *result)
{
    size_t before = call->body.len;

    html_add(&call->body, "<ul class=\"tags\">\n");
    size_t empty = call->body.len;
    add_themes(call, result);
    add_class(call, result);
    add_languages(call, result);
    if (call->body.len == empty)
        call->body.len = before;
    else
        html_add(&call->body, "</ul>\n");
}

/* ---- The passage ---- */

static void add_place(struct call *call, const cJSON *passage)
{
    const char *heading = words_text(passage, "heading");
    double page = parangon_json_number(passage, "page", 0);

    if (heading)
        html_add(&call->body, "<span class=\"place\">%s</span> ", heading);
    if (page > 0)
        html_add(&call->body, "<span class=\"place\">p.&nbsp;%u</span> ", (unsigned)page);
}

static void add_snippet(struct call *call, const cJSON *result)
{
    const cJSON *snippet = words_member(result, "snippet"), *fragment;
    const char *summary = words_text(result, "summary");

    if (!cJSON_GetArraySize(snippet)) {
        if (summary)
            html_add(&call->body, "<p class=\"snippet\"%r>%s</p>\n", lang_of(call, result),
                     summary);
        return;
    }
    html_add(&call->body, "<p class=\"snippet\"%r>", lang_of(call, result));
    add_place(call, words_member(result, "passage"));
    cJSON_ArrayForEach(fragment, snippet)
    {
        bool hit = cJSON_IsTrue(words_member(fragment, "hit"));

        html_add(&call->body, hit ? "<mark>%s</mark>" : "%s", words_text(fragment, "text"));
    }
    html_add(&call->body, "</p>\n");
}

static void add_why(struct call *call, const cJSON *result)
{
    enum parangon_lang ui = call_language(call);
    const char *why = words_of_both(words_member(result, "why"), ui);

    if (why)
        html_add(&call->body, "<p class=\"why\"><b>%s</b> %s</p>\n", page_string(PAGE_WHY, ui),
                 why);
}

static void add_box(struct call *call, const cJSON *result)
{
    const char *id = words_text(result, "id"), *title = words_text(result, "title");
    struct parangon_buf label = {0};

    page_string_add(&label, PAGE_SELECT, call_language(call), title ? title : id);
    if (id)
        html_add(&call->body,
                 "<input type=\"checkbox\" name=\"practices\" value=\"%s\" aria-label=\"%s\">\n",
                 id, label.data);
    parangon_buf_clear(&label);
}

void result_add(struct call *call, const cJSON *result, const struct result_style *style)
{
    html_add(&call->body, "<article class=\"result\">\n");
    if (style->selectable)
        add_box(call, result);
    add_title(call, result, style);
    add_facts(call, result);
    add_tags(call, result);
    add_snippet(call, result);
    add_why(call, result);
    html_add(&call->body, "</article>\n");
}

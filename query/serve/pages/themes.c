/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index of themes: each with how many records are about it. */
#include "pages.h"

#include "frame.h"
#include "year_chart.h"

#include "../asking.h"

#include "output/numbers.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

enum {
    DEPTH_MAX = 6 /* a circle of broader themes ends here */
};

static bool is_under(const cJSON *theme, const char *broader)
{
    const cJSON *each;
    bool any = false;

    cJSON_ArrayForEach(each, words_member(theme, "broader"))
    {
        any = true;
        if (broader && cJSON_IsString(each) && strcmp(each->valuestring, broader) == 0)
            return true;
    }
    return !broader && !any;
}

static void add_list(struct call *call, const cJSON *themes, const char *broader, unsigned depth);

static void add_theme(struct call *call, const cJSON *themes, const cJSON *theme, unsigned depth)
{
    enum parangon_lang ui = call_language(call);
    const char *id = words_text(theme, "id");
    double count = parangon_json_number(theme, "count_with_narrower", 0);
    struct parangon_buf number = {0}, words = {0};
    struct address address;

    address_to(call, "/", &address);
    address_add(&address, "theme", id);
    number_add(&number, count, ui);
    page_string_add(&words, count >= 1 && count < 2 ? PAGE_PRACTICES_ONE : PAGE_PRACTICES_MANY, ui,
                    number.data);
    html_add(&call->body, "<li><a href=\"%s\">%s</a> <span class=\"count\">%s</span>\n",
             address_print(&address), words_of_both(words_member(theme, "label"), ui), words.data);
    year_chart_add(call, words_member(theme, "years"));
    add_list(call, themes, id, depth + 1);
    html_add(&call->body, "</li>\n");
    parangon_buf_clear(&number);
    parangon_buf_clear(&words);
}

/* The themes right under `broader`, or those at the top (NULL). */
static void add_list(struct call *call, const cJSON *themes, const char *broader, unsigned depth)
{
    bool any = false;
    const cJSON *theme;

    cJSON_ArrayForEach(theme, themes)
    {
        if (depth > DEPTH_MAX || !words_text(theme, "id") || !is_under(theme, broader))
            continue;
        html_add(&call->body, any ? "" : depth ? "<ul>\n" : "<ul class=\"themes\">\n");
        any = true;
        add_theme(call, themes, theme, depth);
    }
    if (any)
        html_add(&call->body, "</ul>\n");
}

enum parangon_code page_themes(struct call *call, struct parangon_error *err)
{
    enum parangon_lang ui = call_language(call);
    const struct page_head head = {.title = page_string(PAGE_THEMES_TITLE, ui),
                                   .section = SECTION_THEMES};
    cJSON *answer = NULL;
    enum parangon_code code = asking_themes(call, &answer, err);

    if (code != PARANGON_OK)
        return code;
    frame_open(call, &head);
    html_add(&call->body, "<h1>%s</h1>\n<p>%s</p>\n", head.title,
             page_string(PAGE_THEMES_INTRO, ui));
    add_list(call, words_member(answer, "themes"), NULL, 0);
    frame_close(call);
    cJSON_Delete(answer);
    return PARANGON_OK;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands before and after the results. */
#include "search_parts.h"

#include "output/numbers.h"
#include "output/words.h"

#include "parangon/json.h"

#include <stdio.h>
#include <string.h>

enum {
    PAGES_AROUND = 3,  /* links to pages before and after this one */
    THEMES_SHOWN = 24, /* to begin with */
    RESULTS = 10       /* of a page */
};

/* ---- The box ---- */

void search_add_box(struct call *call, bool asked)
{
    enum parangon_lang ui = call_language(call);
    const char *words = call_parameter(call, "q"), *given = call_parameter(call, "ui");

    html_add(&call->body,
             "<form class=\"ask%r\" role=\"search\" action=\"/\" method=\"get\">\n"
             "<label for=\"q\">%s</label>\n"
             "<div class=\"line\"><input type=\"search\" id=\"q\" name=\"q\" value=\"%s\" "
             "maxlength=\"1000\" autocomplete=\"off\" aria-describedby=\"hint\"%r>\n"
             "<button type=\"submit\">%s</button></div>\n<p id=\"hint\">%s</p>\n",
             asked ? "" : " first", page_string(PAGE_QUESTION, ui), words,
             asked ? "" : " autofocus", page_string(PAGE_SEARCH, ui),
             page_string(PAGE_QUESTION_HINT, ui));
    if (given)
        html_add(&call->body, "<input type=\"hidden\" name=\"ui\" value=\"%s\">\n", given);
    html_add(&call->body, "</form>\n");
}

const char *search_head_links(struct call *call, bool asked)
{
    struct parangon_buf links = {0};
    struct address address;

    if (!asked)
        return "";
    address_of(call, &address);
    address.path = "/feed.atom";
    html_add(&links, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"%s\">\n",
             address_print(&address));
    const char *kept = parangon_arena_strdup(call->arena, links.data);

    parangon_buf_clear(&links);
    return kept;
}

/* ---- Pages ---- */

static void add_page_link(struct call *call, unsigned page, const char *label, const char *relation)
{
    struct address address;
    char offset[16];

    snprintf(offset, sizeof offset, "%u", (page - 1) * RESULTS);
    address_of(call, &address);
    address_set(&address, "offset", offset);
    html_add(&call->body, "<li><a href=\"%s\"%r>%s</a></li>\n", address_print(&address), relation,
             label);
}

static void add_page(struct call *call, unsigned page, unsigned current)
{
    struct parangon_buf name = {0};
    char number[16];

    snprintf(number, sizeof number, "%u", page);
    page_string_add(&name, PAGE_NUMBER, call_language(call), number);
    char *relation = parangon_arena_printf(call->arena, " aria-label=\"%s\"%s", name.data,
                                           page == current ? " aria-current=\"page\"" : "");

    add_page_link(call, page, number, relation);
    parangon_buf_clear(&name);
}

void search_add_pages(struct call *call, const cJSON *answer)
{
    enum parangon_lang ui = call_language(call);
    double total = parangon_json_number(answer, "total", 0);
    unsigned reach = total > SERVE_DEPTH ? (unsigned)SERVE_DEPTH : (unsigned)total;
    unsigned last = (reach + RESULTS - 1) / RESULTS;
    unsigned current = (unsigned)parangon_json_number(answer, "offset", 0) / RESULTS + 1;

    if (last < 2)
        return;
    html_add(&call->body, "<nav class=\"pages\" aria-label=\"%s\"><ul>\n",
             page_string(PAGE_PAGES, ui));
    if (current > 1)
        add_page_link(call, current - 1, page_string(PAGE_PREVIOUS, ui), " rel=\"prev\"");
    for (unsigned page = 1; page <= last; page++) {
        unsigned distance = page > current ? page - current : current - page;

        if (distance <= PAGES_AROUND)
            add_page(call, page, current);
    }
    if (current < last)
        add_page_link(call, current + 1, page_string(PAGE_NEXT, ui), " rel=\"next\"");
    html_add(&call->body, "</ul></nav>\n");
}

void search_add_exports(struct call *call)
{
    static const struct {
        const char *path, *name;
    } exports[] = {{"/export.csv", "CSV"},          {"/export.xlsx", "Excel"},
                   {"/export.odt", "ODT"},          {"/export.html", "HTML"},
                   {"/export.md", "Markdown"},      {"/export.jsonl", "JSONL"},
                   {"/export.csl.json", "CSL-JSON"}};
    enum parangon_lang ui = call_language(call);
    struct address address;

    html_add(&call->body, "<p class=\"exports\">%s", page_string(PAGE_DOWNLOAD, ui));
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        address_of(call, &address);
        address_set(&address, "offset", NULL);
        address.path = exports[i].path;
        html_add(&call->body, "%r<a href=\"%s\">%s</a>", i ? ", " : " ", address_print(&address),
                 exports[i].name);
    }
    address_of(call, &address);
    address.path = "/feed.atom";
    html_add(&call->body, " · <a href=\"%s\">%s</a></p>\n", address_print(&address),
             page_string(PAGE_FEED, ui));
}

/* ---- Nothing asked ---- */

void search_add_welcome(struct call *call, const cJSON *answer)
{
    const struct output_settings settings = frame_settings(call);
    const cJSON *themes = words_member(words_member(answer, "facets"), "theme"), *value;
    struct parangon_buf number = {0}, total = {0};
    unsigned shown = 0;

    number_add(&number, parangon_json_number(answer, "total", 0), settings.ui);
    page_string_add(&total, PAGE_BASE_ALL, settings.ui, number.data);
    html_add(&call->body,
             "<section class=\"welcome\" aria-labelledby=\"themes\">\n<h2 id=\"themes\">%s</h2>\n"
             "<p>%s</p>\n<ul class=\"tiles\">\n",
             page_string(PAGE_EXAMPLES, settings.ui), total.data);
    cJSON_ArrayForEach(value, themes)
    {
        struct address address;

        if (shown++ == THEMES_SHOWN)
            break;
        address_to(call, "/", &address);
        address_add(&address, "theme", words_text(value, "value"));
        parangon_buf_reset(&number);
        number_add(&number, parangon_json_number(value, "count", 0), settings.ui);
        html_add(&call->body, "<li><a href=\"%s\">%s <span class=\"count\">(%s)</span></a></li>\n",
                 address_print(&address), words_facet_label(&settings, "theme", value),
                 number.data);
    }
    html_add(&call->body, "</ul>\n</section>\n");
    parangon_buf_clear(&number);
    parangon_buf_clear(&total);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "frame.h"

#include "../assets.h"

static const struct {
    const char *path;
    enum page_string name;
} sections[] = {
    [SECTION_SEARCH] = {"/", PAGE_NAV_SEARCH},
    [SECTION_THEMES] = {"/themes", PAGE_NAV_THEMES},
    [SECTION_COMPARE] = {"/compare", PAGE_NAV_COMPARE},
    [SECTION_ACTORS] = {"/actors", PAGE_NAV_ACTORS},
    [SECTION_COVERAGE] = {"/coverage", PAGE_NAV_COVERAGE},
    [SECTION_ABOUT] = {"/about", PAGE_NAV_ABOUT},
};

static void add_head(struct call *call, const struct page_head *head, enum parangon_lang ui)
{
    struct parangon_buf *out = &call->body;

    html_add(out,
             "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<title>%s%r%s</title>\n",
             parangon_lang_code(ui), head->title, *head->title ? " – " : "",
             page_string(PAGE_SITE, ui));
    html_add(out,
             "<link rel=\"stylesheet\" href=\"/static/%s\">\n"
             "<script src=\"/static/%s\" defer></script>\n"
             "<link rel=\"icon\" href=\"/static/%s\" type=\"image/svg+xml\">\n"
             "<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
             "title=\"%s\" href=\"/opensearch.xml\">\n%r</head>\n",
             assets_style(), assets_script(), assets_icon(), page_string(PAGE_SITE, ui),
             head->markup);
}

static void add_navigation(struct call *call, enum section current, enum parangon_lang ui)
{
    struct parangon_buf *out = &call->body;

    html_add(out, "<nav aria-label=\"%s\"><ul>\n", page_string(PAGE_NAVIGATION, ui));
    for (enum section i = 0; i < SECTION_NONE; i++) {
        struct address address;

        address_to(call, sections[i].path, &address);
        html_add(out, "<li><a href=\"%s\"%r>%s</a></li>\n", address_print(&address),
                 i == current ? " aria-current=\"page\"" : "", page_string(sections[i].name, ui));
    }
    html_add(out, "</ul></nav>\n");
}

/* The same page in the other language. */
static void add_other_language(struct call *call, enum parangon_lang ui)
{
    const char *other = ui == PARANGON_FR ? "en" : "fr";
    struct address address;

    address_of(call, &address);
    address_set(&address, "ui", other);
    html_add(&call->body, "<a class=\"other\" lang=\"%s\" hreflang=\"%s\" href=\"%s\">%s</a>\n",
             other, other, address_print(&address), page_string(PAGE_OTHER_LANGUAGE, ui));
}

void frame_open(struct call *call, const struct page_head *head)
{
    enum parangon_lang ui = call_language(call);
    struct address home;

    call->type = "text/html; charset=utf-8";
    add_head(call, head, ui);
    address_to(call, "/", &home);
    html_add(&call->body,
             "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"site\">\n"
             "<p class=\"name\"><a href=\"%s\">%s</a> <span>%s</span></p>\n",
             page_string(PAGE_SKIP, ui), address_print(&home), page_string(PAGE_SITE, ui),
             page_string(PAGE_SLOGAN, ui));
    add_navigation(call, head->section, ui);
    add_other_language(call, ui);
    html_add(&call->body, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void frame_close(struct call *call)
{
    html_add(&call->body, "</main>\n<footer class=\"site\"><p>%s</p></footer>\n</body>\n</html>\n",
             page_string(PAGE_FOOTER, call_language(call)));
}

/* Links keep the language that was chosen. */
static const char *tail(const struct call *call)
{
    return !call_parameter(call, "ui")          ? NULL
           : call_language(call) == PARANGON_FR ? "?ui=fr"
                                                : "?ui=en";
}

struct output_settings frame_settings(const struct call *call)
{
    return (struct output_settings){.ui = call_language(call),
                                    .knowledge = call->engine->knowledge,
                                    .record_href = "/practice/",
                                    .record_tail = tail(call)};
}

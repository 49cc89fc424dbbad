/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An authority and its peers, or practices side by side; and the form to ask for them. */
#include "pages.h"

#include "document_page.h"
#include "theme_choice.h"

#include "../comparing.h"

#include "output/numbers.h"

#include <string.h>

enum {
    CANDIDATES_MAX = 20
};

/* ---- The form ---- */

static void add_form(struct call *call)
{
    enum parangon_lang ui = call_language(call);
    const char *given = call_parameter(call, "ui");

    html_add(&call->body,
             "<form class=\"choose\" action=\"/compare\" method=\"get\">\n"
             "<p><label for=\"place\">%s</label> <input type=\"text\" id=\"place\" name=\"place\" "
             "value=\"%s\" maxlength=\"200\" required aria-describedby=\"place-hint\"></p>\n"
             "<p id=\"place-hint\" class=\"count\">%s</p>\n",
             page_string(PAGE_COMPARE_LABEL, ui), call_parameter(call, "place"),
             page_string(PAGE_COMPARE_HINT, ui));
    theme_choice_add(call);
    if (given)
        html_add(&call->body, "<input type=\"hidden\" name=\"ui\" value=\"%s\">\n", given);
    html_add(&call->body, "<p><button type=\"submit\">%s</button></p>\n</form>\n",
             page_string(PAGE_COMPARE_GO, ui));
}

/* ---- A name that is none, or of several places ---- */

static void add_candidate(struct call *call, const struct parangon_place *place)
{
    const struct output_settings settings = frame_settings(call);
    struct parangon_buf inhabitants = {0};
    struct address address;
    const struct parangon_place *region =
        place->region ? parangon_places_find(call->engine->knowledge->places, place->region) : NULL;

    address_of(call, &address);
    address_set(&address, "place", place->code);
    number_add_inhabitants(&inhabitants, (double)place->population, settings.ui);
    html_add(&call->body, "<li><a href=\"%s\">%s</a> (%s%r%s)</li>\n", address_print(&address),
             place->name, parangon_buf_str(&inhabitants), region ? ", " : "",
             region ? region->name : "");
    parangon_buf_clear(&inhabitants);
}

static void add_candidates(struct call *call, const struct parangon_error *err)
{
    const struct parangon_place *found[CANDIDATES_MAX];
    const char *place = call_parameter(call, "place");
    enum parangon_lang ui = call_language(call);
    size_t count =
        place ? parangon_places_named(call->engine->knowledge->places, place, found, CANDIDATES_MAX)
              : 0;

    if (count < 2) {
        html_add(&call->body, "<p role=\"status\">%s</p>\n<p lang=\"en\" class=\"count\">%s</p>\n",
                 page_string(PAGE_COMPARE_UNKNOWN, ui), err->message);
        return;
    }
    html_add(&call->body, "<p role=\"status\">%s</p>\n<ul>\n",
             page_string(PAGE_COMPARE_SEVERAL, ui));
    for (size_t i = 0; i < count && i < CANDIDATES_MAX; i++)
        add_candidate(call, found[i]);
    html_add(&call->body, "</ul>\n");
}

/* ---- The page ---- */

static void print(struct call *call, enum answer_kind kind, const cJSON *answer)
{
    document_page_open(call, SECTION_COMPARE, kind, answer, NULL);
    document_page_add_exports(call, PAGE_COMPARE_DOWNLOAD);
    if (kind == ANSWER_COMPARE) {
        html_add(&call->body, "<h2>%s</h2>\n",
                 page_string(PAGE_COMPARE_OTHER, call_language(call)));
        add_form(call);
    }
    frame_close(call);
}

static void print_form(struct call *call, const struct parangon_error *err)
{
    enum parangon_lang ui = call_language(call);
    const struct page_head head = {.title = page_string(PAGE_COMPARE_TITLE, ui),
                                   .section = SECTION_COMPARE};

    frame_open(call, &head);
    html_add(&call->body, "<h1>%s</h1>\n<p>%s</p>\n", head.title,
             page_string(PAGE_COMPARE_INTRO, ui));
    if (err)
        add_candidates(call, err);
    add_form(call);
    frame_close(call);
}

enum parangon_code page_compare(struct call *call, struct parangon_error *err)
{
    enum answer_kind kind;
    cJSON *answer = NULL;

    if (!address_is_plain(call))
        return address_redirect(call);
    if (!comparing_is_asked(call)) {
        print_form(call, NULL);
        return PARANGON_OK;
    }
    enum parangon_code code = comparing_ask(call, &kind, &answer, err);

    if (code == PARANGON_OK) {
        print(call, kind, answer);
    } else if (code == PARANGON_USAGE || code == PARANGON_NOTHING) {
        print_form(call, err);
        call->status = call_status(code);
        call->etag = NULL;
        code = PARANGON_OK;
    }
    cJSON_Delete(answer);
    return code;
}

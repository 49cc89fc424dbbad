/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The search page: the box, what was found, and what to narrow it down by. */
#include "pages.h"

#include "result.h"
#include "search_parts.h"

#include "../asking.h"

#include "output/numbers.h"
#include "output/output_strings.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

/* ---- What was found ---- */

static void add_count(struct parangon_buf *out, const cJSON *answer, enum parangon_lang ui)
{
    double total = parangon_json_number(answer, "total", 0);
    double offset = parangon_json_number(answer, "offset", 0);
    struct parangon_buf number = {0};

    if (total < 1)
        parangon_buf_puts(out, page_string(PAGE_RESULTS_NONE, ui));
    else if (total < 2)
        parangon_buf_puts(out, page_string(PAGE_RESULTS_ONE, ui));
    else {
        number_add(&number, total, ui);
        page_string_add(out, PAGE_RESULTS_MANY, ui, number.data);
    }
    if (offset > 0 && total >= 1) {
        parangon_buf_reset(&number);
        number_add(&number, offset + 1, ui);
        page_string_add(out, PAGE_RESULTS_RANGE, ui, number.data);
    }
    parangon_buf_clear(&number);
}

/* "Réponse pour « … »", with a way back to what was typed; "voulez-vous dire …", with a way on. */
static void add_correction(struct call *call, const cJSON *query)
{
    enum parangon_lang ui = call_language(call);
    const char *corrected = words_text(query, "corrected"), *typed = words_text(query, "text");
    bool used = cJSON_IsTrue(words_member(query, "corrected_used"));
    struct parangon_buf said = {0};
    struct address address;

    if (!corrected || !typed)
        return;
    string_add(&said, used ? STRING_CORRECTED : STRING_PROPOSED, ui, corrected);
    address_of(call, &address);
    address_set(&address, "offset", NULL);
    address_set(&address, used ? "correct" : "q", used ? "no" : corrected);
    if (used)
        html_add(&call->body, "<p class=\"corrected\">%s (<a href=\"%s\">%s</a>)</p>\n", said.data,
                 address_print(&address), typed);
    else
        html_add(&call->body, "<p class=\"corrected\"><a href=\"%s\">%s</a></p>\n",
                 address_print(&address), said.data);
    parangon_buf_clear(&said);
}

static void add_status(struct call *call, const cJSON *answer)
{
    enum parangon_lang ui = call_language(call);
    struct parangon_buf count = {0};

    add_count(&count, answer, ui);
    html_add(&call->body, "<p class=\"status\" role=\"status\">%s</p>\n", count.data);
    parangon_buf_clear(&count);
}

/* What the words were widened to: other words, and the themes that they name. */
static void add_expansions(struct call *call, const cJSON *query)
{
    const struct output_settings settings = frame_settings(call);
    const cJSON *expansions = words_member(query, "expansions"), *expansion;
    struct parangon_buf all = {0};

    cJSON_ArrayForEach(expansion, expansions)
    {
        const char *words = words_text(expansion, "words");

        if (!words || !cJSON_GetArraySize(words_member(expansion, "also")))
            continue;
        parangon_buf_printf(&all, "%s%s → ", all.len ? " · " : "", words);
        words_add_labels(&all, NULL, PARANGON_THEMES, words_member(expansion, "also"), ", ");
    }
    if (all.len)
        html_add(&call->body,
                 "<details class=\"expanded\"><summary>%s</summary><p>%s</p></details>\n",
                 page_string(PAGE_EXPANDED, settings.ui), all.data);
    parangon_buf_clear(&all);
}

static void add_results(struct call *call, const cJSON *answer)
{
    const struct result_style style = {.level = 3, .selectable = true};
    enum parangon_lang ui = call_language(call);
    const cJSON *results = words_member(answer, "results"), *result;

    if (!cJSON_GetArraySize(results))
        return;
    html_add(&call->body,
             "<form class=\"results\" action=\"/compare\" method=\"get\">\n%r<ol start=\"%u\">\n",
             call_parameter(call, "ui")
                 ? (ui == PARANGON_FR ? "<input type=\"hidden\" name=\"ui\" value=\"fr\">"
                                      : "<input type=\"hidden\" name=\"ui\" value=\"en\">")
                 : "",
             (unsigned)parangon_json_number(answer, "offset", 0) + 1);
    cJSON_ArrayForEach(result, results)
    {
        html_add(&call->body, "<li>");
        result_add(call, result, &style);
        html_add(&call->body, "</li>\n");
    }
    html_add(&call->body, "</ol>\n<p><button type=\"submit\">%s</button></p>\n</form>\n",
             page_string(PAGE_COMPARE_SELECTED, ui));
}

static void add_found(struct call *call, const cJSON *answer)
{
    enum parangon_lang ui = call_language(call);

    html_add(&call->body,
             "<section class=\"found\" aria-labelledby=\"found\">\n"
             "<h2 id=\"found\">%s</h2>\n",
             page_string(PAGE_RESULTS, ui));
    add_status(call, answer);
    add_correction(call, words_member(answer, "query"));
    html_add(&call->body, "<p class=\"narrow\"><a href=\"#narrow\">%s</a></p>\n",
             page_string(PAGE_FILTERS, ui));
    search_add_chosen(call, answer);
    add_expansions(call, words_member(answer, "query"));
    add_results(call, answer);
    if (parangon_json_number(answer, "total", 0) < 1) {
        search_add_empty(call, answer);
    } else {
        search_add_pages(call, answer);
        search_add_exports(call);
    }
    html_add(&call->body, "</section>\n");
}

/* ---- The page ---- */

static const char *page_title(struct call *call, const cJSON *answer)
{
    const char *words = words_text(words_member(answer, "query"), "text");
    struct parangon_buf title = {0};

    if (!answer)
        return "";
    if (words)
        parangon_buf_printf(&title, "%s – ", words);
    add_count(&title, answer, call_language(call));
    const char *kept = parangon_arena_strdup(call->arena, title.data);

    parangon_buf_clear(&title);
    return kept;
}

/* Whether anything is asked. */
static bool is_asked(const struct call *call)
{
    struct address address;

    address_of(call, &address);
    for (size_t i = 0; i < address.count; i++) {
        if (strcmp(address.parameters[i].name, "ui") != 0 &&
            strcmp(address.parameters[i].name, "facets") != 0)
            return true;
    }
    return false;
}

static void print(struct call *call, const cJSON *answer, bool asked)
{
    const struct page_head head = {.title = asked ? page_title(call, answer) : "",
                                   .section = SECTION_SEARCH,
                                   .markup = search_head_links(call, asked)};

    frame_open(call, &head);
    html_add(&call->body, "<h1 class=\"unseen\">%s</h1>\n",
             asked ? head.title : page_string(PAGE_NAV_SEARCH, call_language(call)));
    search_add_box(call, asked);
    if (asked) {
        html_add(&call->body, "<div class=\"columns\">\n");
        search_add_facets(call, answer);
        add_found(call, answer);
        html_add(&call->body, "</div>\n");
    } else {
        search_add_welcome(call, answer);
    }
    frame_close(call);
}

enum parangon_code page_search(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;

    if (!address_is_plain(call))
        return address_redirect(call);
    bool asked = is_asked(call);
    enum parangon_code code = asking_search(call, SEARCH_FOR_PAGE, &answer, err);

    if (code == PARANGON_OK)
        print(call, answer, asked);
    cJSON_Delete(answer);
    return code;
}

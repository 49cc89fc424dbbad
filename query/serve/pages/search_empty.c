/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When nothing was found: what to try. Nothing is widened without a word. */
#include "search_parts.h"

#include "result.h"

#include "../asking.h"

#include "output/numbers.h"
#include "output/output_strings.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

#define NEAR_SHOWN "3" /* near misses, as the parameter of a search */

enum {
    THEMES_SHOWN = 8 /* to browse */
};

/* ---- Filters that leave nothing ---- */

static void add_without(struct call *call, const cJSON *emptied)
{
    const struct output_settings settings = frame_settings(call);
    const char *filter = words_text(emptied, "filter");
    const char *name = filter ? string_field(filter, settings.ui) : NULL;
    struct parangon_buf count = {0}, words = {0};
    struct address address;

    if (!filter)
        return;
    address_of(call, &address);
    address_remove(&address, filter, NULL);
    number_add(&count, parangon_json_number(emptied, "total_without", 0), settings.ui);
    page_string_add(&words, PAGE_EMPTY_WITHOUT, settings.ui, name ? name : filter);
    html_add(&call->body, "<li><a href=\"%s\">%s</a> <span class=\"count\">(%s)</span></li>\n",
             address_print(&address), words.data, count.data);
    parangon_buf_clear(&count);
    parangon_buf_clear(&words);
}

static void add_emptied(struct call *call, const cJSON *query)
{
    const cJSON *emptied = words_member(query, "emptied_by"), *each;

    if (!cJSON_GetArraySize(emptied))
        return;
    html_add(&call->body, "<p>%s</p>\n<ul>\n",
             page_string(PAGE_EMPTY_FILTERS, call_language(call)));
    cJSON_ArrayForEach(each, emptied) add_without(call, each);
    html_add(&call->body, "</ul>\n");
}

/* ---- Near misses, and themes ---- */

/* What is found without the filters: labelled as what it is. */
static void add_near(struct call *call)
{
    const struct result_style style = {.level = 4};
    struct parameter *kept = call->parameters;
    size_t count = call->parameter_count;
    struct parameter only[3] = {{"n", NEAR_SHOWN}};
    const cJSON *result;
    cJSON *answer = NULL;

    call->parameter_count = 1;
    for (size_t i = 0; i < count && call->parameter_count < 3; i++) {
        if (strcmp(kept[i].name, "q") == 0 || strcmp(kept[i].name, "ui") == 0)
            only[call->parameter_count++] = kept[i];
    }
    call->parameters = only;
    if (call_parameter(call, "q") &&
        asking_search(call, SEARCH_FOR_EXPORT, &answer, NULL) == PARANGON_OK &&
        cJSON_GetArraySize(words_member(answer, "results"))) {
        html_add(&call->body, "<h3>%s</h3>\n", page_string(PAGE_EMPTY_NEAR, call_language(call)));
        cJSON_ArrayForEach(result, words_member(answer, "results"))
            result_add(call, result, &style);
    }
    call->parameters = kept;
    call->parameter_count = count;
    cJSON_Delete(answer);
}

/* The broader themes of those that were asked for, else all that stand at the top. */
static void add_themes(struct call *call)
{
    const struct parangon_vocabulary *vocabulary = call->engine->knowledge->vocabulary;
    const char *asked = call_parameter(call, "theme");
    const struct parangon_concept *theme =
        asked ? parangon_vocabulary_named(vocabulary, PARANGON_THEMES, asked) : NULL;
    enum parangon_lang ui = call_language(call);
    size_t shown = 0;

    html_add(&call->body, "<p>%s</p>\n<ul>\n", page_string(PAGE_EMPTY_THEMES, ui));
    for (size_t i = 0; i < parangon_vocabulary_count(vocabulary) && shown < THEMES_SHOWN; i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);
        struct address address;
        bool broader = false;

        for (size_t b = 0; theme && b < theme->broader_count; b++)
            broader = broader || theme->broader[b] == i;
        if (concept->scheme != PARANGON_THEMES || concept == theme ||
            (theme && theme->broader_count ? !broader : concept->broader_count > 0))
            continue;
        address_to(call, "/", &address);
        address_add(&address, "theme", concept->id);
        html_add(&call->body, "<li><a href=\"%s\">%s</a></li>\n", address_print(&address),
                 concept->label[ui]);
        shown++;
    }
    html_add(&call->body, "</ul>\n");
}

void search_add_empty(struct call *call, const cJSON *answer)
{
    const cJSON *query = words_member(answer, "query");

    if (words_text(query, "text"))
        html_add(&call->body, "<p>%s</p>\n", page_string(PAGE_EMPTY_WORDS, call_language(call)));
    add_emptied(call, query);
    if (parangon_json_number(query, "total_without_filters", 0) > 0)
        add_near(call);
    add_themes(call);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be chosen and what is. */
#include "search_parts.h"

#include "quantity.h"

#include "output/numbers.h"
#include "output/output_strings.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

enum {
    VALUES_SHOWN = 8 /* of a facet, before "and more" */
};

/* ---- Facets ---- */

static void add_value(struct call *call, const cJSON *facet, const cJSON *value)
{
    const struct output_settings settings = frame_settings(call);
    const char *code = words_text(value, "value");
    struct parangon_buf count = {0};

    if (!code)
        return;
    number_add(&count, parangon_json_number(value, "count", 0), settings.ui);
    html_add(&call->body,
             "<li><label><input type=\"checkbox\" name=\"%s\" value=\"%s\"%r> %s "
             "<span class=\"count\">(%s)</span></label></li>\n",
             facet->string, code, cJSON_IsTrue(words_member(value, "selected")) ? " checked" : "",
             words_facet_label(&settings, facet->string, value), count.data);
    parangon_buf_clear(&count);
}

/* The chosen values always show, and the most frequent of the others; the rest opens. */
static void add_values(struct call *call, const cJSON *facet)
{
    enum parangon_lang ui = call_language(call);
    struct parangon_buf left = {0};
    unsigned shown = 0;
    const cJSON *value;

    html_add(&call->body, "<ul>\n");
    cJSON_ArrayForEach(value, facet)
    {
        if (shown == VALUES_SHOWN) {
            number_add_plain(&left, cJSON_GetArraySize(facet) - VALUES_SHOWN);
            html_add(&call->body, "</ul>\n<details><summary>");
            struct parangon_buf more = {0};

            page_string_add(&more, PAGE_MORE, ui, left.data);
            html_add(&call->body, "%s</summary><ul>\n", more.data);
            parangon_buf_clear(&more);
        }
        add_value(call, facet, value);
        shown++;
    }
    html_add(&call->body, shown > VALUES_SHOWN ? "</ul></details>\n" : "</ul>\n");
    parangon_buf_clear(&left);
}

static void add_facet(struct call *call, const cJSON *facet)
{
    const char *name = string_field(facet->string, call_language(call));

    if (!cJSON_GetArraySize(facet))
        return;
    html_add(&call->body, "<fieldset><legend>%s</legend>\n", name ? name : facet->string);
    add_values(call, facet);
    html_add(&call->body, "</fieldset>\n");
}

/* The parameters that the form has no field for go with it unseen. */
static void add_hidden(struct call *call, const cJSON *facets)
{
    struct address address;

    address_of(call, &address);
    for (size_t i = 0; i < address.count; i++) {
        const struct parameter *parameter = &address.parameters[i];

        if (cJSON_GetObjectItemCaseSensitive(facets, parameter->name) ||
            strcmp(parameter->name, "offset") == 0 || strcmp(parameter->name, "sort") == 0)
            continue;
        html_add(&call->body, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", parameter->name,
                 parameter->value);
    }
}

static void add_sort(struct call *call)
{
    static const struct {
        const char *value;
        enum page_string name;
    } sorts[] = {{"relevance", PAGE_SORT_RELEVANCE},
                 {"date", PAGE_SORT_DATE},
                 {"population", PAGE_SORT_POPULATION},
                 {"evidence", PAGE_SORT_EVIDENCE}};
    const char *chosen = call_parameter(call, "sort");
    enum parangon_lang ui = call_language(call);

    html_add(&call->body, "<p class=\"sort\"><label>%s <select name=\"sort\">\n",
             page_string(PAGE_SORT, ui));
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        html_add(&call->body, "<option value=\"%s\"%r>%s</option>\n", sorts[i].value,
                 chosen && strcmp(chosen, sorts[i].value) == 0 ? " selected" : "",
                 page_string(sorts[i].name, ui));
    html_add(&call->body, "</select></label></p>\n");
}

void search_add_facets(struct call *call, const cJSON *answer)
{
    const cJSON *facets = words_member(answer, "facets"), *facet;
    enum parangon_lang ui = call_language(call);

    html_add(&call->body,
             "<aside aria-labelledby=\"narrow\">\n<form class=\"facets\" action=\"/\" "
             "method=\"get\">\n<h2 id=\"narrow\">%s</h2>\n",
             page_string(PAGE_FILTERS, ui));
    add_hidden(call, facets);
    add_sort(call);
    cJSON_ArrayForEach(facet, facets) add_facet(call, facet);
    html_add(&call->body, "<p><button type=\"submit\">%s</button></p>\n</form>\n</aside>\n",
             page_string(PAGE_APPLY, ui));
}

/* ---- What is chosen ---- */

static bool is_filter(const struct parameter *parameter)
{
    return quantity_named(parameter->name) || strcmp(parameter->name, "filter") == 0 ||
           parangon_field_filter(parameter->name);
}

/* "Theme: water", as a value of a field is called. */
static void add_chip_label(struct parangon_buf *out, const struct output_settings *settings,
                           const struct parameter *parameter)
{
    const struct parangon_field *field = parangon_field_filter(parameter->name);
    const char *name = string_field(parameter->name, settings->ui);

    parangon_buf_printf(out, "%s%s%s", name ? name : parameter->name,
                        string_in(STRING_COLON, settings->ui),
                        field ? words_value(settings, field, parameter->value) : parameter->value);
}

static void add_chip(struct call *call, const struct parameter *parameter)
{
    const struct output_settings settings = frame_settings(call);
    struct parangon_buf label = {0}, remove = {0};
    struct address address;

    add_chip_label(&label, &settings, parameter);
    page_string_add(&remove, PAGE_REMOVE, settings.ui, label.data);
    address_of(call, &address);
    address_remove(&address, parameter->name, parameter->value);
    address_set(&address, "offset", NULL);
    html_add(&call->body,
             "<li><a href=\"%s\"><span aria-hidden=\"true\">%s ×</span>"
             "<span class=\"unseen\">%s</span></a></li>\n",
             address_print(&address), label.data, remove.data);
    parangon_buf_clear(&label);
    parangon_buf_clear(&remove);
}

static void add_remove_all(struct call *call)
{
    struct address address;

    address_to(call, "/", &address);
    address_set(&address, "q", call_parameter(call, "q"));
    html_add(&call->body, "<li><a href=\"%s\">%s</a></li>\n", address_print(&address),
             page_string(PAGE_REMOVE_ALL, call_language(call)));
}

void search_add_chosen(struct call *call, const cJSON *answer)
{
    struct address address;
    unsigned chips = 0;

    (void)answer;
    address_of(call, &address);
    for (size_t i = 0; i < address.count; i++) {
        if (!is_filter(&address.parameters[i]))
            continue;
        if (!chips++)
            html_add(&call->body, "<ul class=\"chips\" aria-label=\"%s\">\n",
                     page_string(PAGE_CHOSEN, call_language(call)));
        add_chip(call, &address.parameters[i]);
    }
    if (chips > 1)
        add_remove_all(call);
    if (chips)
        html_add(&call->body, "</ul>\n");
}

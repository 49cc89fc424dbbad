/* SPDX-License-Identifier: GPL-2.0-or-later */
/* <dl>: labels and values when each term is short and has one description. */
#include "html_form.h"
#include "html_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAIR_MAX = 200 /* bytes of a label and its value on average */
};

/* The next <dt> or <dd>, which HTML allows to stand in a <div>, not those of a list inside. */
static xmlNode *next_part(const xmlNode *list, const xmlNode *part)
{
    xmlNode *node = part == list ? html_next(list, list) : html_next_outside(list, part);

    while (node && !html_is(node, "dt") && !html_is(node, "dd"))
        node = html_is(node, "div") ? html_next(list, node) : html_next_outside(list, node);
    return node;
}

static bool are_pairs(xmlNode *list)
{
    bool term = false;

    for (xmlNode *part = next_part(list, list); part; part = next_part(list, part)) {
        if (html_is(part, "dt") == term)
            return false;
        term = !term;
        char *label = term ? html_label(part) : NULL;
        if (term && !label)
            return false;
        free(label);
    }
    return !term;
}

/* A glossary explains its terms at length; a sheet states values. */
static bool is_sheet(const xmlNode *list)
{
    size_t text = 0, terms = 0;

    for (const xmlNode *node = list; node; node = html_next(list, node)) {
        if (node->type == XML_TEXT_NODE && node->content)
            text += strlen((const char *)node->content);
        terms += html_is(node, "dt");
    }
    return text <= terms * PAIR_MAX;
}

bool html_write_terms(xmlNode *list, struct markup *markup, cJSON *form)
{
    xmlNode *part = next_part(list, list);

    if (!part || !are_pairs(list))
        return false;
    if (!is_sheet(list))
        form = NULL;
    while (part) {
        char *label = html_label(part);

        part = next_part(list, part);
        if (label && part)
            html_write_value(label, part, markup, form);
        free(label);
        part = part ? next_part(list, part) : NULL;
    }
    return true;
}

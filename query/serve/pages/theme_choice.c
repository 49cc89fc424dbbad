/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "theme_choice.h"

#include <string.h>

void theme_choice_add(struct call *call)
{
    const struct parangon_vocabulary *vocabulary = call->engine->knowledge->vocabulary;
    const char *chosen = call_parameter(call, "theme");
    enum parangon_lang ui = call_language(call);

    html_add(&call->body, "<p><label>%s <select name=\"theme\">\n<option value=\"\">%s</option>\n",
             page_string(PAGE_COMPARE_THEME, ui), page_string(PAGE_COMPARE_ALL_THEMES, ui));
    for (size_t i = 0; i < parangon_vocabulary_count(vocabulary); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

        if (concept->scheme == PARANGON_THEMES)
            html_add(&call->body, "<option value=\"%s\"%r>%s</option>\n", concept->id,
                     chosen && strcmp(chosen, concept->id) == 0 ? " selected" : "",
                     concept->label[ui]);
    }
    html_add(&call->body, "</select></label></p>\n");
}

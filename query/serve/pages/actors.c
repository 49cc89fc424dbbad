/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who finances, advises, trains and represents: cards, and who does what. */
#include "pages.h"

#include "document_page.h"
#include "theme_choice.h"

#include "../asking.h"

#include "parangon/record.h"

#include <stdio.h>
#include <string.h>

/* One of the choices of a field, by its label. */
static void add_functions(struct call *call)
{
    const char *choices = parangon_field_named("functions")->choices;
    const char *chosen = call_parameter(call, "function");
    const struct parangon_vocabulary *vocabulary = call->engine->knowledge->vocabulary;
    enum parangon_lang ui = call_language(call);

    html_add(&call->body,
             "<p><label>%s <select name=\"function\">\n<option value=\"\">%s</option>\n",
             page_string(PAGE_ACTORS_FUNCTION, ui), page_string(PAGE_ACTORS_ALL_FUNCTIONS, ui));
    for (const char *at = choices; *at; at += *at == '|') {
        size_t len = strcspn(at, "|");
        const char *choice = parangon_arena_strndup(call->arena, at, len);
        const char *id = parangon_arena_printf(call->arena, "functions/%s", choice);

        html_add(&call->body, "<option value=\"%s\"%r>%s</option>\n", choice,
                 chosen && strcmp(chosen, choice) == 0 ? " selected" : "",
                 parangon_vocabulary_label(vocabulary, PARANGON_LABELS, id, ui));
        at += len;
    }
    html_add(&call->body, "</select></label></p>\n");
}

static void add_regions(struct call *call)
{
    const struct parangon_places *places = call->engine->knowledge->places;
    const char *chosen = call_parameter(call, "region");
    enum parangon_lang ui = call_language(call);

    html_add(&call->body, "<p><label>%s <select name=\"region\">\n<option value=\"\">%s</option>\n",
             page_string(PAGE_ACTORS_REGION, ui), page_string(PAGE_ACTORS_ALL_REGIONS, ui));
    for (size_t i = 0; i < parangon_places_count(places); i++) {
        const struct parangon_place *place = parangon_places_at(places, i);

        if (strcmp(place->kind, "region") == 0)
            html_add(&call->body, "<option value=\"%s\"%r>%s</option>\n", place->code,
                     chosen && strcmp(chosen, place->code) == 0 ? " selected" : "", place->name);
    }
    html_add(&call->body, "</select></label></p>\n");
}

static void add_form(struct call *call)
{
    enum parangon_lang ui = call_language(call);
    const char *given = call_parameter(call, "ui");

    html_add(&call->body,
             "<form class=\"choose line\" action=\"/actors\" method=\"get\" aria-label=\"%s\">\n"
             "<p><label for=\"words\">%s</label> <input type=\"text\" id=\"words\" name=\"q\" "
             "value=\"%s\" maxlength=\"1000\"></p>\n",
             page_string(PAGE_FILTERS, ui), page_string(PAGE_ACTORS_WORDS, ui),
             call_parameter(call, "q"));
    add_functions(call);
    add_regions(call);
    theme_choice_add(call);
    if (given)
        html_add(&call->body, "<input type=\"hidden\" name=\"ui\" value=\"%s\">\n", given);
    html_add(&call->body, "<p><button type=\"submit\">%s</button></p>\n</form>\n",
             page_string(PAGE_APPLY, ui));
}

enum parangon_code page_actors(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;

    if (!address_is_plain(call))
        return address_redirect(call);
    enum parangon_code code = asking_actors(call, &answer, err);

    if (code != PARANGON_OK)
        return code;
    document_page_open(call, SECTION_ACTORS, ANSWER_ACTORS, answer, add_form);
    document_page_add_exports(call, PAGE_DOWNLOAD_TABLE);
    frame_close(call);
    cJSON_Delete(answer);
    return PARANGON_OK;
}

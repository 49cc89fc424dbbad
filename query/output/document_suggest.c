/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Suggestions put into a document: a table, in their order. */
#include "documents.h"

#include "document_suggest.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

struct both {
    const char *fr, *en;
};

static const struct both suggestion_column = {"Suggestion", "Suggestion"};
static const struct both kind_column = {"Nature", "Kind"};
static const struct both count_column = {"Fiches", "Records"};
static const struct both heading = {"Suggestions", "Suggestions"};
static const struct both none = {"Aucune suggestion.", "No suggestion."};

static const struct {
    const char *name;
    struct both shown;
} kinds[] = {
    {"theme", {"thème", "theme"}},  {"country", {"pays", "country"}}, {"place", {"lieu", "place"}},
    {"actor", {"acteur", "actor"}}, {"title", {"fiche", "record"}},   {"word", {"mot", "word"}},
};

static const char *pick(const struct both *both, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? both->fr : both->en;
}

const char *suggestion_kind(const char *name, enum parangon_lang ui)
{
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return pick(&kinds[i].shown, ui);
    }
    return name ? name : "";
}

const char *suggestion_none(enum parangon_lang ui)
{
    return pick(&none, ui);
}

static void add_row(struct document *document, const cJSON *suggestion)
{
    const char *text = words_text(suggestion, "text"), *kind = words_text(suggestion, "kind");

    document_row(document);
    document_cell(document);
    if (kind && strcmp(kind, "title") == 0 && words_text(suggestion, "value"))
        document_record(document, text ? text : "", words_text(suggestion, "value"),
                        parangon_lang_from_code(parangon_json_text(suggestion, "lang")));
    else
        document_text(document, text ? text : "");
    document_cell(document);
    document_text(document, suggestion_kind(kind, document->ui));
    document_number(document, parangon_json_number(suggestion, "count", 0), 0, NULL);
}

void document_of_suggest(const cJSON *answer, const struct output_settings *settings,
                         struct document *document)
{
    const cJSON *suggestions = words_member(answer, "suggestions"), *suggestion;

    document_init(document, settings->ui, pick(&heading, settings->ui));
    if (!cJSON_GetArraySize(suggestions)) {
        document_paragraph(document);
        document_text(document, pick(&none, settings->ui));
        return;
    }
    document_table(document, "suggestions", NULL, true);
    document_column(document, pick(&suggestion_column, settings->ui), false);
    document_column(document, pick(&kind_column, settings->ui), false);
    document_column(document, pick(&count_column, settings->ui), true);
    cJSON_ArrayForEach(suggestion, suggestions) add_row(document, suggestion);
}

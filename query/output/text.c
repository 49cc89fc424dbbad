/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For a person in a terminal: the row of the table, and what its parts share. */
#include "text.h"

#include "output_strings.h"

void text_named(struct page *page, unsigned indent, const char *name, const char *value,
                enum parangon_lang ui)
{
    page_open(page, indent, indent + 2);
    page_text(page, name, STYLE_BOLD);
    page_text(page, string_in(STRING_COLON, ui), STYLE_PLAIN);
    page_text(page, value, STYLE_PLAIN);
    page_close(page);
}

const char *text_facet_name(const cJSON *facet, enum parangon_lang ui)
{
    const char *shown = facet->string ? string_field(facet->string, ui) : "";

    return shown ? shown : facet->string;
}

const struct output output_text = {
    .name = "text",
    .media_type = "text/plain; charset=utf-8",
    .extension = ".txt",
    .print = {[ANSWER_SEARCH] = text_print_search,
              [ANSWER_RECORD] = text_print_record,
              [ANSWER_THEMES] = text_print_themes,
              [ANSWER_STATS] = text_print_stats,
              [ANSWER_TEMPLATE] = text_print_template,
              [ANSWER_CHECK] = text_print_check,
              [ANSWER_SUGGEST] = text_print_suggestions},
    .print_document = text_print_document,
};

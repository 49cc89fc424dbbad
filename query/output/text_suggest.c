/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Suggestions, a line each. */
#include "text.h"

#include "document_suggest.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

static void print_suggestion(struct page *page, const cJSON *suggestion, enum parangon_lang ui)
{
    const char *text = words_text(suggestion, "text");
    const char *kind = suggestion_kind(words_text(suggestion, "kind"), ui);
    double count = parangon_json_number(suggestion, "count", 0);
    struct parangon_buf number = {0}, records = {0};

    number_add(&number, count, ui);
    string_add(&records, count > 1 ? STRING_RECORDS : STRING_ONE_RECORD, ui, number.data);
    page_open(page, 0, 2);
    page_text(page, text ? text : "", STYLE_BOLD);
    page_text(page, WORDS_SEPARATOR, STYLE_DIM);
    page_text(page, kind, STYLE_DIM);
    page_text(page, WORDS_SEPARATOR, STYLE_DIM);
    page_text(page, records.data, STYLE_DIM);
    page_close(page);
    parangon_buf_clear(&number);
    parangon_buf_clear(&records);
}

void text_print_suggestions(const cJSON *answer, const struct output_settings *settings,
                            struct parangon_buf *out)
{
    const cJSON *suggestions = words_member(answer, "suggestions"), *suggestion;
    struct page page;

    page_init(&page, out, settings->width, settings->styled);
    if (!cJSON_GetArraySize(suggestions))
        page_paragraph(&page, 0, suggestion_none(settings->ui), STYLE_PLAIN);
    cJSON_ArrayForEach(suggestion, suggestions) print_suggestion(&page, suggestion, settings->ui);
    page_clear(&page);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether an index is whole, what is wrong with it, and what to do. */
#include "text.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

/* "151 records": nothing when the number is not known. */
static void add_count(struct parangon_buf *line, const cJSON *answer, const char *key,
                      enum string_id id, enum parangon_lang ui)
{
    const cJSON *count = words_member(answer, key);
    struct parangon_buf number = {0};

    if (!cJSON_IsNumber(count))
        return;
    number_add(&number, count->valuedouble, ui);
    if (line->len)
        parangon_buf_puts(line, ", ");
    string_add(line, id, ui, number.data);
    parangon_buf_clear(&number);
}

static void print_counts(struct page *page, const cJSON *answer, enum parangon_lang ui)
{
    const char *index = words_text(answer, "index"), *generation = words_text(answer, "generation");
    struct parangon_buf line = {0};

    parangon_buf_printf(&line, "%s/%s", index ? index : "", generation ? generation : "?");
    page_unbroken(page, 0, line.data, STYLE_BOLD);
    parangon_buf_reset(&line);
    add_count(&line, answer, "records", STRING_RECORDS, ui);
    add_count(&line, answer, "passages", STRING_CHECK_PASSAGES, ui);
    add_count(&line, answer, "terms", STRING_CHECK_TERMS, ui);
    page_paragraph(page, 0, parangon_buf_str(&line), STYLE_PLAIN);
    parangon_buf_clear(&line);
}

static void print_list(struct page *page, const cJSON *answer, const char *key, enum string_id name,
                       enum parangon_lang ui)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, words_member(answer, key))
    {
        struct parangon_buf line = {0};

        if (cJSON_IsString(item)) {
            string_add(&line, name, ui, item->valuestring);
            page_paragraph(page, 0, line.data, STYLE_PLAIN);
        }
        parangon_buf_clear(&line);
    }
}

static void print_problems(struct page *page, const cJSON *answer)
{
    const cJSON *problem;

    cJSON_ArrayForEach(problem, words_member(answer, "problems"))
    {
        const char *message = words_text(problem, "message");

        if (message)
            page_paragraph(page, 2, message, STYLE_PLAIN);
    }
}

static const char *advice_in(const char *what, enum parangon_lang ui)
{
    static const struct {
        const char *what;
        enum string_id id;
    } known[] = {{"complete", STRING_CHECK_COMPLETE},
                 {"rebuild", STRING_CHECK_REBUILD},
                 {"go-back", STRING_CHECK_GO_BACK}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (what && strcmp(what, known[i].what) == 0)
            return string_in(known[i].id, ui);
    }
    return what;
}

static void print_advice(struct page *page, const cJSON *answer, enum parangon_lang ui)
{
    const cJSON *advice;

    cJSON_ArrayForEach(advice, words_member(answer, "advice"))
    {
        const char *what = advice_in(words_text(advice, "do"), ui);
        const char *command = words_text(advice, "command");

        page_blank(page);
        if (what)
            page_paragraph(page, 0, what, STYLE_PLAIN);
        if (command)
            page_unbroken(page, 4, command, STYLE_PLAIN);
    }
}

void text_print_check(const cJSON *answer, const struct output_settings *settings,
                      struct parangon_buf *out)
{
    const char *state = words_text(answer, "state");
    bool whole = state && strcmp(state, "whole") == 0;
    struct page page;

    page_init(&page, out, settings->width, settings->styled);
    print_counts(&page, answer, settings->ui);
    print_list(&page, answer, "sources", STRING_CHECK_SOURCE, settings->ui);
    print_list(&page, answer, "left_over", STRING_CHECK_LEFT_OVER, settings->ui);
    if (cJSON_IsTrue(words_member(answer, "interrupted")))
        page_paragraph(&page, 0, string_in(STRING_CHECK_INTERRUPTED, settings->ui), STYLE_PLAIN);
    if (cJSON_IsFalse(words_member(answer, "tables_checked")))
        page_paragraph(&page, 0, string_in(STRING_CHECK_NO_TABLES, settings->ui), STYLE_PLAIN);
    page_blank(&page);
    page_paragraph(&page, 0,
                   string_in(whole ? STRING_CHECK_WHOLE : STRING_CHECK_DAMAGED, settings->ui),
                   STYLE_BOLD);
    print_problems(&page, answer);
    print_advice(&page, answer, settings->ui);
    page_clear(&page);
}

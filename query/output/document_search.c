/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A search as a note that a person hands on: each result with what it rests on. */
#include "documents.h"

#include "about.h"
#include "export_strings.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

/* "12 fiches (1–10)", "Aucune fiche ne correspond." */
static void add_count(struct document *document, const struct about *about, double offset)
{
    struct parangon_buf number = {0}, line = {0};

    number_add(&number, about->total, document->ui);
    if (about->total <= 1)
        parangon_buf_puts(&line, string_in(about->total < 1 ? STRING_NO_RECORD : STRING_ONE_RECORD,
                                           document->ui));
    else
        string_add(&line, STRING_RECORDS, document->ui, parangon_buf_str(&number));
    if (about->shown > 0 && (offset > 0 || about->shown < about->total)) {
        struct parangon_buf range = {0};

        number_add_plain(&range, offset + 1);
        parangon_buf_puts(&range, "\xE2\x80\x93");
        number_add_plain(&range, offset + about->shown);
        string_add(&line, STRING_SHOWN, document->ui, range.data);
        parangon_buf_clear(&range);
    }
    document_strong(document, parangon_buf_str(&line));
    parangon_buf_clear(&number);
    parangon_buf_clear(&line);
}

/* What the question was corrected to, or might be. */
static void add_correction(struct document *document, const cJSON *query)
{
    const char *corrected = words_text(query, "corrected");
    bool used = cJSON_IsTrue(words_member(query, "corrected_used"));
    struct parangon_buf line = {0};

    if (!corrected)
        return;
    string_add(&line, used ? STRING_CORRECTED : STRING_PROPOSED, document->ui, corrected);
    document_text(document, WORDS_SEPARATOR);
    document_text(document, line.data);
    parangon_buf_clear(&line);
}

/* What a person must know before reading on: how many, under which filters, of which day. */
static void add_head(struct document *document, const struct about *about, const cJSON *answer)
{
    const char *match = words_text(words_member(answer, "query"), "match");
    struct parangon_buf date = {0};

    document_paragraph(document);
    add_count(document, about, parangon_json_number(answer, "offset", 0));
    add_correction(document, words_member(answer, "query"));
    if (about->question && about->filters_shown) {
        document_text(document, WORDS_SEPARATOR);
        document_text(document, about->filters_shown);
    }
    if (about->date) {
        number_add_date(&date, about->date, document->ui);
        document_text(document, WORDS_SEPARATOR);
        document_text(document, date.data);
    }
    parangon_buf_clear(&date);
    document_paragraph(document);
    if (about->shown > 0 && match && strcmp(match, "most") == 0)
        document_text(document, string_in(STRING_MATCH_MOST, document->ui));
    if (about->shown > 0 && match && strcmp(match, "any") == 0)
        document_text(document, string_in(STRING_MATCH_ANY, document->ui));
    if (cJSON_IsTrue(words_member(answer, "partial"))) {
        document_paragraph(document);
        document_strong(document, string_in(STRING_PARTIAL, document->ui));
    }
}

static void add_passage(struct document *document, const cJSON *snippet, enum parangon_lang lang)
{
    const cJSON *fragment;

    cJSON_ArrayForEach(fragment, snippet)
        document_text_in(document, words_text(fragment, "text"), lang);
}

static void add_source(struct document *document, const cJSON *source)
{
    const char *url = words_text(source, "url");
    struct parangon_buf text = {0};

    words_add_source(&text, source);
    if (text.len || url) {
        document_paragraph(document);
        document_name(document, string_field("source", document->ui));
        document_link(document, parangon_buf_str(&text), url);
    }
    parangon_buf_clear(&text);
}

static void add_result(struct document *document, const struct output_settings *settings,
                       const cJSON *result, double rank)
{
    const char *id = words_text(result, "id"), *title = words_text(result, "title");
    const char *summary = words_text(result, "summary"), *code = words_text(result, "lang");
    enum parangon_lang lang = code ? parangon_lang_from_code(code) : document->ui;
    struct parangon_buf text = {0};

    number_add_plain(&text, parangon_json_number(result, "rank", rank));
    parangon_buf_puts(&text, ". ");
    document_heading(document, 1, text.data);
    document_record(document, title, id ? id : "?", lang);
    parangon_buf_reset(&text);
    words_add_facts(&text, settings, result);
    document_paragraph(document);
    document_faint(document, parangon_buf_str(&text));
    document_paragraph(document);
    if (summary)
        document_text_in(document, summary, lang);
    else
        add_passage(document, words_member(result, "snippet"), lang);
    parangon_buf_reset(&text);
    words_add_labels(&text, settings, PARANGON_THEMES, words_member(result, "themes"), ", ");
    if (text.len) {
        document_paragraph(document);
        document_name(document, string_field("themes", document->ui));
        document_text(document, text.data);
    }
    add_source(document, words_member(result, "source"));
    parangon_buf_clear(&text);
}

void document_of_search(const cJSON *answer, const struct output_settings *settings,
                        struct document *document)
{
    double rank = parangon_json_number(answer, "offset", 0);
    struct parangon_arena *arena = parangon_arena_new();
    struct about about = {0};
    const cJSON *result;

    about_read(&about, arena, answer, settings);
    document_init(document, settings->ui,
                  about.question        ? about.question
                  : about.filters_shown ? about.filters_shown
                                        : export_string(EXPORT_RECORDS, settings->ui));
    add_head(document, &about, answer);
    cJSON_ArrayForEach(result, words_member(answer, "results"))
        add_result(document, settings, result, rank += 1);
    parangon_arena_free(arena);
}

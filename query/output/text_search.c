/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer of a search: how it was read, the results, the facets. */
#include "text.h"

#include "numbers.h"
#include "output_strings.h"
#include "search_notes.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

/* Paper that a part of the answer is written on. */
struct sheet {
    struct page page;
    const struct output_settings *settings;
    enum parangon_lang ui;
};

/* A string with one value, as a part of the paragraph that is open. */
static void fill(struct sheet *sheet, enum string_id id, const char *value)
{
    struct parangon_buf text = {0};

    string_add(&text, id, sheet->ui, value);
    page_text(&sheet->page, parangon_buf_str(&text), STYLE_PLAIN);
    parangon_buf_clear(&text);
}

/* Lines of a note, each a paragraph, those after the first set in. Empties the note. */
static void print_note(struct sheet *sheet, struct parangon_buf *note)
{
    char *line = note->len ? note->data : NULL;

    for (unsigned indent = 0; line; indent = 2) {
        char *end = strchr(line, '\n');

        if (end)
            *end = '\0';
        page_paragraph(&sheet->page, indent, line, STYLE_PLAIN);
        line = end ? end + 1 : NULL;
    }
    parangon_buf_clear(note);
}

/* ---- Before the results ---- */

static void print_count(struct sheet *sheet, double total, double offset, int shown)
{
    struct parangon_buf number = {0}, range = {0}, line = {0};

    number_add(&number, total, sheet->ui);
    if (total <= 1)
        parangon_buf_puts(&line,
                          string_in(total < 1 ? STRING_NO_RECORD : STRING_ONE_RECORD, sheet->ui));
    else
        string_add(&line, STRING_RECORDS, sheet->ui, parangon_buf_str(&number));
    if (shown && (offset > 0 || shown < total)) {
        number_add_plain(&range, offset + 1);
        parangon_buf_puts(&range, "\xE2\x80\x93");
        number_add_plain(&range, offset + shown);
        string_add(&line, STRING_SHOWN, sheet->ui, parangon_buf_str(&range));
    }
    page_text(&sheet->page, parangon_buf_str(&line), STYLE_BOLD);
    parangon_buf_clear(&number);
    parangon_buf_clear(&range);
    parangon_buf_clear(&line);
}

static void print_reading(struct sheet *sheet, const cJSON *query)
{
    const char *text = words_text(query, "text");
    const char *read_as = words_text(query, "read_as");
    const char *corrected = words_text(query, "corrected");
    bool used = corrected && cJSON_IsTrue(words_member(query, "corrected_used"));

    if (corrected) {
        page_text(&sheet->page, WORDS_SEPARATOR, STYLE_PLAIN);
        fill(sheet, used ? STRING_CORRECTED : STRING_PROPOSED, corrected);
    }
    if (read_as && strcmp(used ? corrected : text ? text : "", read_as) != 0) {
        page_text(&sheet->page, WORDS_SEPARATOR, STYLE_PLAIN);
        fill(sheet, STRING_READ_AS, read_as);
    }
}

static void print_match(struct sheet *sheet, const cJSON *answer, int shown)
{
    const char *match = words_text(words_member(answer, "query"), "match");

    if (shown && match && strcmp(match, "most") == 0)
        page_paragraph(&sheet->page, 0, string_in(STRING_MATCH_MOST, sheet->ui), STYLE_PLAIN);
    if (shown && match && strcmp(match, "any") == 0)
        page_paragraph(&sheet->page, 0, string_in(STRING_MATCH_ANY, sheet->ui), STYLE_PLAIN);
    if (cJSON_IsTrue(words_member(answer, "partial")))
        page_paragraph(&sheet->page, 0, string_in(STRING_PARTIAL, sheet->ui), STYLE_BOLD);
}

/* What the words of the question were widened to. */
static void print_expansion(struct sheet *sheet, const cJSON *expansion)
{
    struct parangon_buf line = {0}, also = {0};
    const char *theme = words_text(expansion, "theme");
    const char *from = words_text(expansion, "from");
    const char *words = words_text(expansion, "words");

    if (theme)
        parangon_buf_puts(&line, words_label(sheet->settings, PARANGON_THEMES, theme));
    words_add_labels(&also, NULL, PARANGON_THEMES, words_member(expansion, "also"), ", ");
    if (also.len) {
        parangon_buf_puts(&line, theme ? string_in(STRING_LIST, sheet->ui) : "");
        string_add(&line, STRING_EXPANSION, sheet->ui, also.data);
    }
    if (from)
        parangon_buf_printf(&line, " (%s)", from);
    if (words && line.len)
        text_named(&sheet->page, 0, words, line.data, sheet->ui);
    parangon_buf_clear(&line);
    parangon_buf_clear(&also);
}

/* An answer that was not asked to explain itself has no steps, and its head stays short. */
static bool is_explained(const struct sheet *sheet, const cJSON *answer)
{
    const cJSON *first = cJSON_GetArrayItem(words_member(answer, "results"), 0);

    return sheet->settings->explain && words_member(first, "explain");
}

static void print_head(struct sheet *sheet, const cJSON *answer)
{
    const cJSON *query = words_member(answer, "query");
    const cJSON *expansions =
        is_explained(sheet, answer) ? words_member(query, "expansions") : NULL;
    const cJSON *expansion;
    struct parangon_buf note = {0};
    int shown = cJSON_GetArraySize(words_member(answer, "results"));
    int groups = cJSON_GetArraySize(words_member(answer, "groups"));

    page_open(&sheet->page, 0, 0);
    print_count(sheet, parangon_json_number(answer, "total", shown),
                parangon_json_number(answer, "offset", 0), shown);
    print_reading(sheet, query);
    page_close(&sheet->page);
    print_match(sheet, answer, shown + groups);
    search_note_groups(&note, answer, sheet->ui);
    print_note(sheet, &note);
    search_note_sort(&note, answer, sheet->ui);
    print_note(sheet, &note);
    cJSON_ArrayForEach(expansion, expansions) print_expansion(sheet, expansion);
}

/* ---- One result ---- */

enum {
    INDENT = 4
}; /* room for ranks to 99; a longer one moves its own title */

static void print_title(struct sheet *sheet, const cJSON *result, double rank)
{
    const char *title = words_text(result, "title");
    const char *id = words_text(result, "id");
    struct parangon_buf mark = {0};

    number_add_plain(&mark, parangon_json_number(result, "rank", rank));
    parangon_buf_puts(&mark, ". ");
    page_open(&sheet->page, INDENT, INDENT);
    page_mark(&sheet->page, mark.data);
    page_text(&sheet->page, title ? title : id ? id : "?", STYLE_BOLD);
    page_close(&sheet->page);
    parangon_buf_clear(&mark);
}

/* Where in the record the passage stands. */
static void print_passage(struct sheet *sheet, const cJSON *passage)
{
    const char *heading = words_text(passage, "heading");
    double page = parangon_json_number(passage, "page", 0);
    struct parangon_buf number = {0};

    if (heading)
        page_text(&sheet->page, heading, STYLE_PLAIN);
    if (page > 0) {
        number_add_plain(&number, page);
        page_text(&sheet->page, heading ? ", " : "", STYLE_PLAIN);
        fill(sheet, STRING_PAGE, number.data);
    }
    if (heading || page > 0)
        page_text(&sheet->page, string_in(STRING_COLON, sheet->ui), STYLE_PLAIN);
    parangon_buf_clear(&number);
}

static void print_snippet(struct sheet *sheet, const cJSON *result)
{
    const cJSON *snippet = words_member(result, "snippet");
    const char *summary = words_text(result, "summary");
    const cJSON *fragment;

    page_open(&sheet->page, INDENT, INDENT);
    if (cJSON_GetArraySize(snippet) > 0) {
        print_passage(sheet, words_member(result, "passage"));
        cJSON_ArrayForEach(fragment, snippet)
        {
            const char *text = words_text(fragment, "text");
            bool hit = cJSON_IsTrue(words_member(fragment, "hit"));

            page_text(&sheet->page, text ? text : "", hit ? STYLE_BOLD : STYLE_PLAIN);
        }
    } else if (summary) {
        page_text(&sheet->page, summary, STYLE_PLAIN);
    }
    page_close(&sheet->page);
}

/* The value of one step of the ranking: a number, or words. */
static void print_step(struct sheet *sheet, const cJSON *step)
{
    const char *label = words_of_both(words_member(step, "label"), sheet->ui);
    const cJSON *value = words_member(step, "value");
    struct parangon_buf shown = {0};

    if (cJSON_IsNumber(value))
        number_add_fixed(&shown, value->valuedouble, 4);
    else
        parangon_buf_puts(&shown, cJSON_IsString(value) ? value->valuestring : "");
    text_named(&sheet->page, INDENT + 2, label ? label : "?", parangon_buf_str(&shown), sheet->ui);
    parangon_buf_clear(&shown);
}

static void print_explanation(struct sheet *sheet, const cJSON *result)
{
    const char *why = words_of_both(words_member(result, "why"), sheet->ui);
    const cJSON *steps = sheet->settings->explain ? words_member(result, "explain") : NULL;
    const cJSON *step;

    if (why) {
        page_open(&sheet->page, INDENT, INDENT);
        page_text(&sheet->page, string_in(STRING_WHY, sheet->ui), STYLE_DIM);
        page_text(&sheet->page, string_in(STRING_COLON, sheet->ui), STYLE_DIM);
        page_text(&sheet->page, why, STYLE_DIM);
        page_close(&sheet->page);
    }
    cJSON_ArrayForEach(step, steps) print_step(sheet, step);
}

static void print_result(struct sheet *sheet, const cJSON *result, double rank)
{
    struct parangon_buf line = {0};
    const char *id = words_text(result, "id");

    print_title(sheet, result, rank);
    words_add_facts(&line, sheet->settings, result);
    page_paragraph(&sheet->page, INDENT, parangon_buf_str(&line), STYLE_PLAIN);
    parangon_buf_reset(&line);
    words_add_labels(&line, sheet->settings, PARANGON_THEMES, words_member(result, "themes"), ", ");
    page_paragraph(&sheet->page, INDENT, parangon_buf_str(&line), STYLE_PLAIN);
    parangon_buf_clear(&line);
    print_snippet(sheet, result);
    print_explanation(sheet, result);
    if (id)
        page_unbroken(&sheet->page, INDENT, id, STYLE_DIM);
}

/* ---- After the results ---- */

static void add_facet_value(struct sheet *sheet, const cJSON *facet, const cJSON *value)
{
    bool selected = cJSON_IsTrue(words_member(value, "selected"));
    struct parangon_buf count = {0};

    parangon_buf_puts(&count, " (");
    number_add(&count, parangon_json_number(value, "count", 0), sheet->ui);
    parangon_buf_putc(&count, ')');
    page_text(&sheet->page, selected ? "\xE2\x9C\x93 " : "", STYLE_BOLD);
    page_text(&sheet->page, words_facet_label(sheet->settings, facet->string, value),
              selected ? STYLE_BOLD : STYLE_PLAIN);
    page_text(&sheet->page, count.data, STYLE_PLAIN);
    parangon_buf_clear(&count);
}

static void print_facet(struct sheet *sheet, const cJSON *answer, const cJSON *facet)
{
    struct parangon_buf left_out = {0};
    const cJSON *value;

    if (!facet->child || !facet->string)
        return;
    page_open(&sheet->page, 2, 4);
    page_text(&sheet->page, text_facet_name(facet, sheet->ui), STYLE_BOLD);
    page_text(&sheet->page, string_in(STRING_COLON, sheet->ui), STYLE_PLAIN);
    cJSON_ArrayForEach(value, facet)
    {
        page_text(&sheet->page, value == facet->child ? "" : ", ", STYLE_PLAIN);
        add_facet_value(sheet, facet, value);
    }
    search_note_left_out(&left_out, answer, facet->string, sheet->ui);
    page_text(&sheet->page, parangon_buf_str(&left_out), STYLE_PLAIN);
    parangon_buf_clear(&left_out);
    page_close(&sheet->page);
}

static void print_facets(struct sheet *sheet, const cJSON *answer)
{
    const cJSON *facets = words_member(answer, "facets"), *facet;
    bool any = false;

    cJSON_ArrayForEach(facet, facets) any = any || facet->child;
    if (!any)
        return;
    page_blank(&sheet->page);
    page_paragraph(&sheet->page, 0, string_in(STRING_NARROW, sheet->ui), STYLE_BOLD);
    cJSON_ArrayForEach(facet, facets) print_facet(sheet, answer, facet);
}

/* Nothing found: what to try, the filters first, since the words may not be to blame. */
static void print_help(struct sheet *sheet, const cJSON *query)
{
    struct parangon_buf note = {0};

    search_note_emptied(&note, sheet->settings, query);
    print_note(sheet, &note);
    if (words_text(query, "text"))
        page_paragraph(&sheet->page, 0, string_in(STRING_TRY_WORDS, sheet->ui), STYLE_PLAIN);
}

static void print_groups(struct sheet *sheet, const cJSON *groups)
{
    const cJSON *group, *result;
    struct parangon_buf heading = {0};

    cJSON_ArrayForEach(group, groups)
    {
        page_blank(&sheet->page);
        search_add_group(&heading, group, sheet->ui);
        page_paragraph(&sheet->page, 0, parangon_buf_str(&heading), STYLE_BOLD);
        parangon_buf_reset(&heading);
        cJSON_ArrayForEach(result, words_member(group, "results"))
        {
            page_blank(&sheet->page);
            print_result(sheet, result, 0);
        }
    }
    parangon_buf_clear(&heading);
}

void text_print_search(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    struct sheet sheet = {.settings = settings, .ui = settings->ui};
    const cJSON *results = words_member(answer, "results");
    double rank = parangon_json_number(answer, "offset", 0);
    const cJSON *result;

    page_init(&sheet.page, out, settings->width, settings->styled);
    print_head(&sheet, answer);
    cJSON_ArrayForEach(result, results)
    {
        page_blank(&sheet.page);
        print_result(&sheet, result, rank += 1);
    }
    print_groups(&sheet, words_member(answer, "groups"));
    if (!cJSON_GetArraySize(results) && parangon_json_number(answer, "total", 0) <= 0)
        print_help(&sheet, words_member(answer, "query"));
    print_facets(&sheet, answer);
    page_clear(&sheet.page);
}

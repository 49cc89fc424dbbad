/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of indicators of a comparison. */
#include "compare_writing.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

static bool is_missing(const cJSON *value)
{
    return cJSON_IsTrue(words_member(value, "missing"));
}

/* City, group or both; of a count of the base nothing has to be said. */
static const char *perimeter(const struct writing *writing, const cJSON *value)
{
    static const struct parangon_field field = {.name = "perimeter", .scheme = PARANGON_LABELS};
    const char *words = words_text(value, "perimeter");

    return words ? words_value(writing->settings, &field, words)
                 : writing_word(writing, COMPARE_NO_PERIMETER);
}

/* Who carries the action: the value is the perimeter. */
static bool says_perimeter(const cJSON *value)
{
    const char *said = words_text(value, "value"), *words = words_text(value, "perimeter");

    return said && words && strcmp(said, words) == 0;
}

static void add_terms(const struct writing *writing, const cJSON *value, struct parangon_buf *text)
{
    double year = parangon_json_number(value, "year", 0);

    if (year <= 0)
        return;
    parangon_buf_puts(text, " (");
    number_add_plain(text, year);
    if (!says_perimeter(value))
        parangon_buf_printf(text, ", %s", perimeter(writing, value));
    parangon_buf_putc(text, ')');
}

static const char *source_name(const struct writing *writing, const cJSON *value)
{
    const cJSON *source = words_member(value, "source");
    const char *text = words_text(source, "text");

    return text ? text : writing_both(writing, source, "title");
}

static void value_cell(const struct writing *writing, const cJSON *value)
{
    const char *note = writing_both(writing, value, "note");
    struct parangon_buf text = {0};

    if (is_missing(value)) {
        document_missing(writing->document, writing_both(writing, value, "text"));
    } else {
        writing_plain_cell(writing, writing_both(writing, value, "text"));
        add_terms(writing, value, &text);
    }
    if (is_missing(value) && *note)
        parangon_buf_printf(&text, " (%s)", note);
    document_faint(writing->document, parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

static void median_cell(const struct writing *writing, const cJSON *row)
{
    enum parangon_lang ui = writing->settings->ui;
    const cJSON *median = words_member(row, "median");
    const char *note = writing_both(writing, row, "median_note");
    struct parangon_buf text = {0}, n = {0};

    if (!cJSON_IsNumber(median)) {
        writing_plain_cell(writing, note);
        return;
    }
    number_add_plain(&n, parangon_json_number(row, "n", 0));
    compare_string_add(&text, COMPARE_MEDIAN_OF, ui, parangon_buf_str(&n));
    if (*note)
        parangon_buf_printf(&text, "%s%s", string_in(STRING_LIST, ui), note);
    document_number(writing->document, median->valuedouble, 2, NULL);
    document_text(writing->document, parangon_buf_str(&text));
    parangon_buf_clear(&text);
    parangon_buf_clear(&n);
}

/* "étude 2021; INSEE": what the cells of a row are from, each once. */
static void sources_cell(const struct writing *writing, const cJSON *row)
{
    const cJSON *peers = words_member(row, "peers");
    struct parangon_buf text = {0};

    for (int i = -1; i < cJSON_GetArraySize(peers); i++) {
        const cJSON *value = i < 0 ? words_member(row, "place") : cJSON_GetArrayItem(peers, i);
        const char *source = is_missing(value) ? "" : source_name(writing, value);

        if (!*source || strstr(parangon_buf_str(&text), source))
            continue;
        parangon_buf_puts(&text, text.len ? string_in(STRING_LIST, writing->settings->ui) : "");
        parangon_buf_puts(&text, source);
    }
    writing_plain_cell(writing, parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

void writing_indicators(const struct writing *writing)
{
    const cJSON *place = words_member(writing->answer, "place"), *row, *item;

    document_table(writing->document, writing_word(writing, COMPARE_SHEET_INDICATORS),
                   writing_word(writing, COMPARE_INDICATORS), true);
    writing_column(writing, COMPARE_INDICATOR, false);
    document_column(writing->document, writing_text(place, "name"), false);
    cJSON_ArrayForEach(item, words_member(writing->answer, "peers")) document_column(
        writing->document, writing_text(words_member(item, "place"), "name"), false);
    writing_column(writing, COMPARE_MEDIAN, false);
    writing_column(writing, COMPARE_SOURCE, false);
    cJSON_ArrayForEach(row, words_member(writing->answer, "indicators"))
    {
        document_row(writing->document);
        writing_plain_cell(writing, writing_both(writing, row, "name"));
        value_cell(writing, words_member(row, "place"));
        cJSON_ArrayForEach(item, words_member(row, "peers")) value_cell(writing, item);
        median_cell(writing, row);
        sources_cell(writing, row);
    }
}

/* ---- Where the indicators come from ---- */

static void number_cell(const struct writing *writing, const cJSON *value, const char *key)
{
    const cJSON *number = words_member(value, key);

    if (cJSON_IsNumber(number))
        document_number(writing->document, number->valuedouble, 2, NULL);
    else
        document_cell(writing->document);
}

static void source_row(const struct writing *writing, const cJSON *row, const cJSON *place,
                       const cJSON *value)
{
    const cJSON *source = words_member(value, "source");
    const char *id = words_text(source, "id");
    double year = parangon_json_number(value, "year", 0);
    struct parangon_buf digits = {0};

    /* What is counted in the base, or comes with the places, has no record to look up. */
    if (is_missing(value) || !id)
        return;
    document_row(writing->document);
    writing_plain_cell(writing, writing_both(writing, row, "name"));
    writing_cell(writing, words_text(place, "name"));
    writing_plain_cell(writing, writing_both(writing, value, "text"));
    number_cell(writing, value, "value");
    number_cell(writing, value, "value_min");
    number_cell(writing, value, "value_max");
    writing_plain_cell(writing, words_text(value, "unit"));
    if (year > 0)
        number_add_plain(&digits, year);
    writing_plain_cell(writing, year > 0 ? parangon_buf_str(&digits)
                                         : writing_word(writing, COMPARE_NO_YEAR));
    parangon_buf_clear(&digits);
    writing_plain_cell(writing, perimeter(writing, value));
    writing_plain_cell(writing, source_name(writing, value));
    document_cell(writing->document);
    document_record(writing->document, writing_both(writing, source, "title"), id,
                    writing->settings->ui);
    writing_plain_cell(writing, writing_both(writing, value, "note"));
}

void writing_sources(const struct writing *writing)
{
    static const struct {
        enum compare_string name;
        bool is_number;
    } columns[] = {
        {COMPARE_INDICATOR, false}, {COMPARE_AUTHORITY, false}, {COMPARE_VALUE, false},
        {COMPARE_EXACT, true},      {COMPARE_LEAST, true},      {COMPARE_MOST, true},
        {COMPARE_UNIT, false},      {COMPARE_YEAR, false},      {COMPARE_PERIMETER, false},
        {COMPARE_SOURCE, false},    {COMPARE_RECORD, false},    {COMPARE_NOTE, false}};
    const cJSON *peers = words_member(writing->answer, "peers"), *row;

    document_table(writing->document, writing_word(writing, COMPARE_SHEET_SOURCES),
                   writing_word(writing, COMPARE_SOURCES), true);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        writing_column(writing, columns[i].name, columns[i].is_number);
    cJSON_ArrayForEach(row, words_member(writing->answer, "indicators"))
    {
        const cJSON *values = words_member(row, "peers");

        source_row(writing, row, words_member(writing->answer, "place"),
                   words_member(row, "place"));
        for (int i = 0; i < cJSON_GetArraySize(values); i++)
            source_row(writing, row, words_member(cJSON_GetArrayItem(peers, i), "place"),
                       cJSON_GetArrayItem(values, i));
    }
}

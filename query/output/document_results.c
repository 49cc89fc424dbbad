/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The results of a search as one table, for spreadsheets. For programs its columns bear the names
 * of the fields, whatever the language; what is in them is in the language of the reader.
 */
#include "documents.h"

#include "export_strings.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <math.h>
#include <string.h>

/* The row that is being filled. */
struct line {
    struct document *document;
    const struct output_settings *settings;
    const cJSON *result;
    struct parangon_buf cell;
};

#define LIST_SEPARATOR " | "

static void add_text(struct line *line, const char *text)
{
    document_cell(line->document);
    document_text(line->document, text);
}

/* Ends what was gathered in `cell`. */
static void add_gathered(struct line *line)
{
    add_text(line, parangon_buf_str(&line->cell));
    parangon_buf_reset(&line->cell);
}

static void add_number(struct line *line, const cJSON *object, const char *key, int decimals)
{
    double value = parangon_json_number(object, key, NAN);

    if (isnan(value))
        document_cell(line->document);
    else
        document_number(line->document, value, decimals, NULL);
}

/* ---- Columns ---- */

static void score_column(struct line *line)
{
    add_number(line, line->result, "score", 4);
}

static void population_column(struct line *line)
{
    add_number(line, words_member(line->result, "lead"), "population", 0);
}

static void amount_column(struct line *line)
{
    add_number(line, line->result, "amount_eur", 2);
}

static void lead_column(struct line *line)
{
    const cJSON *lead = words_member(line->result, "lead");

    add_text(line, cJSON_IsString(lead) ? lead->valuestring : words_text(lead, "name"));
}

static void lead_code_column(struct line *line)
{
    add_text(line, words_text(words_member(line->result, "lead"), "code"));
}

static void add_names(struct line *line, const cJSON *places)
{
    const char *between = "";
    const cJSON *place;

    cJSON_ArrayForEach(place, places)
    {
        const char *name = cJSON_IsString(place) ? place->valuestring : words_text(place, "name");

        if (!name)
            continue;
        parangon_buf_printf(&line->cell, "%s%s", between, name);
        between = LIST_SEPARATOR;
    }
    add_gathered(line);
}

static void co_leads_column(struct line *line)
{
    add_names(line, words_member(line->result, "co_leads"));
}

static void partners_column(struct line *line)
{
    add_names(line, words_member(line->result, "partners"));
}

static bool is_repeated(const cJSON *partners, const cJSON *partner, const char *country)
{
    for (const cJSON *before = partners->child; before != partner; before = before->next) {
        const char *other = words_text(before, "country");

        if (other && strcmp(other, country) == 0)
            return true;
    }
    return false;
}

static void countries_column(struct line *line)
{
    const cJSON *partners = words_member(line->result, "partners");
    const char *between = "";
    const cJSON *partner;

    cJSON_ArrayForEach(partner, partners)
    {
        const char *country = words_text(partner, "country");

        if (!country || is_repeated(partners, partner, country))
            continue;
        parangon_buf_printf(&line->cell, "%s%s", between,
                            words_label(line->settings, PARANGON_COUNTRIES, country));
        between = LIST_SEPARATOR;
    }
    add_gathered(line);
}

static void amounts_column(struct line *line)
{
    if (cJSON_GetArraySize(words_member(line->result, "amounts")))
        words_add_amounts(&line->cell, line->result, line->settings->ui);
    add_gathered(line);
}

static void evidence_column(struct line *line)
{
    add_number(line, line->result, "evidence", 0);
}

static void evidence_label_column(struct line *line)
{
    double level = parangon_json_number(line->result, "evidence", NAN);
    struct parangon_buf digits = {0};

    if (!isnan(level)) {
        number_add_plain(&digits, level);
        words_add_choice(&line->cell, line->settings, "evidence", digits.data);
    }
    parangon_buf_clear(&digits);
    add_gathered(line);
}

static void ongoing_column(struct line *line)
{
    const cJSON *ongoing = words_member(line->result, "ongoing");

    add_text(line, !cJSON_IsBool(ongoing) ? "" : cJSON_IsTrue(ongoing) ? "true" : "false");
}

static void source_column(struct line *line)
{
    words_add_source(&line->cell, words_member(line->result, "source"));
    add_gathered(line);
}

static void url_column(struct line *line)
{
    document_cell(line->document);
    document_link(line->document, NULL, words_text(words_member(line->result, "source"), "url"));
}

static void path_column(struct line *line)
{
    add_text(line, words_text(words_member(line->result, "source"), "path"));
}

enum {
    NO_STRING = -1 /* the field of that name has a name to show */
};

/* A column without a function of its own shows the member of its name. */
static const struct {
    const char *key;
    int shown; /* an export_string, or NO_STRING */
    bool is_number;
    void (*add)(struct line *line);
} columns[] = {
    {"rank", EXPORT_RANK, true, NULL},
    {"id", NO_STRING, false, NULL},
    {"kind", NO_STRING, false, NULL},
    {"lang", NO_STRING, false, NULL},
    {"title", NO_STRING, false, NULL},
    {"lead", NO_STRING, false, lead_column},
    {"lead_code", EXPORT_LEAD_CODE, false, lead_code_column},
    {"lead_population", EXPORT_POPULATION, true, population_column},
    {"co_leads", NO_STRING, false, co_leads_column},
    {"partners", NO_STRING, false, partners_column},
    {"countries", EXPORT_COUNTRIES, false, countries_column},
    {"themes", NO_STRING, false, NULL},
    {"actions", NO_STRING, false, NULL},
    {"sdg", NO_STRING, false, NULL},
    {"schemes", NO_STRING, false, NULL},
    {"year_start", NO_STRING, true, NULL},
    {"year_end", NO_STRING, true, NULL},
    {"ongoing", NO_STRING, false, ongoing_column},
    {"year_reported", NO_STRING, true, NULL},
    {"stage", NO_STRING, false, NULL},
    {"evidence", NO_STRING, true, evidence_column},
    {"evidence_label", EXPORT_EVIDENCE_LABEL, false, evidence_label_column},
    {"checked_on", NO_STRING, false, NULL},
    {"amount_eur", NO_STRING, true, amount_column},
    {"amounts", NO_STRING, false, amounts_column},
    {"source", NO_STRING, false, source_column},
    {"url", EXPORT_URL, false, url_column},
    {"path", NO_STRING, false, path_column},
    {"summary", NO_STRING, false, NULL},
    {"score", EXPORT_SCORE, true, score_column},
};

enum {
    COLUMN_COUNT = sizeof columns / sizeof *columns
};

static void gather(struct line *line, const char *name, const cJSON *value)
{
    const struct parangon_field *field = parangon_field_named(name);

    if (cJSON_IsString(value))
        parangon_buf_puts(&line->cell, field
                                           ? words_value(line->settings, field, value->valuestring)
                                           : value->valuestring);
    else if (cJSON_IsNumber(value))
        number_add_plain(&line->cell, value->valuedouble);
}

static void add_member(struct line *line, const char *name)
{
    const cJSON *value = words_member(line->result, name);
    const cJSON *list = cJSON_IsArray(value) ? value : NULL;
    const char *between = "";
    const cJSON *item;

    if (cJSON_IsNumber(value)) {
        document_year(line->document, value->valuedouble);
        return;
    }
    if (!list)
        gather(line, name, value);
    cJSON_ArrayForEach(item, list)
    {
        parangon_buf_puts(&line->cell, between);
        gather(line, name, item);
        between = LIST_SEPARATOR;
    }
    add_gathered(line);
}

static void add_columns(struct document *document)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        const char *shown = columns[i].shown == NO_STRING
                                ? string_field(columns[i].key, document->ui)
                                : export_string((enum export_string)columns[i].shown, document->ui);

        document_column(document, shown ? shown : columns[i].key, columns[i].is_number);
        document_key(document, columns[i].key);
    }
}

void document_of_search_sheet(const cJSON *answer, const struct output_settings *settings,
                              struct document *document)
{
    struct line line = {.document = document, .settings = settings};
    const char *question = words_text(words_member(answer, "query"), "text");
    const cJSON *result;

    document_init(document, settings->ui,
                  question ? question : export_string(EXPORT_RESULTS, settings->ui));
    document_table(document, export_string(EXPORT_RESULTS, settings->ui), NULL, false);
    add_columns(document);
    cJSON_ArrayForEach(result, words_member(answer, "results"))
    {
        line.result = result;
        document_row(document);
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            if (columns[i].add)
                columns[i].add(&line);
            else
                add_member(&line, columns[i].key);
        }
    }
    parangon_buf_clear(&line.cell);
}

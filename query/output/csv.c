/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Results as a table for a spreadsheet, RFC 4180. French spreadsheets expect semicolons and decimal
 * commas, and take a file for UTF-8 by its mark only.
 *
 * Columns bear the names of the fields in both languages, so that a script reads either; what is
 * in them is in the language of the reader. Nothing is cut.
 */
#include "output.h"

#include "numbers.h"
#include "page.h"
#include "words.h"

#include "parangon/json.h"

#include <math.h>
#include <string.h>

struct table {
    struct parangon_buf *out;
    const struct output_settings *settings;
    char separator;
    struct parangon_buf cell;
};

#define LIST_SEPARATOR " | "

static void add_bytes(struct table *table, const char *cell)
{
    const char special[] = {table->separator, '"', '\r', '\n', '\0'};

    if (!cell[strcspn(cell, special)]) {
        parangon_buf_puts(table->out, cell);
        return;
    }
    parangon_buf_putc(table->out, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            parangon_buf_putc(table->out, '"');
        parangon_buf_putc(table->out, *cell);
    }
    parangon_buf_putc(table->out, '"');
}

/* A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection"). */
static bool is_formula(const char *cell)
{
    return *cell && strchr("=+-@\t\r", *cell);
}

static void add_text(struct table *table, const char *text)
{
    struct parangon_buf clean = {0}, guarded = {0};

    page_add_clean(&clean, text ? text : "");
    if (is_formula(parangon_buf_str(&clean)))
        parangon_buf_putc(&guarded, '\'');
    parangon_buf_puts(&guarded, parangon_buf_str(&clean));
    add_bytes(table, parangon_buf_str(&guarded));
    parangon_buf_clear(&clean);
    parangon_buf_clear(&guarded);
}

/* Ends what was gathered in `table->cell`. */
static void add_gathered(struct table *table)
{
    add_text(table, parangon_buf_str(&table->cell));
    parangon_buf_reset(&table->cell);
}

/* A number made here is no formula, whatever its sign. */
static void add_number(struct table *table, const cJSON *object, const char *key, int decimals)
{
    double value = parangon_json_number(object, key, NAN);
    char *comma;

    if (isnan(value))
        return;
    if (floor(value) == value && decimals < 3)
        decimals = 0;
    number_add_fixed(&table->cell, value, decimals);
    comma = strchr(table->cell.data, '.');
    if (comma && table->settings->ui == PARANGON_FR)
        *comma = ',';
    add_bytes(table, table->cell.data);
    parangon_buf_reset(&table->cell);
}

/* ---- Columns ---- */

static void rank_column(struct table *table, const cJSON *result)
{
    add_number(table, result, "rank", 0);
}

static void score_column(struct table *table, const cJSON *result)
{
    add_number(table, result, "score", 4);
}

static void population_column(struct table *table, const cJSON *result)
{
    add_number(table, words_member(result, "lead"), "population", 0);
}

static void amount_column(struct table *table, const cJSON *result)
{
    add_number(table, result, "amount_eur", 2);
}

static void lead_column(struct table *table, const cJSON *result)
{
    const cJSON *lead = words_member(result, "lead");

    add_text(table, cJSON_IsString(lead) ? lead->valuestring : words_text(lead, "name"));
}

static void lead_code_column(struct table *table, const cJSON *result)
{
    add_text(table, words_text(words_member(result, "lead"), "code"));
}

static void add_names(struct table *table, const cJSON *places)
{
    const char *between = "";
    const cJSON *place;

    cJSON_ArrayForEach(place, places)
    {
        const char *name = cJSON_IsString(place) ? place->valuestring : words_text(place, "name");

        if (!name)
            continue;
        parangon_buf_printf(&table->cell, "%s%s", between, name);
        between = LIST_SEPARATOR;
    }
    add_gathered(table);
}

static void co_leads_column(struct table *table, const cJSON *result)
{
    add_names(table, words_member(result, "co_leads"));
}

static void partners_column(struct table *table, const cJSON *result)
{
    add_names(table, words_member(result, "partners"));
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

static void countries_column(struct table *table, const cJSON *result)
{
    const cJSON *partners = words_member(result, "partners");
    const char *between = "";
    const cJSON *partner;

    cJSON_ArrayForEach(partner, partners)
    {
        const char *country = words_text(partner, "country");

        if (!country || is_repeated(partners, partner, country))
            continue;
        parangon_buf_printf(&table->cell, "%s%s", between,
                            words_label(table->settings, PARANGON_COUNTRIES, country));
        between = LIST_SEPARATOR;
    }
    add_gathered(table);
}

static void amounts_column(struct table *table, const cJSON *result)
{
    if (cJSON_GetArraySize(words_member(result, "amounts")))
        words_add_amounts(&table->cell, result, table->settings->ui);
    add_gathered(table);
}

static void evidence_column(struct table *table, const cJSON *result)
{
    add_number(table, result, "evidence", 0);
}

static void evidence_label_column(struct table *table, const cJSON *result)
{
    double level = parangon_json_number(result, "evidence", NAN);
    struct parangon_buf digits = {0};

    if (!isnan(level)) {
        number_add_plain(&digits, level);
        words_add_choice(&table->cell, table->settings, "evidence", digits.data);
    }
    parangon_buf_clear(&digits);
    add_gathered(table);
}

static void ongoing_column(struct table *table, const cJSON *result)
{
    const cJSON *ongoing = words_member(result, "ongoing");

    add_text(table, !cJSON_IsBool(ongoing) ? "" : cJSON_IsTrue(ongoing) ? "true" : "false");
}

static void source_column(struct table *table, const cJSON *result)
{
    words_add_source(&table->cell, words_member(result, "source"));
    add_gathered(table);
}

static void url_column(struct table *table, const cJSON *result)
{
    add_text(table, words_text(words_member(result, "source"), "url"));
}

static void path_column(struct table *table, const cJSON *result)
{
    add_text(table, words_text(words_member(result, "source"), "path"));
}

/* A column without a function of its own shows the member of its name. */
static const struct {
    const char *name;
    void (*add)(struct table *table, const cJSON *result);
} columns[] = {
    {"rank", rank_column},
    {"id", NULL},
    {"kind", NULL},
    {"lang", NULL},
    {"title", NULL},
    {"lead", lead_column},
    {"lead_code", lead_code_column},
    {"lead_population", population_column},
    {"co_leads", co_leads_column},
    {"partners", partners_column},
    {"countries", countries_column},
    {"themes", NULL},
    {"actions", NULL},
    {"sdg", NULL},
    {"schemes", NULL},
    {"year_start", NULL},
    {"year_end", NULL},
    {"ongoing", ongoing_column},
    {"year_reported", NULL},
    {"stage", NULL},
    {"evidence", evidence_column},
    {"evidence_label", evidence_label_column},
    {"checked_on", NULL},
    {"amount_eur", amount_column},
    {"amounts", amounts_column},
    {"source", source_column},
    {"url", url_column},
    {"path", path_column},
    {"summary", NULL},
    {"score", score_column},
};

enum {
    COLUMN_COUNT = sizeof columns / sizeof *columns
};

static void gather(struct table *table, const char *name, const cJSON *value)
{
    const struct parangon_field *field = parangon_field_named(name);

    if (cJSON_IsString(value))
        parangon_buf_puts(&table->cell, words_value(table->settings, field, value->valuestring));
    else if (cJSON_IsNumber(value))
        number_add_plain(&table->cell, value->valuedouble);
}

static void add_member(struct table *table, const cJSON *result, const char *name)
{
    const cJSON *value = words_member(result, name);
    const cJSON *list = cJSON_IsArray(value) ? value : NULL;
    const char *between = "";
    const cJSON *item;

    if (!list)
        gather(table, name, value);
    cJSON_ArrayForEach(item, list)
    {
        parangon_buf_puts(&table->cell, between);
        gather(table, name, item);
        between = LIST_SEPARATOR;
    }
    add_gathered(table);
}

static void add_row(struct table *table, const cJSON *result)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i)
            parangon_buf_putc(table->out, table->separator);
        if (columns[i].add)
            columns[i].add(table, result);
        else
            add_member(table, result, columns[i].name);
    }
    parangon_buf_puts(table->out, "\r\n");
}

static void print_csv(const cJSON *answer, const struct output_settings *settings,
                      struct parangon_buf *out)
{
    bool french = settings->ui == PARANGON_FR;
    struct table table = {.out = out, .settings = settings, .separator = french ? ';' : ','};
    const cJSON *result;

    parangon_buf_puts(out, french ? "\xEF\xBB\xBF" : "");
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i)
            parangon_buf_putc(out, table.separator);
        parangon_buf_puts(out, columns[i].name);
    }
    parangon_buf_puts(out, "\r\n");
    cJSON_ArrayForEach(result, words_member(answer, "results")) add_row(&table, result);
    parangon_buf_clear(&table.cell);
}

const struct output output_csv = {.name = "csv", .print = {[ANSWER_SEARCH] = print_csv}};

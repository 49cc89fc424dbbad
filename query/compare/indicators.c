/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/indicators.h"

#include "answer_parts.h"
#include "compare/both.h"
#include "compare/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct row {
    const char *id;
    const char *fr, *en;
    const char *unit; /* of the row; NULL for words and counts */
    cell_fn *cell;
    bool median;
} rows[] = {
    {"population", "Population", "Population", "inhabitants", cell_population, true},
    {"staff", "Agents dédiés à l'international", "Staff for international action", "agents",
     cell_staff, true},
    {"budget", "Budget international par an", "International budget a year", "EUR", cell_budget,
     true},
    {"budget-per-inhabitant", "Budget international par habitant et par an",
     "International budget per inhabitant a year", "EUR/inhabitant", cell_per_inhabitant, true},
    {"budget-share", "Part du budget total", "Share of the whole budget", "%", cell_budget_share,
     true},
    {"service", "Place du service", "Where the service sits", NULL, cell_service, false},
    {"carrier", "Qui porte l'action internationale", "Who carries international action", NULL,
     cell_carrier, false},
    {"cofinancing", "Cofinancements", "Cofinancing", NULL, cell_cofinancing, false},
    {"practices", "Pratiques documentées", "Documented practices", NULL, cell_practices, false},
    {"countries", "Pays partenaires", "Partner countries", NULL, cell_countries, false},
};

struct values {
    double *numbers; /* exact ones */
    size_t count;
    size_t loose; /* bounds, and values in doubt */
};

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static double median_of(struct values *values)
{
    size_t half = values->count / 2;

    qsort(values->numbers, values->count, sizeof *values->numbers, compare_numbers);
    return values->count % 2 ? values->numbers[half]
                             : (values->numbers[half - 1] + values->numbers[half]) / 2;
}

/* Why there is no median, or what it leaves out; nothing when there is nothing to say. */
static void add_median_note(cJSON *row, const struct values *values)
{
    bool few = values->count < MEDIAN_LEAST;
    struct both note = {0};

    if (few) {
        both_puts(&note, "pas de médiane" NBSP ": ", "no median: ");
        both_number(&note, (double)values->count);
        both_puts(&note,
                  values->count > 1 ? " valeurs exactes, il en faut "
                                    : " valeur exacte, il en faut ",
                  values->count == 1 ? " exact value of the " : " exact values of the ");
        both_number(&note, MEDIAN_LEAST);
        both_puts(&note, "", " needed");
    }
    if (values->loose) {
        both_puts(&note, few ? THIN "; " : "", few ? "; " : "");
        both_number(&note, (double)values->loose);
        both_puts(&note,
                  values->loose > 1 ? " intervalles ou valeurs incertaines laissés de côté"
                                    : " intervalle ou valeur incertaine laissé de côté",
                  values->loose > 1 ? " ranges or doubtful values left out"
                                    : " range or doubtful value left out");
    }
    if (few || values->loose)
        cJSON_AddItemToObject(row, "median_note", both_take(&note));
}

static void add_median(cJSON *row, const struct row *kind, struct values *values)
{
    cJSON_AddNumberToObject(row, "n", (double)values->count);
    if (kind->median && values->count >= MEDIAN_LEAST)
        cJSON_AddNumberToObject(row, "median", median_of(values));
    else
        cJSON_AddNullToObject(row, "median");
    cJSON_AddNumberToObject(row, "left_out", (double)values->loose);
    if (kind->median)
        add_median_note(row, values);
}

/* What all known cells of a row have in common in a member, else null. */
static void add_common(cJSON *row, const char *key)
{
    const cJSON *cells = cJSON_GetObjectItemCaseSensitive(row, "peers"), *cell;
    const cJSON *common = NULL;
    bool same = true;

    for (cell = cJSON_GetObjectItemCaseSensitive(row, "place"); cell;
         cell = cell == cJSON_GetObjectItemCaseSensitive(row, "place") ? cells->child
                                                                       : cell->next) {
        const cJSON *member = cJSON_GetObjectItemCaseSensitive(cell, key);

        if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(cell, "missing")))
            continue;
        same = same && (!common || cJSON_Compare(common, member, true));
        common = common ? common : member;
    }
    cJSON_AddItemToObject(row, key,
                          same && common ? cJSON_Duplicate(common, true) : cJSON_CreateNull());
}

static enum parangon_code make_row(const struct authorities *authorities, const struct row *kind,
                                   const struct authority *const compared[], size_t count,
                                   cJSON *row, struct parangon_error *err)
{
    struct values values = {.numbers = parangon_calloc(count + 1, sizeof *values.numbers)};
    enum parangon_code code = PARANGON_OK;
    cJSON *peers = cJSON_CreateArray();

    cJSON_AddStringToObject(row, "id", kind->id);
    cJSON_AddItemToObject(row, "name", answer_both(kind->fr, kind->en));
    answer_add_text(row, "unit", kind->unit);
    for (size_t i = 0; code == PARANGON_OK && i < count; i++) {
        double number = NAN;
        bool loose = false;
        cJSON *cell = NULL;

        code = kind->cell(authorities, compared[i], &cell, &number, &loose, err);
        if (code == PARANGON_OK && i == 0)
            cJSON_AddItemToObject(row, "place", cell);
        else if (code == PARANGON_OK)
            cJSON_AddItemToArray(peers, cell);
        if (!isnan(number))
            values.numbers[values.count++] = number;
        values.loose += loose;
    }
    cJSON_AddItemToObject(row, "peers", peers);
    add_common(row, "year");
    add_common(row, "perimeter");
    add_common(row, "source");
    add_median(row, kind, &values);
    free(values.numbers);
    return code;
}

enum parangon_code indicators_make(const struct authorities *authorities,
                                   const struct authority *const compared[], size_t count,
                                   cJSON **indicators, struct parangon_error *err)
{
    cJSON *made = cJSON_CreateArray();
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < sizeof rows / sizeof *rows; i++) {
        cJSON *row = cJSON_CreateObject();

        code = make_row(authorities, &rows[i], compared, count, row, err);
        cJSON_AddItemToArray(made, row);
    }
    if (code == PARANGON_OK)
        *indicators = made;
    else
        cJSON_Delete(made);
    return code;
}

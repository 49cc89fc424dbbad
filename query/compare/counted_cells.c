/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells of what is counted in the base, or comes with the places. */
#include "answer_parts.h"
#include "compare/both.h"
#include "compare/cell_parts.h"
#include "compare/cells.h"
#include "selection.h"

#include <string.h>

#define NBSP "\xC2\xA0"

static cJSON *counted_cell(const struct authority *authority, size_t count, struct both *text)
{
    cJSON *cell = cJSON_CreateObject();

    cJSON_AddNumberToObject(cell, "value", (double)count);
    cJSON_AddNullToObject(cell, "unit");
    cJSON_AddNullToObject(cell, "year");
    answer_add_text(cell, "perimeter", cell_perimeter(authority->place));
    cell_add_plain_source(cell, "compté dans la base", "counted in the base");
    cJSON_AddFalseToObject(cell, "uncertain");
    cJSON_AddItemToObject(cell, "text", both_take(text));
    return cell;
}

enum parangon_code cell_population(const struct authorities *authorities,
                                   const struct authority *authority, cJSON **cell, double *number,
                                   bool *loose, struct parangon_error *err)
{
    const struct parangon_place *place = authority->place;
    struct both text = {0};

    (void)authorities;
    (void)loose;
    (void)err;
    if (place->population <= 0) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    both_inhabitants(&text, (double)place->population);
    *cell = cJSON_CreateObject();
    cJSON_AddNumberToObject(*cell, "value", (double)place->population);
    cJSON_AddStringToObject(*cell, "unit", "inhabitants");
    cell_add_year(*cell, place->population_year);
    answer_add_text(*cell, "perimeter", cell_perimeter(place));
    cell_add_plain_source(*cell, "INSEE, population municipale", "INSEE, municipal population");
    cJSON_AddFalseToObject(*cell, "uncertain");
    cJSON_AddItemToObject(*cell, "text", both_take(&text));
    *number = (double)place->population;
    return PARANGON_OK;
}

enum parangon_code cell_practices(const struct authorities *authorities,
                                  const struct authority *authority, cJSON **cell, double *number,
                                  bool *loose, struct parangon_error *err)
{
    struct both text = {0};

    (void)authorities;
    (void)number;
    (void)loose;
    (void)err;
    if (!authority->practices) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    both_number(&text, (double)authority->practices);
    *cell = counted_cell(authority, authority->practices, &text);
    return PARANGON_OK;
}

enum parangon_code cell_countries(const struct authorities *authorities,
                                  const struct authority *authority, cJSON **cell, double *number,
                                  bool *loose, struct parangon_error *err)
{
    const struct ids *countries = &authority->countries;
    struct both text = {0};

    (void)number;
    (void)loose;
    (void)err;
    if (!countries->count) {
        *cell = cell_missing(NULL, NULL);
        return PARANGON_OK;
    }
    cJSON *ids = cJSON_CreateArray();
    both_number(&text, (double)countries->count);
    for (size_t i = 0; i < countries->count; i++) {
        both_puts(&text, i ? ", " : NBSP ": ", i ? ", " : ": ");
        both_label(&text, authorities->engine->knowledge->vocabulary, PARANGON_COUNTRIES,
                   countries->items[i]);
        cJSON_AddItemToArray(ids, cJSON_CreateString(countries->items[i]));
    }
    *cell = counted_cell(authority, countries->count, &text);
    cJSON_AddItemToObject(*cell, "countries", ids);
    return PARANGON_OK;
}

/* ---- Cofinancing: what a record says of the authority, else who pays for its practices ---- */

static void add_payers(cJSON *payers, const cJSON *record, const char *field)
{
    const cJSON *id;

    cJSON_ArrayForEach(id, cJSON_GetObjectItemCaseSensitive(record, field))
    {
        bool known = false;
        const cJSON *payer;

        if (!cJSON_IsString(id))
            continue;
        cJSON_ArrayForEach(payer, payers) known =
            known || strcmp(payer->valuestring, id->valuestring) == 0;
        if (!known)
            cJSON_AddItemToArray(payers, cJSON_CreateString(id->valuestring));
    }
}

static cJSON *payers_cell(const struct authorities *authorities, const struct authority *authority,
                          cJSON *payers)
{
    const struct parangon_vocabulary *vocabulary = authorities->engine->knowledge->vocabulary;
    struct both text = {0};
    const cJSON *payer;
    cJSON *cell;

    both_puts(&text, "cités dans ses fiches" NBSP ": ", "named in its records: ");
    cJSON_ArrayForEach(payer, payers)
    {
        bool scheme = parangon_vocabulary_find(vocabulary, PARANGON_FUNDING, payer->valuestring);

        both_puts(&text, payer == payers->child ? "" : ", ", payer == payers->child ? "" : ", ");
        both_label(&text, vocabulary, scheme ? PARANGON_FUNDING : PARANGON_NETWORKS,
                   payer->valuestring);
    }
    cell = counted_cell(authority, (size_t)cJSON_GetArraySize(payers), &text);
    cJSON_AddItemToObject(cell, "payers", payers);
    return cell;
}

enum parangon_code cell_cofinancing(const struct authorities *authorities,
                                    const struct authority *authority, cJSON **cell, double *number,
                                    bool *loose, struct parangon_error *err)
{
    const struct figure *figure = authority_figure(authorities, authority, MEASURE_COFINANCING);
    cJSON *payers = cJSON_CreateArray();
    enum parangon_code code = PARANGON_OK;

    (void)number;
    (void)loose;
    for (size_t i = 0; !figure && code == PARANGON_OK && i < authority->count; i++) {
        cJSON *record = NULL;

        if (!authorities->is_practice[authority->records[i]])
            continue;
        code = selection_record(authorities->engine, authority->records[i], &record, err);
        add_payers(payers, record, "schemes");
        add_payers(payers, record, "funders");
        cJSON_Delete(record);
    }
    if (code == PARANGON_OK && !figure && payers->child) {
        *cell = payers_cell(authorities, authority, payers);
        return code;
    }
    cJSON_Delete(payers);
    if (code == PARANGON_OK)
        *cell = cell_said(authorities, figure);
    return code;
}

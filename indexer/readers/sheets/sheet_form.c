/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_form.h"
#include "sheet_header.h"

#include <string.h>

enum {
    LINES_MIN = 3,
    LINES_MAX = 200, /* of a form; more make a table */
    ANSWER_MIN = 80  /* bytes of a lone text that answers the label above it */
};

void sheet_form_add(cJSON *form, const char *label, const char *value)
{
    cJSON *there = cJSON_GetObjectItemCaseSensitive(form, label);

    if (!there) {
        cJSON_AddStringToObject(form, label, value);
        return;
    }
    if (!cJSON_IsArray(there)) {
        cJSON *list = cJSON_CreateArray();

        cJSON_AddItemToArray(list, cJSON_CreateString(there->valuestring));
        cJSON_ReplaceItemInObjectCaseSensitive(form, label, list);
        there = list;
    }
    cJSON_AddItemToArray(there, cJSON_CreateString(value));
}

/* The column of labels: where most rows begin. */
static size_t label_column(const struct sheet_row *rows, size_t count)
{
    size_t best = 0;
    size_t best_count = 0;

    for (size_t i = 0; i < count; i++) {
        size_t column = sheet_row_next_own(&rows[i], 0);
        size_t same = 0;

        for (size_t j = 0; j < count; j++)
            same += sheet_row_next_own(&rows[j], 0) == column && column < rows[j].count;
        if (same > best_count) {
            best = column;
            best_count = same;
        }
    }
    return best;
}

static bool has_colon(const struct sheet_cell *cell)
{
    return cell->len && cell->text[cell->len - 1] == ':';
}

/* Mostly rows of a label and one answer, and labels that ask. The first row may head both columns
   (« Rubrique | Contenu »), or be the head of a table whose columns have such names. */
static bool is_form(const struct sheet_row *rows, size_t count, size_t column)
{
    size_t pairs = 0, wide = 0, colons = 0, questions = 0;

    for (size_t i = 0; i < count; i++) {
        const struct sheet_cell *label = sheet_row_cell(&rows[i], column);
        size_t cells = sheet_row_own_cells(&rows[i]);

        wide += cells > 2;
        if (cells != 2 || !sheet_cell_is_own(label) || !sheet_is_label(label->text))
            continue;
        pairs++;
        colons += has_colon(label);
        questions += pairs > 1 && sheet_is_question(label->text);
    }
    return pairs >= LINES_MIN && wide * 10 <= count &&
           (colons * 2 >= pairs || (questions >= 2 && questions * 3 >= pairs));
}

/* The label that answers belong to, while the rows are gone through. */
struct reading {
    cJSON *form;
    struct parangon_arena *arena;
    const char *label; /* the last one, or NULL */
    bool answered;
};

static void take_answer(struct reading *reading, const char *text)
{
    if (!reading->label || sheet_is_missing(text))
        return;
    sheet_form_add(reading->form, reading->label, text);
    reading->answered = true;
}

static void take_row(struct reading *reading, const struct sheet_row *row, size_t column)
{
    const struct sheet_cell *label = sheet_row_cell(row, column);
    size_t cells = sheet_row_own_cells(row);
    bool own = sheet_cell_is_own(label);

    if (own && cells == 1 && label->len >= ANSWER_MIN) {
        if (!reading->answered)
            take_answer(reading, label->text);
        return;
    }
    if (own) {
        reading->label = sheet_label(reading->arena, label->text);
        reading->answered = false;
        if (!*reading->label)
            reading->label = NULL;
    }
    for (size_t at = sheet_row_next_own(row, column + 1); at < row->count;
         at = sheet_row_next_own(row, at + 1))
        take_answer(reading, row->cells[at].text);
}

cJSON *sheet_form_read(const struct sheet_row *rows, size_t count)
{
    if (count < LINES_MIN || count > LINES_MAX)
        return NULL;
    size_t column = label_column(rows, count);
    if (!is_form(rows, count, column))
        return NULL;
    struct reading reading = {.form = cJSON_CreateObject(), .arena = parangon_arena_new()};
    for (size_t i = 0; i < count; i++)
        take_row(&reading, &rows[i], column);
    parangon_arena_free(reading.arena);
    if (!reading.form->child) {
        cJSON_Delete(reading.form);
        return NULL;
    }
    return reading.form;
}

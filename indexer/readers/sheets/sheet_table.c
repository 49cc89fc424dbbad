/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_table.h"
#include "sheet_form.h"
#include "sheet_header.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

/* How much of a sheet is held before its head must have been found. */
enum {
    AHEAD_ROWS = 400,
    AHEAD_TEXT = 4 << 20,
    NOTE_MIN = 150,      /* bytes of a lone text that is no name of a record */
    WAITING_MAX = 50,    /* names of records in a row; more are a text */
    SECTION_COLUMNS = 4, /* of a table in whose first column such a line may stand alone */
    SECTION_SPAN = 3     /* columns that a line between records covers */
};

struct table {
    const struct sheet_origin *origin;
    const struct reader_sink *sink;
    struct parangon_arena *arena; /* of the rows ahead and of the head */
    struct sheet_row ahead[AHEAD_ROWS];
    size_t count;
    size_t held; /* bytes of text ahead */
    struct sheet_header header;
    bool found;    /* the head */
    bool hopeless; /* there is none */
    char *section; /* the line between records that those below belong to, or NULL */
    /* Forms of one cell: records if a fuller one follows, footers if none does. */
    struct {
        cJSON *form;
        size_t row;
    } waiting[WAITING_MAX];
    size_t waiting_count;
    size_t taken;
};

struct table *table_open(const struct sheet_origin *origin, const struct reader_sink *sink)
{
    struct table *table = parangon_calloc(1, sizeof *table);

    table->origin = origin;
    table->sink = sink;
    table->arena = parangon_arena_new();
    return table;
}

/* What was said above a table holds for it alone. */
static void forget_table(struct table *table)
{
    for (size_t i = 0; i < table->waiting_count; i++)
        cJSON_Delete(table->waiting[i].form);
    table->waiting_count = 0;
    free(table->section);
    table->section = NULL;
}

void table_close(struct table *table)
{
    if (!table)
        return;
    forget_table(table);
    parangon_arena_free(table->arena);
    free(table);
}

/* Takes over `form`. */
static enum parangon_code give(struct table *table, cJSON *form, size_t row,
                               struct parangon_error *err)
{
    cJSON *version = cJSON_CreateObject();
    cJSON *source = cJSON_CreateObject();
    struct parangon_buf locator = {0}, place = {0};

    parangon_buf_printf(&locator, "%s!%zu", table->origin->name, row);
    if (table->origin->one_of_many)
        cJSON_AddStringToObject(source, "title", table->origin->name);
    cJSON_AddStringToObject(source, "locator", locator.data);
    parangon_buf_clear(&locator);
    cJSON_AddItemToObject(version, "form", form);
    cJSON_AddItemToObject(version, "source", source);
    if (table->origin->key) {
        parangon_buf_printf(&place, "%s/row-%zu", table->origin->key, row);
        cJSON_AddStringToObject(version, READER_PLACE, place.data);
        parangon_buf_clear(&place);
    }
    table->taken++;
    return table->sink->take(table->sink->context, version, row, err);
}

static void add_cell(cJSON *form, const struct sheet_column *column, size_t at,
                     const struct sheet_cell *cell)
{
    char letters[8];

    if (!cell->len || cell->across || sheet_is_missing(cell->text))
        return;
    if (column && column->listed && sheet_is_tick(cell->text)) {
        cJSON *list = cJSON_GetObjectItemCaseSensitive(form, column->group);

        if (!list)
            list = cJSON_AddArrayToObject(form, column->group);
        if (cJSON_IsArray(list))
            cJSON_AddItemToArray(list, cJSON_CreateString(column->title));
        else
            sheet_form_add(form, column->group, column->title);
        return;
    }
    const char *value = sheet_is_tick_sign(cell->text) ? "oui" : cell->text;
    if (column && !column->shared) {
        cJSON_AddStringToObject(form, column->label, value);
        return;
    }
    if (!column)
        sheet_column_letters(at, letters);
    sheet_form_add(form, column ? column->label : letters, value);
}

static cJSON *make_form(const struct table *table, const struct sheet_row *row)
{
    cJSON *form = cJSON_CreateObject();

    if (table->section)
        cJSON_AddStringToObject(form, "Section", table->section);
    for (size_t i = 0; i < row->count; i++)
        add_cell(form, i < table->header.count ? &table->header.columns[i] : NULL, i,
                 &row->cells[i]);
    return form;
}

/* The rest of a row of totals are figures, or ticks that were counted. */
static bool is_total(const struct sheet_row *row)
{
    size_t at = sheet_row_next_own(row, 0);
    size_t figures = 0;

    if (!sheet_is_total(sheet_row_cell(row, at)->text))
        return false;
    while ((at = sheet_row_next_own(row, at + 1)) < row->count) {
        const char *text = row->cells[at].text;

        if (!sheet_is_number(text) && !sheet_is_missing(text))
            return false;
        figures++;
    }
    return figures > 0 || sheet_row_own_cells(row) == 1;
}

static size_t columns_across(const struct sheet_row *row, size_t column)
{
    size_t span = 1;

    while (sheet_row_cell(row, column + span)->across)
        span++;
    return span;
}

static void set_section(struct table *table, const char *text)
{
    free(table->section);
    table->section = parangon_strdup(text);
}

static bool is_section(const struct table *table, const struct sheet_row *row, size_t at)
{
    size_t headed = 0;
    size_t first = SIZE_MAX;

    for (size_t i = table->header.count; i > 0; i--) {
        if (!table->header.columns[i - 1].title)
            continue;
        headed++;
        first = i - 1;
    }
    return columns_across(row, at) >= SECTION_SPAN || (at == first && headed >= SECTION_COLUMNS);
}

/* A row of one cell is a note, a line between records, the name of a record of which nothing more
   is known, or what stands below the table. */
static void take_lone_cell(struct table *table, const struct sheet_row *row)
{
    size_t at = sheet_row_next_own(row, 0);
    const struct sheet_cell *cell = &row->cells[at];

    if (cell->len > NOTE_MIN || !sheet_is_label(cell->text) || sheet_is_note(cell->text) ||
        sheet_is_missing(cell->text))
        return;
    if (is_section(table, row, at)) {
        set_section(table, cell->text);
        return;
    }
    if (table->waiting_count == WAITING_MAX)
        return;
    table->waiting[table->waiting_count].form = make_form(table, row);
    table->waiting[table->waiting_count++].row = row->number;
}

static enum parangon_code give_waiting(struct table *table, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; i < table->waiting_count; i++) {
        if (code == PARANGON_OK)
            code = give(table, table->waiting[i].form, table->waiting[i].row, err);
        else
            cJSON_Delete(table->waiting[i].form);
    }
    table->waiting_count = 0;
    return code;
}

/* Cells with a text of their own row, or of one above that covers it. */
static size_t filled_cells(const struct sheet_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++)
        count += row->cells[i].len && !row->cells[i].across;
    return count;
}

static enum parangon_code take_record(struct table *table, const struct sheet_row *row,
                                      struct parangon_error *err)
{
    size_t cells = sheet_row_own_cells(row);
    enum parangon_code code = PARANGON_OK;

    if (cells == 0 || is_total(row) || sheet_header_is_repeated(&table->header, row))
        return PARANGON_OK;
    if (cells == 1 && filled_cells(row) == 1) {
        take_lone_cell(table, row);
        return PARANGON_OK;
    }
    cJSON *form = make_form(table, row);
    const cJSON *first = table->section ? form->child->next : form->child;
    if (first)
        code = give_waiting(table, err);
    if (!first || code != PARANGON_OK) {
        cJSON_Delete(form);
        return code;
    }
    return give(table, form, row->number, err);
}

/* Copies the row to the ones held; false when no more can be. */
static bool keep(struct table *table, const struct sheet_row *row)
{
    struct sheet_cell *cells;

    if (table->count == AHEAD_ROWS || table->held > AHEAD_TEXT)
        return false;
    cells = parangon_arena_alloc(table->arena, (row->count + 1) * sizeof *cells);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = row->cells[i];
        if (cells[i].across && i > 0 && row->cells[i - 1].text == row->cells[i].text)
            cells[i].text = cells[i - 1].text;
        else
            cells[i].text = parangon_arena_strndup(table->arena, cells[i].text, cells[i].len);
        table->held += cells[i].len;
    }
    table->ahead[table->count++] = (struct sheet_row){row->number, row->count, cells};
    return true;
}

/* Finds the heads in the rows ahead and gives the records among them. Rows of a further table whose
   head proves to be none go on under the last head. */
static enum parangon_code begin(struct table *table, struct parangon_error *err)
{
    const struct sheet_row *rows = table->ahead;
    size_t left = table->count;
    enum parangon_code code = PARANGON_OK;

    table->hopeless = true;
    while (code == PARANGON_OK && left) {
        size_t from = 0;
        size_t to = left;

        if (sheet_header_find(rows, left, table->arena, &table->header)) {
            from = table->header.end;
            to = table->header.stop;
            forget_table(table);
            table->found = true;
            table->hopeless = false;
        }
        for (size_t i = from; table->found && code == PARANGON_OK && i < to; i++)
            code = take_record(table, &rows[i], err);
        rows += to;
        left -= to;
    }
    return code;
}

enum parangon_code table_take(struct table *table, const struct sheet_row *row,
                              struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!table->found && !table->hopeless) {
        if (keep(table, row))
            return PARANGON_OK;
        code = begin(table, err);
    }
    if (code != PARANGON_OK)
        return code;
    return table->hopeless ? PARANGON_NOTHING : take_record(table, row, err);
}

static enum parangon_code nothing_found(const struct table *table, struct parangon_error *err)
{
    size_t cells = 0;

    for (size_t i = 0; i < table->count; i++)
        cells += sheet_row_own_cells(&table->ahead[i]);
    if (cells == 0)
        return parangon_error_set(err, PARANGON_NOTHING, "sheet \"%.100s\": empty",
                                  table->origin->name);
    if (table->found)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "sheet \"%.100s\": no row with values below its head: fill it, "
                                  "or leave it out",
                                  table->origin->name);
    return parangon_error_set(err, PARANGON_REJECTED,
                              "sheet \"%.100s\": no table found: a row that names at least two "
                              "columns is expected, with the records below it",
                              table->origin->name);
}

enum parangon_code table_end(struct table *table, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!table->found && !table->hopeless) {
        cJSON *form = sheet_form_read(table->ahead, table->count);

        code = form ? give(table, form, table->ahead[0].number, err) : begin(table, err);
    }
    return code != PARANGON_OK || table->taken ? code : nothing_found(table, err);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_grid.h"

#include "office_label.h"
#include "office_loose.h"

#include <string.h>

enum {
    LAYOUT_CELL = 600 /* bytes in a cell, on average, of a table that only places text */
};

static bool is_bold(const struct office_blocks *blocks)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (block->table || (block->paragraph && !block->paragraph->bold &&
                             block->paragraph->role != OFFICE_HEADING))
            return false;
    }
    return true;
}

static bool begins_bold(const struct office_blocks *blocks)
{
    return blocks->first && blocks->first->paragraph && blocks->first->paragraph->bold;
}

static bool is_card(const struct office_blocks *blocks)
{
    const struct office_block *first = blocks->first;

    if (!first || !first->paragraph)
        return false;
    if (office_leading_label(first->paragraph))
        return true;
    return first->next && first->next->paragraph && first->paragraph->bold &&
           !first->next->paragraph->bold && office_label_like(first->paragraph->text);
}

/* Tables deeper inside than lines are made of. */
static bool has_table(const struct office_blocks *blocks)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (block->table && block->table->first)
            return true;
    }
    return false;
}

static struct office_grid_cell look_at(struct parangon_arena *arena, const struct office_cell *cell)
{
    struct office_lines lines = {.arena = arena};
    struct office_grid_cell seen = {.cell = cell};

    office_lines_add(&lines, &cell->blocks);
    seen.text = office_lines_join(&lines, " ");
    seen.blank = lines.count == 0 && !has_table(&cell->blocks);
    seen.label = office_label_like(seen.text);
    seen.strong = cell->shaded || (!seen.blank && is_bold(&cell->blocks));
    seen.marked = seen.strong || office_label_ends(seen.text) || begins_bold(&cell->blocks);
    seen.card = is_card(&cell->blocks);
    return seen;
}

static struct office_grid_row look_at_row(struct parangon_arena *arena,
                                          const struct office_row *row)
{
    struct office_grid_row seen = {.header = row->header};
    size_t count = 0;

    for (const struct office_cell *cell = row->first; cell; cell = cell->next)
        count++;
    seen.cells = parangon_arena_alloc(arena, count * sizeof *seen.cells);
    for (const struct office_cell *cell = row->first; cell; cell = cell->next) {
        seen.cells[seen.count] = look_at(arena, cell);
        seen.filled += !seen.cells[seen.count++].blank;
    }
    return seen;
}

struct office_grid office_grid_make(struct parangon_arena *arena, const struct office_table *table)
{
    struct office_grid grid = {0};
    size_t count = 0;

    for (const struct office_row *row = table->first; row; row = row->next)
        count++;
    grid.rows = parangon_arena_alloc(arena, count * sizeof *grid.rows);
    for (const struct office_row *row = table->first; row; row = row->next) {
        struct office_grid_row seen = look_at_row(arena, row);

        if (seen.filled == 0)
            continue;
        grid.rows[grid.count++] = seen;
        if (seen.count > grid.columns)
            grid.columns = seen.count;
    }
    return grid;
}

bool office_grid_is_numbered(const struct office_grid_cell *cells)
{
    return !cells[0].blank && !cells[0].label && strlen(cells[0].text) <= 5 && cells[1].label &&
           cells[1].marked && !cells[2].strong;
}

static enum office_pairs three_cells(const struct office_grid_cell *cells)
{
    bool first = cells[0].label && cells[0].marked && !cells[2].strong;

    if (office_grid_is_numbered(cells))
        return OFFICE_PAIRS_CLEAR;
    if (cells[0].cell->continued && cells[1].label && cells[1].marked && !cells[2].strong)
        return OFFICE_PAIRS_CLEAR;
    return first ? OFFICE_PAIRS_CLEAR : OFFICE_PAIRS_NOT;
}

enum office_pairs office_grid_pairs(const struct office_grid_row *row)
{
    bool clear = true, any = false;

    if (row->count == 3)
        return three_cells(row->cells);
    if (row->count < 2 || row->count % 2)
        return OFFICE_PAIRS_NOT;
    for (size_t i = 0; i < row->count; i += 2) {
        const struct office_grid_cell *label = &row->cells[i], *value = label + 1;

        if (!label->blank && !label->label)
            return OFFICE_PAIRS_NOT;
        any = any || !label->blank || label->cell->continued;
        clear = clear && (label->blank || label->marked) &&
                (!value->strong || (value->cell->shaded && label->cell->shaded && !value->label));
    }
    if (!any)
        return OFFICE_PAIRS_NOT;
    return clear ? OFFICE_PAIRS_CLEAR : OFFICE_PAIRS_POSSIBLE;
}

bool office_grid_is_head(const struct office_grid_row *row)
{
    if (row->filled < 2 || row->filled + 1 < row->count)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].blank ? i > 0 : !row->cells[i].strong && !row->header)
            return false;
    }
    return true;
}

bool office_grid_is_above(const struct office_grid *grid, size_t at)
{
    if (at + 1 >= grid->count)
        return false;
    const struct office_grid_row *row = &grid->rows[at], *next = row + 1;
    if (row->count < 2 || next->count != row->count || row->filled < row->count)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        if (!row->cells[i].label || (!row->cells[i].marked && !row->header) ||
            next->cells[i].strong || next->cells[i].cell->continued)
            return false;
    }
    return true;
}

/* What was counted in the rows of two cells and more. */
struct count {
    size_t wide, clear, possible, numbered;
    size_t known;   /* rows whose first cell is a label that forms commonly have */
    size_t numbers; /* rows that end in a number */
    const struct office_grid_row *first;
};

static bool is_number(const char *text)
{
    return *text && text[strspn(text, "0123456789 .,%+-\xC2\xA0\xE2\x80\xAF\x82\xAC")] == '\0';
}

static struct count count_rows(const struct office_grid *grid)
{
    struct count count = {0};

    for (size_t i = 0; i < grid->count; i++) {
        const struct office_grid_row *row = &grid->rows[i];
        enum office_pairs pairs = office_grid_pairs(row);

        if (row->count < 2)
            continue;
        if (!count.first)
            count.first = row;
        count.wide++;
        count.clear += pairs == OFFICE_PAIRS_CLEAR;
        count.numbered += row->count == 3 && office_grid_is_numbered(row->cells);
        count.possible += pairs != OFFICE_PAIRS_NOT;
        count.known += row->cells[0].label && office_label_known(row->cells[0].text);
        count.numbers += is_number(row->cells[row->count - 1].text);
    }
    return count;
}

static bool has_same_label_twice(const struct office_grid *grid)
{
    struct parangon_map seen = {0};
    bool twice = false;

    for (size_t i = 0; i < grid->count && !twice; i++) {
        const char *text = grid->rows[i].cells[0].text;

        twice = *text && parangon_map_put(&seen, text, strlen(text), i) != i;
    }
    parangon_map_clear(&seen);
    return twice;
}

/* Two rows of which the first names what the second says, in words that forms have. */
static bool is_one_record(const struct office_grid *grid)
{
    size_t known = 0;

    if (grid->count != 2 || !office_grid_is_above(grid, 0))
        return false;
    for (size_t i = 0; i < grid->rows[0].count; i++)
        known += office_label_known(grid->rows[0].cells[i].text);
    return known >= 2;
}

/* Numbers below a word are data: « Nancy | 10 000 » below « Partenaire | Montant », unless the
   words are « Intitulé | L’eau ». */
static bool is_column_of_numbers(const struct count *count)
{
    const struct office_grid_cell *first = count->first->cells;
    const struct office_grid_cell *last = first + count->first->count - 1;

    return count->wide >= 2 && count->numbers + 1 == count->wide && !is_number(last->text) &&
           (!office_label_known(first->text) || office_label_known(last->text));
}

static bool is_form(const struct office_grid *grid)
{
    struct count count = count_rows(grid);
    bool head = office_grid_is_head(count.first);

    if (is_one_record(grid) || count.numbered * 2 >= count.wide)
        return true;
    if (grid->columns > 2 && head)
        return false;
    if (count.clear * 2 >= count.wide)
        return true;
    if (count.possible * 10 < count.wide * 8 || has_same_label_twice(grid))
        return false;
    if (is_column_of_numbers(&count))
        return false;
    if (count.known >= 2 || (count.known && count.wide == 1))
        return count.known * 4 >= count.wide;
    return grid->columns == 2 && !head && count.wide >= 2;
}

/* One column: a label, its value, a label, its value. */
static bool is_column_form(const struct office_grid *grid)
{
    size_t labels = 0;

    for (size_t i = 0; i < grid->count; i++)
        labels += grid->rows[i].cells[0].label && grid->rows[i].cells[0].marked;
    return grid->count >= 2 && labels && labels * 3 >= grid->count && labels < grid->count &&
           grid->rows[0].cells[0].label && grid->rows[0].cells[0].marked;
}

static bool places_text(const struct office_grid *grid)
{
    size_t bytes = 0, cells = 0;

    for (size_t i = 0; i < grid->count; i++) {
        for (size_t k = 0; k < grid->rows[i].count; k++)
            bytes += strlen(grid->rows[i].cells[k].text);
        cells += grid->rows[i].filled;
    }
    return grid->count == 1 || bytes > LAYOUT_CELL * cells;
}

bool office_grid_is_of_cards(const struct office_grid *grid)
{
    size_t cards = 0, cells = 0;

    for (size_t i = 0; i < grid->count; i++) {
        for (size_t k = 0; k < grid->rows[i].count; k++)
            cards += grid->rows[i].cells[k].card;
        cells += grid->rows[i].filled;
    }
    /* In a form with hints below its labels, half of the cells look like cards. */
    return cards >= 2 && cards * 4 >= cells * 3;
}

enum office_table_kind office_grid_kind(const struct office_grid *grid)
{
    if (grid->columns < 2)
        return is_column_form(grid) && !office_grid_is_of_cards(grid) ? OFFICE_TABLE_FORM
                                                                      : OFFICE_TABLE_LAYOUT;
    if (office_grid_is_of_cards(grid))
        return OFFICE_TABLE_LAYOUT;
    if (is_form(grid))
        return OFFICE_TABLE_FORM;
    return places_text(grid) ? OFFICE_TABLE_LAYOUT : OFFICE_TABLE_DATA;
}

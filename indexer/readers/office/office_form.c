/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables: forms become pairs of a label and its value, data becomes lines. */
#include "office_label.h"
#include "office_writer.h"

#include <string.h>

/* The way through the rows of a form. */
struct walk {
    struct office_writer *writer;
    const struct office_grid *grid;
    size_t at;
    const char *label; /* the last one, for rows that go on without */
    const char *group; /* what stands on the left of several labels */
    struct office_lines value;
    bool open; /* `label` and `value` are not written yet */
};

static void flush(struct walk *walk)
{
    if (walk->open)
        office_write_pair(walk->writer, walk->label, &walk->value);
    walk->open = false;
}

static void begin(struct walk *walk, const char *label)
{
    flush(walk);
    walk->label = label;
    walk->value = (struct office_lines){.arena = walk->writer->arena};
    walk->open = true;
}

static void add(struct walk *walk, const struct office_grid_cell *cell)
{
    office_lines_add(&walk->value, &cell->cell->blocks);
}

static bool is_marked_label(const struct office_grid_cell *cell)
{
    return cell->label && cell->marked;
}

/* A cell across the whole table: a label with its value below, such a value, or a section. */
static void take_single(struct walk *walk, const struct office_grid_row *row)
{
    const struct office_grid_row *next = walk->at + 1 < walk->grid->count ? row + 1 : NULL;
    const struct office_grid_cell *cell = row->cells;
    bool value_below = next && next->count == 1 && !is_marked_label(next->cells);

    if (cell->label && (cell->marked || !walk->open) && value_below &&
        (cell->marked || walk->grid->columns > 1)) {
        begin(walk, cell->text);
    } else if (walk->open && walk->value.count == 0 && walk->label && !is_marked_label(cell)) {
        add(walk, cell);
    } else if (walk->open && walk->at && row[-1].count == 1 && !is_marked_label(cell)) {
        add(walk, cell);
    } else if (cell->label) {
        flush(walk);
        office_write_heading(walk->writer, cell->text, 1);
    } else {
        flush(walk);
        office_write_blocks(walk->writer, &cell->cell->blocks);
    }
}

/* Cells one below the other beside one label are the entries of a list. */
static void mark_as_items(struct office_lines *lines)
{
    for (struct office_line *line = lines->first; line; line = line->next)
        line->item = true;
}

static void take_pair(struct walk *walk, const struct office_grid_cell *label,
                      const struct office_grid_cell *value)
{
    bool goes_on = label->blank && walk->label && walk->open;

    if (!goes_on && label->blank) {
        flush(walk);
        office_write_blocks(walk->writer, &value->cell->blocks);
        return;
    }
    if (!goes_on)
        begin(walk, label->text);
    add(walk, value);
    if (goes_on)
        mark_as_items(&walk->value);
}

static const char *grouped(struct walk *walk, const char *label)
{
    return parangon_arena_printf(walk->writer->arena, "%s - %s",
                                 office_label_tidy(walk->writer->arena, walk->group), label);
}

/* Group, label, value; or a label with two values. */
static void take_three(struct walk *walk, const struct office_grid_cell *cells)
{
    if (office_grid_is_numbered(cells)) {
        begin(walk, cells[1].text);
        add(walk, &cells[2]);
        return;
    }
    if (!cells[0].blank)
        walk->group = cells[0].text;
    if (is_marked_label(&cells[1]) && walk->group) {
        begin(walk, grouped(walk, cells[1].text));
        add(walk, &cells[2]);
        return;
    }
    if (!cells[0].blank || !walk->open)
        begin(walk, cells[0].text);
    add(walk, &cells[1]);
    add(walk, &cells[2]);
}

static void take_above(struct walk *walk, const struct office_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        begin(walk, row->cells[i].text);
        add(walk, &row[1].cells[i]);
    }
    flush(walk);
    walk->label = NULL;
    walk->at++;
}

static bool reads_as_pair(const struct office_grid_row *row)
{
    return office_grid_pairs(row) != OFFICE_PAIRS_NOT || (row->count == 2 && row->cells[0].blank);
}

/* The head « Rubrique | Réponse » above a form says nothing. */
static bool is_idle_head(const struct walk *walk, const struct office_grid_row *row)
{
    return walk->at == 0 && row->count == 2 && office_grid_is_head(row) && row->cells[1].label &&
           !office_label_known(row->cells[0].text) && walk->grid->count > 2;
}

static void take_row(struct walk *walk)
{
    const struct office_grid_row *row = &walk->grid->rows[walk->at];

    if (row->count == 1) {
        take_single(walk, row);
    } else if (is_idle_head(walk, row)) {
        return;
    } else if (office_grid_is_above(walk->grid, walk->at)) {
        take_above(walk, row);
    } else if (row->count == 3 && reads_as_pair(row)) {
        take_three(walk, row->cells);
    } else if (reads_as_pair(row)) {
        for (size_t i = 0; i < row->count; i += 2)
            if (!row->cells[i].blank || !row->cells[i + 1].blank)
                take_pair(walk, &row->cells[i], &row->cells[i + 1]);
    } else if (row->count == 2) { /* a question too long for a label, and its answer */
        flush(walk);
        office_write_blocks(walk->writer, &row->cells[0].cell->blocks);
        office_write_blocks(walk->writer, &row->cells[1].cell->blocks);
    } else if (walk->at || !office_grid_is_head(row)) {
        flush(walk);
        office_write_row(walk->writer, row);
    }
}

static void write_form(struct office_writer *writer, const struct office_grid *grid)
{
    struct walk walk = {.writer = writer, .grid = grid};

    for (; walk.at < grid->count; walk.at++)
        take_row(&walk);
    flush(&walk);
}

/* A label with its value below it, in one cell; other cells are plain text. */
static void write_card(struct office_writer *writer, const struct office_grid_cell *cell)
{
    struct office_lines value = {.arena = writer->arena};
    struct office_blocks rest = {cell->cell->blocks.first->next, cell->cell->blocks.last};
    const struct office_paragraph *label = cell->cell->blocks.first->paragraph;

    if (!label->bold) {
        office_write_blocks(writer, &cell->cell->blocks);
        return;
    }
    office_lines_add(&value, &rest);
    office_write_pair(writer, label->text, &value);
}

static void write_layout(struct office_writer *writer, const struct office_grid *grid)
{
    bool cards = office_grid_is_of_cards(grid);

    for (size_t i = 0; i < grid->count; i++) {
        for (size_t k = 0; k < grid->rows[i].count; k++) {
            const struct office_grid_cell *cell = &grid->rows[i].cells[k];

            if (cell->card && cards)
                write_card(writer, cell);
            else
                office_write_blocks(writer, &cell->cell->blocks);
        }
    }
}

void office_write_table(struct office_writer *writer, const struct office_table *table)
{
    struct office_grid grid = office_grid_make(writer->arena, table);

    switch (office_grid_kind(&grid)) {
    case OFFICE_TABLE_FORM: write_form(writer, &grid); break;
    case OFFICE_TABLE_LAYOUT: write_layout(writer, &grid); break;
    case OFFICE_TABLE_DATA:
        for (size_t i = 0; i < grid.count; i++)
            office_write_row(writer, &grid.rows[i]);
        break;
    }
}

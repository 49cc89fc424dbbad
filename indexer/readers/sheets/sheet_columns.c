/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_columns.h"

#include <string.h>

enum {
    LABEL_ROOM = 512
};

/* `label` has room for the text. */
static void tidy_label(char *label, const char *text)
{
    size_t len = 0;

    while (*text) {
        size_t skip = strncmp(text, "\xC2\xA0", 2) == 0       ? 2
                      : strncmp(text, "\xE2\x80\xAF", 3) == 0 ? 3
                      : strchr(" \t\n\r\f\v", *text)          ? 1
                                                              : 0;

        if (skip == 0)
            label[len++] = *text++;
        else if (len && label[len - 1] != ' ')
            label[len++] = ' ';
        text += skip;
    }
    while (len && strchr(" :*", label[len - 1]))
        len--;
    label[len] = '\0';
}

char *sheet_label(struct parangon_arena *arena, const char *text)
{
    char *label = parangon_arena_alloc(arena, strlen(text) + 1);

    tidy_label(label, text);
    return label;
}

bool sheet_has_spread(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].across && row->cells[i].len)
            return true;
    }
    return false;
}

/* The group over a column of the row below, when `top` holds titles of groups: the column of its
   title, or SIZE_MAX. Without merged cells, a title goes on over empty cells as long as something
   stands below. */
static size_t group_over(const struct sheet_row *top, const struct sheet_row *sub, size_t column)
{
    bool spread = sheet_has_spread(top);

    if (!sheet_row_cell(sub, column)->len)
        return SIZE_MAX;
    for (size_t at = column;; at--) {
        const struct sheet_cell *cell = sheet_row_cell(top, at);

        if (cell->len && !cell->across)
            return cell->down ? SIZE_MAX : at;
        if (at == 0 || (spread && !cell->across) || !sheet_row_cell(sub, at)->len)
            return SIZE_MAX;
    }
}

size_t sheet_group_width(const struct sheet_row *top, const struct sheet_row *sub, size_t start)
{
    size_t width = 0;

    for (size_t i = start; i < top->count || i < sub->count; i++)
        width += group_over(top, sub, i) == start;
    return width;
}

void sheet_column_letters(size_t column, char letters[8])
{
    char reversed[8];
    size_t len = 0;

    for (column++; column && len < 7; column = (column - 1) / 26)
        reversed[len++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < len; i++)
        letters[i] = reversed[len - 1 - i];
    letters[len] = '\0';
}

static const char *non_empty(const char *text)
{
    return text && *text ? text : NULL;
}

/* `upper` is NULL, or the row of groups above `lower`. */
static void name_column(struct sheet_column *column, size_t at, const struct sheet_row *upper,
                        const struct sheet_row *lower, struct parangon_arena *arena)
{
    size_t group = upper ? group_over(upper, lower, at) : SIZE_MAX;
    const char *title = non_empty(sheet_label(arena, sheet_row_cell(lower, at)->text));

    *column = (struct sheet_column){0};
    if (!title && upper)
        title = non_empty(sheet_label(arena, sheet_row_cell(upper, at)->text));
    column->title = column->label = title;
    if (!title) {
        char letters[8];

        sheet_column_letters(at, letters);
        column->label = parangon_arena_strdup(arena, letters);
    }
    if (!title || group == SIZE_MAX || sheet_row_cell(lower, at)->down)
        return;
    column->group = non_empty(sheet_label(arena, sheet_row_cell(upper, group)->text));
    column->group_start = group;
    if (column->group)
        column->label = parangon_arena_printf(arena, "%s – %s", column->group, title);
}

/* The rows below the head that count for what its columns hold: no notes, no totals. */
struct records {
    const struct sheet_row **rows;
    size_t count;
};

static struct records find_records(const struct sheet_row *rows, size_t count, size_t from,
                                   struct parangon_arena *arena)
{
    struct records records = {parangon_arena_alloc(arena, (count + 1) * sizeof(void *)), 0};

    for (size_t i = from; i < count; i++) {
        const struct sheet_cell *first = sheet_row_cell(&rows[i], sheet_row_next_own(&rows[i], 0));

        if (sheet_row_own_cells(&rows[i]) > 1 && !sheet_is_total(first->text))
            records.rows[records.count++] = &rows[i];
    }
    return records;
}

/* Whether nothing but ticks stands in the column; counts them. */
static bool has_ticks_only(const struct records *records, size_t column, size_t *ticks)
{
    for (size_t i = 0; i < records->count; i++) {
        const char *text = sheet_row_cell(records->rows[i], column)->text;

        if (sheet_is_tick(text))
            ++*ticks;
        else if (!sheet_is_missing(text))
            return false;
    }
    return true;
}

static bool is_same_group(const struct sheet_column *one, const struct sheet_column *other)
{
    return one->group && other->group && one->group_start == other->group_start;
}

/* Marks columns of ticks, and as a list those that stand beside each other in a group. */
static void find_ticks(struct sheet_header *header, const struct records *records)
{
    for (size_t start = 0; start < header->count;) {
        struct sheet_column *column = &header->columns[start];
        size_t run = 0;
        size_t ticks = 0;

        while (start + run < header->count && (run == 0 || is_same_group(column, column + run)) &&
               has_ticks_only(records, start + run, &ticks))
            column[run++].ticks = true;
        for (size_t i = 0; i < run; i++)
            column[i].listed = run > 1 && ticks;
        start += run ? run : 1;
    }
}

/* Marks the columns whose values come under a name that others use, too. */
static void find_shared(struct sheet_header *header)
{
    struct parangon_map names = {0};

    for (size_t i = 0; i < header->count; i++) {
        struct sheet_column *column = &header->columns[i];

        size_t first = parangon_map_put(&names, column->label, strlen(column->label), i);
        column->shared = header->columns[first].shared = first != i || column->shared;
    }
    for (size_t i = 0; i < header->count; i++) {
        const char *group = header->columns[i].group;
        size_t same = group ? parangon_map_get(&names, group, strlen(group)) : PARANGON_MAP_NONE;

        if (same != PARANGON_MAP_NONE)
            header->columns[same].shared = true;
    }
    parangon_map_clear(&names);
}

void sheet_columns_name(struct sheet_header *header, const struct sheet_row *upper,
                        const struct sheet_row *lower, struct parangon_arena *arena)
{
    for (size_t i = 0; i < header->count; i++)
        name_column(&header->columns[i], i, upper, lower, arena);
    find_shared(header);
}

void sheet_columns_find_ticks(struct sheet_header *header, const struct sheet_row *rows,
                              struct parangon_arena *arena)
{
    const struct records records = find_records(rows, header->stop, header->end, arena);

    find_ticks(header, &records);
}

/* The text of the cell is one of the head's texts over this column. */
static bool says_head(const struct sheet_column *column, const struct sheet_cell *cell)
{
    char text[LABEL_ROOM];

    if (cell->len >= sizeof text)
        return false;
    tidy_label(text, cell->text);
    return (column->title && strcmp(column->title, text) == 0) ||
           (column->group && strcmp(column->group, text) == 0);
}

bool sheet_header_is_repeated(const struct sheet_header *header, const struct sheet_row *row)
{
    size_t said = 0;

    for (size_t at = sheet_row_next_own(row, 0); at < row->count;
         at = sheet_row_next_own(row, at + 1)) {
        if (at >= header->count || !says_head(&header->columns[at], &row->cells[at]))
            return false;
        said++;
    }
    return said > 1;
}

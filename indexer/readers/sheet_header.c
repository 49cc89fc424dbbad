/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_header.h"

#include <string.h>

enum {
    LOOKED_AT = 100, /* rows that may stand above the head */
    BODY_ROWS = 30,  /* rows below it that say what a row looks like */
    LABEL_ROOM = 512,
    NEAR = 15 /* rows between a line that looks like a head and the real one */
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

/* How a row looks as a head. */
struct look {
    size_t labels;
    size_t others; /* cells that head nothing */
};

static struct look look_at(const struct sheet_row *row)
{
    struct look look = {0};

    for (size_t i = 0; i < row->count; i++) {
        const struct sheet_cell *cell = &row->cells[i];

        if (!cell->len || cell->across)
            continue;
        if (sheet_is_label(cell->text))
            look.labels++;
        else
            look.others++;
    }
    return look;
}

static size_t count_years(const struct sheet_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++)
        count += sheet_cell_is_own(&row->cells[i]) && sheet_is_year(row->cells[i].text);
    return count;
}

/* The rows below the head that say what a row of the table looks like. */
struct body {
    size_t rows[BODY_ROWS];
    size_t count;
    size_t width;
};

static void find_body(struct body *body, const struct sheet_row *rows, size_t count, size_t head)
{
    *body = (struct body){0};
    for (size_t i = head + 1; i < count && body->count < BODY_ROWS; i++) {
        if (sheet_row_own_cells(&rows[i]) < 2)
            continue;
        body->rows[body->count++] = i;
        body->width = rows[i].count > body->width ? rows[i].count : body->width;
    }
}

/* Whether the row stands over most of the columns that are filled in a quarter of the rows below;
   one row of several may be too long by accident. */
static bool covers_body(const struct sheet_row *rows, size_t count, size_t head)
{
    struct body body;
    size_t filled = 0;
    size_t headed = 0;

    find_body(&body, rows, count, head);
    for (size_t column = 0; column < body.width; column++) {
        size_t cells = 0;

        for (size_t i = 0; i < body.count; i++)
            cells += sheet_row_cell(&rows[body.rows[i]], column)->len != 0;
        if (cells * 4 < body.count || cells < (body.count > 2 ? 2 : 1))
            continue;
        filled++;
        headed += sheet_row_cell(&rows[head], column)->len != 0;
    }
    return headed > 1 && headed * 10 >= filled * 6;
}

static bool asks(const struct sheet_row *row)
{
    const struct sheet_cell *first = sheet_row_cell(row, sheet_row_next_own(row, 0));

    return first->len && first->text[first->len - 1] == ':';
}

/* Whether the row may be a head: texts only, or a text and several years, over most of the columns
   that are filled below. */
static bool may_head(const struct sheet_row *rows, size_t count, size_t at)
{
    const struct look look = look_at(&rows[at]);

    if (look.labels < 2 || look.others)
        return false;
    size_t years = count_years(&rows[at]);
    size_t words = look.labels - years;
    if (words == 0 || (words == 1 && years == 1))
        return false;
    if (look.labels == 2 && asks(&rows[at]))
        return false;
    return covers_body(rows, count, at);
}

/* A line of two texts above the table may look like a head, too: an empty row and then a fuller
   head behind it tell. */
static size_t better_head(const struct sheet_row *rows, size_t count, size_t found)
{
    for (size_t i = found + 1; i < count && i <= found + NEAR; i++) {
        if (rows[i].number > rows[i - 1].number + 1 &&
            look_at(&rows[i]).labels > look_at(&rows[found]).labels && may_head(rows, count, i))
            return i;
    }
    return found;
}

static bool has_spread(const struct sheet_row *row)
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
    bool spread = has_spread(top);

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

/* How many columns belong to the group whose title stands in the column of `top`. */
static size_t group_width(const struct sheet_row *top, const struct sheet_row *sub, size_t start)
{
    size_t width = 0;

    for (size_t i = start; i < top->count || i < sub->count; i++)
        width += group_over(top, sub, i) == start;
    return width;
}

/* Whether the upper row has titles of groups over the titles of the lower: each of its titles stands
   over several of them or over none, and it is no title of the whole table. */
static bool is_pair(const struct sheet_row *top, const struct sheet_row *sub)
{
    size_t groups = 0;
    size_t width = sub->count > top->count ? sub->count : top->count;
    const struct look upper = look_at(top);
    const struct look lower = look_at(sub);

    if (sub->number != top->number + 1 || upper.others || lower.others ||
        sheet_row_own_cells(sub) < 2 || (upper.labels < 2 && !has_spread(top)))
        return false;
    size_t first = 0;
    while (first < width && !sheet_row_cell(top, first)->len && !sheet_row_cell(sub, first)->len)
        first++;
    for (size_t i = 0; i < width; i++) {
        const struct sheet_cell *title = sheet_row_cell(top, i);

        if (!sheet_cell_is_own(title) || !sheet_cell_is_own(sheet_row_cell(sub, i)))
            continue;
        if (group_width(top, sub, i) < 2 || (upper.labels == 1 && i == first))
            return false;
        groups++;
    }
    return groups > 0;
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

        if (!column->label)
            continue;
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

static void make_header(const struct sheet_row *rows, size_t count, size_t head,
                        struct parangon_arena *arena, struct sheet_header *header)
{
    const struct sheet_row *upper = NULL;
    const struct sheet_row *lower = &rows[head];

    if (head + 1 < count && is_pair(&rows[head], &rows[head + 1])) {
        upper = &rows[head];
        lower = &rows[++head];
    } else if (head > 0 && is_pair(&rows[head - 1], &rows[head])) {
        upper = &rows[head - 1];
    }
    header->count = 0;
    for (size_t i = 0; i < count; i++)
        header->count = rows[i].count > header->count ? rows[i].count : header->count;
    header->columns = parangon_arena_alloc(arena, header->count * sizeof *header->columns);
    header->end = head + 1;
    for (size_t i = 0; i < header->count; i++)
        name_column(&header->columns[i], i, upper, lower, arena);
    find_shared(header);
    const struct records records = find_records(rows, count, header->end, arena);
    find_ticks(header, &records);
}

bool sheet_header_find(const struct sheet_row *rows, size_t count, struct parangon_arena *arena,
                       struct sheet_header *header)
{
    for (size_t i = 0; i < count && i < LOOKED_AT; i++) {
        if (!may_head(rows, count, i))
            continue;
        make_header(rows, count, better_head(rows, count, i), arena, header);
        return true;
    }
    return false;
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

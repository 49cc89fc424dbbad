/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_columns.h"

#include <string.h>

enum {
    LOOKED_AT = 100, /* rows that may stand above the head */
    BODY_ROWS = 30,  /* rows below it that say what a row looks like */
    NEAR = 15        /* rows between a line that looks like a head and the real one */
};

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

/* Whether the row may be a head: texts, or a text and several years, over most of the columns
   that are filled below. */
static bool may_head(const struct sheet_row *rows, size_t count, size_t at)
{
    const struct look look = look_at(&rows[at]);

    if (look.labels < 2 || look.others * 5 > look.labels)
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

/* Whether the upper row has titles of groups over the titles of the lower: each of its titles stands
   over several of them or over none, and it is no title of the whole table. */
static bool is_pair(const struct sheet_row *top, const struct sheet_row *sub)
{
    size_t groups = 0;
    size_t width = sub->count > top->count ? sub->count : top->count;
    const struct look upper = look_at(top);
    const struct look lower = look_at(sub);

    if (sub->number != top->number + 1 || upper.others || lower.others ||
        sheet_row_own_cells(sub) < 2 || (upper.labels < 2 && !sheet_has_spread(top)))
        return false;
    size_t first = 0;
    while (first < width && !sheet_row_cell(top, first)->len && !sheet_row_cell(sub, first)->len)
        first++;
    for (size_t i = 0; i < width; i++) {
        const struct sheet_cell *title = sheet_row_cell(top, i);

        if (!sheet_cell_is_own(title) || !sheet_cell_is_own(sheet_row_cell(sub, i)))
            continue;
        if (sheet_group_width(top, sub, i) < 2 || (upper.labels == 1 && i == first))
            return false;
        groups++;
    }
    return groups > 0;
}

/* Behind an empty row another table may begin. */
static void find_stop(const struct sheet_row *rows, size_t count, struct sheet_header *header)
{
    header->stop = count;
    for (size_t i = header->end + 1; i < count; i++) {
        if (rows[i].number == rows[i - 1].number + 1 ||
            !sheet_columns_begin_anew(header, rows + i, count - i))
            continue;
        header->stop = i;
        return;
    }
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
    sheet_columns_name(header, upper, lower, arena);
    sheet_columns_find_figures(header, rows, count);
    find_stop(rows, count, header);
    sheet_columns_find_ticks(header, rows, arena);
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

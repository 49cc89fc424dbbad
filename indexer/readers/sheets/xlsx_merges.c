/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xlsx_merges.h"
#include "readers/xml.h"

#include <ctype.h>
#include <stdlib.h>

/* The largest sheet has 1,048,576 rows and 16,384 columns (XFD). */
#define ROWS_MAX ((size_t)1048576)
#define COLUMNS_MAX ((size_t)16384)

enum {
    MERGES_MAX = 100000
};

bool xlsx_reference(const char *text, size_t *row, size_t *column, const char **end)
{
    size_t letters = 0;
    size_t number = 0;

    for (; isalpha((unsigned char)*text) && letters <= COLUMNS_MAX; text++)
        letters = letters * 26 + (size_t)(toupper((unsigned char)*text) - 'A' + 1);
    for (; isdigit((unsigned char)*text) && number <= ROWS_MAX; text++)
        number = number * 10 + (size_t)(*text - '0');
    if (letters == 0 || letters > COLUMNS_MAX || number == 0 || number > ROWS_MAX)
        return false;
    *row = number;
    *column = letters - 1;
    *end = text;
    return true;
}

static void open_data(void *context, struct xml *xml)
{
    (void)context;
    xml_skip(xml);
}

static void open_merge(void *context, struct xml *xml)
{
    struct xlsx_merges *merges = context;
    const char *range = xml_attribute(xml, "ref");
    size_t row, column, last_row, last_column;

    if (!range || merges->count == MERGES_MAX || !xlsx_reference(range, &row, &column, &range) ||
        *range != ':' || !xlsx_reference(range + 1, &last_row, &last_column, &range) ||
        last_row < row || last_column < column)
        return;
    if (merges->count == merges->cap) {
        merges->cap = merges->cap ? 2 * merges->cap : 64;
        merges->items = parangon_realloc(merges->items, merges->cap, sizeof *merges->items);
    }
    merges->items[merges->count++] =
        (struct xlsx_merge){row, column, last_row - row + 1, last_column - column + 1};
}

static int compare(const void *one, const void *other)
{
    const struct xlsx_merge *a = one;
    const struct xlsx_merge *b = other;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

enum parangon_code xlsx_merges_read(const struct parangon_buf *part, struct xlsx_merges *merges,
                                    struct parangon_error *err)
{
    static const struct xml_element elements[] = {
        {"x:sheetData", open_data, NULL}, {"x:mergeCell", open_merge, NULL}, {0}};
    const struct xml_walk walk = {.elements = elements, .context = merges};
    enum parangon_code code = xml_walk(part, &walk, err);

    if (merges->count)
        qsort(merges->items, merges->count, sizeof *merges->items, compare);
    return code;
}

void xlsx_merges_clear(struct xlsx_merges *merges)
{
    free(merges->items);
    *merges = (struct xlsx_merges){0};
}

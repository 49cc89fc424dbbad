/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables: sheets of labels and values, data in rows, or only the layout of a page. */
#include "html_form.h"
#include "html_names.h"
#include "html_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL_MAX = 400 /* bytes in a cell of data on average; with more it is a column of text */
};

/* What tells the kinds of tables apart. */
struct shape {
    size_t rows, cells;
    size_t pairs;  /* rows of a label and a value */
    size_t headed; /* pairs whose label is a <th>, bold, or ends with ":" */
    size_t text;   /* bytes */
    size_t blocks; /* headings, lists and paragraphs inside of cells */
    bool head_row; /* the first row is all <th> */
    bool nested;   /* another table inside */
};

static bool is_cell(const xmlNode *node)
{
    return html_is(node, "td") || html_is(node, "th");
}

/* The next element of the table that is a row, tables inside of cells left out. */
static xmlNode *next_row(const xmlNode *table, const xmlNode *row)
{
    xmlNode *node = row == table ? html_next(table, table) : html_next_outside(table, row);

    while (node && !html_is(node, "tr"))
        node = html_is(node, "table") || is_cell(node) ? html_next_outside(table, node)
                                                       : html_next(table, node);
    return node;
}

/* The first cell at or after the node among its siblings. */
static xmlNode *cell_at(xmlNode *node)
{
    while (node && !is_cell(node))
        node = node->next;
    return node;
}

static bool has_marked_label(xmlNode *cell)
{
    char *line = html_line(cell, HTML_LABEL_MAX);
    size_t len = strlen(line);
    bool marked = html_is(cell, "th") || (len && line[len - 1] == ':') || html_find(cell, "b") ||
                  html_find(cell, "strong");

    free(line);
    return marked;
}

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789 .,%-/") == strlen(text);
}

static void measure_row(xmlNode *row, struct shape *shape)
{
    xmlNode *first = cell_at(row->children);
    size_t count = 0, heads = 0;

    for (xmlNode *cell = first; cell; cell = cell_at(cell->next)) {
        count++;
        heads += html_is(cell, "th");
    }
    shape->head_row |= shape->rows == 0 && count > 0 && heads == count;
    shape->rows++;
    shape->cells += count;
    if (count != 2)
        return;
    char *label = html_label(first);
    if (label && !is_number(label)) {
        shape->pairs++;
        shape->headed += has_marked_label(first);
    }
    free(label);
}

static struct shape measure(xmlNode *table)
{
    struct shape shape = {0};

    for (xmlNode *row = next_row(table, table); row; row = next_row(table, row))
        measure_row(row, &shape);
    for (xmlNode *node = html_next(table, table); node && !shape.nested;
         node = html_next(table, node)) {
        shape.nested |= html_is(node, "table");
        shape.blocks += html_node_kind(node) & HTML_HEADING || html_is(node, "ul") ||
                        html_is(node, "ol") || html_is(node, "form");
        if (node->type == XML_TEXT_NODE && node->content)
            shape.text += strlen((const char *)node->content);
    }
    return shape;
}

/* A table of two columns with a row of headings is data, unless its labels are marked as such. */
static bool is_sheet(const struct shape *shape)
{
    if (shape->nested || shape->pairs < 2 || shape->pairs * 10 < shape->rows * 7)
        return false;
    return shape->headed * 2 >= shape->pairs || !shape->head_row;
}

static bool is_data(const xmlNode *table, const struct shape *shape)
{
    const char *role = html_attribute(table, "role");

    return !shape->nested && shape->rows > 1 && shape->cells > shape->rows && shape->blocks == 0 &&
           shape->text < shape->cells * CELL_MAX && strcmp(role, "presentation") != 0 &&
           strcmp(role, "none") != 0;
}

static void write_cells(xmlNode *row, struct markup *markup)
{
    bool first = true;

    for (xmlNode *cell = cell_at(row->children); cell; cell = cell_at(cell->next)) {
        struct markup own = {0};

        html_write(cell, &own, NULL);
        if (!first)
            markup_puts(markup, " | ");
        markup_puts(markup, parangon_buf_str(&own.out)); /* on one line */
        parangon_buf_clear(&own.out);
        first = false;
    }
    markup_break(markup, 1);
}

static void write_pair(xmlNode *row, struct markup *markup, cJSON *form)
{
    xmlNode *first = cell_at(row->children), *second = first ? cell_at(first->next) : NULL;
    char *label = second && !cell_at(second->next) ? html_label(first) : NULL;

    if (label)
        html_write_value(label, second, markup, form);
    else
        write_cells(row, markup);
    free(label);
}

/* A row of empty cells leaves no bars behind. */
static bool is_blank(const xmlNode *row)
{
    char *line = html_line(row, 1);
    bool blank = *line == '\0';

    free(line);
    return blank;
}

bool html_write_table(xmlNode *table, struct markup *markup, cJSON *form)
{
    struct shape shape = measure(table);
    bool sheet = is_sheet(&shape);

    if (!sheet && !is_data(table, &shape))
        return false;
    xmlNode *caption = html_find(table, "caption");
    if (caption) {
        html_write(caption, markup, NULL);
        markup_break(markup, 1);
    }
    for (xmlNode *row = next_row(table, table); row; row = next_row(table, row)) {
        if (is_blank(row))
            continue;
        if (sheet)
            write_pair(row, markup, form);
        else
            write_cells(row, markup);
    }
    return true;
}

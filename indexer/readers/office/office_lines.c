/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_lines.h"

#include "office_boxes.h"

#include <stdlib.h>
#include <string.h>

enum {
    ENTRY_MAX = 120, /* bytes of an entry of a list; longer ones are sentences */
    TABLES_DEPTH = 4 /* of tables in a cell that are read as its lines */
};

/* Marks that people type in front of the entries of a list. The last is the bullet of the font
   Symbol, in the area for private use. */
static const char *const marks[] = {"- ",      "* ",      "\u2022 ", "\u2013 ", "\u2014 ",
                                    "\u00B7 ", "\u2219 ", "\u25AA ", "\u25CF ", "\u25E6 ",
                                    "\u2023 ", "\u2043 ", "\u27A2 ", "\u2192 ", "\u2713 ",
                                    "\uF0B7 ", "\uF0A7 ", "\u2022",  "\uF0B7",  NULL};

static size_t mark_length(const char *text)
{
    for (const char *const *mark = marks; *mark; mark++) {
        size_t len = strlen(*mark);

        if (strncmp(text, *mark, len) == 0 && text[len])
            return len + strspn(text + len, " ");
    }
    return 0;
}

static void add_line(struct office_lines *lines, const char *text, size_t len, bool item)
{
    struct office_line *line;

    while (len && (*text == ' ' || *text == '\n')) {
        text++;
        len--;
    }
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\n'))
        len--;
    if (len == 0)
        return;
    line = parangon_arena_alloc(lines->arena, sizeof *line);
    line->next = NULL;
    line->text = parangon_arena_strndup(lines->arena, text, len);
    size_t mark = mark_length(line->text);
    line->text += mark;
    line->item = item || mark;
    if (lines->last)
        lines->last->next = line;
    else
        lines->first = line;
    lines->last = line;
    lines->count++;
}

void office_lines_add_text(struct office_lines *lines, const char *text, bool item)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        add_line(lines, text, len, item);
        text += len + (text[len] == '\n');
    }
}

void office_lines_add_paragraph(struct office_lines *lines, const struct office_paragraph *from)
{
    office_lines_add_text(lines, from->text, from->role == OFFICE_ITEM);
}

static void add_blocks(struct office_lines *lines, const struct office_blocks *blocks,
                       unsigned depth);

static void add_row(struct office_lines *lines, const struct office_row *row, unsigned depth)
{
    struct parangon_buf text = {0};

    for (const struct office_cell *cell = row->first; cell; cell = cell->next) {
        struct office_lines in_cell = {.arena = lines->arena};

        add_blocks(&in_cell, &cell->blocks, depth + 1);
        if (in_cell.count && text.len)
            parangon_buf_puts(&text, " | ");
        parangon_buf_puts(&text, office_lines_join(&in_cell, " "));
    }
    add_line(lines, parangon_buf_str(&text), text.len, false);
    parangon_buf_clear(&text);
}

static void add_blocks(struct office_lines *lines, const struct office_blocks *blocks,
                       unsigned depth)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (block->paragraph)
            office_lines_add_paragraph(lines, block->paragraph);
        if (!block->table || depth >= TABLES_DEPTH)
            continue;
        for (const struct office_row *row = block->table->first; row; row = row->next)
            add_row(lines, row, depth);
    }
}

void office_lines_add(struct office_lines *lines, const struct office_blocks *blocks)
{
    add_blocks(lines, blocks, 0);
}

/* "……", "____", ". . . .": somewhere to write on paper. */
static bool is_blank(const char *text)
{
    size_t count = 0;

    while (*text) {
        if (strncmp(text, "\u2026", 3) == 0)
            text += 3;
        else if (strchr("._ ", *text))
            text++;
        else
            return false;
        count++;
    }
    return count > 1;
}

void office_lines_choose(struct office_lines *lines)
{
    struct office_lines given = *lines;
    bool boxes = office_boxes_in(lines);

    *lines = (struct office_lines){.arena = given.arena, .chosen = boxes};
    if (boxes) {
        office_boxes_choose(&given, lines);
        return;
    }
    for (const struct office_line *line = given.first; line; line = line->next) {
        size_t len = strlen(line->text);

        /* The mark that ends an entry of a list in running text. */
        while (line->item && len > 1 && strchr(" ;,", line->text[len - 1]))
            len--;
        if (!is_blank(line->text))
            add_line(lines, line->text, len, line->item);
    }
}

char *office_lines_join(const struct office_lines *lines, const char *between)
{
    struct parangon_buf text = {0};

    for (const struct office_line *line = lines->first; line; line = line->next) {
        if (text.len)
            parangon_buf_puts(&text, between);
        parangon_buf_puts(&text, line->text);
    }
    char *joined = parangon_arena_strndup(lines->arena, parangon_buf_str(&text), text.len);
    parangon_buf_clear(&text);
    return joined;
}

static bool is_entry(const char *text)
{
    size_t len = strlen(text);

    return len <= ENTRY_MAX && text[len - 1] != '.';
}

bool office_lines_are_list(const struct office_lines *lines)
{
    if (lines->count < 2)
        return false;
    for (const struct office_line *line = lines->first; line; line = line->next) {
        if (!lines->chosen && (!line->item || !is_entry(line->text)))
            return false;
    }
    return true;
}

cJSON *office_lines_value(const struct office_lines *lines)
{
    if (lines->count == 0)
        return NULL;
    if (office_lines_are_list(lines)) {
        cJSON *list = cJSON_CreateArray();

        for (const struct office_line *line = lines->first; line; line = line->next)
            cJSON_AddItemToArray(list, cJSON_CreateString(line->text));
        return list;
    }
    struct parangon_buf text = {0};
    for (const struct office_line *line = lines->first; line; line = line->next)
        parangon_buf_printf(&text, "%s%s%s", text.len ? "\n" : "",
                            line->item && lines->count > 1 ? "- " : "", line->text);
    cJSON *string = cJSON_CreateString(parangon_buf_str(&text));
    parangon_buf_clear(&text);
    return string;
}

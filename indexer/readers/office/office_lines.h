/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_LINES_H
#define INDEXER_READERS_OFFICE_LINES_H

/* What a cell says, as lines: the label or the value of a field in a form. */

#include "office.h"

#include <cjson/cJSON.h>

struct office_line {
    struct office_line *next;
    char *text;
    bool item; /* of a list; its mark is not in the text */
};

struct office_lines {
    struct parangon_arena *arena;
    struct office_line *first, *last;
    size_t count;
    bool chosen; /* they are the checked boxes of a list of them */
};

/* Adds the paragraphs, and the rows of tables as one line each. */
void office_lines_add(struct office_lines *lines, const struct office_blocks *blocks);
void office_lines_add_paragraph(struct office_lines *lines, const struct office_paragraph *from);
/* One line, or several when `text` is broken into them. */
void office_lines_add_text(struct office_lines *lines, const char *text, bool item);

/* Where there are boxes to check, keeps what is checked and nothing else; drops lines of dots to
   write upon. */
void office_lines_choose(struct office_lines *lines);

/* All lines with `between` between them, in the arena. */
char *office_lines_join(const struct office_lines *lines, const char *between);

/* Whether they are short entries of one list rather than prose. */
bool office_lines_are_list(const struct office_lines *lines);

/* A string, or an array for a list; NULL when there is nothing. */
cJSON *office_lines_value(const struct office_lines *lines);

#endif

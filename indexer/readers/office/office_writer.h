/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_WRITER_H
#define INDEXER_READERS_OFFICE_WRITER_H

/* Writes paragraphs and tables as the text and the form of a record. */

#include "office_grid.h"

enum office_written {
    OFFICE_WRITTEN_NOTHING,
    OFFICE_WRITTEN_PARAGRAPH,
    OFFICE_WRITTEN_ITEM,
    OFFICE_WRITTEN_ROW
};

struct office_writer {
    struct parangon_arena *arena;
    struct parangon_buf text;
    enum office_written last;
    cJSON *form; /* labels and values of tables; yours to free */
    size_t labels;
    cJSON *loose; /* the same of paragraphs, which may be a form or not */
    const struct office_paragraph *left_out[4]; /* the title, which is not repeated */
    unsigned top;                               /* the highest level of a heading in the text */
};

void office_writer_init(struct office_writer *writer, struct parangon_arena *arena);
void office_writer_clear(struct office_writer *writer);

void office_write_blocks(struct office_writer *writer, const struct office_blocks *blocks);
void office_write_table(struct office_writer *writer, const struct office_table *table);

/* For what a table is made of: */
void office_write_heading(struct office_writer *writer, const char *text, unsigned level);
void office_write_row(struct office_writer *writer, const struct office_grid_row *row);
void office_write_pair(struct office_writer *writer, const char *label, struct office_lines *value);

/* Puts the value, if there is any, beside what the label has in `form` already. */
void office_writer_add(struct office_writer *writer, cJSON *form, const char *label,
                       const struct office_lines *value);

/* What the document says as a form, or NULL when it is none; yours to free. */
cJSON *office_writer_form(struct office_writer *writer);

#endif

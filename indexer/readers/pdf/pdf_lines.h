/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PDF_LINES_H
#define INDEXER_READERS_PDF_LINES_H

/*
 * The lines of a PDF in the order in which they are read. A page is cut at its gutters, white
 * strips with text on both sides, from the tallest on: what stands above the strip is read first,
 * then its left side, its right side, and what stands below; each part is cut in the same way.
 * What stands in a grid is a table and is read row by row.
 */

#include "pdf_words.h"

struct pdf_line {
    uint32_t page;   /* from 0 */
    uint32_t region; /* lines of one part of the page share it */
    uint32_t at;     /* of its bytes in `text` */
    uint32_t len;
    float x1, y1, x2, y2;
    float left, right; /* edges of the region */
    float size;        /* of most of its type */
    bool bold;         /* throughout */
    bool aside;        /* of a narrow part beside the text */
    bool row;          /* of a table of figures, its cells set apart already */
    /* Of a table: its number from 1, else 0, and the cell that the line is of. */
    uint32_t table;
    uint32_t table_row, table_column;
    uint32_t table_columns;
};

struct pdf_lines {
    struct pdf_line *items;
    size_t count, room;
    struct parangon_buf text;
    uint32_t region_count, table_count;
};

/* In pdf_parts.c: all lines of the document. */
void pdf_lines_init(struct pdf_lines *lines, const struct pdf_words *words);
void pdf_lines_clear(struct pdf_lines *lines);

static inline const char *pdf_line_text(const struct pdf_lines *lines, const struct pdf_line *line)
{
    return lines->text.data + line->at;
}

/* A part of a page while it is cut: words from the top to the bottom. */
struct pdf_part {
    uint32_t *order; /* numbers of words */
    size_t count;
};

#define PDF_KNOWN_MAX 8

struct pdf_layout {
    const struct pdf_words *words;
    struct pdf_lines *lines;
    uint32_t page;
    float em;                   /* the usual size of type on the page */
    uint32_t *spare;            /* room for as many words as the page has */
    float known[PDF_KNOWN_MAX]; /* places of gutters that were found on the page */
    size_t known_count;
};

/* A white strip left of `x`, free of words from `first` up to `end` of the part. */
struct pdf_gutter {
    float x;
    size_t first, end;
    float score; /* 0: there is none */
};

/* In pdf_gutters.c: the best gutter of the part, and then the places of all that are free from
   `first` up to `end`, from the left, at most `max`. */
struct pdf_gutter pdf_gutter_find(const struct pdf_layout *layout, const struct pdf_part *part);
size_t pdf_gutters_of(const struct pdf_layout *layout, const struct pdf_part *part, float *places,
                      size_t max);

/* In pdf_tables.c: whether the part is a table. */
bool pdf_table_is(const struct pdf_layout *layout, const struct pdf_part *part);
/* Adds the lines of the part cell by cell when it is a table. */
bool pdf_table_add(const struct pdf_layout *layout, const struct pdf_part *part);

/* Adds a line of these words, which stand side by side. */
struct pdf_line *pdf_line_add(const struct pdf_layout *layout, const uint32_t *order, size_t count,
                              const bool *cell_begins);

/* Adds the lines of a part that is one column. */
void pdf_column_add(const struct pdf_layout *layout, const struct pdf_part *part, bool aside);
/* Gives the lines `from` on, which are one region, its edges. */
void pdf_set_edges(struct pdf_lines *lines, size_t from, bool aside);

/* How many words from `at` on stand on one line of the part. */
size_t pdf_line_len(const struct pdf_layout *layout, const struct pdf_part *part, size_t at);
void pdf_sort(const struct pdf_layout *layout, uint32_t *order, size_t count,
              float (*key)(const struct pdf_word *word));
void pdf_sort_left(const struct pdf_layout *layout, uint32_t *order, size_t count);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PDF_BLOCKS_H
#define INDEXER_READERS_PDF_BLOCKS_H

/* The blocks of a PDF: headings, paragraphs, items of lists, footnotes and rows of tables, each put
   together from its lines across the ends of lines, columns and pages. */

#include "pdf_lines.h"
#include "readers/text/text_hyphens.h"

#include <cjson/cJSON.h>

/* In sizes of type: a line that begins so far to the right is indented. */
#define PDF_INDENT_MIN 0.6f

enum pdf_block_kind {
    PDF_GONE, /* became the title */
    PDF_PARAGRAPH,
    PDF_HEADING,
    PDF_ITEM,
    PDF_NOTE, /* a footnote */
    PDF_ROW   /* of a table or a form */
};

struct pdf_block {
    enum pdf_block_kind kind;
    struct parangon_buf text;
    uint32_t page;  /* where it begins, from 0 */
    size_t crossed; /* bytes that stand before the end of the page, once it is crossed; else 0 */
    size_t lines;
    float size;
    bool bold;
    bool aside;
    bool numbered; /* an item that counts */
    bool first;    /* of the rows of a table */
    float x;       /* of its first line */
    float hang;    /* of its second line */
};

struct pdf_blocks {
    struct pdf_block *items;
    size_t count, room;
    float body; /* size of the running text */
    bool body_bold;
    cJSON *form; /* label -> value or values, empty without a form */
    const struct pdf_words *words;
    const struct pdf_lines *lines;
    struct hyphens hyphens;
    float *pitches; /* of the lines of each region, 0 where there are too few */
    float leading;  /* the usual pitch, in sizes of type */
};

void pdf_blocks_init(struct pdf_blocks *blocks, const struct pdf_words *words,
                     const struct pdf_lines *lines);
void pdf_blocks_clear(struct pdf_blocks *blocks);

struct pdf_block *pdf_block_add(struct pdf_blocks *blocks, enum pdf_block_kind kind, uint32_t page);

/* In pdf_measures.c: what is usual in the document. */
void pdf_blocks_measure(struct pdf_blocks *blocks);
/* Whether two sizes of type are the same, but for rounding. */
bool pdf_same_size(float one, float other);

/* Whether the line, which stands before the line `of`, would have had room for the first word of
   it, `next`: then it was ended on purpose. */
bool pdf_has_room(const struct pdf_line *line, const char *next, const struct pdf_line *of);

/* In pdf_breaks.c: whether `line` begins a block when it stands below `before`, the last of
   `block`, in one part of the page. */
bool pdf_begins_block(const struct pdf_blocks *blocks, const struct pdf_block *block,
                      const struct pdf_line *before, const struct pdf_line *line);
bool pdf_begins_note(const struct pdf_blocks *blocks, const struct pdf_line *line);
size_t pdf_bullet_len(const char *text, size_t len);
bool pdf_has_bullet(const char *text, size_t len); /* a dash and a number too */
/* Whether much of the column, a quarter, is free behind the line. */
bool pdf_is_short(const struct pdf_line *line);
/* Whether the block is set in larger or bolder type than the running text. */
bool pdf_is_display(const struct pdf_blocks *blocks, const struct pdf_block *block);

/* In pdf_cells.c: adds the rows of the table whose lines begin at `at`; returns how many lines it
   has. What a form says goes into `form` as well. */
size_t pdf_blocks_add_table(struct pdf_blocks *blocks, size_t at);
/* Puts a value of a form under its label, beside others that it has. */
void pdf_form_add(cJSON *form, const char *label, const char *value);

/* In pdf_title.c: the title, yours to free, or NULL; `given` is what the document's own data say,
   or NULL. A block that says the same is taken out. */
char *pdf_blocks_title(struct pdf_blocks *blocks, const char *given);

/* In pdf_write.c: the text with its page breaks. */
void pdf_blocks_write(const struct pdf_blocks *blocks, struct parangon_buf *to);

#endif

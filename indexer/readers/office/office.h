/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_H
#define INDEXER_READERS_OFFICE_H

/*
 * A text document as the readers of office formats see it: paragraphs and tables, in order, with
 * the few traits that tell headings, labels and lists. A reader builds it while it walks through
 * the file; office_version.h then makes a version of a record of it.
 *
 * All of it lives in the document's arena. One thread.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

#include <stdbool.h>

/* How letters look and what language they are in. */
struct office_look {
    bool bold;
    unsigned size; /* in half points; 0 when unknown */
    char lang[4];  /* "fr"; empty when unknown */
};

enum office_role {
    OFFICE_BODY,
    OFFICE_ITEM, /* of a list */
    OFFICE_HEADING,
    OFFICE_TITLE
};

struct office_paragraph {
    char *text; /* without white space at its ends; single spaces, "\n" where a line is broken */
    enum office_role role;
    unsigned level; /* of a heading, from 1 */
    bool bold;      /* throughout */
    unsigned size;  /* of its largest letters, in half points; 0 when unknown */
    size_t label;   /* bytes at its beginning that are bold while the rest is not */
};

/* What stands one below the other in the body, a cell or a text box. */
struct office_blocks {
    struct office_block *first, *last;
};

struct office_block {
    struct office_block *next;
    struct office_paragraph *paragraph; /* one of the two */
    struct office_table *table;
};

struct office_cell {
    struct office_cell *next;
    unsigned column, span; /* of the grid */
    bool continued;        /* belongs to the cell above, with which it is merged */
    bool shaded;
    struct office_blocks blocks;
};

struct office_row {
    struct office_row *next;
    struct office_cell *first, *last;
    bool header;  /* said to be repeated on each page */
    bool dropped; /* deleted in tracked changes */
};

struct office_table {
    struct office_row *first, *last;
};

struct office {
    struct parangon_arena *arena;
    struct office_blocks body, notes;
    struct office_look look;    /* of the text that is added next */
    struct office_frame *frame; /* the innermost that is open */
    struct office_language *languages;
    size_t blocks; /* paragraphs, tables, rows, cells so far */
    size_t bytes;  /* of text so far */
    void *spare;   /* stands for all blocks beyond the limit */
};

/* With more, a document must not be looked at: its blocks are no tree any more. */
#define OFFICE_BLOCKS_MAX ((size_t)1000000)
#define OFFICE_TEXT_MAX ((size_t)16 << 20)

void office_init(struct office *office);
/* PARANGON_REJECTED when the limit was passed: there is no use in reading on. */
enum parangon_code office_check(const struct office *office, struct parangon_error *err);
void office_clear(struct office *office);

/* What is added between the two calls goes to the notes, at the end of the document. */
void office_notes_begin(struct office *office);
void office_notes_end(struct office *office);

/* A paragraph begun in another one stands behind it; empty ones leave no trace. */
void office_paragraph_begin(struct office *office);
void office_paragraph_end(struct office *office, enum office_role role, unsigned level);

/* Goes to the open paragraph, and nowhere without one. Any white space is a space. */
void office_text(struct office *office, const char *text, size_t len);
void office_break(struct office *office);

void office_table_begin(struct office *office);
void office_table_end(struct office *office);
void office_row_begin(struct office *office);
void office_row_end(struct office *office);
void office_cell_begin(struct office *office);
/* What is open, to be told its traits any time before it ends; NULL when none is. */
struct office_row *office_row(struct office *office);
struct office_cell *office_cell(struct office *office);
void office_cell_end(struct office *office);
/* A place of the grid without a cell of its own. */
void office_skip_columns(struct office *office, unsigned count);

/* The language of at least nine letters in ten, or "" */
const char *office_language(const struct office *office);

#endif

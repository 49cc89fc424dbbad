/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENT_H
#define QUERY_OUTPUT_DOCUMENT_H

/*
 * A document: what an answer says, as headings, paragraphs, points and tables, before it takes a
 * format. A kind of answer is put into a document once (documents in output.h); a format sets any
 * document. Neither knows of the other.
 *
 * A document is built from the top down: what is opened last takes the words that follow. All
 * texts are copied; the document owns all that it holds.
 */

#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdbool.h>

enum span_kind {
    SPAN_PLAIN,
    SPAN_STRONG,
    SPAN_FAINT,
    SPAN_LINK,  /* `target` is an address */
    SPAN_RECORD /* `target` is the id of a record */
};

struct span {
    enum span_kind kind;
    const char *text;
    const char *target;      /* or NULL */
    enum parangon_lang lang; /* PARANGON_OTHER: the document's own */
};

/* Words: of a paragraph, or of a cell. */
struct spans {
    struct span *items;
    size_t count, cap;
};

struct cell {
    struct spans spans;
    bool is_number;
    bool is_missing; /* not known: never to be read as none or zero */
    double number;
    int decimals;
    bool is_year;     /* digits alone, in no groups */
    const char *unit; /* "EUR" for money, or what follows the number; or NULL */
};

struct row {
    struct cell *cells; /* as many as there are columns, or fewer */
    size_t count, cap;
};

struct column {
    const char *name;
    const char *key; /* what programs call it, the same in both languages; or NULL */
    bool is_number;  /* set to the right */
};

struct table {
    const char *caption;
    const char *name; /* short, for the sheet of a workbook; no two alike */
    struct column *columns;
    size_t column_count, column_cap;
    struct row *rows;
    size_t row_count, row_cap;
    bool row_heads; /* the first cell of each row names the row */
    bool cards;     /* its cells hold sentences: a page shows a card a row */
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_POINT,
    BLOCK_TABLE
};

struct block {
    enum block_kind kind;
    unsigned level; /* of a heading, from 1; of a point, from 0 */
    struct spans spans;
    struct table table;
};

/* What made the answer that a document tells. */
struct about {
    const char *name;          /* what `question` is, for people: "Recherche", "Fiche" */
    const char *question;      /* words as they were typed, an id, a place; or NULL */
    bool quoted;               /* it is words, which stand in quotes */
    const char *filters;       /* "theme=eau-assainissement | country=MG", for programs; or NULL */
    const char *filters_shown; /* "Thème : Eau et assainissement", for people; or NULL */
    const char *date;          /* when it was asked, as 2021-02-16; or NULL */
    double total, shown;       /* results there are, and of them here; negative for none such */
};

struct document {
    struct parangon_arena *arena;
    struct about about;    /* set by output_print */
    enum parangon_lang ui; /* which language its own words are in */
    const char *title;
    struct block *blocks;
    size_t count, cap;
    struct spans *open; /* takes the words that follow; not for those who read */
};

void document_init(struct document *document, enum parangon_lang ui, const char *title);
void document_clear(struct document *document);

/* ---- Blocks ---- */

void document_heading(struct document *document, unsigned level, const char *text);
void document_paragraph(struct document *document);
void document_point(struct document *document, unsigned level);

/* "name: " in bold, as the opening of a point or paragraph. */
void document_name(struct document *document, const char *name);

/* ---- Words, in what was opened last: paragraph, point or cell ---- */

void document_text(struct document *document, const char *text);
/* In the language of a record, which need not be that of the reader. */
void document_text_in(struct document *document, const char *text, enum parangon_lang lang);
void document_strong(struct document *document, const char *text);
void document_faint(struct document *document, const char *text);
/* Only http(s) addresses become links; others are plain text. */
void document_link(struct document *document, const char *text, const char *url);
void document_record(struct document *document, const char *title, const char *id,
                     enum parangon_lang lang);

/* ---- Tables: columns first, then row by row and cell by cell ---- */

void document_table(struct document *document, const char *name, const char *caption,
                    bool row_heads);
/* The table just opened is of sentences. */
void document_cards(struct document *document);
void document_column(struct document *document, const char *name, bool is_number);
/* What programs call the column that was added last; its name unless this is said. */
void document_key(struct document *document, const char *key);
void document_row(struct document *document);
/* Opens an empty cell; the words that follow go into it. */
void document_cell(struct document *document);
/* A cell with a number, written in full in formats for programs and for people as they write it;
   `unit` may be NULL. Words may follow. */
void document_number(struct document *document, double value, int decimals, const char *unit);
void document_year(struct document *document, double year);
/* A cell of which nothing is known, with the words for it. */
void document_missing(struct document *document, const char *text);

/* ---- For the formats ---- */

/* The words of spans one after the other, without their kinds. */
void spans_add(struct parangon_buf *out, const struct spans *spans);

/* The same with ids and addresses in brackets, where they are not the words themselves. */
void spans_add_whole(struct parangon_buf *out, const struct spans *spans);

/* The number of a cell with its unit, without the words that follow it. */
void cell_add_number(struct parangon_buf *out, const struct cell *cell, enum parangon_lang ui);

/* What a person reads in a cell: its number with its unit, then its words. */
void cell_add(struct parangon_buf *out, const struct cell *cell, enum parangon_lang ui);

#endif

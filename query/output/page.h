/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_PAGE_H
#define QUERY_OUTPUT_PAGE_H

/*
 * A page: text set in lines of a given width, for a terminal or a plain file.
 *
 * Lines break at spaces by what characters take on the screen; never inside a character, nor
 * before the signs that French puts a space before. A word wider than a line is broken. Control
 * characters and escape sequences of what is shown never reach the terminal.
 */

#include "parangon/memory.h"

#include <stdbool.h>

enum style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_DIM
};

struct page {
    struct parangon_buf *out;
    unsigned width;
    bool styled;
    unsigned first, rest; /* indent of a paragraph's first line and of the others */
    const char *mark;     /* stands in the first line's indent; borrowed */
    /* The rest belongs to page.c. */
    bool begun;      /* the paragraph has a line */
    unsigned column; /* where the line ends; 0 before its indent */
    bool space;      /* a space goes before the word */
    bool gap;        /* white space was met after the word */
    int last;        /* last character of the word */
    struct parangon_buf word;
    unsigned word_width;
};

#define PAGE_WIDTH 80u
#define PAGE_WIDTH_MIN 20u

/* `out` is borrowed; a width of 0 means PAGE_WIDTH. Ends with page_clear. */
void page_init(struct page *page, struct parangon_buf *out, unsigned width, bool styled);
void page_clear(struct page *page);

/* A paragraph: opened, filled, closed. One that stays empty prints nothing. */
void page_open(struct page *page, unsigned first, unsigned rest);
/* Puts a number or a sign in the indent of the paragraph just opened, its end at the text; printed
   as it is. `mark` must live until the paragraph is closed. */
void page_mark(struct page *page, const char *mark);
void page_text(struct page *page, const char *text, enum style style);
void page_close(struct page *page);

/* A whole paragraph with one indent; nothing when the text is empty. */
void page_paragraph(struct page *page, unsigned indent, const char *text, enum style style);

/* One line that is never broken, so that it can be copied: an id, an address. */
void page_unbroken(struct page *page, unsigned indent, const char *text, enum style style);

void page_blank(struct page *page);

/* The columns that a text takes on the screen. */
unsigned page_columns(const char *text);

/* The character to show for one that a record holds: itself, U+FFFD for a control character, 0
   for one that only reorders or hides text. White space is left as it is. */
int page_printable(int character);

/* Adds the text with each character made printable; tabs and line ends are kept. */
void page_add_clean(struct parangon_buf *out, const char *text);

#endif

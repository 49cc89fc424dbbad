/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PDF_WORDS_H
#define INDEXER_READERS_PDF_WORDS_H

/*
 * The words of a PDF: where each stands, how large, how bold. Lengths are in points, from the top
 * left corner of the page. What the words say is valid UTF-8.
 */

#include "parangon/memory.h"

#include <poppler.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_word {
    float x1, y1, x2, y2;
    float size;  /* of the type */
    uint32_t at; /* of its bytes in `text` */
    uint16_t len;
    bool bold;
    bool ornament; /* a sign of some font alone: a bullet where it begins a line */
    bool
        dropped; /* dots that lead to a number, a running head, a page number, the mark of a footnote */
};

struct pdf_page {
    size_t first, count; /* words */
    float width, height;
};

struct pdf_words {
    struct pdf_word *items;
    size_t count, room;
    struct pdf_page *pages;
    size_t page_count;
    size_t empty_pages; /* without any text */
    struct parangon_buf text;
};

/* All words of the document, page by page, in the order that the library tells.
   PARANGON_REJECTED when there are more than can be held. */
enum parangon_code pdf_words_read(struct pdf_words *words, PopplerDocument *document,
                                  struct parangon_error *err);
void pdf_words_clear(struct pdf_words *words);

/* In pdf_heads.c: marks running heads and feet and page numbers as dropped. */
void pdf_words_drop_heads(struct pdf_words *words);

static inline const char *pdf_word_text(const struct pdf_words *words, size_t word)
{
    return words->text.data + words->items[word].at;
}

static inline float pdf_word_middle(const struct pdf_word *word)
{
    return (word->y1 + word->y2) / 2;
}

#endif

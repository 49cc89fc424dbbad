/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_BLOCKS_H
#define INDEXER_READERS_TEXT_BLOCKS_H

/*
 * The blocks of a plain text: paragraphs, items of lists, notes, boxes and narrow asides, each put
 * together from its lines, in the order of the file. A paragraph that a column, a page or a chart
 * interrupts is made whole, and what the layout printed twice is taken out.
 */

#include "text_hyphens.h"
#include "text_lines.h"

/* A line of more characters is a whole paragraph: the text is not broken into lines. */
#define TEXT_LINE_MAX 120

enum text_block_kind {
    BLOCK_GONE, /* became part of another block, or was printed twice */
    BLOCK_PARAGRAPH,
    BLOCK_ITEM, /* of a list; `text` is without its bullet, but with its number */
    BLOCK_NOTE, /* a footnote */
    BLOCK_BOX,  /* set apart under a label such as EXEMPLE */
    BLOCK_ASIDE /* a narrow column: a pull quote, a caption */
};

struct text_block {
    enum text_block_kind kind;
    struct parangon_buf text;
    struct parangon_buf label; /* of a box */
    size_t lines;
    size_t width; /* of the widest line */
    size_t first_width;
    size_t last_width;
    bool numbered; /* an item that counts */
    bool is_short; /* for text_sections: perhaps a heading or a label */
    bool heading;
};

struct text_blocks {
    struct text_block *items;
    size_t count;
    size_t room;
    size_t width; /* of a usual line */
};

void text_blocks_init(struct text_blocks *blocks, const struct text_lines *lines,
                      const struct hyphens *hyphens);
void text_blocks_clear(struct text_blocks *blocks);

/* In text_flow.c: joins the parts of interrupted paragraphs. */
void text_blocks_join(struct text_blocks *blocks, const struct hyphens *hyphens);
/* In text_repeats.c: takes out what is printed twice. */
void text_blocks_drop_repeats(struct text_blocks *blocks);

#endif

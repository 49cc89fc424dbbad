/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_SECTIONS_H
#define INDEXER_READERS_TEXT_SECTIONS_H

/* Headings, and the text written out: in sections under "## " lines, a paragraph on one line. */

#include "text_blocks.h"

/* Marks the headings among the blocks. */
void text_sections_mark(struct text_blocks *blocks);

/* Takes the title out of the blocks, when the text begins with one: yours to free, or NULL. */
char *text_sections_title(struct text_blocks *blocks);

void text_sections_write(const struct text_blocks *blocks, struct parangon_buf *to);

#endif

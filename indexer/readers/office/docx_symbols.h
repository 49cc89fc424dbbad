/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_DOCX_SYMBOLS_H
#define INDEXER_READERS_DOCX_SYMBOLS_H

/* Signs that older forms take from the fonts Wingdings, where a box is the letter "o". */

#include <stdbool.h>

bool docx_is_symbol_font(const char *font);

/* What the character of such a font shows, or "" for mere ornaments. */
const char *docx_symbol(unsigned code);

#endif

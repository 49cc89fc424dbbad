/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_BULLETS_H
#define INDEXER_READERS_TEXT_BULLETS_H

/* What begins an item of a list. Text is valid UTF-8 here. */

#include <stddef.h>

/* The length of the bullet and the space behind it at the start of the line, or 0. */
size_t bullets_sign(const char *text, size_t len);
/* The same for "- ", "– ", "* ", which also stand in the middle of sentences. */
size_t bullets_dash(const char *text, size_t len);
/* The same for "1. " and "1) ". */
size_t bullets_number(const char *text, size_t len);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_MARKUP_H
#define INDEXER_READERS_MARKUP_H

/*
 * Writing the text of a record from a document of elements: white space is collapsed, paragraphs
 * are kept apart by an empty line, a heading or an item gets its sign in front.
 *
 * A zeroed struct is empty and valid. Breaks and signs wait for the text that follows, so that empty
 * elements leave no trace.
 */

#include "parangon/memory.h"

#include <stdbool.h>

struct markup {
    struct parangon_buf out;
    const char *sign; /* waits: "## ", "- ", or NULL. Static storage */
    unsigned breaks;  /* line ends that wait, 0 to 2 */
    bool space;       /* white space waits */
    bool verbatim;    /* lines stay as they are (pre) */
};

/* Adds text, valid UTF-8. */
void markup_text(struct markup *markup, const char *text, size_t len);
void markup_puts(struct markup *markup, const char *text);
/* Ends a line (1) or a paragraph (2). */
void markup_break(struct markup *markup, unsigned lines);
/* Ends the line, and puts a sign in front of what follows. */
void markup_sign(struct markup *markup, const char *sign, unsigned lines);

#endif

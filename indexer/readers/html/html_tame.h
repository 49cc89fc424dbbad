/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_TAME_H
#define INDEXER_READERS_HTML_TAME_H

/*
 * A page made harmless before it is parsed.
 *
 * libxml2's HTML parser compares each attribute of a tag with all others, looks through all open
 * elements at an end tag, and stops where 256 are open; a hostile page makes it run for hours or
 * stop early. So it is given tags with the few attributes that matter, nested to a bounded depth,
 * and no scripts, styles, drawings or comments at all. One pass, linear in the length of the page.
 */

#include "parangon/memory.h"

struct html_tame {
    struct parangon_buf markup;      /* for the parser */
    struct parangon_buf linked_data; /* the JSON-LD of the page, each text ended by a NUL */
};

/* `text` is valid UTF-8. The caller clears both buffers. */
void html_tame(const char *text, size_t len, struct html_tame *tame);

#endif

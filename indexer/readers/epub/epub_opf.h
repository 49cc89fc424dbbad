/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_EPUB_OPF_H
#define INDEXER_READERS_EPUB_OPF_H

/* The package document of a book: https://www.w3.org/TR/epub-33/#sec-package-doc */

#include "parangon/memory.h"

#include <stdbool.h>

enum {
    EPUB_CHAPTERS_MAX = 5000
};

/* Strings live in the arena. */
struct epub_opf {
    const char *title, *lang, *summary; /* NULL when it does not say */
    const char **chapters;              /* paths in the zip, in the order of reading */
    size_t count;
};

/* The path of the package document that META-INF/container.xml names, or NULL. */
const char *epub_opf_path(const struct parangon_buf *container, struct parangon_arena *arena);

/* `path` is where the package document stands, which its references begin from. False when it
   cannot be read at all. */
bool epub_opf_read(struct epub_opf *opf, const struct parangon_buf *bytes, const char *path,
                   struct parangon_arena *arena);

#endif

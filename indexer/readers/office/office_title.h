/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_TITLE_H
#define INDEXER_READERS_OFFICE_TITLE_H

/* The title of a document, which people give in many ways or not at all. */

#include "office_version.h"

#define OFFICE_TITLE_PARAGRAPHS 4

struct office_title {
    char *text; /* in the arena; NULL when there is none */
    /* The paragraphs that it was made of, the rest NULL: they are not repeated in the text. */
    const struct office_paragraph *paragraphs[OFFICE_TITLE_PARAGRAPHS];
};

/* Paragraphs in the style for titles; else the property, when it is about this document; else the
   only heading of the first level; else a short line in large or bold letters at the beginning. */
struct office_title office_title_find(const struct office *office,
                                      const struct office_properties *properties);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_TEXT_HYPHENS_H
#define INDEXER_READERS_TEXT_HYPHENS_H

/*
 * Putting lines together again: was "inter-" at the end of a line a word cut in two, or half of a
 * compound? The text itself is the witness, for a word rarely stands only where it is cut.
 */

#include "text_lines.h"

#include "parangon/memory.h"

/* Words in lower case with the number of times they occur, sorted. */
struct hyphens_list {
    struct parangon_map numbers;
    struct hyphens_word *words;
    size_t count;
    size_t room;
};

struct hyphens {
    struct hyphens_list words;     /* whole words outside of compounds */
    struct hyphens_list compounds; /* pairs within a line, as "saint-etienne" */
};

void hyphens_init(struct hyphens *hyphens, const struct text_lines *lines);
void hyphens_clear(struct hyphens *hyphens);

/* Whether the text ends in the first part of a word that the end of the line cut. */
bool hyphens_is_cut(const char *text, size_t len);

/* Whether the cut word at the end of `text`, whole again with the start of `more`, is a word or
   compound that the text also has elsewhere. */
bool hyphens_known(const struct hyphens *hyphens, const char *text, size_t len, const char *more,
                   size_t more_len);

/* Adds a line to a text: after a space, or so that a word cut at the end is whole again.
   Runs of spaces in the line become one. */
void hyphens_append(const struct hyphens *hyphens, struct parangon_buf *text, const char *line,
                    size_t len);

#endif

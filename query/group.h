/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_GROUP_H
#define QUERY_GROUP_H

#include "match.h"

/*
 * Groups: the translations of one word as one weighted term. Its frequency in a passage is the sum
 * of the frequencies of its parts, each times its share, and so is the number of passages that hold
 * it (measured: a flat OR of the translations is 20 points behind, a synonym group 2 to 3).
 */

/* Gives `alternative` the parts for the translations of a form into `lang`; false when the table
   has none. */
bool group_make(struct match *match, struct alternative *alternative, enum parangon_lang lang,
                const char *form);

/* The most frequent word of the index with this stem, for people to read: folded; the stem itself
   when there is none. In the arena of the request. */
const char *group_word(const struct match *match, enum parangon_lang lang, const char *stem);

/* Reads the postings of all parts into those of the alternative, and sets its idf. */
enum parangon_code group_read(struct match *match, struct alternative *alternative,
                              struct parangon_error *err);

#endif

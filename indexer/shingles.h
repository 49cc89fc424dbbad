/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SHINGLES_H
#define INDEXER_SHINGLES_H

/*
 * How alike two texts are, by their shingles: the runs of three words of the folded text.
 *
 * Texts that may be alike are found by MinHash (A. Z. Broder, "On the resemblance and containment
 * of documents", 1997): the least value that a random hash has over the shingles of a text agrees
 * between two texts with the probability of their resemblance. Such values are grouped into bands
 * (J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", chapter 3): two texts share
 * at least one of the 16 bands of 8 with a probability of 0.9999 at a resemblance of 0.9, 0.95 at
 * 0.8, 0.06 at 0.5. What shares a band is then compared exactly.
 *
 * Nothing here keeps state; a text is borrowed during the call.
 */

#include "parangon/text.h"

#include <cjson/cJSON.h>

enum {
    SHINGLES_BANDS = 16,
    SHINGLES_WORDS_MIN = 30 /* of fewer words only a text of the same name is alike, word by word */
};

/* The bands of the title and text of a version; false when it has too few words. The same text
   gives the same bands on every machine: they are kept in an index. */
bool shingles_bands(const cJSON *version, uint64_t bands[SHINGLES_BANDS]);

struct likeness {
    double resemblance; /* the shingles in both, among those in either: 0 to 1 */
    double words;       /* the same of single words, which no other order of tables changes */
    size_t only_first;  /* the words of the first that the second does not have, and back */
    size_t only_second;
    bool few; /* one of the two has too few words to be told by its resemblance */
};

void shingles_compare(const cJSON *first, const cJSON *second, struct likeness *likeness);

/* What the names of two files say of their being one sheet. */
enum shingles_names {
    SHINGLES_UNLIKE,
    SHINGLES_VERSIONS, /* Fiche_VF.docx and Fiche_VF2.docx */
    SHINGLES_SAME      /* Fiche.docx and Fiche.pdf */
};

/* Whether the two are one sheet. */
bool shingles_are_one(const struct likeness *likeness, enum shingles_names names);

#endif

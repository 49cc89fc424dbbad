/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_TEXT_SEQUENCES_H
#define CORPUS_TEXT_SEQUENCES_H

/* What vocabulary/languages.tsv says, as embed_languages.py lays it out: a row stands at the place
   that the hash of its key names, or at the next free one behind it. */

#include <stdint.h>

enum {
    SEQUENCE_PLACE_BITS = 13,
    SEQUENCE_PLACES = 1 << SEQUENCE_PLACE_BITS,
    SEQUENCE_UNIT = 16 /* of the weights */
};

struct sequence {
    uint64_t key; /* its letters, ten bits each; 0 for an empty place */
    int16_t french, english;
};

extern const struct sequence sequences[SEQUENCE_PLACES];

#endif

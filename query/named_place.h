/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_NAMED_PLACE_H
#define QUERY_NAMED_PLACE_H

/*
 * Places named in a question: communes, groups of communes, departments and regions, by any of
 * their names, with the terms of the index under which records about them are found.
 *
 * What is found is borrowed from the places and from the arena.
 */

#include "question.h"

#include "parangon/places.h"

enum {
    NAMED_PLACES_MAX = 16, /* of one question */
    HOMONYMS_MAX = 4,      /* places of one name */
    PLACE_TERMS_MAX = 24   /* of one named place */
};

/* A term, for parangon_term(), and how much a record that has it is about the place, 0 to 1. */
struct place_term {
    const char *prefix, *value;
    double strength;
};

struct named_place {
    size_t first, count;                               /* its words among those given */
    size_t context;                                    /* words just before it: "ville de" */
    const struct parangon_place *places[HOMONYMS_MAX]; /* that may be meant, the best first */
    size_t place_count;
    bool sure; /* one place, named by a word that means nothing else */
    struct place_term terms[PLACE_TERMS_MAX]; /* the strongest of each value */
    size_t term_count;
};

/* Finds the places named by the words of a question, which stand in `words` as they were typed:
   in order, stop words too, a repeated word each time. The longest name wins, and names do not
   overlap. Returns how many, at most NAMED_PLACES_MAX.

   A name that is also a word (Nice, Tours, Sens) is one when it has a capital that the question
   does not give to every word, or after "à", "de", "ville de", "in", "of", or when nothing else
   is asked. A short form that is also a word (Sainté, GPS, MEL) must be written just so. */
size_t named_places_find(const struct parangon_places *places, struct parangon_arena *arena,
                         const struct question_word *words, size_t count,
                         struct named_place found[NAMED_PLACES_MAX]);

#endif

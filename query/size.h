/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SIZE_H
#define QUERY_SIZE_H

/*
 * Sizes in a question: the population that words such as « ville de 150 000 habitants », « 100-200k
 * hab » or "under 100,000 people" mean. Nothing is kept between calls.
 */

#include "parangon/text.h"

#define SIZE_NO_BOUND (-1L) /* as `to`: "more than 400,000" has no upper bound */

enum {
    SIZES_MAX = 4 /* read of one question */
};

/* A population from `from` to `to`, both included. A single figure means the band from half to
   double of it, of which it is the middle; `figure` is 0 where bounds were said. */
struct size {
    long from, to;
    long figure;
    size_t begin, end; /* the bytes that say it, "ville de" and "plus de" included */
};

/* Reads the sizes of a question, in order; returns how many, at most SIZES_MAX. A number is a size
   when a word for inhabitants follows, or "population" or "ville de" comes before, and it is no
   rate (« pour 1 000 habitants »), density, year or threshold. Words of both languages are read
   whatever `lang`, which only tells what the marks within a number are. */
size_t sizes_read(const char *text, size_t len, enum parangon_lang lang,
                  struct size sizes[SIZES_MAX]);

/* How well a population fits a size, 0 to 1; 0 when it is unknown (0 or less).
   With d the distance in doublings, |log2(population / figure)|:
   a single figure gives 1 - d/2: 1 at the figure, 1/2 at half and double, 0 at a quarter and four
   times. Bounds give 1 between them, and outside (1 - d) / 2 with d from the nearer bound: no more
   than 1/2, 0 from one doubling on. */
double size_fit(const struct size *size, long population);

#endif

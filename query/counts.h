/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COUNTS_H
#define QUERY_COUNTS_H

/* How many records each value of a facet has. */

#include "rank.h"

struct count {
    char *value;
    uint32_t record; /* one that has the value, or UINT32_MAX */
    size_t count;
    bool selected;
    struct span span; /* of a quantity */
};

struct counts {
    struct count *values;
    size_t count, cap;
};

/* What is counted: the records that match and pass all filters but `own`, SIZE_MAX for none. */
struct counted {
    const struct ranking *ranking;
    struct match *match;
    const struct facet *facet;
    size_t own;
};

bool counted_has(const struct counted *counted, uint32_t record);

/* `count` but for its value, of which a copy is taken. */
void counts_add(struct counts *counts, const char *value, struct count count);
void counts_clear(struct counts *counts);

/* Counts of the ranges of a quantity, in their order: buckets from the smallest, decades and years
   from the latest; ranges without a record are left out unless they are chosen. The years are those
   in which some matching action begins or ends; what goes on is counted in all later ones too. */
enum parangon_code counts_of_quantity(const struct counted *counted, struct counts *counts,
                                      struct parangon_error *err);

#endif

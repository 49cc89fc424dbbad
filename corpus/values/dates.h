/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_VALUES_DATES_H
#define CORPUS_VALUES_DATES_H

/* One date within a value, for the reader of periods. */

#include "tokens.h"

/* 0 for what is not told; a day comes with its month. */
struct day {
    int year, month, day;
};

/* The date at `*at`, which moves behind it; a month may stand without its year (« de mars à mai
   2021 »). False when there is none. */
bool day_read(const struct tokens *tokens, size_t *at, struct day *day);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_QUANTITY_H
#define QUERY_QUANTITY_H

/*
 * Quantities of a record that are filtered by ranges: the years of the action, the population of
 * its lead, its amount in euros. Static storage; any thread.
 */

#include "parangon/index.h"

enum quantity {
    QUANTITY_NONE,
    QUANTITY_YEAR,
    QUANTITY_POPULATION,
    QUANTITY_AMOUNT,
    QUANTITY_COUNT
};

/* From `first` to `last`, both included. */
struct span {
    int64_t first, last;
};
#define SPAN_NO_BOUND INT64_MAX /* as `last`; the same below is 0 */

/* By the name of its filter in either language, case and accents aside; QUANTITY_NONE for none. A
   decade is a range of years. */
enum quantity quantity_named(const char *name);

/* The English name of its filter. */
const char *quantity_name(enum quantity quantity);

/* "2018..2021", "2018..", "..2021", "2019"; but for years with k and M for thousands and millions:
   "100k..". PARANGON_USAGE when it is none. */
enum parangon_code quantity_read(enum quantity quantity, const char *text, struct span *span,
                                 struct parangon_error *err);

/* Whether a record is within a range; one whose quantity is unknown is within none. Years of the
   action may overlap it; cents of an amount do not count. */
bool quantity_within(enum quantity quantity, const struct parangon_record_key *key,
                     const struct span *span);

/* The ranges to count a quantity by, the smallest first: populations by the bounds of the size
   classes, with powers of ten below them; amounts by powers of ten. Years have none. */
size_t quantity_buckets(enum quantity quantity, const struct span **buckets);

/* A range as quantity_read takes it. */
void quantity_write(struct parangon_buf *out, const struct span *span);

/* {"fr": …, "en": …} of a range: "100 000 à 199 999 habitants", "2010s". */
cJSON *quantity_label(enum quantity quantity, const struct span *span);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_NUMBERS_H
#define QUERY_OUTPUT_NUMBERS_H

/* Numbers, amounts of money and dates as readers of a language write them. */

#include "parangon/memory.h"
#include "parangon/text.h"

/* "258 208,5" with narrow no-break spaces (U+202F), or "258,208.5"; at most two decimals. */
void number_add(struct parangon_buf *out, double value, enum parangon_lang ui);

/* "45 000 €", "€45,000"; a currency other than EUR by its code. NULL is EUR. */
void number_add_money(struct parangon_buf *out, double value, const char *currency,
                      enum parangon_lang ui);

/* "258 208 hab.", "pop. 258,208". */
void number_add_inhabitants(struct parangon_buf *out, double value, enum parangon_lang ui);

/* "73 %", "200 enfants", "300 000 €"; `unit` may be NULL. */
void number_add_measure(struct parangon_buf *out, double value, const char *unit,
                        enum parangon_lang ui);

/* "0 à 2 agents", "moins de 100 000 €", "plus de 10 agents": NAN for a bound that is not known,
   but not for both. */
void number_add_range(struct parangon_buf *out, double min, double max, const char *unit,
                      enum parangon_lang ui);

/* A year or a count: digits alone. */
void number_add_plain(struct parangon_buf *out, double value);

/* For programs: `decimals` decimals after a point, whatever the locale. */
void number_add_fixed(struct parangon_buf *out, double value, int decimals);

/* A date of the form 2021-02-16, 2021-02 or 2021, as 16/02/2021 in French. */
void number_add_date(struct parangon_buf *out, const char *date, enum parangon_lang ui);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_VALUES_H
#define PARANGON_VALUES_H

/*
 * Values as people write them in forms and spreadsheets, in French and in English: « 1 250 000,50 € »,
 * "EUR 45,000", « 16 février 2021 », « 2018 - en cours », « oui ».
 *
 * Each function reads one value and understands all of it or refuses it: PARANGON_OK with the result,
 * PARANGON_NOTHING when the text says that there is no value (« NC », « néant », "n/a", « - »), or
 * PARANGON_REJECTED with what was expected. Nothing is guessed: a range is no number, and a sum in
 * another currency is told with its currency.
 *
 * No function keeps state; texts are UTF-8 in any condition.
 */

#include "parangon/error.h"
#include "parangon/record.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Longer texts are prose, not values. */
#define PARANGON_VALUE_MAX 400

/* Whether the text only says that nothing is known: empty, « NC », « néant », « - », "n/a" … */
bool parangon_value_is_missing(const char *text);

/* ---- Numbers and amounts ---- */

/* A number without a unit: « 1,5 », "1 250 000", "12.5 %" (the sign is dropped). One comma or point
   before three figures is refused, because it means one thing in French and another in English. */
enum parangon_code parangon_value_number(const char *text, double *number,
                                         struct parangon_error *err);

struct parangon_amount {
    double value;
    char currency[8]; /* ISO 4217 ("FCFA" for either CFA franc), "" when none is named */
    bool approximate; /* « environ », "more than" … stand beside it */
    bool partial;     /* « par an », « HT » …: not the whole sum */
    bool scaled;      /* a multiple was named: k, million */
    char words[128];  /* the words beside the sum, as they were written; "" for none */
};

/* An amount of money. Three figures behind a point or a comma are thousands here: nobody writes
   thousandths of a euro. */
enum parangon_code parangon_value_amount(const char *text, struct parangon_amount *amount,
                                         struct parangon_error *err);

/* A unit as a label names it: « k€ », « en milliers d'euros », "in USD". False when it is none. */
bool parangon_value_unit(const char *text, double *times, char currency[8]);

/* ---- Dates ---- */

struct parangon_dates {
    int first, last; /* years; 0 when not told; the same for a single date */
    bool ongoing;    /* « depuis 2018 », « 2018 - en cours » */
    char date[11];   /* of a single date: 2021, 2021-02 or 2021-02-16; "" for a period */
};

/* A date or a period; days come before months, as in Europe, unless that cannot be. */
enum parangon_code parangon_value_dates(const char *text, struct parangon_dates *dates,
                                        struct parangon_error *err);

/* ---- Words ---- */

/* « oui », "no", « x », « vrai » … */
enum parangon_code parangon_value_boolean(const char *text, bool *answer,
                                          struct parangon_error *err);

/* A word of a controlled list by its id, label or other name in either language, gender and number
   aside: « terminé » is the stage "completed". Returns the id, borrowed, or NULL. `list` is the name
   of the field: "stage", "evidence", "lang". */
const char *parangon_value_choice(const char *text, const char *list,
                                  const struct parangon_vocabulary *vocabulary);

/* The Sustainable Development Goals that a text names: « ODD 6 et 17 », "SDG 6: clean water",
   « 6 ; 17 », « Éducation de qualité ». Bit n is set for goal n. */
enum parangon_code parangon_value_goals(const char *text,
                                        const struct parangon_vocabulary *vocabulary,
                                        unsigned *goals, struct parangon_error *err);

/* ---- Partners ---- */

/* {"name", "country"} of « Farafangana (Madagascar) », « Farafangana, Madagascar », « Madagascar :
   Farafangana » or MG/Farafangana; the name alone when no known country stands there. Yours. */
cJSON *parangon_value_partner(const char *text, const struct parangon_vocabulary *vocabulary);

/* Adds the partners that a text names to the list `partners`, however they are separated; returns
   how many. */
size_t parangon_value_partners(const char *text, const char *separators,
                               const struct parangon_vocabulary *vocabulary, cJSON *partners);

/* ---- Lists ---- */

/* Cuts a text at separators outside brackets and adds the parts, trimmed, to the array `parts`.
   `separators` NULL: at new lines, bullets and semicolons, else at commas when each part then
   begins with a capital or a figure, else at slashes and vertical bars between words. Returns how
   many parts were added. */
size_t parangon_value_split(const char *text, const char *separators, cJSON *parts);

#ifdef __cplusplus
}
#endif

#endif

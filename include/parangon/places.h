/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_PLACES_H
#define PARANGON_PLACES_H

/*
 * Places: French local authorities with their kind, population and parents, from INSEE figures.
 *
 * Read once, then only read; may be shared by threads once built. What is returned is borrowed.
 */

#include "parangon/error.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct parangon_place {
    const char *code; /* com:54395, epci:245400676, dep:54, reg:44 */
    const char *kind; /* commune, metropole, communaute-urbaine, … departement, region */
    const char *name;
    const char *const *aliases; /* other names and former codes */
    size_t alias_count;
    long population; /* 0 when unknown */
    int population_year;
    const char *department; /* code "dep:54", or NULL */
    const char *region;     /* code "reg:44", or NULL */
    const char *parent;     /* of a commune: the code of its EPCI, or NULL */
    const char *centre;     /* of an EPCI: the code of its largest commune, or NULL */
    const char *size_class; /* commune-100-200, epci-200-400 …, or NULL for other kinds */
    unsigned traits;        /* of enum parangon_trait; only what is known, never all there is */
};

enum parangon_trait {
    PARANGON_TRAIT_SEAPORT = 1, /* "seaport": a seaport on its territory */
    PARANGON_TRAIT_BORDER = 2   /* "border": on a land border, or in a cross-border district */
};

struct parangon_places;

/* Reads corpus/vocabulary/places.tsv: a header comment, then one row a place. */
enum parangon_code parangon_places_parse(const char *tsv, size_t len,
                                         struct parangon_places **places,
                                         struct parangon_error *err);
/* Reads corpus/vocabulary/places-traits.tsv: a code, a trait, where it is known from. A place that
   is not among the places is passed over. */
enum parangon_code parangon_places_add_traits(struct parangon_places *places, const char *tsv,
                                              size_t len, struct parangon_error *err);
void parangon_places_free(struct parangon_places *places);

size_t parangon_places_count(const struct parangon_places *places);
const struct parangon_place *parangon_places_at(const struct parangon_places *places, size_t index);

/* By code, former codes included; NULL when there is none. */
const struct parangon_place *parangon_places_find(const struct parangon_places *places,
                                                  const char *code);

/* All places with this name or alias, case, accents and hyphens aside, the best first: the name
   itself before an alias, then the larger population. Returns how many, at most `max` written. */
size_t parangon_places_named(const struct parangon_places *places, const char *name,
                             const struct parangon_place **found, size_t max);

/* The size class of a population for a kind of authority: half-open bands, a bound belongs to the
   upper one. Communes: 100, 200 and 400 thousand; EPCI: 200, 400, 500 thousand and 1 million
   (the classes of the 2021 study). NULL for other kinds or an unknown population. */
const char *parangon_places_size_class(const char *kind, long population);

#ifdef __cplusplus
}
#endif

#endif

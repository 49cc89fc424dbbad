/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_FIND_PLACE_H
#define QUERY_COMPARE_FIND_PLACE_H

/* The one place that a person means; what is found is borrowed from the places. */

#include "parangon/places.h"

/* By a code with or without its prefix (com:54395, 54395, 245400676, 54), by a name, or by another
   name. A place called so comes before those that have it as another name; a commune before the
   department that is the same authority. PARANGON_USAGE with the candidates when several remain,
   PARANGON_NOTHING when there is none. */
enum parangon_code find_place(const struct parangon_places *places, const char *words,
                              const struct parangon_place **place, struct parangon_error *err);

#endif

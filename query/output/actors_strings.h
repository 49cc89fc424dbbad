/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_ACTORS_STRINGS_H
#define QUERY_OUTPUT_ACTORS_STRINGS_H

/* The fixed words around actors, in both languages; see output_strings.h. */

#include "parangon/text.h"

enum actors_string {
    ACTORS_TITLE,
    ACTORS_NONE,
    ACTORS_ONE,
    ACTORS_COUNT,
    ACTORS_SHOWN,
    ACTORS_LOOSENED,
    ACTORS_REGION,
    ACTORS_EVERYWHERE,
    ACTORS_EUROPE,
    ACTORS_WORLD,
    ACTORS_UNDOCUMENTED,
    ACTORS_NO_STATE,
    ACTORS_STATED,
    ACTORS_BY_DATES,
    ACTORS_AMOUNTS,
    ACTORS_FROM_TO,
    ACTORS_FROM,
    ACTORS_UP_TO,
    ACTORS_SOURCE,
    ACTORS_MATRIX,
    ACTORS_MATRIX_CAPTION,
    ACTORS_MATRIX_SHEET,
    ACTORS_ACTOR,
    ACTORS_YES,
    ACTORS_BLANK,
    ACTORS_STRING_COUNT
};

/* In French for PARANGON_FR, else in English. Static storage. */
const char *actors_string(enum actors_string id, enum parangon_lang ui);

#endif

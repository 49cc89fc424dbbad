/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SOUND_H
#define QUERY_SOUND_H

/* What a word sounds like, roughly, in French and English at once: two spellings that are easily
   taken for one another have one key. Keys are made by replacing groups of letters, as L. Philips
   does (1990, "Hanging on the Metaphone", Computer Language 7/12), but keep their vowels. */

#include "parangon/text.h"

enum {
    SOUND_MAX = 2 * PARANGON_FORM_MAX + 24
};

/* The key of a folded form. */
void sound_of(const char *form, char sound[SOUND_MAX]);

#endif

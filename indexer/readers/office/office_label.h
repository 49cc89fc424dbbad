/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_LABEL_H
#define INDEXER_READERS_OFFICE_LABEL_H

/* Labels of forms: « Intitulé », « Budget : », « Lead city* ». */

#include "parangon/memory.h"

#include <stdbool.h>

/* Whether the text could be one: short, in words, no sentence. */
bool office_label_like(const char *text);

/* Whether it ends with a colon, as labels do and values do not. */
bool office_label_ends(const char *text);

/* Whether it names a field of records, in French or English, or what forms commonly ask. */
bool office_label_known(const char *text);

/* The label on one line with plain spaces, without a colon or an asterisk at its end. */
char *office_label_tidy(struct parangon_arena *arena, const char *text);

#endif

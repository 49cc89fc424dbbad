/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_ABOUT_H
#define QUERY_OUTPUT_ABOUT_H

/* What made an answer: the question, its filters, its day. Every export carries it. */

#include "document.h"
#include "output.h"

/* All texts are in `arena`, or in the answer. */
void about_read(struct about *about, struct parangon_arena *arena, const cJSON *answer,
                const struct output_settings *settings);

/* "Recherche : « eau » · Thème : Eau · 16/02/2021 · Parangon 0.1.0", for people. */
void about_add_line(struct parangon_buf *out, const struct about *about, enum parangon_lang ui);

/* {"query", "filters", "date"} of an answer, for programs; for cJSON_Delete. */
cJSON *about_export(const cJSON *answer);

/* The note on where the records come from and whose they are. */
const char *about_rights(enum parangon_lang ui);

#endif

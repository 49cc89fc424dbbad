/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_SEARCH_NOTES_H
#define QUERY_OUTPUT_SEARCH_NOTES_H

/* What the answer of a search says of itself in a sentence or two, for outputs that are read. */

#include "output.h"

/* "7 fiches", "1 record" */
void search_add_records(struct parangon_buf *out, double count, enum parangon_lang ui);

/* How many records come last because the order asked for says nothing of them; nothing when there
   are none. */
void search_note_sort(struct parangon_buf *out, const cJSON *answer, enum parangon_lang ui);

/* Which filters left nothing, with what is found without them: lines with a line end between them,
   the first a sentence. Nothing when no filter is to blame. */
void search_note_emptied(struct parangon_buf *out, const struct output_settings *settings,
                         const cJSON *query);

/* The first and the last group of the page among all: "8 groups (1–3)". Nothing without groups. */
void search_note_groups(struct parangon_buf *out, const cJSON *answer, enum parangon_lang ui);

/* "Madagascar (7 fiches)" */
void search_add_group(struct parangon_buf *out, const cJSON *group, enum parangon_lang ui);

/* " … (12 more)" for a facet with more values than are shown; nothing otherwise. */
void search_note_left_out(struct parangon_buf *out, const cJSON *answer, const char *facet,
                          enum parangon_lang ui);

#endif

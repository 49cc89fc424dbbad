/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_WORDS_H
#define QUERY_OUTPUT_WORDS_H

/*
 * The members of a result or of a record put into words of the reader's language, as plain text
 * that the outputs then set. Absent members add nothing.
 */

#include "output.h"

#include "parangon/record.h"

#define WORDS_SEPARATOR " \xC2\xB7 " /* U+00B7, between facts */

/* The member of an object; NULL when it is absent or null. */
const cJSON *words_member(const cJSON *object, const char *key);

/* The member of a whole record for a reader of `ui`, in whose language it may have words of its own;
   NULL when it is absent or null. */
const cJSON *words_field(const cJSON *record, const char *name, enum parangon_lang ui);

/* Its text; NULL when it is absent or empty. */
const char *words_text(const cJSON *object, const char *key);

/* The text of {"fr": …, "en": …} in the language of the reader, else in the other one; a plain
   string is taken as it is. NULL when there is none. */
const char *words_of_both(const cJSON *both, enum parangon_lang ui);

/* The label of an id, the id itself when it is unknown. */
const char *words_label(const struct output_settings *settings, enum parangon_scheme scheme,
                        const char *id);

/* The label of one of the choices of a field: "stage", "completed". */
void words_add_choice(struct parangon_buf *out, const struct output_settings *settings,
                      const char *field, const char *choice);

/* The labels of a list of ids, with `between` between them; without settings, the ids. */
void words_add_labels(struct parangon_buf *out, const struct output_settings *settings,
                      enum parangon_scheme scheme, const cJSON *ids, const char *between);

/* "Métropole du Grand Nancy, 258 208 hab.", "Farafangana (Madagascar)"; also a plain name. */
void words_add_place(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *place);

/* Places or partners with `between` between them; those after `max` are counted. */
void words_add_places(struct parangon_buf *out, const struct output_settings *settings,
                      const cJSON *places, const char *between, int max);

/* "2019–2021", "depuis 2019". */
void words_add_period(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui);

/* "constaté en 2021, non vérifié depuis". */
void words_add_age(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui);

/* "45 000 € écoles ; 35 000 € associations", else the total. */
void words_add_amounts(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui);

/* The line under a title: lead, partners, years, stage, evidence, amounts. */
void words_add_facts(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *result);

/* Title and place of the source of a result. */
void words_add_source(struct parangon_buf *out, const cJSON *source);

/* What a value of a field is called: a label of the vocabulary, the name of an authority, else the
   value itself. */
const char *words_value(const struct output_settings *settings, const struct parangon_field *field,
                        const char *value);

/* A value of a facet: its own label, else what the vocabulary calls it. */
const char *words_facet_label(const struct output_settings *settings, const char *facet,
                              const cJSON *value);

#endif

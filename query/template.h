/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_TEMPLATE_H
#define QUERY_TEMPLATE_H

/* The blank sheet of a practice, filled with what is known of a record, for a person to complete
   and to give back to the indexer. */

#include "engine.h"

/* The blank sheets in Markdown, by language, as corpus/templates has them. */
extern const char *const template_blank[PARANGON_OTHER];

/* {"format", "id", "lang", "file", "text"}: the sheet as a file of Markdown, and what to call it.
   A record that has no version in the language `ui` gives a sheet to translate it by; when `ui` is
   PARANGON_OTHER, the sheet is in `locale` if the record is, else in a language that it has.
   PARANGON_NOTHING when there is no record of this id. */
enum parangon_code template_answer(struct engine *engine, const char *id, enum parangon_lang ui,
                                   enum parangon_lang locale, cJSON **answer,
                                   struct parangon_error *err);

/* The same of no record: the blank sheet. `ui` is French or English. */
cJSON *template_answer_blank(enum parangon_lang ui);

#endif

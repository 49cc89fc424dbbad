/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_FORM_H
#define INDEXER_READERS_SHEET_FORM_H

/*
 * A sheet that is itself a form: labels in one column, what is answered beside them, « Intitulé :
 * | … ». It is told from a table of two columns by colons or by what its labels ask for.
 * Part of sheet.h.
 */

#include "sheet_row.h"

#include "parangon/memory.h"

#include <cjson/cJSON.h>

/* The object label -> answer, or list of answers; NULL when the rows are no form. */
cJSON *sheet_form_read(const struct sheet_row *rows, size_t count);

/* Adds a value under the label: a second one makes a list of them. */
void sheet_form_add(cJSON *form, const char *label, const char *value);

#endif

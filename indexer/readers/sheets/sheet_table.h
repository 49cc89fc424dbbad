/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_TABLE_H
#define INDEXER_READERS_SHEET_TABLE_H

/*
 * The table in a sheet, as administrations make them: its head is found below logos and titles
 * (sheet_header.h), what is no record is left out (totals, notes, the head repeated further down),
 * and each other row becomes {"form": {label: value}, "source": {"title", "locator"}}. A sheet
 * that is itself a form becomes one version (sheet_form.h). Part of sheet.h.
 *
 * A value is the cell's text; a list when several columns have the same label, or for a group of
 * columns with ticks: {"Thèmes": ["Eau", "Santé"]}. A ticked column without a group is "oui"; a
 * column without a name in the head is called by its letter. What
 * people write for nothing is left out. A line between rows, merged over columns or alone in the
 * first of many, is the "Section" of the rows below it.
 */

#include "sheet.h"
#include "sheet_row.h"

struct table;

struct table *table_open(const struct sheet_origin *origin, const struct reader_sink *sink);
void table_close(struct table *table);
enum parangon_code table_take(struct table *table, const struct sheet_row *row,
                              struct parangon_error *err);
/* See sheet_end. */
enum parangon_code table_end(struct table *table, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_XLSX_SHEET_H
#define INDEXER_READERS_XLSX_SHEET_H

/* The cells of one worksheet of an XLSX workbook, into a sheet (ECMA-376, part 1, 18.3). */

#include "sheet.h"
#include "xlsx_book.h"

/* Everything but sheet_end. PARANGON_REJECTED when the part is damaged; the rows before the damage
   have been given then. */
enum parangon_code xlsx_sheet_read(const struct xlsx_book *book, const struct parangon_buf *part,
                                   struct sheet *sheet, struct parangon_error *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_XLSX_BOOK_H
#define INDEXER_READERS_XLSX_BOOK_H

/* What the sheets of an XLSX workbook share (ECMA-376, part 1, 18): their list, the strings that
   their cells point to, and the formats of numbers. One thread. */

#include "readers/package.h"
#include "sheet_number.h"

struct xlsx_sheet {
    char *name;
    char *part; /* of the package; NULL when no part belongs to the sheet */
    bool hidden;
    bool chart; /* or a macro: nothing with cells */
};

struct xlsx_book {
    struct xlsx_sheet *sheets;
    size_t count;
    bool is_1904;
    struct parangon_buf strings; /* the shared ones, each NUL-terminated */
    size_t *string_starts;
    size_t string_count, string_cap;
    struct number_format *formats; /* by the style of a cell */
    size_t format_count;
};

enum parangon_code xlsx_book_open(struct package *package, struct xlsx_book *book,
                                  struct parangon_error *err);
void xlsx_book_close(struct xlsx_book *book);

/* Undoes the escapes "_x000D_" in place (18.18.22, ST_Xstring). */
void xlsx_unescape(struct parangon_buf *text);

#endif

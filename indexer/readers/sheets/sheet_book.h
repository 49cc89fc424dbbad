/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_BOOK_H
#define INDEXER_READERS_SHEET_BOOK_H

/*
 * The sheets of a workbook taken together: an empty or unreadable one costs the others nothing.
 * A sheet that is of no use is said; the file as a whole is rejected when it has no other one.
 * Part of sheet.h.
 */

#include "sheet.h"

#include "parangon/memory.h"

#define SHEET_BOOK_MAX 1000

struct sheet_book {
    const struct reader_sink *sink;
    size_t visible; /* sheets with cells that are not hidden */
    size_t useful;  /* of which something was taken, or of which it was said why not */
    struct parangon_map keys;
};

/* What came of one sheet, `code` and `why` as sheet_end or the format's reader gave them. Anything
   but PARANGON_OK ends the reading. */
enum parangon_code sheet_book_add(struct sheet_book *book, enum parangon_code code,
                                  const struct parangon_error *why, struct parangon_error *err);
/* A key for the sheet at `place`, from 0, that no other sheet of the book has: its name as one word
   in small letters. NULL for the first, whose rows need none. Yours to free. */
char *sheet_book_key(struct sheet_book *book, const char *name, size_t place);
/* Whether the sheet at `place`, from 0, is beyond the ones that are read; says so once. */
bool sheet_book_is_full(const struct sheet_book *book, size_t place);
void sheet_book_say_hidden(const struct sheet_book *book, const char *name);
/* Behind the last sheet. */
enum parangon_code sheet_book_end(const struct sheet_book *book, struct parangon_error *err);
void sheet_book_clear(struct sheet_book *book);

#endif

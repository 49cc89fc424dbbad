/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_book.h"

enum parangon_code sheet_book_add(struct sheet_book *book, enum parangon_code code,
                                  const struct parangon_error *why, struct parangon_error *err)
{
    if (code == PARANGON_OK)
        book->useful++;
    if (code == PARANGON_OK || code == PARANGON_NOTHING)
        return PARANGON_OK;
    if (code != PARANGON_REJECTED || book->visible == 1)
        return parangon_error_set(err, code, "%s", why->message);
    book->useful++;
    book->sink->reject(book->sink->context, 0, why);
    return PARANGON_OK;
}

bool sheet_book_is_full(const struct sheet_book *book, size_t place)
{
    struct parangon_error why;

    if (place == SHEET_BOOK_MAX) {
        parangon_error_set(&why, PARANGON_REJECTED, "more than %d sheets: the rest is left out",
                           SHEET_BOOK_MAX);
        book->sink->reject(book->sink->context, 0, &why);
    }
    return place >= SHEET_BOOK_MAX;
}

void sheet_book_say_hidden(const struct sheet_book *book, const char *name)
{
    reader_note(book->sink, READER_DOUBT,
                "sheet \"%.100s\": hidden: left out (show it to have it read)", name);
}

enum parangon_code sheet_book_end(const struct sheet_book *book, struct parangon_error *err)
{
    if (book->visible == 0)
        return parangon_error_set(err, PARANGON_REJECTED, "no visible sheet in the workbook");
    if (book->useful == 0)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "empty: no cell of a visible sheet is "
                                  "filled");
    return PARANGON_OK;
}

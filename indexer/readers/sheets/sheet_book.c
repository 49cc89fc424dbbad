/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_book.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_MAX = 40 /* bytes: an id has room for the name of the file too */
};

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

/* The words of the name, with hyphens between them. */
static char *slug(const char *name, size_t place)
{
    char *key = parangon_text_key(name, strlen(name));
    struct parangon_buf made = {0};
    size_t len = strlen(key) < KEY_MAX ? strlen(key) : KEY_MAX;

    while (len && ((unsigned char)key[len] & 0xC0) == 0x80)
        len--; /* never inside a character */
    while (len && key[len - 1] == ' ')
        len--;
    for (size_t i = 0; i < len; i++)
        parangon_buf_putc(&made, strchr(" /#", key[i]) ? '-' : key[i]);
    if (len == 0)
        parangon_buf_printf(&made, "sheet-%zu", place + 1);
    free(key);
    return parangon_buf_take(&made);
}

char *sheet_book_key(struct sheet_book *book, const char *name, size_t place)
{
    if (place == 0)
        return NULL;
    char *own = slug(name, place);
    struct parangon_buf key = {0};

    parangon_buf_puts(&key, own);
    for (size_t twin = 2; parangon_map_put(&book->keys, key.data, key.len, place) != place;
         twin++) {
        parangon_buf_reset(&key);
        parangon_buf_printf(&key, "%s-%zu", own, twin);
    }
    free(own);
    return parangon_buf_take(&key);
}

void sheet_book_clear(struct sheet_book *book)
{
    parangon_map_clear(&book->keys);
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workbooks of Excel since 2007 and of all programs that write them. */
#include "sheet_book.h"
#include "xlsx_book.h"
#include "xlsx_sheet.h"

#include <stdlib.h>

/* PARANGON_REJECTED in the middle of a sheet still leaves the rows before it. */
static enum parangon_code read_cells(struct package *package, const struct xlsx_book *book,
                                     const struct xlsx_sheet *listed, struct sheet *sheet,
                                     struct parangon_error *err)
{
    struct parangon_buf part = {0};
    enum parangon_code code = PARANGON_NOTHING;
    struct parangon_error why = {.code = PARANGON_OK};

    if (listed->part)
        code = package_part(package, listed->part, &part, &why);
    if (code == PARANGON_NOTHING)
        code = parangon_error_set(&why, PARANGON_REJECTED, "its part is missing: damaged");
    if (code == PARANGON_OK)
        code = xlsx_sheet_read(book, &part, sheet, &why);
    parangon_buf_clear(&part);
    if (code == PARANGON_OK)
        return sheet_end(sheet, err);
    if (code != PARANGON_REJECTED)
        return parangon_error_set(err, code, "%s", why.message);
    code = sheet_end(sheet, err);
    if (code != PARANGON_OK && code != PARANGON_NOTHING && code != PARANGON_REJECTED)
        return code;
    return parangon_error_set(err, PARANGON_REJECTED, "sheet \"%.100s\": %s", listed->name,
                              why.message);
}

static enum parangon_code read_sheet(struct package *package, const struct xlsx_book *book,
                                     size_t place, struct sheet_book *sheets,
                                     struct parangon_error *err)
{
    const struct xlsx_sheet *listed = &book->sheets[place];
    char *key = sheet_book_key(sheets, listed->name, place);
    const struct sheet_origin origin = {
        .name = listed->name, .key = key, .one_of_many = sheets->visible > 1};
    struct sheet *sheet = sheet_open(&origin, sheets->sink);
    struct parangon_error why = {.code = PARANGON_OK};
    enum parangon_code code = read_cells(package, book, listed, sheet, &why);

    sheet_close(sheet);
    free(key);
    return sheet_book_add(sheets, code, &why, err);
}

static enum parangon_code read_sheets(struct package *package, const struct xlsx_book *book,
                                      struct sheet_book *sheets, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; i < book->count; i++)
        sheets->visible += !book->sheets[i].hidden && !book->sheets[i].chart;
    for (size_t i = 0; code == PARANGON_OK && i < book->count; i++) {
        if (sheet_book_is_full(sheets, i))
            break;
        if (book->sheets[i].hidden && !book->sheets[i].chart)
            sheet_book_say_hidden(sheets, book->sheets[i].name);
        else if (!book->sheets[i].chart)
            code = read_sheet(package, book, i, sheets, err);
    }
    return code == PARANGON_OK ? sheet_book_end(sheets, err) : code;
}

static enum parangon_code read_xlsx(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct package *package = NULL;
    struct xlsx_book book = {0};
    struct sheet_book sheets = {.sink = sink};
    enum parangon_code code = package_open(source->stream, &package, err);

    if (code == PARANGON_OK)
        code = xlsx_book_open(package, &book, err);
    if (code == PARANGON_OK)
        code = read_sheets(package, &book, &sheets, err);
    sheet_book_clear(&sheets);
    xlsx_book_close(&book);
    package_close(package);
    return code;
}

static const char *const extensions[] = {"xlsx", "xlsm", "xltx", NULL};

const struct reader reader_xlsx = {"xlsx", extensions, read_xlsx};

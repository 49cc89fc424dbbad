/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xlsx_book.h"
#include "readers/xml.h"
#include "sheet_book.h"
#include "xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHEETS_MAX = SHEET_BOOK_MAX + 1 /* one more than is read, so that it can be said */
};

/* The list of sheets while it is read. */
struct listing {
    struct xlsx_book *book;
    const struct xlsx_relations *relations;
};

static void open_properties(void *context, struct xml *xml)
{
    struct listing *listing = context;
    const char *value = xml_attribute(xml, "date1904");

    listing->book->is_1904 = value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void open_sheet(void *context, struct xml *xml)
{
    struct listing *listing = context;
    struct xlsx_book *book = listing->book;
    const char *name = xml_attribute(xml, "name");

    if (book->count == SHEETS_MAX)
        return;
    struct xlsx_sheet *sheet = &book->sheets[book->count++];
    *sheet = (struct xlsx_sheet){.name = parangon_strdup(name ? name : "")};
    const char *state = xml_attribute(xml, "state");
    sheet->hidden = state && strcmp(state, "visible") != 0;
    const char *id = xml_attribute(xml, "r:id");
    const struct xlsx_relation *relation = id ? xlsx_relation(listing->relations, id) : NULL;
    sheet->chart = relation && !xlsx_relation_is(relation, "worksheet");
    if (relation && !sheet->chart)
        sheet->part = parangon_strdup(relation->target);
}

static enum parangon_code list_sheets(const struct parangon_buf *bytes, struct xlsx_book *book,
                                      const struct xlsx_relations *relations,
                                      struct parangon_error *err)
{
    static const struct xml_element elements[] = {
        {"x:workbookPr", open_properties, NULL}, {"x:sheet", open_sheet, NULL}, {0}};
    struct listing listing = {book, relations};
    const struct xml_walk walk = {.elements = elements, .context = &listing};

    book->sheets = parangon_calloc(SHEETS_MAX, sizeof *book->sheets);
    return xml_walk(bytes, &walk, err);
}

/* Parts that the workbook may name, by the type of the relation. */
static const struct shared_part {
    const char *type;
    enum parangon_code (*read)(struct xlsx_book *book, const struct parangon_buf *bytes,
                               struct parangon_error *err);
} shared_parts[] = {{"styles", xlsx_styles_read}, {"sharedStrings", xlsx_strings_read}};

static enum parangon_code read_shared(struct package *package, struct xlsx_book *book,
                                      const char *part, const struct shared_part *shared,
                                      struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = package_part(package, part, &bytes, err);

    if (code == PARANGON_OK) {
        code = shared->read(book, &bytes, err);
        if (code == PARANGON_REJECTED)
            parangon_error_prefix(err, code, "%s", part);
    }
    parangon_buf_clear(&bytes);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static enum parangon_code read_all_shared(struct package *package, struct xlsx_book *book,
                                          const struct xlsx_relations *relations,
                                          struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < sizeof shared_parts / sizeof *shared_parts; i++) {
        const struct xlsx_relation *relation =
            xlsx_relation_of_type(relations, shared_parts[i].type);

        if (relation)
            code = read_shared(package, book, relation->target, &shared_parts[i], err);
    }
    return code;
}

static enum parangon_code read_workbook(struct package *package, const char *part,
                                        struct xlsx_book *book, struct parangon_error *err)
{
    struct xlsx_relations relations = {0};
    struct parangon_buf bytes = {0};
    enum parangon_code code = package_part(package, part, &bytes, err);

    if (code == PARANGON_NOTHING)
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "no workbook in it: open it in a spreadsheet program and save "
                                  "it again as .xlsx");
    if (code == PARANGON_OK)
        code = xlsx_relations_read(package, part, &relations, err);
    if (code == PARANGON_OK)
        code = list_sheets(&bytes, book, &relations, err);
    parangon_buf_clear(&bytes);
    if (code == PARANGON_OK)
        code = read_all_shared(package, book, &relations, err);
    xlsx_relations_clear(&relations);
    return code;
}

enum parangon_code xlsx_book_open(struct package *package, struct xlsx_book *book,
                                  struct parangon_error *err)
{
    struct xlsx_relations relations = {0};

    *book = (struct xlsx_book){0};
    enum parangon_code code = xlsx_relations_read(package, "", &relations, err);
    if (code == PARANGON_OK) {
        const struct xlsx_relation *main = xlsx_relation_of_type(&relations, "officeDocument");

        code = read_workbook(package, main ? main->target : "xl/workbook.xml", book, err);
    }
    xlsx_relations_clear(&relations);
    if (code != PARANGON_OK)
        xlsx_book_close(book);
    return code;
}

void xlsx_book_close(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        free(book->sheets[i].name);
        free(book->sheets[i].part);
    }
    free(book->sheets);
    free(book->string_starts);
    free(book->formats);
    parangon_buf_clear(&book->strings);
    *book = (struct xlsx_book){0};
}

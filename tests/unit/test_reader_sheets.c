/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "readers/sheets/sheet_number.h"
#include "sheet_outcome.h"
#include "zip_made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATIONS "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* What varies in a workbook of one sheet; NULL for what it does without. */
struct workbook {
    const char *rows; /* what is in the worksheet */
    const char *strings;
    const char *formats;    /* number formats and styles of cells */
    const char *properties; /* of the workbook */
};

static void add_part(struct zip_made *zip, const char *name, const char *before, const char *text,
                     const char *after)
{
    struct parangon_buf part = {0};

    if (!text)
        return;
    parangon_buf_puts(&part, before);
    parangon_buf_puts(&part, text);
    parangon_buf_puts(&part, after);
    zip_add(zip, name, part.data, part.len);
    parangon_buf_clear(&part);
}

static FILE *make_xlsx(const struct workbook *workbook)
{
    struct zip_made zip = zip_begin();
    struct parangon_buf book = {0};

    zip_add_text(&zip, "_rels/.rels",
                 "<Relationships " RELATIONS "><Relationship Id=\"a\" Type=\"" TYPE
                 "officeDocument\" Target=\"/xl/book.xml\"/></Relationships>");
    parangon_buf_printf(&book,
                        "<workbook " MAIN " xmlns:q=\"http://schemas.openxmlformats.org/"
                        "officeDocument/2006/relationships\">%s<sheets><sheet name=\"Feuil1\" "
                        "sheetId=\"1\" q:id=\"b\"/></sheets></workbook>",
                        workbook->properties ? workbook->properties : "");
    zip_add(&zip, "xl/book.xml", book.data, book.len);
    parangon_buf_clear(&book);
    zip_add_text(&zip, "xl/_rels/book.xml.rels",
                 "<Relationships " RELATIONS ">"
                 "<Relationship Id=\"c\" Type=\"" TYPE "sharedStrings\" Target=\"s.xml\"/>"
                 "<Relationship Id=\"d\" Type=\"" TYPE "styles\" Target=\"../xl/t.xml\"/>"
                 "<Relationship Id=\"b\" Type=\"" TYPE "worksheet\" Target=\"w/1.xml\"/>"
                 "</Relationships>");
    add_part(&zip, "xl/w/1.xml", "<worksheet " MAIN ">", workbook->rows, "</worksheet>");
    add_part(&zip, "xl/s.xml", "<sst " MAIN ">", workbook->strings, "</sst>");
    add_part(&zip, "xl/t.xml", "<styleSheet " MAIN ">", workbook->formats, "</styleSheet>");
    return zip_end(&zip);
}

static FILE *make_ods(const char *tables)
{
    struct zip_made zip = zip_begin();

    add_part(&zip, "content.xml",
             "<office:document-content "
             "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
             "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
             "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
             "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body>"
             "<office:spreadsheet>",
             tables, "</office:spreadsheet></office:body></office:document-content>");
    return zip_end(&zip);
}

static struct sheet_outcome read_made(const char *name, FILE *stream, bool counts_only)
{
    struct sheet_outcome outcome = {.counts_only = counts_only};

    sheet_read(&outcome, name, stream);
    fclose(stream);
    return outcome;
}

static void assert_log(const char *name, FILE *stream, const char *log)
{
    struct sheet_outcome outcome = read_made(name, stream, false);

    if (outcome.code != PARANGON_OK)
        fail_msg("%s", outcome.err.message);
    assert_false(outcome.malformed);
    assert_string_equal(parangon_buf_str(&outcome.log), log);
    parangon_buf_clear(&outcome.log);
}

static void assert_rejected(const char *name, FILE *stream, const char *message)
{
    struct sheet_outcome outcome = read_made(name, stream, false);

    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message, message);
    assert_int_equal(outcome.taken, 0);
    parangon_buf_clear(&outcome.log);
}

/* Numbers */

static void check_number(const struct test_case *found)
{
    struct number_format format;
    struct parangon_buf text = {0};

    number_format_parse(&format, found->line[1].text);
    number_write(&text, strtod(found->line[0].text, NULL), &format, false);
    if (strcmp(parangon_buf_str(&text), found->line[2].text) != 0)
        case_failed(found, "became %s", parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

static void numbers_are_written_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("number.test", 3, check_number);
}

/* XLSX */

#define HEAD                                                                                       \
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Titre</t></is></c>"                           \
    "<c r=\"B1\" t=\"str\"><v>Valeur</v></c></row>"

static void cells_of_all_types_are_read(void **state)
{
    static const struct workbook workbook = {
        .rows =
            "<sheetData>" HEAD "<row><c t=\"s\"><v>0</v></c><c><f>1+1</f><v>2</v></c></row>"
            "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>1</v></c><c r=\"B5\" t=\"b\"><v>1</v></c></row>"
            "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>2</v></c><c r=\"B6\" "
            "s=\"1\"><v>44243</v></c></row>"
            "<row r=\"7\"><c r=\"A7\" t=\"str\"><v>e</v></c><c r=\"B7\" "
            "t=\"e\"><v>#N/A</v></c></row>"
            "<row r=\"8\"><c r=\"A8\" t=\"str\"><v>d</v></c><c r=\"B8\" t=\"d\">"
            "<v>2021-02-16T00:00:00Z</v></c></row>"
            "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>u</v></c><c r=\"B9\" s=\"2\"><v>45</v></c></row>"
            "<row r=\"10\"><c r=\"A10\" t=\"s\"><v>99</v></c><c r=\"B10\" s=\"77\"><v>x1</v></c>"
            "<c r=\"C10\" t=\"s\"><v>-1</v></c></row></sheetData>",
        .strings =
            "<si><t>un</t></si><si><r><t>ri</t></r><r><rPr/><t xml:space=\"preserve\">che </t>"
            "</r><rPh><t>lu</t></rPh></si><si><t>a_x000D__x000A_b_x0000__xD800__x005F_x</t></si>",
        .formats = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0&quot; k€&quot;\"/></numFmts>"
                   "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                   "<cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs>"};

    (void)state;
    assert_log("a.xlsx", make_xlsx(&workbook),
               "2 {\"Titre\":\"un\",\"Valeur\":\"2\"}\n"
               "5 {\"Titre\":\"riche\",\"Valeur\":\"true\"}\n"
               "6 {\"Titre\":\"a\\nb_x\",\"Valeur\":\"2021-02-16\"}\n7 {\"Titre\":\"e\"}\n"
               "8 {\"Titre\":\"d\",\"Valeur\":\"2021-02-16\"}\n"
               "9 {\"Titre\":\"u\",\"Valeur\":\"45 k€\"}\n");
}

static void days_may_be_counted_from_1904(void **state)
{
    static const struct workbook workbook = {
        .rows = "<sheetData>" HEAD "<row><c t=\"str\"><v>a</v></c><c s=\"0\"><v>42781</v></c></row>"
                "</sheetData>",
        .formats = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
        .properties = "<workbookPr date1904=\"1\"/>"};

    (void)state;
    assert_log("a.xlsx", make_xlsx(&workbook), "2 {\"Titre\":\"a\",\"Valeur\":\"2021-02-16\"}\n");
}

static void values_merged_downwards_belong_to_each_row(void **state)
{
    static const struct workbook workbook = {
        .rows = "<sheetData>" HEAD
                "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c><c r=\"B2\"><v>1</v></c></row>"
                "<row r=\"3\"><c r=\"B3\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\"/></row>"
                "<row r=\"5\"><c r=\"A5\" t=\"str\"><v>b</v></c><c r=\"B5\"><v>3</v></c></row>"
                "</sheetData><mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A1:ZZZZ1\"/>"
                "<mergeCell ref=\"B9:A1\"/><mergeCell/></mergeCells>"};

    (void)state;
    assert_log("a.xlsx", make_xlsx(&workbook),
               "2 {\"Titre\":\"a\",\"Valeur\":\"1\"}\n3 {\"Titre\":\"a\",\"Valeur\":\"2\"}\n5 "
               "{\"Titre\":\"b\",\"Valeur\":\"3\"}\n");
}

static void what_is_no_workbook_is_rejected(void **state)
{
    struct zip_made zip = zip_begin();
    static const struct workbook empty = {.rows = "<sheetData/>"};
    static const struct workbook missing = {.properties = ""};

    (void)state;
    zip_add_text(&zip, "a.txt", "a");
    assert_rejected(
        "a.xlsx", zip_end(&zip),
        "no workbook in it: open it in a spreadsheet program and save it again as .xlsx");
    zip = zip_begin();
    zip_add_text(&zip, "a.txt", "a");
    assert_rejected("a.ods", zip_end(&zip),
                    "no content.xml in it: open it in a spreadsheet program and save it again as "
                    ".ods");
    assert_rejected("a.xlsx", make_xlsx(&empty), "empty: no cell of a visible sheet is filled");
    assert_rejected("a.xlsx", make_xlsx(&missing),
                    "sheet \"Feuil1\": its part is missing: damaged");
    assert_rejected("a.ods", make_ods(""), "no visible sheet in the workbook");
}

/* OpenDocument */

#define ODS_HEAD                                                                                   \
    "<table:table-row><table:table-cell><text:p>Titre</text:p></table:table-cell>"                 \
    "<table:table-cell><text:p>Valeur</text:p></table:table-cell></table:table-row>"

static void what_is_repeated_without_content_costs_nothing(void **state)
{
    (void)state;
    assert_log("a.ods",
               make_ods("<table:table table:name=\"A\">" ODS_HEAD
                        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell>"
                        "<text:p>a</text:p></table:table-cell><table:table-cell "
                        "office:value-type=\"float\" office:value=\"1.5\"><text:p>1,50</text:p>"
                        "</table:table-cell><table:table-cell "
                        "table:number-columns-repeated=\"16382\"/></table:table-row>"
                        "<table:table-row table:number-rows-repeated=\"1048572\"><table:table-cell "
                        "table:number-columns-repeated=\"16384\"/></table:table-row>"
                        "</table:table>"),
               "2 {\"Titre\":\"a\",\"Valeur\":\"1.5\"}\n3 {\"Titre\":\"a\",\"Valeur\":\"1.5\"}\n"
               "4 {\"Titre\":\"a\",\"Valeur\":\"1.5\"}\n");
}

static void a_full_row_for_a_million_is_read_once(void **state)
{
    (void)state;
    assert_log("a.ods",
               make_ods("<table:table table:name=\"A\">" ODS_HEAD
                        "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell>"
                        "<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
                        "</table:table-cell></table:table-row></table:table>"),
               "0 rejected: sheet \"A\": row 2: repeated more than 1000 times: read once\n"
               "2 {\"Titre\":\"a\",\"Valeur\":\"b\"}\n");
}

static void cells_show_what_a_person_sees(void **state)
{
    (void)state;
    assert_log(
        "a.ods",
        make_ods(
            "<table:table table:name=\"A\">" ODS_HEAD
            "<table:table-row><table:table-cell table:number-rows-spanned=\"2\">"
            "<office:annotation><text:p>note</text:p></office:annotation>"
            "<text:p>a<text:s/>b</text:p><text:p>c<text:line-break/>d</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"currency\" office:value=\"45000\">"
            "<text:p>45 k€</text:p></table:table-cell></table:table-row>"
            "<table:table-row><table:covered-table-cell><text:p>old</text:p>"
            "</table:covered-table-cell><table:table-cell office:value-type=\"date\" "
            "office:date-value=\"2021-02-16T14:30:00\"><text:p>16/02/21 14:30</text:p>"
            "</table:table-cell></table:table-row>"
            "<table:table-row><table:table-cell><text:p>e</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"currency\" office:value=\"1250000.5\">"
            "<text:p>1 250 000,50 €</text:p></table:table-cell></table:table-row>"
            "<table:table-row><table:table-cell><text:p>f</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"percentage\" office:value=\"0.07\">"
            "<text:p>7 %</text:p></table:table-cell></table:table-row>"
            "<table:table-row><table:table-cell><text:p>g</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\">"
            "<text:p>VRAI</text:p></table:table-cell></table:table-row></table:table>"),
        "2 {\"Titre\":\"a b\\nc\\nd\",\"Valeur\":\"45 k€\"}\n"
        "3 {\"Titre\":\"a b\\nc\\nd\",\"Valeur\":\"2021-02-16 14:30\"}\n"
        "4 {\"Titre\":\"e\",\"Valeur\":\"1250000.5 €\"}\n5 {\"Titre\":\"f\",\"Valeur\":\"7%\"}\n"
        "6 {\"Titre\":\"g\",\"Valeur\":\"true\"}\n");
}

/* Bombs */

static void one_long_string_for_many_cells_is_given_up(void **state)
{
    struct parangon_buf rows = {0};
    struct parangon_buf strings = {0};

    (void)state;
    parangon_buf_puts(&strings, "<si><t>");
    for (int i = 0; i < 100000; i++)
        parangon_buf_puts(&strings, "dix lettres");
    parangon_buf_puts(&strings, "</t></si>");
    parangon_buf_puts(&rows, "<sheetData>" HEAD);
    for (int i = 0; i < 100000; i++)
        parangon_buf_puts(&rows, "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>");
    parangon_buf_puts(&rows, "</sheetData>");
    const struct workbook workbook = {.rows = rows.data, .strings = strings.data};
    struct sheet_outcome outcome = {.counts_only = true};
    FILE *stream = make_xlsx(&workbook);
    sheet_read(&outcome, "a.xlsx", stream);
    fclose(stream);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_int_equal(outcome.rejected, 1);
    assert_in_range(outcome.taken, 100, 1000);
    parangon_buf_clear(&rows);
    parangon_buf_clear(&strings);
}

static void entities_are_not_expanded(void **state)
{
    struct zip_made zip = zip_begin();
    static const char bomb[] =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";

    (void)state;
    zip_add_text(&zip, "content.xml", bomb);
    assert_rejected("a.ods", zip_end(&zip),
                    "the XML declares a document type, which none of an office document does: not "
                    "read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_the_cases_say),
        cmocka_unit_test(cells_of_all_types_are_read),
        cmocka_unit_test(days_may_be_counted_from_1904),
        cmocka_unit_test(values_merged_downwards_belong_to_each_row),
        cmocka_unit_test(what_is_no_workbook_is_rejected),
        cmocka_unit_test(what_is_repeated_without_content_costs_nothing),
        cmocka_unit_test(a_full_row_for_a_million_is_read_once),
        cmocka_unit_test(cells_show_what_a_person_sees),
        cmocka_unit_test(one_long_string_for_many_cells_is_given_up),
        cmocka_unit_test(entities_are_not_expanded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

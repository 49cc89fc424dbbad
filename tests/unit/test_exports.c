/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents in the formats that other programs open, with what a record must not do to them. */
#include "output/about.h"
#include "output/document.h"
#include "output/document_prose.h"
#include "output/html.h"
#include "output/output.h"
#include "output/xlsx_text.h"
#include "output/zip.h"

#include "parangon/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define REPLACED "\xEF\xBF\xBD"

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("\"%s\" is in:\n%s", part, text);
}

/* A document that tries to be run, to break its format and to be misread. */
static void build_hostile(struct document *document)
{
    document_init(document, PARANGON_FR, "</title><script>alert(1)</script>\x1B[2J\x80");
    document->about.name = "Recherche";
    document->about.question = "=cmd()|' /C calc'!A0";
    document->about.filters = "theme=<b>";
    document->about.date = "2021-02-16";
    document_heading(document, 1, "<h1 onclick='x'>");
    document_paragraph(document);
    document_link(document, "\"><img src=x onerror=alert(1)>", "https://a/?\"><script>&x=' y");
    document_link(document, "nowhere", "javascript:alert(1)");
    document_point(document, 3);
    document_record(document, "Title & <i>", "a/../b?c\"<d>", PARANGON_EN);
    document_point(document, 0);
    document_text(document, "above ]]> <!--");
    document_table(document, "[a]:*?/\\'history'", "caption <x>", true);
    document_column(document, "@SUM(A1)", false);
    document_column(document, "Budget", true);
    document_row(document);
    document_cell(document);
    document_text(document, "+1;\"quoted\"\nline\t_x0041_\x01");
    document_number(document, -12.5, 2, NULL);
    document_row(document);
    document_cell(document);
    document_missing(document, "non documenté");
    document_table(document, "[A]:*?/\\'HISTORY'", NULL, false);
    document_column(document, "Budget", true);
    document_row(document);
    document_number(document, 3, 0, "EUR");
    document_text(document, "en 2021");
}

static char *print(const char *format, void (*build)(struct document *), const char *href)
{
    const struct output_settings settings = {.ui = PARANGON_FR, .record_href = href};
    const struct output *output = output_named(format);
    struct parangon_buf out = {0};
    struct parangon_error err = {.message = ""};
    struct document document;

    build(&document);
    if (output->make_file)
        assert_int_equal(output->make_file(&document, &settings, &out, &err), PARANGON_OK);
    else
        output->print_document(&document, &settings, &out);
    document_clear(&document);
    return parangon_buf_take(&out);
}

/* ---- HTML ---- */

static void nothing_of_a_record_is_markup(void **state)
{
    char *html = print("html", build_hostile, NULL);

    (void)state;
    assert_lacks(html, "<script");
    assert_lacks(html, "<img");
    assert_lacks(html, "<i>");
    assert_lacks(html, "<b>");
    assert_lacks(html, "javascript:");
    assert_lacks(html, "\x1B");
    assert_holds(html, "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;" REPLACED
                       "[2J" REPLACED "</title>");
    assert_holds(html, "href=\"https://a/?%22%3E%3Cscript%3E&amp;x=&#39;%20y\"");
    assert_holds(html, "<td class=\"missing\"><span class=\"faint\">non documenté</span></td>");
    assert_holds(html, "<html lang=\"fr\">");
    assert_holds(html, "<span lang=\"en\">Title &amp; &lt;i&gt;</span>");
    free(html);
}

static void records_are_links_only_where_they_lead_somewhere(void **state)
{
    char *alone = print("html", build_hostile, NULL);
    char *served = print("html", build_hostile, "/practice/");

    (void)state;
    assert_holds(alone, "<span class=\"id\">a/../b?c&quot;&lt;d&gt;</span>");
    assert_lacks(alone, "/practice/");
    assert_holds(served, "<a lang=\"en\" href=\"/practice/a%2F..%2Fb%3Fc%22%3Cd%3E\">");
    free(alone);
    free(served);
}

static void build_points(struct document *document)
{
    static const unsigned levels[] = {4, 1, 2, 0};

    document_init(document, PARANGON_EN, "");
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        document_point(document, levels[i]);
        document_text(document, "x");
    }
    document_paragraph(document);
    document_text(document, "y");
}

static void lists_stand_in_each_other(void **state)
{
    char *html = print("html", build_points, NULL);

    (void)state;
    assert_holds(html, "<ul><li>x<ul><li>x<ul><li>x</li></ul>\n</li></ul>\n</li>\n<li>x</li></ul>\n"
                       "<p>y</p>");
    free(html);
}

/* ---- CSV ---- */

static void tables_share_one_head_and_say_which_they_are(void **state)
{
    char *csv = print("csv", build_hostile, NULL);

    (void)state;
    assert_string_equal(
        csv, "\xEF\xBB\xBF"
             "table;'@SUM(A1);Budget;Budget (EUR);Budget (précisions);query;filters;exported_on\r\n"
             "[a]:*?/\\'history';\"'+1;\"\"quoted\"\"\nline\t_x0041_" REPLACED
             "\";-12,50;;;'=cmd()|' /C calc'!A0;theme=<b>;2021-02-16\r\n"
             "[a]:*?/\\'history';;non documenté;;;'=cmd()|' /C calc'!A0;theme=<b>;2021-02-16\r\n"
             "[A]:*?/\\'HISTORY';;;3;en 2021;'=cmd()|' /C calc'!A0;theme=<b>;2021-02-16\r\n");
    free(csv);
}

static void build_prose(struct document *document)
{
    document_init(document, PARANGON_EN, "T");
    document_heading(document, 1, "Head");
    document_paragraph(document);
    document_text(document, "One, two");
}

static void a_document_without_tables_is_a_column_of_text(void **state)
{
    const struct output_settings settings = {.ui = PARANGON_EN};
    struct parangon_buf out = {0};
    struct document document;

    (void)state;
    build_prose(&document);
    output_csv.print_document(&document, &settings, &out);
    assert_string_equal(out.data, "text,query,filters,exported_on\r\nHead,,,\r\n"
                                  "\"One, two\",,,\r\n");
    document_clear(&document);
    parangon_buf_clear(&out);
}

static void build_units(struct document *document)
{
    document_init(document, PARANGON_EN, "");
    document_table(document, "t", NULL, false);
    document_column(document, "Value", true);
    document_row(document);
    document_number(document, 1, 0, "EUR");
    document_row(document);
    document_number(document, 2021, 0, "%");
    document_row(document);
    document_year(document, 2021);
}

static void units_that_differ_stand_beside_their_numbers(void **state)
{
    const struct output_settings settings = {.ui = PARANGON_EN};
    struct parangon_buf out = {0};
    struct document document;

    (void)state;
    build_units(&document);
    output_csv.print_document(&document, &settings, &out);
    assert_string_equal(out.data, "Value,Value (details),query,filters,exported_on\r\n"
                                  "1,EUR,,,\r\n2021,%,,,\r\n2021,,,,\r\n");
    document_clear(&document);
    parangon_buf_clear(&out);
}

/* ---- Workbooks ---- */

static void names_of_sheets_are_ones_that_excel_takes(void **state)
{
    static const struct {
        const char *wanted, *given;
    } cases[] = {
        {"Indicateurs", "Indicateurs"},
        {"indicateurs", "indicateurs (2)"},
        {"History", "History 1"},
        {"", "1"},
        {"[]:*?/\\'", "        1 (2)"},
        {"Une feuille dont le nom est bien trop long", "Une feuille dont le nom est bie"},
        {"Une feuille dont le nom est bien trop long", "Une feuille dont le nom est (2)"},
    };
    struct parangon_map taken = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_buf name = {0};

        xlsx_add_name(&name, cases[i].wanted, &taken);
        assert_string_equal(name.data, cases[i].given);
        assert_true(xlsx_units(name.data) <= XLSX_NAME_MAX);
        parangon_buf_clear(&name);
    }
    parangon_map_clear(&taken);
}

static void texts_fit_cells_by_units_and_whole_characters(void **state)
{
    (void)state;
    assert_int_equal(xlsx_units("aé\xF0\x9F\x8C\x8D"), 4);
    assert_int_equal(xlsx_fit("aé\xF0\x9F\x8C\x8D", 4), 7);
    assert_int_equal(xlsx_fit("aé\xF0\x9F\x8C\x8D", 3), 3);
    assert_int_equal(xlsx_fit("abc", 0), 0);
}

static void what_looks_like_an_escape_of_a_workbook_stays_text(void **state)
{
    struct parangon_buf out = {0};

    (void)state;
    xlsx_add_clean(&out, "_x0041_ _x00_ __x000D_\x01\r");
    assert_string_equal(out.data, "_x005F_x0041_ _x00_ __x005F_x000D_" REPLACED);
    parangon_buf_clear(&out);
}

/* ---- ZIP ---- */

static void a_stored_file_is_found_at_its_place(void **state)
{
    struct parangon_buf out = {0};
    struct parangon_error err;
    struct zip zip;

    (void)state;
    zip_init(&zip, &out);
    zip_add(&zip, "mimetype", "text/x", 6, true);
    zip_add(&zip, "a.xml", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 36, false);
    assert_int_equal(zip_finish(&zip, &err), PARANGON_OK);
    /* Whoever tells formats by their bytes looks for the type at byte 38. */
    assert_memory_equal(out.data, "PK\x03\x04", 4);
    assert_memory_equal(out.data + 30, "mimetypetext/x", 14);
    assert_memory_equal(out.data + out.len - 22, "PK\x05\x06", 4);
    parangon_buf_clear(&out);
}

static void what_a_zip_cannot_hold_is_a_failure(void **state)
{
    struct parangon_buf out = {0};
    struct parangon_error err;
    struct zip zip;

    (void)state;
    zip_init(&zip, &out);
    zip_add(&zip, "a", "", UINT32_MAX, true);
    assert_int_equal(zip_finish(&zip, &err), PARANGON_SYSTEM);
    parangon_buf_clear(&out);
}

/* ---- The text of records ---- */

static void markdown_of_a_record_becomes_blocks(void **state)
{
    static const char text[] =
        "Plain **bold** and [link](https://a/b) and [no](javascript:x)\n"
        "goes on \\*here\\*.\n\n## Head\r\n\r\n- one\n  - two **open\n1. three\n"
        "\n> quoted\n| a | b |\n| - | - |\n";
    struct document document;
    char *html;
    struct parangon_buf out = {0};
    const struct output_settings settings = {.ui = PARANGON_FR};

    (void)state;
    document_init(&document, PARANGON_FR, "");
    document_prose(&document, text, 1, PARANGON_FR);
    html_add_document(&document, &settings, &out);
    html = parangon_buf_take(&out);
    assert_string_equal(
        html, "<article>\n<p>Plain <strong>bold</strong> and <a class=\"out\" rel=\"noreferrer\" "
              "href=\"https://a/b\">link</a> and no goes on *here*.</p>\n<h2>Head</h2>\n"
              "<ul><li>one<ul><li>two **open</li></ul>\n</li>\n<li>1. three</li></ul>\n"
              "<p>quoted</p>\n<p>| a | b |</p>\n<p>| - | - |</p>\n</article>\n");
    free(html);
    document_clear(&document);
}

/* ---- What made an answer ---- */

static void an_answer_says_what_it_was_made_for(void **state)
{
    static const struct {
        const char *answer, *line;
    } cases[] = {
        {"{\"date\":\"2021-02-16\",\"total\":3,\"query\":{\"text\":\"eau\",\"filters\":"
         "{\"country\":[\"MG\",\"TN\"],\"year\":\"2018..\"}}}",
         "Search: “eau” · Countries: MG, TN · Year: 2018.. · 2021-02-16 · "},
        {"{\"query\":{\"text\":\"\",\"like\":\"a\"}}", "Like the record: a · "},
        {"{\"record\":{\"id\":\"a\"}}", "Record: a · "},
        {"{\"place\":{\"name\":\"Nancy\"},\"request\":{\"filters\":{\"sdg\":[6]}}}",
         "Authority: Nancy · SDGs: 6 · "},
        {"{\"practices\":[{\"id\":\"a\"},{},{\"id\":\"b\"}]}", "Records: a, b · "},
        {"{\"query\":3,\"place\":[],\"practices\":\"x\"}", ""},
    };
    const struct output_settings settings = {.ui = PARANGON_EN};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_arena *arena = parangon_arena_new();
        cJSON *answer = parangon_json_parse(cases[i].answer, strlen(cases[i].answer), NULL);
        struct parangon_buf line = {0}, expected = {0};
        struct about about = {0};

        assert_non_null(answer);
        about_read(&about, arena, answer, &settings);
        about_add_line(&line, &about, PARANGON_EN);
        parangon_buf_printf(&expected, "%sParangon " PARANGON_VERSION, cases[i].line);
        assert_string_equal(line.data, expected.data);
        parangon_buf_clear(&line);
        parangon_buf_clear(&expected);
        cJSON_Delete(answer);
        parangon_arena_free(arena);
    }
}

/* ---- The table of outputs ---- */

static void files_are_told_by_their_extension(void **state)
{
    (void)state;
    assert_ptr_equal(output_for_file("a/b.XLSX"), &output_xlsx);
    assert_ptr_equal(output_for_file("a.csl.json"), &output_csl);
    assert_ptr_equal(output_for_file("a.json"), &output_json);
    assert_null(output_for_file(".json"));
    assert_null(output_for_file("a.pdf"));
    assert_null(output_for_file(""));
}

static void only_formats_of_text_go_to_a_terminal(void **state)
{
    (void)state;
    assert_true(output_xlsx.binary && output_odt.binary);
    assert_false(output_csv.binary || output_html.binary || output_csl.binary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_a_record_is_markup),
        cmocka_unit_test(records_are_links_only_where_they_lead_somewhere),
        cmocka_unit_test(lists_stand_in_each_other),
        cmocka_unit_test(tables_share_one_head_and_say_which_they_are),
        cmocka_unit_test(a_document_without_tables_is_a_column_of_text),
        cmocka_unit_test(units_that_differ_stand_beside_their_numbers),
        cmocka_unit_test(names_of_sheets_are_ones_that_excel_takes),
        cmocka_unit_test(texts_fit_cells_by_units_and_whole_characters),
        cmocka_unit_test(what_looks_like_an_escape_of_a_workbook_stays_text),
        cmocka_unit_test(a_stored_file_is_found_at_its_place),
        cmocka_unit_test(what_a_zip_cannot_hold_is_a_failure),
        cmocka_unit_test(markdown_of_a_record_becomes_blocks),
        cmocka_unit_test(an_answer_says_what_it_was_made_for),
        cmocka_unit_test(files_are_told_by_their_extension),
        cmocka_unit_test(only_formats_of_text_go_to_a_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

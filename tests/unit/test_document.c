/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output/document.h"

#include "output/markdown.h"
#include "output/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

/* A heading, a paragraph, points, and a table with a number and a cell of which nothing is known. */
static void build(struct document *document)
{
    document_init(document, PARANGON_FR, "Comparaison");
    document_heading(document, 1, "Pairs");
    document_paragraph(document);
    document_text(document, "Selon ");
    document_link(document, "l'étude", "https://example.org/a b");
    document_text(document, ".");
    document_point(document, 0);
    document_name(document, "Thème");
    document_text(document, "eau*");
    document_table(document, "indicateurs", "Indicateurs", true);
    document_column(document, "Ville", false);
    document_column(document, "Budget", true);
    document_row(document);
    document_cell(document);
    document_record(document, "Caen | la mer", "caen", PARANGON_FR);
    document_number(document, 100000, 0, "EUR");
    document_row(document);
    document_cell(document);
    document_text(document, "Tours");
    document_missing(document, "non documenté");
}

static void expect(document_output_fn *print, unsigned width, const char *expected)
{
    const struct output_settings settings = {.ui = PARANGON_FR, .width = width};
    struct parangon_buf out = {0};
    struct document document;

    build(&document);
    print(&document, &settings, &out);
    assert_string_equal(parangon_buf_str(&out), expected);
    parangon_buf_clear(&out);
    document_clear(&document);
}

static void a_table_stands_in_columns_where_they_fit(void **state)
{
    (void)state;
    expect(text_print_document, 80,
           "Comparaison\n\nPairs\nSelon l'étude (https://example.org/a b).\n- Thème" NBSP
           ": eau*\n\nIndicateurs\n"
           "Ville                        Budget\n"
           "Caen | la mer (caen)      100" THIN "000" THIN "€\n"
           "Tours                 non documenté\n");
}

static void a_table_too_wide_is_set_row_under_row(void **state)
{
    (void)state;
    expect(text_print_document, 30,
           "Comparaison\n\nPairs\nSelon l'étude\n(https://example.org/a b).\n- Thème" NBSP
           ": eau*\n\nIndicateurs\nCaen | la mer (caen)\n  Budget" NBSP ": 100" THIN "000" THIN
           "€\n\nTours\n  Budget" NBSP ": non documenté\n");
}

static void markdown_escapes_what_would_act(void **state)
{
    (void)state;
    expect(markdown_print_document, 80,
           "# Comparaison\n\n## Pairs\n\nSelon [l'étude](<https://example.org/a%20b>).\n\n"
           "- **Thème**" NBSP ": eau\\*\n\n**Indicateurs**\n\n| Ville | Budget |\n| --- | --: |\n"
           "| Caen \\| la mer `caen` | 100" THIN "000" THIN "€ |\n| Tours | non documenté |\n");
}

static void only_web_addresses_become_links(void **state)
{
    struct document document;

    (void)state;
    document_init(&document, PARANGON_EN, NULL);
    document_paragraph(&document);
    document_link(&document, "here", "javascript:alert(1)");
    document_link(&document, NULL, "http://example.org/");
    assert_int_equal(document.blocks[0].spans.items[0].kind, SPAN_PLAIN);
    assert_string_equal(document.blocks[0].spans.items[1].text, "http://example.org/");
    assert_int_equal(document.blocks[0].spans.items[1].kind, SPAN_LINK);
    document_clear(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_stands_in_columns_where_they_fit),
        cmocka_unit_test(a_table_too_wide_is_set_row_under_row),
        cmocka_unit_test(markdown_escapes_what_would_act),
        cmocka_unit_test(only_web_addresses_become_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

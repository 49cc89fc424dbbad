/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "sheet_outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void check_case(const struct test_case *found)
{
    struct sheet_outcome outcome =
        sheet_read_bytes("b/a.csv", found->line[0].text, found->line[0].len, false);

    if (outcome.code != PARANGON_OK)
        parangon_buf_printf(&outcome.log, "no: %s", outcome.err.message);
    if (outcome.malformed)
        case_failed(found, "gave a malformed version");
    if (strcmp(parangon_buf_str(&outcome.log), found->line[1].text) != 0)
        case_failed(found, "gave\n%s", parangon_buf_str(&outcome.log));
    parangon_buf_clear(&outcome.log);
}

static void tables_are_found_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("csv.test", 2, check_case);
}

static struct sheet_outcome count(const struct parangon_buf *text)
{
    return sheet_read_bytes("a.csv", parangon_buf_str(text), text->len, true);
}

static void one_line_of_many_megabytes_is_cut_and_said(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    parangon_buf_puts(&text, "Titre;Ville\nEau;Lyon\nAir");
    while (text.len < (size_t)30 << 20)
        parangon_buf_puts(&text, ";une valeur assez longue pour que la ligne le soit aussi");
    parangon_buf_puts(&text, "\nSol;Nancy\n");
    struct sheet_outcome outcome = count(&text);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_int_equal(outcome.taken, 3);
    assert_int_equal(outcome.rejected, 1);
    parangon_buf_reset(&text);
    parangon_buf_puts(&text, "Titre;Ville\nEau;Lyon\nAir;");
    while (text.len < (size_t)20 << 20)
        parangon_buf_puts(&text, "une seule valeur ");
    parangon_buf_puts(&text, "\nSol;Nancy\n");
    outcome = count(&text);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_int_equal(outcome.taken, 3);
    assert_int_equal(outcome.rejected, 1);
    parangon_buf_clear(&text);
}

static void quotes_without_end_cost_no_time(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    parangon_buf_puts(&text, "Titre;Ville\n");
    while (text.len < (size_t)2 << 20)
        parangon_buf_puts(&text, "\"a;\"b\n");
    struct sheet_outcome outcome = count(&text);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_true(outcome.taken > 1000);
    parangon_buf_clear(&text);
}

static void rows_beyond_a_million_are_left_out_and_said(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    parangon_buf_puts(&text, "Titre;Ville\n");
    for (int i = 0; i < 1000100; i++)
        parangon_buf_puts(&text, "a;b\n");
    struct sheet_outcome outcome = count(&text);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_int_equal(outcome.taken, 1000000 - 1);
    assert_int_equal(outcome.rejected, 1);
    parangon_buf_clear(&text);
}

static void bytes_of_a_program_are_no_table(void **state)
{
    struct sheet_outcome outcome = sheet_read_bytes("a.csv", "Titre;Ville\na;\0b\n", 17, true);

    (void)state;
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_int_equal(outcome.taken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_found_as_the_cases_say),
        cmocka_unit_test(one_line_of_many_megabytes_is_cut_and_said),
        cmocka_unit_test(quotes_without_end_cost_no_time),
        cmocka_unit_test(rows_beyond_a_million_are_left_out_and_said),
        cmocka_unit_test(bytes_of_a_program_are_no_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "size.h"

#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "75000..300000 [ville de 150 000 habitants]" for each size, with " | " between. */
static void print_size(struct parangon_buf *out, const char *text, const struct size *size)
{
    parangon_buf_puts(out, out->len ? " | " : "");
    if (size->from)
        parangon_buf_printf(out, "%ld", size->from);
    parangon_buf_puts(out, "..");
    if (size->to != SIZE_NO_BOUND)
        parangon_buf_printf(out, "%ld", size->to);
    parangon_buf_puts(out, " [");
    parangon_buf_add(out, text + size->begin, size->end - size->begin);
    parangon_buf_puts(out, "]");
}

static void check_sizes(const struct test_case *found)
{
    struct size sizes[SIZES_MAX];
    struct parangon_buf got = {0};
    size_t count = sizes_read(found->line[1].text, found->line[1].len,
                              parangon_lang_from_code(found->line[0].text), sizes);

    for (size_t i = 0; i < count; i++)
        print_size(&got, found->line[1].text, &sizes[i]);
    if (strcmp(parangon_buf_str(&got), found->line[2].text) != 0)
        case_failed(found, "got \"%s\"", parangon_buf_str(&got));
    parangon_buf_clear(&got);
}

static void sizes_are_read_and_other_numbers_are_not(void **state)
{
    (void)state;
    cases_run("sizes.test", 3, check_sizes);
}

static void assert_fit(const struct size *size, long population, double expected)
{
    double fit = size_fit(size, population);

    if (fit < expected - 0.005 || fit > expected + 0.005)
        fail_msg("%ld: %g, not %g", population, fit, expected);
}

static void a_figure_fits_less_with_every_doubling(void **state)
{
    const struct size size = {.figure = 150000, .from = 75000, .to = 300000};

    (void)state;
    assert_fit(&size, 150000, 1);
    assert_fit(&size, 300000, 0.5);
    assert_fit(&size, 75000, 0.5);
    assert_fit(&size, 600000, 0);
    assert_fit(&size, 37500, 0);
    assert_fit(&size, 9000000, 0);
    assert_fit(&size, 1, 0);
}

static void bounds_fit_wholly_inside_and_at_most_half_outside(void **state)
{
    const struct size between = {.from = 100000, .to = 200000};
    const struct size more = {.from = 400000, .to = SIZE_NO_BOUND};
    const struct size less = {.from = 0, .to = 49999};

    (void)state;
    assert_fit(&between, 100000, 1);
    assert_fit(&between, 200000, 1);
    assert_fit(&between, 200001, 0.5);
    assert_fit(&between, 50000, 0);
    assert_fit(&between, 283000, 0.25);
    assert_fit(&more, 2000000000, 1);
    assert_fit(&more, 282843, 0.25);
    assert_fit(&less, 1, 1);
    assert_fit(&less, 100000, 0);
}

static void an_unknown_population_fits_nothing(void **state)
{
    const struct size less = {.from = 0, .to = 49999};

    (void)state;
    assert_fit(&less, 0, 0);
    assert_fit(&less, -1, 0);
}

static void no_more_sizes_are_read_than_there_is_room_for(void **state)
{
    struct size sizes[SIZES_MAX];
    struct parangon_buf text = {0};

    (void)state;
    for (int i = 1; i < 300; i++)
        parangon_buf_printf(&text, "ville de %d000 habitants, ", 10 + i);
    assert_int_equal(sizes_read(text.data, text.len, PARANGON_FR, sizes), SIZES_MAX);
    assert_int_equal(sizes_read("", 0, PARANGON_FR, sizes), 0);
    parangon_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_read_and_other_numbers_are_not),
        cmocka_unit_test(a_figure_fits_less_with_every_doubling),
        cmocka_unit_test(bounds_fit_wholly_inside_and_at_most_half_outside),
        cmocka_unit_test(an_unknown_population_fits_nothing),
        cmocka_unit_test(no_more_sizes_are_read_than_there_is_room_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

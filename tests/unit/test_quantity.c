/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "quantity.h"

#include "parangon/json.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void quantities_go_by_the_names_of_both_languages(void **state)
{
    (void)state;
    assert_int_equal(quantity_named("year"), QUANTITY_YEAR);
    assert_int_equal(quantity_named("Année"), QUANTITY_YEAR);
    assert_int_equal(quantity_named("décennie"), QUANTITY_YEAR);
    assert_int_equal(quantity_named("POPULATION"), QUANTITY_POPULATION);
    assert_int_equal(quantity_named("montant"), QUANTITY_AMOUNT);
    assert_int_equal(quantity_named("theme"), QUANTITY_NONE);
    assert_int_equal(quantity_named(""), QUANTITY_NONE);
}

static void ranges_are_read_with_either_bound_left_out(void **state)
{
    static const struct {
        enum quantity quantity;
        const char *text;
        int64_t first, last;
    } cases[] = {
        {QUANTITY_YEAR, "2018..2021", 2018, 2021},
        {QUANTITY_YEAR, "2018..", 2018, SPAN_NO_BOUND},
        {QUANTITY_YEAR, "..2021", 0, 2021},
        {QUANTITY_YEAR, "2019", 2019, 2019},
        {QUANTITY_POPULATION, "100k..1M", 100000, 1000000},
        {QUANTITY_POPULATION, "0..9", 0, 9},
        {QUANTITY_AMOUNT, "..50000", 0, 50000},
        {QUANTITY_AMOUNT, "999999999999999", 999999999999999, 999999999999999},
        {QUANTITY_AMOUNT, "999999999M", 999999999000000, 999999999000000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span span = {-1, -1};

        assert_int_equal(quantity_read(cases[i].quantity, cases[i].text, &span, NULL), PARANGON_OK);
        assert_true(span.first == cases[i].first && span.last == cases[i].last);
    }
}

static void what_is_no_range_is_refused_with_an_example(void **state)
{
    static const char *const wrong[] = {"",     "..",    "...",   "x",        "5..1",
                                        "1..x", "-1..2", "1.5",   "1..2..3",  " 5",
                                        "5 ",   "k",     "5kk..", "5K5",      "1234567890123456",
                                        "1e5",  "5..k",  "\xff",  "10..\xff", "1234567890M"};
    struct span span = {7, 7};
    struct parangon_error err;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(quantity_read(QUANTITY_AMOUNT, wrong[i], &span, &err), PARANGON_USAGE);
        assert_non_null(strstr(err.message, "1000..50000"));
    }
    assert_int_equal(quantity_read(QUANTITY_YEAR, "201..2019", &span, &err), PARANGON_USAGE);
    assert_int_equal(quantity_read(QUANTITY_YEAR, "20190", &span, &err), PARANGON_USAGE);
    assert_int_equal(quantity_read(QUANTITY_YEAR, "2k", &span, &err), PARANGON_USAGE);
    assert_true(span.first == 7 && span.last == 7);
}

static void what_is_unknown_is_within_no_range(void **state)
{
    static const struct span all = {0, SPAN_NO_BOUND};
    const struct parangon_record_key none = {0};
    const struct parangon_record_key some = {
        .first = 2019, .last = INT_MAX, .population = 1, .amount = 45000};

    (void)state;
    for (int quantity = QUANTITY_YEAR; quantity < QUANTITY_COUNT; quantity++) {
        assert_false(quantity_within((enum quantity)quantity, &none, &all));
        assert_true(quantity_within((enum quantity)quantity, &some, &all));
    }
    assert_true(quantity_within(QUANTITY_YEAR, &some, &(struct span){2050, 2051}));
    assert_false(quantity_within(QUANTITY_YEAR, &some, &(struct span){0, 2018}));
    assert_true(quantity_within(QUANTITY_AMOUNT, &some, &(struct span){45000, 45000}));
    assert_false(quantity_within(QUANTITY_AMOUNT, &some, &(struct span){45001, SPAN_NO_BOUND}));
}

/* Any number is in exactly one bucket, and each is read back from how it is written. */
static void buckets_leave_no_gap_and_never_overlap(void **state)
{
    (void)state;
    for (int quantity = QUANTITY_POPULATION; quantity < QUANTITY_COUNT; quantity++) {
        const struct span *buckets;
        size_t count = quantity_buckets((enum quantity)quantity, &buckets);

        assert_true(count > 0 && buckets[0].first == 1);
        assert_true(buckets[count - 1].last == SPAN_NO_BOUND);
        for (size_t i = 0; i < count; i++) {
            struct parangon_buf text = {0};
            struct span read;

            if (i)
                assert_true(buckets[i].first == buckets[i - 1].last + 1);
            quantity_write(&text, &buckets[i]);
            assert_int_equal(
                quantity_read((enum quantity)quantity, parangon_buf_str(&text), &read, NULL),
                PARANGON_OK);
            assert_true(read.first == buckets[i].first && read.last == buckets[i].last);
            parangon_buf_clear(&text);
        }
    }
}

static void expect_label(enum quantity quantity, struct span span, const char *french,
                         const char *english)
{
    cJSON *label = quantity_label(quantity, &span);

    assert_string_equal(parangon_json_text(label, "fr"), french);
    assert_string_equal(parangon_json_text(label, "en"), english);
    cJSON_Delete(label);
}

static void ranges_are_called_by_what_people_say(void **state)
{
    (void)state;
    expect_label(QUANTITY_YEAR, (struct span){2010, 2019}, "années 2010", "2010s");
    expect_label(QUANTITY_POPULATION, (struct span){100000, 199999},
                 "de 100\u202F000 à moins de 200\u202F000\u00A0habitants",
                 "100,000 to under 200,000 inhabitants");
    expect_label(QUANTITY_POPULATION, (struct span){1000000, SPAN_NO_BOUND},
                 "1\u202F000\u202F000\u00A0habitants et plus", "1,000,000 inhabitants or more");
    expect_label(QUANTITY_AMOUNT, (struct span){1, 999}, "moins de 1\u202F000\u00A0€",
                 "under 1,000 euros");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_go_by_the_names_of_both_languages),
        cmocka_unit_test(ranges_are_read_with_either_bound_left_out),
        cmocka_unit_test(what_is_no_range_is_refused_with_an_example),
        cmocka_unit_test(what_is_unknown_is_within_no_range),
        cmocka_unit_test(buckets_leave_no_gap_and_never_overlap),
        cmocka_unit_test(ranges_are_called_by_what_people_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

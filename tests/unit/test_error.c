/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_failure_gives_its_code_and_its_message(void **state)
{
    struct parangon_error err = {0};

    (void)state;
    assert_int_equal(parangon_error_set(&err, PARANGON_REJECTED, "theme \"%s\" is unknown", "aeu"),
                     PARANGON_REJECTED);
    assert_int_equal(err.code, PARANGON_REJECTED);
    assert_string_equal(err.message, "theme \"aeu\" is unknown");
}

static void a_caller_may_want_no_message(void **state)
{
    (void)state;
    assert_int_equal(parangon_error_set(NULL, PARANGON_SYSTEM, "%s", "disk full"), PARANGON_SYSTEM);
}

static void context_is_put_in_front_on_the_way_up(void **state)
{
    struct parangon_error err;

    (void)state;
    parangon_error_set(&err, PARANGON_REJECTED, "theme is unknown");
    assert_int_equal(parangon_error_prefix(&err, PARANGON_REJECTED, "line %d", 12),
                     PARANGON_REJECTED);
    assert_int_equal(parangon_error_prefix(&err, PARANGON_REJECTED, "%s", "fiches/nancy.md"),
                     PARANGON_REJECTED);
    assert_string_equal(err.message, "fiches/nancy.md: line 12: theme is unknown");
    assert_int_equal(err.code, PARANGON_REJECTED);
}

static void a_percent_sign_in_a_message_is_only_a_sign(void **state)
{
    struct parangon_error err;

    (void)state;
    parangon_error_set(&err, PARANGON_USAGE, "%s", "10 %s %n");
    parangon_error_prefix(&err, PARANGON_REJECTED, "%s", "1 %d");
    assert_string_equal(err.message, "1 %d: 10 %s %n");
}

static void a_message_too_long_is_cut_and_keeps_its_context(void **state)
{
    struct parangon_error err;
    char text[3000];

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    parangon_error_set(&err, PARANGON_SYSTEM, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    parangon_error_prefix(&err, PARANGON_REJECTED, "here");
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_memory_equal(err.message, "here: xxx", 9);
    parangon_error_prefix(&err, PARANGON_REJECTED, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_int_equal(err.code, PARANGON_SYSTEM);
}

static void every_code_has_the_exit_status_that_is_documented(void **state)
{
    static const struct {
        enum parangon_code code;
        int status;
    } cases[] = {
        {PARANGON_OK, 0},       {PARANGON_NOTHING, 1},  {PARANGON_USAGE, 2},
        {PARANGON_REJECTED, 3}, {PARANGON_NO_INDEX, 4}, {PARANGON_LOCKED, 5},
        {PARANGON_DAMAGED, 6},  {PARANGON_SYSTEM, 7},   {PARANGON_BUG, 70},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(parangon_error_exit_status(cases[i].code), cases[i].status);
}

static void what_a_person_can_mend_has_a_hint(void **state)
{
    static const enum parangon_code mended[] = {PARANGON_USAGE,    PARANGON_REJECTED,
                                                PARANGON_NO_INDEX, PARANGON_LOCKED,
                                                PARANGON_DAMAGED,  PARANGON_BUG};

    (void)state;
    for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) {
        const char *hint = parangon_error_hint(mended[i]);

        assert_non_null(hint);
        assert_int_not_equal(*hint, '\0');
        assert_int_not_equal(hint[strlen(hint) - 1], '.');
    }
    assert_null(parangon_error_hint(PARANGON_OK));
    assert_null(parangon_error_hint(PARANGON_NOTHING));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_gives_its_code_and_its_message),
        cmocka_unit_test(a_caller_may_want_no_message),
        cmocka_unit_test(context_is_put_in_front_on_the_way_up),
        cmocka_unit_test(a_percent_sign_in_a_message_is_only_a_sign),
        cmocka_unit_test(a_message_too_long_is_cut_and_keeps_its_context),
        cmocka_unit_test(every_code_has_the_exit_status_that_is_documented),
        cmocka_unit_test(what_a_person_can_mend_has_a_hint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

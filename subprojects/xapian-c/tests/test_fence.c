/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "inject.h"
#include "support.h"

static const struct {
    const char *what;
    xc_status status;
} cases[] = {
    {"AssertionError", XC_INTERNAL},
    {"DatabaseClosedError", XC_CLOSED},
    {"DatabaseCorruptError", XC_CORRUPT},
    {"DatabaseCreateError", XC_OPENING},
    {"DatabaseError", XC_IO},
    {"DatabaseLockError", XC_LOCKED},
    {"DatabaseModifiedError", XC_MODIFIED},
    {"DatabaseNotFoundError", XC_NOT_FOUND},
    {"DatabaseOpeningError", XC_OPENING},
    {"DatabaseVersionError", XC_VERSION},
    {"DocNotFoundError", XC_NOT_FOUND},
    {"FeatureUnavailableError", XC_UNIMPLEMENTED},
    {"InternalError", XC_INTERNAL},
    {"InvalidArgumentError", XC_INVALID},
    {"InvalidOperationError", XC_INVALID},
    {"NetworkError", XC_NETWORK},
    {"NetworkTimeoutError", XC_TIMEOUT},
    {"QueryParserError", XC_QUERY_SYNTAX},
    {"RangeError", XC_INVALID},
    {"SerialisationError", XC_INVALID},
    {"UnimplementedError", XC_UNIMPLEMENTED},
    {"WildcardError", XC_QUERY_SYNTAX},
    {INJECT_NO_SPACE, XC_NO_SPACE},
    {INJECT_NO_SPACE_IN_MESSAGE, XC_NO_SPACE},
    {INJECT_REFUSAL, XC_INVALID},
    {INJECT_BAD_ALLOC, XC_NO_MEMORY},
    {INJECT_STANDARD, XC_INTERNAL},
    {INJECT_INTEGER, XC_INTERNAL},
    {INJECT_LONG_MESSAGE, XC_IO},
    {INJECT_UNKNOWN_CLASS, XC_INTERNAL},
};

enum {
    CASE_COUNT = sizeof cases / sizeof *cases
};

static void each_exception_becomes_its_status(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        struct xc_error error = {XC_OK, ""};
        assert_int_equal(inject(cases[i].what, &error), cases[i].status);
        assert_int_equal(error.code, cases[i].status);
        assert_true(error.message[0] != '\0');
        assert_null(strchr(error.message, '\n'));
        assert_int_equal(inject(cases[i].what, NULL), cases[i].status);
    }
}

static void the_message_holds_message_reason_and_context(void **state)
{
    (void)state;
    inject("NetworkError", &err);
    assert_string_equal(err.message, "a message of two lines (a context)");
    inject(INJECT_NO_SPACE, &err);
    assert_memory_equal(err.message, "writing: ", 9);
    inject(INJECT_STANDARD, &err);
    assert_string_equal(err.message, "unexpected C++ exception: too far");
}

static void a_long_message_is_cut_between_characters(void **state)
{
    (void)state;
    inject(INJECT_LONG_MESSAGE, &err);
    size_t len = strlen(err.message);
    assert_true(len > 500 && len < sizeof err.message);
    assert_memory_equal(err.message + len - 2, "\xc3\xa9", 2);
}

static void success_leaves_the_error_alone(void **state)
{
    (void)state;
    struct xc_error error = {XC_LOCKED, "as before"};
    assert_int_equal(inject(INJECT_NOTHING, &error), XC_OK);
    assert_int_equal(error.code, XC_LOCKED);
    assert_string_equal(error.message, "as before");
}

static void any_exception_spoils_a_writer_but_a_refusal_does_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        bool spoilt = false;
        bool refusal = strcmp(cases[i].what, INJECT_REFUSAL) == 0;
        assert_int_equal(inject_into_writer(cases[i].what, &spoilt, &err), cases[i].status);
        assert_int_equal(spoilt, !refusal);
        assert_int_equal(inject_into_writer(INJECT_NOTHING, &spoilt, &err),
                         refusal ? XC_OK : XC_CLOSED);
    }
    assert_non_null(strstr(err.message, "close it and open it again"));
}

static void memory_that_cannot_be_had_is_an_error(void **state)
{
    (void)state;
    assert_status(inject_huge_block(&err), XC_NO_MEMORY);
}

static void each_status_has_its_name(void **state)
{
    (void)state;
    assert_string_equal(xc_status_name(XC_OK), "XC_OK");
    assert_string_equal(xc_status_name(XC_NO_SPACE), "XC_NO_SPACE");
    assert_string_equal(xc_status_name(XC_INTERNAL), "XC_INTERNAL");
    assert_string_equal(xc_status_name((xc_status)17), "XC_UNKNOWN");
    assert_string_equal(xc_status_name((xc_status)-1), "XC_UNKNOWN");
    for (int i = 0; i <= XC_INTERNAL; i++)
        assert_memory_equal(xc_status_name((xc_status)i), "XC_", 3);
}

static void versions_are_told(void **state)
{
    (void)state;
    assert_true(strchr(xc_version(), '.') && strchr(xc_xapian_version(), '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_exception_becomes_its_status),
        cmocka_unit_test(the_message_holds_message_reason_and_context),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(success_leaves_the_error_alone),
        cmocka_unit_test(any_exception_spoils_a_writer_but_a_refusal_does_not),
        cmocka_unit_test(memory_that_cannot_be_had_is_an_error),
        cmocka_unit_test(each_status_has_its_name),
        cmocka_unit_test(versions_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

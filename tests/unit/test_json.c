/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/json.h"
#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cJSON *accept(const char *text, size_t len)
{
    struct parangon_error err = {.message = ""};
    cJSON *value = parangon_json_parse(text, len, &err);

    if (!value)
        fail_msg("%s: %s", text, err.message);
    return value;
}

static void assert_refused(const char *text, size_t len, const char *message)
{
    struct parangon_error err = {.message = ""};
    cJSON *value = parangon_json_parse(text, len, &err);

    assert_null(value);
    assert_int_equal(err.code, PARANGON_REJECTED);
    assert_string_equal(err.message, message);
    assert_null(parangon_json_parse(text, len, NULL));
}

static void assert_refused_text(const char *text, const char *message)
{
    assert_refused(text, strlen(text), message);
}

static void every_kind_of_value_is_read(void **state)
{
    static const char text[] = " {\"a\":[null,true,false,-0.5e+2,0],\"b\":{},\"c\":\"\"}\r\n\t";
    cJSON *value = accept(text, sizeof text - 1);
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(value, "a");

    (void)state;
    assert_int_equal(cJSON_GetArraySize(list), 5);
    assert_float_equal(cJSON_GetArrayItem(list, 3)->valuedouble, -50, 0);
    cJSON_Delete(value);
    cJSON_Delete(accept("3", 1));
    cJSON_Delete(accept("1.5 and more", 3));
}

static void escapes_become_characters(void **state)
{
    static const char text[] = "[\"\\u00e9\\ud83d\\ude00\\n\\/\\\"\"]";
    cJSON *value = accept(text, sizeof text - 1);

    (void)state;
    assert_string_equal(cJSON_GetArrayItem(value, 0)->valuestring, "é😀\n/\"");
    cJSON_Delete(value);
}

static void a_byte_order_mark_is_skipped(void **state)
{
    cJSON *value = accept("\xEF\xBB\xBF{\"id\":\"a\"}", 13);

    (void)state;
    assert_string_equal(parangon_json_text(value, "id"), "a");
    cJSON_Delete(value);
    assert_refused_text("\xEF\xBB\xBF{x", "line 1: column 2: a string is expected");
}

static void the_message_gives_line_and_column_in_characters(void **state)
{
    (void)state;
    assert_refused_text("{\"a\": 1,\n \"é\": tru}", "line 2: column 7: a value is expected");
}

static void a_key_that_stands_twice_is_refused(void **state)
{
    (void)state;
    assert_refused_text("{\"id\": 1,\n\"x\": {\"id\": 2},\n\"\\u0069d\": 3}",
                        "line 3: column 1: a key stands twice: \"\\u0069d\"");
    cJSON_Delete(accept("[{\"id\":1},{\"id\":1}]", 19));
}

static void strings_that_a_c_string_cannot_carry_are_refused(void **state)
{
    (void)state;
    assert_refused_text("[\"a\\u0000b\"]", "line 1: column 4: \\u0000 is not accepted");
    assert_refused("[\"a\0b\"]", 7, "line 1: column 4: a control character in a string");
    assert_refused("[1]\0", 4, "line 1: column 4: text after the end of the value");
}

static void half_a_surrogate_pair_is_refused(void **state)
{
    static const char message[] = "line 1: column 3: half of a surrogate pair stands alone";

    (void)state;
    assert_refused_text("[\"\\ud800\"]", message);
    assert_refused_text("[\"\\udc00\\ud800\"]", message);
    assert_refused_text("[\"\\ud800\\u0041\"]", message);
}

static void malformed_utf_8_is_refused(void **state)
{
    static const char *const malformed[] = {
        "[\"\xE9t\xE9\"]",    "[\"\xC0\xAF\"]", "[\"\xED\xA0\x80\"]", "[\"\xF4\x90\x80\x80\"]",
        "[\"\xE0\x80\x80\"]", "[\"\xE2\x82\"]", "[\"\x80\"]",         NULL};

    (void)state;
    for (const char *const *text = malformed; *text; text++)
        assert_refused_text(*text, "line 1: column 3: malformed UTF-8");
    assert_refused("[\"\xE2\x82", 4, "line 1: column 3: malformed UTF-8");
}

static void text_after_the_value_is_refused(void **state)
{
    (void)state;
    assert_refused_text("{} {}", "line 1: column 4: text after the end of the value");
    assert_refused_text("[1,]", "line 1: column 4: a value is expected");
    assert_refused_text("{\"a\":1,}", "line 1: column 8: a string is expected");
}

static void a_text_that_ends_too_early_is_refused(void **state)
{
    (void)state;
    assert_refused_text("", "line 1: column 1: there is no value");
    assert_refused_text(" \n", "line 2: column 1: there is no value");
    assert_refused_text("[1", "line 1: column 3: the text ends too early");
    assert_refused_text("{\"a\"", "line 1: column 5: the text ends too early");
    assert_refused_text("[\"a", "line 1: column 2: a string is not closed");
}

static void numbers_have_one_spelling(void **state)
{
    (void)state;
    assert_refused_text("01", "line 1: column 2: a number begins with 0");
    assert_refused_text("[+1]", "line 1: column 2: a value is expected");
    assert_refused_text("[.5]", "line 1: column 2: a value is expected");
    assert_refused_text("[1.]", "line 1: column 4: a digit is expected");
    assert_refused_text("[1e]", "line 1: column 4: a digit is expected");
    assert_refused_text("[NaN]", "line 1: column 2: a value is expected");
    assert_refused_text("[1e999]", "line 1: column 2: a number is too large");
    assert_refused_text("[0000000000000000000000000000000000000000000000000000000000000000001]",
                        "line 1: column 3: a number begins with 0");
    assert_refused_text("[1234567890123456789012345678901234567890123456789012345678901234]",
                        "line 1: column 2: a number of more than 63 characters");
}

static void nesting_ends_at_the_limit(void **state)
{
    char text[2 * (PARANGON_JSON_DEPTH_MAX + 1) + 1];
    size_t depth = PARANGON_JSON_DEPTH_MAX;

    (void)state;
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    cJSON_Delete(accept(text, 2 * depth));
    depth++;
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    assert_refused(text, 2 * depth, "line 1: column 65: nested more than 64 deep");
}

static void members_are_read_by_their_exact_name(void **state)
{
    static const char text[] = "{\"Id\":\"x\",\"n\":2,\"l\":[\"a\",1,\"b\"],\"s\":\"a\"}";
    cJSON *object = accept(text, sizeof text - 1);

    (void)state;
    assert_null(parangon_json_text(object, "id"));
    assert_null(parangon_json_text(object, "n"));
    assert_float_equal(parangon_json_number(object, "n", 9), 2, 0);
    assert_float_equal(parangon_json_number(object, "s", 9), 9, 0);
    assert_true(parangon_json_has(object, "l", "b"));
    assert_true(parangon_json_has(object, "s", "a"));
    assert_false(parangon_json_has(object, "l", "c"));
    assert_false(parangon_json_has(object, "n", "2"));
    assert_false(parangon_json_has(object, "absent", "a"));
    cJSON_Delete(object);
}

static void a_text_member_takes_the_place_of_another(void **state)
{
    cJSON *object = accept("{\"a\":1}", 7);

    (void)state;
    parangon_json_set_text(object, "a", "one");
    parangon_json_set_text(object, "b", "two");
    parangon_json_set_text(object, "a", parangon_json_text(object, "a"));
    assert_int_equal(cJSON_GetArraySize(object), 2);
    assert_string_equal(parangon_json_text(object, "a"), "one");
    assert_string_equal(parangon_json_text(object, "b"), "two");
    cJSON_Delete(object);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_read),
        cmocka_unit_test(escapes_become_characters),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(the_message_gives_line_and_column_in_characters),
        cmocka_unit_test(a_key_that_stands_twice_is_refused),
        cmocka_unit_test(strings_that_a_c_string_cannot_carry_are_refused),
        cmocka_unit_test(half_a_surrogate_pair_is_refused),
        cmocka_unit_test(malformed_utf_8_is_refused),
        cmocka_unit_test(text_after_the_value_is_refused),
        cmocka_unit_test(a_text_that_ends_too_early_is_refused),
        cmocka_unit_test(numbers_have_one_spelling),
        cmocka_unit_test(nesting_ends_at_the_limit),
        cmocka_unit_test(members_are_read_by_their_exact_name),
        cmocka_unit_test(a_text_member_takes_the_place_of_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

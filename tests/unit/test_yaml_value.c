/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "yaml_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(cJSON *value, const char *expected)
{
    struct parangon_buf out = {0};

    yaml_add_value(&out, value);
    assert_string_equal(parangon_buf_str(&out), expected);
    parangon_buf_clear(&out);
    cJSON_Delete(value);
}

static void texts_are_quoted_whatever_they_hold(void **state)
{
    (void)state;
    expect(cJSON_CreateString("oui"), "\"oui\"");
    expect(cJSON_CreateString("« à » # : \"b\" \\"), "\"« à » # : \\\"b\\\" \\\\\"");
    expect(cJSON_CreateString("a\n\tb"), "\"a\\n\\u0009b\"");
    expect(cJSON_CreateString(""), "\"\"");
}

static void what_yaml_takes_for_the_end_of_a_line_is_escaped(void **state)
{
    (void)state;
    expect(cJSON_CreateString("\xC2\x85|\xE2\x80\xA8|\xE2\x80\xA9|\xEF\xBB\xBF|\x7F"),
           "\"\\u0085|\\u2028|\\u2029|\\ufeff|\\u007f\"");
}

static void lists_and_objects_are_one_line(void **state)
{
    (void)state;
    expect(cJSON_Parse("[{\"name\":\"Kiel\",\"year\":2020,\"rate\":0.5},[],true,null]"),
           "[{name: \"Kiel\", year: 2020, rate: 0.5}, [], true, null]");
}

static void a_comment_is_one_line(void **state)
{
    struct parangon_buf out = {0};

    (void)state;
    yaml_add_comment(&out, "a\nb\r\tc é");
    assert_string_equal(out.data, "a b  c é");
    parangon_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_quoted_whatever_they_hold),
        cmocka_unit_test(what_yaml_takes_for_the_end_of_a_line_is_escaped),
        cmocka_unit_test(lists_and_objects_are_one_line),
        cmocka_unit_test(a_comment_is_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

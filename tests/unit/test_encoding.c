/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "readers/encoding.h"

#include "cases.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The text in the encoding, by the library that also converts back: what is tested is the telling,
   and that the conversion loses nothing. */
static struct parangon_buf encoded(const struct test_case *found)
{
    struct parangon_buf bytes = {0};
    char block[4096];
    char *in = found->line[1].text;
    char *out = block;
    size_t in_left = found->line[1].len;
    size_t out_left = sizeof block;
    const char *encoding = found->line[0].text;

    if (strcmp(encoding, "bytes") == 0)
        encoding = "ISO-8859-1";
    iconv_t converter =
        iconv_open(encoding, strcmp(found->line[0].text, "bytes") == 0 ? encoding : "UTF-8");
    assert_true(converter != (iconv_t)-1);
    if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1)
        case_failed(found, "cannot be written in %s", encoding);
    iconv_close(converter);
    parangon_buf_add(&bytes, block, sizeof block - out_left);
    return bytes;
}

static void check_conversion(const struct test_case *found, struct parangon_buf *bytes,
                             const char *encoding)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *text = found->line[1].text;
    struct parangon_error err;

    if (strncmp(text, mark, strlen(mark)) == 0)
        text += strlen(mark);
    if (encoding_convert(bytes, encoding, &err) != PARANGON_OK)
        case_failed(found, "%s", err.message);
    else if (strcmp(parangon_buf_str(bytes), text) != 0)
        case_failed(found, "became %s", parangon_buf_str(bytes));
}

static void check_case(const struct test_case *found)
{
    struct parangon_buf bytes = encoded(found);
    const char *told = encoding_tell(parangon_buf_str(&bytes), bytes.len);

    if (strcmp(told ? told : "none", found->line[2].text) != 0)
        case_failed(found, "taken for %s", told ? told : "none");
    else if (told)
        check_conversion(found, &bytes, told);
    parangon_buf_clear(&bytes);
}

static void encodings_are_told_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("encoding.test", 3, check_case);
}

static void what_is_no_character_is_replaced(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    parangon_buf_add(&text,
                     "A\0\0\xD8"
                     "B\0C",
                     7);
    assert_int_equal(encoding_convert(&text, "UTF-16LE", NULL), PARANGON_OK);
    assert_string_equal(text.data, "A\xEF\xBF\xBD"
                                   "B\xEF\xBF\xBD");
    parangon_buf_reset(&text);
    parangon_buf_puts(&text, "caf\xE9\x81");
    assert_int_equal(encoding_convert(&text, "WINDOWS-1252", NULL), PARANGON_OK);
    assert_string_equal(text.data, "café\xEF\xBF\xBD");
    parangon_buf_clear(&text);
}

/* Each byte value after each other one: nothing is read beyond the end, whatever is told. */
static void any_two_bytes_give_an_answer(void **state)
{
    (void)state;
    for (int first = 0; first < 256; first++) {
        for (int second = 0; second < 256; second += 5) {
            struct parangon_buf bytes = {0};

            parangon_buf_putc(&bytes, (char)first);
            parangon_buf_putc(&bytes, (char)second);
            const char *told = encoding_tell(bytes.data, bytes.len);
            if (told)
                assert_int_equal(encoding_convert(&bytes, told, NULL), PARANGON_OK);
            parangon_buf_clear(&bytes);
        }
    }
    assert_string_equal(encoding_tell("", 0), "UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_told_as_the_cases_say),
        cmocka_unit_test(what_is_no_character_is_replaced),
        cmocka_unit_test(any_two_bytes_give_an_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

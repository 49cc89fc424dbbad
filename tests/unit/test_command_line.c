/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct parangon_option options[] = {
    {"index", 'i', "DIR", "folder of the index"},
    {"quiet", 'q', NULL, "say less"},
    {"verbose", 'v', NULL, "say more"},
    {"number", 'n', "N", "how many"},
    {"theme", 0, "T", "only this theme"},
    {"explain", 0, NULL, "say why"},
    {NULL, 0, NULL, NULL},
};

enum {
    WORDS_MAX = 12
};

/* What the words give, as "--name=value word --flag", or the message of the first failure. */
static char *parsed(bool words_free, const char *const words[])
{
    char *argv[WORDS_MAX + 1] = {NULL}, *owned[WORDS_MAX] = {NULL};
    struct parangon_command_line line = {
        .options = options, .argv = argv, .words_free = words_free};
    struct parangon_buf said = {0};
    struct parangon_error err;
    const char *value;
    int found;

    for (size_t i = 0; words[i]; i++)
        argv[i] = owned[i] = parangon_strdup(words[i]);
    while ((found = parangon_command_line_next(&line, &value, &err)) != PARANGON_END) {
        if (said.len)
            parangon_buf_putc(&said, ' ');
        if (found == PARANGON_WRONG) {
            assert_int_equal(err.code, PARANGON_USAGE);
            parangon_buf_printf(&said, "wrong: %s", err.message);
            break;
        }
        if (found == PARANGON_WORD)
            parangon_buf_puts(&said, value);
        else
            parangon_buf_printf(&said, "--%s%s%s", options[found].name, value ? "=" : "",
                                value ? value : "");
    }
    for (size_t i = 0; i < WORDS_MAX; i++)
        free(owned[i]);
    return parangon_buf_take(&said);
}

static void expect(bool words_free, const char *const words[], const char *expected)
{
    char *said = parsed(words_free, words);

    assert_string_equal(said, expected);
    free(said);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void no_words_end_at_once(void **state)
{
    (void)state;
    expect(false, (const char *const[]){NULL}, "");
}

static void a_long_option_takes_its_value_in_two_ways(void **state)
{
    (void)state;
    expect(false, WORDS("--index", "dir", "--index=dir"), "--index=dir --index=dir");
    expect(false, WORDS("--index=a=b"), "--index=a=b");
    expect(false, WORDS("--index="), "--index=");
    expect(false, WORDS("--index", ""), "--index=");
    expect(false, WORDS("--index", "--quiet"), "--index=--quiet");
}

static void a_letter_takes_its_value_in_two_ways(void **state)
{
    (void)state;
    expect(false, WORDS("-n", "10", "-n10"), "--number=10 --number=10");
    expect(false, WORDS("-n", "-1"), "--number=-1");
    expect(false, WORDS("-i", "dir", "eau"), "--index=dir eau");
}

static void letters_can_be_bundled(void **state)
{
    (void)state;
    expect(false, WORDS("-qv"), "--quiet --verbose");
    expect(false, WORDS("-qvn10", "eau"), "--quiet --verbose --number=10 eau");
    expect(false, WORDS("-qn", "10", "-v"), "--quiet --number=10 --verbose");
}

static void options_and_words_may_be_mixed(void **state)
{
    (void)state;
    expect(false, WORDS("eau", "-q", "potable", "--theme", "eau"),
           "eau --quiet potable --theme=eau");
}

static void a_dash_alone_is_a_word(void **state)
{
    (void)state;
    expect(false, WORDS("-", "-q"), "- --quiet");
    expect(true, WORDS("-", "-q"), "- -q");
    expect(false, WORDS(""), "");
}

static void all_is_a_word_after_two_dashes(void **state)
{
    (void)state;
    expect(false, WORDS("-q", "--", "-v", "--index", "--", "eau"), "--quiet -v --index -- eau");
    expect(false, WORDS("--"), "");
    expect(true, WORDS("eau", "--", "--index"), "eau --index");
}

static void an_exclusion_is_a_word_once_a_word_was_seen(void **state)
{
    (void)state;
    expect(true, WORDS("eau", "-potable", "-q"), "eau -potable -q");
    expect(true, WORDS("-q", "eau", "-n"), "--quiet eau -n");
    expect(true, WORDS("eau", "--explain", "-x", "--theme", "t"), "eau --explain -x --theme=t");
    expect(false, WORDS("eau", "-x"), "eau wrong: unknown option -x");
}

static void a_negative_number_can_be_the_value_of_an_option(void **state)
{
    (void)state;
    expect(true, WORDS("eau", "--number", "-3"), "eau --number=-3");
}

static void a_wrong_option_is_named(void **state)
{
    (void)state;
    expect(false, WORDS("--colour"), "wrong: unknown option --colour");
    expect(false, WORDS("--colour=red"), "wrong: unknown option --colour=red");
    expect(false, WORDS("--inde", "dir"), "wrong: unknown option --inde");
    expect(false, WORDS("--indexes", "dir"), "wrong: unknown option --indexes");
    expect(false, WORDS("-x"), "wrong: unknown option -x");
    expect(false, WORDS("-qx"), "--quiet wrong: unknown option -x");
    expect(false, WORDS("--index"), "wrong: option --index needs a value");
    expect(false, WORDS("-n"), "wrong: option -n needs a value");
    expect(false, WORDS("-qn"), "--quiet wrong: option -n needs a value");
    expect(false, WORDS("--quiet=yes"), "wrong: option --quiet=yes takes no value");
    expect(false, WORDS("--=x"), "wrong: unknown option --=x");
}

static void a_wrong_option_of_any_length_is_named_in_short(void **state)
{
    char word[2000];
    char *said;

    (void)state;
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    word[0] = word[1] = '-';
    said = parsed(false, WORDS(word));
    assert_memory_equal(said, "wrong: unknown option --xxx", 27);
    assert_true(strlen(said) < 200);
    free(said);
}

static void an_option_after_a_percent_sign_is_printed_as_it_is(void **state)
{
    (void)state;
    expect(false, WORDS("--%s%n"), "wrong: unknown option --%s%n");
}

static void a_number_is_read_strictly(void **state)
{
    static const char *const wrong[] = {
        "", "x", "1x", "1.5", "101", "-1", "1 000", "0x10", "99999999999999999999", "1e1"};
    struct parangon_error err;
    long number = -7;

    (void)state;
    assert_int_equal(parangon_parse_number("42", "number", 0, 100, &number, &err), PARANGON_OK);
    assert_int_equal(number, 42);
    assert_int_equal(parangon_parse_number("0", "number", 0, 100, &number, &err), PARANGON_OK);
    assert_int_equal(parangon_parse_number("100", "number", 0, 100, &number, &err), PARANGON_OK);
    assert_int_equal(number, 100);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(parangon_parse_number(wrong[i], "number", 0, 100, &number, &err),
                         PARANGON_USAGE);
        assert_int_equal(number, 100);
        assert_non_null(strstr(err.message, "--number"));
        assert_non_null(strstr(err.message, "from 0 to 100"));
        assert_non_null(strstr(err.message, wrong[i]));
    }
}

static void expect_place(const char *given, const char *expected)
{
    char *place = parangon_index_place(given);

    assert_string_equal(place, expected);
    free(place);
}

static void the_index_is_where_it_is_said_to_be(void **state)
{
    (void)state;
    setenv("PARANGON_INDEX", "/environment", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("HOME", "/home/x", 1);
    expect_place("/given", "/given");
    expect_place(NULL, "/environment");
    setenv("PARANGON_INDEX", "", 1);
    expect_place(NULL, "/data/parangon/index");
    unsetenv("PARANGON_INDEX");
    unsetenv("XDG_DATA_HOME");
    expect_place(NULL, "/home/x/.local/share/parangon/index");
    unsetenv("HOME");
    expect_place(NULL, "./.local/share/parangon/index");
}

static void the_vocabulary_of_the_environment_overrules(void **state)
{
    char *place;

    (void)state;
    setenv("PARANGON_VOCABULARY", "/words", 1);
    place = parangon_vocabulary_place();
    assert_string_equal(place, "/words");
    free(place);
    unsetenv("PARANGON_VOCABULARY");
    place = parangon_vocabulary_place();
    assert_int_not_equal(*place, '\0');
    free(place);
}

/* Standard output goes to a file while `print` runs; returns what was printed, yours. */
static char *printed_by(void (*print)(void))
{
    char text[4096] = "";
    FILE *file = tmpfile();
    int before = dup(STDOUT_FILENO);

    assert_non_null(file);
    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    print();
    fflush(stdout);
    dup2(before, STDOUT_FILENO);
    close(before);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return parangon_strdup(text);
}

static void print_help(void)
{
    parangon_print_help("usage: parangon search [OPTION]… [WORDS…]", "Searches practices.",
                        options);
}

static void the_help_names_every_option_of_the_table(void **state)
{
    char *help = printed_by(print_help);

    (void)state;
    assert_memory_equal(help, "usage: parangon search", 22);
    assert_non_null(strstr(help, "Searches practices."));
    for (size_t i = 0; options[i].name; i++) {
        assert_non_null(strstr(help, options[i].name));
        assert_non_null(strstr(help, options[i].help));
    }
    assert_non_null(strstr(help, "  -i, --index DIR       "));
    assert_non_null(strstr(help, "      --theme T"));
    assert_null(strstr(help, "\033"));
    free(help);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_words_end_at_once),
        cmocka_unit_test(a_long_option_takes_its_value_in_two_ways),
        cmocka_unit_test(a_letter_takes_its_value_in_two_ways),
        cmocka_unit_test(letters_can_be_bundled),
        cmocka_unit_test(options_and_words_may_be_mixed),
        cmocka_unit_test(a_dash_alone_is_a_word),
        cmocka_unit_test(all_is_a_word_after_two_dashes),
        cmocka_unit_test(an_exclusion_is_a_word_once_a_word_was_seen),
        cmocka_unit_test(a_negative_number_can_be_the_value_of_an_option),
        cmocka_unit_test(a_wrong_option_is_named),
        cmocka_unit_test(a_wrong_option_of_any_length_is_named_in_short),
        cmocka_unit_test(an_option_after_a_percent_sign_is_printed_as_it_is),
        cmocka_unit_test(a_number_is_read_strictly),
        cmocka_unit_test(the_index_is_where_it_is_said_to_be),
        cmocka_unit_test(the_vocabulary_of_the_environment_overrules),
        cmocka_unit_test(the_help_names_every_option_of_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

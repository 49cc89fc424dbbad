/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "file_name.h"

#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_line(const struct test_case *found, size_t line, char *given)
{
    if (strcmp(found->line[line].text, given) != 0)
        case_failed(found, "expected \"%s\", got \"%s\"", found->line[line].text, given);
    free(given);
}

static char *code_or(enum parangon_lang lang, const char *otherwise)
{
    return parangon_strdup(lang == PARANGON_OTHER ? otherwise : parangon_lang_code(lang));
}

static void check_name(const struct test_case *found)
{
    struct file_name name;
    struct parangon_buf id = {0}, pair = {0}, stem = {0};

    file_name_init(&name, found->line[0].text);
    char *lang = code_or(name.lang, "?"), *pair_lang = code_or(name.pair_lang, "?");
    parangon_buf_printf(&id, "%s | %s", name.base, lang);
    parangon_buf_puts(&pair, "");
    if (name.pair)
        parangon_buf_printf(&pair, "%s | %s%s", name.pair, pair_lang,
                            name.pair_final ? " final" : "");
    parangon_buf_printf(&stem, "%s | %lu%s", name.stem, name.version, name.copy ? " copy" : "");
    check_line(found, 1, parangon_buf_take(&id));
    check_line(found, 2, parangon_buf_take(&pair));
    check_line(found, 3, parangon_buf_take(&stem));
    free(lang);
    free(pair_lang);
    file_name_clear(&name);
}

static void test_names_say_what_the_cases_say(void **state)
{
    (void)state;
    cases_run("file_names.test", 4, check_name);
}

static void test_odd_names_are_split_all_the_same(void **state)
{
    static const char *const names[] = {
        "",      ".",         "/",
        "..",    ".fr",       "_FR",
        "(1)",   "a/",        "()",
        "V",     "Copie de ", "\xFF_FR.docx",
        "- - -", "a/_EN.md",  "99999999999999999999_v99999999999999999999.md"};
    (void)state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct file_name name;

        file_name_init(&name, names[i]);
        assert_non_null(name.base);
        assert_non_null(name.stem);
        assert_true(!name.pair || strlen(name.pair) < strlen(name.base));
        file_name_clear(&name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_say_what_the_cases_say),
        cmocka_unit_test(test_odd_names_are_split_all_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

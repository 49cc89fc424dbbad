/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"

#include "parangon/index.h"
#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The shipped vocabulary, for the names of choices and goals. */
static struct parangon_knowledge knowledge;

static int read_knowledge(void **state)
{
    char *folder = source_path("corpus/vocabulary");
    struct parangon_error err;
    enum parangon_code code = parangon_knowledge_read(folder, NULL, NULL, &knowledge, &err);

    (void)state;
    free(folder);
    if (code)
        print_error("%s\n", err.message);
    return code != PARANGON_OK;
}

static int forget_knowledge(void **state)
{
    (void)state;
    parangon_knowledge_clear(&knowledge);
    return 0;
}

/* What a case expects of a value that could not be had; a refusal must quote what it refuses. */
static const char *without_value(enum parangon_code code, const char *text,
                                 const struct parangon_error *err)
{
    if (code == PARANGON_NOTHING)
        return "nothing";
    assert_int_equal(code, PARANGON_REJECTED);
    return strstr(err->message, text) ? "refused" : err->message;
}

static void compare(const struct test_case *found, struct parangon_buf *got, size_t expected)
{
    if (strcmp(parangon_buf_str(got), found->line[expected].text) != 0)
        case_failed(found, "got \"%s\"", parangon_buf_str(got));
    parangon_buf_clear(got);
}

static void print_number(struct parangon_buf *out, double number)
{
    if (number == (double)(long long)number)
        parangon_buf_printf(out, "%lld", (long long)number);
    else
        parangon_buf_printf(out, "%.2f", number);
}

static void check_amount(const struct test_case *found)
{
    const char *text = found->line[1].text;
    struct parangon_amount amount;
    struct parangon_error err;
    struct parangon_buf got = {0};
    enum parangon_code code = parangon_value_amount(text, &amount, &err);

    if (code) {
        parangon_buf_puts(&got, without_value(code, text, &err));
    } else {
        print_number(&got, amount.value);
        parangon_buf_printf(&got, "%s%s%s%s", *amount.currency ? " " : "", amount.currency,
                            amount.approximate ? " rough" : "", amount.partial ? " part" : "");
        if (*amount.words)
            parangon_buf_printf(&got, " [%s]", amount.words);
    }
    compare(found, &got, 2);
}

static void amounts_are_read_whole_or_refused(void **state)
{
    (void)state;
    cases_run("amounts.test", 3, check_amount);
}

static void check_number(const struct test_case *found)
{
    const char *text = found->line[1].text;
    struct parangon_error err;
    struct parangon_buf got = {0};
    double number;
    enum parangon_code code = parangon_value_number(text, &number, &err);

    if (code)
        parangon_buf_puts(&got, without_value(code, text, &err));
    else
        parangon_buf_printf(&got, "%.15g", number);
    compare(found, &got, 2);
}

static void numbers_that_could_be_two_things_are_refused(void **state)
{
    (void)state;
    cases_run("numbers.test", 3, check_number);
}

static void check_dates(const struct test_case *found)
{
    const char *text = found->line[1].text;
    struct parangon_dates dates;
    struct parangon_error err;
    struct parangon_buf got = {0};
    enum parangon_code code = parangon_value_dates(text, &dates, &err);

    if (code) {
        parangon_buf_puts(&got, without_value(code, text, &err));
    } else {
        if (dates.first)
            parangon_buf_printf(&got, "%d", dates.first);
        parangon_buf_puts(&got, "..");
        if (dates.last)
            parangon_buf_printf(&got, "%d", dates.last);
        parangon_buf_printf(&got, "%s%s%s", dates.ongoing ? "+" : "", *dates.date ? " " : "",
                            dates.date);
    }
    compare(found, &got, 2);
}

static void dates_and_periods_are_read(void **state)
{
    (void)state;
    cases_run("dates.test", 3, check_dates);
}

static void check_boolean(const struct test_case *found)
{
    const char *text = found->line[1].text;
    struct parangon_error err;
    struct parangon_buf got = {0};
    bool answer;
    enum parangon_code code = parangon_value_boolean(text, &answer, &err);

    parangon_buf_puts(&got, code ? without_value(code, text, &err) : answer ? "yes" : "no");
    compare(found, &got, 2);
}

static void yes_and_no_are_read_in_both_languages(void **state)
{
    (void)state;
    cases_run("booleans.test", 3, check_boolean);
}

static void check_list(const struct test_case *found)
{
    cJSON *parts = cJSON_CreateArray();
    struct parangon_buf got = {0};
    const cJSON *part;

    size_t count = parangon_value_split(found->line[1].text, NULL, parts);

    assert_int_equal(count, cJSON_GetArraySize(parts));
    cJSON_ArrayForEach(part, parts)
        parangon_buf_printf(&got, "%s%s", got.len ? " | " : "", part->valuestring);
    cJSON_Delete(parts);
    compare(found, &got, 2);
}

static void lists_are_cut_where_they_are_lists(void **state)
{
    (void)state;
    cases_run("lists.test", 3, check_list);
}

static void given_separators_cut_and_no_others_do(void **state)
{
    cJSON *parts = cJSON_CreateArray();

    (void)state;
    assert_int_equal(parangon_value_split("a + b, c", "+", parts), 2);
    assert_string_equal(cJSON_GetArrayItem(parts, 1)->valuestring, "b, c");
    assert_int_equal(parangon_value_split(" ;; ", ";", parts), 0);
    cJSON_Delete(parts);
}

static void check_goals(const struct test_case *found)
{
    const char *text = found->line[1].text;
    struct parangon_error err;
    struct parangon_buf got = {0};
    unsigned goals = 0;
    enum parangon_code code = parangon_value_goals(text, knowledge.vocabulary, &goals, &err);

    if (code)
        parangon_buf_puts(&got, without_value(code, text, &err));
    for (unsigned goal = 1; !code && goal <= 17; goal++) {
        if (goals & 1u << goal)
            parangon_buf_printf(&got, "%s%u", got.len ? " " : "", goal);
    }
    compare(found, &got, 2);
}

static void goals_are_read_by_number_and_by_title(void **state)
{
    (void)state;
    cases_run("goals.test", 3, check_goals);
}

static void check_choice(const struct test_case *found)
{
    const char *id =
        parangon_value_choice(found->line[1].text, found->line[0].text, knowledge.vocabulary);
    struct parangon_buf got = {0};

    parangon_buf_puts(&got, id ? id : "none");
    compare(found, &got, 2);
}

static void choices_are_known_by_their_labels(void **state)
{
    (void)state;
    cases_run("choices.test", 3, check_choice);
}

static void check_partners(const struct test_case *found)
{
    cJSON *partners = cJSON_CreateArray();
    struct parangon_buf got = {0};
    const cJSON *partner;

    parangon_value_partners(found->line[1].text, NULL, knowledge.vocabulary, partners);
    cJSON_ArrayForEach(partner, partners)
    {
        const char *country = parangon_json_text(partner, "country");

        parangon_buf_printf(&got, "%s%s%s%s", got.len ? " | " : "",
                            parangon_json_text(partner, "name"), country ? "/" : "",
                            country ? country : "");
    }
    cJSON_Delete(partners);
    compare(found, &got, 2);
}

static void partners_are_told_from_their_countries(void **state)
{
    (void)state;
    cases_run("partners.test", 3, check_partners);
}

static void a_label_may_name_a_unit(void **state)
{
    double times;
    char currency[8];

    (void)state;
    assert_true(parangon_value_unit("k€", &times, currency));
    assert_true(times == 1000);
    assert_string_equal(currency, "EUR");
    assert_true(parangon_value_unit("en milliers d’euros", &times, currency));
    assert_true(times == 1000);
    assert_true(parangon_value_unit("en M€", &times, currency));
    assert_true(times == 1e6);
    assert_true(parangon_value_unit("in USD", &times, currency));
    assert_string_equal(currency, "USD");
    assert_false(parangon_value_unit("si connu", &times, currency));
    assert_false(parangon_value_unit("", &times, currency));
    assert_true(times == 1);
}

/* No value is that long: prose is refused, whatever it begins with. */
static void long_and_malformed_texts_are_refused(void **state)
{
    struct parangon_amount amount;
    struct parangon_dates dates;
    struct parangon_buf text = {0};
    struct parangon_error err;
    double number;
    bool answer;

    (void)state;
    for (int i = 0; i < 5000; i++)
        parangon_buf_puts(&text, "1 000 ");
    assert_int_equal(parangon_value_amount(text.data, &amount, &err), PARANGON_REJECTED);
    assert_int_equal(parangon_value_dates(text.data, &dates, &err), PARANGON_REJECTED);
    assert_int_equal(parangon_value_number(text.data, &number, &err), PARANGON_REJECTED);
    assert_int_equal(parangon_value_boolean(text.data, &answer, &err), PARANGON_REJECTED);
    assert_null(parangon_value_choice(text.data, "stage", knowledge.vocabulary));
    assert_int_equal(parangon_value_amount("\xFF\xC3 45", &amount, &err), PARANGON_REJECTED);
    assert_int_equal(parangon_value_dates("\xE2\x80", &dates, &err), PARANGON_REJECTED);
    parangon_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_whole_or_refused),
        cmocka_unit_test(numbers_that_could_be_two_things_are_refused),
        cmocka_unit_test(dates_and_periods_are_read),
        cmocka_unit_test(yes_and_no_are_read_in_both_languages),
        cmocka_unit_test(lists_are_cut_where_they_are_lists),
        cmocka_unit_test(given_separators_cut_and_no_others_do),
        cmocka_unit_test(goals_are_read_by_number_and_by_title),
        cmocka_unit_test(choices_are_known_by_their_labels),
        cmocka_unit_test(partners_are_told_from_their_countries),
        cmocka_unit_test(a_label_may_name_a_unit),
        cmocka_unit_test(long_and_malformed_texts_are_refused),
    };

    return cmocka_run_group_tests(tests, read_knowledge, forget_knowledge);
}

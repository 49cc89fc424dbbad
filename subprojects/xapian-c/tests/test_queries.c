/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

static const char *library_path;

static int make_it(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    library_path = make_library("library", 1, 100);
    return 0;
}

/* How many of the hundred documents match, the first of them in *first. Frees the query. */
static size_t count(xc_query *query, xc_docid *first)
{
    xc_docid docids[200] = {0};
    xc_database *database = open_library(library_path);
    size_t n = matches(database, query, docids, 200);
    *first = docids[0];
    xc_database_close(database);
    return n;
}

static void each_operator_joins_as_it_says(void **state)
{
    (void)state;
    xc_docid first;
    assert_int_equal(count(join(XC_OP_AND, term("even"), term("clean"), 0), &first), 16);
    assert_int_equal(first, 6);
    assert_int_equal(count(join(XC_OP_OR, term("even"), term("clean"), 0), &first), 67);
    assert_int_equal(count(join(XC_OP_AND_NOT, term("even"), term("clean"), 0), &first), 34);
    assert_int_equal(count(join(XC_OP_XOR, term("even"), term("clean"), 0), &first), 51);
    assert_int_equal(count(join(XC_OP_AND_MAYBE, term("even"), term("clean"), 0), &first), 50);
    assert_int_equal(count(join(XC_OP_FILTER, term("even"), term("clean"), 0), &first), 16);
    assert_int_equal(count(join(XC_OP_SYNONYM, term("even"), term("clean"), 0), &first), 67);
    assert_int_equal(count(join(XC_OP_MAX, term("even"), term("clean"), 0), &first), 67);
    assert_int_equal(count(join(XC_OP_ELITE_SET, term("n8"), term("even"), 1), &first), 1);
    assert_int_equal(first, 8);
}

static void phrases_and_nearness_look_at_positions(void **state)
{
    (void)state;
    xc_docid first;
    assert_int_equal(count(join(XC_OP_PHRASE, term("clean"), term("water"), 2), &first), 33);
    assert_int_equal(count(join(XC_OP_PHRASE, term("water"), term("clean"), 2), &first), 0);
    assert_int_equal(count(join(XC_OP_NEAR, term("water"), term("clean"), 2), &first), 33);
    assert_int_equal(count(join(XC_OP_NEAR, term("all"), term("clean"), 5), &first), 0);
}

static void all_and_nothing_are_queries_too(void **state)
{
    (void)state;
    xc_docid first;
    xc_query *query;
    assert_ok(xc_query_match_all(&query, &err));
    assert_false(xc_query_is_empty(query));
    assert_int_equal(count(query, &first), 100);
    assert_ok(xc_query_match_nothing(&query, &err));
    assert_true(xc_query_is_empty(query));
    assert_int_equal(count(query, &first), 0);
    assert_ok(xc_query_op(XC_OP_OR, NULL, 0, 0, &query, &err));
    assert_true(xc_query_is_empty(query));
    xc_query_free(query);
    assert_int_equal(count(term(""), &first), 100);
}

static void a_wildcard_expands_up_to_its_limit(void **state)
{
    (void)state;
    xc_docid first;
    xc_query *query;
    assert_ok(xc_query_wildcard("n1", 2, 0, XC_WILDCARD_ERROR, XC_OP_SYNONYM, &query, &err));
    assert_int_equal(count(query, &first), 12);
    assert_ok(xc_query_wildcard("n1", 2, 3, XC_WILDCARD_FIRST, XC_OP_OR, &query, &err));
    assert_int_equal(count(query, &first), 3);
    assert_ok(xc_query_wildcard("water", 5, 1, XC_WILDCARD_MOST_FREQUENT, XC_OP_MAX, &query, &err));
    assert_int_equal(count(query, &first), 33);
    assert_status(xc_query_wildcard("n", 1, 1, (xc_wildcard_limit)9, XC_OP_OR, &query, &err),
                  XC_INVALID);
    assert_status(xc_query_wildcard("n", 1, 1, XC_WILDCARD_FIRST, XC_OP_PHRASE, &query, &err),
                  XC_INVALID);
}

static void a_wildcard_over_its_limit_fails_when_run(void **state)
{
    (void)state;
    xc_database *database = open_library(library_path);
    xc_enquire *enquire;
    xc_result *result = NULL;
    xc_query *query;
    assert_ok(xc_query_wildcard("n1", 2, 3, XC_WILDCARD_ERROR, XC_OP_OR, &query, &err));
    assert_ok(xc_enquire_new(database, &enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_status(xc_enquire_run(enquire, 0, 10, 0, NULL, &result, &err), XC_QUERY_SYNTAX);
    assert_null(result);
    xc_query_free(query);
    xc_enquire_free(enquire);
    xc_database_close(database);
}

static size_t count_years(const double *low, const double *high)
{
    char from[XC_DOUBLE_MAX];
    char to[XC_DOUBLE_MAX];
    size_t from_len = low ? xc_double_serialise(*low, from) : 0;
    size_t to_len = high ? xc_double_serialise(*high, to) : 0;
    xc_query *query;
    xc_docid first;
    assert_ok(xc_query_value_range(SLOT_YEAR, low ? from : NULL, from_len, high ? to : NULL, to_len,
                                   &query, &err));
    return count(query, &first);
}

static void a_range_of_values_includes_its_bounds_and_may_lack_one(void **state)
{
    (void)state;
    const double low = 2003;
    const double high = 2005;
    assert_int_equal(count_years(&low, &high), 15);
    assert_int_equal(count_years(&low, NULL), 85);
    assert_int_equal(count_years(NULL, &high), 30);
    assert_int_equal(count_years(NULL, NULL), 100);
    assert_int_equal(count_years(&high, &low), 0);
}

static void scaling_multiplies_and_refuses_the_negative(void **state)
{
    (void)state;
    xc_query *even = term("even");
    xc_query *query = NULL;
    xc_docid first;
    assert_status(xc_query_scale(even, -1, &query, &err), XC_INVALID);
    assert_null(query);
    assert_ok(xc_query_scale(even, 2.5, &query, &err));
    xc_query_free(even);
    assert_int_equal(count(query, &first), 50);
}

static void docids_are_a_filter(void **state)
{
    (void)state;
    const xc_docid docids[] = {2, 3, 4, 50, 99, 100, 5000};
    xc_query *query;
    xc_docid first;
    assert_ok(xc_query_docids(NULL, docids, 6, &query, &err));
    assert_int_equal(count(query, &first), 6);
    assert_int_equal(first, 2);
    assert_ok(xc_query_docids(NULL, docids, 7, &query, &err));
    assert_int_equal(count(join(XC_OP_FILTER, term("even"), query, 0), &first), 4);
    assert_ok(xc_query_docids(NULL, docids, 7, &query, &err));
    assert_int_equal(count(join(XC_OP_AND_NOT, term("all"), query, 0), &first), 94);
    assert_ok(xc_query_docids(NULL, NULL, 0, &query, &err));
    assert_int_equal(count(join(XC_OP_AND, term("all"), query, 0), &first), 0);
}

static void a_docid_filter_agrees_with_the_terms_it_stands_for(void **state)
{
    (void)state;
    xc_docid wanted[50];
    xc_docid found[50];
    xc_database *database = open_library(library_path);
    xc_query *query;
    for (xc_docid i = 0; i < 50; i++)
        wanted[i] = 2 * i + 2;
    assert_ok(xc_query_docids(database, wanted, 50, &query, &err));
    assert_int_equal(matches(database, join(XC_OP_FILTER, term("clean"), query, 0), found, 50), 16);
    for (size_t i = 0; i < 16; i++)
        assert_int_equal(found[i], 6 * i + 6);
    xc_database_close(database);
}

/* Counts what has the word among the filtered documents of a library of 3000. */
static uint32_t count_filtered(const char *word, const xc_docid docids[], size_t n)
{
    xc_database *database = open_library(scratch("large"));
    xc_enquire *enquire;
    xc_result *result;
    xc_query *query;
    struct xc_counts counts;
    assert_ok(xc_query_docids(NULL, docids, n, &query, &err));
    query = join(XC_OP_FILTER, term(word), query, 0);
    assert_ok(xc_enquire_new(database, &enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_ok(xc_enquire_run(enquire, 0, 10, 3000, NULL, &result, &err));
    assert_ok(xc_result_counts(result, &counts, &err));
    assert_int_equal(counts.lower, counts.upper);
    xc_result_free(result);
    xc_query_free(query);
    xc_enquire_free(enquire);
    xc_database_close(database);
    return counts.upper;
}

static void a_long_docid_filter_agrees_with_arithmetic(void **state)
{
    (void)state;
    xc_docid docids[3000];
    make_library("large", 1, 3000);
    for (unsigned step = 1; step < 3000; step = step * 3 + 1) {
        uint32_t odd = 0;
        uint32_t clean = 0;
        size_t n = 0;
        for (xc_docid docid = step; docid <= 3000; docid += 1 + docid * 7 % step) {
            docids[n++] = docid;
            odd += docid % 2;
            clean += docid % 3 == 0;
        }
        assert_int_equal(count_filtered("odd", docids, n), odd);
        assert_int_equal(count_filtered("clean", docids, n), clean);
    }
}

static void docids_which_do_not_ascend_are_refused(void **state)
{
    (void)state;
    const xc_docid falling[] = {4, 3};
    const xc_docid repeated[] = {4, 4};
    const xc_docid none[] = {0, 1};
    xc_query *query;
    assert_status(xc_query_docids(NULL, falling, 2, &query, &err), XC_INVALID);
    assert_status(xc_query_docids(NULL, repeated, 2, &query, &err), XC_INVALID);
    assert_status(xc_query_docids(NULL, none, 2, &query, &err), XC_INVALID);
}

static void a_query_is_copied_described_and_serialised(void **state)
{
    (void)state;
    xc_query *query = join(XC_OP_AND, term("even"), term("clean"), 0);
    xc_query *copy;
    xc_docid first;
    char *bytes;
    size_t len;
    assert_ok(xc_query_copy(query, &copy, &err));
    xc_query_free(query);
    assert_ok(xc_query_describe(copy, &bytes, &len, &err));
    assert_string(bytes, len, "Query((even AND clean))");
    assert_ok(xc_query_serialise(copy, &bytes, &len, &err));
    assert_ok(xc_query_unserialise(bytes, len, &query, &err));
    assert_int_equal(count(query, &first), 16);
    assert_status(xc_query_unserialise("\xff\xff", 2, &query, &err), XC_INVALID);
    xc_free(bytes);
    xc_query_free(copy);
}

static void a_docid_filter_describes_itself_and_is_not_serialised(void **state)
{
    (void)state;
    const xc_docid docids[] = {1, 2};
    xc_query *query;
    char *bytes;
    size_t len;
    assert_ok(xc_query_docids(NULL, docids, 2, &query, &err));
    assert_ok(xc_query_describe(query, &bytes, &len, &err));
    assert_non_null(strstr(bytes, "docids(2)"));
    xc_free(bytes);
    assert_status(xc_query_serialise(query, &bytes, &len, &err), XC_UNIMPLEMENTED);
    xc_query_free(query);
}

static void an_unknown_operator_is_refused(void **state)
{
    (void)state;
    xc_query *query;
    assert_status(xc_query_op((xc_op)99, NULL, 0, 0, &query, &err), XC_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_operator_joins_as_it_says),
        cmocka_unit_test(phrases_and_nearness_look_at_positions),
        cmocka_unit_test(all_and_nothing_are_queries_too),
        cmocka_unit_test(a_wildcard_expands_up_to_its_limit),
        cmocka_unit_test(a_wildcard_over_its_limit_fails_when_run),
        cmocka_unit_test(a_range_of_values_includes_its_bounds_and_may_lack_one),
        cmocka_unit_test(scaling_multiplies_and_refuses_the_negative),
        cmocka_unit_test(docids_are_a_filter),
        cmocka_unit_test(a_docid_filter_agrees_with_the_terms_it_stands_for),
        cmocka_unit_test(a_long_docid_filter_agrees_with_arithmetic),
        cmocka_unit_test(docids_which_do_not_ascend_are_refused),
        cmocka_unit_test(a_query_is_copied_described_and_serialised),
        cmocka_unit_test(a_docid_filter_describes_itself_and_is_not_serialised),
        cmocka_unit_test(an_unknown_operator_is_refused),
    };
    return cmocka_run_group_tests(tests, make_it, remove_scratch);
}

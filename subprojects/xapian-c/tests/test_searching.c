/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

static xc_database *database;
static xc_enquire *enquire;

static int make_it(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    make_library("library", 1, 100);
    return 0;
}

/* Each test begins with an enquire of its own. */
static int open_it(void **state)
{
    (void)state;
    database = open_library(scratch("library"));
    return xc_enquire_new(database, &enquire, NULL) == XC_OK ? 0 : -1;
}

static int close_it(void **state)
{
    (void)state;
    xc_enquire_free(enquire);
    xc_database_close(database);
    return 0;
}

static void ask(xc_query *query)
{
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    xc_query_free(query);
}

static xc_result *run(uint32_t first, uint32_t max, uint32_t check_at_least)
{
    xc_result *result;
    assert_ok(xc_enquire_run(enquire, first, max, check_at_least, NULL, &result, &err));
    return result;
}

/* Runs for the ten best and frees the result. Returns how many there were. */
static size_t best(struct xc_hit hits[10])
{
    size_t got;
    xc_result *result = run(0, 10, 0);
    assert_ok(xc_result_hits(result, hits, 10, &got, &err));
    xc_result_free(result);
    return got;
}

static void the_rarer_word_weighs_more(void **state)
{
    (void)state;
    struct xc_hit hits[10];
    ask(join(XC_OP_OR, term("even"), term("n7"), 0));
    assert_int_equal(best(hits), 10);
    assert_int_equal(hits[0].docid, 7);
    assert_true(hits[0].weight > hits[1].weight && hits[1].weight > 0);
    assert_true(hits[0].percent > hits[1].percent && hits[0].percent <= 100);
    for (size_t i = 1; i < 10; i++)
        assert_true(hits[i].weight <= hits[i - 1].weight);
}

static void results_come_in_pages_and_counts(void **state)
{
    (void)state;
    struct xc_counts counts;
    struct xc_hit hit;
    size_t got;
    ask(term("even"));
    xc_result *result = run(45, 10, 100);
    assert_int_equal(xc_result_size(result), 5);
    assert_ok(xc_result_counts(result, &counts, &err));
    assert_int_equal(counts.estimated, 50);
    assert_int_equal(counts.lower, 50);
    assert_int_equal(counts.upper, 50);
    assert_int_equal(counts.uncollapsed_estimated, 50);
    assert_true(counts.max_attained > 0 && counts.max_possible >= counts.max_attained);
    assert_ok(xc_result_hits(result, &hit, 1, &got, &err));
    assert_int_equal(got, 1);
    xc_result_free(result);
}

static void the_documents_of_a_result_are_read_by_place(void **state)
{
    (void)state;
    char *bytes;
    size_t len;
    xc_document *document;
    ask(term("n12"));
    xc_result *result = run(0, 10, 0);
    assert_ok(xc_result_fetch(result, &err));
    assert_ok(xc_result_document_data(result, 0, &bytes, &len, &err));
    assert_string(bytes, len, "document 12");
    assert_ok(xc_result_document(result, 0, &document, &err));
    assert_ok(xc_document_value(document, SLOT_CITY, &bytes, &len, &err));
    assert_string(bytes, len, "city2");
    xc_document_free(document);
    assert_status(xc_result_document_data(result, 1, &bytes, &len, &err), XC_INVALID);
    assert_status(xc_result_document(result, 9, &document, &err), XC_INVALID);
    xc_result_free(result);
}

static void the_matching_terms_are_those_of_the_query_that_was_run(void **state)
{
    (void)state;
    xc_terms *terms;
    struct xc_term term_found;
    bool found;
    ask(join(XC_OP_OR, term("clean"), join(XC_OP_OR, term("n6"), term("n7"), 0), 0));
    xc_result *result = run(0, 1, 0);
    ask(term("odd"));
    assert_ok(xc_result_matching_terms(result, 0, &terms, &err));
    assert_ok(xc_terms_next(terms, &term_found, &found, &err));
    assert_string_equal(term_found.bytes, "clean");
    assert_ok(xc_terms_next(terms, &term_found, &found, &err));
    assert_string_equal(term_found.bytes, "n6");
    assert_ok(xc_terms_next(terms, &term_found, &found, &err));
    assert_false(found);
    assert_status(xc_terms_skip_to(terms, "a", 1, &err), XC_INVALID);
    xc_terms_close(terms);
    xc_result_free(result);
}

static void a_result_outlives_what_made_it(void **state)
{
    char *bytes;
    size_t len;
    xc_facets *facets;
    assert_ok(xc_facets_new(SLOT_CITY, &facets, &err));
    assert_ok(xc_enquire_add_facets(enquire, facets, &err));
    ask(term("n12"));
    xc_result *result = run(0, 10, 0);
    xc_facets_free(facets);
    close_it(state);
    assert_ok(xc_result_document_data(result, 0, &bytes, &len, &err));
    assert_string(bytes, len, "document 12");
    xc_result_free(result);
    open_it(state);
}

static void sorting_by_a_value_puts_it_first(void **state)
{
    (void)state;
    struct xc_hit hits[10];
    ask(term("all"));
    assert_ok(xc_enquire_set_sort(enquire, XC_SORT_VALUE, SLOT_YEAR, true, &err));
    assert_int_equal(best(hits), 10);
    assert_int_equal(hits[0].docid, 19);
    assert_int_equal(hits[1].docid, 39);
    assert_ok(xc_enquire_set_sort(enquire, XC_SORT_VALUE_RELEVANCE, SLOT_YEAR, false, &err));
    best(hits);
    assert_int_equal(hits[0].docid % 20, 0);
    assert_ok(xc_enquire_set_sort(enquire, XC_SORT_RELEVANCE_VALUE, SLOT_YEAR, false, &err));
    best(hits);
    assert_true(hits[0].weight >= hits[9].weight);
    assert_ok(xc_enquire_set_sort(enquire, XC_SORT_RELEVANCE, XC_NO_SLOT, false, &err));
    assert_status(xc_enquire_set_sort(enquire, (xc_sort)8, 0, false, &err), XC_INVALID);
}

static void the_order_of_docids_decides_between_equals(void **state)
{
    (void)state;
    struct xc_hit hits[10];
    ask(term("even"));
    assert_ok(xc_enquire_set_weight_bool(enquire, &err));
    best(hits);
    assert_int_equal(hits[0].docid, 2);
    assert_true(hits[0].weight == 0);
    assert_ok(xc_enquire_set_docid_order(enquire, XC_DOCID_DESCENDING, &err));
    best(hits);
    assert_int_equal(hits[0].docid, 100);
    assert_ok(xc_enquire_set_docid_order(enquire, XC_DOCID_DONT_CARE, &err));
    assert_int_equal(best(hits), 10);
    assert_status(xc_enquire_set_docid_order(enquire, (xc_docid_order)8, &err), XC_INVALID);
}

static void the_weights_follow_the_parameters_of_bm25(void **state)
{
    (void)state;
    struct xc_hit plain[10];
    struct xc_hit flat[10];
    ask(term("all"));
    best(plain);
    assert_ok(xc_enquire_set_weight_bm25(enquire, 1, 0, 1, 0, 0.5, &err));
    best(flat);
    assert_true(plain[0].weight > flat[0].weight); /* the best ones are short */
    assert_status(xc_enquire_set_weight_bm25(enquire, -1, 0, 1, 2, -3, &err), XC_OK);
}

static void a_cutoff_leaves_out_the_weak(void **state)
{
    (void)state;
    struct xc_hit hits[10];
    ask(join(XC_OP_OR, term("even"), term("n7"), 0));
    assert_ok(xc_enquire_set_cutoff(enquire, 50, 0, &err));
    assert_int_equal(best(hits), 1);
    assert_ok(xc_enquire_set_cutoff(enquire, 0, 100.0, &err));
    assert_int_equal(best(hits), 0);
    assert_status(xc_enquire_set_cutoff(enquire, 101, 0, &err), XC_INVALID);
}

static void collapsing_keeps_a_few_of_each_value(void **state)
{
    (void)state;
    struct xc_hit hits[10];
    char *key;
    size_t len;
    size_t got;
    ask(term("all"));
    assert_ok(xc_enquire_set_collapse(enquire, SLOT_CITY, 1, &err));
    xc_result *result = run(0, 10, 100);
    assert_ok(xc_result_hits(result, hits, 10, &got, &err));
    assert_int_equal(got, 5);
    assert_true(hits[0].collapsed > 0);
    assert_ok(xc_result_collapse_key(result, 0, &key, &len, &err));
    assert_int_equal(len, 5);
    assert_int_equal(key[4], '0' + (int)(hits[0].docid % 5));
    xc_free(key);
    xc_result_free(result);
    assert_ok(xc_enquire_set_collapse(enquire, SLOT_CITY, 2, &err));
    assert_int_equal(best(hits), 10);
    assert_ok(xc_enquire_set_collapse(enquire, SLOT_CITY, 0, &err));
    result = run(0, 100, 0);
    assert_int_equal(xc_result_size(result), 100);
    xc_result_free(result);
}

static void facets_count_the_values_of_all_matches(void **state)
{
    (void)state;
    xc_facets *facets;
    struct xc_facet *entries;
    size_t n;
    ask(term("even"));
    assert_ok(xc_facets_new(SLOT_CITY, &facets, &err));
    assert_ok(xc_facets_entries(facets, 0, &entries, &n, &err));
    assert_int_equal(n, 0);
    xc_free(entries);
    assert_ok(xc_enquire_add_facets(enquire, facets, &err));
    xc_result_free(run(0, 1, 100));
    assert_ok(xc_enquire_clear_facets(enquire, &err));
    xc_result_free(run(0, 1, 100));
    assert_ok(xc_facets_total(facets, &n, &err));
    assert_int_equal(n, 50);
    assert_ok(xc_facets_entries(facets, 0, &entries, &n, &err));
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(entries[i].len, 5);
        assert_int_equal(entries[i].value[4], '0' + (int)i);
        assert_int_equal(entries[i].count, 10);
    }
    xc_free(entries);
    xc_facets_free(facets);
}

static void the_most_frequent_facets_come_first(void **state)
{
    (void)state;
    xc_facets *facets;
    struct xc_facet *entries;
    const xc_docid docids[] = {1, 2, 6, 7, 11, 13};
    xc_query *query;
    size_t n;
    assert_ok(xc_query_docids(NULL, docids, 6, &query, &err));
    ask(query);
    assert_ok(xc_facets_new(SLOT_CITY, &facets, &err));
    assert_ok(xc_enquire_add_facets(enquire, facets, &err));
    xc_result_free(run(0, 10, 100));
    assert_ok(xc_facets_entries(facets, 2, &entries, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(entries[0].value, "city1");
    assert_int_equal(entries[0].count, 3);
    assert_string_equal(entries[1].value, "city2");
    xc_free(entries);
    xc_facets_free(facets);
}

static void a_time_limit_ends_the_counting_not_the_search(void **state)
{
    (void)state;
    struct xc_counts counts;
    ask(term("all"));
    assert_ok(xc_enquire_set_time_limit(enquire, 1e-9, &err));
    xc_result *result = run(0, 10, 100);
    assert_int_equal(xc_result_size(result), 10);
    assert_ok(xc_result_counts(result, &counts, &err));
    assert_true(counts.lower <= 100 && counts.upper >= 100);
    xc_result_free(result);
    assert_ok(xc_enquire_set_time_limit(enquire, 0, &err));
}

static void the_words_of_good_documents_expand_a_query(void **state)
{
    (void)state;
    const xc_docid docids[] = {3, 9, 15};
    const struct xc_docids relevant = {docids, 3};
    const struct xc_eset_options with_prefix = {.prefix = "wat", .prefix_len = 3};
    struct xc_weighted_term terms[20];
    size_t got;
    assert_ok(xc_enquire_eset(enquire, &relevant, NULL, terms, 20, &got, &err));
    assert_true(got >= 4 && got <= 20);
    for (size_t i = 1; i < got; i++)
        assert_true(terms[i].weight <= terms[i - 1].weight);
    assert_ok(xc_enquire_eset(enquire, &relevant, &with_prefix, terms, 20, &got, &err));
    assert_true(got >= 1);
    for (size_t i = 0; i < got; i++)
        assert_memory_equal(terms[i].bytes, "water", 5);
    assert_ok(xc_enquire_eset(enquire, &relevant, NULL, terms, 2, &got, &err));
    assert_int_equal(got, 2);
    assert_ok(xc_enquire_eset(enquire, NULL, NULL, terms, 20, &got, &err));
    assert_int_equal(got, 0);
}

static void terms_of_the_query_are_left_out_of_its_expansion(void **state)
{
    (void)state;
    const xc_docid docids[] = {3, 9, 15};
    const struct xc_docids relevant = {docids, 3};
    const struct xc_eset_options all = {
        .prefix = "clean", .prefix_len = 5, .include_query_terms = true, .exact_termfreq = true};
    struct xc_eset_options others = all;
    struct xc_weighted_term terms[20];
    size_t got;
    others.include_query_terms = false;
    ask(term("clean"));
    assert_ok(xc_enquire_eset(enquire, &relevant, &all, terms, 20, &got, &err));
    assert_int_equal(got, 1);
    assert_ok(xc_enquire_eset(enquire, &relevant, &others, terms, 20, &got, &err));
    assert_int_equal(got, 0);
}

static void known_good_documents_change_the_weights(void **state)
{
    (void)state;
    const xc_docid docids[] = {3, 9, 15};
    const struct xc_docids relevant = {docids, 3};
    struct xc_counts plain;
    struct xc_counts fed_back;
    xc_result *result;
    ask(term("clean"));
    result = run(0, 10, 0);
    assert_ok(xc_result_counts(result, &plain, &err));
    xc_result_free(result);
    assert_ok(xc_enquire_run(enquire, 0, 10, 0, &relevant, &result, &err));
    assert_ok(xc_result_counts(result, &fed_back, &err));
    xc_result_free(result);
    assert_true(fed_back.max_attained > plain.max_attained);
}

static void words_of_the_query_count_as_often_as_it_says_them(void **state)
{
    (void)state;
    struct xc_hit once[10];
    struct xc_hit twice[10];
    xc_query *query;
    ask(term("clean"));
    best(once);
    assert_ok(xc_query_term("clean", 5, 2, &query, &err));
    ask(query);
    best(twice);
    assert_true(twice[0].weight > once[0].weight);
}

#define each(test) cmocka_unit_test_setup_teardown(test, open_it, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(the_rarer_word_weighs_more),
        each(results_come_in_pages_and_counts),
        each(the_documents_of_a_result_are_read_by_place),
        each(the_matching_terms_are_those_of_the_query_that_was_run),
        each(a_result_outlives_what_made_it),
        each(sorting_by_a_value_puts_it_first),
        each(the_order_of_docids_decides_between_equals),
        each(the_weights_follow_the_parameters_of_bm25),
        each(a_cutoff_leaves_out_the_weak),
        each(collapsing_keeps_a_few_of_each_value),
        each(facets_count_the_values_of_all_matches),
        each(the_most_frequent_facets_come_first),
        each(a_time_limit_ends_the_counting_not_the_search),
        each(the_words_of_good_documents_expand_a_query),
        each(terms_of_the_query_are_left_out_of_its_expansion),
        each(known_good_documents_change_the_weights),
        each(words_of_the_query_count_as_often_as_it_says_them),
    };
    return cmocka_run_group_tests(tests, make_it, remove_scratch);
}

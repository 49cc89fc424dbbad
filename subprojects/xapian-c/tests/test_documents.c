/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

static void a_document_gives_back_what_was_put_in(void **state)
{
    (void)state;
    xc_document *document = make_document(6);
    char *bytes;
    size_t len;
    xc_docid docid;
    assert_ok(xc_document_data(document, &bytes, &len, &err));
    assert_string(bytes, len, "document 6");
    assert_ok(xc_document_value(document, SLOT_CITY, &bytes, &len, &err));
    assert_string(bytes, len, "city1");
    assert_ok(xc_document_value(document, 77, &bytes, &len, &err));
    assert_string(bytes, len, "");
    assert_ok(xc_document_docid(document, &docid, &err));
    assert_int_equal(docid, 0);
    xc_document_free(document);
}

static void a_cleared_document_is_empty(void **state)
{
    (void)state;
    xc_document *document = make_document(1);
    xc_terms *terms;
    struct xc_term term;
    bool found;
    char *bytes;
    size_t len;
    assert_ok(xc_document_clear(document, &err));
    assert_ok(xc_terms_open_document(document, &terms, &err));
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_false(found);
    assert_ok(xc_document_data(document, &bytes, &len, &err));
    assert_string(bytes, len, "");
    xc_terms_close(terms);
    xc_document_free(document);
}

static void terms_of_a_document_are_sorted_and_have_their_wdf(void **state)
{
    (void)state;
    const char *const texts[] = {"Q1", "eau", "ville"};
    const uint32_t wdfs[] = {0, 5, 2};
    const uint32_t positions[] = {9, 3, 4};
    xc_document *document;
    xc_terms *terms;
    struct xc_term term;
    bool found;
    assert_ok(xc_document_new(&document, &err));
    assert_ok(xc_document_add_term(document, "ville", 5, 2, &err));
    assert_ok(xc_document_add_postings(document, "eau", 3, positions, 3, 1, &err));
    assert_ok(xc_document_add_term(document, "eau", 3, 2, &err));
    assert_ok(xc_document_add_boolean_term(document, "Q1", 2, &err));
    assert_ok(xc_terms_open_document(document, &terms, &err));
    for (size_t i = 0; i < 3; i++) {
        assert_ok(xc_terms_next(terms, &term, &found, &err));
        assert_true(found);
        assert_string_equal(term.bytes, texts[i]);
        assert_int_equal(term.wdf, wdfs[i]);
    }
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_false(found);
    xc_terms_close(terms);
    xc_document_free(document);
}

static void terms_outside_the_limits_are_refused(void **state)
{
    (void)state;
    char text[XC_TERM_MAX + 1];
    const uint32_t position = 1;
    xc_document *document;
    memset(text, 'a', sizeof text);
    assert_ok(xc_document_new(&document, &err));
    assert_ok(xc_document_add_term(document, text, XC_TERM_MAX, 1, &err));
    assert_status(xc_document_add_term(document, text, sizeof text, 1, &err), XC_INVALID);
    assert_status(xc_document_add_boolean_term(document, NULL, 0, &err), XC_INVALID);
    text[7] = '\0';
    assert_ok(xc_document_add_term(document, text, XC_TERM_MAX - 1, 1, &err));
    assert_status(xc_document_add_postings(document, text, XC_TERM_MAX, &position, 1, 1, &err),
                  XC_INVALID);
    assert_string_equal(err.message, "term, key or word: is longer than 245 bytes");
    xc_document_free(document);
}

static void data_and_values_may_hold_nul_bytes(void **state)
{
    (void)state;
    xc_document *document;
    char *bytes;
    size_t len;
    assert_ok(xc_document_new(&document, &err));
    assert_ok(xc_document_set_data(document, "a\0b", 3, &err));
    assert_ok(xc_document_add_value(document, 3, "\0", 1, &err));
    assert_ok(xc_document_data(document, &bytes, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    xc_free(bytes);
    assert_ok(xc_document_value(document, 3, &bytes, &len, &err));
    assert_int_equal(len, 1);
    xc_free(bytes);
    xc_document_free(document);
}

static void serialised_numbers_sort_as_the_numbers_do(void **state)
{
    (void)state;
    const double numbers[] = {-1e300, -2.5, 0, 1, 1.5, 1999, 2000, 3e8};
    char last[XC_DOUBLE_MAX + 1] = "";
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char bytes[XC_DOUBLE_MAX + 1] = "";
        size_t len = xc_double_serialise(numbers[i], bytes);
        assert_true(xc_double_unserialise(bytes, len) == numbers[i]);
        assert_true(i == 0 || memcmp(last, bytes, sizeof last) < 0);
        memcpy(last, bytes, sizeof last);
    }
    assert_true(xc_double_unserialise("a text of more than nine bytes", 30) != 0);
}

static void every_free_and_close_accepts_null(void **state)
{
    (void)state;
    xc_free(NULL);
    xc_document_free(NULL);
    xc_writer_close(NULL);
    xc_database_close(NULL);
    xc_terms_close(NULL);
    xc_postings_close(NULL);
    xc_values_close(NULL);
    xc_query_free(NULL);
    xc_enquire_free(NULL);
    xc_result_free(NULL);
    xc_facets_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_gives_back_what_was_put_in),
        cmocka_unit_test(a_cleared_document_is_empty),
        cmocka_unit_test(terms_of_a_document_are_sorted_and_have_their_wdf),
        cmocka_unit_test(terms_outside_the_limits_are_refused),
        cmocka_unit_test(data_and_values_may_hold_nul_bytes),
        cmocka_unit_test(serialised_numbers_sort_as_the_numbers_do),
        cmocka_unit_test(every_free_and_close_accepts_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

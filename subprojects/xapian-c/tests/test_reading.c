/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

#include <stdio.h>

static xc_database *library(void)
{
    return open_library(make_library("library", 1, 100));
}

static void statistics_are_those_of_the_documents(void **state)
{
    (void)state;
    xc_database *database = library();
    uint32_t count;
    uint64_t big;
    double average;
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 100);
    assert_ok(xc_database_lastdocid(database, &count, &err));
    assert_int_equal(count, 100);
    assert_ok(xc_database_avlength(database, &average, &err));
    assert_true(average > 4.6 && average < 4.7);
    assert_ok(xc_database_termfreq(database, "clean", 5, &count, &err));
    assert_int_equal(count, 33);
    assert_ok(xc_database_collfreq(database, "clean", 5, &big, &err));
    assert_int_equal(big, 33);
    assert_ok(xc_database_doclength(database, 3, &count, &err));
    assert_int_equal(count, 6);
    assert_ok(xc_database_unique_terms(database, 3, &count, &err));
    assert_true(count == 6 || count == 7); /* whether terms without wdf count depends on Xapian */
    assert_ok(xc_database_revision(database, &big, &err));
    assert_true(big > 0);
    xc_database_close(database);
}

static void an_unknown_term_is_no_error_and_an_unknown_docid_is(void **state)
{
    (void)state;
    char long_term[400];
    xc_database *database = library();
    uint32_t count;
    bool exists;
    char *bytes = NULL;
    size_t len;
    memset(long_term, 'x', sizeof long_term);
    assert_ok(xc_database_termfreq(database, "nothing", 7, &count, &err));
    assert_int_equal(count, 0);
    assert_ok(xc_database_term_exists(database, long_term, sizeof long_term, &exists, &err));
    assert_false(exists);
    assert_status(xc_database_doclength(database, 101, &count, &err), XC_NOT_FOUND);
    assert_status(xc_database_document_data(database, 101, &bytes, &len, &err), XC_NOT_FOUND);
    assert_null(bytes);
    assert_status(xc_database_document_data(database, 0, &bytes, &len, &err), XC_INVALID);
    assert_status(xc_database_document_data(database, 101, &bytes, &len, NULL), XC_NOT_FOUND);
    xc_database_close(database);
}

static void opening_what_is_not_a_database_fails(void **state)
{
    (void)state;
    xc_database *database;
    FILE *file = fopen(scratch("text"), "w");
    assert_non_null(file);
    fputs("nothing of a database\n", file);
    fclose(file);
    assert_status(xc_database_open(scratch("absent"), &database, &err), XC_NOT_FOUND);
    assert_status(xc_database_open(scratch("text"), &database, &err), XC_OPENING);
    assert_status(xc_database_open(scratch(""), &database, &err), XC_NOT_FOUND);
}

static void a_document_is_read_by_its_docid(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_document *document;
    xc_docid docid;
    char *bytes;
    size_t len;
    assert_ok(xc_database_document(database, 42, &document, &err));
    assert_ok(xc_document_docid(document, &docid, &err));
    assert_int_equal(docid, 42);
    assert_ok(xc_document_data(document, &bytes, &len, &err));
    assert_string(bytes, len, "document 42");
    assert_ok(xc_database_document_value(database, 42, SLOT_CITY, &bytes, &len, &err));
    assert_string(bytes, len, "city2");
    assert_ok(xc_database_document_value(database, 42, SLOT_YEAR, &bytes, &len, &err));
    assert_true(xc_double_unserialise(bytes, len) == 2002);
    xc_free(bytes);
    xc_document_free(document);
    xc_database_close(database);
}

static void a_document_outlives_the_handle_of_its_database(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_document *document;
    char *bytes;
    size_t len;
    assert_ok(xc_database_document(database, 42, &document, &err));
    xc_database_close(database);
    assert_ok(xc_document_data(document, &bytes, &len, &err));
    assert_string(bytes, len, "document 42");
    xc_document_free(document);
}

static void positions_are_counted_even_when_they_do_not_fit(void **state)
{
    (void)state;
    uint32_t positions[64];
    xc_document *document = make_document(1);
    xc_writer *writer;
    size_t total;
    for (uint32_t i = 0; i < 50; i++)
        positions[i] = 500 - 10 * i;
    assert_ok(xc_document_add_postings(document, "eau", 3, positions, 50, 1, &err));
    assert_ok(xc_writer_open(scratch("positions"), 0, 0, &writer, &err));
    assert_ok(xc_writer_add(writer, document, NULL, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    xc_document_free(document);
    xc_database *database = open_library(scratch("positions"));
    memset(positions, 0, sizeof positions);
    assert_ok(xc_database_positions(database, 1, "eau", 3, positions, 3, &total, &err));
    assert_int_equal(total, 50);
    assert_int_equal(positions[0], 10);
    assert_int_equal(positions[2], 30);
    assert_int_equal(positions[3], 0);
    assert_ok(xc_database_positions(database, 1, "all", 3, NULL, 0, &total, &err));
    assert_int_equal(total, 0);
    xc_database_close(database);
}

static void terms_with_a_prefix_are_walked_in_order(void **state)
{
    (void)state;
    const char *const expected[] = {"water", "water1", "water10", "water100", "water11"};
    xc_database *database = library();
    xc_terms *terms;
    struct xc_term term;
    bool found;
    assert_ok(xc_terms_open(database, "water", 5, &terms, &err));
    for (size_t i = 0; i < 5; i++) {
        assert_ok(xc_terms_next(terms, &term, &found, &err));
        assert_true(found);
        assert_string_equal(term.bytes, expected[i]);
        assert_int_equal(term.termfreq, i == 0 ? 33 : 1);
    }
    assert_ok(xc_terms_skip_to(terms, "water99", 7, &err));
    assert_ok(xc_terms_skip_to(terms, "water2", 6, &err));
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_true(found);
    assert_string_equal(term.bytes, "water99");
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_false(found);
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_false(found);
    assert_ok(xc_terms_skip_to(terms, "z", 1, &err));
    xc_terms_close(terms);
    xc_database_close(database);
}

static void the_terms_of_a_docid_have_their_wdf(void **state)
{
    (void)state;
    const char *const expected[] = {"Q3", "all", "clean", "n3", "odd", "water", "water3"};
    xc_database *database = library();
    xc_terms *terms;
    struct xc_term term;
    bool found;
    assert_ok(xc_terms_open_docid(database, 3, &terms, &err));
    for (size_t i = 0; i < 7; i++) {
        assert_ok(xc_terms_next(terms, &term, &found, &err));
        assert_true(found);
        assert_string_equal(term.bytes, expected[i]);
        assert_int_equal(term.wdf, i == 0 ? 0 : 1);
    }
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_false(found);
    xc_terms_close(terms);
    assert_status(xc_terms_open_docid(database, 500, &terms, &err), XC_NOT_FOUND);
    xc_database_close(database);
}

static size_t count_terms(xc_terms *terms)
{
    size_t n = 0;
    struct xc_term term;
    bool found = true;
    for (; found; n++)
        assert_ok(xc_terms_next(terms, &term, &found, &err));
    xc_terms_close(terms);
    return n - 1;
}

static void keys_and_spellings_are_walked_too(void **state)
{
    (void)state;
    xc_writer *writer;
    xc_database *database;
    xc_terms *terms;
    assert_ok(xc_writer_open(scratch("keys"), 0, 0, &writer, &err));
    assert_ok(xc_writer_set_metadata(writer, "source:1", 8, "x", 1, &err));
    assert_ok(xc_writer_set_metadata(writer, "source:2", 8, "x", 1, &err));
    assert_ok(xc_writer_set_metadata(writer, "stamp", 5, "x", 1, &err));
    assert_ok(xc_writer_add_spelling(writer, "ville", 5, 4, &err));
    assert_ok(xc_writer_add_synonym(writer, "eau", 3, "water", 5, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    database = open_library(scratch("keys"));
    assert_ok(xc_terms_open_metadata_keys(database, "source:", 7, &terms, &err));
    assert_int_equal(count_terms(terms), 2);
    assert_ok(xc_terms_open_metadata_keys(database, NULL, 0, &terms, &err));
    assert_int_equal(count_terms(terms), 3);
    assert_ok(xc_terms_open_spellings(database, &terms, &err));
    struct xc_term term;
    bool found;
    assert_ok(xc_terms_next(terms, &term, &found, &err));
    assert_string_equal(term.bytes, "ville");
    assert_int_equal(term.termfreq, 4);
    xc_terms_close(terms);
    assert_ok(xc_terms_open_synonym_keys(database, NULL, 0, &terms, &err));
    assert_int_equal(count_terms(terms), 1);
    xc_database_close(database);
}

static void postings_are_read_in_blocks(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_postings *postings;
    xc_docid docids[20];
    uint32_t wdfs[20];
    size_t got;
    size_t total = 0;
    assert_ok(xc_postings_open(database, "even", 4, &postings, &err));
    do {
        assert_ok(xc_postings_read(postings, docids, wdfs, 20, &got, &err));
        for (size_t i = 0; i < got; i++) {
            assert_int_equal(docids[i], 2 * (total + i + 1));
            assert_int_equal(wdfs[i], 1);
        }
        total += got;
    } while (got == 20);
    assert_int_equal(total, 50);
    assert_ok(xc_postings_read(postings, docids, NULL, 20, &got, &err));
    assert_int_equal(got, 0);
    xc_postings_close(postings);
    xc_database_close(database);
}

static void postings_skip_forward_only(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_postings *postings;
    xc_docid docids[3];
    size_t got;
    assert_ok(xc_postings_open(database, "even", 4, &postings, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 3, &got, &err));
    assert_int_equal(docids[2], 6);
    assert_ok(xc_postings_skip_to(postings, 51, &err));
    assert_ok(xc_postings_skip_to(postings, 4, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 2, &got, &err));
    assert_int_equal(docids[0], 52);
    assert_int_equal(docids[1], 54);
    assert_ok(xc_postings_skip_to(postings, 4, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 1, &got, &err));
    assert_int_equal(docids[0], 56);
    assert_ok(xc_postings_skip_to(postings, 4000, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 3, &got, &err));
    assert_int_equal(got, 0);
    xc_postings_close(postings);
    xc_database_close(database);
}

static void an_empty_term_has_all_documents_and_an_unknown_one_none(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_postings *postings;
    xc_docid docids[200];
    size_t got;
    assert_ok(xc_postings_open(database, NULL, 0, &postings, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 200, &got, &err));
    assert_int_equal(got, 100);
    xc_postings_close(postings);
    assert_ok(xc_postings_open(database, "nothing", 7, &postings, &err));
    assert_ok(xc_postings_read(postings, docids, NULL, 200, &got, &err));
    assert_int_equal(got, 0);
    assert_ok(xc_postings_skip_to(postings, 5, &err));
    xc_postings_close(postings);
    xc_database_close(database);
}

static void values_are_read_in_blocks(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_values *values;
    xc_docid docids[40];
    size_t offsets[41];
    char bytes[64]; /* holds 12 values of 5 bytes */
    size_t got;
    size_t total = 0;
    assert_ok(xc_values_open(database, SLOT_CITY, &values, &err));
    do {
        assert_ok(xc_values_read(values, docids, offsets, 40, bytes, sizeof bytes, &got, &err));
        for (size_t i = 0; i < got; i++) {
            assert_int_equal(docids[i], total + i + 1);
            assert_int_equal(offsets[i + 1] - offsets[i], 5);
            assert_int_equal(bytes[offsets[i] + 4], '0' + (int)(docids[i] % 5));
        }
        total += got;
        assert_true(got == 12 || total == 100);
    } while (got > 0);
    assert_int_equal(total, 100);
    xc_values_close(values);
    xc_database_close(database);
}

static void a_value_larger_than_the_buffer_is_not_passed_over(void **state)
{
    (void)state;
    xc_database *database = library();
    xc_values *values;
    xc_docid docids[2];
    size_t offsets[3];
    char bytes[16];
    size_t got = 77;
    assert_ok(xc_values_open(database, SLOT_CITY, &values, &err));
    assert_ok(xc_values_skip_to(values, 30, &err));
    assert_status(xc_values_read(values, docids, offsets, 2, bytes, 4, &got, &err), XC_INVALID);
    assert_int_equal(got, 77);
    assert_ok(xc_values_read(values, docids, offsets, 2, bytes, 5, &got, &err));
    assert_int_equal(got, 1);
    assert_int_equal(docids[0], 30);
    assert_ok(xc_values_read(values, docids, offsets, 2, bytes, 16, &got, &err));
    assert_int_equal(got, 2);
    assert_int_equal(docids[1], 32);
    xc_values_close(values);
    assert_ok(xc_values_open(database, 55, &values, &err));
    assert_ok(xc_values_read(values, docids, offsets, 2, bytes, 16, &got, &err));
    assert_int_equal(got, 0);
    xc_values_close(values);
    xc_database_close(database);
}

static void a_reader_moves_to_the_last_commit_when_it_reopens(void **state)
{
    (void)state;
    const char *path = make_library("moving", 1, 5);
    xc_database *database = open_library(path);
    xc_writer *writer;
    xc_document *document = make_document(6);
    uint32_t count;
    bool changed;
    assert_ok(xc_database_reopen(database, &changed, &err));
    assert_false(changed);
    assert_ok(xc_writer_open(path, XC_WRITER_OPEN, 0, &writer, &err));
    assert_ok(xc_writer_add(writer, document, NULL, &err));
    assert_ok(xc_writer_commit(writer, &err));
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 5);
    assert_ok(xc_database_reopen(database, &changed, &err));
    assert_true(changed);
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 6);
    assert_ok(xc_database_reopen(database, NULL, &err));
    assert_ok(xc_database_keep_alive(database, &err));
    xc_document_free(document);
    xc_writer_close(writer);
    xc_database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics_are_those_of_the_documents),
        cmocka_unit_test(an_unknown_term_is_no_error_and_an_unknown_docid_is),
        cmocka_unit_test(opening_what_is_not_a_database_fails),
        cmocka_unit_test(a_document_is_read_by_its_docid),
        cmocka_unit_test(a_document_outlives_the_handle_of_its_database),
        cmocka_unit_test(positions_are_counted_even_when_they_do_not_fit),
        cmocka_unit_test(terms_with_a_prefix_are_walked_in_order),
        cmocka_unit_test(the_terms_of_a_docid_have_their_wdf),
        cmocka_unit_test(keys_and_spellings_are_walked_too),
        cmocka_unit_test(postings_are_read_in_blocks),
        cmocka_unit_test(postings_skip_forward_only),
        cmocka_unit_test(an_empty_term_has_all_documents_and_an_unknown_one_none),
        cmocka_unit_test(values_are_read_in_blocks),
        cmocka_unit_test(a_value_larger_than_the_buffer_is_not_passed_over),
        cmocka_unit_test(a_reader_moves_to_the_last_commit_when_it_reopens),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}

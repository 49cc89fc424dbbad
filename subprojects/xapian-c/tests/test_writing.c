/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

static uint32_t documents_in(const char *path)
{
    uint32_t count;
    xc_database *database = open_library(path);
    assert_ok(xc_database_doccount(database, &count, &err));
    xc_database_close(database);
    return count;
}

static xc_writer *open_writer(const char *path, unsigned flags)
{
    xc_writer *writer;
    assert_ok(xc_writer_open(path, flags | XC_WRITER_NO_SYNC, 0, &writer, &err));
    return writer;
}

static void add(xc_writer *writer, unsigned i)
{
    xc_document *document = make_document(i);
    assert_ok(xc_writer_add(writer, document, NULL, &err));
    xc_document_free(document);
}

static void what_is_committed_is_kept_and_the_rest_is_dropped(void **state)
{
    (void)state;
    const char *path = scratch("kept");
    xc_writer *writer = open_writer(path, XC_WRITER_CREATE);
    add(writer, 1);
    assert_ok(xc_writer_commit(writer, &err));
    add(writer, 2);
    xc_writer_close(writer);
    assert_int_equal(documents_in(path), 1);
}

static void opening_asks_for_the_database_to_exist_or_not(void **state)
{
    (void)state;
    xc_writer *writer;
    const char *path = make_library("exists", 1, 3);
    assert_status(xc_writer_open(path, XC_WRITER_CREATE, 0, &writer, &err), XC_OPENING);
    assert_status(xc_writer_open(scratch("absent"), XC_WRITER_OPEN, 0, &writer, &err),
                  XC_NOT_FOUND);
    assert_status(xc_writer_open(path, 1U << 20, 0, &writer, &err), XC_INVALID);
    assert_status(xc_writer_open(path, 0, 3000, &writer, &err), XC_INVALID);
    xc_writer_close(open_writer(path, XC_WRITER_OPEN));
    assert_int_equal(documents_in(path), 3);
    writer = open_writer(path, XC_WRITER_CREATE_OR_OVERWRITE);
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    assert_int_equal(documents_in(path), 0);
}

static void a_second_writer_is_locked_out(void **state)
{
    (void)state;
    const char *path = make_library("locked", 1, 3);
    xc_writer *first = open_writer(path, XC_WRITER_OPEN);
    xc_writer *second = NULL;
    xc_database *database = open_library(path);
    bool locked;
    assert_status(xc_writer_open(path, XC_WRITER_OPEN, 0, &second, &err), XC_LOCKED);
    assert_null(second);
    assert_int_equal(err.code, XC_LOCKED);
    assert_ok(xc_database_locked(database, &locked, &err));
    assert_true(locked);
    xc_writer_close(first);
    assert_ok(xc_database_locked(database, &locked, &err));
    assert_false(locked);
    xc_writer_close(open_writer(path, XC_WRITER_OPEN));
    xc_database_close(database);
}

static void documents_are_replaced_by_docid_and_by_term(void **state)
{
    (void)state;
    const char *path = make_library("replaced", 1, 10);
    xc_writer *writer = open_writer(path, XC_WRITER_OPEN);
    xc_document *document = make_document(99);
    xc_docid docid;
    char *data;
    size_t len;
    assert_ok(xc_writer_replace_by_term(writer, "Q4", 2, document, &docid, &err));
    assert_int_equal(docid, 4);
    assert_ok(xc_writer_replace(writer, 7, document, &err));
    assert_ok(xc_writer_replace_by_term(writer, "Q1000", 5, document, &docid, &err));
    assert_int_equal(docid, 11);
    assert_status(xc_writer_replace(writer, 0, document, &err), XC_INVALID);
    assert_ok(xc_writer_commit(writer, &err));
    xc_document_free(document);
    xc_writer_close(writer);
    xc_database *database = open_library(path);
    assert_ok(xc_database_document_data(database, 7, &data, &len, &err));
    assert_string(data, len, "document 99");
    xc_database_close(database);
    assert_int_equal(documents_in(path), 11);
}

static void documents_are_deleted_by_docid_and_by_term(void **state)
{
    (void)state;
    const char *path = make_library("deleted", 1, 10);
    xc_writer *writer = open_writer(path, XC_WRITER_OPEN);
    assert_ok(xc_writer_delete(writer, 3, &err));
    assert_ok(xc_writer_delete_by_term(writer, "even", 4, &err));
    assert_ok(xc_writer_delete_by_term(writer, "nobody has this", 15, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    assert_int_equal(documents_in(path), 4);
}

static void deleting_what_is_not_there_leaves_the_batch_alone(void **state)
{
    (void)state;
    const char *path = make_library("delete-absent", 1, 2);
    xc_writer *writer = open_writer(path, XC_WRITER_OPEN);
    add(writer, 3);
    assert_status(xc_writer_delete(writer, 50, &err), XC_NOT_FOUND);
    assert_status(xc_writer_delete(writer, 0, &err), XC_INVALID);
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    assert_int_equal(documents_in(path), 3);
}

static void a_transaction_is_kept_whole_or_not_at_all(void **state)
{
    (void)state;
    const char *path = scratch("transaction");
    xc_writer *writer = open_writer(path, XC_WRITER_CREATE);
    assert_ok(xc_writer_begin_transaction(writer, &err));
    add(writer, 1);
    assert_ok(xc_writer_commit_transaction(writer, &err));
    assert_ok(xc_writer_begin_transaction(writer, &err));
    add(writer, 2);
    assert_ok(xc_writer_cancel_transaction(writer, &err));
    assert_ok(xc_writer_begin_transaction(writer, &err));
    add(writer, 3);
    xc_writer_close(writer);
    assert_int_equal(documents_in(path), 1);
}

static void a_transaction_call_at_the_wrong_moment_spoils_nothing(void **state)
{
    (void)state;
    xc_writer *writer = open_writer(scratch("moments"), XC_WRITER_CREATE);
    assert_status(xc_writer_commit_transaction(writer, &err), XC_INVALID);
    assert_status(xc_writer_cancel_transaction(writer, &err), XC_INVALID);
    assert_ok(xc_writer_begin_transaction(writer, &err));
    assert_status(xc_writer_begin_transaction(writer, &err), XC_INVALID);
    assert_status(xc_writer_commit(writer, &err), XC_INVALID);
    add(writer, 1);
    assert_ok(xc_writer_commit_transaction(writer, &err));
    xc_writer_close(writer);
}

static void metadata_spellings_and_synonyms_are_stored(void **state)
{
    (void)state;
    const char *path = scratch("extras");
    xc_writer *writer = open_writer(path, XC_WRITER_CREATE);
    xc_database *database;
    struct xc_string *synonyms;
    char *text;
    size_t len;
    assert_ok(xc_writer_set_metadata(writer, "stamp", 5, "v\0001", 3, &err));
    assert_ok(xc_writer_add_spelling(writer, "assainissement", 14, 3, &err));
    assert_ok(xc_writer_add_spelling(writer, "passager", 8, 2, &err));
    assert_ok(xc_writer_remove_spelling(writer, "passager", 8, 2, &err));
    assert_ok(xc_writer_add_synonym(writer, "eau", 3, "water", 5, &err));
    assert_ok(xc_writer_add_synonym(writer, "eau", 3, "aqua", 4, &err));
    assert_ok(xc_writer_add_synonym(writer, "eau", 3, "wine", 4, &err));
    assert_ok(xc_writer_remove_synonym(writer, "eau", 3, "wine", 4, &err));
    assert_ok(xc_writer_add_synonym(writer, "feu", 3, "fire", 4, &err));
    assert_ok(xc_writer_clear_synonyms(writer, "feu", 3, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);

    database = open_library(path);
    assert_ok(xc_database_metadata(database, "stamp", 5, &text, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(text, "v\0001", 4);
    xc_free(text);
    assert_ok(xc_database_metadata(database, "none", 4, &text, &len, &err));
    assert_string(text, len, "");
    assert_ok(xc_database_spelling(database, "assainisement", 13, 2, &text, &len, &err));
    assert_string(text, len, "assainissement");
    assert_ok(xc_database_spelling(database, "zzzzzz", 6, 2, &text, &len, &err));
    assert_string(text, len, "");
    size_t n;
    assert_ok(xc_database_synonyms(database, "eau", 3, &synonyms, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(synonyms[0].bytes, "aqua");
    assert_string_equal(synonyms[1].bytes, "water");
    assert_int_equal(synonyms[1].len, 5);
    xc_free(synonyms);
    assert_ok(xc_database_synonyms(database, "feu", 3, &synonyms, &n, &err));
    assert_int_equal(n, 0);
    xc_free(synonyms);
    xc_database_close(database);
}

static void keys_outside_the_limits_do_not_spoil_the_writer(void **state)
{
    (void)state;
    char text[300];
    xc_writer *writer = open_writer(scratch("long-keys"), XC_WRITER_CREATE);
    memset(text, 'k', sizeof text);
    add(writer, 1);
    assert_status(xc_writer_set_metadata(writer, text, sizeof text, "v", 1, &err), XC_INVALID);
    assert_status(xc_writer_set_metadata(writer, "", 0, "v", 1, &err), XC_INVALID);
    assert_status(xc_writer_add_spelling(writer, text, sizeof text, 1, &err), XC_INVALID);
    assert_status(xc_writer_add_synonym(writer, "a", 1, text, sizeof text, &err), XC_INVALID);
    assert_status(xc_writer_delete_by_term(writer, text, sizeof text, &err), XC_INVALID);
    assert_ok(xc_writer_set_metadata(writer, text, XC_TERM_MAX, "v", 1, &err));
    assert_ok(xc_writer_add_spelling(writer, text, XC_TERM_MAX, 1, &err));
    assert_ok(xc_writer_add_synonym(writer, text, XC_TERM_MAX, text, XC_TERM_MAX, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    assert_int_equal(documents_in(scratch("long-keys")), 1);
}

static void keys_of_nul_bytes_are_stored_up_to_the_limit(void **state)
{
    (void)state;
    const char nul[XC_TERM_MAX / 2] = {0};
    const uint32_t position = 1;
    xc_writer *writer = open_writer(scratch("nul-keys"), XC_WRITER_CREATE);
    xc_document *document = make_document(1);
    uint32_t termfreq;
    assert_ok(xc_document_add_postings(document, nul, sizeof nul, &position, 1, 1, &err));
    assert_ok(xc_writer_add(writer, document, NULL, &err));
    assert_ok(xc_writer_set_metadata(writer, nul, sizeof nul, "v", 1, &err));
    assert_ok(xc_writer_add_synonym(writer, nul, sizeof nul, nul, sizeof nul, &err));
    assert_ok(xc_writer_commit(writer, &err));
    xc_document_free(document);
    xc_writer_close(writer);
    xc_database *database = open_library(scratch("nul-keys"));
    assert_ok(xc_database_termfreq(database, nul, sizeof nul, &termfreq, &err));
    assert_int_equal(termfreq, 1);
    xc_database_close(database);
}

static void a_writer_shows_what_is_not_committed_yet(void **state)
{
    (void)state;
    const char *path = make_library("view", 1, 2);
    xc_writer *writer = open_writer(path, XC_WRITER_OPEN);
    xc_database *database;
    uint32_t count;
    bool exists;
    assert_ok(xc_writer_database(writer, &database, &err));
    add(writer, 3);
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 3);
    assert_ok(xc_database_term_exists(database, "Q3", 2, &exists, &err));
    assert_true(exists);
    assert_int_equal(documents_in(path), 2);
    xc_writer_close(writer);
    assert_status(xc_database_term_exists(database, "Q3", 2, &exists, &err), XC_CLOSED);
    xc_database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_committed_is_kept_and_the_rest_is_dropped),
        cmocka_unit_test(opening_asks_for_the_database_to_exist_or_not),
        cmocka_unit_test(a_second_writer_is_locked_out),
        cmocka_unit_test(documents_are_replaced_by_docid_and_by_term),
        cmocka_unit_test(documents_are_deleted_by_docid_and_by_term),
        cmocka_unit_test(deleting_what_is_not_there_leaves_the_batch_alone),
        cmocka_unit_test(a_transaction_is_kept_whole_or_not_at_all),
        cmocka_unit_test(a_transaction_call_at_the_wrong_moment_spoils_nothing),
        cmocka_unit_test(metadata_spellings_and_synonyms_are_stored),
        cmocka_unit_test(keys_outside_the_limits_do_not_spoil_the_writer),
        cmocka_unit_test(keys_of_nul_bytes_are_stored_up_to_the_limit),
        cmocka_unit_test(a_writer_shows_what_is_not_committed_yet),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "support.h"

#include <stdio.h>

static int make_it(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    make_library("whole", 1, 60);
    make_library("one", 1, 20);
    make_library("two", 21, 40);
    make_library("three", 41, 60);
    return 0;
}

static void add_shard(xc_database *database, const char *name)
{
    xc_database *shard = open_library(scratch(name));
    assert_ok(xc_database_add_shard(database, shard, &err));
    xc_database_close(shard);
}

static xc_database *open_shards(void)
{
    xc_database *database;
    assert_ok(xc_database_new(&database, &err));
    add_shard(database, "one");
    add_shard(database, "two");
    add_shard(database, "three");
    return database;
}

static void write_stub(const char *name)
{
    FILE *file = fopen(scratch(name), "w");
    assert_non_null(file);
    fprintf(file, "auto one\nauto two\nauto three\n");
    assert_int_equal(fclose(file), 0);
}

/* The number in the data of the best hit, which tells the document in any arrangement. */
static int best_number(xc_database *database, xc_query *query, double *weight)
{
    xc_enquire *enquire;
    xc_result *result;
    struct xc_hit hit;
    size_t got;
    char *data;
    size_t len;
    int number;
    assert_ok(xc_enquire_new(database, &enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_ok(xc_enquire_run(enquire, 0, 1, 0, NULL, &result, &err));
    assert_ok(xc_result_hits(result, &hit, 1, &got, &err));
    assert_int_equal(got, 1);
    assert_ok(xc_result_document_data(result, 0, &data, &len, &err));
    number = atoi(data + strlen("document "));
    *weight = hit.weight;
    xc_free(data);
    xc_result_free(result);
    xc_enquire_free(enquire);
    xc_query_free(query);
    return number;
}

static void shards_answer_as_one_database(void **state)
{
    (void)state;
    xc_database *whole = open_library(scratch("whole"));
    xc_database *shards = open_shards();
    double expected;
    double weight;
    uint32_t count;
    assert_ok(xc_database_doccount(shards, &count, &err));
    assert_int_equal(count, 60);
    int number = best_number(whole, join(XC_OP_OR, term("n45"), term("odd"), 0), &expected);
    assert_int_equal(best_number(shards, join(XC_OP_OR, term("n45"), term("odd"), 0), &weight),
                     number);
    assert_true(weight > expected - 1e-9 && weight < expected + 1e-9);
    xc_database_close(shards);
    xc_database_close(whole);
}

static void docids_of_shards_are_interleaved(void **state)
{
    (void)state;
    xc_database *shards = open_shards();
    char *data;
    size_t len;
    assert_ok(xc_database_document_data(shards, 1, &data, &len, &err));
    assert_string(data, len, "document 1");
    assert_ok(xc_database_document_data(shards, 2, &data, &len, &err));
    assert_string(data, len, "document 21");
    assert_ok(xc_database_document_data(shards, (7 - 1) * 3 + 2 + 1, &data, &len, &err));
    assert_string(data, len, "document 47");
    xc_database_close(shards);
}

static void a_stub_file_opens_all_its_databases(void **state)
{
    (void)state;
    xc_database *database;
    uint32_t count;
    write_stub("library.stub");
    assert_ok(xc_database_open_stub(scratch("library.stub"), &database, &err));
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 60);
    xc_database_close(database);
    assert_ok(xc_database_open(scratch("library.stub"), &database, &err));
    xc_database_close(database);
    assert_status(xc_database_open_stub(scratch("absent.stub"), &database, &err), XC_NOT_FOUND);
}

static void a_database_without_shards_is_empty_and_not_searched(void **state)
{
    (void)state;
    xc_database *database;
    xc_enquire *enquire;
    uint32_t count = 77;
    assert_ok(xc_database_new(&database, &err));
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 0);
    assert_status(xc_enquire_new(database, &enquire, &err), XC_INVALID);
    xc_database_close(database);
}

static void the_revision_is_only_that_of_a_single_database(void **state)
{
    (void)state;
    xc_database *shards = open_shards();
    uint64_t revision = 77;
    char *uuid;
    size_t len;
    assert_status(xc_database_revision(shards, &revision, &err), XC_INVALID);
    assert_int_equal(revision, 77);
    assert_ok(xc_database_uuid(shards, &uuid, &len, &err));
    assert_int_equal(len, 3 * 36 + 2);
    assert_int_equal(uuid[36], ':');
    xc_free(uuid);
    xc_database_close(shards);
}

static void a_docid_filter_finds_its_part_of_each_shard(void **state)
{
    (void)state;
    const xc_docid docids[] = {1, 2, 5, 6, 7, 30, 31, 58, 60, 61, 999};
    xc_database *shards = open_shards();
    xc_docid found[60];
    xc_query *query;
    assert_ok(xc_query_docids(shards, docids, 9, &query, &err));
    assert_int_equal(matches(shards, query, found, 60), 9);
    assert_memory_equal(found, docids, 9 * sizeof *docids);
    assert_ok(xc_query_docids(shards, docids, 11, &query, &err));
    assert_int_equal(matches(shards, join(XC_OP_FILTER, term("all"), query, 0), found, 60), 9);
    assert_memory_equal(found, docids, 9 * sizeof *docids);
    xc_database_close(shards);
}

static xc_status try_query(xc_database *database, const xc_query *query)
{
    xc_enquire *enquire;
    assert_ok(xc_enquire_new(database, &enquire, &err));
    xc_status status = xc_enquire_set_query(enquire, query, 0, &err);
    xc_enquire_free(enquire);
    return status;
}

static void a_docid_filter_is_refused_on_another_arrangement(void **state)
{
    (void)state;
    const xc_docid docids[] = {1, 2};
    xc_database *shards = open_shards();
    xc_database *whole = open_library(scratch("whole"));
    xc_query *for_one;
    xc_query *for_shards;
    xc_query *mixed = NULL;
    assert_ok(xc_query_docids(NULL, docids, 2, &for_one, &err));
    assert_ok(xc_query_docids(shards, docids, 2, &for_shards, &err));
    const xc_query *const both[] = {for_one, for_shards};
    assert_status(xc_query_op(XC_OP_OR, both, 2, 0, &mixed, &err), XC_INVALID);
    assert_status(try_query(shards, for_one), XC_INVALID);
    assert_status(try_query(whole, for_shards), XC_INVALID);
    assert_ok(try_query(whole, for_one));
    xc_query *deep = join(XC_OP_AND, term("all"), for_one, 0);
    assert_status(try_query(shards, deep), XC_INVALID);
    xc_query_free(deep);
    xc_query_free(for_shards);
    xc_database_close(whole);
    xc_database_close(shards);
}

static void shards_with_the_same_uuid_take_no_docid_filter(void **state)
{
    (void)state;
    const xc_docid docids[] = {1, 2};
    xc_database *twice;
    xc_query *query;
    assert_ok(xc_database_new(&twice, &err));
    add_shard(twice, "one");
    add_shard(twice, "one");
    assert_status(xc_query_docids(twice, docids, 2, &query, &err), XC_INVALID);
    xc_database_close(twice);
}

static void compaction_merges_databases_into_one(void **state)
{
    (void)state;
    const char *const sources[] = {scratch("one"), scratch("two"), scratch("three")};
    const unsigned flags[] = {0, XC_COMPACT_FULL, XC_COMPACT_SINGLE_FILE | XC_COMPACT_MULTIPASS};
    const char *const names[] = {"merged", "merged-full", "merged-file"};
    for (size_t i = 0; i < 3; i++) {
        const char *target = scratch(names[i]);
        size_t faults = 77;
        double weight;
        assert_ok(xc_database_compact(sources, 3, target, flags[i], &err));
        assert_ok(xc_database_check(target, &faults, NULL, NULL, &err));
        assert_int_equal(faults, 0);
        xc_database *merged = open_library(target);
        uint32_t count;
        assert_ok(xc_database_doccount(merged, &count, &err));
        assert_int_equal(count, 60);
        assert_int_equal(best_number(merged, term("n45"), &weight), 45);
        xc_database_close(merged);
    }
}

static void compaction_refuses_what_it_cannot_merge(void **state)
{
    (void)state;
    const char *const sources[] = {scratch("one"), scratch("two")};
    const char *const absent[] = {scratch("one"), scratch("absent")};
    assert_status(xc_database_compact(sources, 0, scratch("bad"), 0, &err), XC_INVALID);
    assert_status(xc_database_compact(sources, 2, scratch("bad"), 64, &err), XC_INVALID);
    assert_status(xc_database_compact(absent, 2, scratch("bad"), 0, &err), XC_NOT_FOUND);
    assert_status(xc_database_compact(sources, 2, scratch("bad"), XC_COMPACT_NO_RENUMBER, &err),
                  XC_INVALID);
    assert_status(xc_database_compact(sources, 2, scratch("one"), 0, &err), XC_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shards_answer_as_one_database),
        cmocka_unit_test(docids_of_shards_are_interleaved),
        cmocka_unit_test(a_stub_file_opens_all_its_databases),
        cmocka_unit_test(a_database_without_shards_is_empty_and_not_searched),
        cmocka_unit_test(the_revision_is_only_that_of_a_single_database),
        cmocka_unit_test(a_docid_filter_finds_its_part_of_each_shard),
        cmocka_unit_test(a_docid_filter_is_refused_on_another_arrangement),
        cmocka_unit_test(shards_with_the_same_uuid_take_no_docid_filter),
        cmocka_unit_test(compaction_merges_databases_into_one),
        cmocka_unit_test(compaction_refuses_what_it_cannot_merge),
    };
    return cmocka_run_group_tests(tests, make_it, remove_scratch);
}

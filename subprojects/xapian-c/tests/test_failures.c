/* SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE

#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

/* Forbids files to grow past so many bytes, which stands for a full disk. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void add(xc_writer *writer, unsigned first, unsigned last)
{
    for (unsigned i = first; i <= last; i++) {
        xc_document *document = make_document(i);
        assert_ok(xc_writer_add(writer, document, NULL, &err));
        xc_document_free(document);
    }
}

static void assert_sound(const char *path, uint32_t documents)
{
    uint32_t count;
    size_t faults;
    xc_database *database = open_library(path);
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, documents);
    xc_database_close(database);
    assert_ok(xc_database_check(path, &faults, NULL, NULL, &err));
    assert_int_equal(faults, 0);
}

/* Without the mark, this second commit would claim success. */
static void assert_spoilt(xc_writer *writer)
{
    xc_document *document = make_document(1);
    xc_docid docid = 77;
    assert_status(xc_writer_commit(writer, &err), XC_CLOSED);
    assert_non_null(strstr(err.message, "open it again"));
    assert_status(xc_writer_add(writer, document, &docid, &err), XC_CLOSED);
    assert_status(xc_writer_delete(writer, 1, &err), XC_CLOSED);
    assert_status(xc_writer_begin_transaction(writer, &err), XC_CLOSED);
    assert_status(xc_writer_set_metadata(writer, "k", 1, "v", 1, &err), XC_CLOSED);
    assert_int_equal(docid, 77);
    xc_document_free(document);
}

static void a_failed_commit_spoils_the_writer_and_keeps_what_was_committed(void **state)
{
    (void)state;
    const char *path = make_library("full", 1, 100);
    xc_writer *writer;
    signal(SIGXFSZ, SIG_IGN);
    assert_ok(xc_writer_open(path, XC_WRITER_OPEN, 0, &writer, &err));
    add(writer, 101, 3000);
    limit_files(64 * 1024);
    xc_status status = xc_writer_commit(writer, &err);
    limit_files(RLIM_INFINITY);
    assert_int_equal(status, XC_NO_SPACE);
    assert_spoilt(writer);
    xc_writer_close(writer);
    assert_sound(path, 100);
    assert_ok(xc_writer_open(path, XC_WRITER_OPEN, 0, &writer, &err));
    add(writer, 101, 120);
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    assert_sound(path, 120);
}

static void a_spoilt_writer_can_be_closed_while_the_disk_is_still_full(void **state)
{
    (void)state;
    const char *path = make_library("still-full", 1, 100);
    xc_writer *writer;
    signal(SIGXFSZ, SIG_IGN);
    assert_ok(xc_writer_open(path, XC_WRITER_OPEN, 0, &writer, &err));
    assert_ok(xc_writer_begin_transaction(writer, &err));
    add(writer, 101, 3000);
    limit_files(64 * 1024);
    xc_status status = xc_writer_commit_transaction(writer, &err);
    xc_writer_close(writer);
    limit_files(RLIM_INFINITY);
    assert_int_equal(status, XC_NO_SPACE);
    assert_sound(path, 100);
}

static void compaction_on_a_full_disk_says_so(void **state)
{
    (void)state;
    const char *const sources[] = {make_library("source", 1, 3000)};
    signal(SIGXFSZ, SIG_IGN);
    limit_files(16 * 1024);
    xc_status status = xc_database_compact(sources, 1, scratch("target"), 0, &err);
    limit_files(RLIM_INFINITY);
    assert_int_equal(status, XC_NO_SPACE);
}

/* Commits twice, so that blocks a reader still uses are written over. */
static void rewrite(const char *path)
{
    xc_writer *writer;
    assert_ok(xc_writer_open(path, XC_WRITER_OPEN | XC_WRITER_NO_SYNC, 0, &writer, &err));
    for (int round = 0; round < 4; round++) {
        for (xc_docid docid = 1; docid <= 500; docid++) {
            xc_document *document = make_document(docid + 1000 * (unsigned)round);
            assert_ok(xc_writer_replace(writer, docid, document, &err));
            xc_document_free(document);
        }
        assert_ok(xc_writer_commit(writer, &err));
    }
    xc_writer_close(writer);
}

/* Reads all data, up to the first failure. */
static xc_status read_all(xc_database *database)
{
    xc_status status = XC_OK;
    for (xc_docid docid = 1; docid <= 500 && status == XC_OK; docid++) {
        char *data = NULL;
        size_t len;
        status = xc_database_document_data(database, docid, &data, &len, &err);
        xc_free(data);
    }
    return status;
}

static void a_reader_left_behind_is_told_and_cured_by_reopening(void **state)
{
    (void)state;
    const char *path = make_library("behind", 1, 500);
    xc_database *database = open_library(path);
    bool changed;
    rewrite(path);
    assert_status(read_all(database), XC_MODIFIED);
    assert_ok(xc_database_reopen(database, &changed, &err));
    assert_true(changed);
    assert_ok(read_all(database));
    xc_database_close(database);
}

static void overwrite(const char *path, const char *table, long offset, size_t n)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s", path, table);
    FILE *file = fopen(name, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    for (size_t i = 0; i < n; i++)
        fputc(0x5a, file);
    assert_int_equal(fclose(file), 0);
}

static void the_check_of_a_sound_database_reports_no_fault(void **state)
{
    (void)state;
    const char *path = make_library("sound", 1, 200);
    size_t faults = 77;
    char *report;
    size_t len;
    assert_ok(xc_database_check(path, &faults, &report, &len, &err));
    assert_int_equal(faults, 0);
    assert_int_equal(strlen(report), len);
    assert_non_null(strstr(report, "postlist table structure checked OK"));
    xc_free(report);
    assert_status(xc_database_check(scratch("absent"), &faults, NULL, NULL, &err), XC_OPENING);
}

/* Damage is either counted or makes the check itself fail as corrupt; never passed over. */
static void the_check_finds_a_damaged_table(void **state)
{
    (void)state;
    const char *path = make_library("damaged", 1, 2000);
    size_t faults = 0;
    overwrite(path, "postlist.glass", 3 * 8192 + 100, 4000);
    xc_status status = xc_database_check(path, &faults, NULL, NULL, &err);
    assert_true((status == XC_OK && faults > 0) || status == XC_CORRUPT);
}

static void a_damaged_version_file_does_not_open(void **state)
{
    (void)state;
    const char *path = make_library("damaged-version", 1, 20);
    xc_database *database = NULL;
    overwrite(path, "iamglass", 16, 40);
    xc_status status = xc_database_open(path, &database, &err);
    assert_true(status == XC_CORRUPT || status == XC_VERSION || status == XC_OPENING);
    assert_null(database);
}

static void a_database_of_another_format_is_a_matter_of_version(void **state)
{
    (void)state;
    const char *path = make_library("future", 1, 20);
    xc_database *database = NULL;
    overwrite(path, "iamglass", 14, 2); /* the format number follows the magic text */
    assert_status(xc_database_open(path, &database, &err), XC_VERSION);
    assert_null(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failed_commit_spoils_the_writer_and_keeps_what_was_committed),
        cmocka_unit_test(a_spoilt_writer_can_be_closed_while_the_disk_is_still_full),
        cmocka_unit_test(compaction_on_a_full_disk_says_so),
        cmocka_unit_test(a_reader_left_behind_is_told_and_cured_by_reopening),
        cmocka_unit_test(the_check_of_a_sound_database_reports_no_fault),
        cmocka_unit_test(the_check_finds_a_damaged_table),
        cmocka_unit_test(a_damaged_version_file_does_not_open),
        cmocka_unit_test(a_database_of_another_format_is_a_matter_of_version),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lasts and what moves: checksums, batches, readers while an index is written. */
#include "an_index.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static enum parangon_refreshed refresh(struct parangon_index *index)
{
    enum parangon_refreshed refreshed = PARANGON_NEW_KNOWLEDGE;
    struct parangon_error err;

    if (parangon_index_refresh(index, &refreshed, &err))
        fail_msg("%s", err.message);
    return refreshed;
}

static uint32_t documents_of(struct parangon_index *index)
{
    uint32_t count = 0;

    assert_int_equal(xc_database_doccount(parangon_index_database(index), &count, NULL), XC_OK);
    return count;
}

static void add_record(const char *dir, const char *id)
{
    struct parangon_writer *writer = open_writer(dir, false);

    put(writer, id, 1, "air");
    publish(writer);
    parangon_writer_close(writer);
}

/* Puts records as a child that ends as if it were killed, after the first batches. */
static void leave_half_done(const char *dir, int records)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct parangon_writer *writer = open_writer(dir, false);
        char id[16];

        for (int i = 0; i < records; i++) {
            snprintf(id, sizeof id, "r%d", i);
            put(writer, id, 1, "eau");
        }
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

/* ---- Readers ---- */

static void a_reader_that_nothing_happens_to_keeps_all_it_has(void **state)
{
    make_index(*state);
    struct parangon_index *index = open_index(*state);
    xc_database *database = parangon_index_database(index);

    assert_true(parangon_index_is_current(index));
    assert_int_equal(refresh(index), PARANGON_UNCHANGED);
    assert_ptr_equal(parangon_index_database(index), database);
    parangon_index_close(index);
}

static void a_reader_moves_to_an_update_and_keeps_its_vocabulary(void **state)
{
    make_index(*state);
    struct parangon_index *index = open_index(*state);
    const struct parangon_vocabulary *vocabulary = parangon_index_knowledge(index)->vocabulary;
    uint32_t records = 0;

    add_record(*state, "c");
    assert_false(parangon_index_is_current(index));
    assert_int_equal(documents_of(index), 3);
    assert_int_equal(refresh(index), PARANGON_NEW_RECORDS);
    assert_true(parangon_index_is_current(index));
    assert_int_equal(documents_of(index), 4);
    assert_ptr_equal(parangon_index_knowledge(index)->vocabulary, vocabulary);
    parangon_index_heads(index, &records);
    assert_true(records >= 3);
    parangon_index_close(index);
}

static void a_reader_moves_to_a_rebuild_and_its_vocabulary(void **state)
{
    make_index(*state);
    struct parangon_index *index = open_index(*state);
    struct parangon_writer *writer = open_writer(*state, true);
    struct parangon_error err;
    cJSON *files = cJSON_CreateObject();
    size_t len;
    char *sealed = parangon_seal(files, &len);

    assert_int_equal(parangon_writer_set(writer, PARANGON_KEY_VOCABULARY, sealed, len, &err), 0);
    put(writer, "z", 1, "air");
    assert_int_equal(refresh(index), PARANGON_UNCHANGED);
    publish(writer);
    parangon_writer_close(writer);
    assert_int_equal(refresh(index), PARANGON_NEW_KNOWLEDGE);
    assert_int_equal(documents_of(index), 1);
    assert_int_equal(parangon_vocabulary_count(parangon_index_knowledge(index)->vocabulary), 0);
    parangon_index_close(index);
    free(sealed);
    cJSON_Delete(files);
}

static void a_refresh_that_fails_leaves_the_index_as_it_was(void **state)
{
    enum parangon_refreshed refreshed;
    struct parangon_error err = {0};

    make_index(*state);
    struct parangon_index *index = open_index(*state);
    write_file(*state, "current", "gen-9\n");
    assert_int_equal(parangon_index_refresh(index, &refreshed, &err), PARANGON_DAMAGED);
    assert_non_null(strstr(err.message, "gen-9"));
    assert_int_equal(documents_of(index), 3);
    assert_non_null(parangon_index_knowledge(index)->vocabulary);
    parangon_index_close(index);
}

/* Two commits take the blocks that a reader has not read yet. */
static void a_reader_that_was_overtaken_is_told_so_and_not_that_there_is_damage(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    char id[16];

    set_vocabulary(writer);
    for (int i = 0; i < 400; i++) {
        snprintf(id, sizeof id, "r%d", i);
        put(writer, id, 1, "eau");
    }
    publish(writer);
    struct parangon_index *index = open_index(*state);
    for (int turn = 0; turn < 4; turn++) {
        for (int i = 0; i < 400; i++) {
            snprintf(id, sizeof id, "r%d", i);
            put(writer, id, 1, turn % 2 ? "eau" : "air");
        }
        publish(writer);
    }
    parangon_writer_close(writer);
    size_t overtaken = 0;
    for (uint32_t document = 1; document <= 400; document++) {
        cJSON *stored = NULL;
        enum parangon_code code = parangon_index_stored(index, document, &stored, NULL);

        assert_true(code == PARANGON_OK || code == PARANGON_CHANGED);
        overtaken += code == PARANGON_CHANGED;
        cJSON_Delete(stored);
    }
    assert_true(overtaken > 0);
    assert_int_equal(refresh(index), PARANGON_NEW_RECORDS);
    assert_int_equal(documents_of(index), 400);
    parangon_index_close(index);
}

/* ---- Checksums ---- */

static void every_changed_byte_of_a_file_is_found(void **state)
{
    struct parangon_error err = {0};
    struct stat size;

    make_index(*state);
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_OK);
    char *path = inside(*state, "gen-1/docdata.glass");
    assert_int_equal(stat(path, &size), 0);
    for (off_t at = 0; at < size.st_size; at += 97) {
        FILE *file = fopen(path, "r+b");

        fseeko(file, at, SEEK_SET);
        int byte = fgetc(file);
        fseeko(file, at, SEEK_SET);
        fputc(byte ^ 1 << at % 8, file);
        fclose(file);
        assert_int_equal(parangon_index_verify(*state, &err), PARANGON_DAMAGED);
        assert_non_null(strstr(err.message, "gen-1/docdata.glass"));
        file = fopen(path, "r+b");
        fseeko(file, at, SEEK_SET);
        fputc(byte, file);
        fclose(file);
    }
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_OK);
    free(path);
}

static void checksums_that_are_damaged_or_gone_are_damage(void **state)
{
    static const char *const texts[] = {"", "parangon checksums 1\nopen\n", "rubbish"};
    struct parangon_writer *writer = NULL;
    struct parangon_index *index = NULL;
    struct parangon_error err = {0};

    make_index(*state);
    char *folder = inside(*state, "gen-1"), *path = inside(folder, "checksums");
    for (size_t i = 0; i <= sizeof texts / sizeof *texts; i++) {
        if (i < sizeof texts / sizeof *texts)
            write_file(folder, "checksums", texts[i]);
        else
            assert_int_equal(unlink(path), 0);
        assert_int_equal(parangon_index_verify(*state, &err), PARANGON_DAMAGED);
        assert_int_equal(parangon_index_open(*state, &index, &err), PARANGON_DAMAGED);
        assert_int_equal(parangon_writer_open(*state, false, &writer, &err), PARANGON_DAMAGED);
    }
    free(path);
    free(folder);
}

static void a_changed_digit_of_the_pointer_does_not_lead_to_another_generation(void **state)
{
    struct parangon_index *index = NULL;
    struct parangon_error err = {0};
    char line[64] = {0};

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, true);
    set_vocabulary(writer);
    publish(writer);
    parangon_writer_close(writer);
    char *path = inside(*state, "current");
    FILE *file = fopen(path, "r");
    assert_non_null(fgets(line, sizeof line, file));
    fclose(file);
    assert_memory_equal(line, "gen-2 ", 6);
    line[4] = '1';
    write_file(*state, "current", line);
    assert_int_equal(parangon_index_open(*state, &index, &err), PARANGON_DAMAGED);
    write_file(*state, "current", "gen-1\n"); /* written by hand, to go back */
    expect_record(*state, 3, "a", "eau");
    free(path);
}

/* ---- Batches ---- */

static void what_was_given_up_leaves_the_checksums_whole(void **state)
{
    struct parangon_error err;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    put(writer, "c", 1, "air");
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_CHANGED);
    parangon_writer_close(writer);
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_OK);
    expect_record(*state, 3, "c", NULL);
}

static void a_killed_update_leaves_its_batches_and_the_next_one_knows_of_it(void **state)
{
    struct parangon_error err;

    make_index(*state);
    leave_half_done(*state, 700);
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_CHANGED);
    expect_record(*state, 503, "r499", "eau");
    expect_record(*state, 503, "r500", NULL);
}

static void a_run_after_a_killed_one_makes_the_checksums_whole(void **state)
{
    struct parangon_error err;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    assert_false(parangon_writer_goes_on(writer));
    assert_int_equal(parangon_writer_set(writer, PARANGON_KEY_SOURCES, "[]", 2, &err), PARANGON_OK);
    publish(writer);
    parangon_writer_close(writer);
    leave_half_done(*state, 700);
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_CHANGED);
    writer = open_writer(*state, false);
    assert_true(parangon_writer_goes_on(writer));
    publish(writer);
    parangon_writer_close(writer);
    assert_int_equal(parangon_index_verify(*state, &err), PARANGON_OK);
    expect_record(*state, 503, "r499", "eau");
}

static void only_what_is_on_the_disk_counts_as_kept(void **state)
{
    struct parangon_error err;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    const struct parangon_tally *kept = parangon_writer_kept(writer);
    put(writer, "a", 1, "air");
    put(writer, "c", 1, "air");
    assert_int_equal(parangon_writer_remove(writer, "b", &err), PARANGON_OK);
    assert_int_equal(kept->added + kept->changed + kept->removed, 0);
    publish(writer);
    assert_int_equal(kept->added, 1);
    assert_int_equal(kept->changed, 1);
    assert_int_equal(kept->removed, 1);
    parangon_writer_close(writer);
}

static void nothing_of_a_rebuild_is_kept_before_it_is_in_place(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    char id[16];

    set_vocabulary(writer);
    for (int i = 0; i < 600; i++) {
        snprintf(id, sizeof id, "r%d", i);
        put(writer, id, 1, "eau");
    }
    assert_int_equal(parangon_writer_kept(writer)->added, 0);
    publish(writer);
    assert_int_equal(parangon_writer_kept(writer)->added, 600);
    parangon_writer_close(writer);
}

/* In a child, since the limit cannot be taken back. */
static void expect_failure_to_write(const char *dir)
{
    const struct rlimit limit = {16384, 16384};
    struct parangon_writer *writer = open_writer(dir, false);
    struct parangon_error err = {0};
    enum parangon_code code;

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    for (int i = 0; i < 60; i++) {
        char id[16];

        snprintf(id, sizeof id, "n%d", i);
        put(writer, id, 1, "dechet");
    }
    code = parangon_writer_publish(writer, &err);
    if (code != PARANGON_SYSTEM || !strstr(err.message, "File too large"))
        _exit(1);
    code = parangon_writer_publish(writer, &err); /* Xapian alone would say that all is well */
    if (code != PARANGON_SYSTEM || parangon_writer_kept(writer)->added != 0)
        _exit(2);
    if (parangon_writer_remove(writer, "a", &err) != PARANGON_SYSTEM)
        _exit(3);
    parangon_writer_close(writer);
    _exit(0);
}

static void
after_a_failure_to_write_the_writer_takes_nothing_and_the_last_state_answers(void **state)
{
    int status = 0;

    make_index(*state);
    pid_t child = fork();
    if (child == 0)
        expect_failure_to_write(*state);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    expect_record(*state, 3, "a", "eau");
    expect_record(*state, 3, "n1", NULL);
}

static void a_source_remembered_by_a_first_run_that_was_killed_is_known_to_the_next(void **state)
{
    struct parangon_error err;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct parangon_writer *writer = open_writer(*state, false);
        char id[16];

        parangon_writer_set(writer, PARANGON_KEY_SOURCES, "[\"fiches\"]", 10, &err);
        for (int i = 0; i < 600; i++) {
            snprintf(id, sizeof id, "r%d", i);
            put(writer, id, 1, "eau");
        }
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(is_there(*state, "current"));
    char *sources = parangon_index_peek(*state, PARANGON_KEY_SOURCES);
    assert_string_equal(sources, "[\"fiches\"]");
    free(sources);
    make_index(*state);
    assert_false(is_there(*state, "gen-2"));
    expect_record(*state, 3, "a", "eau");
}

static void what_killed_rebuilds_left_goes_with_the_next_run(void **state)
{
    make_index(*state);
    char *left = inside(*state, "gen-7");

    assert_int_equal(mkdir(left, 0777), 0);
    write_file(left, "postlist.glass", "half of a table");
    struct parangon_writer *writer = open_writer(*state, false);
    publish(writer);
    parangon_writer_close(writer);
    assert_false(is_there(*state, "gen-7"));
    expect_record(*state, 3, "a", "eau");
    free(left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_reader_that_nothing_happens_to_keeps_all_it_has),
        IN_A_FOLDER(a_reader_moves_to_an_update_and_keeps_its_vocabulary),
        IN_A_FOLDER(a_reader_moves_to_a_rebuild_and_its_vocabulary),
        IN_A_FOLDER(a_refresh_that_fails_leaves_the_index_as_it_was),
        IN_A_FOLDER(a_reader_that_was_overtaken_is_told_so_and_not_that_there_is_damage),
        IN_A_FOLDER(every_changed_byte_of_a_file_is_found),
        IN_A_FOLDER(checksums_that_are_damaged_or_gone_are_damage),
        IN_A_FOLDER(a_changed_digit_of_the_pointer_does_not_lead_to_another_generation),
        IN_A_FOLDER(what_was_given_up_leaves_the_checksums_whole),
        IN_A_FOLDER(a_killed_update_leaves_its_batches_and_the_next_one_knows_of_it),
        IN_A_FOLDER(a_run_after_a_killed_one_makes_the_checksums_whole),
        IN_A_FOLDER(only_what_is_on_the_disk_counts_as_kept),
        IN_A_FOLDER(nothing_of_a_rebuild_is_kept_before_it_is_in_place),
        IN_A_FOLDER(after_a_failure_to_write_the_writer_takes_nothing_and_the_last_state_answers),
        IN_A_FOLDER(a_source_remembered_by_a_first_run_that_was_killed_is_known_to_the_next),
        IN_A_FOLDER(what_killed_rebuilds_left_goes_with_the_next_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Work that crashes, does not end or fails while it reads an index. */
#include "an_index.h"

#include "parangon/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    DAMAGED = 6,
    BUG = 70
};

static const char *folder; /* that the work says it reads */

static int end_with_three(void *context)
{
    printf("%s", (const char *)context);
    return 3;
}

/* By a signal, as the address sanitizer takes real faults for itself. */
static int crash(void *context)
{
    (void)context;
    if (folder)
        parangon_guard_index(folder);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return 0;
}

static int loop(void *context)
{
    const struct itimerval soon = {.it_value.tv_usec = 50000};
    volatile unsigned long turns = 0;

    (void)context;
    parangon_guard_index(folder);
    setitimer(ITIMER_PROF, &soon, NULL); /* the limit of a question is much longer */
    while (turns < (unsigned long)-1)
        turns++;
    return 0;
}

static int fail_by_bug(void *context)
{
    struct parangon_error err = {0};
    enum parangon_code code =
        parangon_error_set(&err, *(enum parangon_code *)context, "std::length_error");

    parangon_guard_index(folder);
    return parangon_error_exit_status(parangon_guard_explain(code, &err));
}

static int be_terminated(void *context)
{
    (void)context;
    raise(SIGTERM);
    return 0;
}

static void damage(const char *dir)
{
    char *path = inside(dir, "gen-1/postlist.glass");
    FILE *file = fopen(path, "r+b");

    assert_non_null(file);
    fseek(file, -10, SEEK_END);
    fputs("!", file);
    fclose(file);
    free(path);
}

static void the_exit_status_of_the_work_is_handed_on(void **state)
{
    (void)state;
    assert_int_equal(parangon_guarded("test", end_with_three, ""), 3);
}

static void a_crash_on_a_damaged_index_is_damage(void **state)
{
    make_index(*state);
    damage(*state);
    folder = *state;
    assert_int_equal(parangon_guarded("test", crash, NULL), DAMAGED);
    assert_int_equal(parangon_guarded("test", loop, NULL), DAMAGED);
}

static void a_crash_on_an_index_without_checksums_to_compare_is_damage(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    put(writer, "c", 1, "air"); /* opens them */
    folder = *state;
    assert_int_equal(parangon_guarded("test", crash, NULL), DAMAGED);
    parangon_writer_close(writer);
}

static void a_crash_on_a_whole_index_or_on_none_is_a_bug(void **state)
{
    make_index(*state);
    folder = *state;
    assert_int_equal(parangon_guarded("test", crash, NULL), BUG);
    assert_int_equal(parangon_guarded("test", loop, NULL), BUG);
    folder = NULL;
    assert_int_equal(parangon_guarded("test", crash, NULL), BUG);
}

static void what_looks_like_a_bug_on_a_damaged_index_is_damage(void **state)
{
    enum parangon_code bug = PARANGON_BUG, system = PARANGON_SYSTEM, usage = PARANGON_USAGE;

    make_index(*state);
    folder = *state;
    assert_int_equal(parangon_guarded("test", fail_by_bug, &bug), BUG);
    assert_int_equal(parangon_guarded("test", fail_by_bug, &system), 7);
    damage(*state);
    assert_int_equal(parangon_guarded("test", fail_by_bug, &bug), DAMAGED);
    assert_int_equal(parangon_guarded("test", fail_by_bug, &system), DAMAGED);
    assert_int_equal(parangon_guarded("test", fail_by_bug, &usage), 2);
}

static void what_looks_like_a_bug_on_an_index_without_checksums_to_compare_is_damage(void **state)
{
    enum parangon_code bug = PARANGON_BUG, system = PARANGON_SYSTEM;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    put(writer, "c", 1, "air"); /* opens them */
    folder = *state;
    assert_int_equal(parangon_guarded("test", fail_by_bug, &bug), DAMAGED);
    assert_int_equal(parangon_guarded("test", fail_by_bug, &system), 7);
    parangon_writer_close(writer);
}

static void whoever_ends_the_work_ends_the_program(void **state)
{
    int status = 0;
    pid_t child = fork();

    (void)state;
    if (child == 0)
        _exit(parangon_guarded("test", be_terminated, NULL));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exit_status_of_the_work_is_handed_on),
        IN_A_FOLDER(a_crash_on_a_damaged_index_is_damage),
        IN_A_FOLDER(a_crash_on_an_index_without_checksums_to_compare_is_damage),
        IN_A_FOLDER(a_crash_on_a_whole_index_or_on_none_is_a_bug),
        IN_A_FOLDER(what_looks_like_a_bug_on_a_damaged_index_is_damage),
        IN_A_FOLDER(what_looks_like_a_bug_on_an_index_without_checksums_to_compare_is_damage),
        cmocka_unit_test(whoever_ends_the_work_ends_the_program),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

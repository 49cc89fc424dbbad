/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_CASES_H
#define TESTS_UNIT_CASES_H

/*
 * Cases kept as plain data in tests/cases/NAME.test, so that adding one needs no C.
 *
 * A case is a run of lines, as many as the file says in its comments; cases stand apart by blank
 * lines, lines that begin with "# " are comments, and a line "-" stands for an empty one. Bytes
 * that are hard to see are written as escapes: \xHH a byte, \uHHHH a character, \n \t \\.
 *
 * The files are found by the environment variable PARANGON_SOURCE_ROOT, the root of the source
 * tree; a test that needs them is skipped without it.
 */

#include <stddef.h>

enum {
    CASE_LINES_MAX = 8
};

struct case_line {
    char *text; /* escapes undone, NUL-terminated besides */
    size_t len;
};

struct test_case {
    const char *file;
    unsigned number; /* of its first line */
    struct case_line line[CASE_LINES_MAX];
};

/* Says on standard error what is wrong with a case; the file and the line come in front. */
void case_failed(const struct test_case *found, const char *format, ...)
    __attribute__((__format__(__printf__, 2, 3)));

/* Runs `check` over every case of the file, each of exactly `lines` lines, then fails the running
   test when any case failed, or when the file holds none or is malformed. */
typedef void case_fn(const struct test_case *found);
void cases_run(const char *name, size_t lines, case_fn *check);

/* A copy of the bytes as a case would write them: escapes for what is malformed or invisible. */
char *case_escaped(const char *bytes, size_t len);

/* A path under the root of the source tree, yours to free; skips the running test when it is not
   told. */
char *source_path(const char *relative);

#endif

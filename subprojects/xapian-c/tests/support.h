/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the tests share: a place for their files, a small library to search, and assertions
 * which show the message. */

#ifndef XC_TESTS_SUPPORT_H
#define XC_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "xapian-c.h"

/* The error of the last failing call. */
extern struct xc_error err;

#define assert_ok(call) assert_status(call, XC_OK)
#define assert_status(call, expected) require_status((call), (expected), #call, __FILE__, __LINE__)

void require_status(xc_status status, xc_status expected, const char *call, const char *file,
                    int line);

/* Compares a string which came out with the expected one, and frees it. */
void assert_string(char *bytes, size_t len, const char *expected);

/* A group's set-up and tear-down: an empty folder, removed at the end with all it holds. */
int make_scratch(void **state);
int remove_scratch(void **state);

/* A path in that folder; the text lives until the sixteenth call after this one. */
const char *scratch(const char *name);

enum {
    SLOT_CITY = 0,
    SLOT_YEAR = 1,
    LAST_SLOT = SLOT_YEAR
};

/* A document which holds all, even or odd, n<i>, Q<i> (boolean), water<i> and, in one of three,
 * the words clean water at positions 1 and 2; its city is city<i % 5> and its year 2000 + i %
 * 20. */
xc_document *make_document(unsigned i);

/* A database of the documents first to last, committed and closed. Returns its path. */
const char *make_library(const char *name, unsigned first, unsigned last);

xc_database *open_library(const char *path);

xc_query *term(const char *text);

/* Frees its subqueries, which is how trees are built here. */
xc_query *join(xc_op op, xc_query *left, xc_query *right, unsigned parameter);

/* The docids of the first hits, by ascending docid and without weights; frees the query.
 * Returns how many. */
size_t matches(xc_database *database, xc_query *query, xc_docid docids[], size_t n);

#endif
